"""Labels the tokens of a reference with the trained model."""

from dataclasses import dataclass
from functools import cache

from evidencekit.parse.crf import Model, Phrases, Row
from evidencekit.parse.features import SPELL, keys
from evidencekit.parse.identifiers import Identifier, identifiers
from evidencekit.parse.memo import Memo
from evidencekit.parse.repair import repaired
from evidencekit.parse.tokens import Tokens, tokens

# Longer texts are not references: to label them would only cost time.
MOST_CHARACTERS = 30_000
MOST_TOKENS = 2000


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
    if not 0 < len(cut.words) <= MOST_TOKENS:
        return Labelling(cut, masked, [], [], 0.0)
    found = [
        map(memo.__getitem__, own)
        for memo, own in zip(
            _memos(), keys(cut, Phrases.load("containers")), strict=True
        )
    ]
    rows = [sum(parts) for parts in zip(*found, strict=True)]
    tagging = Model.load("fields").tag(rows)
    labels, probabilities = repaired(text, cut, tagging.labels, tagging.probabilities)
    return Labelling(cut, masked, labels, probabilities, tagging.log_probability)


@cache
def _memos() -> list[Memo[object, Row]]:
    """Return, for each kind of group, its summed weights by key."""
    model = Model.load("fields")

    def memo(kind: str) -> Memo[object, Row]:
        spell = SPELL[kind]
        return Memo(lambda key: model.row(spell(key)))

    return [memo(kind) for kind in SPELL]
