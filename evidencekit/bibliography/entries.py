"""The entries of a list, and a citation key for each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidencekit.inert import visible
from evidencekit.model import Item
from evidencekit.normalize import words

# What BibTeX and LaTeX act upon in a key, and white space.
_UNFIT = re.compile(r"[\s{}()\\,=#%~\"'@]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list.

    `key` is its citation key, None where it is to get one of its own; `number` is what
    a printed list counts it as; `remark` is what a reader of the list should know.
    """

    item: Item
    key: str | None = None
    number: str | None = None
    remark: str | None = None


def keyed(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with a key that no other one has."""
    taken: set[str] = set()
    for entry in entries:
        key = wanted = _UNFIT.sub("", visible(entry.key or "")) or _key(entry.item)
        number = 1
        # BibTeX takes keys for the same that differ in case only.
        while key.lower() in taken:
            number += 1
            key = f"{wanted}-{number}"
        taken.add(key.lower())
        yield entry, key


def _key(item: Item) -> str:
    """Return the first author's surname with the year, such as "lakhan2008"."""
    author = item.author[0] if item.author else None
    name = (author.family or str(author)) if author else item.title or ""
    ascii_words = (word for word in words(name) if word.isascii())
    return f"{next(ascii_words, 'reference')}{item.year or ''}"
