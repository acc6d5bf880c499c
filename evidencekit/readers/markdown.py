"""Markdown: what a reader of the page sees, with the places of the file."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidencekit.claims.markers import find_citations
from evidencekit.model import Document, Item, Reference, Span
from evidencekit.normalize import canonical_doi
from evidencekit.parse import parse_reference, references_in
from evidencekit.parse.find_list import list_proper, list_titles
from evidencekit.parse.likeness import CERTAIN, likeness
from evidencekit.parse.references import joined
from evidencekit.readers.markdown_entries import Entry, by_section, entries_after, notes
from evidencekit.readers.markdown_scopes import Scopes
from evidencekit.readers.markup import Plain, plain
from evidencekit.readers.suppressions import html_comments, suppressions

_MARKDOWN = re.compile(
    r"^#{1,6} \S|\]\(https?://|^\[\^[^\]\s]+\]:|^\[[^\]\n]+\]: https?://", re.MULTILINE
)
# A section has one title of a list; each that is tried is read to the section's end.
_TITLES_TRIED = 4
_BACK_LINK = re.compile(r"(?:\s*[↩↑]\ufe0e?)+\s*\Z")


def looks_like(text: str) -> bool:
    """Say whether `text` has a heading, link or footnote in Markdown's way."""
    return bool(_MARKDOWN.search(text))


def read(name: str, text: str) -> Document:
    """Return the article in `text` with its references and citations."""
    page = plain(text)
    list_span = None
    entries, further = _listed(text, page)
    if entries:
        references = tuple(_parsed(entry, page, text) for entry in entries)
    else:
        found, printed = references_in(page.text)
        references = tuple(_placed(r, page, text) for r in printed)
        list_span = page.original(found.span) if found else None
    references = tuple(_linked(r, page.targets) for r in references)
    if entries and references:
        list_span = Span(_start(text, references[0]), references[-1].span.end)
    if further:
        others = (_parsed(entry, page, text) for entry in further)
        references = joined(references, [_linked(r, page.targets) for r in others])
    return Document(
        name,
        "text/markdown",
        text,
        references,
        citations=find_citations(text, references, list_span),
        suppressions=suppressions(
            text, html_comments(text), Scopes(text, references).of
        ),
        list_span=list_span,
    )


def _listed(text: str, page: Plain) -> tuple[tuple[Entry, ...], list[Entry]]:
    """Return the references that Markdown itself cuts apart: a list, and further ones.

    The list has the items under the title of a reference list or, without one, the
    footnotes that name works. Of several it is the longest; of chapters, which have the
    same title, the last one's. The others count where they are references beyond doubt.
    """
    lists: dict[tuple[Entry, ...], str] = {}
    titles = {page.original(s).end: s.of(page.text) for s in list_titles(page.text)}
    for section in by_section(text, list(titles)):
        tried = {entries_after(text, end): end for end in section[-_TITLES_TRIED:]}
        if named := [entries for entries in tried if _name_works(entries, text)]:
            longest = max(named, key=len)
            lists[longest] = titles[tried[longest]].casefold()
    if not lists:
        footnotes = notes(text)
        return tuple(e for e in footnotes if _name_works([e], text)), []
    main = list_proper(list(lists), len, lists.__getitem__)
    further = (e for e in lists if e is not main and _name_works(e, text, CERTAIN))
    return main, [entry for entries in further for entry in entries]


def _name_works(entries: Sequence[Entry], text: str, signs: float = 1) -> bool:
    """Say whether at least half of the entries show that many signs of a reference.

    One is enough under a title: a link is all that a web page has.
    """
    alike = sum(likeness(e.span.of(text)) >= signs for e in entries)
    return 0 < len(entries) <= 2 * alike


def _parsed(entry: Entry, page: Plain, text: str) -> Reference:
    start, end = page.here(entry.span.start), page.here(entry.span.end)
    printed = _BACK_LINK.sub("", page.text[start:end])
    reference = parse_reference(printed, id=entry.id, label=entry.label, start=start)
    placed = _placed(reference, page, text)
    return replace(placed, span=entry.span, text=entry.span.of(text))


def _placed(reference: Reference, page: Plain, text: str) -> Reference:
    """Return the reference with the places of the text that has its mark-up."""
    span = page.whole(reference.span, text)
    fields = {name: page.original(s) for name, s in reference.field_spans.items()}
    return replace(reference, span=span, text=span.of(text), field_spans=fields)


def _linked(reference: Reference, targets: Sequence[tuple[str, Span]]) -> Reference:
    """Return the reference with the DOI or URL that one of its links leads to.

    `targets` are in order.
    """
    item, fields = reference.item, dict(reference.field_spans)
    first = bisect_left(targets, reference.span.start, key=lambda t: t[1].start)
    last = bisect_left(targets, reference.span.end, key=lambda t: t[1].start)
    for target, span in targets[first:last]:
        if not reference.span.contains(span):
            continue
        doi = canonical_doi(target)
        if doi and item.doi is None:
            item, fields = replace(item, doi=doi), {**fields, "doi": span}
        elif doi is None and item.url is None and target.startswith("http"):
            item, fields = replace(item, url=target), {**fields, "url": span}
    return _with(reference, item, fields)


def _start(text: str, reference: Reference) -> int:
    """Return where the first reference of a list begins, with its label."""
    label, start = reference.label or "", reference.span.start
    before = len(text[:start].rstrip())
    return before - len(label) if text.endswith(label, 0, before) else start


def _with(reference: Reference, item: Item, fields: Mapping[str, Span]) -> Reference:
    if item is reference.item:
        return reference
    return replace(reference, item=item, field_spans=fields)
