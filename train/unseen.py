"""Measures what ships on articles that no part of it saw, as a reader would get it.

    python -m train.unseen [--lexical]      some ten minutes, with MiniLM thirty

For each of five folds by article, all is trained on the other four, with folds of its
own within; the articles of the fold are then read by the public `rankings` with these
weights. Only the tables of the rarity and kinship of words are those of the package.
"""

import os

# A sum must not depend on how many cores share it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
from collections.abc import Sequence
from typing import Any

from bench.claims import Article, is_ordered, prediction, records, scored
from bench.linking import planted_area
from bench.plain_words import plain_pages
from evidencekit.claims.embedding import Embedder, installed
from evidencekit.claims.probabilities import Weights, weights_from
from train.claims import FOLDS, case_sets, fold_of, trained

_LEVELS = (0.18, 0.20, 0.22, 0.25, 0.28, 0.74, 0.78, 0.80, 0.82, 0.85)


def show(weights: Sequence[Weights], embedder: Embedder | None) -> None:
    """Print the figures for each kind of text; `weights` are those of each fold."""
    articles = list(records("articles"))
    groups = {
        "introductions": list(records("introductions")),
        "articles in order": [a for a in articles if is_ordered(a)],
        "other articles": [a for a in articles if not is_ordered(a)],
        "plain pages": list(plain_pages()),
    }

    def of(article: Article) -> Weights:
        return weights[fold_of(article["id"])]

    for name, group in groups.items():
        found = [prediction(article, embedder, of(article)) for article in group]
        print(f"{name}\n  {scored(group, found)}")
        _print_levels(group, found)
    for name in ("introductions", "articles"):
        planted = planted_area(list(records(name)), embedder, of)
        print(f"a planted reference, {name}: AUC {planted:.4f}")


def _print_levels(articles: Sequence[Article], found: Sequence[Article]) -> None:
    """Print what the links are worth from which probability on."""
    met: list[tuple[float, bool]] = []
    wanted = 0
    for article, predicted in zip(articles, found, strict=True):
        cited: list[Any] = [sentence["refs"] for sentence in article["sentences"]]
        wanted += sum(len(set(refs)) for refs in cited)
        met += [(p, r in cited[s]) for s, r, p in predicted["links"]]
    for level in _LEVELS:
        right = [hit for probability, hit in met if probability >= level]
        share = sum(right) / max(1, len(right))
        f1 = 2 * sum(right) / (len(right) + wanted)
        print(
            f"    from {level:.2f}: {len(right)} links, {share:.3f} right, F1 {f1:.3f}"
        )


def main() -> None:
    """Train five times and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lexical", action="store_true")
    arguments = parser.parse_args()
    embedder = None if arguments.lexical else installed()
    sets = case_sets(embedder)
    for meant in (False,) if embedder is None else (False, True):
        print("with a language model" if meant else "by words alone")
        folds = [trained(sets, meant, fold) for fold in range(FOLDS)]
        # As it would be read from the file.
        read = [weights_from(json.loads(json.dumps(weights))) for weights in folds]
        show(read, embedder if meant else None)


if __name__ == "__main__":
    main()
