"""Whether a reference belongs to an article at all, by what its title is about.

A title of another article's list has few words in common with this text and this list.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from evidencekit.claims.language import is_foreign
from evidencekit.claims.likeness import Candidate
from evidencekit.claims.terms import (
    ngram_vector,
    ngrams,
    stems,
    word_rarity,
    word_vector,
)

# The titles that are most alike say what the list is about, those next to it what its
# part of the list is about.
_ALIKE, _BESIDE = 5, 3
_MOST_TITLES = 200
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")


def belonging_features(
    texts: Sequence[str], candidates: Sequence[Candidate]
) -> list[list[float]]:
    """Return, for each reference, what speaks for its belonging to the text."""
    whole = "\n".join(texts)
    said = Counter(stems(whole))
    spoken = set(ngrams(whole))
    names = set(_CAPITALISED.findall(whole))
    words = word_vector(said.elements())
    titles = [list(dict.fromkeys(stems(candidate.title))) for candidate in candidates]
    vectors = [word_vector(title) for title in titles]
    grams = [ngrams(candidate.title) for candidate in candidates]
    by_grams = [ngram_vector(own) for own in grams]
    listed = Counter(term for title in titles for term in title)
    foreign = [is_foreign(candidate.title) for candidate in candidates]
    several = sum(foreign) > 1
    found = []
    for j, (candidate, terms) in enumerate(zip(candidates, titles, strict=True)):
        values = [word_rarity(term) for term in terms]
        own = set(grams[j])
        alike = _nearest(vectors, j)
        found.append(
            [
                sum(gram in spoken for gram in own) / max(1, len(own)),
                alike[0] if alike else 0.0,
                sum(alike) / max(1, len(alike)),
                _product(vectors[j], words),
                sum(v for v, t in zip(values, terms, strict=True) if listed[t] > 1)
                / (sum(values) or 1.0),
                math.log(len(terms) + 1),
                _beside(by_grams, j),
                float(any(_last_word(name) in names for name in candidate.families)),
                max(
                    (v for v, t in zip(values, terms, strict=True) if t not in said),
                    default=0.0,
                ),
                float(bool(terms) and terms[values.index(max(values))] in said),
                float(foreign[j]),
                float(foreign[j] and several),
            ]
        )
    return found


def _nearest(vectors: Sequence[Mapping[str, float]], j: int) -> list[float]:
    """Return how much the titles have in common that are most like that of `j`."""
    low, high = max(0, j - _MOST_TITLES), j + _MOST_TITLES
    others = (v for i, v in enumerate(vectors[low:high], low) if i != j)
    return sorted((_product(vectors[j], v) for v in others), reverse=True)[:_ALIKE]


def _beside(vectors: Sequence[Mapping[str, float]], j: int) -> float:
    """Return how much `j` has in common with those listed next to it, on average."""
    low, high = max(0, j - _BESIDE), j + _BESIDE + 1
    others = [v for i, v in enumerate(vectors[low:high], low) if i != j]
    return sum(_product(vectors[j], v) for v in others) / max(1, len(others))


def _last_word(family: str) -> str:
    return family.split()[-1] if family.strip() else family


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other[term] for term, value in one.items() if term in other)
