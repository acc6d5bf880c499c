"""A printed reference read a second time, in the light of the work it is held against.

Where the registered title, container or names stand in the printed text, a field that
was cut out at another place was parsed wrongly and not printed wrongly.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidencekit.match.containers import same_container
from evidencekit.match.reading_numbers import with_numbers
from evidencekit.match.registered import registered_containers, registered_titles
from evidencekit.match.titles import Title, changes, title
from evidencekit.model import Item, Name, Reference, Work
from evidencekit.normalize import folded

_WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b10\.\d{4,9}/\S+", re.I)
# Entries of bibliography files hold their fields as data; nothing was guessed.
_STRUCTURED = ("@", "{", "TY  -")
# What may stand behind a title that ends there.
_TITLE_ENDS = re.compile(r"\s*(?:$|[.,;:?!”’\"'»«/(\[–—|‑]|-\s|\d)")
_ET_AL = re.compile(r"\bet\.? ?al\b|\band others\b|\bu\.? ?a\b\.?|\bет al\b|…|\.\.\.")
# Words between names, in the languages of reference lists, and what editors add.
_BETWEEN_WORDS = """
    and und et y e i och og en ed eds editor editors hrsg in by jr sr ii iii
"""
_BETWEEN = frozenset(_BETWEEN_WORDS.split())
_MORE = frozenset({"et", "al", "u", "a", "others", "cols"})
# A container ends where its numbers begin, at the place or at the end of a part.
_CONTAINER_ENDS = re.compile(
    r"\s*(?:$|[,;:(\[\d–—]|[IVXLC]+\b|\.\s*(?:$|\W|\d|[IVXLC]+\b|[A-Z][a-z]*\s?:)"
    r"|\.?\s*(?:vol|v|n|no|nr|bd|pp?|s|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"\b)",
    re.I,
)
_UP_TO_NUMBER = re.compile(
    r"[\W_]*(?:in:?\s+)?(?P<container>[^\d(\[]{2,120}?)"
    r"(?=[\W_]*(?:\d|[(\[]|\b(?:vol|v|no|n|bd|[IVXLC]{2,})\b[.\s]))",
    re.I,
)
_LONGEST_CONTAINER = 16  # words
_LONGEST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text outside addresses, their places, and their letters joined."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, wanted: str, first: int = 0) -> tuple[int, int] | None:
        """Return the words [i, j) whose letters are `wanted`, the first there are."""
        for i in range(first, len(self.words)):
            if wanted.startswith(self.words[i]) and self.words[i]:
                j, rest = i, wanted
                while rest and j < len(self.words) and rest.startswith(self.words[j]):
                    rest = rest[len(self.words[j]) :]
                    j += 1
                if not rest:
                    return i, j
        return None


def printed_text(reference: Reference) -> str:
    """Return the text that fields were cut out of, "" if they were given as data."""
    text = reference.text
    return "" if text.lstrip().startswith(_STRUCTURED) else text


def read_as(reference: Reference, work: Work) -> Reference:
    """Return `reference` with the fields that stand in its text as registered.

    Only what was parsed wrongly changes: a field that is printed otherwise than it is
    registered stays as it was parsed.
    """
    whole = printed_text(reference)
    if not whole:
        return reference
    item = reference.item
    text = _words_of(ADDRESS.sub(lambda m: " " * len(m.group()), whole))
    place = _title_place(item, work, text)
    if place:
        item = _with_title(item, work, text, place)
        item = _without_numbers_of_title(reference, item, text, place)
    item, container = _with_container(item, work, text, place)
    item = _without_place_for_title(item, work, place)
    item = _with_authors(item, work, text, _head_end(item, text, place, container))
    item = with_numbers(item, work, _beside(text, item, place))
    return reference if item == reference.item else replace(reference, item=item)


def _beside(text: _Text, item: Item, place: tuple[int, int] | None) -> str:
    """Return the text without addresses and without the title."""
    if place:
        end = text.ends[place[1] - 1]
        return f"{text.text[: text.starts[place[0]]]} {text.text[end:]}"
    return text.text.replace(item.title, " ") if item.title else text.text


def _words_of(text: str) -> _Text:
    matches = list(_WORD.finditer(text))
    return _Text(
        text,
        tuple(_letters(match.group()) for match in matches),
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )


@lru_cache(maxsize=1 << 14)
def _letters(word: str) -> str:
    return title(word).letters


# --- title ----------------------------------------------------------------------------


def _title_place(item: Item, work: Work, text: _Text) -> tuple[int, int] | None:
    """Return the words of the text that are a registered title, the longest first."""
    forms = sorted(registered_titles(work), key=lambda form: -len(form.letters))
    for form in forms:
        found = text.find(form.letters)
        if found and _is_title(work, text, found, form):
            return found
    return None


def _is_title(work: Work, text: _Text, place: tuple[int, int], form: Title) -> bool:
    if len(form.words) > 3 or _TITLE_ENDS.match(text.text, text.ends[place[1] - 1]):
        return True
    # A short title may be a word of a longer one, unless the container follows.
    container = _container_place(registered_containers(work), text, place)
    return container is not None and container[0] == place[1]


def _with_title(item: Item, work: Work, text: _Text, place: tuple[int, int]) -> Item:
    if item.title:
        ours = title(item.title)
        forms = registered_titles(work)
        if any(not changes(ours, form) for form in forms):
            return item
        # Words that nothing registered explains belong to the title as it is printed.
        excess = _excess(item.title, text, place)
        apart = len(excess) == len(ours.words) and place[1] - place[0] > 3
        if excess and not apart and not _explained(excess, work):
            return item
    printed = text.text[text.starts[place[0]] : text.ends[place[1] - 1]]
    return replace(item, title=printed)


def _without_place_for_title(
    item: Item, work: Work, place: tuple[int, int] | None
) -> Item:
    """Return the item without a title that is a registered container or publisher.

    In a style without titles the first thing after the names is the container.
    """
    if place or not item.title:
        return item
    forms = (*registered_containers(work), work.item.publisher or "")
    known = {word for form in forms for word in title(form).words}
    known |= {w for name in work.item.author for w in title(str(name)).words}
    # "The pandas development team" is the author of "pandas".
    known -= {word for form in registered_titles(work) for word in form.words}
    left = [
        word
        for word in title(item.title).words
        if len(word) > 1
        and word.isalpha()
        and word not in _BETWEEN
        and not any(full.startswith(word[:-1] or word) for full in known)
    ]
    return item if left else replace(item, title=None)


def _without_numbers_of_title(
    reference: Reference, item: Item, text: _Text, place: tuple[int, int]
) -> Item:
    """Return the item without volume, issue and pages that are the title's numbers."""
    if not item.title or not place:
        return item
    begin, end = text.starts[place[0]], text.ends[place[1] - 1]
    offset = reference.span.start

    def kept(field: str, value: str | None) -> str | None:
        span = reference.field_spans.get(field)
        return None if span and begin <= span.start - offset < end else value

    return replace(
        item,
        volume=kept("volume", item.volume),
        issue=kept("issue", item.issue),
        page=kept("page", item.page),
    )


