"""Lists that have each entry on a line of its own, as copied or exported lists do."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from evidencekit.parse.boundaries import Tokens

# No page is as wide: text with longer lines was not broken to a width. One long line
# may hold an address.
_WIDEST = 160
# Of the lines, those at which an entry was found to begin.
_MOST = 0.6
_FEWEST = 3


def on_lines_of_their_own(
    tokens: Tokens, tags: Mapping[int, str], starts: Mapping[int, float]
) -> dict[int, float] | None:
    """Return the lines' beginnings if each line of the list is an entry, else None.

    `tags` and `starts` are what was tagged, and how certainly what began an entry, by
    offset. A line that was tagged as no part of a reference stays out.
    """
    lines = [
        start
        for i, start in enumerate(tokens.starts)
        if tokens.on_new_line(i) and tags.get(start, "I") != "O"
    ]
    if len(lines) < _FEWEST or sum(line in starts for line in lines) < _MOST * len(
        lines
    ):
        return None
    lengths = sorted(after - before for before, after in pairwise(lines))
    if lengths[-2] < _WIDEST:
        return None
    return {line: starts.get(line, 1.0) for line in lines if _begins(tokens, line)}


def _begins(tokens: Tokens, line: int) -> bool:
    """Say whether a line can begin an entry: not in the middle of a sentence."""
    place = bisect_right(tokens.starts, line) - 1
    return tokens.facts[place].opening
