"""A printed and a registered value, one below the other, with what differs marked."""

import textwrap
from collections.abc import Iterator

from evidencekit.inert import visible
from evidencekit.model import Evidence
from evidencekit.reports.differing import Run, differing
from evidencekit.reports.look import Ink, Look, columns

_ABSENT = "(nothing)"


def comparison(evidence: Evidence, indent: str, look: Look) -> Iterator[str]:
    """Yield the two values in aligned lines.

    What differs is underlined: by the terminal where there is colour, by a line of
    carets where there is none. Without a service, nothing is said to be registered.
    """
    ours, theirs = visible(evidence.printed or ""), visible(evidence.registered or "")
    our_runs, their_runs = differing(ours, theirs)
    if ours or (theirs and evidence.service):
        yield from _labelled(f"{indent}printed     ", ours, our_runs, look)
    if theirs or (ours and evidence.service):
        label = "registered  " if evidence.service else "expected    "
        yield from _labelled(f"{indent}{label}", theirs, their_runs, look)


def _labelled(label: str, value: str, runs: list[Run], look: Look) -> Iterator[str]:
    if not value:
        yield label + _ABSENT
        return
    margin = " " * len(label)
    start = 0
    for row in _rows(value, look.width - len(label)):
        start = value.index(row, start)
        marked = _clipped(runs, start, start + len(row))
        yield (margin if start else label) + _underlined(row, marked, look)
        if marked and not look.color:
            yield margin + _carets(row, marked)
        start += len(row)


def _rows(value: str, room: int) -> list[str]:
    return textwrap.wrap(
        value, max(room, 20), break_long_words=False, break_on_hyphens=False
    )


def _clipped(runs: list[Run], start: int, end: int) -> list[Run]:
    """Return the parts of `runs` between `start` and `end`, counted from `start`."""
    clipped = [(max(a, start) - start, min(b, end) - start) for a, b in runs]
    return [(a, b) for a, b in clipped if a < b]


def _underlined(row: str, runs: list[Run], look: Look) -> str:
    for start, end in reversed(runs):
        part = look.painted(row[start:end], Ink.DIFFERENCE)
        row = row[:start] + part + row[end:]
    return row


def _carets(row: str, runs: list[Run]) -> str:
    line = ""
    for start, end in runs:
        line += " " * (columns(row[:start]) - len(line))
        line += "^" * max(columns(row[start:end]), 1)
    return line
