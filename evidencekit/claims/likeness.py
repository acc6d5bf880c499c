"""How much sentences and titles have in common, by one measure after the other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidencekit.claims.kindred import kin_likeness
from evidencekit.claims.rows import Matrix, zeros
from evidencekit.claims.sentences import sentences
from evidencekit.claims.terms import (
    Weigher,
    ngram_vector,
    ngrams,
    roots,
    stems,
    word_rarity,
    word_vector,
)

# Sentences of an abstract that are looked at, and values of sentences with passages:
# 120 MB. A book with more is told by titles and whole abstracts, or by titles alone.
_MOST_STATED = 15
_MOST_VALUES = 3_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a sentence can be compared with: a work's title, names, year, abstract."""

    title: str
    families: tuple[str, ...] = ()
    year: int | None = None
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What sentences and references have in common, by sentence, then reference.

    "Local" terms are weighed by how few titles of this very list have them.
    """

    word: Matrix
    ngram: Matrix
    root: Matrix
    local: Matrix
    cover: Matrix
    rarest: Matrix
    bm25: Matrix
    shared: Matrix
    phrase: Matrix
    kin: Matrix


def likeness(texts: Sequence[str], candidates: Sequence[Candidate]) -> Likeness:
    """Return what each of the `texts` shares with each candidate.

    Where an abstract is known, each of its sentences stands beside the title in turn,
    then all of it, and what fits best counts.
    """
    said = [stems(text) for text in texts]
    passages = passages_for(len(texts), candidates)
    owners = [j for j, found in enumerate(passages) for _ in found]
    flat = [passage for found in passages for passage in found]
    titles = [stems(passage) for passage in flat]
    local = _local_rarity(
        [stems(f"{candidate.title} {candidate.abstract}") for candidate in candidates]
    )
    found = (
        _products(*(map(word_vector, terms) for terms in (said, titles))),
        _products(*(map(ngram_vector, map(ngrams, part)) for part in (texts, flat))),
        _alike_roots(said, titles),
        _products(
            [word_vector(terms, local) for terms in said],
            [word_vector(title, local) for title in titles],
        ),
        *_shared(said, titles, local),
        _phrases(said, titles),
        kin_likeness(said, titles, local),
    )
    if len(flat) > len(candidates):
        return Likeness(*(best_passages(m, owners, len(candidates)) for m in found))
    return Likeness(*found)


def passages_for(count: int, candidates: Sequence[Candidate]) -> list[list[str]]:
    """Return what of each candidate is compared with `count` sentences."""
    room = _MOST_VALUES // max(1, count * len(candidates))
    return [_passages(candidate, room) for candidate in candidates]


def _passages(candidate: Candidate, room: int) -> list[str]:
    """Return the title, then it with each sentence of the abstract, and with all.

    Of what passages could be, these did best on pages of our own: the whole alone is
    too broad, sentences alone miss what is said over several of them
    (`python -m bench.claims`: "plain pages, with abstracts", 2026-11-28).
    """
    if not candidate.abstract or room < 2:
        return [candidate.title]
    spans = sentences(candidate.abstract)[: min(_MOST_STATED, room - 2)]
    stated = (*(span.of(candidate.abstract) for span in spans), candidate.abstract)
    return [candidate.title, *(f"{candidate.title} {said}" for said in stated)]


def best_passages(matrix: Matrix, owners: Sequence[int], width: int) -> Matrix:
    """Return the best value of the passages of each reference."""
    found = zeros(len(matrix), width)
    for row, best in zip(matrix, found, strict=True):
        for j, value in zip(owners, row, strict=True):
            if value > best[j]:
                best[j] = value
    return found


def _local_rarity(titles: Sequence[Sequence[str]]) -> Weigher:
    """Return what weighs a term by how few of the titles have it: from 0 to about 1."""
    found = Counter(term for title in titles for term in set(title))
    count = len(titles) + 1
    scale = math.log(count + 0.01)
    return lambda term: math.log(count / (found[term] + 0.5)) / scale


def _alike_roots(
    said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]
) -> Matrix:
    """Return how much is alike when only the beginnings of words count."""
    listed = [roots(title) for title in titles]
    local = _local_rarity(listed)
    return _products(
        [ngram_vector(roots(terms), local) for terms in said],
        [ngram_vector(title, local) for title in listed],
    )


def _products(
    rows: Iterable[Mapping[str, float]], columns: Iterable[Mapping[str, float]]
) -> Matrix:
    rows, columns = list(rows), list(columns)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, column in enumerate(columns):
        for term, value in column.items():
            index[term].append((j, value))
    products = zeros(len(rows), len(columns))
    for row, product in zip(rows, products, strict=True):
        for term, value in row.items():
            for j, other in index.get(term, ()):
                product[j] += value * other
    return products


def _shared(
    said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]], local: Weigher
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Return the share of the title that is said, its rarest word, BM25, the count."""
    mean = sum(map(len, said)) / max(1, len(said)) or 1.0
    values = {t: word_rarity(t) * local(t) for title in titles for t in set(title)}
    totals = [sum(values[t] for t in set(title)) or 1.0 for title in titles]
    index: dict[str, list[int]] = defaultdict(list)
    for j, title in enumerate(titles):
        for term in dict.fromkeys(title):
            index[term].append(j)
    found = cover, rarest, bm25, shared = _four_zeros(len(said), len(titles))
    for i, sentence in enumerate(said):
        length = 1.2 * (0.25 + 0.75 * len(sentence) / mean)
        covers, rarests, gains, counts = cover[i], rarest[i], bm25[i], shared[i]
        for term, count in Counter(sentence).items():
            if term not in index:
                continue
            value = values[term]
            gain = value * 0.22 * count / (count + length)
            for j in index[term]:
                covers[j] += value / totals[j]
                gains[j] += gain
                counts[j] += 1.0
                if value > 10 * rarests[j]:
                    rarests[j] = value / 10
    return found


def _four_zeros(height: int, width: int) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    first, second, third, fourth = (zeros(height, width) for _ in range(4))
    return first, second, third, fourth


def _phrases(said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> Matrix:
    """Return how much of each title's pairs of neighbouring words is said."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, title in enumerate(titles):
        for pair in dict.fromkeys(pairwise(title)):
            index[pair].append(j)
    scale = math.log(len(titles) + 1.01)
    found = zeros(len(said), len(titles))
    for row, sentence in zip(found, said, strict=True):
        for pair in dict.fromkeys(pairwise(sentence)):
            if pair not in index:
                continue
            places = index[pair]
            lone = math.log((len(titles) + 1) / (len(places) - 0.5)) / scale
            value = (word_rarity(pair[0]) + word_rarity(pair[1])) / 20 * lone
            for j in places:
                row[j] += value
    return found
