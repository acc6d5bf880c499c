"""EK403: a marker in the text that leads to no reference."""

from collections.abc import Iterator, Sequence

from evidencekit.match.assess import Assessment
from evidencekit.model import Citation, Document, Problem, Reference, Severity
from evidencekit.normalize import words
from evidencekit.rules.registry import Need, document_rule

_MOST_NAMED = 3


@document_rule("EK403", "undefined-citation", Severity.ERROR, Need.CITATIONS)
def undefined_citation(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The text cites a reference that the list does not have.

    The rule speaks only where at least half of the markers lead to the list, so that
    numbers in brackets which are no markers stay out of it, and of names with a year
    only where two in three such markers do. A reference that is missing is named once,
    at its first marker; what the list has by the same first author is named beside it.

    Why it matters: the sentence looks supported and is not.

    What to do: add the reference to the list, or correct the marker: its number, its
    names or its year.

    When it is wrong: the list was cut off, or the number in brackets is no marker. Of
    31 published articles that cite by name it named four works, none of which was in
    the list (articles_dev, 2026-11-28).
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
            alike = _alike(citation, missing, document.references)
            yield Problem(message + alike, span=citation.span)


def _alike(citation: Citation, missing: str, references: Sequence[Reference]) -> str:
    """Return what the list has by the first author of names that it lacks."""
    if citation.style != "author-year":
        return ""
    said = f"{' '.join(words(missing))} "
    found = []
    for reference in references:
        item = reference.item
        family = item.author[0].family if item.author else None
        if item.year and family and said.startswith(f"{' '.join(words(family))} "):
            found.append(f"{family} {item.year} as reference {reference.id}")
    return f"; it has {', '.join(found[:_MOST_NAMED])}" if found else ""
