"""The probability that a sentence rests on a reference, for every pair of both.

Three small logistic models, trained together by `train/claims.py`: does the sentence
cite anything, do the two fit by content, and, once the order of first use is known,
is this a link. Only the last one's output is a probability to show.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evidencekit.claims.detect import citing_features, worthiness
from evidencekit.claims.order import Matrix, first_uses
from evidencekit.claims.pairs import Candidate, pair_features

# With more references than this share of sentences the text is as dense as an
# introduction, and its steps from one first use to the next are shorter.
DENSE = 0.55


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the three models, the bias last; step shares by density of citing."""

    citing: tuple[float, ...]
    content: tuple[float, ...]
    link_ordered: tuple[float, ...]
    link_unordered: tuple[float, ...]
    steps_dense: tuple[float, ...]
    steps_sparse: tuple[float, ...]


@cache
def shipped_weights() -> Weights:
    """Return the weights of the package."""
    data = files("evidencekit.claims").joinpath("weights/links.json").read_text("utf-8")
    return Weights(**{name: tuple(values) for name, values in json.loads(data).items()})


@dataclass(frozen=True, slots=True)
class Scores:
    """What is known of each pair: by sentence, then reference.

    `content` is the fit of what the two say, `first_use` the probability that the
    sentence is the first to use the reference, `link` that it uses it at all.
    """

    content: Matrix
    first_use: Matrix
    link: Matrix


def scores(
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    ordered: bool,
    weights: Weights,
) -> Scores:
    """Return the scores of every sentence with every reference.

    `ordered` says that the list is numbered in the order of first use.
    """
    if not texts or not candidates:
        return Scores([], [], [])
    features = pair_features(texts, candidates)
    content = [[dot(weights.content, pair) for pair in row] for row in features]
    citing = citing_logits(texts, weights)
    first = placed(content, citing, ordered, weights)
    model = weights.link_ordered if ordered else weights.link_unordered
    link = [
        [sigmoid(dot(model, pair)) for pair in row]
        for row in link_features(content, citing, first)
    ]
    return Scores(content, first, link)


def citing_logits(texts: Sequence[str], weights: Weights) -> list[float]:
    """Return the log-odds of each sentence to cite anything.

    The model knows journal articles only; what it has not seen there (advice, calls to
    the reader, page furniture) is marked down.
    """
    last = max(1, len(texts) - 1)
    return [
        dot(weights.citing, citing_features(text, i / last))
        - (2.0 if worthiness(text) < 0.05 else 0.0)
        for i, text in enumerate(texts)
    ]


def placed(
    content: Matrix, citing: Sequence[float], ordered: bool, weights: Weights
) -> Matrix:
    """Return the probability of each sentence to be the first use of each reference."""
    mean = sum(citing) / len(citing)
    odds_to_cite = [math.exp(max(-4.0, min(4.0, c - mean))) for c in citing]
    columns = [list(column) for column in zip(*content, strict=True)]
    odds = [_odds(column) for column in columns]
    if ordered:
        dense = len(columns) >= DENSE * len(content)
        steps = weights.steps_dense if dense else weights.steps_sparse
        found = first_uses(odds, odds_to_cite, steps)
    else:
        weighed = [
            [o * c for o, c in zip(row, odds_to_cite, strict=True)] for row in odds
        ]
        found = [[value / (sum(row) or 1.0) for value in row] for row in weighed]
    return [list(row) for row in zip(*found, strict=True)]


def _odds(logits: Sequence[float]) -> list[float]:
    """Return odds relative to the best place; none is quite impossible."""
    best = max(logits)
    return [math.exp(max(-8.0, logit - best)) + 1e-4 for logit in logits]


def link_features(
    content: Matrix, citing: Sequence[float], first: Matrix
) -> list[list[list[float]]]:
    """Return the features of the last model: [sentence][reference][feature]."""
    used = [0.0] * len(content[0])
    width = len(content[0])
    table = []
    for row, cites, firsts in zip(content, citing, first, strict=True):
        top, mass = max(row), sum(firsts)
        runner_up = sorted(row)[-2] if width > 1 else top - 3.0
        table.append(
            [
                [
                    logit,
                    math.log(here + 1e-3),
                    before,
                    before * logit,
                    cites,
                    logit - top,
                    min(logit - runner_up, 3.0) if logit == top else 0.0,
                    math.log(mass + 1e-2),
                    here,
                    here * before,
                ]
                for logit, here, before in zip(row, firsts, used, strict=True)
            ]
        )
        used = [min(1.0, u + f) for u, f in zip(used, firsts, strict=True)]
    return table


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the sum of weighed features and the bias, which is the last weight."""
    total = weights[-1]
    for weight, feature in zip(weights, features, strict=False):
        total += weight * feature
    return total


def sigmoid(logit: float) -> float:
    """Return the probability of a log-odds, which may be any finite number."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def rounded(weights: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Return weights as they are shipped: four digits decide nothing more."""
    return {name: [round(w, 4) for w in values] for name, values in weights.items()}
