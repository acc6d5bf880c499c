"""Holding a reference to be a registered work, and comparing the two."""

from dataclasses import replace

from evidencekit.match.assessment import Assessment, Fit
from evidencekit.match.fields import differences
from evidencekit.match.likelihood import same_work
from evidencekit.match.other_records import telling
from evidencekit.match.preprints import (
    cited_as_preprint,
    cited_as_published,
    is_preprint,
)
from evidencekit.match.reading import read_as
from evidencekit.model import Reference, Work
from evidencekit.normalize import canonical_doi


def settled(
    start: Assessment, work: Work, likelihood: float | None = None
) -> Assessment:
    """Hold the reference to be `work`; its DOI is suggested where it is not printed.

    `likelihood` is how sure that is; None where an identifier speaks for it.
    """
    if likelihood is None:
        likelihood = same_work(start.reference, work)
    reference = read_as(start.reference, work)
    printed = canonical_doi(reference.item.doi or "")
    found = telling(reference, work, differences(reference, work))
    if preprint_cited_as_published(reference, work) or (
        published_cited_as_preprint(reference, work)
    ):
        # The other version has its own date, container and numbers.
        found = tuple(d for d in found if d.field in ("title", "author"))
    suggested = work.item.doi if work.item.doi != printed else None
    return replace(
        start,
        reference=reference,
        work=work,
        differences=found,
        suggested_doi=suggested,
        probability=likelihood,
    )


def preprint_cited_as_published(reference: Reference, work: Work) -> bool:
    """Say whether `work` is the preprint of what is cited as published."""
    return is_preprint(work) and cited_as_published(reference.item, reference.text)


def published_cited_as_preprint(reference: Reference, work: Work) -> bool:
    """Say whether `work` is the published version of what is cited as a preprint."""
    return (
        not is_preprint(work)
        and work.kind == "journal-article"
        and cited_as_preprint(reference.item, reference.text)
    )


def unless_known(known: Fit, fit: Fit) -> Fit:
    """Return `fit` where nothing is known of the printed DOI."""
    return fit if known is Fit.UNKNOWN else known
