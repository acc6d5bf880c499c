"""How likely each sentence of a text is to cite anything at all."""

import re
from collections.abc import Mapping, Sequence

from evidencekit.claims.detect import citing_features, worthiness
from evidencekit.claims.terms import words

_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
_PARENTHESIS = re.compile(r"\([^)]*\)")
# Reaches of the running means: a text cites by stretches, such as its introduction.
_REACHES = (3, 8, 20)
# A sentence less worth a check than this is doubted, up to so many log-odds.
_WORTHY, _DOUBT = 0.1, 3.0
# A text that says "you" in more than this share of its sentences is no journal article.
_READER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ADDRESSED, _CHATTY = 0.05, 2.0


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


def citing_logits(logits: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the log-odds of each sentence to cite, in the light of its neighbours."""
    return [dot(weights, row) for row in around(logits)]


def doubts(texts: Sequence[str]) -> list[float]:
    """Return by how much each sentence is unlike any that rests on a reference.

    The models know journal articles only. What they have not seen there (headings,
    advice, page furniture) needs better evidence; on a page that talks to its reader,
    so does all that is no claim.
    """
    worth = [worthiness(text) for text in texts]
    addressed = sum(_READER.search(text) is not None for text in texts)
    chatty = _CHATTY if addressed > _ADDRESSED * len(texts) else 0.0
    return [
        _DOUBT * max(0.0, 1 - value / _WORTHY) + chatty * (1 - value) for value in worth
    ]


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the sum of weighed features and the bias, which is the last weight."""
    return sum(map(float.__mul__, weights, features), weights[-1])
