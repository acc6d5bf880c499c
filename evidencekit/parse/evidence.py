"""Adds up the reference model's weights of all that is seen of each token.

What a word or an edge says of the tokens around it is one number, its window: a row
of weights (`parse/crf.py`) for each of these tokens, the first one lowest. The windows
of a text are laid over each other from token to token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evidencekit.parse.crf import LANE_BITS, Model, Row
from evidencekit.parse.features import (
    EDGE,
    EDGE_PLACES,
    KINDS,
    OWN,
    WORD_PLACES,
    Edge,
    Group,
    Keys,
    edge_features,
)
from evidencekit.parse.lexicon import Lexicon
from evidencekit.parse.memo import Memo
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.words import form_of, word_features

# No lane of a window holds as many steps, so that with them all are positive; and with
# those of a dozen windows a lane still has room for all tokens of a text.
_BIAS = 1 << 15
_BEFORE = len(WORD_PLACES) - 1  # so many words come before that with the first token


@dataclass(frozen=True, slots=True)
class _Windows:
    """The words met, the window of each edge and group met, and the bits of a row.

    `beyond` are the windows of what stands before the first word, or behind the last.
    """

    lexicon: Lexicon
    beyond: tuple[int, ...]
    edges: Memo[Edge, int]
    groups: list[Memo[Group, int]]
    bits: int


def lexicon() -> Lexicon:
    """Return the lexicon that the keys for `rows` are made with."""
    return _windows().lexicon


def rows(keys: Keys) -> list[Row]:
    """Return the row of each token; all its lanes are too large by the same number."""
    met = _windows()
    words = (*met.beyond, *keys.windows, *met.beyond)
    edges = list(map(met.edges.__getitem__, keys.edges))
    windows = zip(
        # the short numbers first: a sum is as long as what it has met
        *(
            map(table.__getitem__, own)
            for table, own in zip(met.groups, keys.groups, strict=True)
        ),
        edges[1:],
        words[_BEFORE:],
        strict=True,
    )
    bits = met.bits
    own = (1 << bits) - 1
    seen = 0
    for word in words[:_BEFORE]:
        seen = (seen >> bits) + word
    seen += edges[0]
    result: list[Row] = []
    for window in map(sum, windows):
        seen = (seen >> bits) + window
        result.append(seen & own)
    return result


@cache
def _windows() -> _Windows:
    model = Model.load("fields")
    lanes = len(model.labels)

    def bias(tokens: int) -> int:
        return sum(_BIAS << (LANE_BITS * lane) for lane in range(lanes * tokens))

    of_word, of_edge, of_group = map(bias, (len(WORD_PLACES), len(EDGE_PLACES), 1))

    def word(shape: str, low: str) -> int:
        (itself, shaped), near, own = word_features(shape, low)
        return of_word + model.rare(itself) + model.row((shaped, *near, *own))

    def edge(found: Edge) -> int:
        return of_edge + model.row(edge_features(found))

    def group(spell: Callable[[Group], list[str]]) -> Memo[Group, int]:
        return Memo(lambda key: of_group + model.row(spell(key)))

    return _Windows(
        Lexicon(Phrases.load("containers"), word),
        (word(*form_of(EDGE)[:2]),) * OWN,
        Memo(edge),
        list(map(group, KINDS)),
        lanes * LANE_BITS,
    )