def _excess(printed: str, text: _Text, place: tuple[int, int]) -> list[str]:
    """Return the words of the parsed title outside the registered one's place."""
    ours = [_letters(word) for word in _WORD.findall(printed)]
    inside = list(text.words[place[0] : place[1]])
    for word in inside:
        if word in ours:
            ours.remove(word)
    return ours


def _explained(words: Sequence[str], work: Work) -> bool:
    known = {
        word
        for form in (*registered_containers(work), work.item.publisher or "")
        for word in title(form).words
    }
    known |= {w for name in work.item.author for w in title(str(name)).words}
    initials = {word[0] for word in known if word}
    return all(
        not word.isalpha()
        or word in _BETWEEN | _MORE
        or (len(word) == 1 and word in initials)
        or any(other.startswith(word) and len(word) > 1 for other in known)
        for word in words
    )


# --- container ------------------------------------------------------------------------


def _with_container(
    item: Item, work: Work, text: _Text, place: tuple[int, int] | None
) -> tuple[Item, tuple[int, int] | None]:
    """Return the item with its container, and the container's words if known."""
    forms = registered_containers(work)
    printed = item.container_title
    if printed and forms and same_container(printed, forms):
        return replace(item, container_title=_unnumbered(printed, forms)), None
    found = _container_place(forms, text, place)
    if found:
        words = text.text[text.starts[found[0]] : text.ends[found[1] - 1]]
        return replace(item, container_title=words), found
    if printed and place:
        printed = _outside(printed, text, place)
    if place and not printed:
        printed = _after_title(work, text, place)
    return replace(item, container_title=printed), None


