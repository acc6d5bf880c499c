"""Trains how likely a sentence is to state a fact that somebody could check.

    python -m train.worth       with ../shared beside the checkout

Where authors cite tells which words facts are stated in; what the signs of
`claims/detect.py` add to that is fitted on sentences that were judged one by one
(`bench/worth.py`). The printed figures are those of five folds by sentence.
"""

import os

# A sum must not depend on how many cores share it: a second run gives the same bytes.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from bench.plain_words import plain_pages
from bench.worth import judged_sentences, print_reliability
from evidencekit.claims.detect import may_state, worth_features
from evidencekit.claims.terms import words
from train.claims import DATA, FOLDS, PLAIN, SHIPPED, records
from train.regression import Array, logistic, sigmoid

# Words of this many sentences and articles, and less than this adds nothing.
_SENTENCES, _ARTICLES, _LITTLE = 60, 25, 0.02
_RIDGE = 3.0
Judged = Sequence[tuple[str, bool]]


def word_weights() -> dict[str, float]:
    """Return the log-odds that a word adds for a sentence that cites something."""
    sources = [
        *records(DATA / "claims/articles_dev.jsonl.gz"),
        *records(DATA / "claims/introductions_dev.jsonl.gz"),
        *(page for page in plain_pages() for _ in range(PLAIN)),
    ]
    said = [
        (source["id"], words(s["text_without_markers"]), float(bool(s["refs"])), share)
        for source in sources
        for share in [50 / len(source["sentences"])]
        for s in source["sentences"]
    ]
    counts = Counter(word for _, here, _, _ in said for word in here)
    where: dict[str, set[str]] = defaultdict(set)
    for source, here, _, _ in said:
        for word in here:
            where[word].add(source)
    known = sorted(
        w for w, n in counts.items() if n >= _SENTENCES and len(where[w]) >= _ARTICLES
    )
    place = {word: k for k, word in enumerate(known)}
    bag: Array = np.zeros((len(said), len(known)), dtype=np.float32)
    for i, (_, here, _, _) in enumerate(said):
        bag[i, [place[word] for word in sorted(here) if word in place]] = 1
    cites, shares = (np.array([row[k] for row in said]) for k in (2, 3))
    found = logistic(bag, cites, shares, 30.0, rounds=6)[:-1].tolist()
    pairs = zip(known, found, strict=True)
    return {word: round(v, 3) for word, v in pairs if abs(v) >= _LITTLE}


def sign_weights(judged: Judged, of_words: Mapping[str, float]) -> Array:
    """Return the weights of `worth_features`, the bias last."""
    stated = [(text, right) for text, right in judged if may_state(text)]
    rows = np.array([worth_features(text, of_words) for text, _ in stated])
    right = np.array([float(right) for _, right in stated])
    return logistic(rows, right, np.ones(len(right)), _RIDGE)


def unseen(judged: Judged, of_words: Mapping[str, float]) -> dict[str, float]:
    """Return each sentence's probability by a model that did not see it."""
    found: dict[str, float] = {}
    for fold in range(FOLDS):
        seen = [pair for pair in judged if _fold(pair[0]) != fold]
        weights = sign_weights(seen, of_words)
        for text, _ in judged:
            if _fold(text) == fold:
                row = np.array([*worth_features(text, of_words), 1.0])
                sure = float(sigmoid(row @ weights))
                found[text] = sure if may_state(text) else 0.0
    return found


def _fold(text: str) -> int:
    return zlib.crc32(text.encode()) % FOLDS


def main() -> None:
    """Train, print what unseen sentences get, and write what is shipped."""
    articles = records(DATA / "claims/articles_dev.jsonl.gz")
    judged = list(judged_sentences(articles))
    labels = [(text, right) for _, text, right in judged]
    of_words = word_weights()
    print_reliability(judged, unseen(labels, of_words).__getitem__)
    signs = [round(float(weight), 4) for weight in sign_weights(labels, of_words)]
    shipped = json.dumps({"signs": signs, "words": of_words})
    (SHIPPED / "worth.json").write_text(shipped + "\n", "utf-8")


if __name__ == "__main__":
    main()
