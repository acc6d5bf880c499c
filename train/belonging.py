"""Trains whether a reference belongs: against those of other articles in each list."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from evidencekit.claims.belonging import belonging_features
from evidencekit.claims.likeness import Candidate
from train.regression import Array, logistic

# Each list gets so many references, each of another article.
STRANGERS = 8


class Text(Protocol):
    """What is needed of an article."""

    id: str
    texts: list[str]
    listed: list[Candidate]


def fit_belonging(articles: Sequence[Text]) -> Array:
    """Return the weights of `belonging_features`, the bias last."""
    rows: list[list[float]] = []
    own: list[float] = []
    for number, article in enumerate(articles):
        listed = [(candidate, 1.0) for candidate in article.listed]
        for k in range(STRANGERS):
            other = articles[(number + 1 + 7 * k) % len(articles)]
            if other.id != article.id:
                place = (7 * number + 11 * k) % (len(listed) + 1)
                stranger = other.listed[(number + k) % len(other.listed)]
                listed.insert(place, (stranger, 0.0))
        candidates = [candidate for candidate, _ in listed]
        rows += belonging_features(article.texts, candidates)
        own += [belongs for _, belongs in listed]
    return logistic(np.array(rows), np.array(own), np.ones(len(own)))
