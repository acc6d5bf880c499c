"""EK201: the DOI is registered for another work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Fit
from evidencekit.match.beside import printed_arxiv_doi
from evidencekit.model import Found, Problem, Severity
from evidencekit.rules.corrections import doi_replacement
from evidencekit.rules.proof import described, evidence
from evidencekit.rules.registry import Need, rule


@rule("EK201", "mismatched-doi", Severity.ERROR, Need.WORKS)
def mismatched_doi(assessment: Assessment) -> Iterator[Problem]:
    """The DOI is registered for a work other than the one that is printed.

    Why it matters: a reader who follows the link arrives at another article, and
    everything that is counted by DOI (citations, retraction alerts, library links)
    goes to the wrong work. Mixed-up DOIs are also the commonest trace of references
    that nobody looked up.

    What to do: follow the DOI and compare. If the printed work is meant, print the DOI
    that the finding names; it is only named when a service holds a record under it
    that fits the printed fields. If the DOI's work is meant, correct the reference.

    An arXiv identifier stands for the DOI that arXiv registered for it.

    When it is wrong: where the record itself is: a title deposited in
    another language, or the metadata of a whole issue under the DOI of one article.
    It says nothing about single fields; those are EK211 to EK217.
    """
    lookup = assessment.lookup
    if assessment.fit is not Fit.OTHER or not isinstance(lookup, Found):
        return
    item, registered = assessment.reference.item, lookup.work
    printed = item.doi or printed_arxiv_doi(assessment.reference)
    message = f"{registered.item.doi} is registered as {described(registered)}"
    if assessment.suggested_doi:
        message += f"; the cited work is {assessment.suggested_doi}"
    elif assessment.candidates is not None:
        message += "; no registered work was found that fits the reference"
    yield Problem(
        message,
        (
            evidence(registered, "doi", printed, assessment.suggested_doi),
            evidence(registered, "title", item.title, registered.item.title),
        ),
        fix=doi_replacement(assessment),
        span=assessment.reference.field_spans.get("doi"),
        suggested_doi=assessment.suggested_doi,
        confidence=1 - (assessment.under_doi or 0.0),
    )