def _after_title(work: Work, text: _Text, place: tuple[int, int]) -> str | None:
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


def _container_place(
    forms: Sequence[str], text: _Text, place: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return the words, from one mark to another, that are the registered container."""
    first = place[1] if place else 0
    for i in range(first, len(text.words)):
        if not _may_begin(text, i, place):
            continue
        for j in range(min(i + _LONGEST_CONTAINER, len(text.words)), i, -1):
            if not _CONTAINER_ENDS.match(text.text, text.ends[j - 1]):
                continue
            printed = text.text[text.starts[i] : text.ends[j - 1]]
            if not printed.isdigit() and same_container(printed, forms):
                return i, j
    return None


def _may_begin(text: _Text, i: int, place: tuple[int, int] | None) -> bool:
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


def _outside(printed: str, text: _Text, place: tuple[int, int]) -> str | None:
    """Return the part of a parsed container that is not the title's."""
    start = text.text.find(printed)
    if start < 0:
        return printed
    begin, end = text.starts[place[0]], text.ends[place[1] - 1]
    if start >= end or start + len(printed) <= begin:
        return printed
    rest = printed[max(0, end - start) :].strip(" .,;:”’\"'»?!)]")
    return rest or None


# --- authors --------------------------------------------------------------------------


def _head_end(
    item: Item,
    text: _Text,
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
    return container[0] if container else 0


def _with_authors(item: Item, work: Work, text: _Text, end: int) -> Item:
    """Return the item with the registered names, if they are all that is printed."""
    names = [name for name in work.item.author if str(name)]
    if not end or not names:
        return item
    head = text.text[: text.starts[end]] if end < len(text.words) else text.text
    goes_on = bool(_ET_AL.search(folded(head)))
    words = [w for w in text.words[:end] if not w.isdigit()]
    printed = list(_printed_names(names, words))
    if not printed:
        return item
    between = _BETWEEN | _MORE if goes_on else _BETWEEN
    left = [word for word in words if word and word not in between]
    if not _are_initials(left, [name for _, name in printed]):
        return item
    printed.sort(key=lambda found: found[0])
    return replace(
        item,
        author=tuple(name for _, name in printed),
        et_al=item.et_al or goes_on,
    )


def _printed_names(
    names: Iterable[Name], words: list[str]
) -> Iterator[tuple[int, Name]]:
    """Yield the names that stand in `words` and blank them, with their places."""
    for name in names:
        family = [_letters(w) for w in _WORD.findall(name.family or str(name))]
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
    given = {_letters(word) for word in _WORD.findall(name.given or "")}
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
        parts = _WORD.findall(f"{name.given or ''} {name.family or ''}")
        known |= {_letters(part)[:1] for part in parts}
        # "KK" may be registered as one given name, "Jehee" be printed as "JH".
        known |= {c for p in parts if p.isupper() and len(p) < 4 for c in _letters(p)}
    return all(len(word) <= _LONGEST_INITIALS and set(word) <= known for word in words)
