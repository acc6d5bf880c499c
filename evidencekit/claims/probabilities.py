"""The probability that a sentence rests on a reference, for every pair of both.

Small linear models, trained by `train/claims.py`: how well the two fit by content,
whether the sentence cites anything, where each reference is first used, and, once that
is known, whether this is a link, first for each pair alone, then in the light of the
others; for lists in the order of first use and for others. Only the last ones' output,
calibrated, is a probability to show, lessened where the reference belongs elsewhere.
"""

import json
import math
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from evidencekit.claims.belonging import belonging_features
from evidencekit.claims.citing import alone, citing_logits, dot, doubts
from evidencekit.claims.embedding import Embedder
from evidencekit.claims.likeness import Candidate
from evidencekit.claims.order import first_uses
from evidencekit.claims.pairs import pair_features
from evidencekit.claims.rivals import rival_features
from evidencekit.claims.rows import Matrix, Row, Rows
from evidencekit.claims.terms import stems, word_vector
from evidencekit.claims.uses import Fits, pairs_by_sentence

# With more references than this share of sentences the text is as dense as an
# introduction, and its steps from one first use to the next are shorter.
DENSE = 0.55
# Likeness of neighbouring titles from which the next table of steps holds: the more
# alike two titles are, the likelier one sentence cites both.
ALIKE = (0.05, 0.15, 0.3)
# What follows the content features in the weights of first uses: the content's own
# log-odds, its shares in the sentence's and the reference's, and the citing log-odds.
BESIDE_FEATURES = 4
# Log-odds of belonging at which half of a probability is left: those of one in ten of
# an article's own references and of 98 in 100 strangers are below (unseen articles of
# introductions_dev and articles_dev, 2026-11-28).
DOOR = 2.5
# No pair off the short list is as likely as this.
LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Linking:
    """The last models: a first one of uses, and one that sees its rivals too.

    `first` are weights of uses, `content`, `uses` and `rivals` those of the second
    look, the bias with the rivals. `calibration` are points (raw log-odds,
    probability), rising.
    """

    first: tuple[float, ...]
    content: tuple[float, ...]
    uses: tuple[float, ...]
    rivals: tuple[float, ...]
    calibration: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of all models, the bias last, and steps by density, then likeness."""

    content: tuple[float, ...]
    belonging: tuple[float, ...]
    citing: tuple[float, ...]
    citing_words: Mapping[str, float]
    citing_around: tuple[float, ...]
    placing: tuple[float, ...]
    steps: tuple[tuple[tuple[float, ...], ...], ...]
    ordered: Linking
    unordered: Linking


@cache
def shipped_weights(meant: bool = False) -> Weights:
    """Return the weights of the package; if `meant`, those that look at meaning."""
    name = "links_meant.json" if meant else "links.json"
    data = files("evidencekit.claims").joinpath("weights", name).read_text("utf-8")
    return weights_from(json.loads(data))


def weights_from(data: Mapping[str, Any]) -> Weights:
    """Return the weights that `data`, read from JSON, hold."""
    return Weights(
        content=tuple(data["content"]),
        belonging=tuple(data["belonging"]),
        citing=tuple(data["citing"]),
        citing_words=data["citing_words"],
        citing_around=tuple(data["citing_around"]),
        placing=tuple(data["placing"]),
        steps=tuple(tuple(tuple(row) for row in table) for table in data["steps"]),
        ordered=_linking(data["ordered"]),
        unordered=_linking(data["unordered"]),
    )


def _linking(data: Mapping[str, Any]) -> Linking:
    return Linking(
        tuple(data["first"]),
        tuple(data["content"]),
        tuple(data["uses"]),
        tuple(data["rivals"]),
        tuple((point[0], point[1]) for point in data["calibration"]),
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """What is known of each pair: by sentence, then reference.

    `content` are the log-odds by what the two say, `link` is the probability that the
    sentence uses the reference.
    """

    content: Matrix
    link: Matrix


def scores(
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    ordered: bool,
    embedder: Embedder | None = None,
    weights: Weights | None = None,
) -> Scores:
    """Return the scores of every sentence with every reference.

    `ordered` says that the list is numbered in the order of first use; `weights` stand
    in for those of the package.
    """
    if not texts or not candidates:
        return Scores([], [])
    weights = weights or shipped_weights(embedder is not None)
    model = weights.ordered if ordered else weights.unordered
    heads = (weights.content, (*weights.placing[: -1 - BESIDE_FEATURES], 0.0))
    features = pair_features(texts, candidates, embedder)
    content, placing, linking = weighed(features, (*heads, (*model.content, 0.0)))
    citing = cites(texts, content, weights)
    doubted = doubts(texts)
    fits = fitted(content, placing, citing, doubted, weights.placing)
    steps = steps_between(candidates, len(texts), weights)
    first = placed(fits, steps) if ordered else unplaced(fits)
    doors = belonging(texts, candidates, weights)
    link: Matrix = []
    for row, total, logits in zip(
        content, fits.of_sentence, second_look(fits, first, linking, model), strict=True
    ):
        # What is not worth a closer look is ranked by content, below all that is.
        found = array("d", [LEAST * math.exp(min(0.0, c - total)) for c in row])
        for j, logit in logits.items():
            found[j] = LEAST + calibrated(logit, model.calibration)
        opened = [value * door for value, door in zip(found, doors, strict=True)]
        link.append(array("d", opened))
    return Scores(content, link)


def second_look(
    fits: Fits, first: Matrix, linking: Matrix, model: Linking
) -> Iterator[dict[int, float]]:
    """Yield, for each sentence, the log-odds of the pairs worth a closer look.

    `first` are the chances of the first uses, `linking` the features of content as the
    second look weighs them.
    """
    alone: list[dict[int, float]] = []
    partly: list[list[float]] = []
    uses = (*model.uses, 0.0)
    for row, pairs in zip(linking, pairs_by_sentence(fits, first), strict=True):
        alone.append({p.reference: dot(model.first, p.features) for p in pairs})
        partly.append([row[p.reference] + dot(uses, p.features) for p in pairs])
    for logits, known, rivals in zip(alone, partly, rival_features(alone), strict=True):
        yield {
            j: value + dot(model.rivals, features)
            for j, value, features in zip(logits, known, rivals, strict=True)
        }


def belonging(
    texts: Sequence[str], candidates: Sequence[Candidate], weights: Weights
) -> list[float]:
    """Return how far each reference belongs to the text at all, in [0, 1].

    The order gives every reference a place, also one that stands in the wrong list.
    """
    rows = belonging_features(texts, candidates)
    logits = [dot(weights.belonging, row) for row in rows]
    return [1 / (1 + math.exp(DOOR - max(-9.0, v))) for v in logits]


def weighed(
    features: Iterator[Rows], heads: Sequence[Sequence[float]]
) -> tuple[Matrix, ...]:
    """Return the features weighed by each of the `heads`, by sentence and reference."""
    found: tuple[Matrix, ...] = tuple([] for _ in heads)
    for rows in features:
        width = next(len(row) for row in rows if row is not None)
        for matrix, weights in zip(found, heads, strict=True):
            matrix.append(array("d", _weighed(rows, weights, width)))
    return found


def _weighed(rows: Rows, weights: Sequence[float], width: int) -> list[float]:
    total = [weights[-1]] * width
    used = [
        (row, weight)
        for row, weight in zip(rows, weights[:-1], strict=True)
        if row is not None and weight
    ]
    used += [(total, 0.0)] * (-len(used) % 6)
    for k in range(0, len(used), 6):  # six at a time: half the time of one by one
        (p, a), (q, b), (r, c), (s, d), (u, e), (v, f) = used[k : k + 6]
        total = [
            t + a * t1 + b * t2 + c * t3 + d * t4 + e * t5 + f * t6
            for t, t1, t2, t3, t4, t5, t6 in zip(total, p, q, r, s, u, v, strict=True)
        ]
    return total


def cites(texts: Sequence[str], content: Matrix, weights: Weights) -> list[float]:
    """Return the log-odds of each sentence to cite anything."""
    fits = [max(row) for row in content]
    logits = alone(texts, fits, weights.citing, weights.citing_words)
    return citing_logits(logits, weights.citing_around)


def fitted(
    content: Matrix,
    placing: Matrix,
    citing: Sequence[float],
    doubted: Sequence[float],
    weights: Sequence[float],
) -> Fits:
    """Return all that the model of uses looks at; completes `placing` in place.

    The last weights of `placing` are those of what is not a content feature.
    """
    of_sentence = [_log_sum(row) for row in content]
    of_reference = [_log_sum(column) for column in zip(*content, strict=True)]
    own, by_sentence, by_reference, of_citing, bias = weights[-1 - BESIDE_FEATURES :]
    slope = own + by_sentence + by_reference
    for i, (row, fits) in enumerate(zip(placing, content, strict=True)):
        same = bias + of_citing * citing[i] - by_sentence * of_sentence[i] - doubted[i]
        placing[i] = array(
            "d",
            [
                p + slope * c - by_reference * o + same
                for p, c, o in zip(row, fits, of_reference, strict=True)
            ],
        )
    best = [max(column) for column in zip(*placing, strict=True)]
    return Fits(content, of_sentence, of_reference, placing, best, citing)


def _log_sum(logits: Row) -> float:
    best = max(logits)
    return best + math.log(sum([math.exp(logit - best) for logit in logits]))


def steps_between(
    candidates: Sequence[Candidate], count: int, weights: Weights
) -> list[tuple[float, ...]]:
    """Return the step distribution to each reference from the one before."""
    tables = weights.steps[len(candidates) >= DENSE * count]
    return [tables[bisect_right(ALIKE, value)] for value in likeness_before(candidates)]


def likeness_before(candidates: Sequence[Candidate]) -> list[float]:
    """Return how much each title has in common with the one before, in [0, 1]."""
    found, before = [], dict[str, float]()
    for candidate in candidates:
        vector = word_vector(stems(candidate.title))
        found.append(sum(v * before.get(t, 0.0) for t, v in vector.items()))
        before = vector
    return found


def placed(fits: Fits, steps: Sequence[Sequence[float]]) -> Matrix:
    """Return the chance of each sentence to be the first use of each reference."""
    columns = zip(zip(*fits.placing, strict=True), fits.best_placing, strict=True)
    odds = [odds_of(column, best) for column, best in columns]
    found = _blank(fits)
    for j, chances in zip(
        range(len(odds) - 1, -1, -1), first_uses(odds, steps), strict=True
    ):
        for row, chance in zip(found, chances, strict=True):
            row[j] = chance
    return found


def odds_of(logits: Row, best: float) -> "array[float]":
    """Return odds relative to the best place; none is quite impossible."""
    return array("d", [math.exp(max(-12.0, logit - best)) + 1e-6 for logit in logits])


def unplaced(fits: Fits) -> Matrix:
    """Return the same for a list without order: by content and citing alone."""
    found = _blank(fits)
    columns = zip(*fits.content, strict=True)
    for j, (column, total) in enumerate(zip(columns, fits.of_reference, strict=True)):
        odds = [
            math.exp(logit - total + max(-4.0, min(4.0, cites)))
            for logit, cites in zip(column, fits.citing, strict=True)
        ]
        scale = 1 / (sum(odds) or 1.0)
        for row, value in zip(found, odds, strict=True):
            row[j] = value * scale
    return found


def _blank(fits: Fits) -> Matrix:
    width = len(fits.best_placing)
    return [array("d", bytes(8 * width)) for _ in fits.content]


def calibrated(logit: float, points: Sequence[tuple[float, float]]) -> float:
    """Return the probability that raw log-odds are worth, between known points."""
    at = bisect_right(points, (logit, math.inf))
    if at == 0:
        # Below the first point the rank still counts.
        return points[0][1] * math.exp(max(-20.0, logit - points[0][0]))
    if at == len(points):
        # Beyond the last one too, but no probability is 1.
        highest, known = points[-1]
        return 1 - (1 - known) * math.exp(0.1 * (highest - logit))
    (left, low), (right, high) = points[at - 1], points[at]
    return low + (high - low) * (logit - left) / (right - left)
