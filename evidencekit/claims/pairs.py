"""How well each sentence and each reference fit by what they say."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencekit.claims.terms import (
    ngram_vector,
    ngrams,
    stems,
    word_rarity,
    word_vector,
)

Matrix = list[list[float]]
# Names of the features, in the order of the weights.
FEATURES = (
    *("word", "ngram", "cover", "rarest", "word_by_sentence", "word_by_reference"),
    *("ngram_by_sentence", "ngram_by_reference", "beside", "around", "author"),
    *("coauthor", "year", "best_of_sentence", "best_of_reference", "lone_name"),
    *("ngram_beside", "bm25"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a sentence can be compared with: a work's title, names, year, abstract."""

    title: str
    families: tuple[str, ...] = ()
    year: int | None = None
    abstract: str = ""


def pair_features(
    texts: Sequence[str], candidates: Sequence[Candidate]
) -> Iterator[list[list[float]]]:
    """Yield, for each sentence, the features of it and each reference."""
    said = [stems(text) for text in texts]
    titles = [stems(c.title) for c in candidates]
    word = _cosines(
        [word_vector(s) for s in said],
        [word_vector(t) for t in titles],
        [word_vector(stems(c.abstract)) for c in candidates],
    )
    ngram = _cosines(
        [ngram_vector(ngrams(t)) for t in texts],
        [ngram_vector(ngrams(c.title)) for c in candidates],
        [{} for _ in candidates],
    )
    cover, rarest, bm25 = _shared(said, titles)
    by_sentence, by_reference = _standardised(word)
    n_by_sentence, n_by_reference = _standardised(ngram)
    beside, around = _beside(word, 1), _around(word, 4)
    n_beside = _beside(ngram, 1)
    best = [max(row, default=0.0) for row in word]
    column_best = [max(column) for column in zip(*word, strict=True)]
    for i, text in enumerate(texts):
        names = _names(text, candidates)
        yield [
            [
                *(word[i][j], ngram[i][j], cover[i][j], rarest[i][j]),
                *(by_sentence[i][j], by_reference[i][j]),
                *(n_by_sentence[i][j], n_by_reference[i][j]),
                *(beside[i][j], around[i][j]),
                *names[j][:3],
                float(word[i][j] == best[i] > 0),
                float(word[i][j] == column_best[j] > 0),
                names[j][3],
                *(n_beside[i][j], bm25[i][j]),
            ]
            for j in range(len(candidates))
        ]


def _cosines(
    rows: Sequence[Mapping[str, float]],
    columns: Sequence[Mapping[str, float]],
    seconds: Sequence[Mapping[str, float]],
) -> Matrix:
    """Return the cosines of rows and columns, or with a column's abstract if nearer."""
    return [
        [max(a, b) for a, b in zip(first, second, strict=True)]
        for first, second in zip(
            _products(rows, columns), _products(rows, seconds), strict=True
        )
    ]


def _products(
    rows: Sequence[Mapping[str, float]], columns: Sequence[Mapping[str, float]]
) -> Matrix:
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, column in enumerate(columns):
        for term, value in column.items():
            index[term].append((j, value))
    products = [[0.0] * len(columns) for _ in rows]
    for row, product in zip(rows, products, strict=True):
        for term, value in row.items():
            for j, other in index.get(term, ()):
                product[j] += value * other
    return products


def _shared(
    said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return the share of the title that is said, its rarest word, and BM25 / 10."""
    mean = sum(map(len, said)) / max(1, len(said)) or 1.0
    totals = [sum(map(word_rarity, set(title))) or 1.0 for title in titles]
    index: dict[str, list[int]] = defaultdict(list)
    for j, title in enumerate(titles):
        for term in dict.fromkeys(title):
            index[term].append(j)
    cover, rarest, bm25 = ([[0.0] * len(titles) for _ in said] for _ in range(3))
    for i, sentence in enumerate(said):
        counts: dict[str, int] = defaultdict(int)
        for term in sentence:
            counts[term] += 1
        for term, count in counts.items():
            rarity = word_rarity(term)
            gain = 2.2 * count / (count + 1.2 * (0.25 + 0.75 * len(sentence) / mean))
            for j in index.get(term, ()):
                cover[i][j] += rarity / totals[j]
                rarest[i][j] = max(rarest[i][j], rarity / 10)
                bm25[i][j] += rarity * gain / 10
    return cover, rarest, bm25


def _standardised(matrix: Matrix) -> tuple[Matrix, Matrix]:
    """Return the matrix in standard deviations of its rows, and of its columns."""
    by_row = [_deviations(row) for row in matrix]
    columns = [_deviations(column) for column in zip(*matrix, strict=True)]
    by_column = [list(row) for row in zip(*columns, strict=True)]
    return by_row, by_column


def _deviations(values: Sequence[float]) -> list[float]:
    mean = sum(values) / max(1, len(values))
    variance = sum((v - mean) ** 2 for v in values) / max(1, len(values))
    scale = math.sqrt(variance) + 0.02
    return [min((v - mean) / scale, 6.0) for v in values]


def _beside(matrix: Matrix, reach: int) -> Matrix:
    """Return the best value of the sentences before and after."""
    width = len(matrix[0]) if matrix else 0
    nothing = [0.0] * width
    result = []
    for i in range(len(matrix)):
        before = matrix[i - reach] if i >= reach else nothing
        after = matrix[i + reach] if i + reach < len(matrix) else nothing
        result.append([max(a, b) for a, b in zip(before, after, strict=True)])
    return result


def _around(matrix: Matrix, reach: int) -> Matrix:
    """Return the mean over the sentences at most `reach` away."""
    width = len(matrix[0]) if matrix else 0
    sums = [[0.0] * width]
    for row in matrix:
        sums.append([a + b for a, b in zip(sums[-1], row, strict=True)])
    result = []
    for i in range(len(matrix)):
        low, high = max(0, i - reach), min(len(matrix), i + reach + 1)
        result.append(
            [(b - a) / (high - low) for a, b in zip(sums[low], sums[high], strict=True)]
        )
    return result


_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")


def _names(
    text: str, candidates: Sequence[Candidate]
) -> list[tuple[float, float, float, float]]:
    """Return for each reference whether first author, another or the year is named.

    The last value says that no other reference has the first author named.
    """
    said = {name.removesuffix("’s").removesuffix("'s") for name in _NAME.findall(text)}
    years = set(re.findall(r"\b(?:19|20)\d\d\b", text))
    named = sum(bool(c.families) and c.families[0] in said for c in candidates)
    found = []
    for candidate in candidates:
        first = bool(candidate.families) and candidate.families[0] in said
        other = any(family in said for family in candidate.families[1:])
        year = str(candidate.year) in years
        lone = first and named == 1
        found.append((float(first), float(other), float(year), float(lone)))
    return found
