"""Rebuilds what the claim linker ships: the rarity of terms, its models, its levels.

  python -m train.claims [--no-rarity] [--lexical]

It needs ../shared/data beside the checkout, and for the second set of models, which
looks at meaning, the weights of MiniLM (docs/claims.md).

The last models and their calibration rest on five folds by article: what the other
models say of an article comes from models that never saw it. `python -m train.unseen`
prints what the whole is worth on articles that none of it saw.
"""

import os

# A sum must not depend on how many cores share it: a second run gives the same bytes.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import gzip
import json
import math
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.claims import Article, is_ordered
from bench.plain_words import plain_pages
from evidencekit.claims.citing import alone, around, citing_logits, doubts, marks
from evidencekit.claims.embedding import Embedder, installed
from evidencekit.claims.likeness import Candidate
from evidencekit.claims.pairs import FEATURES, MEANT_FEATURES, pair_features
from evidencekit.claims.probabilities import (
    ALIKE,
    DENSE,
    fitted,
    likeness_before,
    placed,
    unplaced,
)
from evidencekit.claims.rivals import rival_features
from evidencekit.claims.rows import Matrix
from evidencekit.claims.terms import BUCKETS, bucket, ngrams, stems, words
from evidencekit.claims.uses import pairs_by_sentence
from train.belonging import fit_belonging
from train.first_uses import Route, Steps, counted_steps, fitted_weights
from train.regression import Array, calibration_points, logistic

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "evidencekit" / "claims" / "weights"
FOLDS = 5
# Words that tell whether a sentence cites: from this many sentences and articles.
_SENTENCES, _ARTICLES = 60, 25
_DIGITS = 5
# The few pages of our own stand for most pages of the web: each counts so often.
PLAIN = 3


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a compressed file of lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def build_rarity() -> None:
    """Count in how many titles and sentences each term stands; write rarity.bin."""
    counts = [Counter[int](), Counter[int]()]
    total = 0
    texts = [
        *(
            r["gold"].get("title")
            for r in records(DATA / "parse/fields_train.jsonl.gz")
        ),
        *(
            s["text_without_markers"]
            for a in records(DATA / "claims/articles_dev.jsonl.gz")
            for s in a["sentences"]
        ),
    ]
    for text in filter(None, texts):
        total += 1
        counts[0].update({bucket(term) for term in stems(text)})
        counts[1].update({bucket(term) for term in ngrams(text)})
    data = total.to_bytes(4, "little") + b"".join(
        bytes(min(255, round(16 * math.log2(1 + table[b]))) for b in range(BUCKETS))
        for table in counts
    )
    (SHIPPED / "rarity.bin").write_bytes(zlib.compress(data, 9))


def candidates(article: Article) -> list[Candidate]:
    """Return an article's references as the linker sees them."""
    found = []
    for r in article["references"]:
        families = [" ".join(a.split()[:-1]) or a for a in r.get("authors") or ()]
        year = (r.get("year") or "")[:4]
        found.append(
            Candidate(
                r.get("title") or r["raw"],
                tuple(families[:6]),
                int(year) if year.isdigit() else None,
            )
        )
    return found


def fold_of(key: str) -> int:
    """Return the fold of an article, by its id: some are in both data sets."""
    return zlib.crc32(key.encode()) % FOLDS


