"""The printed numbers of a reference list, where they form a sequence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from evidencekit.parse.labels import (
    FORMATS,
    Label,
    begins_entry,
    begins_line,
    behind_entry,
    printed_labels,
)
from evidencekit.parse.likeness import begins_with_people, likeness
from evidencekit.parse.strays import with_strays

# Numbered steps stand before some lists: of two labels that both begin a line and an
# entry, the later counts, if what leads to it is worth so much less at most.
_NEAR = 0.3
_GOOD = 1.4
# A number alone, within a line: only a complete sequence from 1 on is one of labels.
_BARE = re.compile(r"(?:(?<=\A)|(?<=[.)\]] ))(\d{1,3})(?= [^\W\d_a-zß-ÿ])")
_FEWEST_BARE = 4
_MAX_GAP = 3
_LONGEST = 1000  # characters from label to label, on average
_MOST_PARTS = 12  # of a list, each with numbers of its own
_SIGNS = 2.0  # of a reference that an entry of such a part shows


@dataclass(frozen=True, slots=True)
class _Chain:
    score: float
    label: Label
    before: "_Chain | None"
    length: int
    first: int
    began: int


def label_sequence(text: str) -> tuple[Label, ...]:
    """Return the labels of the longest number sequence in `text`; () if none holds.

    A sequence counts when it has three labels or more and few gaps, or when the text
    begins with its 1; numbers that are missing from it stay missing. With it come
    the sequences of other parts of the list, and labels that stand out of order.
    """
    best: tuple[Label, ...] = ()
    best_score = 0.0
    likewise: list[Label] = []
    for pattern in FORMATS:
        printed = printed_labels(text, pattern)
        chain = _best_chain(text, printed)
        if chain and chain.length > 2:
            printed = _likely(text, printed, chain.length)
            chain = _best_chain(text, printed)
        if chain is None or chain.score <= best_score:
            continue
        if _holds(text, chain) or _opens(text, chain):
            best, best_score, likewise = _labels(chain), chain.score, printed
    if not best:
        return _bare_sequence(text)
    return with_strays(text, _with_other_parts(text, best, likewise), likewise)


def _likely(text: str, printed: list[Label], length: int) -> list[Label]:
    """Return `printed` without numbers in the midst of an entry, where labels begin
    lines: "3. Roe T. Tea, part 2. J Tea". The best sequence of all has `length`."""
    chain = _best_chain(text, [p for p in printed if begins_line(text, p)])
    if chain is None or 2 * chain.length < length or not _holds(text, chain):
        return printed
    return [p for p in printed if begins_line(text, p) or behind_entry(text, p)]


def _bare_sequence(text: str) -> tuple[Label, ...]:
    chain = _best_chain(text, printed_labels(text, _BARE))
    if chain is None or chain.first != 1 or chain.length < _FEWEST_BARE:
        return ()
    return _labels(chain) if chain.length == chain.label.number else ()


def _with_other_parts(
    text: str, labels: tuple[Label, ...], printed: Sequence[Label]
) -> tuple[Label, ...]:
    """Return `labels` with the sequences of references before and behind them."""
    start = attrgetter("start")
    for _ in range(_MOST_PARTS):
        behind = printed[bisect_right(printed, labels[-1].start, key=start) :]
        part = _part(text, behind)
        if not part:
            break
        labels += part
    for _ in range(_MOST_PARTS):
        part = _part(text, printed[: bisect_left(printed, labels[0].start, key=start)])
        if not part:
            break
        labels = part + labels
    return labels


def _part(text: str, printed: Sequence[Label]) -> tuple[Label, ...]:
    """Return the best sequence among `printed` if it is one of references."""
    chain = _best_chain(text, printed)
    if chain is None or not _holds(text, chain):
        return ()
    labels = _labels(chain)
    ends = [*(label.start for label in labels[1:]), labels[-1].content + _LONGEST]
    pieces = [text[a.content : end] for a, end in zip(labels, ends, strict=True)]
    like = sum(likeness(piece[:_LONGEST]) >= _SIGNS for piece in pieces)
    return labels if 2 * like > len(labels) else ()


def _best_chain(text: str, printed: Sequence[Label]) -> _Chain | None:
    ending: dict[int, _Chain] = {}
    best: _Chain | None = None
    for label in printed:
        worth = _worth(text, label)
        chain = _extended(ending, label, worth)
        known = ending.get(label.number)
        slack = _NEAR if worth >= _GOOD else 0.0
        if known is None or chain.score >= known.score - slack:
            ending[label.number] = chain
        if best is None or chain.score > best.score:
            best = chain
    return best


def _worth(text: str, label: Label) -> float:
    """Say how much a number at this place looks like a label (0.4..1.6)."""
    return (
        0.4
        + 0.5 * begins_entry(text, label)
        + 0.5 * (begins_line(text, label) and "\n" in text)
        + 0.2 * behind_entry(text, label)
    )


def _extended(ending: dict[int, _Chain], label: Label, worth: float) -> _Chain:
    alone = worth if label.number == 1 else worth - 0.5
    best = _Chain(alone, label, None, 1, label.number, label.start)
    for gap in range(_MAX_GAP):
        before = ending.get(label.number - 1 - gap)
        if before is None or label.start - before.label.content < 8:
            continue
        score = before.score + worth - 0.7 * gap
        if score > best.score:
            best = _Chain(
                score, label, before, before.length + 1, before.first, before.began
            )
    return best


def _holds(text: str, chain: _Chain) -> bool:
    missing = chain.label.number - chain.first + 1 - chain.length
    return (
        chain.length >= 3
        and (
            missing <= max(1, chain.length // 5)
            or (missing <= chain.length and _is_likely(text, chain))
        )
        and chain.score >= 0.8 * chain.length
        and chain.label.start - chain.began <= _LONGEST * (chain.length - 1)
    )


def _is_likely(text: str, chain: _Chain) -> bool:
    """Say whether each label of a chain begins a line and an entry, or names people
    behind an entry."""
    return all(
        begins_entry(text, label)
        if begins_line(text, label)
        else behind_entry(text, label) and begins_with_people(text, label.content)
        for label in _labels(chain)
    )


def _opens(text: str, chain: _Chain) -> bool:
    """Say whether one or two labels, from 1 on, begin with the text: a short list."""
    return (
        chain.length == chain.label.number < 3
        and not chain.label.text[-1].isdigit()
        and not text[: chain.began].strip(" \t\n[(")
        and chain.score > chain.length
    )


def _labels(chain: _Chain | None) -> tuple[Label, ...]:
    labels: list[Label] = []
    while chain is not None:
        labels.append(chain.label)
        chain = chain.before
    return tuple(reversed(labels))
