"""Which works of the list the names and the year of a marker may stand for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from evidencekit.model import Reference
from evidencekit.normalize import words

JOINING = frozenset(
    ["and", "et", "al", "others", "colleagues", "coworkers", "co", "workers", "the",
     "of", "de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le",
     "el", "bin", "ibn", "ter", "ten", "dos", "das", "du", "y", "und", "e", "i", "s",
     "u", "a", "otros", "outros", "col", "cols", "coll", "andere", "kollegen",
     "mitarbeiter", "collaborateurs", "colaboradores", "collegues", "og", "och"]
)  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:(?:et|&|and)\.?\s?al\b|and (?:others|colleagues|co-?workers)|others"
    r"|u\.?\s?a\.|et (?:coll(?:aborateurs|[eè]gues)?|autres)\b"
    r"|[ye] (?:otros|outros|cols?|colaboradores)\b"
    r"|und (?:andere|Kollegen|Mitarbeiter)\b)",
    re.IGNORECASE,
)
# Stand where a marker or an entry has no year.
UNDATED = (
    r"in press|in prep(?:aration)?\b|forthcoming|submitted|undated|no date|n\.\s?d\.|"
    r"s\.\s?[fda]\.|o\.\s?J\.|im (?:Druck|Erscheinen)|en prensa|sous presse|no prelo"
)
# "(Doe, op. cit.)": a work of theirs, of whatever year.
CITED_BEFORE = r"(?:op|loc)\.\s?cit\."
# The year that works without one, and all works, are kept under.
NO_YEAR, ANY_YEAR = 0, -1
_UNDATED = re.compile(rf"(?<![\w.])(?:{UNDATED})", re.IGNORECASE)
_PRINTED_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_SHORT_NAME = re.compile(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
_SUFFIX = re.compile(
    rf"(?:\b(?:1[5-9]\d\d|20\d\d)\s?|(?<![\w.])(?:{UNDATED})-?)([a-h])\b"
)
# Works of one author and year that are told apart; a bound, not a measurement.
_MOST_ALIKE = 40
# Works that a letter tells apart are named alike: they fit alike but for this.
_SAME_LABEL = 0.35


@dataclass(frozen=True, slots=True)
class Entry:
    """What a marker can say of a reference: folded families, year and suffix."""

    id: str
    families: tuple[str, ...]
    year: int
    suffix: str
    initial: str
    long: bool


Entries: TypeAlias = Mapping[tuple[int, str], list[Entry]]


@dataclass(frozen=True, slots=True)
class Named:
    """The references that a marker may mean, and how well it fits them."""

    ids: tuple[str, ...] = ()
    fit: float = 0.0


def by_year(references: Sequence[Reference]) -> Entries:
    """Return the references by year and a word that any marker of them has to have."""
    entries: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for reference in references:
        for year in _years(reference):
            for entry in _entries(reference, year):
                for word in _handles(entry):
                    entries[year, word].append(entry)
    return entries


def _years(reference: Reference) -> Iterator[int]:
    printed = _PRINTED_YEAR.search(reference.text)
    year = reference.item.year or (int(printed[1]) if printed else None)
    if year is not None:
        yield year
    if year is None or _UNDATED.search(reference.text):
        yield NO_YEAR
    yield ANY_YEAR


def _entries(reference: Reference, year: int) -> Iterator[Entry]:
    """Yield how the reference may be named: by its fields, and as its text opens."""
    item = reference.item
    suffix = _SUFFIX.search(reference.text)
    people = item.author or item.editor
    names = [
        " ".join(words(" ".join(filter(None, (n.particle, n.family))) or str(n)))
        for n in people
    ]
    names = [name for name in names if name]
    if not names and item.title:
        names = [" ".join(words(item.title)[:6])]
    ways = [tuple(names[:8])] if names else []
    opening = _opening(reference.text)
    if opening and not _opens_with(reference.text, names[:1]):
        ways.append(opening)
    if len(names) < 2 and len(opening) > 1:  # a body may print its short name
        ways += [(name.lower(),) for name in _SHORT_NAME.findall(reference.text[:200])]
    for families in dict.fromkeys(ways):
        yield Entry(
            reference.id,
            families,
            year,
            suffix[1] if suffix else "",
            "".join(words(people[0].given or "")[:1])[:1] if people else "",
            item.et_al or len(families) > 2,
        )


def _opens_with(text: str, names: Sequence[str]) -> bool:
    """Say whether the text begins with the name, but for initials before it."""
    start = f" {' '.join(words(text[:200])[:12])} "
    return any(0 <= start.find(f" {name} ") < 12 for name in names)


def _opening(text: str) -> tuple[str, ...]:
    """Return the longer words before the year, which are names in most styles.

    The fields of a web page or a chapter may lack the body or the authors by which
    it is cited.
    """
    head = re.split(r"\d|\.\s(?=[^\W\d_]{4})|\b[Ii]n:", text[:200], maxsplit=1)[0]
    long = [" ".join(words(w)) for w in re.findall(r"[^\W\d_][\w’'‐&-]{2,}", head)]
    return tuple(word for word in long if word not in JOINING)[:4]


def _handles(entry: Entry) -> Iterator[str]:
    first = entry.families[0].split()
    yield from dict.fromkeys((first[-1], _initials(entry.families[0])))
    if len(first) > 2:  # a body is cited by its first name, too
        yield first[0]


def _initials(name: str) -> str:
    """Return "who" for "world health organization"."""
    return "".join(word[0] for word in name.split() if word not in JOINING)


def named(
    names: str,
    year: int,
    letters: Sequence[str],
    entries: Entries,
    *,
    wholly: bool = False,
) -> Named:
    """Return the entries that the names fit best; several where nothing decides.

    `wholly`: only those all of whose authors are said, or the first with "et al.".
    """
    found = words(names)
    said = f" {' '.join(found)} "
    others = bool(_OTHERS.search(names))
    scores = {
        entry: _fit(entry, said, others, letters)
        for word in dict.fromkeys(found)
        for entry in entries.get((year, word), ())[:_MOST_ALIKE]
        if not wholly or _is_whole(entry, found, others)
    }
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return Named()
    # A reference has an entry for each way to name it.
    by_id = {e.id: e for e, score in reversed(scores.items()) if score == best}
    fitting = list(by_id.values())[::-1]
    lettered = {e: score for e, score in scores.items() if e.suffix in letters}
    if letters:
        with_letter = [e for e, score in lettered.items() if score > best - _SAME_LABEL]
        by_rank = [
            fitting[i] for i in map("abcdefgh".index, letters) if i < len(fitting)
        ]
        fitting = with_letter or by_rank or fitting
    return Named(tuple(dict.fromkeys(entry.id for entry in fitting)), best)


def _is_whole(entry: Entry, found: Sequence[str], others: bool) -> bool:
    """Say whether nothing but the names of the entry stands before the year."""
    own = {word for family in entry.families for word in family.split()}
    last = [word for word in found if others or word not in JOINING][-1:]
    if others:
        return entry.long
    said = f" {' '.join(found)} "
    rest = all(f" {family} " in said for family in entry.families[1:])
    return rest and bool(own.intersection(last) or _initials(entry.families[0]) in last)


def _fit(entry: Entry, said: str, others: bool, letters: Sequence[str]) -> float:
    """Return how well an entry fits the names that are said; 0 if it does not.

    The first author has to be there; a second one who is named counts, and so does
    whether "et al." is said of a work with more authors.
    """
    first = entry.families[0]
    place = said.find(f" {first} ")
    if place < 0 and " " in first:  # particles are often left out: "van der Berg"
        first = first.rsplit(" ", 1)[-1]
        place = said.find(f" {first} ") if len(first) > 3 else -1
    if place < 0 and entry.families[0].count(" ") > 1:  # a body, by its first name
        first = entry.families[0].split()[0]
        place = said.find(f" {first} ") if len(first) > 4 else -1
    if place < 0:
        first = _initials(entry.families[0])
        place = said.find(f" {first} ") if len(first) > 2 else -1
    if place < 0:
        return 0.0
    known = sum(f" {family} " in said for family in entry.families[1:])
    row = 0  # families that are said in a row behind the first
    end = place + len(first) + 1
    for family in entry.families[1:]:
        if not said.startswith(f" {family} ", end):
            break
        row, end = row + 1, end + len(family) + 1
    agrees = others == entry.long if others else known == len(entry.families) - 1
    beside = said[:place].split()[-1:] + said[place + len(first) + 2 :].split()[:1]
    # The names nearest to the year are those that it belongs to.
    return (
        1
        + 0.5 * known
        + 0.3 * min(row, 1)
        + 0.1 * max(0, row - 1)
        + 0.4 * agrees
        + 0.2 * (entry.initial in beside)
        + (entry.suffix in letters)
        + 0.5 * (place + len(first)) / len(said)
    )
