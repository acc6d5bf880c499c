"""Markdown without its mark-up, with a way back to every place in the original.

A Markdown parser gives a tree with line numbers. What the reference parser needs is
the text as a reader sees it and the offset of each of its characters, so the mark-up is
cut out here and the cuts are remembered. Every pass is linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from evidencekit.model import Places, Span

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LINE_PREFIX = re.compile(
    r"^[ \t]{0,3}(?:(?:>[ \t]?)+|#{1,6}[ \t]+"
    r"|(?:[=-]{2,}|(?:[*_-][ \t]*){3,})[ \t]*\r?$)",
    re.MULTILINE,
)
_BULLET = re.compile(r"^[ \t]*([-*+])[ \t]+(?=\S)", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[(\^)([^\]\s]+)\](:)", re.MULTILINE)
_LINK = re.compile(
    r"(!?\[)([^\[\]\n]{0,2000})(\]\([ \t]*+<?"
    r"([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r">?(?:[ \t]++(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*+\)(?:\{[^{}\n]{0,200}\})?)"
)
_DEFINITION = re.compile(
    r"^[ \t]{0,3}\[([^\]\n^][^\]\n]{0,200})\]:[ \t]*<?(https?://[^\s<>]+)>?.*$",
    re.MULTILINE,
)
_BY_NAME = re.compile(r"(\[)([^\[\]\n]{1,500})(\]\[([^\[\]\n]{0,200})\])")
_AUTOLINK = re.compile(r"(<)((?:https?|mailto):[^\s<>]+)(>)")
_BARE_URL = re.compile(r"https?://[^\s<>\[\]()*`\"]+")
# Only elements that occur in running text: a SICI such as <AID-SIM968> is no tag.
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|del|details|div|em|h[1-6]|hr|i|ins|li|mark|"
    r"ol|p|q|s|section|small|span|strong|sub|summary|sup|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_AMPERSAND = re.compile(r"&(amp;)")
_RUN = re.compile(r"\*{1,3}|_{1,3}|`+|~~")
_CUT, _KEPT, _LITERAL = 0, 1, 2
_UNCUT = re.compile(rb"[\x01\x02]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text without mark-up, the `places` of its uncut stretches in the original.

    `targets` are the link targets and where they stand there.
    """

    text: str
    places: Places
    targets: tuple[tuple[str, Span], ...]

    def original(self, span: Span) -> Span:
        """Return where `span` stands in the text with its mark-up."""
        return self.places.original(span)

    def whole(self, span: Span, marked: str) -> Span:
        """Return where `span` stands with the mark-up that touches its ends."""
        inner = self.original(span)
        before = self._origin(span.start - 1) + 1 if span.start else 0
        after = len(marked) if span.end >= len(self.text) else self._origin(span.end)
        lead = marked[before : inner.start].split()
        tail = marked[inner.end : after].split("\n")[0].rstrip()
        start = inner.start
        if lead and not marked[start - 1].isspace():
            start -= len(lead[-1])
        return Span(start, inner.end + len(tail))

    def here(self, offset: int) -> int:
        """Return where the original `offset`, or what follows it, stands here."""
        starts, origins = self.places.starts, self.places.origins
        index = bisect_right(origins, offset) - 1
        if index < 0:
            return 0
        place = starts[index] + offset - origins[index]
        following = starts[index + 1 : index + 2]
        return min(place, following[0] if following else len(self.text))

    def _origin(self, offset: int) -> int:
        return self.original(Span(offset, offset)).start


