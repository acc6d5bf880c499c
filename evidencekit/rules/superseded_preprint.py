"""EK302: a preprint of which a later version is registered."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, preprint_cited_as_published
from evidencekit.match.changes import Kind
from evidencekit.match.preprints import is_preprint
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule


@rule("EK302", "superseded-preprint", Severity.NOTE, Need.WORKS)
def superseded_preprint(assessment: Assessment) -> Iterator[Problem]:
    """The cited preprint was published since, or has a newer version.

    Why it matters: the published version has been through review and may say something
    else; a reader wants to know of it.

    What to do: read the later version, and cite it if it supports the claim as well.

    When it is wrong: the rule goes by what the preprint's record says of its later
    versions; it is silent where the server did not register the link.
    """
    work, reference = assessment.work, assessment.reference
    if work is None or not is_preprint(work):
        return
    published = assessment.standing.of({Kind.PUBLICATION})
    later = published or assessment.standing.of({Kind.NEW_VERSION})
    dois = [change.doi for change in later if change.doi and not change.in_place]
    if not dois or preprint_cited_as_published(reference, work):
        return
    other = dois[-1]
    became = "was published as" if published else "has a newer version:"
    yield Problem(
        f"{work.item.doi} is a preprint that {became} {other}",
        (evidence(work, "doi", reference.item.doi, other),),
        suggested_doi=other,
    )