class Case:
    """One article, its content features, and what the models say of it in turn."""

    def __init__(self, article: Article, embedder: Embedder | None = None) -> None:
        self.id: str = article["id"]
        self.texts = [s["text_without_markers"] for s in article["sentences"]]
        self.ordered = is_ordered(article)
        self.listed = candidates(article)
        zeros = [0.0] * len(self.listed)
        self.known = np.array(
            [
                [zeros if row is None else row for row in rows]
                for rows in pair_features(self.texts, self.listed, embedder)
            ],
            dtype=np.float32,
        ).transpose(0, 2, 1)
        self.pairs = self.known
        self.alike = [bisect_right(ALIKE, v) for v in likeness_before(self.listed)]
        self.words = [words(text) for text in self.texts]
        self.gold = np.zeros(self.known.shape[:2])
        self.first: dict[int, int] = {}
        for i, sentence in enumerate(article["sentences"]):
            for r in sentence["refs"]:
                self.gold[i, r] = 1
                self.first.setdefault(r, i)
        self.cites = self.gold.max(axis=1)
        self.content = self.logits = np.zeros(())
        self.citing: list[float] = []
        self.lone: list[float] = []
        self.route: Route
        self.chosen: list[tuple[int, int]] = []
        self.uses: Array = np.zeros(())
        self.rivals: Array = np.zeros(())

    @property
    def fold(self) -> int:
        """The fold that the article is in."""
        return fold_of(self.id)

    @property
    def dense(self) -> bool:
        """Whether it cites as densely as an introduction."""
        return bool(self.gold.shape[1] >= DENSE * self.gold.shape[0])

    def places(self) -> Array:
        """Return the features of a place of first use, [sentence, reference, …]."""
        content = self.content
        by_sentence = content - _log_sum(content, 1)
        by_reference = content - _log_sum(content, 0)
        citing = np.broadcast_to(np.array(self.citing)[:, None], content.shape)
        beside = np.stack([content, by_sentence, by_reference, citing], axis=-1)
        return np.concatenate([self.pairs, beside], axis=-1)


def _log_sum(logits: Array, axis: int) -> Array:
    best = logits.max(axis=axis, keepdims=True)
    result: Array = best + np.log(np.exp(logits - best).sum(axis=axis, keepdims=True))
    return result


def fit_content(cases: Sequence[Case]) -> Array:
    """Fit on the sentences that cite something: which reference is it?"""
    citing = [case.cites > 0 for case in cases]
    width = cases[0].pairs.shape[2]
    x = [c.pairs[m].reshape(-1, width) for c, m in zip(cases, citing, strict=True)]
    y = [c.gold[m].reshape(-1) for c, m in zip(cases, citing, strict=True)]
    w = [np.full(len(v), 20 / c.gold.shape[1]) for v, c in zip(y, cases, strict=True)]
    return logistic(
        np.vstack(x).astype(np.float64), np.concatenate(y), np.concatenate(w)
    )


def vocabulary(cases: Sequence[Case]) -> list[str]:
    """Return the words that enough sentences of enough articles have."""
    sentences, articles = Counter[str](), Counter[str]()
    for case in cases:
        for said in case.words:
            sentences.update(said)
        articles.update(set().union(*case.words))
    return sorted(
        word
        for word, count in sentences.items()
        if count >= _SENTENCES and articles[word] >= _ARTICLES
    )


def fit_citing(
    cases: Sequence[Case], known: Sequence[str]
) -> tuple[Array, dict[str, float]]:
    """Return the weights of a sentence's marks, and those of its words."""
    place = {word: k for k, word in enumerate(known)}
    marked, said = [], []
    for case in cases:
        marked.append(np.array(marks(case.texts, case.content.max(axis=1).tolist())))
        bag: Array = np.zeros((len(case.texts), len(known)), dtype=np.float32)
        for i, here in enumerate(case.words):
            bag[i, [place[word] for word in sorted(here) if word in place]] = 1
        said.append(bag)
    x = np.hstack([np.vstack(marked), np.vstack(said)])
    found = logistic(x, _cites(cases), _shares(cases), 30.0, rounds=6)
    count = marked[0].shape[1]
    of_words = found[count:-1].tolist()
    return np.append(found[:count], found[-1]), {
        word: round(weight, 3)
        for word, weight in zip(known, of_words, strict=True)
        if abs(weight) >= 0.02
    }


