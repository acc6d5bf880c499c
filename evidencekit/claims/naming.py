"""Which references a sentence names by author or year."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from evidencekit.claims.likeness import Candidate
from evidencekit.claims.rows import Row, Rows

_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Naming:
    """Which references a sentence names by author or year."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._count = len(candidates)
        self._first: dict[str, list[int]] = defaultdict(list)
        self._others: dict[str, list[int]] = defaultdict(list)
        self._years: dict[str, list[int]] = defaultdict(list)
        for j, candidate in enumerate(candidates):
            for family in candidate.families[:1]:
                self._first[family].append(j)
            for family in candidate.families[1:]:
                self._others[family].append(j)
            self._years[str(candidate.year)].append(j)

    def rows(self, text: str) -> Rows:
        """Return rows: first author, another, the year; no other first author is."""
        found = _NAME.findall(text)
        names = {name.removesuffix("’s").removesuffix("'s") for name in found}
        first = self._row(self._first, names)
        lone = first if first and sum(first) == 1 else None
        years = self._row(self._years, set(_YEAR.findall(text)))
        return [first, self._row(self._others, names), years, lone]

    def _row(self, places: Mapping[str, Sequence[int]], said: set[str]) -> Row | None:
        hits = [j for name in said if name in places for j in places[name]]
        if not hits:
            return None
        row = [0.0] * self._count
        for j in hits:
            row[j] = 1.0
        return row
