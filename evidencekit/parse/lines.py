"""Lists whose entries begin lines: one a line, at bullets, or where lines end early."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Set
from itertools import pairwise

from evidencekit.parse.boundaries import Tokens

# No page is as wide: text with longer lines was not broken to a width. One long line
# may hold an address.
_WIDEST = 160
# Of the lines, those at which an entry was found to begin.
_MOST = 0.6
_FEWEST = 3
# Of the lines, those that end as an entry does: where lines are broken to a width, few.
_ALL_ENDED = 0.95
# Of the lines that broke early, those at which an entry was found to begin, and of the
# entries found, those that begin so.
_EARLY = 0.6
# A line that broke early leaves a part of the width: letters differ in theirs.
_SLACK = 0.12
# "https://doi.org/10.1016/" at the end of a line goes on with the next: "j.aim.2016".
HALF_A_DOI = re.compile(r"10\.\d{4,9}/\s*\Z")
_SUFFIX = re.compile(r"\S*\d\S*[ \t]*(?:\n|\Z)")
_PREFIX = 40  # characters: a prefix, and how far the next line is set in
_BULLET = re.compile(r"[•▪◦·*–-](?=[ \t]+\S)|[•▪◦](?=\S)")
_ENDS = frozenset(".)]/>”’»")
_SHORTEST = 30  # characters of an entry


def on_lines_of_their_own(
    tokens: Tokens, outside: Set[int], starts: Mapping[int, float], numbered: bool
) -> dict[int, float] | None:
    """Return the lines' beginnings if each line of the list is an entry, else None.

    `outside` and `starts` are offsets at which no reference, or an entry, was tagged,
    and how certainly. A line that is outside stays out. In a `numbered` list lines must
    be long: of short ones the numbers tell more.
    """
    places = [
        i
        for i, start in enumerate(tokens.starts)
        if tokens.on_new_line(i) and start not in outside
    ]
    lines = [tokens.starts[i] for i in places]
    begun = sum(line in starts for line in lines)
    if len(lines) < _FEWEST or begun < _MOST * len(lines):
        return None
    lengths = sorted(after - before for before, after in pairwise(lines))
    ended = sum(_ended(tokens, i) for i in places[1:])
    if lengths[-2] < _WIDEST and (numbered or ended < _ALL_ENDED * len(places[1:])):
        return None
    return {line: starts.get(line, 1.0) for line in lines if _begins(tokens, line)}


def at_bullets(tokens: Tokens, starts: Mapping[int, float]) -> set[int] | None:
    """Return the bulleted lines if entries begin at bullets, else None.

    `starts` are what was tagged as beginning, by offset; those before the first bullet
    stay.
    """
    marks = {
        start: tokens.text[start]
        for i, start in enumerate(tokens.starts)
        if tokens.on_new_line(i) and _BULLET.match(tokens.text, start)
    }
    if not marks or not starts:
        return None
    mark, _ = Counter(marks.values()).most_common(1)[0]
    bullets = {start for start in marks if marks[start] == mark}
    first = min(bullets)
    behind = [start for start in starts if start >= first]
    if len(bullets) < _FEWEST or len(bullets & starts.keys()) < _MOST * len(behind):
        return None
    return bullets | {start for start in starts if start < first}


def after_short_lines(tokens: Tokens, starts: Mapping[int, float]) -> set[int]:
    """Return lines that begin entries since the one before ended early, at an end.

    So it is where the lines that break early are those before the entries that were
    found, in nearly all cases: `starts`, by offset.
    """
    early = set()
    rooms = room(tokens, _SLACK)
    for i, has_room in rooms.items():
        if has_room and _ended(tokens, i) and tokens.facts[i].opening:
            early.add(tokens.starts[i])
    begun = starts.keys() - {tokens.starts[0]}
    hits = len(early & begun)
    if hits < _FEWEST or hits < _EARLY * max(len(early), len(begun)):
        return set()
    known = sorted(begun)
    return {
        start
        for start in early - begun
        if start - (known[bisect_right(known, start) - 1] if known[0] < start else 0)
        >= _SHORTEST
    }


def room(tokens: Tokens, slack: float) -> dict[int, bool]:
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


def _ended(tokens: Tokens, i: int) -> bool:
    """Say whether what stands before token `i` can end an entry."""
    before = tokens.facts[i - 1]
    return before.tail in _ENDS or before.address or before.year or before.pages


def _begins(tokens: Tokens, line: int) -> bool:
    """Say whether a line can begin an entry: not within a sentence or a DOI."""
    place = bisect_right(tokens.starts, line) - 1
    before = tokens.text[max(0, line - _PREFIX) : line]
    within = HALF_A_DOI.search(before) and _SUFFIX.match(tokens.text, line)
    return tokens.facts[place].opening and not within
