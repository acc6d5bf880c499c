"""Cuts a reference into words and numbers; identifiers become one token each."""

import re
from dataclasses import dataclass

from evidencekit.parse.identifiers import Identifier

# A word keeps its inner apostrophes and hyphens, also one at the end of a line; after a
# digit a hyphen parts, so that "12-18" and "e12-e18" are two tokens. A volume printed
# right behind its journal is another ("Heringeriana3(1)").
_TOKEN = re.compile(
    r"[^\W\d_]{6,}(?=\d{1,3}(?![^\W_]))|[^\W_]+(?:(?<=[^\W\d_])(?:['’‐‑\u00ad]|[-‐]\s*\n\s*|-|\u00ad\s+)[^\W\d_][^\W_]*)*"
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
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for identifier in masked:
        if identifier.start < position:
            continue
        found = _spans(text, position, identifier.start)
        words += [text[start:end] for start, end in found]
        words.append(f"<{identifier.kind}>")
        spans += [*found, (identifier.start, identifier.end)]
        position = identifier.end
    found = _spans(text, position, len(text))
    words += [text[start:end] for start, end in found]
    spans += found
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    gaps = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
    return Tokens(words, starts, ends, gaps)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text, start, end)]