def plain(text: str) -> Plain:
    """Return `text` without its Markdown mark-up, and the way back."""
    cuts = _Cuts(text)
    cuts.whole(comments(text))
    cuts.whole(m.span() for m in _FRONT_MATTER.finditer(text))
    for escape in _ESCAPE.finditer(text):
        cuts.cut(*escape.span())
        cuts.keep(escape.end(), escape.end() + 1)
    cuts.whole(m.span() for m in _LINE_PREFIX.finditer(text))
    cuts.whole(m.span() for m in _BULLET.finditer(text))
    for note in _FOOTNOTE.finditer(text):
        cuts.cut(*note.span(1))
        cuts.cut(*note.span(3))
    targets = tuple(_links(text, cuts))
    for url in _BARE_URL.finditer(text):
        cuts.keep(url.start(), url.start() + len(url.group().rstrip("_.,;")))
    cuts.whole(m.span() for m in _TAG.finditer(text))
    cuts.whole(m.span(1) for m in _AMPERSAND.finditer(text))
    for run in _RUN.finditer(text):
        if cuts.may_go(run.start()) and _is_delimiter(text, run):
            cuts.cut(*run.span())
    return cuts.plain(targets)


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the HTML comments stand."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _links(text: str, cuts: "_Cuts") -> Iterator[tuple[str, Span]]:
    """Cut links down to their text, and yield their targets in order."""
    named = {}
    for definition in _DEFINITION.finditer(text):
        if cuts.may_go(definition.start()):
            named[definition[1].lower()] = definition[2], Span(*definition.span(2))
            cuts.cut(*definition.span())
    found = []
    for link in _LINK.finditer(text):
        if not cuts.may_go(link.start()):
            continue
        if link[1] == "![":
            cuts.cut(*link.span())
            continue
        cuts.cut(*link.span(1))
        cuts.cut(*link.span(3))
        found.append((link[4], Span(*link.span(4))))
    for link in _BY_NAME.finditer(text) if named else ():
        target = named.get((link[4] or link[2]).lower())
        if target and cuts.may_go(link.start()):
            cuts.cut(*link.span(1))
            cuts.cut(*link.span(3))
            # The target stands elsewhere; the place that names it stands here.
            found.append((target[0], Span(*link.span(4))))
    for link in _AUTOLINK.finditer(text):
        if cuts.may_go(link.start()):
            cuts.cut(*link.span(1))
            cuts.cut(*link.span(3))
            cuts.keep(*link.span(2))
            found.append((link[2], Span(*link.span(2))))
    yield from sorted(found, key=lambda target: target[1])


def _is_delimiter(text: str, run: re.Match[str]) -> bool:
    """Say whether a run of "*" or "_" opens or closes emphasis (CommonMark 6.2)."""
    if run.group()[0] in "`~":
        return True
    before = text[run.start() - 1] if run.start() else " "
    after = text[run.end()] if run.end() < len(text) else " "
    if before.isspace() and after.isspace():
        return False
    return run.group()[0] == "*" or not (before.isalnum() and after.isalnum())


class _Cuts:
    """What of a text is cut out, and what must not be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = bytearray([_KEPT]) * len(text)

    def may_go(self, offset: int) -> bool:
        return self._state[offset] == _KEPT

    def cut(self, start: int, end: int) -> None:
        self._state[start:end] = bytes(end - start)

    def keep(self, start: int, end: int) -> None:
        """Keep what is not cut yet, and have it taken literally."""
        end = min(end, len(self._text))
        kept = self._state[start:end].replace(bytes([_KEPT]), bytes([_LITERAL]))
        self._state[start:end] = kept

    def whole(self, spans: Iterator[tuple[int, int]]) -> None:
        for start, end in spans:
            if self.may_go(start):
                self.cut(start, end)

    def plain(self, targets: tuple[tuple[str, Span], ...]) -> Plain:
        pieces, starts, origins, ends, length = [], [], [], [], 0
        for run in _UNCUT.finditer(self._state):
            pieces.append(self._text[run.start() : run.end()])
            starts.append(length)
            origins.append(run.start())
            ends.append(run.end())
            length += run.end() - run.start()
        places = Places(tuple(starts), tuple(origins), tuple(ends))
        return Plain("".join(pieces), places, targets)
