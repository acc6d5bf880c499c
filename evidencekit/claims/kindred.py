"""Words that mean about the same: "tired" and "fatigue", "working out" and "exercise".

Consumer pages say in plain words what titles say in terms. A table that ships names,
for some twelve thousand stems and pairs of neighbouring stems, those that a small
language model takes for nearly the same (`python -m train.kindred`).
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise

from evidencekit.claims.rows import Matrix, zeros
from evidencekit.claims.terms import Weigher, word_rarity

# Likeness is kept in sixteenths.
SCALE = 16


@dataclass(frozen=True, slots=True)
class Kindred:
    """The table: each term's number, and whom it is like.

    A pair stands once, with the term of the lower number. `low` and `high` are the two
    bytes of how much further on in `terms` each other is than the one before.
    """

    numbers: Mapping[str, int]
    terms: Sequence[str]
    starts: Sequence[int]
    low: bytes
    high: bytes
    likeness: bytes

    def of(self, term: str) -> Iterator[tuple[str, float]]:
        """Yield the terms that `term` stands with, and how alike they are (0 .. 1)."""
        number = self.numbers.get(term)
        if number is None:
            return
        place = number
        for at in range(self.starts[number], self.starts[number + 1]):
            place += self.low[at] + 256 * self.high[at]
            yield self.terms[place], self.likeness[at] / SCALE


@cache
def shipped_kindred() -> Kindred:
    """Return the table of the package."""
    packed = files("evidencekit.claims").joinpath("weights/kindred.bin").read_bytes()
    return unpacked(zlib.decompress(packed))


def packed(terms: Sequence[str], pairs: Mapping[tuple[int, int], int]) -> bytes:
    """Return the bytes of a table: the terms, and sixteenths by pair, lower first."""
    rows: list[list[int]] = [[] for _ in terms]
    for low, high in sorted(pairs):
        rows[low].append(high)
    # Others are counted from the one before: small numbers take less room.
    steps = [b - a for i, row in enumerate(rows) for a, b in pairwise([i, *row])]
    words = "\n".join(terms).encode()
    return b"".join(
        (
            len(words).to_bytes(4, "little"),
            words,
            bytes(map(len, rows)),
            bytes(step % 256 for step in steps),
            bytes(step // 256 for step in steps),
            bytes(pairs[pair] for pair in sorted(pairs)),
        )
    )


def unpacked(data: bytes) -> Kindred:
    """Return the table that `packed` wrote."""
    start = 4 + int.from_bytes(data[:4], "little")
    terms = data[4:start].decode().split("\n")
    counts = data[start : start + len(terms)]
    start += len(terms)
    count = sum(counts)
    low, high, likeness = (
        data[start + k * count : start + (k + 1) * count] for k in range(3)
    )
    numbers = {term: i for i, term in enumerate(terms)}
    starts = [0, *accumulate(counts)]
    return Kindred(numbers, terms, starts, low, high, likeness)


def with_neighbours(stems: Sequence[str]) -> list[str]:
    """Return the stems and the pairs of neighbouring ones, as the table has them."""
    return [*stems, *(f"{one} {next_}" for one, next_ in pairwise(stems))]


def kin_likeness(
    said: Sequence[Sequence[str]], titles: Sequence[Sequence[str]], local: Weigher
) -> Matrix:
    """Return the share of each title that a sentence says, be it in other words.

    Args:
        said: the stems of each sentence.
        titles: the stems of each title.
        local: what weighs a stem by how few of the titles have it.
    """
    listed = list(dict.fromkeys(term for title in titles for term in title))
    place = {term: k for k, term in enumerate(listed)}
    values = [word_rarity(term) * local(term) for term in listed]
    shares: list[list[tuple[int, float]]] = [[] for _ in listed]
    for j, title in enumerate(titles):
        terms = [place[term] for term in dict.fromkeys(title)]
        total = sum(values[k] for k in terms) or 1.0
        for k in terms:
            shares[k].append((j, values[k] / total))
    spoken = [list(dict.fromkeys(with_neighbours(stems))) for stems in said]
    meant = _meant(titles, spoken, place)
    found = zeros(len(said), len(titles))
    for row, around in zip(found, spoken, strict=True):
        best: dict[int, float] = {}
        for term in around:
            for k, likeness in meant.get(term, ()):
                if likeness > best.get(k, 0.0):
                    best[k] = likeness
        for k, likeness in best.items():
            for j, share in shares[k]:
                row[j] += likeness * share
    return found


def _meant(
    titles: Sequence[Sequence[str]],
    spoken: Sequence[Sequence[str]],
    place: Mapping[str, int],
) -> dict[str, list[tuple[int, float]]]:
    """Return, by term that is said, the places of stems it stands for, how surely."""
    table = shipped_kindred()
    said = dict.fromkeys(term for terms in spoken for term in terms)
    found: dict[str, list[tuple[int, float]]] = {
        term: [(place[term], 1.0)] for term in said if term in place
    }
    written = dict.fromkeys(t for title in titles for t in with_neighbours(title))
    # A pair stands with one of its terms only.
    pairs = [(other, term, v) for term in written for other, v in table.of(term)]
    pairs += [(term, other, v) for term in said for other, v in table.of(term)]
    for spoken_term, term, likeness in pairs:
        if spoken_term in said and term in written:
            found.setdefault(spoken_term, []).extend(
                (place[word], likeness) for word in term.split()
            )
    return found
