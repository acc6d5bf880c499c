"""Lists of reference numbers as they are printed in a marker: "1,2–5"."""

import re
from collections.abc import Iterator

_DASH = r"\-‐‑‒–—−⁻"
# "[4]–[7]" and "[[7], [8]]" put brackets between the numbers of one marker.
NUMBER_LIST = rf"\d{{1,4}}(?:[\])}}]?\s?[,;{_DASH}\u02d2]\s?[\[({{]?\d{{1,4}}){{0,80}}"
_PART = re.compile(rf"(\d+)(?:[\])}}\s]*[{_DASH}][\[({{\s]*(\d+))?")
# "p. 12" in "[5, p. 12; see also 6]", and what may stand before a number.
_LOCATOR = (
    r"[,:]?\s?(?:\b(?:pp?|pages?|ch(?:ap)?s?|chapters?|secs?|sections?|figs?|figures?|"
    r"tables?|tab|eqs?|thm|theorem|lemma|appendix|app|vol|n|fn|S|Kap|Abb)\b\.?|§{1,2})"
    rf"\s?[\divxA-Z]{{1,6}}(?:(?:\s?[{_DASH}.]\s?|\s(?:and|&)\s)\d{{1,5}})?"
    r"(?:\s?ff?\.?)?(?!\w)"
)
_SIGNAL = r"(?:see(?: also)?|also|e\.?g\.|cf\.|but see|reviewed in)[,:]?\s"
_AND = r",?\s(?:and|&)\s"
# "12a, b": parts of an entry.
_PARTS = r"(?:[a-h](?:,\s?[a-h]|[–-][a-h]){0,4}\b)"
_LOCATED = rf"(?:{_SIGNAL})?\d{{1,4}}{_PARTS}?(?:{_LOCATOR})?"
# A list that names pages, begins with "see" or has an "and"; it may have none of them.
LOCATED_LIST = rf"{_LOCATED}(?:(?:\s?[,;{_DASH}]\s?|{_AND}){_LOCATED}){{0,20}}"
_BESIDE_NUMBERS = re.compile(
    rf"{_SIGNAL}|(?<=\d){_PARTS}|(?<=\d){_PARTS}?{_LOCATOR}", re.IGNORECASE
)
_BETWEEN_NUMBERS = re.compile(_AND)
# Longer ranges are page ranges or years, whatever the list's length.
_LONGEST_RANGE = 100
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def numbers_in(printed: str) -> tuple[int, ...]:
    """Return the numbers that a printed list stands for; () if it is no such list."""
    found: list[int] = []
    for first, last in _ranges(printed.translate(SUPERSCRIPTS)):
        if not 0 < first <= last or last - first > _LONGEST_RANGE:
            return ()
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def without_locators(printed: str) -> str:
    """Return a list in a marker with nothing but its numbers: no pages, no "see"."""
    return _BETWEEN_NUMBERS.sub(",", _BESIDE_NUMBERS.sub("", printed))


def _ranges(printed: str) -> Iterator[tuple[int, int]]:
    for match in _PART.finditer(printed):
        first = int(match[1])
        yield first, int(match[2]) if match[2] else first
