"""The in-text markers of an article and the references that they stand for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from evidencekit.claims.author_year import author_year_citations
from evidencekit.claims.chapters import chapters
from evidencekit.claims.keyed import keyed_citations, printed_key_citations
from evidencekit.claims.numbered import numbered_citations
from evidencekit.model import Citation, Reference, Span
from evidencekit.normalize import folded


def find_citations(
    text: str, references: Sequence[Reference], list_span: Span | None
) -> tuple[Citation, ...]:
    """Return the markers outside the reference list, in the order of the text.

    All kinds are tried: keys, numbers in the one style that the text uses, and authors
    with a year; no text numbers a list that it cites by name. Of two markers that
    overlap the first stays.
    """
    if not references:
        return ()
    text = _in_plain_brackets(text)
    parts = outside_references(text, references, list_span)
    before = [p for p in parts if list_span is None or p.end <= list_span.start]
    ids = {reference.id for reference in references}
    numbered = list(chapters(before, references, list_span))
    keyed = list(keyed_citations(text, parts, ids))
    keyed += printed_key_citations(text, before, references)
    if not any(citation.reference_ids for citation in keyed):
        keyed = []  # "[@name]" is an account where no key of the list is ever named
    found = [*keyed, *author_year_citations(text, before, references)]
    named = {id for citation in found for id in citation.reference_ids}
    for passages, numbers in numbered:
        if 2 * len(named) < len(numbers):
            ordered = not by_alphabet(references)
            found += numbered_citations(text, passages, numbers, ordered)
    return _without_overlaps([*found, *_repeated(text, before, found)])


_WIDE_BRACKETS = str.maketrans("【】［］（）", "[][]()")
_ESCAPED = re.compile(r"\\\[([^\[\]\\\n]{1,200})\\\]")


def _in_plain_brackets(text: str) -> str:
    """Return the text, as long as it is, with "[1]" for "【1】" and for "\\[1\\]"."""
    return _ESCAPED.sub(r" [\1] ", text.translate(_WIDE_BRACKETS))


# Share of neighbours in the order of the alphabet that makes a list alphabetical.
_ALPHABETICAL = 0.9


def by_alphabet(references: Sequence[Reference]) -> bool:
    """Say whether a list is sorted by name: then not in the order of first use."""
    names = [r.item.author[0] for r in references if r.item.author]
    families = [folded(name.family or str(name)) for name in names]
    steps = [a <= b for a, b in pairwise(families)]
    return len(steps) >= 5 and sum(steps) >= _ALPHABETICAL * len(steps)


def outside_references(
    text: str, references: Sequence[Reference], list_span: Span | None
) -> list[Span]:
    """Return the parts of the text that are neither list nor reference."""
    spans = [reference.span for reference in references]
    taken = sorted([*spans, list_span] if list_span else spans)
    parts, start = [], 0
    for span in taken:
        if span.start > start:
            parts.append(Span(start, span.start))
        start = max(start, span.end)
    return [*parts, Span(start, len(text))] if start < len(text) else parts


_IBIDEM = re.compile(r"[(\[]\s?(?:see )?ibid(?:em)?\b\.?[^()\[\]]{0,40}[)\]]", re.I)


def _repeated(
    text: str, parts: Sequence[Span], found: Sequence[Citation]
) -> Iterator[Citation]:
    """Yield each "(ibid.)" with the references of the marker before it."""
    ordered = sorted(found, key=lambda c: c.span)
    ends = [citation.span.end for citation in ordered]
    for part in parts:
        for match in _IBIDEM.finditer(text, part.start, part.end):
            place = bisect_right(ends, match.start()) - 1
            if place >= 0 and ordered[place].reference_ids:
                yield replace(ordered[place], span=Span(*match.span()))


def _without_overlaps(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    kept: list[Citation] = []
    for citation in sorted(citations, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or citation.span.start >= kept[-1].span.end:
            kept.append(citation)
    return tuple(kept)
