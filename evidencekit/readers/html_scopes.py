"""Which part of a page's text a comment is about."""

from bisect import bisect_left
from collections.abc import Mapping

from evidencekit.model import Reference, Span
from evidencekit.readers.elements import BLOCKS, Element, Run, Tree
from evidencekit.readers.html_page import Page
from evidencekit.readers.suppressions import Comment


class Scopes:
    """The blocks and entries of a page, by their places in the file."""

    def __init__(
        self, tree: Tree, page: Page, by_entry: Mapping[Element, Reference]
    ) -> None:
        self._page, self._entries = page, by_entry
        self._blocks = [
            element
            for element in tree.root.descendants()
            if element.first >= 0 and (element in by_entry or _has_words(tree, element))
        ]
        self._starts = [block.start for block in self._blocks]

    def place(self, comment: Comment) -> Span:
        """Return where a comment stands in the text; what is not shown, at 0."""
        return self._page.marks.get(comment.span.start, Span(0, 0))

    def of(self, comment: Comment) -> Span:
        """Return the entry or block that a comment is in, or else the next one."""
        behind = bisect_left(self._starts, comment.span.start)
        around = [b for b in self._blocks[:behind] if b.end >= comment.span.end]
        entry = next((b for b in around if b in self._entries), None)
        found = entry or (around[-1] if around else None)
        if found is None:
            if behind == len(self._blocks):
                return Span(0, 0)
            found = self._blocks[behind]
        return self._page.span(found)


def _has_words(tree: Tree, element: Element) -> bool:
    """Say whether an element is a block with words directly in it."""
    return element.name in BLOCKS and any(
        isinstance(child, Run) and not tree.text[child.start : child.end].isspace()
        for child in element.children
    )
