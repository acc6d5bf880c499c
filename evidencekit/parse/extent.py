"""Where a list begins and ends among the pieces that a page was cut into."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from evidencekit.model import Span
from evidencekit.parse.likeness import (
    CERTAIN,
    begins_with_people,
    furniture_start,
    likeness,
)
from evidencekit.parse.segment import Entry

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# A few words between blank lines, with no figure and no full stop.
_HEADING = re.compile(
    r"\n[ \t\r]*\n[ \t]*(?:\d\.?\s)?[^\W\d_a-zß-ÿ][^\n\d.,;:]{2,50}\n"
)
_FARTHEST = 300  # characters: two references of usual length
_TITLE_AND_SITE = re.compile(
    r"[^\W\d_a-zß-ÿ][^\n.?!]{10,150}[.?!] [^\W\d_a-zß-ÿ][^\n.?!]{2,80}\."
)
_FEWEST_WORDS = 3  # "Title. Site." is the shortest reference of a list's end
_FEWEST = 3  # entries of a text that is nothing but a list
_LISTED = 0.9  # of its characters: the rest are labels, bullets and line breaks
_SIGNED = 0.9  # of its entries show a sign of a reference
_LONGEST = 1000  # characters: an entry that names sixty people


def list_among(text: str, pieces: Sequence[Entry], headed: bool) -> tuple[Entry, ...]:
    """Return the pieces that are the list; () where they are none.

    Without a heading above them they must look like a list beyond doubt.
    """
    scores = [_score(piece.span.of(text)) for piece in pieces]
    good = [place for place, score in enumerate(scores) if score >= CERTAIN]
    if not good or (len(good) == 1 and not headed):
        return ()
    first = _first(text, pieces, scores, good[0]) if headed else good[0]
    last = _last(text, pieces, scores, first, good[-1])
    kept = _with_web_page(text, _ended(text, list(pieces[first:last])))
    if not headed and not _beyond_doubt(text, kept, scores[first:last]):
        return ()
    return tuple(kept)


def all_entries(text: str, pieces: Sequence[Entry]) -> bool:
    """Say whether `text` is a list and nothing else, whose entries are `pieces`.

    Bodies, newspapers and titles may stand first in them, which show fewer signs of a
    reference than people do; but none is prose, and nothing is left over.
    """
    if len(pieces) < _FEWEST:
        return False
    scores = [_score(piece.span.of(text)) for piece in pieces]
    listed = sum(piece.span.end - piece.span.start for piece in pieces)
    return (
        listed >= _LISTED * len(text.strip())
        and scores[0] >= 1
        and min(scores) >= 0
        and max(p.span.end - p.span.start for p in pieces) <= _LONGEST
        and sum(score >= 1 for score in scores) >= _SIGNED * len(scores)
        and sum(score >= CERTAIN for score in scores) >= len(scores) / 3
        and 40 <= median(p.span.end - p.span.start for p in pieces) <= 600
    )


def _score(piece: str) -> float:
    """Return the likeness of what stands before any page furniture in `piece`."""
    cut = _furniture(piece)
    return likeness(piece if cut is None else piece[:cut]) if cut != 0 else -1.0


def _furniture(piece: str) -> int | None:
    """Return where page furniture begins, None where a reference only begins like it.

    "Copyright (1984) Surg Clin North Am 64(2):ii" is the title of a page in a journal,
    and so is "Acknowledgement to Reviewers" where a journal and its numbers follow.
    """
    cut = furniture_start(piece)
    if cut and "\n" not in piece[cut:] and likeness(piece[cut:]) >= CERTAIN:
        return None
    return None if cut == 0 and likeness(piece) > CERTAIN else cut


def _first(
    text: str, pieces: Sequence[Entry], scores: Sequence[float], good: int
) -> int:
    """Return the place of the first entry: before `good` there may be weaker ones."""
    first = good
    while first and (
        pieces[first - 1].label is not None
        or (
            scores[first - 1] >= 0
            and _furniture(pieces[first - 1].span.of(text)) is None
        )
    ):
        first -= 1
    return first


def _last(
    text: str,
    pieces: Sequence[Entry],
    scores: Sequence[float],
    first: int,
    good: int,
) -> int:
    """Return the place after the last entry; after `good` there may be weaker ones."""
    numbered = sum(piece.label is not None for piece in pieces) > len(pieces) / 2
    blank = _blank_between(text, pieces[first : good + 1])
    for place in range(good + 1, len(pieces)):
        piece = pieces[place]
        between = text[pieces[place - 1].span.end : piece.span.start]
        if piece.label is None and (
            numbered or scores[place] < 0 or (not blank and _BLANK_LINE.search(between))
        ):
            return place
    return len(pieces)


def _blank_between(text: str, entries: Sequence[Entry]) -> bool:
    """Say whether blank lines stand between the entries of the list, or within."""
    if any(_BLANK_LINE.search(entry.span.of(text)) for entry in entries[:-1]):
        return True
    return any(
        _BLANK_LINE.search(text[a.span.end : b.span.start])
        for a, b in pairwise(entries)
    )


def _ended(text: str, entries: list[Entry]) -> list[Entry]:
    """Return the entries up to where page furniture begins, if it is among them."""
    for place, entry in enumerate(entries):
        piece = entry.span.of(text)
        cut = _furniture(piece)
        if cut == 0 and likeness(piece) >= 1 and _goes_on(text, entries[place + 1 :]):
            continue
        if place == len(entries) - 1:
            heading = _heading_in(piece)
            blank = None
            if not _blank_between(text, entries):
                blank = _BLANK_LINE.search(piece)
            cuts = [match.start() for match in (heading, blank) if match]
            cut = min([cut, *cuts] if cut is not None else cuts, default=None)
        if cut is not None and (place == len(entries) - 1 or cut == 0):
            start = entry.span.start
            end = start + len(piece[:cut].rstrip())
            return [*entries[:place], *_entry(start, end, entry.label)]
    return entries


def _goes_on(text: str, entries: Sequence[Entry]) -> bool:
    """Say whether these entries begin with some that are references without doubt.

    Then "Copyright. Surg Clin North Am 1984" before them is one, too.
    """
    scores = [_score(entry.span.of(text)) for entry in entries[:_FEWEST]]
    return len(scores) == _FEWEST and min(scores) >= CERTAIN


def _heading_in(piece: str) -> re.Match[str] | None:
    """Return the line of an entry that is the heading of what comes after the list."""
    for match in _HEADING.finditer(piece):
        if likeness(piece[match.start() :]) < CERTAIN:
            return match
    return None


def _with_web_page(text: str, entries: list[Entry]) -> list[Entry]:
    """Return `entries` with a last one that is but the title and site of a web page.

    "Talking about grief. Mind Matters." is to the tagger what a page prints next, or
    its second half is; it is an entry where it stands between the list and page
    furniture, in one line.
    """
    if not entries or any(entry.label is not None for entry in entries):
        return entries
    last = entries[-1].span
    page = _title_and_site(text, last.end)
    if page:
        return [*entries, Entry(page)]
    page = _title_and_site(text, last.start)
    if page and page.end > last.end:
        return [*entries[:-1], Entry(page)]
    return entries


def _title_and_site(text: str, place: int) -> Span | None:
    """Return the title and site that are all between `place` and page furniture."""
    rest = text[place : place + _FARTHEST]
    cut = furniture_start(rest) if not rest.startswith("\n") else None
    match = _TITLE_AND_SITE.fullmatch(rest[:cut].strip()) if cut else None
    if match is None or likeness(match.group()) < 0:
        return None
    start = place + len(rest) - len(rest.lstrip())
    return Span(start, start + len(match.group()))


def _entry(start: int, end: int, label: str | None) -> list[Entry]:
    return [Entry(Span(start, end), label)] if end > start else []


def _beyond_doubt(text: str, entries: Sequence[Entry], scores: Sequence[float]) -> bool:
    """Say whether pieces are a list by themselves, and no prose that cites."""
    if len(entries) < 3 or median(scores) < CERTAIN:
        return False
    begun = sum(
        entry.label is not None or begins_with_people(entry.span.of(text))
        for entry in entries
    )
    length = median(entry.span.end - entry.span.start for entry in entries)
    return begun >= 0.6 * len(entries) and 40 <= length <= 600
