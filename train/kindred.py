"""Rebuilds the table of words that mean about the same, evidencekit/claims/kindred.py.

    python -m train.kindred     with ../shared/data beside the checkout, and the
                                weights of MiniLM installed (docs/claims.md)

Each stem stands where its words stand as texts of their own. The terms are the stems
that titles and sentences have most, and the pairs of neighbouring ones; to them come
common English words and the plain phrases of `lay_phrases.txt`.
"""

import os

# A product must not depend on how many cores share it: the same bytes every time.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from evidencekit.claims.embedding import installed
from evidencekit.claims.embedding.encoder import Encoder
from evidencekit.claims.kindred import SCALE, packed
from evidencekit.claims.terms import stem
from evidencekit.claims.words import STOP_WORDS
from evidencekit.normalize import folded
from train.claims import DATA, SHIPPED, records
from train.regression import Array

PHRASES = Path(__file__).with_name("lay_phrases.txt")
# Chosen for a table below 300 kB (introductions_dev, articles_dev, plain pages,
# 2026-11-28): more terms and weaker kin add little.
STEMS, KIN, LEAST = 6_500, 14, 0.35
# A stem is taken from this many texts on, a pair of words from this many.
_OFTEN, _PAIRED = 3, 10
# The common words of the model's own vocabulary, which begins with the commonest.
_COMMON = slice(2_000, 14_000)
_WORD = re.compile(r"[^\W_]{2,}")
_LONGEST = 20
_BLOCK = 500


def texts() -> Iterator[str]:
    """Yield each title and sentence once."""
    titles = (
        r["gold"].get("title") for r in records(DATA / "parse/fields_train.jsonl.gz")
    )
    said = (
        sentence["text_without_markers"]
        for article in records(DATA / "claims/articles_dev.jsonl.gz")
        for sentence in article["sentences"]
    )
    yield from dict.fromkeys(filter(None, (*titles, *said)))


def counted() -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return in how many texts each word and each pair of neighbours stands."""
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for text in texts():
        said = [w for w in _WORD.findall(folded(text)) if w not in STOP_WORDS]
        words.update(set(said))
        known = (word if word.isalpha() and len(word) > 2 else "" for word in said)
        pairs.update({pair for pair in pairwise(known) if all(pair)})
    return words, pairs


def lay_phrases() -> list[tuple[str, str]]:
    """Return the plain phrases, each of two words."""
    lines = PHRASES.read_text("utf-8").splitlines()
    cut = (line.split() for line in lines if line and not line.startswith("#"))
    return [(one, two) for one, two in cut]


def by_stem(words: Mapping[str, int], common: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of each stem that is taken: the frequent and the common."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted({*words, *common}):
        if word.isalpha() and 2 < len(word) <= _LONGEST and word not in STOP_WORDS:
            found[stem(word)].append(word)
    counts = {s: sum(words.get(w, 0) for w in said) for s, said in found.items()}
    known = {stem(word) for word in common}
    often = sorted((s for s in found if counts[s] >= _OFTEN), key=lambda s: -counts[s])
    return {s: found[s] for s in sorted({*often[:STEMS], *known}) if s in found}


def placed(model: Encoder) -> tuple[list[str], Array]:
    """Return the terms, sorted, and their unit vectors around the common mean."""
    words, pairs = counted()
    common = [w for w in model.vocabulary[_COMMON] if re.fullmatch("[a-z]{3,}", w)]
    stems = by_stem(words, common)
    said = [word for family in stems.values() for word in family]
    of_word = dict(zip(said, model.vectors(said), strict=True))
    found = {
        s: sum((words.get(w, 0) + 1.0) * of_word[w].astype(float) for w in family)
        for s, family in stems.items()
    }
    phrases = sorted({p for p, n in pairs.items() if n >= _PAIRED} | {*lay_phrases()})
    for (one, two), vector in zip(
        phrases, model.vectors([" ".join(p) for p in phrases]), strict=True
    ):
        found.setdefault(f"{stem(one)} {stem(two)}", vector.astype(float))
    terms = sorted(found)
    rows = _unit(np.array([found[term] for term in terms]))
    return terms, _unit(rows - rows.mean(axis=0))


def _unit(rows: Array) -> Array:
    result: Array = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


def kin(terms: Sequence[str], rows: Array) -> dict[tuple[int, int], int]:
    """Return the nearest others of each term, in parts of `SCALE`, by pair."""
    found: dict[tuple[int, int], int] = {}
    for start in range(0, len(terms), _BLOCK):
        cosines = rows[start : start + _BLOCK] @ rows.T
        near = np.argpartition(-cosines, 3 * KIN, axis=1)[:, : 3 * KIN]
        for number, (values, places) in enumerate(
            zip(cosines, near, strict=True), start
        ):
            likely = sorted(places.tolist(), key=lambda j: (-values[j], j))
            others = (j for j in likely if not _same_word(terms[number], terms[j]))
            for j in list(others)[:KIN]:
                if values[j] >= LEAST:
                    pair = min(number, j), max(number, j)
                    found[pair] = round(float(values[j]) * SCALE)
    return found


def _same_word(one: str, other: str) -> bool:
    """Say whether two terms share a word: that is seen without a table."""
    return not {*one.split()}.isdisjoint(other.split())


def main() -> None:
    """Build the table and write it."""
    model = installed()
    if model is None:
        sys.exit("the weights of MiniLM are not installed: see docs/claims.md")
    terms, rows = placed(model)
    pairs = kin(terms, rows)
    related = sorted({number for pair in pairs for number in pair})
    place = {number: i for i, number in enumerate(related)}
    data = packed(
        [terms[number] for number in related],
        {(place[a], place[b]): likeness for (a, b), likeness in pairs.items()},
    )
    target = SHIPPED / "kindred.bin"
    target.write_bytes(zlib.compress(data, 9))
    print(f"{len(related)} terms, {len(pairs)} pairs, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
