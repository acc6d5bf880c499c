"""A page as its reader sees it: the text of the article, its links, its comments."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Set
from dataclasses import dataclass

from evidencekit.model import Source, Span
from evidencekit.readers.elements import BLOCKS, Element, Run, Tree
from evidencekit.readers.html_parts import Parts, is_service, words
from evidencekit.readers.writing import Writer

_NUMBER = re.compile(r"[\[(]?\d{1,4}[\]).:]{0,2}")
_RAISED = re.compile(r"[\d\s,;‐‑–—-]*\d[\d\s,;‐‑–—-]*")


@dataclass(slots=True)
class Page:
    """What was written of a page; elements that were have their extent.

    `elements` are those with attributes, in the order of the file; `marks` say where
    each comment that silences rules stands, by its place in the file.
    """

    text: str
    source: Source
    elements: list[Element]
    marks: dict[int, Span]

    def span(self, element: Element) -> Span:
        """Return the extent of an element's text, without white space around it."""
        return self.stripped(element.first, element.last)

    def links_in(self, span: Span) -> list[Element]:
        """Return the links that stand in a part of the text without entries."""
        first = bisect_left(self.elements, span.start, key=lambda e: e.first)
        last = bisect_left(self.elements, span.end, key=lambda e: e.first)
        return [e for e in self.elements[first:last] if e.name == "a"]

    def links_between(self, start: int, end: int) -> list[Element]:
        """Return the links that stand in a part of the file."""
        first = bisect_left(self.elements, start, key=lambda e: e.start)
        last = bisect_left(self.elements, end, key=lambda e: e.start)
        return [e for e in self.elements[first:last] if e.name == "a"]

    def stripped(self, start: int, end: int) -> Span:
        """Return a part of the text without white space around it."""
        said = self.text[start:end]
        start += len(said) - len(said.lstrip())
        return Span(start, max(start, start + len(said.strip())))


def page(tree: Tree, parts: Parts, entries: Collection[Element]) -> Page:
    """Return the article of a page with all of its references.

    Entries of lists that are hidden or stand beside the article come last.
    """
    walk = Walk(tree, parts.is_frame, BLOCKS, entries)
    walk.write(parts.main)
    for entry in entries:
        if entry.first < 0:
            walk.write(entry)
    return walk.page()


class Walk:
    """Goes through elements in the order of the file, without recursion, and writes.

    What `is_skipped` is left out, save `entries`, in which markers are no raised
    numbers and blocks do not stand apart.
    """

    def __init__(
        self,
        tree: Tree,
        is_skipped: Callable[[Element], bool],
        blocks: Set[str],
        entries: Collection[Element] = (),
    ) -> None:
        self._tree, self.is_skipped, self._blocks = tree, is_skipped, blocks
        self._entries = frozenset(entries)
        self.writer = Writer(tree.text)
        self._shown: list[Element] = []
        self._marks: dict[int, Span] = {}
        self._entry: Element | None = None
        self._raised: Element | None = None

    def page(self) -> Page:
        """Return what was written."""
        text, source = self.writer.written()
        shown = sorted(self._shown, key=lambda element: element.start)
        return Page(text, source, shown, self._marks)

    def is_blank(self, run: Run) -> bool:
        """Say whether a run of text is white space."""
        return not self._tree.text[run.start : run.end].strip()

    def write(self, root: Element | Run) -> None:
        """Write all that stands in `root`."""
        stack: list[Element | Run] = [root]
        opened: set[Element] = set()
        while stack:
            node = stack[-1]
            if isinstance(node, Run):
                stack.pop()
                self.writer.text(
                    node.start,
                    node.end,
                    literal=node.literal,
                    raised=self._raised is not None,
                )
            elif node in opened:
                stack.pop()
                self._leave(node)
            elif self._enter(node):
                opened.add(node)
                stack.extend(reversed(node.children))
            else:
                stack.pop()

    def _enter(self, element: Element) -> bool:
        """Begin an element; False where nothing is to be written of it."""
        if element.name == "#comment":
            place = Span(element.start, element.end)
            if "evidencekit:" in place.of(self._tree.text).lower():
                self._marks[element.start] = self.writer.mark(place)
            return False
        if element.name in ("br", "hr", "break"):
            self.writer.break_(" " if self._entry else "\n", element.start)
            return False
        is_entry = element in self._entries and self._entry is None
        if not is_entry and self.is_skipped(element):
            return False
        if is_entry:
            self._entry = element
            self.writer.break_("\n\n", element.start)
        elif element.name in self._blocks:
            self.writer.break_(" " if self._entry else "\n\n", element.start)
        if self._entry and element.name == "a" and self._is_service(element):
            element.first = element.last = self.writer.length
            self._shown.append(element)
            return False
        if element.name == "sup" and not self._entry and not self._raised:
            said = words(self._tree, element, 200)
            self._raised = element if _RAISED.fullmatch(said) else None
        element.first = self.writer.length
        if element.attributes:
            self._shown.append(element)
        return True

    def _leave(self, element: Element) -> None:
        element.last = self.writer.length
        if element is self._raised:
            self._raised = None
        if element is self._entry:
            self._entry = None
        if element.name in self._blocks:
            self.writer.break_(" " if self._entry else "\n\n", element.end)

    def _is_service(self, link: Element) -> bool:
        """Say whether a link in an entry is a way back or one that says nothing."""
        target = link.attributes.get("href", "")
        said = words(self._tree, link, 80)
        if target.startswith("#") or not target:
            return len(said) <= 3 or _NUMBER.fullmatch(said) is not None
        if "cite_ref" in target:
            return True
        return "/wiki/" not in target and is_service(said)
