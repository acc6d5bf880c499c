"""Labels the tokens of a reference with the trained model."""

from dataclasses import dataclass

from evidencekit.parse.crf import Model
from evidencekit.parse.evidence import lexicon, rows
from evidencekit.parse.features import keys
from evidencekit.parse.identifiers import Identifier, identifiers
from evidencekit.parse.repair import repaired
from evidencekit.parse.tokens import Tokens, tokens

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
    found = keys(cut, lexicon())
    path = Model.load("fields").path(rows(found), found.joined)
    labels, probabilities = repaired(text, cut, path.labels, path.probabilities)
    return Labelling(cut, masked, labels, probabilities, path.probability)
