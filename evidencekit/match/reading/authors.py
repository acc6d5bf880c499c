"""The authors of a printed reference, where the registered names stand in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from evidencekit.and_others import AND_OTHERS
from evidencekit.match.people import PARTICLES
from evidencekit.match.reading.text import BETWEEN, WORD, Text, letters
from evidencekit.match.titles import title
from evidencekit.model import Item, Name, Work

_LONGEST_INITIALS = 4
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-ÿ]{1,3}\.?[ -]?){1,3}")


def head_end(
    item: Item,
    text: Text,
    place: tuple[int, int] | None,
    container: tuple[int, int] | None,
) -> int:
    """Return the number of words before the title, or before what follows the names."""
    if place:
        return place[0]
    if item.title:
        found = text.find(title(item.title).letters)
        if found:
            return found[0]
    if not container and item.container_title:
        container = text.find(title(item.container_title).letters)
    return container[0] if container else 0


def with_authors(item: Item, work: Work, text: Text, end: int) -> Item:
    """Return the item with the registered names, if they are all that is printed."""
    names = [name for name in work.item.author if str(name)]
    if not end or not names:
        return item
    head = text.text[: text.starts[end]] if end < len(text.words) else text.text
    more = AND_OTHERS.findall(head)
    words = [w for w in text.words[:end] if not w.isdigit()]
    printed = list(_printed_names(names, words))
    if not printed:
        return item
    between = BETWEEN.union(*(map(letters, WORD.findall(m)) for m in more))
    between |= {word for _, name in printed for word in _particles(name)}
    left = [word for word in words if word and word not in between]
    if not _are_initials(left, [name for _, name in printed]):
        return item
    printed.sort(key=lambda found: found[0])
    return replace(
        item,
        author=tuple(name for _, name in printed),
        et_al=item.et_al or bool(more),
    )


def without_words_of_title(item: Item, text: Text, place: tuple[int, int]) -> Item:
    """Return the item without authors, or parts of names, that are the title's words.

    "ZHENG, L. SCLEROSING SARCOMA OF BONE" is no two names.
    """
    head = set(text.words[: place[0]])
    beside = head.union(text.words[place[1] :])
    kept: list[Name] = []
    for name in item.author:
        words = [letters(word) for word in WORD.findall(_whole(name))]
        if not beside.issuperset(words):
            name = _cut(name, head)
        if kept and _INITIALS.fullmatch(name.literal or "") and not kept[-1].given:
            family = kept.pop()
            name = Name(family.family or family.literal, name.literal)
        if str(name):
            kept.append(name)
    return item if tuple(kept) == item.author else replace(item, author=tuple(kept))


def _whole(name: Name) -> str:
    return f"{name.literal or ''} {name.family or ''} {name.given or ''}"


def _cut(name: Name, head: set[str]) -> Name:
    """Return the parts of a name up to the first word that is not in `head`."""

    def kept(part: str | None) -> str | None:
        end = 0
        for word in WORD.finditer(part or ""):
            if letters(word.group()) not in head:
                break
            end = word.end()
        # The stop of an initial belongs to it.
        return (part or "")[: end + 1].strip(" ,;:") if end else None

    family, given = kept(name.family), kept(name.given)
    if given and not family:
        # "Choonkil P. Jordan", of whom Jordan is the title's.
        first, _, rest = given.partition(" ")
        family, given = (first, rest) if rest else (None, given)
    return replace(name, family=family, given=given, literal=kept(name.literal))


def _printed_names(
    names: Iterable[Name], words: list[str]
) -> Iterator[tuple[int, Name]]:
    """Yield the names that stand in `words` and blank them, with their places."""
    for name in names:
        family = [letters(w) for w in WORD.findall(name.family or str(name))]
        start = _run(words, family)
        if start is None:
            # "Pluijm, Ingrid van der"
            family = family[len(_particles(name)) :]
            start = _run(words, family)
        if start is not None:
            end = start + len(family)
            words[start:end] = [""] * len(family)
            _blank_given(name, words, start, end)
            yield start, name


def _particles(name: Name) -> list[str]:
    """Return the words of a family name before the first that is no particle."""
    words = [letters(word) for word in WORD.findall(name.family or "")]
    return list(takewhile(PARTICLES.__contains__, words[:-1]))


def _blank_given(name: Name, words: list[str], start: int, end: int) -> None:
    """Blank the given names right before or behind a family name in [start, end).

    Farther off the same word is another's name: "Lim S-M, Park S-H, Min J-K".
    """
    given = {letters(word) for word in WORD.findall(name.given or "")}
    for places in (range(start - 1, -1, -1), range(end, len(words))):
        for i in places:
            if words[i] not in given:
                break
            if len(words[i]) > 1:
                words[i] = ""


def _run(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    count = len(wanted)
    for i in range(len(words) - count + 1):
        if count and list(words[i : i + count]) == list(wanted):
            return i
    return None


def _are_initials(words: Iterable[str], names: Iterable[Name]) -> bool:
    """Say whether the words left over are initials of the names."""
    known: set[str] = set()
    for name in names:
        parts = WORD.findall(f"{name.given or ''} {name.family or ''}")
        known |= {letters(part)[:1] for part in parts}
        # "KK" may be registered as one given name, "Jehee" be printed as "JH".
        known |= {c for p in parts if p.isupper() and len(p) < 4 for c in letters(p)}
    return all(len(word) <= _LONGEST_INITIALS and set(word) <= known for word in words)
