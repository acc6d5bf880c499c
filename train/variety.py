"""Batches of references as lists of other kinds hold them."""

import random
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from train.authorless import Press
from train.batches import Raw, parts_around_title

_FAMILY = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]+(?=,| [^\W\d_a-zß-ÿ]{1,3}\b)")
_BETWEEN_PEOPLE = re.compile(r"(?<=\.), (?=[^\W\d_a-zß-ÿ]{2})")


def in_capitals(raw: Raw) -> Raw:
    """Return `raw` with the families in capitals: "SILVA, A.; SANTOS, B." """
    if len(raw.parts) < 2 or raw.parts[0].phase != "A":
        return raw
    head = raw.text[: raw.parts[1].start]
    head = _FAMILY.sub(lambda match: match.group().upper(), head)
    head = _BETWEEN_PEOPLE.sub("; ", head)
    if len(head) != raw.parts[1].start:  # "ß" has become "SS"
        return raw
    return Raw(head + raw.text[len(head) :], raw.parts)


def unstopped(raw: Raw) -> Raw:
    """Return `raw` without a full stop at its end."""
    return Raw(raw.text.rstrip(". "), raw.parts)


def with_authorless(
    references: Sequence[Raw], some_titles: Sequence[str], rng: random.Random
) -> list[Raw]:
    """Return `references`, a part of them in exchange for newspaper items and the like.

    What is put in goes to its place in a list in alphabetical order, and elsewhere
    anywhere, or all to one place.
    """
    heads = [
        raw.text[: raw.parts[1].start]
        for raw in references
        if len(raw.parts) > 1 and raw.parts[1].phase == "T"
    ]
    press = Press(rng, heads, some_titles)
    share = rng.choice((0.05, 0.1, 0.2, 0.4, 0.7, 0.9))
    ordered = in_order([raw.text for raw in references])
    together = rng.random() < 0.3
    kept = [raw for raw in references if rng.random() >= share]
    keys = [_sort_key(raw.text) for raw in kept]
    at = rng.randint(0, len(kept))
    for _ in range(len(references) - len(kept)):
        made = press.reference()
        key = _sort_key(made.text)
        if ordered:
            at = bisect_left(keys, key)
        elif not together:
            at = rng.randint(0, len(kept))
        start, end = made.title
        kept.insert(
            at, Raw(made.text, parts_around_title(made.text, start, end - start))
        )
        keys.insert(at, key)
    return kept


def in_order(texts: Sequence[str]) -> bool:
    """Say whether `texts` stand in alphabetical order, but for a few."""
    keys = [_sort_key(text) for text in texts]
    falls = sum(a > b for a, b in pairwise(keys))
    return falls <= len(keys) / 10


def _sort_key(text: str) -> str:
    letters = "".join(c for c in text[:60] if c.isalnum() or c == " ")
    return unicodedata.normalize("NFKD", letters.casefold())
