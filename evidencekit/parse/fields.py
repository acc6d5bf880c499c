"""Labels the tokens of a reference with the trained model."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evidencekit.parse.crf import Model, Phrases, Row
from evidencekit.parse.features import SPELL, Group, groups
from evidencekit.parse.identifiers import Identifier, identifiers
from evidencekit.parse.tokens import Tokens, tokens

# Longer texts are not references; they would only cost time.
MOST_TOKENS = 600
_MOST_ROWS = 60_000


@dataclass(frozen=True, slots=True)
class Labelling:
    """The tokens of a text with their labels and the probability of each."""

    tokens: Tokens
    masked: list[Identifier]
    labels: list[str]
    probabilities: list[float]
    log_probability: float


def labelling(text: str) -> Labelling:
    """Return the labelled tokens of `text`; no labels at all if it is too long."""
    masked = identifiers(text)
    cut = tokens(text, masked)
    if len(cut.words) > MOST_TOKENS:
        return Labelling(cut, masked, [], [], 0.0)
    model = Model.load("fields")
    row = _rows(model)
    emissions = [
        [sum(parts) for parts in zip(*map(row, own), strict=True)]
        for own in groups(cut, Phrases.load("containers"))
    ]
    tagging = model.tag(emissions)
    return Labelling(
        cut, masked, tagging.labels, tagging.probabilities, tagging.log_probability
    )


class _Rows(dict[Group, Row]):
    """The summed weights of each group of features met so far."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, group: Group) -> Row:
        if len(self) > _MOST_ROWS:
            self.clear()
        kind, key = group
        row = self[group] = self._model.row(SPELL[kind](key))
        return row


@cache
def _known(model: Model) -> _Rows:
    return _Rows(model)


def _rows(model: Model) -> Callable[[Group], Row]:
    return _known(model).__getitem__
