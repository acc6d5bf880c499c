"""Rebuilds what the claim linker ships: the rarity of terms and its three models.

  python -m train.claims [--folds]     with ../shared/data beside the checkout

`--folds` also prints the figures of a 5-fold cross-validation by article.
"""

import argparse
import gzip
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from evidencekit.claims.detect import citing_features
from evidencekit.claims.order import BINS
from evidencekit.claims.pairs import Candidate, pair_features
from evidencekit.claims.probabilities import (
    DENSE,
    Weights,
    citing_logits,
    link_features,
    placed,
    rounded,
)
from evidencekit.claims.terms import BUCKETS, bucket, ngrams, stems

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "evidencekit" / "claims" / "weights"
Array: TypeAlias = "npt.NDArray[np.float64]"
Article = dict[str, Any]
FOLDS = 5


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


def is_ordered(article: Article) -> bool:
    """Say whether the references are numbered in the order of first use."""
    monotone = article.get("first_use_monotone")
    return monotone is None or monotone > 0.9


class Case:
    """One article with the features that do not change while training."""

    def __init__(self, article: Article) -> None:
        self.id: str = article["id"]
        self.texts = [s["text_without_markers"] for s in article["sentences"]]
        self.ordered = is_ordered(article)
        self.pairs = np.array(list(pair_features(self.texts, candidates(article))))
        last = max(1, len(self.texts) - 1)
        self.citing = np.array(
            [citing_features(t, i / last) for i, t in enumerate(self.texts)]
        )
        self.gold = np.zeros(self.pairs.shape[:2])
        self.first: dict[int, int] = {}
        for i, sentence in enumerate(article["sentences"]):
            for r in sentence["refs"]:
                self.gold[i, r] = 1
                self.first.setdefault(r, i)
        self.cites = self.gold.max(axis=1)

    @property
    def fold(self) -> int:
        """The fold, by the article's id: both data sets hold some articles twice."""
        return zlib.crc32(self.id.encode()) % FOLDS

    @property
    def dense(self) -> bool:
        """Whether it cites as densely as an introduction."""
        return bool(self.gold.shape[1] >= DENSE * self.gold.shape[0])


def logistic(x: Array, y: Array, weight: Array, ridge: float = 1.0) -> list[float]:
    """Return the weights (bias last) of a ridge logistic regression."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    beta = np.zeros(z.shape[1])
    penalty = np.full(z.shape[1], ridge)
    penalty[-1] = 0
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        curve = weight * p * (1 - p) + 1e-9
        gradient = z.T @ (weight * (y - p)) - penalty * beta
        step = np.linalg.solve((z.T * curve) @ z + np.diag(penalty), gradient)
        beta += step
        if np.abs(step).max() < 1e-5:
            break
    raw = beta[:-1] / scale
    return [*raw.tolist(), float(beta[-1] - raw @ mean)]


def fit(cases: Sequence[Case]) -> Weights:
    """Return the weights of all models, trained on `cases`."""
    citing = logistic(
        np.vstack([c.citing for c in cases]),
        np.concatenate([c.cites for c in cases]),
        np.concatenate([np.full(len(c.texts), 1 / len(c.texts)) * 50 for c in cases]),
    )
    content = _fit_content(cases)
    weights = Weights(
        citing=tuple(citing),
        content=tuple(content),
        link_ordered=(),
        link_unordered=(),
        steps_dense=_steps([c for c in cases if c.dense and c.ordered]),
        steps_sparse=_steps([c for c in cases if not c.dense and c.ordered]),
    )
    # The last model has to see content scores as they are for unseen articles.
    halves = [
        [c for c in cases if zlib.crc32(c.id.encode()) % 2 == half] for half in (0, 1)
    ]
    tables: dict[bool, list[tuple[Array, Array]]] = {True: [], False: []}
    for half, other in (halves, halves[::-1]):
        unseen = _with(weights, content=tuple(_fit_content(other)))
        for case in half:
            for ordered in (True, False) if case.ordered else (False,):
                tables[ordered].append(_last_table(case, ordered, unseen))
    models = {}
    for ordered, parts in tables.items():
        x = np.vstack([p[0] for p in parts])
        y = np.concatenate([p[1] for p in parts])
        w = np.concatenate([np.full(len(p[1]), 1.0) for p in parts])
        models[ordered] = tuple(logistic(x, y, w))
    return _with(weights, link_ordered=models[True], link_unordered=models[False])


def _with(weights: Weights, **changes: tuple[float, ...]) -> Weights:
    fields = {name: getattr(weights, name) for name in Weights.__slots__}
    return Weights(**{**fields, **changes})


def _fit_content(cases: Sequence[Case]) -> list[float]:
    """Fit on the sentences that cite something: which reference is it?"""
    x = np.vstack([c.pairs[c.cites > 0].reshape(-1, c.pairs.shape[2]) for c in cases])
    y = np.concatenate([c.gold[c.cites > 0].reshape(-1) for c in cases])
    w = np.concatenate(
        [
            np.full(int(c.cites.sum()) * c.gold.shape[1], 20 / c.gold.shape[1])
            for c in cases
        ]
    )
    return logistic(x, y, w)


def _steps(cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the shares of the steps from one first use to the next, by bin."""
    counts = np.full(len(BINS), 0.5)
    for case in cases:
        places = [case.first[r] for r in sorted(case.first)]
        for before, after in pairwise(places):
            counts[
                next(b for b, last in enumerate(BINS) if max(0, after - before) <= last)
            ] += 1
    return tuple((counts / counts.sum()).tolist())


