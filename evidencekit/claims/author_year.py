"""Markers that name authors and year: "(Doe & Roe, 2011a)", "Smith et al. (2010)"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidencekit.claims.listed import (
    ANY_YEAR,
    CITED_BEFORE,
    JOINING,
    NO_YEAR,
    UNDATED,
    Entries,
    by_year,
    named,
)
from evidencekit.claims.unlisted import NO_NAMES, unlisted, words_alone
from evidencekit.model import Citation, Reference, Span
from evidencekit.normalize import folded

# "2001", "2001a, b", "2001a–c", "n.d.-a".
_YEAR = re.compile(
    rf"(?<![\w.–-])(?:(1[5-9]\d\d|20\d\d)|(?i:{UNDATED})|(?P<again>{CITED_BEFORE}))"
    r"(?:[ \u00a0-]?(?P<letters>[a-h](?:\s?(?:[,&–-]|and)\s?[a-h])*))?(?!\w)"
)
_GROUP = re.compile(
    r"\([^()\[\]]{0,1500}"
    r"(?:(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])[^()\[\]]{0,600}){0,3}\)"
)
_IN_BRACKETS = re.compile(r"\[[^()\[\]]{3,600}\]")
_NAME_TAIL = re.compile(
    r"(?:(?:[^\W\d_][\w.’'‐-]*|&|et\.?\s?al\.?)[,\s]{1,3}){1,12}\Z", re.UNICODE
)
_POSSESSIVE = re.compile(r"[’'](?:s\b)?(?![\w])")
# "Doe *et al.*", "Doe &amp; Roe"
_MARK_UP = re.compile(r"[*_]|&amp;|</?(?:i|em|b|strong)>")
# "the World Health Organization (WHO) (2010)"
_SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z-]{1,11})\)\s?\Z")


def author_year_citations(
    text: str, parts: Sequence[Span], references: Sequence[Reference]
) -> Iterator[Citation]:
    """Yield the markers in `parts` that name an author and the year of a reference.

    Those are among them whose author and year no reference has: they are undefined.
    """
    entries = by_year(references)
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
    text: str, parts: Sequence[Span], entries: Entries
) -> Iterator[Citation]:
    alone = words_alone(text, parts)
    for part in parts:
        groups = sorted(
            Span(*match.span())
            for pattern in (_GROUP, _IN_BRACKETS)
            for match in pattern.finditer(text, part.start, part.end)
        )
        for group in groups:
            years = list(_years(text, group, part.start, entries))
            ids = tuple(dict.fromkeys(id for year in years for id in year.ids))
            unknown = (year.unlisted(alone) for year in years if not year.ids)
            lacks = tuple(dict.fromkeys(filter(None, unknown)))
            unclear = any(len(year.ids) > year.works for year in years)
            if ids or lacks:
                yield Citation(group, ids, lacks, "author-year", unclear)
        yield from _in_no_brackets(text, part, groups, entries)


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


def _years(text: str, group: Span, start: int, entries: Entries) -> Iterator[_Year]:
    """Yield each year in a group with the references it leads to."""
    names, end, narrative = "", group.start + 1, False
    for year in _YEAR.finditer(text, group.start + 1, group.end - 1):
        chunk = _MARK_UP.sub(_meant, text[end : year.start()])
        end = year.end()
        several = None
        own = chunk[chunk.rfind(";") + 1 :]
        if re.search(r"[^\W\d_]{2}", own):
            names, narrative = own, False
            several = _joined_by_semicolons(chunk)
        elif not names:
            names, narrative = _names_before(text, group.start, start), True
        letters = _letters(year["letters"] or "")
        date = int(year[1] or (ANY_YEAR if year["again"] else NO_YEAR))
        found = named(names, date, letters, entries)
        if several:
            found = max(
                found, named(several, date, letters, entries), key=lambda n: n.fit
            )
        ends = text[end : end + 2].lstrip()[:1] in (",", ";", ":", ")", "]")
        ends &= year[1] is not None
        yield _Year(year[0], names, narrative, found.ids, max(1, len(letters)), ends)


def _meant(mark_up: re.Match[str]) -> str:
    return "&" if mark_up[0] == "&amp;" else ""


def _letters(printed: str) -> list[str]:
    """Return the letters behind a year: "a, b" or "a–c"."""
    letters = re.findall("[a-h]", printed.replace("and", ","))
    if re.fullmatch(r"[a-h]\s?[–-]\s?[a-h]", printed):
        return [c for c in "abcdefgh" if letters[0] <= c <= letters[1]]
    return letters


def _joined_by_semicolons(chunk: str) -> str | None:
    """Return the names of "SILVA; SOUZA", if the chunk has no other words."""
    said = chunk.strip(" ,;")
    if ";" not in said or len(said) > 200:
        return None
    return said if all(map(_of_a_name, re.split(r"[\s;]+", said))) else None


def _of_a_name(word: str) -> bool:
    return word[:1].isupper() or word == "&" or folded(word).strip(".,;:’'") in JOINING


def _names_before(text: str, end: int, start: int) -> str:
    """Return the names that stand right before "(2010)" or a year in no brackets."""
    before = _MARK_UP.sub(_meant, text[max(start, end - 120) : end]).rstrip()
    short = _SHORT_FORM.search(before)
    if short:
        before = f"{before[: short.start()]}{short[1]}"
    tail = _NAME_TAIL.search(_POSSESSIVE.sub("", before) + " ")
    if tail is None:
        return ""
    kept: list[str] = []
    for word in reversed(tail[0].split()):
        if not _of_a_name(word):
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _in_no_brackets(
    text: str, part: Span, groups: Sequence[Span], entries: Entries
) -> Iterator[Citation]:
    """Yield the years of "Doe and Roe 2010", where these are all authors of one work.

    Only names that lead to the list are markers here: any text has names and years.
    """
    starts = [group.start for group in groups]
    names, end = "", part.start
    for year in _YEAR.finditer(text, part.start, part.end):
        place = bisect_right(starts, year.start()) - 1
        inside = place >= 0 and year.end() <= groups[place].end
        if inside or not year[1]:
            continue
        gap = text[end : year.start()]
        names = (
            names
            if gap.strip(" ,&") in ("", "and")
            else _names_before(text, year.start(), part.start)
        )
        end = year.end()
        if not names or names.rsplit(" ", 1)[-1].strip(",").lower() in NO_NAMES:
            continue
        letters = _letters(year["letters"] or "")
        found = named(names, int(year[1]), letters, entries, wholly=True)
        if 0 < len(found.ids) <= max(1, len(letters)):
            yield Citation(Span(*year.span()), found.ids, style="author-year")
