"""Fits the weights with which fields speak for or against the same work.

    python -m train.matching

Logistic regression over the agreement of the fields, on the half `tune` of the works
of `bench.verdicts`: right and spoilt references beside their own work, beside others
under a wrong DOI, and beside all that a search brings. Writes
evidencekit/match/likelihood.json; prints how reliable the probabilities are on the half
`report`, and what the thresholds do there.
"""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.verdicts.__main__ import cases_of, drafts_of
from bench.verdicts.pairs import Pair, pairs
from bench.verdicts.works import WORKS, Registry
from evidencekit.match.likelihood import evidence

TARGET = Path(__file__).parents[1] / "evidencekit/match/likelihood.json"
_SHRINKAGE = 1.0
_STEPS = 30
_EDGES = (0.0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1.0)
_THRESHOLDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


def main() -> None:
    """Fit, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=150)
    chosen = parser.parse_args()
    registry = Registry(WORKS)
    tuned = _pairs(registry, "tune", chosen.sample)
    names = sorted({n for p in tuned for n in evidence(p.score, by_doi=p.by_doi)})
    weights = fitted(_matrix(tuned, names), np.array([p.same for p in tuned], float))
    TARGET.write_text(_json(names, weights, len(tuned)), "utf-8")
    held = _pairs(registry, "report", chosen.sample)
    for kind in (True, False):
        group = [p for p in held if p.by_doi is kind]
        print("under a printed DOI" if kind else "brought by a search")
        scored = 1 / (1 + np.exp(-_matrix(group, names) @ weights))
        _print_reliability(scored, group)
        _print_thresholds(scored, group)


def fitted(rows: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, shrunk towards 0."""
    weights: np.ndarray = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (same - expected) - _SHRINKAGE * weights
        spread = expected * (1 - expected)
        bend = (rows * spread[:, None]).T @ rows
        weights += np.linalg.solve(bend + _SHRINKAGE * np.eye(len(weights)), slope)
    return weights


def _pairs(registry: Registry, half: str, sample: int) -> list[Pair]:
    works = registry.citable(half)
    cases = list(
        cases_of(works, drafts_of(works, registry), registry, right=60, sample=sample)
    )
    return list(pairs(cases, registry, works))


def _matrix(found: Sequence[Pair], names: Sequence[str]) -> np.ndarray:
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(found), len(names)))
    for i, pair in enumerate(found):
        for name in evidence(pair.score, by_doi=pair.by_doi):
            if name in place:
                rows[i, place[name]] = 1.0
    return rows


def _json(names: Sequence[str], weights: np.ndarray, count: int) -> str:
    made = {
        "made": f"python -m train.matching, {date.today()}, {count} pairs of the half "
        "tune of ../shared/data/crossref/works.jsonl.gz",
        "weights": {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)},
    }
    return json.dumps(made, indent=1) + "\n"


def _print_reliability(scored: np.ndarray, group: Sequence[Pair]) -> None:
    same = np.array([p.same for p in group])
    print(f"{'said':>14}{'pairs':>8}{'mean':>8}{'same':>8}")
    for low, high in pairwise(_EDGES):
        inside = (scored >= low) & ((scored < high) | (high == 1.0))
        if inside.any():
            print(
                f"{low:>7.2f}–{high:<6.2f}{inside.sum():>8}"
                f"{scored[inside].mean():>8.3f}{same[inside].mean():>8.3f}"
            )


def _print_thresholds(scored: np.ndarray, group: Sequence[Pair]) -> None:
    same = np.array([p.same for p in group])
    print(f"{'at least':>14}{'recall':>8}{'precision':>11}{'others in':>11}")
    for threshold in _THRESHOLDS:
        taken = scored >= threshold
        print(
            f"{threshold:>14}{taken[same].mean():>8.4f}"
            f"{same[taken].mean():>11.4f}{taken[~same].mean():>11.5f}"
        )
    print()


if __name__ == "__main__":
    main()
