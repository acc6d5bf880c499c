"""Lists of reference numbers as they are printed in a marker: "1,2–5"."""

import re
from collections.abc import Iterator

_DASH = r"\-‐‑‒–—−⁻"
# "[4]–[7]" and "[[7], [8]]" put brackets between the numbers of one marker.
NUMBER_LIST = rf"\d{{1,4}}(?:[\])}}]?\s?[,;{_DASH}\u02d2]\s?[\[({{]?\d{{1,4}}){{0,80}}"
_PART = re.compile(rf"(\d+)(?:[\])}}\s]*[{_DASH}][\[({{\s]*(\d+))?")
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


def _ranges(printed: str) -> Iterator[tuple[int, int]]:
    for match in _PART.finditer(printed):
        first = int(match[1])
        yield first, int(match[2]) if match[2] else first
