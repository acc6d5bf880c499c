"""EK301: the work has a DOI that is not printed."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.beside import printed_arxiv_doi
from evidencekit.model import Fix, Problem, Reference, Severity, Span
from evidencekit.rules.bibtex_edits import field_added, is_bibtex
from evidencekit.rules.corrections import is_doubtful
from evidencekit.rules.proof import described, evidence
from evidencekit.rules.registry import Need, rule


@rule("EK301", "missing-doi", Severity.WARNING, Need.WORKS)
def missing_doi(assessment: Assessment) -> Iterator[Problem]:
    """The work has a registered DOI that the reference does not print.

    Why it matters: with its DOI a reader reaches the work in one step, and retractions
    and corrections can be followed automatically.

    What to do: add the DOI; the fix does so. It is safe: the DOI is only named where
    title and further fields of the registered work fit the reference.

    When it is wrong: where a style forbids DOIs; ignore it there.
    """
    work, reference = assessment.work, assessment.reference
    if reference.item.doi or work is None or work.item.doi is None:
        return
    doi = work.item.doi
    if doi == printed_arxiv_doi(reference):
        return  # the identifier that is printed leads there as well
    yield Problem(
        f"the work has the DOI {doi}: it is registered as {described(work)}",
        (
            evidence(work, "doi", None, doi),
            evidence(work, "title", reference.item.title, work.item.title),
        ),
        _insertion(reference, doi) if not is_doubtful(assessment) else None,
        suggested_doi=doi,
        confidence=1.0 if assessment.probability is None else assessment.probability,
    )


# What follows the words of a reference: comments, line breaks, ends of blocks, links
# back to the text.
_AFTERWARDS = re.compile(
    r"(?:\s|<!--(?:(?!-->).)*-->|<br\s*/?>|</(?:p|li|div|span|td)>"
    r"|\[[↩↑]\ufe0e?\]\([^)\s]*\)|[↩↑]\ufe0e?)+\Z",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST_TAIL = 2000


def _insertion(reference: Reference, doi: str) -> Fix | None:
    text = reference.text
    if len(text) != reference.span.end - reference.span.start:
        return None
    if is_bibtex(reference):
        added = field_added(text, "doi", doi)
        if added is None:
            return None
        end, addition = added
    else:
        afterwards = _AFTERWARDS.search(text, max(0, len(text) - _LONGEST_TAIL))
        body = text[: afterwards.start()] if afterwards else text
        stop = "" if body.endswith((".", "?", "!", ";")) else "."
        end, addition = len(body), f"{stop} doi:{doi}"
    place = reference.span.start + end
    return Fix(f"Add the DOI {doi}", Span(place, place), addition, safe=True)
