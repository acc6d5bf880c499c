"""EK402: a reference that no marker in the text points to."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Reference, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK402", "uncited-reference", Severity.WARNING, Need.CITATIONS)
def uncited_reference(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The list has a reference that the text never cites.

    The rule speaks only where the article cites by markers, such as [3] or (Roe,
    2011), and the markers that were found lead to more than half of the list. Where
    scraping has flattened raised numbers into the text it says nothing, and where the
    text cites by name, nothing of a reference whose first author it has somewhere.

    Why it matters: a reference that supports nothing is padding, or the sentence that
    cited it was cut and the list was not.

    What to do: cite it where it belongs, or take it out.

    When it is wrong: it is cited in a table, a figure or a supplement that was not
    part of the text. Of a further list, such as
    one headed "Further reading", nothing is said.
    """
    cited = {id for citation in document.citations for id in citation.reference_ids}
    uncited = [r for r in document.listed if r.id not in cited]
    if not document.has_prose or len(uncited) * 2 >= len(document.listed):
        return
    flattened = sum(citation.style == "flattened" for citation in document.citations)
    # Seven of nine alarms were false there (articles_dev, 2026-11-23): a marker behind
    # a number ("4.366") cannot be told from the number.
    if 4 * flattened > len(document.citations):
        return
    by_name = any(citation.style == "author-year" for citation in document.citations)
    for reference in uncited:
        if by_name and _is_mentioned(reference, document):
            continue
        yield Problem("no marker in the text cites it", reference=reference.id)


def _is_mentioned(reference: Reference, document: Document) -> bool:
    """Say whether the text has the first author's name, with whatever year.

    The marker may be misspelt, or its year; then this is not what is wrong.
    """
    names = reference.item.author or reference.item.editor
    first = names[0].family or names[0].literal if names else None
    end = document.list_span.start if document.list_span else reference.span.start
    return first is not None and first in document.text[:end]
