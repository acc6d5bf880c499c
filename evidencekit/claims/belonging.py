"""Whether a reference belongs to an article at all, by what its title is about.

A title of another article's list has few words in common with this text and this list.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from evidencekit.claims.likeness import Candidate
from evidencekit.claims.terms import (
    ngram_vector,
    ngrams,
    roots,
    stems,
    word_rarity,
    word_vector,
)

# The titles that are most alike say what the list is about.
_ALIKE = 5
_MOST_TITLES = 200


def belonging_features(
    texts: Sequence[str], candidates: Sequence[Candidate]
) -> list[list[float]]:
    """Return, for each reference, what speaks for its belonging to the text."""
    said = Counter(term for text in texts for term in stems(text))
    grams = {gram for text in texts for gram in ngrams(text)}
    words, beginnings = (
        word_vector(said.elements()),
        ngram_vector(roots(said.elements())),
    )
    titles = [stems(candidate.title) for candidate in candidates]
    vectors = [word_vector(title) for title in titles]
    listed = Counter(term for title in titles for term in set(title))
    found = []
    for j, (candidate, title) in enumerate(zip(candidates, titles, strict=True)):
        terms = list(dict.fromkeys(title))
        total = sum(map(word_rarity, terms)) or 1.0
        own = dict.fromkeys(ngrams(candidate.title))
        low, high = max(0, j - _MOST_TITLES), j + _MOST_TITLES
        near = [v for i, v in enumerate(vectors[low:high], low) if i != j]
        alike = sorted((_product(vectors[j], v) for v in near), reverse=True)[:_ALIKE]
        told = (word_rarity(t) * math.log1p(said[t]) / 30 for t in terms)
        found.append(
            [
                sum(word_rarity(t) for t in terms if t in said) / total,
                sum(gram in grams for gram in own) / max(1, len(own)),
                alike[0] if alike else 0.0,
                sum(alike) / max(1, len(alike)),
                _product(vectors[j], words),
                _product(ngram_vector(roots(title)), beginnings),
                sum(word_rarity(t) for t in terms if listed[t] > 1) / total,
                max(told, default=0.0),
                math.log(len(terms) + 1),
            ]
        )
    return found


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other[term] for term, value in one.items() if term in other)
