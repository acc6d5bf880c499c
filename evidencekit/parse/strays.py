"""Labels out of the order of a list's numbers: repeats, swaps, jumps, misprints."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from evidencekit.parse.labels import (
    Label,
    begins_entry,
    begins_line,
    behind_entry,
    printed_labels,
)
from evidencekit.parse.likeness import begins_with_people

# A number that a list leaves out, printed in another way than its others: "18 Smith".
_OTHERWISE = re.compile(r"(?:(?<=\n)|(?<=[.)\]] ))[ \t]*[\[(]?(\d{1,4})[\]).:]{0,2}\s")
_FARTHEST = 30  # how far the last number of a list may jump
_FEWEST = 3


def with_strays(
    text: str, labels: tuple[Label, ...], printed: Sequence[Label]
) -> tuple[Label, ...]:
    """Return `labels` with those that stand between or behind them out of order.

    `printed` are all numbers printed in the manner of `labels`. A stray stands where
    the others do, and has the number of a neighbour, one that is missing, or, at the
    end, a number further on.
    """
    if len(labels) < _FEWEST:
        return labels
    in_lines = all(begins_line(text, label) for label in labels)
    known = {label.number for label in labels}
    missing = set(range(min(known), max(known))) - known
    strays = [
        stray
        for before, after in pairwise(labels)
        for stray in _between(printed, before, after)
        if stray.number in {before.number, after.number} | missing
        and _stands(text, stray, in_lines)
    ]
    strays += _behind(text, labels[-1], printed, in_lines)
    missing -= {stray.number for stray in strays}
    strays += _printed_otherwise(text, labels, missing, in_lines)
    return tuple(sorted((*labels, *strays), key=attrgetter("start")))


def _between(printed: Sequence[Label], before: Label, after: Label) -> Sequence[Label]:
    start = attrgetter("start")
    first = bisect_left(printed, before.content + 1, key=start)
    return printed[first : bisect_left(printed, after.start, key=start)]


def _behind(
    text: str, last: Label, printed: Sequence[Label], in_lines: bool
) -> Iterator[Label]:
    """Yield the labels behind the last one that repeat its number or run ahead."""
    first = bisect_left(printed, last.content + 1, key=attrgetter("start"))
    for label in printed[first:]:
        if last.number <= label.number <= last.number + _FARTHEST and _stands(
            text, label, in_lines
        ):
            yield label
            last = label


def _printed_otherwise(
    text: str, labels: Sequence[Label], missing: set[int], in_lines: bool
) -> Iterator[Label]:
    """Yield labels with `missing` numbers that are printed in a manner of their own."""
    if not missing:
        return
    others = printed_labels(text, _OTHERWISE)
    for before, after in pairwise(labels):
        for label in _between(others, before, after):
            between = before.number < label.number < after.number
            if between and label.number in missing and _stands(text, label, in_lines):
                missing.discard(label.number)
                yield label


def _stands(text: str, label: Label, in_lines: bool) -> bool:
    """Say whether a label stands where one does: at a line's beginning, or at an
    entry's that names people."""
    if not behind_entry(text, label):
        return False
    if in_lines:
        return begins_line(text, label) and begins_entry(text, label)
    return begins_with_people(text, label.content)
