"""The reference lists of a page: under a title, by their name, or as notes."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from evidencekit.parse.find_list import list_proper, list_titles
from evidencekit.parse.likeness import CERTAIN, likeness
from evidencekit.readers.elements import BLOCKS, Element, Tree
from evidencekit.readers.html_parts import called, is_others, is_service, words

_LISTS = frozenset(["ol", "ul", "dl", "table", "menu"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ITEMS = {
    **dict.fromkeys(("ol", "ul", "menu"), frozenset(["li"])),
    "dl": frozenset(["dd"]),
    **dict.fromkeys(("table", "tbody", "thead"), frozenset(["tr"])),
}
_MAY_BE_TITLE = _HEADINGS | frozenset(
    [
        *(
            "summary",
            "button",
            "dt",
            "legend",
            "caption",
            "p",
            "div",
            "span",
            "strong",
            "b",
            "a",
            "label",
        ),
        *("header", "th", "em", "li"),
    ]
)
_LONGEST_TITLE = 60
_LONGEST_ENTRY = 2500
_MOST_ENTRIES = 5000
_TITLES_TRIED = 100
_NAMED = re.compile(
    r"(?:[a-z0-9]+[-_]{1,2}){0,3}?"
    r"(?:references?|ref[-_]?list|bibliograph(?:y|ies)|biblio|citations?|cited|"
    r"footnotes?|endnotes|sources?|literaturverzeichnis|quellen)"
    r"(?:[-_]{1,2}[a-z0-9]+){0,2}"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of a list on a page, and its title where it has one."""

    entries: tuple[Element, ...]
    title: Element | None = None
    words: str = ""


def reference_lists(
    tree: Tree, targets: Set[str]
) -> tuple[Listed | None, Sequence[Listed]]:
    """Return the reference list of a page, and further ones.

    They are sought on the whole page: magazines hide them behind a button, others put
    them beside the article. `targets` are the ids that links on the page lead to.
    """
    found: list[Listed] = []
    items = _Items(tree)
    for listed in (*_titled(items), *_named(items), *_notes(items, targets)):
        if not any(_overlap(listed, other) for other in found):
            found.append(listed)
    if not found:
        return None, ()
    found.sort(key=lambda listed: listed.entries[0].start)
    main = list_proper(found, lambda x: len(x.entries), lambda x: x.words)
    others = [x for x in found if x is not main]
    return main, [x for x in others if items.name_works(x.entries, CERTAIN)]


def _overlap(one: Listed, other: Listed) -> bool:
    first, last = one.entries[0].start, one.entries[-1].end
    return first < other.entries[-1].end and other.entries[0].start < last


def _titled(items: "_Items") -> Iterator[Listed]:
    """Yield what stands between the title of a list and the next heading."""
    elements = list(items.tree.root.descendants())
    starts = [e.start for e in elements]
    headings = [e for e in elements if e.name in _HEADINGS]
    end_of_last, tried = -1, 0
    for element in elements:
        if element.start < end_of_last or element.name not in _MAY_BE_TITLE:
            continue
        said = words(items.tree, element, _LONGEST_TITLE + 1)
        if not said or len(said) > _LONGEST_TITLE or not list_titles(said):
            continue
        end = _next_heading(headings, element, len(items.tree.text))
        window = slice(bisect_left(starts, element.end), bisect_left(starts, end))
        after = [e for e in elements[window] if e.end <= end]
        entries = _entries(items, after, 1)
        tried += 1
        if entries:
            yield Listed(entries, element, said.strip(" :.").casefold())
            end_of_last = entries[-1].end
        if tried == _TITLES_TRIED:
            return


def _next_heading(headings: Iterable[Element], title: Element, size: int) -> int:
    """Return where the section of a title ends: at a heading that is no lower."""
    inside = [h for h in (title, *title.descendants()) if h.name in _HEADINGS]
    level = inside[0].name if inside else "h6"
    return next(
        (h.start for h in headings if h.start >= title.end and h.name <= level), size
    )


