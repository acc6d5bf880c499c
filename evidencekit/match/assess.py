"""What the answers so far say about one reference, and what is still to be asked."""

from dataclasses import dataclass
from enum import StrEnum

from evidencekit.model import (
    Candidates,
    Lookup,
    Lookups,
    Query,
    Reference,
    Unavailable,
    Work,
)


class Fit(StrEnum):
    """How the work under the printed DOI, or the one found by search, fits."""

    SAME = "same"  # the cited work (its fields may still differ)
    OTHER = "other"  # a different work
    NOTICE = "notice"  # a notice, review or part of the cited work
    NONE = "none"  # nothing is registered, or nothing found
    UNKNOWN = "unknown"  # nothing was asked, or nobody answered


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose printed value is not the registered one.

    `field` is an `Item` field name; `kind` refines it ("dropped-subtitle",
    "first-author", "dropped-author", "missing" …).
    """

    field: str
    printed: str | None
    registered: str | None
    kind: str = "wrong"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reference with what is known of it.

    `lookup` is the answer for the printed DOI (None: no DOI, or not asked yet);
    `fit` says how its work fits. `work` is the work that the reference is held to be:
    under the printed DOI where that fits, else the one that a notice or a validated
    search led to; None where there is none. `differences` compares the reference with
    `work`. `candidates` is what a search brought, `unavailable` the services that did
    not answer, `wanted` the queries that have to be answered next.
    """

    reference: Reference
    lookup: Lookup | None = None
    fit: Fit = Fit.UNKNOWN
    work: Work | None = None
    differences: tuple[Difference, ...] = ()
    suggested_doi: str | None = None
    candidates: Candidates | None = None
    unavailable: tuple[Unavailable, ...] = ()
    wanted: tuple[Query, ...] = ()


def assess(reference: Reference, lookups: Lookups) -> Assessment:
    """Return what `lookups` say about `reference`."""
    raise NotImplementedError
