"""EK201: the DOI is registered for another work."""

from collections.abc import Iterator, Mapping

from evidencekit.appraisal.meant import meant
from evidencekit.match.assess import Assessment, Fit
from evidencekit.match.beside import printed_arxiv_doi
from evidencekit.model import (
    Document,
    Evidence,
    Found,
    Meant,
    Problem,
    Severity,
    Work,
)
from evidencekit.rules.corrections import doi_replacement
from evidencekit.rules.proof import described, evidence
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK201", "mismatched-doi", Severity.ERROR, Need.WORKS)
def mismatched_doi(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The DOI is registered for a work other than the one that is printed.

    Why it matters: a reader who follows the link arrives at another article, and
    everything that is counted by DOI (citations, retraction alerts, library links)
    goes to the wrong work. Mixed-up DOIs are also the commonest trace of references
    that nobody looked up.

    What to do: follow the DOI and compare. If the printed work is meant, print the DOI
    that the finding names; it is only named when a service holds a record under it
    that fits the printed fields. If the DOI's work is meant, correct the reference.

    Where it is clear, the finding says which of the two works the article means. The
    claims that cite the reference are compared with both titles; without markers, one
    of the two has to be a stranger to the whole text. If the printed work fits, the DOI
    is the slip; if the DOI's does, its author may have read that one and printed
    another. `meant` in the JSON has it.

    An arXiv identifier stands for the DOI that arXiv registered for it.

    When it is wrong: where the record itself is: a title deposited in
    another language, or the metadata of a whole issue under the DOI of one article.
    What is meant goes by words alone: of the works it held to be meant in a trial, 97
    in 100 were (docs/claims.md). It says nothing about single fields; those are EK211
    to EK217.
    """
    told = meant(document, assessments)
    claims = {c.id: " ".join(c.text.split()) for c in document.claims}
    for assessment in assessments:
        lookup = assessment.lookup
        if assessment.fit is Fit.OTHER and isinstance(lookup, Found):
            is_meant = told.get(assessment.reference.id)
            yield _problem(assessment, lookup.work, is_meant, claims)


def _problem(
    assessment: Assessment,
    registered: Work,
    meant: Meant | None,
    claims: Mapping[str, str],
) -> Problem:
    reference, suggested = assessment.reference, assessment.suggested_doi
    printed = reference.item.doi or printed_arxiv_doi(reference)
    message = f"{registered.item.doi} is registered as {described(registered)}"
    if suggested:
        message += f"; the cited work is {suggested}"
    elif assessment.candidates is not None:
        message += "; no registered work was found that fits the reference"
    cited = meant.claims[:1] if meant else ()
    return Problem(
        f"{message}{_which(meant) if meant else ''}",
        (
            evidence(registered, "doi", printed, suggested),
            evidence(registered, "title", reference.item.title, registered.item.title),
            *(Evidence("claim", claims[id], None) for id in cited),
        ),
        # If the DOI's work is meant, the DOI is not what is wrong.
        fix=None
        if meant and meant.work == "registered"
        else doi_replacement(assessment),
        span=reference.field_spans.get("doi"),
        suggested_doi=suggested,
        reference=reference.id,
        confidence=1 - (assessment.under_doi or 0.0),
        meant=meant,
    )


def _which(meant: Meant) -> str:
    """Return the end of the message: which of the two works the article means."""
    if meant.basis == "list":
        return f"; the DOI is that of reference {meant.twin}"
    if meant.work == "neither":
        return "; neither of the two works fits the article"
    names = {"printed": "the printed work", "registered": "the DOI's work"}
    right = names.pop(meant.work)
    [wrong] = names.values()
    number = len(meant.claims)
    fits = f"{right} fits the article and {wrong} does not"
    if number == 1:
        fits = f"the claim that cites it fits {right} rather than {wrong}"
    elif number:
        fits = f"the {number} claims that cite it fit {right} rather than {wrong}"
    is_slip = "the DOI seems to be the slip"
    return f"; {fits}: {is_slip if meant.work == 'printed' else 'see which was read'}"
