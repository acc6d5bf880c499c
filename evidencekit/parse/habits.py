"""How the entries of one list are wont to end and to stand in its lines.

A list keeps to one style: where the manner in which most of its entries begin is known,
what stands before it tells how they end, and whether each begins a line.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencekit.parse.boundaries import Facts, Tokens

# Words that say when something was read; a date follows.
_READ = frozenset(
    (
        *("accessed", "retrieved", "cited", "visited", "viewed", "consulted", "acesso"),
        *("acessado", "acedido", "citado", "consultado", "consulta", "consulté"),
        *("abgerufen", "zugriff", "aufgerufen", "geraadpleegd", "hämtad"),
    )
)
_LONGEST_DATE = 8  # tokens: "Acesso em: 12 de março de 2021."
_LONGEST_TITLE = 40  # tokens: a quotation mark that stays open so long is a slip
_OPENED = re.compile(r"[(\[]?[\"“«„]")
_CLOSED = re.compile(r"[\"”»]|“\W*$")
_FEWEST = 4  # beginnings that make a habit


@dataclass(frozen=True, slots=True)
class Habits:
    """How a list's likely entries end and where they begin, in tenths of them."""

    endings: dict[str, int]
    stops: int
    lines: int

    def of(self, tokens: Tokens, i: int, how: str) -> Iterator[str]:
        """Yield what the list's habits say of token `i`, whose manner is `how`."""
        if not i:
            return
        before = tokens.facts[i - 1]
        usual = self.endings.get(_ending(before), 0)
        line = tokens.on_new_line(i)
        yield f"ends{usual}"
        yield f"ends{usual}{how}"
        yield f"ends{usual}{line}{self.lines}"
        yield f"stops{self.stops}{before.tail}"
        yield f"stops{self.stops}{before.tail}{how}"
        yield f"lines{self.lines}{line}"
        yield f"lines{self.lines}{line}{how}"


def habits_of(tokens: Tokens, manners: Sequence[str], usual: str) -> Habits:
    """Return the habits of the entries that begin in the `usual` manner."""
    likely = [
        i
        for i, how in zip(tokens.candidates, manners, strict=True)
        if how == usual and i
    ]
    if len(likely) < _FEWEST:
        return Habits({}, -1, -1)
    endings = Counter(_ending(tokens.facts[i - 1]) for i in likely)
    stops = sum(tokens.facts[i - 1].tail == "." for i in likely)
    lines = sum(tokens.on_new_line(i) for i in likely)
    count = len(likely)
    return Habits(
        {ending: _tenths(found, count) for ending, found in endings.items()},
        _tenths(stops, count),
        _tenths(lines, count),
    )


def _tenths(part: int, whole: int) -> int:
    """Return `part` of `whole` in tenths; what occurs at all is 1 at least."""
    return max(1, round(10 * part / whole)) if part else 0


def _ending(fact: Facts) -> str:
    """Name what kind of word an entry would end in, and its last character."""
    for kind in ("address", "pages", "year", "initials"):
        if getattr(fact, kind):
            return kind + fact.tail
    return fact.shape[-2:] + fact.tail


def reading(facts: Sequence[Facts]) -> list[int]:
    """Return for each token how far back it is said when something was read; 0: not."""
    since = _LONGEST_DATE
    found = []
    for fact in facts:
        found.append(since if since < _LONGEST_DATE else 0)
        since = 1 if fact.word in _READ else since + 1
    return found


def quoted(tokens: Tokens) -> list[bool]:
    """Say of each token whether a quotation mark before it has not been closed."""
    found = []
    since = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        since = since + 1 if 0 < since < _LONGEST_TITLE else 0
        found.append(since > 0)
        token = tokens.text[start : min(end, start + 80)]
        if since and _CLOSED.search(token):
            since = 0
        elif _OPENED.match(token) and not _CLOSED.search(token, 1):
            since = 1
    return found


def room(tokens: Tokens, slack: float = 0.0) -> dict[int, bool]:
    """Say of each token that begins a line whether the line before had room for it.

    Then the line was not broken because it was full. `slack` is the part of the width
    that has to be left. Lists in one line have none.
    """
    text = tokens.text
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 2:
        return {}
    width = lengths[len(lengths) * 19 // 20] * (1 - slack)
    found = {}
    for i in tokens.candidates:
        if i and tokens.on_new_line(i):
            end = tokens.ends[i - 1]
            line = end - text.rfind("\n", 0, end) - 1
            found[i] = line + 1 + tokens.ends[i] - tokens.starts[i] <= width
    return found
