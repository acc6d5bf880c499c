"""What a list prints before each of its entries, once they are cut: "a)", "1–", "●"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(
    r"(?:(?:Ref(?:erence)?|No)\.?\s?|[A-Z](?=\d))?[\[({<#*^A-Z]{0,3}"
    r"(\d{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?:\s?[\])}>.:/*–—-]{1,4}\s*|\s+|(?=[^\W\d_]))"
)
_LETTER = re.compile(r"[\[(]?([a-z])[\]).:]{1,2}\s+")
_NUMERAL = re.compile(r"[\[(]?([ivxlc]{1,7}|[IVXLC]{1,7})[\]).:]{1,2}\s+")
_SIGN = re.compile(r"([•▪◦·●○■□‣►▶→➢➤✓❖*o–—-])\s+(?=\S)")
_FEWEST = 3
_LONGEST = 40  # characters of a mark, with the white space behind it
# Of the entries, those that have the mark, and of neighbours, those that count on.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry that begins at `start`, with its mark, and whose text does at `content`.

    `label` is the mark as printed if it counts on; None for a sign, or no mark.
    """

    start: int
    content: int
    label: str | None


def behind_marks(text: str, starts: Sequence[int]) -> list[Marked] | None:
    """Return the entries that were found to begin at `starts`, without their marks.

    Marks are numbers, letters or numerals that count on from entry to entry, or one
    sign before each. None where the list has no marks.
    """
    if len(starts) < _FEWEST:
        return None
    for pattern in (_NUMBER, _LETTER, _NUMERAL, _SIGN):
        found = [_mark(text, start, pattern) for start in starts]
        printed = [match[1] for match in found if match]
        if len(printed) < _MOST * len(starts):
            continue
        if pattern is _SIGN:
            agreed = printed.count(printed[0])
        else:
            values = [_value(mark, pattern) for mark in printed]
            agreed = 1 + sum(b == a + 1 for a, b in pairwise(values))
        if agreed >= _MOST * len(printed):
            return [
                Marked(start, start, None)
                if match is None
                else Marked(
                    match.start(),
                    match.end(),
                    None if pattern is _SIGN else match.group().strip(),
                )
                for match, start in zip(found, starts, strict=True)
            ]
    return None


def _mark(text: str, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the mark at `start`, or the one just before it."""
    match = pattern.match(text, start, start + _LONGEST)
    if match:
        return match
    before = text[max(0, start - _LONGEST) : start].rsplit(maxsplit=1)[-1:]
    at = text.rfind(before[0], 0, start) if before else start
    match = pattern.match(text, at, start + 1) if at < start else None
    return match if match and match.end() == start else None


def _value(mark: str, pattern: re.Pattern[str]) -> int:
    if pattern is _NUMBER:
        return int(mark.translate(_RAISED))
    if pattern is _LETTER:
        return ord(mark)
    digits = [_ROMAN[letter] for letter in mark.lower()]
    return sum(
        -own if own < after else own
        for own, after in zip(digits, [*digits[1:], 0], strict=True)
    )
