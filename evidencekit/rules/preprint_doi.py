"""EK205: the DOI of the preprint for the published version, or the reverse."""

from collections.abc import Iterator

from evidencekit.match.assess import (
    Assessment,
    Fit,
    preprint_cited_as_published,
    published_cited_as_preprint,
)
from evidencekit.match.preprints import preprint_doi as registered_preprint
from evidencekit.match.preprints import published_doi
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule


@rule("EK205", "preprint-doi", Severity.WARNING, Need.WORKS)
def preprint_doi(assessment: Assessment) -> Iterator[Problem]:
    """The DOI leads to the preprint of what is cited as published, or the reverse.

    Why it matters: a preprint and the published version can differ in methods, numbers
    and conclusions. A reader has to know which one the claim rests on, and has to
    arrive there.

    What to do: print the DOI of the version that was read. The finding names the other
    version's DOI where its record gives it.

    When it is wrong: where a journal registers its articles as posted
    content.
    """
    work, reference = assessment.work, assessment.reference
    if work is None or assessment.fit is not Fit.SAME or reference.item.doi is None:
        return
    if preprint_cited_as_published(reference, work):
        other = published_doi(work)
        message = f"{work.item.doi} is the preprint; the reference names the published"
        message += " version" + (f", which is {other}" if other else "")
    elif published_cited_as_preprint(reference, work):
        other = registered_preprint(work)
        message = f"{work.item.doi} is the published version; the reference names the"
        message += " preprint" + (f", which is {other}" if other else "")
    else:
        return
    container = reference.item.container_title or reference.item.publisher
    yield Problem(
        message,
        (
            evidence(work, "doi", reference.item.doi, other),
            evidence(work, "container-title", container, work.item.container_title),
        ),
        span=reference.field_spans.get("doi"),
        suggested_doi=other,
    )
