"""One reference with what is known of it: the type that rules look at."""

from dataclasses import dataclass, field
from enum import StrEnum

from evidencekit.match.fields import Difference
from evidencekit.match.likelihood import is_possible
from evidencekit.match.standing import Standing
from evidencekit.model import (
    Candidates,
    Lookup,
    Query,
    Reference,
    Search,
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
class Assessment:
    """One reference with what is known of it.

    `reference` is as it was last read: in the light of `work` where there is one.
    `lookup` is the answer for the printed DOI (None: no DOI, or not asked yet);
    `fit` says how its work fits. `work` is the work that the reference is held to be:
    under the printed DOI where that fits, else the one that a notice or a validated
    search led to; None where there is none. `probability` is that of `work` being the
    cited one, where there is none that of the likeliest one a search brought;
    `under_doi` that of the work under the printed DOI. `differences` compares the
    reference with `work`, `standing` is what became of that since. `candidates` is what
    a search brought and `further` what others answered after it, which may be silence;
    `unavailable` the services without whose answer nothing can be said, `wanted` the
    queries that have to be answered next.
    """

    reference: Reference
    lookup: Lookup | None = None
    fit: Fit = Fit.UNKNOWN
    work: Work | None = None
    differences: tuple[Difference, ...] = ()
    standing: Standing = field(default_factory=Standing)
    suggested_doi: str | None = None
    probability: float | None = None
    under_doi: float | None = None
    candidates: Candidates | None = None
    further: tuple[Search, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    wanted: tuple[Query, ...] = ()


def is_undecided(assessment: Assessment) -> bool:
    """Say whether a search leaves open if there is such a work.

    It brought what may be the work, but is not sure to be; or no title is printed, and
    a search by author, container and year brings ten works of very many.
    """
    if assessment.work is not None or assessment.candidates is None:
        return False
    likelihood = assessment.probability
    possible = likelihood is not None and is_possible(likelihood)
    return possible or not assessment.reference.item.title
