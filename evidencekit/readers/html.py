"""HTML: the article of a page, its reference list and the markers that lead to it.

The document's text is what a reader of the page sees; its `source` leads back to the
file. Reference lists are sought on the whole page, also where they are hidden; markers
that are links lead to the entries that they name.
"""

import re
from collections.abc import Mapping

from evidencekit.claims.markers import find_citations
from evidencekit.errors import ReadError
from evidencekit.model import Citation, Defect, Document, Reference, Span
from evidencekit.parse import references_in
from evidencekit.parse.references import joined
from evidencekit.readers.anchors import linked_citations
from evidencekit.readers.elements import Element, Tree, tree
from evidencekit.readers.html_entries import references_of
from evidencekit.readers.html_links import anchors, linked, targets
from evidencekit.readers.html_lists import Listed, reference_lists
from evidencekit.readers.html_page import Page, page
from evidencekit.readers.html_parts import Parts
from evidencekit.readers.html_scopes import Scopes
from evidencekit.readers.suppressions import html_comments, suppressions

_HTML = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+)?html\b",
    re.IGNORECASE | re.DOTALL,
)
_FARTHEST = 1500  # characters of the publisher's words between title and first entry


def looks_like(text: str) -> bool:
    """Say whether `text` begins as a page does."""
    return bool(_HTML.match(text[:5000]))


def read(name: str, text: str) -> Document:
    """Return the article of the page `text` with its references and citations.

    Raises:
        ReadError: the page shows no text.
    """
    elements = tree(text)
    main, further = reference_lists(elements, targets(elements))
    lists = [main, *further] if main else []
    written = page(elements, Parts(elements), [e for x in lists for e in x.entries])
    if not written.text.strip():
        raise ReadError(
            f"{name}: has no text of an article; if a script fills the page in, "
            "save it from the browser once it is complete"
        )
    by_entry = _references(written, lists)
    references = tuple(by_entry.values())
    list_span = _list_span(written, main, by_entry) if main else None
    if not references:
        found, printed = references_in(written.text)
        references = tuple(linked(r, written.links_in(r.span)) for r in printed)
        list_span = found.span if found else None
    return Document(
        name,
        "text/html",
        written.text,
        references,
        citations=_citations(written, by_entry, references, list_span),
        suppressions=suppressions(
            written.text,
            html_comments(text),
            (scopes := Scopes(elements, written, by_entry)).of,
            scopes.place,
        ),
        defects=_defects(elements, written),
        list_span=list_span,
        source=written.source,
    )


def _references(page: Page, lists: list[Listed]) -> Mapping[Element, Reference]:
    """Return the references of all lists, by their entries, in the order of the text.

    The first list is the proper one.
    """
    by_start: dict[int, Element] = {}
    parsed: list[tuple[Reference, ...]] = []
    for listed in lists:
        found = references_of(page, listed.entries)
        by_start |= {reference.span.start: entry for entry, reference in found}
        parsed.append(tuple(reference for _, reference in found))
    together = joined(parsed[0], [r for x in parsed[1:] for r in x]) if parsed else ()
    return {by_start[r.span.start]: r for r in together}


def _list_span(
    page: Page, listed: Listed, by_entry: Mapping[Element, Reference]
) -> Span | None:
    """Return where the list stands, with its title where that stands before it."""
    entries = [entry for entry in listed.entries if entry in by_entry]
    if not entries:
        return None
    spans = [page.span(entry) for entry in entries]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    title = listed.title
    if title is not None and title.first >= 0:
        place = page.span(title)
        if place.start < place.end <= start <= place.end + _FARTHEST:
            start = place.start
    return Span(start, end)


def _citations(
    page: Page,
    by_entry: Mapping[Element, Reference],
    references: tuple[Reference, ...],
    list_span: Span | None,
) -> tuple[Citation, ...]:
    """Return the markers: links to entries decide where most of the list has them."""
    links = anchors(page, by_entry, references)
    led = linked_citations(page.text, links, references)
    to_entries = [link for link in links if link.to_entry]
    deciding = linked_citations(page.text, to_entries, references)
    named = {id for citation in deciding for id in citation.reference_ids}
    if references and 2 * len(named) >= len(references):
        return led
    others = find_citations(page.text, references, list_span)
    kept = [c for c in others if not any(_touch(c.span, d.span) for d in led)]
    return tuple(sorted([*led, *kept], key=lambda citation: citation.span))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _defects(elements: Tree, page: Page) -> tuple[Defect, ...]:
    if elements.broken is None:
        return ()
    size = len(page.text)
    message = "the file ends inside a tag or comment; what follows it is missing"
    return (Defect(message, Span(size, size)),)