def fit_around(cases: Sequence[Case]) -> Array:
    """Return the weights of what a sentence and its neighbours say by themselves."""
    rows = np.vstack([np.array(around(case.lone)) for case in cases])
    return logistic(rows, _cites(cases), _shares(cases))


def _cites(cases: Sequence[Case]) -> Array:
    return np.concatenate([case.cites for case in cases])


def _shares(cases: Sequence[Case]) -> Array:
    """Return weights that let every article count the same."""
    counts = [len(case.texts) for case in cases]
    return np.concatenate([np.full(count, 50 / count) for count in counts])


def read_content(case: Case, weights: Array) -> None:
    """Let the content model say what it thinks of `case`."""
    case.content = case.pairs @ weights[:-1] + weights[-1]


def folded(
    cases: Sequence[Case],
    fit: Callable[[list[Case]], Any],
    read: Callable[[Case, Any], None],
) -> None:
    """Let a model read each case after it was fitted on the other folds."""
    for fold in sorted({case.fold for case in cases}):
        model = fit([case for case in cases if case.fold != fold])
        for case in cases:
            if case.fold == fold:
                read(case, model)


def fit_order(cases: Sequence[Case]) -> tuple[Array, Steps]:
    """Return the weights of places of first use, and the steps between them."""
    routes = [case.route for case in cases if case.ordered]
    steps = counted_steps(routes)
    start = np.zeros(routes[0].places.shape[2])
    start[[-4, -1]] = 1
    weights: Array = np.append(fitted_weights(routes, steps, start), 0.0)
    return np.round(weights, _DIGITS), steps


def read_order(case: Case, model: tuple[Array, Steps]) -> None:
    """Find the first uses of `case`, and what the last model looks at."""
    weights, steps = model
    tables = steps[case.dense]
    fits = fitted(
        _matrix(case.content),
        _matrix(case.pairs @ weights[: case.pairs.shape[2]]),
        case.citing,
        doubts(case.texts),
        weights.tolist(),
    )
    first = (
        placed(fits, [tables[a] for a in case.alike])
        if case.ordered
        else unplaced(fits)
    )
    case.chosen, rows = [], []
    for i, pairs in enumerate(pairs_by_sentence(fits, first)):
        for pair in pairs:
            case.chosen.append((i, pair.reference))
            rows.append(pair.features)
    case.uses = np.array(rows)


def _matrix(values: Array) -> Matrix:
    return [array("d", row) for row in values.tolist()]


def fit_first(cases: Sequence[Case]) -> Array:
    """Return the weights of uses for a pair alone."""
    rows = np.vstack([case.uses for case in cases])
    return logistic(rows, _all_right(cases), np.ones(len(rows)))


def read_first(case: Case, weights: Array) -> None:
    """Let that model read the pairs of the short list, and find their rivals."""
    logits: list[dict[int, float]] = [{} for _ in case.texts]
    alone = case.uses @ weights[:-1] + weights[-1]
    for (i, j), logit in zip(case.chosen, alone.tolist(), strict=True):
        logits[i][j] = logit
    found = [row for rows in rival_features(logits) for row in rows]
    case.rivals = np.array(found)


def table(case: Case) -> Array:
    """Return all the last model looks at, by pair of the short list."""
    at = np.array(case.chosen)
    return np.hstack([case.pairs[at[:, 0], at[:, 1]], case.uses, case.rivals])


def fit_last(cases: Sequence[Case]) -> Array:
    """Return the weights of the last model."""
    rows = np.vstack([table(case) for case in cases])
    return logistic(rows, _all_right(cases), np.ones(len(rows)))


def _all_right(cases: Sequence[Case]) -> Array:
    return np.concatenate([_right(case) for case in cases])


def _right(case: Case) -> Array:
    at = np.array(case.chosen)
    result: Array = case.gold[at[:, 0], at[:, 1]]
    return result


def read_last(case: Case, weights: Array) -> None:
    """Let the last model say what it thinks of the pairs of the short list."""
    case.logits = table(case) @ weights[:-1] + weights[-1]


