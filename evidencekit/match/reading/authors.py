"""The authors of a printed reference, where the registered names stand in the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidencekit.and_others import AND_OTHERS
from evidencekit.match.reading.text import BETWEEN, WORD, Text, letters
from evidencekit.match.titles import title
from evidencekit.model import Item, Name, Work

_LONGEST_INITIALS = 4


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
    left = [word for word in words if word and word not in between]
    if not _are_initials(left, [name for _, name in printed]):
        return item
    printed.sort(key=lambda found: found[0])
    return replace(
        item,
        author=tuple(name for _, name in printed),
        et_al=item.et_al or bool(more),
    )


def _printed_names(
    names: Iterable[Name], words: list[str]
) -> Iterator[tuple[int, Name]]:
    """Yield the names that stand in `words` and blank them, with their places."""
    for name in names:
        family = [letters(w) for w in WORD.findall(name.family or str(name))]
        start = _run(words, family)
        if start is not None:
            end = start + len(family)
            words[start:end] = [""] * len(family)
            _blank_given(name, words, start, end)
            yield start, name


def _blank_given(name: Name, words: list[str], start: int, end: int) -> None:
    """Blank the given names right before or behind a family name in [start, end).

    Farther off the same word is another's name: "Lim S-M, Park S-H, Min J-K".
    """
    given = {letters(word) for word in WORD.findall(name.given or "")}
    for places in (range(start - 1, -1, -1), range(end, len(words))):
        for i in places:
            if len(words[i]) < 2 or words[i] not in given:
                break
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
