"""How likely each sentence of a text is to cite anything at all."""

import re
from collections.abc import Mapping, Sequence

from evidencekit.claims.detect import citing_features, worthiness
from evidencekit.claims.terms import stem
from evidencekit.normalize import folded

_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
_PARENTHESIS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[a-z]{2,}")
# Reaches of the running means: a text cites by stretches, such as its introduction.
_REACHES = (3, 8, 20)
# The model knows journal articles only; what it has not seen there (advice, calls to
# the reader, page furniture) is marked down.
_FURNITURE, _MARKDOWN = 0.05, 2.0


def words(text: str) -> set[str]:
    """Return the stems of all words of `text`: function words tell most here."""
    return {stem(word) for word in _WORD.findall(folded(text))}


def marks(texts: Sequence[str], fits: Sequence[float]) -> list[list[float]]:
    """Return what speaks for each sentence citing something.

    `fits` are the log-odds of each sentence and the reference that fits it best.
    """
    last = max(1, len(texts) - 1)
    return [
        [
            *citing_features(text, i / last),
            min(len(_DIGIT.findall(text)), 60) / 10,
            min(len(_CAPITALISED.findall(text)), 60) / 5,
            float(_PARENTHESIS.search(text) is not None),
            min(fit, 2.0),
        ]
        for i, (text, fit) in enumerate(zip(texts, fits, strict=True))
    ]


def around(logits: Sequence[float]) -> list[list[float]]:
    """Return each sentence's log-odds, its neighbours' and their running means."""
    count = len(logits)
    totals = [0.0]
    for logit in logits:
        totals.append(totals[-1] + logit)
    found = []
    for i, logit in enumerate(logits):
        means = []
        for reach in _REACHES:
            low, high = max(0, i - reach), min(count, i + reach + 1)
            means.append((totals[high] - totals[low]) / (high - low))
        before = logits[i - 1] if i else 0.0
        after = logits[i + 1] if i + 1 < count else 0.0
        found.append([logit, before, after, *means])
    return found


def alone(
    texts: Sequence[str],
    fits: Sequence[float],
    weights: Sequence[float],
    of_words: Mapping[str, float],
) -> list[float]:
    """Return the log-odds of each sentence to cite, whatever stands beside it."""
    return [
        dot(weights, marked) + sum(sorted(of_words.get(w, 0.0) for w in words(text)))
        for text, marked in zip(texts, marks(texts, fits), strict=True)
    ]


def citing_logits(
    logits: Sequence[float], texts: Sequence[str], weights: Sequence[float]
) -> list[float]:
    """Return the log-odds of each sentence to cite, in the light of its neighbours."""
    return [
        dot(weights, row) - (_MARKDOWN if worthiness(text) < _FURNITURE else 0.0)
        for text, row in zip(texts, around(logits), strict=True)
    ]


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the sum of weighed features and the bias, which is the last weight."""
    return sum(map(float.__mul__, weights, features), weights[-1])