def _named(items: "_Items") -> Iterator[Listed]:
    """Yield the lists that a class or id says are references."""
    end, tried = -1, 0
    for element in items.tree.root.descendants():
        if element.start < end or not element.attributes or tried == _TITLES_TRIED:
            continue
        if any(_NAMED.fullmatch(name[:80]) for name in called(element) if name):
            inside = [element, *element.descendants()]
            tried += 1
            if entries := _entries(items, inside, CERTAIN):
                yield Listed(entries)
                end = element.end


def _notes(items: "_Items", targets: Set[str]) -> Iterator[Listed]:
    """Yield the lists to most of whose items links on the page lead."""
    for element in items.tree.root.descendants():
        if element.name in ("ol", "ul", "dl") and targets:
            notes = _items(element)
            cited = [e for e in notes if any(i in targets for i in ids_in(e))]
            if len(notes) <= 2 * len(cited) and items.name_works(notes, CERTAIN):
                yield Listed(tuple(notes))


def ids_in(element: Element) -> Iterator[str]:
    """Yield the ids and names at which a link to an entry may lead."""
    for inside in (element, *element.descendants()):
        for name in ("id", "name"):
            if given := inside.attributes.get(name):
                yield given


def _entries(
    items: "_Items", elements: Sequence[Element], signs: float
) -> tuple[Element, ...]:
    """Return the entries of all lists among `elements`, else of runs of blocks."""
    ours = [e for e in elements if not items.in_others(e)]
    lists = [e for e in ours if e.name in _LISTS]
    others = [e for e in ours if e.name not in _LISTS]
    found = [
        *_apart(lists, lambda e: items.entries(_items(e), signs, 1)),
    ] or [*_apart(others, lambda e: items.entries(_blocks(e), signs, 2))]
    if not found and ours:
        # What stands beside the title itself.
        beside = [e for e in ours if e.parent is ours[0].parent]
        blocks = [e for e in beside if e.name in BLOCKS and words(items.tree, e, 1)]
        found = items.entries(blocks, signs, 2)
    return tuple(found[:_MOST_ENTRIES])


def _apart(
    elements: Iterable[Element], entries: Callable[[Element], list[Element]]
) -> Iterator[Element]:
    """Yield the entries of the outermost of `elements` that have any."""
    end = -1
    for element in elements:
        if element.start < end:
            continue
        if found := entries(element):
            yield from found
            end = element.end


def _items(element: Element) -> list[Element]:
    wanted = _ITEMS.get(element.name)
    if wanted is None:
        return []
    items = []
    for child in element.elements:
        if child.name in wanted:
            items.append(child)
        elif child.name in ("tbody", "div", "thead"):
            items += [e for e in child.elements if e.name in wanted]
    return items


def _blocks(element: Element) -> list[Element]:
    return [e for e in element.elements if e.name in BLOCKS and e.name not in _HEADINGS]


class _Items:
    """What the items of a page look like; each is looked at once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[Element, tuple[int, float]] = {}
        self._others = {tree.root: False}
        for element in tree.root.descendants():
            around = element.parent is not None and self._others[element.parent]
            self._others[element] = around or is_others(element)

    def in_others(self, element: Element) -> bool:
        """Say whether an element stands in what is about other pages, or by readers."""
        return self._others[element]

    def entries(self, items: list[Element], signs: float, fewest: int) -> list[Element]:
        """Return `items` if they are the entries of a list, `fewest` or more."""
        if len(items) < fewest or not self.name_works(items, signs):
            return []
        long = sum(self._look(item)[0] >= _LONGEST_ENTRY for item in items)
        return items if 4 * long < len(items) else []

    def name_works(self, items: Sequence[Element], signs: float) -> bool:
        """Say whether at least half show that many signs of a reference.

        Items with nothing but links to services do not count.
        """
        looks = [look for look in map(self._look, items) if look[0]]
        alike = sum(likeness >= signs for _, likeness in looks)
        return 0 < len(looks) <= 2 * alike

    def _look(self, item: Element) -> tuple[int, float]:
        if item not in self._known:
            said = words(self.tree, item, _LONGEST_ENTRY)
            said = "" if len(said) < _LONGEST_TITLE and is_service(said) else said
            self._known[item] = len(said), likeness(said) if said else -1.0
        return self._known[item]
