"""EK302: a preprint of which a published version is registered."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, preprint_cited_as_published
from evidencekit.match.preprints import is_preprint, published_doi
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule


@rule("EK302", "superseded-preprint", Severity.NOTE, Need.WORKS)
def superseded_preprint(assessment: Assessment) -> Iterator[Problem]:
    """The cited preprint has been published since, in a version of its own.

    Why it matters: the published version has been through review and may say something
    else; a reader wants to know of it.

    What to do: read the published version, and cite it if it supports the claim as
    well.

    When it is wrong: the rule goes by what the preprint's record says of its published
    version; it is silent where the server did not register the link.
    """
    work, reference = assessment.work, assessment.reference
    if work is None or not is_preprint(work):
        return
    published = published_doi(work)
    if published is None or preprint_cited_as_published(reference, work):
        return
    yield Problem(
        f"{work.item.doi} is a preprint that was published as {published}",
        (evidence(work, "doi", reference.item.doi, published),),
        suggested_doi=published,
    )
