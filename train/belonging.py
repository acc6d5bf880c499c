"""Trains whether a reference belongs: against one of another article in each list."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from evidencekit.claims.belonging import belonging_features
from evidencekit.claims.likeness import Candidate
from train.regression import Array, logistic


class Text(Protocol):
    """What is needed of an article."""

    texts: list[str]
    listed: list[Candidate]


def fit_belonging(articles: Sequence[Text]) -> Array:
    """Return the weights of `belonging_features`, the bias last."""
    rows: list[list[float]] = []
    own: list[float] = []
    for number, article in enumerate(articles):
        others = articles[(number + 1) % len(articles)].listed
        place = 7 * number % (len(article.listed) + 1)
        listed = list(article.listed)
        listed.insert(place, others[number % len(others)])
        rows += belonging_features(article.texts, listed)
        own += [float(j != place) for j in range(len(listed))]
    return logistic(np.array(rows), np.array(own), np.ones(len(own)))
