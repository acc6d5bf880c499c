"""Which parts of a printed and a registered value differ."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

Run: TypeAlias = tuple[int, int]

# Words and numbers whole, everything else by the character: in two DOIs the article
# number differs, not some of its digits.
_TOKEN = re.compile(r"[^\W_]+|.", re.DOTALL)

# Characters. Longer than any title or author list; comparing takes quadratic time.
_LONGEST = 5000


def differing(printed: str, registered: str) -> tuple[list[Run], list[Run]]:
    """Return, for each value, the runs of characters that the other one lacks.

    Runs are half open and without white space at their ends. Case and punctuation
    alone are no difference. Values that are about different things have no runs:
    marking all of both says nothing.
    """
    if max(len(printed), len(registered)) > _LONGEST:
        return [], []
    ours, theirs = _TOKEN.findall(printed), _TOKEN.findall(registered)
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    opcodes = matcher.get_opcodes()
    shared = sum(_words(ours[op[1] : op[2]]) for op in opcodes if op[0] == "equal")
    if shared * 2 < min(_words(ours), _words(theirs)) or not shared:
        return [], []
    changes = [op for op in opcodes if op[0] != "equal"]
    return (
        list(_runs(ours, [(op[1], op[2]) for op in changes])),
        list(_runs(theirs, [(op[3], op[4]) for op in changes])),
    )


def _folded(tokens: list[str]) -> list[str]:
    return [token.casefold() for token in tokens]


def _words(tokens: list[str]) -> int:
    return sum(token.isalnum() for token in tokens)


def _runs(tokens: list[str], changed: Iterable[Run]) -> Iterator[Run]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    for first, last in changed:
        while first < last and tokens[first].isspace():
            first += 1
        while first < last and tokens[last - 1].isspace():
            last -= 1
        if _words(tokens[first:last]):
            yield starts[first], starts[last]
