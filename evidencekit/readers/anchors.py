"""Markers that are links: what they lead to says which references are cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencekit.model import Citation, Reference, Span

_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DASH = "‐‑‒–—−-"
# Between two links of one marker: signs, and numbers that are no links themselves.
_BETWEEN = re.compile(rf"[\s,;⁰¹²³⁴⁵⁶⁷⁸⁹⁻\d{_DASH}]{{0,60}}|\]?\s?[{_DASH}]\s?\[?")
_PART = re.compile(rf"\d+|[{_DASH}]")
_HEAD = re.compile(rf"[\[(][\s\d,;{_DASH}]{{0,60}}\Z")
_TAIL = re.compile(rf"[\s\d,;{_DASH}]{{0,60}}[\])]")
_RAISED_TAIL = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹,;⁻–-]*[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_NUMBERS = re.compile(rf"[\[(]?\s?\d{{1,4}}(?:\s?[,;{_DASH}]\s?\d{{1,4}})*\s?[\])]?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link in the text, and the ids of the references that it leads to.

    `to_entry` is False where it leads to the cited work itself.
    """

    span: Span
    references: tuple[str, ...]
    to_entry: bool = True


def linked_citations(
    text: str, anchors: Sequence[Anchor], references: Sequence[Reference]
) -> tuple[Citation, ...]:
    """Return the markers that `anchors`, in the order of the text, make up.

    Links with nothing but signs and numbers between them are one marker. Of a range,
    pages link the ends, or one end: what lies between in the list is cited, too.
    """
    order = {reference.id: place for place, reference in enumerate(references)}
    marker = _Marker(text, order)
    return tuple(marker.citation(group) for group in _groups(text, anchors))


def _groups(text: str, anchors: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    group: list[Anchor] = []
    for anchor in anchors:
        if group:
            last = group[-1].span
            if anchor.span.start < last.end:
                continue
            gap = text[last.end : anchor.span.start]
            if not (_BETWEEN.fullmatch(gap) and "\n" not in gap) or (
                not _is_number(anchor.span.of(text)) or not _is_number(last.of(text))
            ):
                yield group
                group = []
        group.append(anchor)
    if group:
        yield group


def _is_number(said: str) -> bool:
    return _NUMBERS.fullmatch(said.translate(_SIGNS).strip()) is not None


class _Marker:
    """Reads markers of a text whose references have the places `order`."""

    def __init__(self, text: str, order: Mapping[str, int]) -> None:
        self._text, self._order = text, order
        self._ids = list(order)

    def citation(self, group: Sequence[Anchor]) -> Citation:
        inner = Span(group[0].span.start, group[-1].span.end)
        if not all(_is_number(anchor.span.of(self._text)) for anchor in group):
            ids = (id for anchor in group for id in anchor.references)
            year = _YEAR.search(inner.of(self._text))
            style = "author-year" if year else "key"
            return Citation(inner, tuple(dict.fromkeys(ids)), style=style)
        span, style = self._whole(inner)
        cited = dict.fromkeys(self._cited(span, group))
        return Citation(span, tuple(cited), style=style)

    def _whole(self, inner: Span) -> tuple[Span, str]:
        """Return the marker with its brackets and unlinked numbers, and its style."""
        text = self._text
        if inner.of(text)[0] in "[(":
            return inner, "bracket" if text[inner.start] == "[" else "parenthesis"
        start = max(0, inner.start - 64)
        head = _HEAD.search(text, start, inner.start)
        tail = _TAIL.match(text, inner.end)
        if head and tail:
            style = "bracket" if head[0][0] == "[" else "parenthesis"
            return Span(head.start(), tail.end()), style
        if inner.of(text)[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            more = _RAISED_TAIL.match(text, inner.end)
            return Span(inner.start, more.end() if more else inner.end), "raised"
        return inner, "raised"

    def _cited(self, span: Span, group: Sequence[Anchor]) -> Iterator[str]:
        """Yield the references of a numeric marker, with those between two ends."""
        position, last, ranging = span.start, "", False
        for anchor in (*group, None):
            stop = anchor.span.start if anchor else span.end
            gap = self._text[position:stop].translate(_SIGNS)
            for part in _PART.findall(gap):
                if part in _DASH:
                    ranging = True
                elif part in self._order:
                    yield from self._from(last if ranging else "", part)
                    last, ranging = part, False
            if anchor is None:
                return
            said = anchor.span.of(self._text).translate(_SIGNS)
            ids = anchor.references
            yield from self._from(last if ranging else "", ids[0])
            yield from ids[1:]
            last, ranging = ids[-1], False
            printed = [n for n in _PART.findall(said) if n not in _DASH]
            if len(printed) == 2 and any(sign in said for sign in _DASH):
                if printed[1] in self._order and len(ids) == 1:
                    yield from self._from(ids[0], printed[1])
                    last = printed[1]
            elif len(printed) > 1 and len(ids) == 1:
                yield from (n for n in printed[1:] if n in self._order)
            position = anchor.span.end

    def _from(self, first: str, last: str) -> Iterator[str]:
        """Yield `last`, behind those that lie between it and `first`, if any."""
        if first and first in self._order:
            start, end = self._order[first] + 1, self._order[last]
            if 0 <= end - start <= _LONGEST_RANGE:
                yield from self._ids[start:end]
        yield last
