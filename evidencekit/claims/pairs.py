"""How well each sentence and each reference fit by what they say.

A row holds one value for each reference. All features of a pair are computed by rows,
and a row that would be all zeros is None: most texts have no names, no shared phrases.
"""

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

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

Row: TypeAlias = Sequence[float]
Rows: TypeAlias = list[Row | None]
# Four bytes a value: a book of 2,000 sentences with 1,000 references fits in memory.
Matrix: TypeAlias = "list[array[float]]"
# Names of the features, in the order of the weights.
FEATURES = (
    *("word", "ngram", "local", "local_cover", "local_rarest", "local_bm25"),
    *("phrase", "shared", "best_of_sentence", "best_of_reference"),
    *("ngram_by_sentence", "ngram_by_reference", "local_by_sentence"),
    *("local_by_reference", "bm25_by_sentence", "bm25_by_reference"),
    *("local_before", "local_after", "local_near", "local_around", "local_beside"),
    *("root", "root_by_reference", "root_near", "author", "coauthor", "year"),
    "lone_author",
)
_NEAR, _AROUND = 2, 8
_MOST_PASSAGES = 15


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


def likeness(texts: Sequence[str], candidates: Sequence[Candidate]) -> Likeness:
    """Return what each of the `texts` shares with each candidate.

    Where an abstract is known, each of its sentences stands beside the title in turn,
    and what fits best counts.
    """
    said = [stems(text) for text in texts]
    passages = [_passages(candidate) for candidate in candidates]
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
    )
    if len(flat) > len(candidates):
        return Likeness(*(_best_passages(m, owners, len(candidates)) for m in found))
    return Likeness(*found)


def _passages(candidate: Candidate) -> list[str]:
    if not candidate.abstract:
        return [candidate.title]
    spans = sentences(candidate.abstract)[:_MOST_PASSAGES]
    stated = [span.of(candidate.abstract) for span in spans]
    return [candidate.title, *(f"{candidate.title} {said}" for said in stated)]


def _best_passages(matrix: Matrix, owners: Sequence[int], width: int) -> Matrix:
    """Return the best value of the passages of each reference."""
    found = _zeros(len(matrix), width)
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


def _zeros(height: int, width: int) -> Matrix:
    return [array("f", bytes(4 * width)) for _ in range(height)]


def _products(
    rows: Iterable[Mapping[str, float]], columns: Iterable[Mapping[str, float]]
) -> Matrix:
    rows, columns = list(rows), list(columns)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, column in enumerate(columns):
        for term, value in column.items():
            index[term].append((j, value))
    products = _zeros(len(rows), len(columns))
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
    first, second, third, fourth = (_zeros(height, width) for _ in range(4))
    return first, second, third, fourth


