"""The sentence of an abstract that bears most on a claim."""

from collections.abc import Mapping

from evidencekit.claims.sentences import sentences
from evidencekit.claims.terms import stems, word_vector

# A sentence with less in common with the claim says nothing about it.
_LEAST = 0.1


def bearing_on(claim: str, abstract: str) -> str | None:
    """Return the sentence of `abstract` that is nearest to `claim`, None if none is."""
    said = word_vector(stems(claim))
    best, quote = _LEAST, None
    for span in sentences(abstract):
        sentence = span.of(abstract)
        likeness = _cosine(said, word_vector(stems(sentence)))
        if likeness > best:
            best, quote = likeness, sentence
    return quote


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other.get(term, 0.0) for term, value in one.items())
