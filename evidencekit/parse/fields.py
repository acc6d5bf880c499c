"""Labels the tokens of a reference with the trained model."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import prod
from operator import add

from evidencekit.parse.crf import Model, Row, seeds
from evidencekit.parse.features import (
    EDGE_PLACES,
    KINDS,
    WORD_PLACES,
    Edge,
    Group,
    Tables,
    edge_features,
    keys,
)
from evidencekit.parse.identifiers import Identifier, identifiers
from evidencekit.parse.memo import Memo
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.repair import repaired
from evidencekit.parse.tokens import Tokens, tokens
from evidencekit.parse.words import kept, lent

# Longer texts are not references: to label them would only cost time.
MOST_CHARACTERS = 30_000
MOST_TOKENS = 2000


@dataclass(frozen=True, slots=True)
class Labelling:
    """The tokens of a text with their labels, the probability of each and of all."""

    tokens: Tokens
    masked: list[Identifier]
    labels: list[str]
    probabilities: list[float]
    probability: float


def labelling(text: str) -> Labelling:
    """Return the labelled tokens of `text`; no labels at all if it is too long."""
    masked = identifiers(text)
    cut = tokens(text, masked)
    if not 0 < len(cut.words) <= MOST_TOKENS:
        return Labelling(cut, masked, [], [], 1.0)
    columns = _tables().columns(keys(cut, Phrases.load("containers")))
    rows = list(map(sum, zip(*columns, strict=True)))
    tagging = Model.load("fields").path(rows)
    labels, probabilities = repaired(text, cut, tagging.labels, tagging.probabilities)
    return Labelling(cut, masked, labels, probabilities, prod(tagging.probabilities))


@cache
def _tables() -> Tables[Row]:
    """Return the summed weights of each group."""
    model = Model.load("fields")
    at_word, at_edge = seeds(WORD_PLACES), seeds(EDGE_PLACES)
    # The shape or the ending that a word lends comes again with other words.
    loans: Memo[str, list[Row]] = Memo(lambda feature: model.rows(feature, at_word))

    def word(form: str) -> list[Row]:
        itself, *common = lent(form)
        rows = model.rows(itself, at_word)
        for feature in common:
            rows = list(map(add, rows, loans[feature]))
        rows[0] += model.row(kept(form))
        return rows

    def edge(found: Edge) -> list[Row]:
        features = (model.rows(f, at_edge) for f in edge_features(found))
        return list(map(sum, zip(*features, strict=True)))

    def group(spell: Callable[[Group], list[str]]) -> Memo[Group, Row]:
        return Memo(lambda key: model.row(spell(key)))

    return Tables(Memo(word), Memo(edge), list(map(group, KINDS)))