def _last_table(case: Case, ordered: bool, weights: Weights) -> tuple[Array, Array]:
    content = (
        case.pairs @ np.array(weights.content[:-1]) + weights.content[-1]
    ).tolist()
    citing = citing_logits(case.texts, weights)
    first = placed(content, citing, ordered, weights)
    table = np.array(link_features(content, citing, first))
    return table.reshape(-1, table.shape[2]), case.gold.reshape(-1)


def predict(case: Case, weights: Weights, ordered: bool) -> Array:
    """Return the link probabilities of an article: [sentence, reference]."""
    table, _ = _last_table(case, ordered, weights)
    model = np.array(weights.link_ordered if ordered else weights.link_unordered)
    logits = table @ model[:-1] + model[-1]
    probabilities: Array = (1 / (1 + np.exp(-logits))).reshape(case.gold.shape)
    return probabilities


def folded_figures(cases: Sequence[Case], threshold: float) -> str:
    """Return R@1, first use and links F1 of articles that training did not see."""
    n = hit = uses = first = 0
    tp = fp = fn = 0.0
    sweep: list[tuple[float, float]] = []
    for fold in range(FOLDS):
        weights = fit([c for c in cases if c.fold != fold])
        for case in (c for c in cases if c.fold == fold):
            p = predict(case, weights, case.ordered)
            citing = case.cites > 0
            n += int(citing.sum())
            hit += int(case.gold[citing, p[citing].argmax(axis=1)].sum())
            for r, i in case.first.items():
                uses += 1
                first += int(p[:, r].argmax() == i)
            chosen = p >= threshold
            tp += float((chosen * case.gold).sum())
            fp += float((chosen * (1 - case.gold)).sum())
            fn += float(((~chosen) * case.gold).sum())
            sweep.extend(
                zip(p.reshape(-1).tolist(), case.gold.reshape(-1).tolist(), strict=True)
            )
    values = np.array(sweep)
    best = _best_threshold(values)
    bins = " ".join(
        f"{lo:.1f}:{values[m, 1].mean():.2f}({int(m.sum())})"
        for lo in np.arange(0.1, 1.0, 0.1)
        if (m := (values[:, 0] >= lo) & (values[:, 0] < lo + 0.1)).any()
    )
    return (
        f"R@1 {hit / n:.3f}  first use {first / uses:.3f}  "
        f"F1 {2 * tp / (2 * tp + fp + fn):.3f} at {threshold}, best {best}\n  {bins}"
    )


def _best_threshold(values: Array) -> str:
    order = np.argsort(-values[:, 0])
    hits = np.cumsum(values[order, 1])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + values[:, 1].sum())
    k = int(f1.argmax())
    return f"{f1[k]:.3f} at {values[order[k], 0]:.3f}"


def main() -> None:
    """Build the table, train, and write what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--no-rarity", action="store_true")
    arguments = parser.parse_args()
    if not arguments.no_rarity:
        build_rarity()
    sets = {
        name: [Case(a) for a in records(DATA / f"claims/{name}_dev.jsonl.gz")]
        for name in ("introductions", "articles")
    }
    everything = [case for cases in sets.values() for case in cases]
    weights = fit(everything)
    shipped = {name: getattr(weights, name) for name in Weights.__slots__}
    (SHIPPED / "links.json").write_text(json.dumps(rounded(shipped)) + "\n", "utf-8")
    if arguments.folds:
        for name, cases in sets.items():
            print(name, folded_figures(cases, 0.25))


if __name__ == "__main__":
    main()
