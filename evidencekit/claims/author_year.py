"""Markers that name authors and year: "(Doe & Roe, 2011a)", "Smith et al. (2010)"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from evidencekit.claims.unlisted import unlisted, words_alone
from evidencekit.model import Citation, Reference, Span
from evidencekit.normalize import folded, words

_YEAR = re.compile(
    r"(?<![\w.–-])(1[5-9]\d\d|20\d\d)(?:\s?([a-h](?:\s?,\s?[a-h])*))?(?!\w)"
)
_GROUP = re.compile(r"\([^()\[\]]{0,1500}(?:\([^()]{0,80}\)[^()\[\]]{0,600}){0,3}\)")
_IN_BRACKETS = re.compile(r"\[[^()\[\]]{3,600}\]")
_OTHERS = re.compile(
    r"\b(?:et\.?\s?al\b|and (?:others|colleagues|co-?workers)|others|u\.?\s?a\.)"
)
_NAME_TAIL = re.compile(
    r"(?:(?:[^\W\d_][\w.’'‐-]*|&|et\.?\s?al\.?)[,\s]{1,3}){1,12}\Z", re.UNICODE
)
_JOINING = frozenset(
    ["and", "et", "al", "others", "colleagues", "coworkers", "co", "workers", "the",
     "of", "de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le",
     "el", "bin", "ibn", "ter", "ten", "dos", "das", "du", "y", "und", "e", "i", "s",
     "u", "a"]
)  # fmt: skip
_PRINTED_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_SHORT_NAME = re.compile(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
_SUFFIX = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\s?([a-h])\b")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a marker can say of a reference: folded families, year and suffix."""

    id: str
    families: tuple[str, ...]
    year: int
    suffix: str
    long: bool


def author_year_citations(
    text: str, parts: Sequence[Span], references: Sequence[Reference]
) -> Iterator[Citation]:
    """Yield the markers in `parts` that name an author and the year of a reference.

    Those are among them whose author and year no reference has: they are undefined.
    """
    entries = _by_year(references)
    if not entries:
        return
    found = list(_citations(text, parts, entries))
    resolved = sum(bool(citation.reference_ids) for citation in found)
    named = {id for citation in found for id in citation.reference_ids}
    # Such a text has few markers that lead nowhere, and many that lead to the list.
    cites_by_name = resolved >= 2 * (len(found) - resolved)
    cites_by_name &= 3 * len(named) >= len(references)
    for citation in found:
        if cites_by_name:
            yield citation
        elif citation.reference_ids:
            yield replace(citation, undefined=())


def _citations(
    text: str, parts: Sequence[Span], entries: "_Entries"
) -> Iterator[Citation]:
    alone = words_alone(text, parts)
    for part in parts:
        for pattern in (_GROUP, _IN_BRACKETS):
            for match in pattern.finditer(text, part.start, part.end):
                group = Span(*match.span())
                years = list(_years(text, group, part.start, entries))
                ids = tuple(dict.fromkeys(id for year in years for id in year.ids))
                unknown = (year.unlisted(alone) for year in years if not year.ids)
                lacks = tuple(dict.fromkeys(filter(None, unknown)))
                unclear = any(len(year.ids) > year.works for year in years)
                if ids or lacks:
                    yield Citation(group, ids, lacks, "author-year", unclear)


# Works of one author and year that are told apart; a bound, not a measurement.
_MOST_ALIKE = 40
_Entries: TypeAlias = Mapping[tuple[int, str], list[_Entry]]


def _by_year(references: Sequence[Reference]) -> _Entries:
    """Return the references by year and a word that any marker of them has to have."""
    entries: dict[tuple[int, str], list[_Entry]] = defaultdict(list)
    for reference in references:
        printed = _PRINTED_YEAR.search(reference.text)
        year = reference.item.year or (int(printed[1]) if printed else None)
        if year is None:
            continue
        for entry in _entries(reference, year):
            for word in _handles(entry):
                entries[year, word].append(entry)
    return entries


def _entries(reference: Reference, year: int) -> Iterator[_Entry]:
    """Yield how the reference may be named: by its fields, and as its text opens."""
    item = reference.item
    suffix = _SUFFIX.search(reference.text)
    names = [
        " ".join(words(" ".join(filter(None, (n.particle, n.family))) or str(n)))
        for n in (item.author or item.editor)
    ]
    names = [name for name in names if name]
    if not names and item.title:
        names = [" ".join(words(item.title)[:6])]
    ways = [tuple(names[:8])] if names else []
    opening = _opening(reference.text)
    if opening and opening[0] not in " ".join(names[:1]).split():
        ways.append(opening)
    if len(names) < 2 and len(opening) > 1:  # a body may print its short name
        ways += [(name.lower(),) for name in _SHORT_NAME.findall(reference.text[:200])]
    for families in dict.fromkeys(ways):
        yield _Entry(
            reference.id,
            families,
            year,
            suffix[1] if suffix else "",
            item.et_al or len(families) > 2,
        )


