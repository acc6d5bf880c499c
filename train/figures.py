"""The figures of a training of the claim linker, for articles that it did not see.

Probabilities are calibrated on the other folds before anything is counted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evidencekit.claims.probabilities import calibrated
from train.regression import Array, calibration_points

# Half the links at level "linked" may not be worse than this, in either data set.
SURE = 0.85


def show(sets: Mapping[str, Sequence[Any]], weights: Mapping[str, Any]) -> None:
    """Print what the links of each data set are worth, and where levels could begin."""
    _POINTS.clear()
    everything = [case for cases in sets.values() for case in cases]
    probabilities = {id(case): _probabilities(case, everything) for case in everything}
    groups = {
        "introductions": sets["introductions"],
        "articles in order": [c for c in sets["articles"] if c.ordered],
        "other articles": [c for c in sets["articles"] if not c.ordered],
        "plain pages": sets["plain pages"],
    }
    for name, cases in {**groups, "all": everything}.items():
        print(name, _figures(cases, [probabilities[id(case)] for case in cases]))
    print({key: len(value) for key, value in weights.items()})


def _probabilities(case: Any, cases: Sequence[Any]) -> Array:
    others = [c for c in cases if c.fold != case.fold and c.ordered is case.ordered]
    key = (case.fold, case.ordered)
    if key not in _POINTS:
        logits = np.concatenate([c.logits for c in others])
        right = [c.gold[tuple(np.array(c.chosen).T)] for c in others]
        _POINTS[key] = calibration_points(logits, np.concatenate(right))
    found = np.zeros(case.gold.shape)
    for (i, j), logit in zip(case.chosen, case.logits.tolist(), strict=True):
        found[i, j] = calibrated(logit, _POINTS[key])
    return found


_POINTS: dict[tuple[int, bool], list[tuple[float, float]]] = {}


def _figures(cases: Sequence[Any], probabilities: Sequence[Array]) -> str:
    citing = hits = uses = first = 0
    for case, p in zip(cases, probabilities, strict=True):
        rows = case.cites > 0
        citing += int(rows.sum())
        hits += int(case.gold[rows, p[rows].argmax(axis=1)].sum())
        uses += len(case.first)
        first += sum(int(p[:, r].argmax()) == i for r, i in case.first.items())
    p = np.concatenate([p.reshape(-1) for p in probabilities])
    gold = np.concatenate([case.gold.reshape(-1) for case in cases])
    order = np.argsort(-p, kind="stable")
    p, right = p[order], np.cumsum(gold[order])
    found = np.arange(1, len(p) + 1)
    f1 = 2 * right / (found + gold.sum())
    best = int(f1.argmax())
    shown = p >= p[best]
    sure = np.nonzero(right / found >= SURE)[0]
    last = int(sure[-1]) if len(sure) else 0
    lines = [
        f"\n  R@1 {hits / citing:.3f}  first use {first / uses:.3f}",
        f"  F1 {f1[best]:.3f} from {p[best]:.3f}",
        f"  {SURE:.0%} right from {p[last]:.3f}: {last + 1} of {int(gold.sum())} links",
        f"  calibration error {_error(p[shown], gold[order][shown]):.3f} of those",
    ]
    for level in (0.2, 0.22, 0.25, 0.28, 0.7, 0.75, 0.8, 0.85):
        k = int((p >= level).sum())
        lines.append(
            f"    from {level}: {k} links, {right[k - 1] / max(1, k):.3f} right, "
            f"F1 {f1[k - 1]:.3f}"
        )
    return "\n".join(lines)


def _error(p: Array, right: Array) -> float:
    bins = np.minimum((p * 10).astype(int), 9)
    gaps = [abs(p[bins == b].sum() - right[bins == b].sum()) for b in range(10)]
    return float(sum(gaps)) / max(1, len(p))