def train(cases: Sequence[Case]) -> dict[str, Any]:
    """Return all weights; each case keeps what models said that never saw it."""
    known = vocabulary(cases)
    folded(cases, fit_content, read_content)

    def read_lone(case: Case, model: tuple[Array, dict[str, float]]) -> None:
        fits = case.content.max(axis=1).tolist()
        case.lone = alone(case.texts, fits, model[0].tolist(), model[1])

    def read_citing(case: Case, model: Array) -> None:
        case.citing = citing_logits(case.lone, model.tolist())

    folded(cases, lambda part: fit_citing(part, known), read_lone)
    folded(cases, fit_around, read_citing)
    for case in cases:
        case.route = Route(case.places(), case.first, case.alike, case.dense)
    folded(cases, fit_order, read_order)
    citing, of_words = fit_citing(cases, known)
    placing, steps = fit_order(cases)
    return {
        "content": _rounded(fit_content(cases)),
        "belonging": _rounded(fit_belonging(cases)),
        "citing": _rounded(citing),
        "citing_words": of_words,
        "citing_around": _rounded(fit_around(cases)),
        "placing": _rounded(placing),
        "steps": steps,
        **{
            name: _last([case for case in cases if case.ordered is ordered])
            for name, ordered in (("ordered", True), ("unordered", False))
        },
    }


def _last(cases: Sequence[Case]) -> dict[str, Any]:
    folded(cases, fit_first, read_first)
    folded(cases, fit_last, read_last)
    weights = fit_last(cases)
    ends = np.cumsum([cases[0].pairs.shape[2], cases[0].uses.shape[1]])
    content, uses, rivals = np.split(weights, ends)
    return {
        "first": _rounded(fit_first(cases)),
        "content": _rounded(content),
        "uses": _rounded(uses),
        "rivals": _rounded(rivals),
        "calibration": calibration_points(
            np.concatenate([case.logits for case in cases]), _all_right(cases)
        ),
    }


def _rounded(weights: Array) -> list[float]:
    return [round(float(weight), _DIGITS) for weight in weights]


def case_sets(embedder: Embedder | None) -> dict[str, list[Case]]:
    """Return the articles of each set with their content features."""
    return {
        "introductions": _cases(DATA / "claims/introductions_dev.jsonl.gz", embedder),
        "articles": _cases(DATA / "claims/articles_dev.jsonl.gz", embedder),
        "plain pages": [Case(page, embedder) for page in plain_pages()],
    }


def _cases(path: Path, embedder: Embedder | None) -> list[Case]:
    return [Case(article, embedder) for article in records(path)]


def trained(
    sets: Mapping[str, Sequence[Case]], meant: bool, left_out: int | None = None
) -> dict[str, Any]:
    """Return all weights, of the articles that are not in the fold `left_out`.

    If `meant`, the features of meaning are looked at, too.
    """
    width = len(FEATURES) + meant * len(MEANT_FEATURES)
    repeated = [*sets.values(), *[sets["plain pages"]] * (PLAIN - 1)]
    cases = [case for part in repeated for case in part if case.fold != left_out]
    for case in cases:
        case.pairs = case.known[:, :, :width]
    return train(cases)


def main() -> None:
    """Build the table, train, and write what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-rarity", action="store_true")
    parser.add_argument(
        "--lexical", action="store_true", help="leave the weights with meaning alone"
    )
    arguments = parser.parse_args()
    if not arguments.no_rarity:
        build_rarity()
    embedder = None if arguments.lexical else installed()
    sets = case_sets(embedder)
    for meant in (False,) if embedder is None else (False, True):
        target = SHIPPED / ("links_meant.json" if meant else "links.json")
        target.write_text(json.dumps(trained(sets, meant)) + "\n", "utf-8")
        print(target.name)


if __name__ == "__main__":
    main()
