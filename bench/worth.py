"""Sentences that were judged: do they state a fact that somebody could check?"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bench.plain_words import plain_pages
from evidencekit.claims import rankings
from evidencekit.model import Document

_JUDGED = Path(__file__).with_name("worth_a_check.txt")
_OWN = Path(__file__).parents[1] / "train" / "statements.txt"
_BINS = 5


def judged_sentences(
    articles: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[str, str, bool]]:
    """Yield the kind of text, the sentence, and whether it states such a fact.

    `articles` are those of articles_dev. What cites something on the pages of our own
    states a fact: it was written for that.
    """
    for page in plain_pages():
        for sentence in page["sentences"]:
            text = sentence["text_without_markers"]
            yield (
                "plain pages",
                text,
                bool(sentence["refs"]) or _judged()[_digest(text)],
            )
    for line in _OWN.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield "sentences of our own", line[2:], line.startswith("+")
    said = {
        sentence["text_without_markers"]
        for article in articles
        for sentence in article["sentences"]
    }
    for text in sorted(said):
        if _digest(text) in _judged():
            yield "journal articles", text, _judged()[_digest(text)]


def founding_article(page: Document) -> Iterator[tuple[str, str, bool]]:
    """Yield the same for the founding article, which nothing is trained on."""
    for claim in rankings(page):
        yield "founding article", claim.text, _judged()[_digest(claim.text)]


@cache
def _judged() -> dict[str, bool]:
    found: dict[str, bool] = {}
    worth = False
    for line in _JUDGED.read_text("utf-8").splitlines():
        if line.startswith("#"):
            worth = line == "# yes"
        else:
            found |= dict.fromkeys(line.split(), worth)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def print_reliability(
    judged: Sequence[tuple[str, str, bool]], worthiness: Callable[[str], float]
) -> None:
    """Print what the probabilities are worth, for each kind of text and overall."""
    for kind in dict.fromkeys(kind for kind, _, _ in judged):
        met = [(worthiness(t), right) for k, t, right in judged if k == kind]
        bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
        for value, right in met:
            bins[min(_BINS - 1, int(value * _BINS))].append((value, right))
        taken = [right for value, right in met if value >= 0.5]
        wanted = sum(right for _, right in met)
        error = sum(abs(sum(v - right for v, right in part)) for part in bins)
        print(
            f"  {kind}: {len(met)}, {wanted} are; P {sum(taken) / len(taken):.2f}"
            f"  R {sum(taken) / wanted:.2f}  calibration error {error / len(met):.3f}"
        )
        for number, part in enumerate(bins):
            if part:
                said, are = (
                    sum(column) / len(part) for column in zip(*part, strict=True)
                )
                low = number / _BINS
                print(f"    {low:.1f}–{low + 1 / _BINS:.1f}  {len(part):>4}"
                      f"  said {said:.2f}  are {are:.2f}")  # fmt: skip
