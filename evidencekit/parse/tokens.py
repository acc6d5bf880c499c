"""Cuts a reference into words and numbers; identifiers become one token each."""

import re
from dataclasses import dataclass
from itertools import accumulate

from evidencekit.parse.identifiers import Identifier

# A word keeps its inner apostrophes and hyphens, also one at the end of a line; after a
# digit a hyphen parts, so that "12-18" and "e12-e18" are two tokens. A volume printed
# right behind its journal is another ("Heringeriana3(1)").
_TOKEN = re.compile(
    r"([^\W\d_]{6,}+(?=\d{1,3}(?![^\W_]))|[^\W_]++(?:(?<=[^\W\d_])(?:['’‐‑\u00ad]|[-‐]\s*\n\s*|-|\u00ad\s+)[^\W\d_][^\W_]*+)*)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their words and places, and the gaps around them.

    `gaps[i]` is the text before token i, `gaps[-1]` what follows the last one.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


def tokens(text: str, masked: list[Identifier]) -> Tokens:
    """Return the tokens of `text`, each identifier as "<kind>"."""
    pieces: list[str] = []  # gaps and words by turns
    kinds: dict[int, str] = {}
    position = 0
    for identifier in masked:
        if identifier.start >= position:
            pieces += _TOKEN.split(text[position : identifier.start])
            kinds[len(pieces)] = f"<{identifier.kind}>"
            pieces.append(text[identifier.start : identifier.end])
            position = identifier.end
    pieces += _TOKEN.split(text[position:])
    borders = list(accumulate(map(len, pieces)))
    for place, kind in kinds.items():
        pieces[place] = kind
    return Tokens(pieces[1::2], borders[:-1:2], borders[1::2], pieces[::2])
