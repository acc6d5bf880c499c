"""Tags, comments and runs of text of a file in HTML or XML, each with its place.

Why no library: what is needed is the place of every run of text, at a cost linear in
the file, whatever is in it. Of those at hand (2026-11-28), `html.parser` is quadratic
in unclosed tags in the Pythons that we support, justhtml in runs of "<"; selectolax and
lxml know lines at best, and expat gives up at the first error. Tokens are cut as the
HTML standard has it (§13.2.5), without its states for errors that no page depends on.

Nothing is ever looked up: a DTD is passed over, an entity that it declares stays as
written.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

_NAME = re.compile(r"(/?)([A-Za-z][^\s/>]*+)")
# Of a quote that is never closed, only the sign before it is taken.
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?"""
)
_MOST_ATTRIBUTES = 64
_DECLARATION = re.compile(r"""(?:[^>\["']++|"[^"]*+"|'[^']*+'|["'])*+[>\[]""")
# What these hold is no mark-up; of the last two, it is text all the same.
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes"])
_TEXT_ONLY = frozenset(["textarea", "title"])
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    LITERAL = "text without entities"
    START = "start tag"
    EMPTY = "tag of an empty element"
    END = "end tag"
    COMMENT = "comment"
    BROKEN = "what is cut off at the end of the file"


class Token(NamedTuple):
    """A part of the file; the name of a tag is in small letters in HTML."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = NOTHING
    marked: bool = False

    @property
    def inside(self) -> tuple[int, int]:
        """Where the text stands: in "<![CDATA[…]]>" between the brackets."""
        if not self.marked:
            return self.start, self.end
        return self.start + len(_CDATA), self.end - len(_CDATA_END)


def tokens(text: str, *, xml: bool = False) -> Iterator[Token]:
    """Yield what `text` consists of, in order; declarations are left out."""
    position, size = 0, len(text)
    while position < size:
        start = text.find("<", position)
        if start < 0:
            start = size
        if start > position:
            yield Token(Kind.TEXT, position, start)
        if start == size:
            return
        token = _token(text, start, xml)
        if token is None:  # "a < b"
            token = Token(Kind.TEXT, start, start + 1)
        if token.kind is not Kind.TEXT or token.end == start + 1:
            yield token
        position = token.end
        if not xml and token.kind is Kind.START:
            raw = _raw(text, token)
            if raw is not None:
                yield raw
                position = raw.end


def _token(text: str, start: int, xml: bool) -> Token | None:
    """Return the token that "<" at `start` begins; a declaration is an empty text."""
    if text.startswith("<!--", start):
        return _until(text, start, start + 4, "-->", Kind.COMMENT)
    if text.startswith(_CDATA, start) and xml:
        found = _until(text, start, start + len(_CDATA), _CDATA_END, Kind.LITERAL)
        return found._replace(marked=found.kind is Kind.LITERAL)
    if text.startswith("<?", start):
        return _until(text, start, start + 2, "?>" if xml else ">", Kind.COMMENT)
    if text.startswith("<!", start):
        return _declaration(text, start)
    return _tag(text, start, xml)


def _until(text: str, start: int, after: int, closing: str, kind: Kind) -> Token:
    end = text.find(closing, after)
    if end < 0:
        return Token(Kind.BROKEN, start, len(text))
    return Token(kind, start, end + len(closing))


def _declaration(text: str, start: int) -> Token:
    """Return a "<!DOCTYPE …>", with all that is declared inside it, as a comment."""
    head = _DECLARATION.match(text, start + 2)
    if head is None:
        return Token(Kind.BROKEN, start, len(text))
    if text[head.end() - 1] == ">":
        return Token(Kind.COMMENT, start, head.end())
    inside = re.compile(r"\]\s*>").search(text, head.end())
    return Token(Kind.COMMENT, start, inside.end() if inside else len(text))


def _tag(text: str, start: int, xml: bool) -> Token | None:
    name = _NAME.match(text, start + 1)
    if name is None:
        return None
    rest = _REST.match(text, name.end())
    if rest is None:
        return Token(Kind.BROKEN, start, len(text))
    called = name[2] if xml else name[2].lower()
    if name[1]:
        return Token(Kind.END, start, rest.end(), called)
    closed = text[rest.end() - 2] == "/"
    kind = Kind.EMPTY if closed and xml else Kind.START
    given = _attributes(text, name.end(), rest.end() - 1, xml)
    return Token(kind, start, rest.end(), called, given)


def _attributes(text: str, start: int, end: int, xml: bool) -> Mapping[str, str]:
    if end - start < 2:
        return NOTHING
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        value = match[2] or match[3] or match[4] or ""
        name = match[1] if xml else match[1].lower()
        found.setdefault(name, unescape(value) if "&" in value else value)
        if len(found) == _MOST_ATTRIBUTES:
            break
    return found


def _raw(text: str, tag: Token) -> Token | None:
    """Return what an element holds that has no elements in it."""
    if tag.name not in _RAW and tag.name not in _TEXT_ONLY:
        return None
    closing = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE)
    end = closing.search(text, tag.end)
    kind = Kind.LITERAL if tag.name in _RAW else Kind.TEXT
    return Token(kind, tag.end, end.start() if end else len(text))