def _phrases(said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> Matrix:
    """Return how much of each title's pairs of neighbouring words is said."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, title in enumerate(titles):
        for pair in dict.fromkeys(pairwise(title)):
            index[pair].append(j)
    scale = math.log(len(titles) + 1.01)
    found = _zeros(len(said), len(titles))
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


def pair_features(
    texts: Sequence[str], candidates: Sequence[Candidate]
) -> Iterator[Rows]:
    """Yield, for each sentence, a row of every feature in the order of `FEATURES`."""
    alike = likeness(texts, candidates)
    columns = [_columns(m) for m in (alike.ngram, alike.local, alike.bm25)]
    of_roots, roots_near = _columns(alike.root), _Window(alike.root, _NEAR)
    best = [max(column) for column in zip(*alike.word, strict=True)]
    near, around = _Window(alike.local, _NEAR), _Window(alike.local, _AROUND)
    naming = _Naming(candidates)
    last = len(texts) - 1
    for i, text in enumerate(texts):
        word, ngram, local, bm25 = (
            m[i] for m in (alike.word, alike.ngram, alike.local, alike.bm25)
        )
        ngrams, locals, bm25s = (
            column.deviations(row)
            for column, row in zip(columns, (ngram, local, bm25), strict=True)
        )
        top = max(word)
        yield [
            *(word, ngram, local, alike.cover[i], alike.rarest[i], bm25),
            _unless_zero(alike.phrase[i]),
            [_LOGS[min(int(n), 99)] for n in alike.shared[i]],
            [float(w == top > 0) for w in word],
            [float(w == b > 0) for w, b in zip(word, best, strict=True)],
            *(_deviations(ngram), ngrams, _deviations(local), locals),
            *(_deviations(bm25), bm25s),
            alike.local[i - 1] if i else None,
            alike.local[i + 1] if i < last else None,
            *(near.mean(i), around.mean(i), _beside(local)),
            *(alike.root[i], of_roots.deviations(alike.root[i]), roots_near.mean(i)),
            *naming.rows(text),
        ]


_LOGS = [math.log1p(n) for n in range(100)]


def _unless_zero(row: Row) -> Row | None:
    return row if any(row) else None


def _deviations(values: Row) -> Row:
    """Return the values in standard deviations from their mean, 6 at the most."""
    mean = sum(values) / len(values)
    variance = sum([v * v for v in values]) / len(values) - mean * mean
    scale = 1 / (math.sqrt(max(0.0, variance)) + 0.02)
    top = mean + 6.0 / scale
    return [(v - mean) * scale if v < top else 6.0 for v in values]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The mean of each reference's values over the sentences, and their spread."""

    means: Row
    scales: Row

    def deviations(self, row: Row) -> Row:
        return [
            d if (d := (v - mean) * scale) < 6.0 else 6.0
            for v, mean, scale in zip(row, self.means, self.scales, strict=True)
        ]


def _columns(matrix: Matrix) -> _Columns:
    sums = squares = [0.0] * len(matrix[0])
    for row in matrix:
        sums = [a + v for a, v in zip(sums, row, strict=True)]
        squares = [a + v * v for a, v in zip(squares, row, strict=True)]
    means = [value / len(matrix) for value in sums]
    variances = [
        max(0.0, square / len(matrix) - mean * mean)
        for square, mean in zip(squares, means, strict=True)
    ]
    return _Columns(means, [1 / (math.sqrt(v) + 0.02) for v in variances])


class _Window:
    """The running mean of a matrix over the rows at most `reach` away."""

    def __init__(self, matrix: Matrix, reach: int) -> None:
        self._matrix, self._reach = matrix, reach
        self._sums: Row = [0.0] * len(matrix[0])
        self._low = self._high = 0

    def mean(self, i: int) -> Row:
        """Return the mean around row `i`, which may only grow from call to call."""
        while self._high < min(len(self._matrix), i + self._reach + 1):
            added = self._matrix[self._high]
            self._sums = [a + b for a, b in zip(self._sums, added, strict=True)]
            self._high += 1
        while self._low < i - self._reach:
            gone = self._matrix[self._low]
            self._sums = [a - b for a, b in zip(self._sums, gone, strict=True)]
            self._low += 1
        share = 1 / (self._high - self._low)
        return [share * value for value in self._sums]


def _beside(row: Row) -> Row:
    """Return the better value of the references listed before and after each."""
    return [max(a, b) for a, b in zip([0.0, *row[:-1]], [*row[1:], 0.0], strict=True)]


_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class _Naming:
    """Which references a sentence names by author or year."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._count = len(candidates)
        self._first: dict[str, list[int]] = defaultdict(list)
        self._others: dict[str, list[int]] = defaultdict(list)
        self._years: dict[str, list[int]] = defaultdict(list)
        for j, candidate in enumerate(candidates):
            for family in candidate.families[:1]:
                self._first[family].append(j)
            for family in candidate.families[1:]:
                self._others[family].append(j)
            self._years[str(candidate.year)].append(j)

    def rows(self, text: str) -> Rows:
        """Return rows: first author, another, the year; no other first author is."""
        found = _NAME.findall(text)
        names = {name.removesuffix("’s").removesuffix("'s") for name in found}
        first = self._row(self._first, names)
        lone = first if first and sum(first) == 1 else None
        years = self._row(self._years, set(_YEAR.findall(text)))
        return [first, self._row(self._others, names), years, lone]

    def _row(self, places: Mapping[str, Sequence[int]], said: set[str]) -> Row | None:
        hits = [j for name in said if name in places for j in places[name]]
        if not hits:
            return None
        row = [0.0] * self._count
        for j in hits:
            row[j] = 1.0
        return row
