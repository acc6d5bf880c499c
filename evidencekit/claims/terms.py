"""Words and character n-grams of a sentence or title, weighed by their rarity."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

from evidencekit.claims.words import STOP_WORDS
from evidencekit.normalize import folded

_WORD, _LETTERS = re.compile(r"[^\W_]{2,}"), re.compile(r"[a-z]{2,}")
Weigher: TypeAlias = Callable[[str], float]
BUCKETS = 1 << 15
NGRAM = 5


@cache
def _document_frequencies() -> tuple[int, bytes, bytes]:
    """Return how many texts were counted, and the coded counts of words and n-grams."""
    packed = files("evidencekit.claims").joinpath("weights/rarity.bin").read_bytes()
    data = zlib.decompress(packed)
    count = int.from_bytes(data[:4], "little")
    return count, data[4 : 4 + BUCKETS], data[4 + BUCKETS :]


# An article says the same words over and over.
@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return a word without the endings that number and tense give it."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 5 else word


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order."""
    found = _WORD.findall(folded(text))
    return [stem(word) for word in found if word not in STOP_WORDS]


def words(text: str) -> set[str]:
    """Return the stems of all words of `text`, function words and all."""
    return {stem(word) for word in _LETTERS.findall(folded(text))}


def roots(terms: Iterable[str]) -> list[str]:
    """Return how words begin, as n-grams: "diet" and "dietary" begin alike."""
    return [f" {term[: NGRAM - 1]}" for term in terms]


def ngrams(text: str) -> list[str]:
    """Return the character n-grams of the content words of `text`."""
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        if word not in STOP_WORDS:
            found += _ngrams_of(word)
    return found


@lru_cache(maxsize=1 << 14)
def _ngrams_of(word: str) -> tuple[str, ...]:
    padded = f" {word[:40]} "
    places = range(max(1, len(padded) - NGRAM + 1))
    return tuple(padded[i : i + NGRAM] for i in places)


@lru_cache(maxsize=1 << 15)
def bucket(term: str) -> int:
    """Return the place of a term in the tables; rare terms may share one."""
    return zlib.crc32(term.encode()) % BUCKETS


@cache
def _rarities() -> tuple[tuple[float, ...], tuple[float, ...]]:
    count, words, grams = _document_frequencies()
    # A byte holds 16·log2(1 + n): exact enough for a logarithm of it.
    by_code = [math.log((count + 1) / (2 ** (code / 16) - 0.5)) for code in range(256)]
    return tuple(by_code[c] for c in words), tuple(by_code[c] for c in grams)


def word_rarity(term: str) -> float:
    """Return the inverse document frequency of a stem (about 1 .. 11)."""
    return _rarities()[0][bucket(term)]


def word_vector(
    terms: Iterable[str], weigher: Weigher | None = None
) -> dict[str, float]:
    """Return the unit vector of word stems, weighed by rarity and by `weigher`."""
    return _vector(terms, _rarities()[0], weigher)


def _vector(
    terms: Iterable[str], rarity: Sequence[float], weigher: Weigher | None
) -> dict[str, float]:
    found = {t: _damped(n) * rarity[bucket(t)] for t, n in Counter(terms).items()}
    if weigher is not None:
        found = {term: value * weigher(term) for term, value in found.items()}
    return _unit(found)


def ngram_vector(
    terms: Iterable[str], weigher: Weigher | None = None
) -> dict[str, float]:
    """Return the unit vector of character n-grams, weighed as words are."""
    return _vector(terms, _rarities()[1], weigher)


def _damped(count: int) -> float:
    return 1.0 + math.log(count)


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}
