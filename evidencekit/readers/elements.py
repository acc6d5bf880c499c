"""The elements of a file in HTML or XML as a tree, however carelessly it was closed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidencekit.readers.tags import NOTHING, Kind, tokens

# Browsers nest no deeper than this (Blink, WebKit); what is deeper lies side by side.
DEEPEST = 512
_VOID = frozenset(
    [
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
        ),
        *("track", "wbr", "keygen", "command"),
    ]
)
BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
        ),
        *(
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
        ),
        *(
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
        ),
        *(
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "option",
            "pre",
            "search",
            "section",
            "summary",
        ),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    ]
)
# What a start tag closes that was left open, up to what it may not close (HTML
# standard, §13.1.2.4 "Optional tags").
_CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset(["li"]),
    **dict.fromkeys(("dt", "dd"), frozenset(["dt", "dd"])),
    **dict.fromkeys(("td", "th"), frozenset(["td", "th"])),
    "tr": frozenset(["tr", "td", "th"]),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"),
        frozenset(["tbody", "thead", "tfoot", "tr", "td", "th"]),
    ),
    "option": frozenset(["option"]),
}
_HOLDERS = frozenset(["ol", "ul", "menu", "dl", "table", "select", "td", "th", "div"])
_CELLS = frozenset(["table", "td", "th", "caption"])
_NO_PARAGRAPH = frozenset(["li", "dt", "dd", "tr", "tbody", "thead", "tfoot", "option"])
_LOOKED_BACK = 32  # open elements among which a tag looks for its partner


@dataclass(slots=True, eq=False)
class Element:
    """An element, a comment ("#comment") or the whole file ("").

    `start` and `end` are its place in the file, from the first sign of its start tag.
    `first` and `last` are the extent of its text, once that has been written.
    """

    name: str
    start: int
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    parent: "Element | None" = None
    end: int = -1
    children: "list[Element | Run]" = field(default_factory=list)
    first: int = -1
    last: int = -1

    @property
    def elements(self) -> "list[Element]":
        """The elements directly inside, without comments."""
        return [
            child
            for child in self.children
            if isinstance(child, Element) and child.name != "#comment"
        ]

    def descendants(self) -> "Iterator[Element]":
        """Yield the elements inside, in the order of the file."""
        stack = [iter(self.elements)]
        while stack:
            for element in stack[-1]:
                yield element
                stack.append(iter(element.elements))
                break
            else:
                stack.pop()

    def ancestors(self) -> "Iterator[Element]":
        """Yield the elements around, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in the file; a `literal` one has no entities."""

    start: int
    end: int
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's elements; `broken` is where it was cut off inside one, if it was."""

    text: str
    root: Element
    broken: int | None = None


def tree(text: str, *, xml: bool = False) -> Tree:
    """Return the elements of `text`.

    In HTML, tags that may be left out are put in where they matter for the text; an
    end tag without its start is passed over.
    """
    builder = _Builder(text, xml)
    for token in tokens(text, xml=xml):
        match token.kind:
            case Kind.TEXT | Kind.LITERAL:
                run = Run(*token.inside, token.kind is Kind.LITERAL)
                builder.top.children.append(run)
            case Kind.START | Kind.EMPTY:
                element = Element(token.name, token.start, token.attributes)
                builder.opened(element, token.end, token.kind is Kind.EMPTY)
            case Kind.END:
                builder.closed(token.name, token.start, token.end)
            case Kind.COMMENT:
                comment = Element("#comment", token.start, parent=builder.top)
                comment.end = token.end
                builder.top.children.append(comment)
            case Kind.BROKEN:
                builder.broken = token.start
    return builder.tree()


class _Builder:
    """The elements that are open, the innermost last."""

    def __init__(self, text: str, xml: bool) -> None:
        self._text, self._xml = text, xml
        self._root = Element("", 0)
        self._open = [self._root]
        self._names: Counter[str] = Counter()
        self._too_deep = 0
        self.broken: int | None = None

    @property
    def top(self) -> Element:
        return self._open[-1]

    def opened(self, element: Element, end: int, is_empty: bool) -> None:
        if not self._xml:
            self._close_implied(element.name, element.start)
        element.parent = self.top
        self.top.children.append(element)
        element.end = end
        if is_empty or (not self._xml and element.name in _VOID):
            return
        if len(self._open) < DEEPEST:
            self._open.append(element)
            self._names[element.name] += 1

    def closed(self, name: str, start: int, end: int) -> None:
        if not self._names[name]:
            return
        inline = not self._xml and name not in BLOCKS
        for back, element in enumerate(reversed(self._open[-_LOOKED_BACK:]), 1):
            if element.name == name:
                self._pop(back, start)
                element.end = end
                return
            # Mark-up within a paragraph does not end what stands around that.
            if inline and element.name in BLOCKS:
                return
            if not self._xml and element.name in _CELLS and name not in BLOCKS:
                return

    def tree(self) -> Tree:
        if self._xml and self.broken is None and len(self._open) > 1:
            self.broken = len(self._text)
        self._pop(len(self._open) - 1, len(self._text))
        self._root.end = len(self._text)
        return Tree(self._text, self._root, self.broken)

    def _close_implied(self, name: str, start: int) -> None:
        closes = _CLOSES.get(name)
        if closes:
            self._close(closes, _HOLDERS - closes, start)
        if name in BLOCKS and name not in _NO_PARAGRAPH and self._names["p"]:
            self._close(frozenset(["p"]), BLOCKS - {"p"}, start)

    def _close(
        self, names: frozenset[str], holders: frozenset[str], start: int
    ) -> None:
        """Close the outermost element with one of `names` inside its holder."""
        found = 0
        for back, element in enumerate(reversed(self._open[-_LOOKED_BACK:]), 1):
            if element.name in holders:
                break
            if element.name in names:
                found = back
        self._pop(found, start)

    def _pop(self, count: int, end: int) -> None:
        for _ in range(count):
            element = self._open.pop()
            self._names[element.name] -= 1
            element.end = end
