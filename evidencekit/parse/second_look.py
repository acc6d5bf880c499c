"""Looks again at doubtful cuts: does each piece parse as a reference of its own?"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise

from evidencekit.parse.astray import goes_on
from evidencekit.parse.boundaries import Tokens
from evidencekit.parse.enclosed import enclosed
from evidencekit.parse.fields import labelling
from evidencekit.parse.likeness import begins_with_people

# Where the tagger sees no beginning, but is less certain of it than this, the parser is
# asked (development lists, 2026-11-28, bench.segment).
_DOUBT = 0.97
# So much of a piece is parsed, in characters: what tells comes first.
_MOST = 600
# An author and a year, and no more: "RStudio Team. 2020."
_AUTHOR_YEAR = re.compile(
    r"[^.:;?!()“”\"]{2,60}[.,]?\s\(?(?:1[89]|20)\d\d[a-z]?\)?[.:]?\s*"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# No entry has as many places at which another could begin in it.
_MOST_DOUBTS = 6
# A journal with its volume, and nothing before: "J Tea. 2015; 3: 4", "Chá, v. 3, p. 4".
_STATEMENT = re.compile(
    r"[^\W\d_a-zß-ÿ][^.:;?!()]{2,70}"
    r"(?:\.?\s(?:1[89]|20)\d\d(?:\s\w{3}(?:\s\d\d?)?)?;\s?\w|,\s?v(?:ol)?\.\s?\d)"
)
_PLACED = frozenset(("container", "publisher", "volume", "page", "<id>"))
_IMPRINT = frozenset(("place", "publisher", "date", "page", "<id>"))
_REST = frozenset(("container", "volume", "issue", "page"))


def second_look(
    tokens: Tokens, starts: Iterable[int], others: Mapping[int, float]
) -> set[int]:
    """Return `starts`, with the doubtful ones decided by what the pieces say.

    Where an entry begins with a journal and the one before has none, they are one.
    Where people are named in an entry, and it says all of a reference before and all
    of one behind, they are two. `others` are the places in an entry at which another
    could begin, and how certain it is that none does.
    """
    kept = _joined(tokens, sorted(starts))
    found = set(kept)
    inside = enclosed(tokens)
    inner = sorted(
        place
        for place, certainty in others.items()
        if certainty < _DOUBT
        and begins_with_people(tokens.text, place)
        and (at := bisect_left(tokens.starts, place)) not in inside
        and not goes_on(tokens.facts[at - 1])
    )
    for start, end in pairwise([*kept, len(tokens.text)]):
        doubts = inner[bisect_left(inner, start + 1) : bisect_left(inner, end)]
        for place in doubts[:_MOST_DOUBTS]:
            if _is_whole(tokens.text[start:place]) and _is_other(
                tokens.text[place:end]
            ):
                found.add(place)
                start = place
    return found


def _joined(tokens: Tokens, starts: list[int]) -> list[int]:
    """Return `starts` without those at which an entry goes on with its journal."""
    kept = starts[:1]
    for start, end in pairwise([*starts[1:], len(tokens.text)]):
        head, piece = tokens.text[kept[-1] : start], tokens.text[start:end]
        people = begins_with_people(tokens.text, start)
        if not (_states_volume(head, piece) or (not people and _is_rest(head, piece))):
            kept.append(start)
    return kept


def _states_volume(head: str, piece: str) -> bool:
    """Say whether `piece` begins with the journal and volume that `head` is without."""
    return _STATEMENT.match(piece) is not None and not (
        {"volume", "page"} & set(_labels(head))
    )


def _is_rest(head: str, piece: str) -> bool:
    """Say whether `piece` goes on with `head`: authors alone, or a title without its
    journal or publisher, which `piece` names and nothing more."""
    if len(head) < _MOST and set(_labels(head)) <= {"author", "date"}:
        return True
    if _AUTHOR_YEAR.fullmatch(head) and not _YEAR.search(piece):
        return True
    labels = _labels(piece)
    if set(labels) <= _IMPRINT:
        said = set(_labels(head))
        return "title" in said and not said & {"publisher", "<id>"}
    if labels[:1] != ["container"] or {"author", "title"} & set(labels):
        return False
    said = set(_labels(head))
    placed = {"volume", "date"} & set(labels)
    return bool(placed) and "title" in said and not said & _REST


def _is_whole(piece: str) -> bool:
    """Say whether `piece` says what a work is called, when it appeared and where."""
    said = set(_labels(piece))
    return {"title", "date"} <= said and bool(said & _PLACED)


def _is_other(piece: str) -> bool:
    """Say whether `piece` names people, and what they wrote and when, or where."""
    labels = _labels(piece)
    said = set(labels)
    return labels[:1] == ["author"] and (
        {"title", "date"} <= said or {"container", "volume", "date"} <= said
    )


def _labels(piece: str) -> list[str]:
    """Return the labels of a piece in order, and "<id>" where it has an identifier."""
    found = labelling(piece[:_MOST].strip())
    labels = [label for label in found.labels if label != "other"]
    return [*labels, "<id>"] if found.masked else labels
