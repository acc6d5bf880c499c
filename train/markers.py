"""Rebuilds what numeric markers are chosen by: weights/markers.json.

  python -m train.markers [--folds]     with ../shared/data beside the checkout

`--folds` also prints how many sentences a 5-fold cross-validation by article gets
exactly. Articles are read in the forms of `bench/markers.py`.
"""

import argparse
import json
import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from bench.claims import document, records
from bench.markers import VARIANTS, Article, Count, Variant, rewritten
from evidencekit.claims import candidates as seen
from evidencekit.claims.candidates import Candidate
from evidencekit.claims.first_use import (
    PLACES,
    chosen,
    in_document,
    number_traits,
    place_of,
)
from evidencekit.claims.flattened import flat
from evidencekit.claims.numbered import kept_traits
from evidencekit.model import Span

SHIPPED = Path(__file__).parents[1] / "evidencekit" / "claims" / "weights"
FOLDS = 5
RIDGE = 2.0
# Traits of fewer candidates have no weight.
_SELDOM = 8
Row: TypeAlias = tuple[str, ...]


class Case:
    """One article in one form, with its candidates and what they should be."""

    def __init__(self, article: Article, variant: Variant) -> None:
        self.fold = zlib.crc32(article["id"].encode()) % FOLDS
        self.variant = variant
        page, spans = document(rewritten(article, variant), "text_with_markers")
        assert page.list_span is not None
        self.starts = [span.start for span in spans]
        self.gold = [{r + 1 for r in s["refs"]} for s in article["sentences"]]
        self.last = len(article["references"])
        self.ordered = (article.get("first_use_monotone") or 1) > 0.9
        body = [Span(0, page.list_span.start)]
        if variant.kind == "paren":
            bracketed = seen.in_brackets(page.text, body)
            self.found = seen.merged(seen.in_parentheses(page.text, body), bracketed)
            self.traits: tuple[str, ...] = ()
        else:
            raised = seen.raised(page.text, body)
            self.found = seen.merged(raised, flat(page.text, body))
            self.traits = kept_traits(raised, self.last)

    def sentence(self, candidate: Candidate) -> int:
        """Return the place of the sentence that the candidate begins in."""
        return bisect_right(self.starts, candidate.span.start) - 1

    def rows(self, ordered: bool) -> Iterator[tuple[Row, bool]]:
        """Yield the traits of each candidate and whether it is a marker."""
        highest = done = end = 0
        document = (*self.traits, *self._places())
        by_start: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in self.found:
            if max(candidate.numbers) <= self.last:
                by_start[candidate.span.start].append(candidate)
        for options in by_start.values():
            place = self.sentence(options[0])
            if options[0].span.start < end:
                continue
            while done < place:
                highest = max([highest, *self.gold[done]])
                done += 1
            right = next(
                (o for o in options if set(o.numbers) <= self.gold[place]), None
            )
            for option in options:
                kind = option.traits[0]
                traits = number_traits(kind, option.numbers, highest, ordered)
                yield (
                    (*option.traits, *in_document(option, document), *traits, "bias"),
                    option is right,
                )
            if right is not None:
                highest = max([highest, *right.numbers])
                end = right.span.end

    def _places(self) -> tuple[str, ...]:
        """Return where most of the flattened markers stand."""
        right = Counter(
            place_of(c)
            for c in self.found
            if c.traits[0] == "flat" and set(c.numbers) <= self.gold[self.sentence(c)]
        )
        return tuple(place for place, _ in right.most_common(1))


def fit(cases: Iterable[Case]) -> dict[str, float]:
    """Return the weights of the traits: a ridge logistic regression."""
    counts: dict[Row, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        for ordered in (True, False) if case.ordered else (False,):
            for row, right in case.rows(ordered):
                counts[row][right] += 1
    often: Counter[str] = Counter()
    for row, times in counts.items():
        often.update(dict.fromkeys(row, min(20, sum(times))))
    names = sorted(trait for trait, n in often.items() if n >= _SELDOM)
    index = {name: i for i, name in enumerate(names)}
    x: npt.NDArray[np.float32] = np.zeros((len(counts), len(names)), np.float32)
    positive = np.zeros(len(counts))
    total = np.zeros(len(counts))
    for i, (row, (no, yes)) in enumerate(counts.items()):
        x[i, [index[t] for t in row if t in index]] = 1
        positive[i], total[i] = yes, no + yes
    penalty = np.full(len(names), RIDGE)
    penalty[index["bias"]] = 1e-3
    beta = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        curve = total * p * (1 - p) + 1e-9
        gradient = x.T @ (positive - total * p) - penalty * beta
        hessian = (x.T * curve.astype(np.float32)) @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-3:
            break
    found = zip(names, beta.tolist(), strict=True)
    return {name: round(value, 2) for name, value in found if abs(value) >= 0.02}


def best(case: Case, weights: dict[str, float]) -> list[Candidate]:
    """Return the markers, with the likeliest place for them."""
    places: list[tuple[str, ...]] = [(place,) for place in PLACES]
    if case.variant.kind == "paren":
        places = [()]
    tried = [
        chosen(case.found, case.last, case.ordered, weights, (*case.traits, *place))
        for place in places
    ]
    return max(tried, key=lambda t: t[1])[0]


def score(case: Case, weights: dict[str, float], count: Count) -> None:
    """Count the sentences of a case that come out exactly."""
    taken = best(case, weights)
    found: dict[int, set[int]] = defaultdict(set)
    for candidate in taken:
        found[case.sentence(candidate)].update(candidate.numbers)
    for place, gold in enumerate(case.gold):
        count.add(found[place], gold)


def main() -> None:
    """Train and write what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    articles = list(records("articles"))
    cases = [
        Case(article, variant)
        for variant in VARIANTS
        if variant.kind
        for article in articles
        if article["style"] == variant.style
    ]
    if arguments.folds:
        counts: dict[str, Count] = defaultdict(Count)
        for fold in range(FOLDS):
            weights = fit(c for c in cases if c.fold != fold)
            for case in cases:
                if case.fold == fold:
                    score(case, weights, counts[case.variant.name])
        for name, count in counts.items():
            print(f"  {name:<24} {count}")
    shipped = json.dumps(fit(cases), indent=0, sort_keys=True, ensure_ascii=False)
    (SHIPPED / "markers.json").write_text(shipped + "\n", "utf-8")


if __name__ == "__main__":
    main()
