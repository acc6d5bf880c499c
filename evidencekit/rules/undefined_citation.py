"""EK403: a marker in the text that leads to no reference."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK403", "undefined-citation", Severity.ERROR, Need.CITATIONS)
def undefined_citation(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The text cites a reference that the list does not have.

    The rule speaks only where at least half of the markers lead to the list, so that
    numbers in brackets which are no markers stay out of it. A reference that is
    missing is named once, at its first marker.

    Why it matters: the sentence looks supported and is not.

    What to do: add the reference to the list, or correct the marker.

    When it is wrong: the list was cut off, or the number in brackets is no marker.
    """
    dangling = [c for c in document.citations if c.undefined]
    resolved = sum(bool(c.reference_ids) for c in document.citations)
    if not document.references or 2 * resolved < len(document.citations):
        return
    named: set[str] = set()
    for citation in dangling:
        for missing in citation.undefined:
            if missing in named:
                continue
            named.add(missing)
            marker = citation.span.of(document.text)
            message = f"“{marker}” cites {missing}, which the list does not have"
            yield Problem(message, span=citation.span)
