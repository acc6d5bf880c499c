"""Where the links of a page lead: to its references, to DOIs, to services."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from evidencekit.model import Reference
from evidencekit.parse.identifiers import identifiers
from evidencekit.readers.anchors import Anchor
from evidencekit.readers.elements import Element, Run, Tree
from evidencekit.readers.html_lists import ids_in
from evidencekit.readers.html_page import Page

_TARGET = re.compile(r"(?:\.{1,2}/[^#]*)?#(.+)", re.DOTALL)
_POINTING = ("rid", "aria-describedby")
_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?|www\.")
_IDENTIFIERS = ("doi", "pmid", "pmcid")
_LONGEST_LINK = 200
# What these find is not what is cited.
_SEARCH = re.compile(
    r"https?://(?:[\w-]+\.)*(?:google\.[a-z.]+|bing\.com|openurl\.[\w.]+|worldcat\.org"
    r"|webofknowledge\.com|webofscience\.com|scopus\.com|web\.archive\.org|wikipedia\.org)",
    re.IGNORECASE,
)


def targets(tree: Tree) -> frozenset[str]:
    """Return the ids on this page to which links on it lead."""
    found = (_local(e.attributes.get("href", "")) for e in _links(tree))
    return frozenset(id for id in found if id)


def _links(tree: Tree) -> Iterator[Element]:
    return (e for e in tree.root.descendants() if e.name == "a")


def _local(target: str) -> str | None:
    match = _TARGET.fullmatch(target.strip())
    return unquote(match[1]) if match else None


def _by_target(by_entry: Mapping[Element, Reference]) -> Mapping[str, str]:
    """Return the ids of references by the ids on the page that are theirs.

    A target may stand before the entry that it is for, in an element without text.
    """
    found: dict[str, str] = {}
    for entry, reference in by_entry.items():
        for id in ids_in(entry):
            found.setdefault(id, reference.id)
    for parent in {e.parent: None for e in by_entry if e.parent is not None}:
        waiting: list[str] = []
        for element in parent.elements:
            if element in by_entry:
                for id in waiting:
                    found.setdefault(id, by_entry[element].id)
                waiting = []
            elif element.name == "dt":
                waiting = list(ids_in(element))
            elif element.name in ("a", "span") and not _has_text(element):
                waiting += ids_in(element)
            else:
                waiting = []
    return found


def _has_text(element: Element) -> bool:
    return any(isinstance(c, Run) and c.end - c.start > 2 for c in element.children)


def anchors(
    page: Page,
    by_entry: Mapping[Element, Reference],
    references: Sequence[Reference],
) -> list[Anchor]:
    """Return the links of a page that lead to references, in the order of the text.

    They lead to an entry on the page, or to where the cited work itself is.
    """
    by_target, by_work = _by_target(by_entry), _by_work(references)
    inside = sorted(reference.span for reference in references)
    found: list[Anchor] = []
    for element in page.elements:
        if element.last <= element.first or not element.attributes:
            continue
        to_entry = tuple(dict.fromkeys(_led_to(element, by_target)))
        ids = to_entry or _cited_work(element, by_work)
        span = page.span(element)
        if not ids or not span.start < span.end < span.start + _LONGEST_LINK:
            continue
        before = bisect_right(inside, span) - 1
        if before < 0 or inside[before].end <= span.start:
            found.append(Anchor(span, ids, bool(to_entry)))
    return sorted(found, key=lambda anchor: (anchor.span.start, -anchor.span.end))


def _led_to(element: Element, by_target: Mapping[str, str]) -> Iterator[str]:
    local = _local(element.attributes.get("href", ""))
    if local is not None and local in by_target:
        yield by_target[local]
        return
    for name, value in element.attributes.items():
        if name.startswith("data-") or name in _POINTING:
            named = [v.lstrip("#") for v in re.split(r"[\s,]+", value[:500]) if v]
            if named and all(v in by_target for v in named):
                yield from (by_target[v] for v in named)
                return


def _by_work(references: Iterable[Reference]) -> Mapping[tuple[str, str], str]:
    """Return the ids of references by what identifies their works.

    What two references have leads to neither.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for reference in references:
        for kind in (*_IDENTIFIERS, "url"):
            value = getattr(reference.item, kind)
            if value:
                found.setdefault((kind, _bare(value)), []).append(reference.id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def _cited_work(
    element: Element, by_work: Mapping[tuple[str, str], str]
) -> tuple[str, ...]:
    """Return the reference to whose work a link leads, as sites link what they cite."""
    target = element.attributes.get("href", "")
    if not by_work or not target.startswith(("http", "//")):
        return ()
    said = [("url", target), *((i.kind, i.value) for i in identifiers(unquote(target)))]
    found = (by_work.get((kind, _bare(value))) for kind, value in said)
    return next(((id,) for id in found if id), ())


def _bare(value: str) -> str:
    return _SCHEME.sub("", value.lower()).split("#")[0].rstrip("/")


def linked(reference: Reference, links: Iterable[Element]) -> Reference:
    """Return the reference with what its links lead to and its text does not say."""
    item = reference.item
    for link in links:
        target = link.attributes.get("href", "")
        if target.startswith("//"):
            target = f"https:{target}"
        if not target.startswith("http"):
            continue
        said = {i.kind: i.value for i in identifiers(unquote(target))}
        if _SEARCH.match(target):
            continue
        for kind in _IDENTIFIERS:
            if kind in said and getattr(item, kind) is None:
                known = {kind: said[kind]}
                item = replace(item, **known)  # type: ignore[arg-type] # all text
        if not any(kind in said for kind in _IDENTIFIERS) and item.url is None:
            item = replace(item, url=target)
    return reference if item is reference.item else replace(reference, item=item)
