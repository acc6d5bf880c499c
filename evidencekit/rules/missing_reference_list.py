"""EK002: an article in which no reference list was found."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity, Span
from evidencekit.rules.registry import document_rule


@document_rule("EK002", "missing-reference-list", Severity.WARNING)
def missing_reference_list(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The article has no reference list, or none that could be found.

    Why it matters: without references nothing was checked. A report without findings
    would otherwise look like a clean bill of health.

    What to do: pass the whole article, its list included. If the list is there, put a
    heading such as "References" or "Sources" before it, on a line of its own.

    When it is wrong: the text is meant to have no references, such as an opinion
    piece. Ignore the rule there.
    """
    if document.has_prose and not document.references:
        message = "no reference list was found, so nothing could be checked"
        yield Problem(message, span=document.list_span or Span(0, 0))
