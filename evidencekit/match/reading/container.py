"""The container of a printed reference, where its registered one stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencekit.match.containers import same_container
from evidencekit.match.reading.text import Text
from evidencekit.match.registered import registered_containers
from evidencekit.match.titles import title
from evidencekit.model import Item, Work

# A container ends where its numbers begin, at the place or at the end of a part.
_CONTAINER_ENDS = re.compile(
    r"\s*(?:$|[,;:(\[\d–—]|[IVXLC]+\b|\.\s*(?:$|\W|\d|[IVXLC]+\b|[A-Z][a-z]*\s?:)"
    r"|\.?\s*(?:vol|v|n|no|nr|bd|pp?|s|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"\b)",
    re.I,
)
_UP_TO_NUMBER = re.compile(
    r"(?:\W*\(\d{4}[a-z]?\))?[\W_]*(?:in:?\s+)?(?P<container>[^\d(\[]{2,120}?)"
    r"(?=[\W_]*(?:\d|[(\[]|\b(?:vol|v|no|n|bd|[IVXLC]{2,})\b[.\s]))",
    re.I,
)
# What numbers are labelled with: the "p" of "p. 12" abbreviates no title.
_LABELS = frozenset(("v", "vol", "n", "no", "nr", "p", "pp", "s", "t", "bd", "e", "h"))
_LONGEST_CONTAINER = 16  # words
_LONGEST_INITIALS = 4


def with_container(
    item: Item, work: Work, text: Text, place: tuple[int, int] | None
) -> tuple[Item, tuple[int, int] | None]:
    """Return the item with its container, and the container's words if known."""
    forms = registered_containers(work)
    printed = item.container_title
    if printed and forms and same_container(printed, forms):
        return replace(item, container_title=_unnumbered(printed, forms)), None
    found = container_place(forms, text, place)
    if found:
        return replace(item, container_title=text.between(*found)), found
    if printed and place:
        printed = _outside(printed, text, place)
    if place and not printed:
        printed = _after_title(work, text, place)
    return replace(item, container_title=printed), None


def _after_title(work: Work, text: Text, place: tuple[int, int]) -> str | None:
    """Return what stands between a title and the first number behind it.

    It is the container of an article, though not the registered one, unless names are
    printed there.
    """
    between = _UP_TO_NUMBER.match(text.text, text.ends[place[1] - 1])
    found = between["container"].strip(" .,;:”’\"'»?!)]/-–—") if between else ""
    words = set(title(found).words)
    names = {w for name in work.item.author for w in title(name.family or "").words}
    if not found or len(found.split()) > _LONGEST_CONTAINER or words & names:
        return None
    return found


def _unnumbered(printed: str, forms: Sequence[str]) -> str:
    """Return a container without a year or volume that no registered form has."""
    number = re.search(r"\W+\d+\W*$", printed)
    if number and not any(re.search(r"\d", form) for form in forms):
        return printed[: number.start()]
    return printed


def container_place(
    forms: Sequence[str], text: Text, place: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return the words, from one mark to another, that are the registered container."""
    first = place[1] if place else 0
    for i in range(first, len(text.words)):
        if not _may_begin(text, i, place):
            continue
        for j in range(min(i + _LONGEST_CONTAINER, len(text.words)), i, -1):
            if not _CONTAINER_ENDS.match(text.text, text.ends[j - 1]):
                continue
            printed = text.between(i, j)
            if printed.isdigit() or printed in _LABELS:
                continue
            if same_container(printed, forms):
                return i, j
    return None


def _may_begin(text: Text, i: int, place: tuple[int, int] | None) -> bool:
    """Say whether a container can begin at a word: behind the title, a mark or "in"."""
    if not i or (place and i == place[1]):
        return True
    between = text.text[text.ends[i - 1] : text.starts[i]]
    if text.words[i - 1] == "in":
        return True
    if "." in between and not set(between) & set(",;:”’\"'»/)]"):
        # Behind the full stop of "J." or "Int." a container goes on.
        return len(text.words[i - 1]) > _LONGEST_INITIALS
    return bool(set(between) & set(",;:.”’\"'»/)]?!"))


def _outside(printed: str, text: Text, place: tuple[int, int]) -> str | None:
    """Return the part of a parsed container that is not the title's."""
    start = text.text.find(printed)
    if start < 0:
        return printed
    begin, end = text.starts[place[0]], text.ends[place[1] - 1]
    if start >= end or start + len(printed) <= begin:
        return printed
    rest = printed[max(0, end - start) :].strip(" .,;:”’\"'»?!)]")
    return rest or None
