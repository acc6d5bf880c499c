"""Where the entries of a list begin, once tags, numbers and repairs are weighed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from evidencekit.parse.astray import put_right
from evidencekit.parse.boundaries import Tokens
from evidencekit.parse.endings import (
    after_addresses,
    after_dates_of_reading,
    after_endings,
    after_links,
    behind_links,
    behind_sections,
)
from evidencekit.parse.labels import Label
from evidencekit.parse.likeness import begins_with_people
from evidencekit.parse.lines import (
    after_short_lines,
    at_bullets,
    on_lines_of_their_own,
)
from evidencekit.parse.second_look import second_look

# Within a numbered list only this much certainty cuts an entry that has no number; on
# the development lists .8 is better by 5 entries than .9 (2026-11-23, bench.segment).
_SURE = 0.8
# It begins with a letter, as in "(b) Smith", and with no other kind of number.
_UNNUMBERED = re.compile(r"[(\[\"“‘«„'—–-]?\s?[^\W\d_]")
# "…, 97, 082004 (2006); A. Messina, …": a second work under one number. Of 14 such
# places in GROBID's training lists of PDFs, 12 begin a work of their own.
_SECOND_WORK = re.compile(
    r"(?<=[\d)]);\s+(?=(?:[A-Z]\.[\s-]?){1,3}\s?[A-Z][^\W\d_]*[a-z])"
)
# "———. 1999." stands for the author of the entry before.
_SAME_AUTHOR = re.compile(r"(?:[—―]+|[-–_]{2,})[.,:;]?$")
_MOST = 0.7  # of the entries must have a year for those without to be doubted
_UNDATED = frozenset(("s.d", "n.d", "19--", "20--", "prelo", "press", "forthcoming"))
_CERTAIN = 0.97
_FRAGMENT = 12  # characters: no reference is as short


@dataclass(frozen=True, slots=True)
class _Tagged:
    """Places at which an entry could begin, by offset, as they were tagged.

    `begun` and `inner` say how certain it is that an entry begins there, or that it is
    within one; `outside` are those in no reference.
    """

    begun: dict[int, float]
    inner: dict[int, float]
    outside: set[int]


def entry_starts(
    tokens: Tokens,
    tags: Sequence[str],
    probabilities: Sequence[float],
    labels: tuple[Label, ...],
) -> tuple[list[int], tuple[Label, ...]]:
    """Return the offsets at which entries begin, and the labels that count.

    `tags` and `probabilities` are those of the candidates of `tokens`.
    """
    tagged = _tagged(tokens, tags, probabilities)
    begun = tagged.begun
    numbers = {label.start for label in labels}
    lines = on_lines_of_their_own(tokens, tagged.outside, begun, bool(labels))
    if lines:
        return sorted(lines), tuple(label for label in labels if label.start in lines)
    bullets = at_bullets(tokens, begun)
    if bullets and not numbers & begun.keys():
        return sorted(bullets), ()
    # Fewer than that are numbers of volumes or pages that happen to follow each other.
    if labels and 2 * len(numbers & begun.keys()) >= len(begun):
        return _numbered(tokens, begun, labels), labels
    return _unnumbered(tokens, tagged) if begun else [], ()


def _tagged(
    tokens: Tokens, tags: Sequence[str], probabilities: Sequence[float]
) -> _Tagged:
    found = _Tagged({}, {}, set())
    for i, tag, probability in zip(tokens.candidates, tags, probabilities, strict=True):
        start = tokens.starts[i]
        if tag == "O":
            found.outside.add(start)
        else:
            (found.begun if tag == "B" else found.inner)[start] = probability
    return found


def _numbered(
    tokens: Tokens, begun: dict[int, float], labels: tuple[Label, ...]
) -> list[int]:
    """Return where entries begin in a list whose `labels` tell."""
    numbers = {label.start for label in labels}
    first = min(numbers)
    starts = {
        behind_links(tokens.text, start)
        for start, probability in begun.items()
        if start < first
        or (probability >= _SURE and _may_be_second(tokens.text, start))
    }
    starts |= {found.end() for found in _SECOND_WORK.finditer(tokens.text, first)}
    return sorted((starts | numbers) - {label.content for label in labels})


def _unnumbered(tokens: Tokens, tagged: _Tagged) -> list[int]:
    """Return where entries begin in a list without labels."""
    begun = tagged.begun
    starts = begun.keys() | after_addresses(tokens, tagged.outside, begun.keys())
    starts |= after_short_lines(tokens, begun) | after_dates_of_reading(tokens)
    starts |= _same_authors(tokens) | after_endings(tokens, starts)
    starts = behind_sections(tokens, starts)
    starts = {behind_links(tokens.text, start) for start in starts}
    starts = put_right(tokens, starts | after_links(tokens.text))
    kept = _without_fragments(sorted(starts), begun)
    kept = _with_years(tokens, kept, begun)
    return sorted(second_look(tokens, kept, tagged.inner))


def _may_be_second(text: str, start: int) -> bool:
    """Say whether a second work under one number may begin at `start`.

    After a full stop in the same line it must name people: an organisation that goes
    on there is the publisher.
    """
    if not _UNNUMBERED.match(text, start):
        return False
    before = text[max(0, start - 2) : start]
    return before != ". " or begins_with_people(text, start)


def _same_authors(tokens: Tokens) -> set[int]:
    """Return the dashes at the beginning of lines that stand for an author."""
    return {
        tokens.starts[i]
        for i in tokens.candidates
        if tokens.on_new_line(i)
        and _SAME_AUTHOR.match(tokens.text, tokens.starts[i], tokens.ends[i])
    }


def _with_years(
    tokens: Tokens, starts: list[int], tagged: dict[int, float]
) -> list[int]:
    """Return `starts` without those that leave the entry before without its year.

    In a list whose entries are dated, an entry without year and address has been cut
    too early, unless the next one begins with great certainty.
    """
    dated = [False] * len(starts)
    for i, fact in enumerate(tokens.facts):
        if fact.year or fact.address or fact.word in _UNDATED:
            place = bisect_right(starts, tokens.starts[i]) - 1
            if place >= 0:
                dated[place] = True
    if sum(dated) < _MOST * len(starts):
        return starts
    return [
        start
        for place, start in enumerate(starts)
        if not place or dated[place - 1] or tagged.get(start, 1.0) >= _CERTAIN
    ]


def _without_fragments(starts: list[int], tagged: dict[int, float]) -> list[int]:
    """Return `starts` without the less likely end of each piece too short to be one."""
    kept: list[int] = []
    for start in starts:
        if kept and start - kept[-1] < _FRAGMENT:
            if tagged.get(start, 1.0) > tagged.get(kept[-1], 1.0) and len(kept) > 1:
                kept[-1] = start
        else:
            kept.append(start)
    return kept