def _opening(text: str) -> tuple[str, ...]:
    """Return the longer words before the year, which are names in most styles.

    The fields of a web page or a chapter may lack the body or the authors by which
    it is cited.
    """
    head = re.split(r"\d|\.\s(?=[^\W\d_]{4})|\b[Ii]n:", text[:200], maxsplit=1)[0]
    long = [" ".join(words(w)) for w in re.findall(r"[^\W\d_][\w’'‐&-]{2,}", head)]
    return tuple(word for word in long if word not in _JOINING)[:4]


def _handles(entry: _Entry) -> Iterator[str]:
    first = entry.families[0].split()
    yield from dict.fromkeys((first[-1], _initials(entry.families[0])))
    if len(first) > 2:  # a body is cited by its first name, too
        yield first[0]


def _initials(name: str) -> str:
    """Return "who" for "world health organization"."""
    return "".join(word[0] for word in name.split() if word not in _JOINING)


@dataclass(frozen=True, slots=True)
class _Year:
    """A year in a marker: whom it is of, and the references that these may be.

    `works` is how many it stands for; `ends` says that no more belongs to the year.
    """

    year: str
    names: str
    narrative: bool
    ids: tuple[str, ...]
    works: int
    ends: bool

    def unlisted(self, alone: frozenset[str]) -> str | None:
        """Return names and year as they are written; None where they are none."""
        if not self.ends:  # "(Reference 2016/487)"
            return None
        names = unlisted(self.names, alone, narrative=self.narrative)
        return names and f"{names} {self.year}"


def _years(text: str, group: Span, start: int, entries: _Entries) -> Iterator[_Year]:
    """Yield each year in a group with the references it leads to."""
    names, end, narrative = "", group.start + 1, False
    for year in _YEAR.finditer(text, group.start + 1, group.end - 1):
        chunk = text[end : year.start()]
        end = year.end()
        own = chunk[chunk.rfind(";") + 1 :]
        if re.search(r"[^\W\d_]{2}", own):
            names, narrative = own, False
        elif not names:
            names, narrative = _names_before(text, group.start, start), True
        letters = re.findall("[a-h]", year[2] or "")
        ids = tuple(_named(names, int(year[1]), letters, entries))
        ends = text[end : end + 2].lstrip()[:1] in (",", ";", ":", ")", "]")
        yield _Year(year[1], names, narrative, ids, max(1, len(letters)), ends)


def _names_before(text: str, end: int, start: int) -> str:
    """Return the names that stand right before "(2010)"."""
    before = text[max(start, end - 120) : end]
    tail = _NAME_TAIL.search(before.rstrip() + " ")
    if tail is None:
        return ""
    kept: list[str] = []
    for word in reversed(tail[0].split()):
        bare = folded(word).strip(".,;:’'")
        if not (word[0].isupper() or word == "&" or bare in _JOINING):
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _named(
    names: str, year: int, letters: Sequence[str], entries: _Entries
) -> Iterator[str]:
    """Yield the entries that the names fit best; several where nothing decides."""
    found = words(names)
    said = f" {' '.join(found)} "
    others = bool(_OTHERS.search(names))
    scores = {
        entry: _fit(entry, said, others)
        for word in dict.fromkeys(found)
        for entry in entries.get((year, word), ())[:_MOST_ALIKE]
    }
    best = max(scores.values(), default=0.0)
    # A reference has an entry for each way to name it.
    by_id = {e.id: e for e, score in reversed(scores.items()) if score == best}
    fitting = list(by_id.values())[::-1]
    if best <= 0:
        return
    if letters:
        with_letter = [entry for entry in fitting if entry.suffix in letters]
        by_rank = [
            fitting[i] for i in map("abcdefgh".index, letters) if i < len(fitting)
        ]
        fitting = with_letter or by_rank or fitting
    yield from (entry.id for entry in fitting)


def _fit(entry: _Entry, said: str, others: bool) -> float:
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
        initials = _initials(entry.families[0])
        place = said.find(f" {initials} ") if len(initials) > 2 else -1
    if place < 0:
        return 0.0
    known = sum(f" {family} " in said for family in entry.families[1:])
    second = len(entry.families) > 1 and said.find(f" {entry.families[1]} ")
    follows = second is not False and second == place + len(first) + 1
    agrees = others == entry.long if others else known == len(entry.families) - 1
    # The names nearest to the year are those that it belongs to.
    return (
        1
        + 0.5 * known
        + 0.3 * follows
        + 0.4 * agrees
        + 0.5 * (place + len(first)) / len(said)
    )
