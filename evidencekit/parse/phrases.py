"""Finds known sequences of words, such as the names of containers."""

import json
import zlib
from collections.abc import Sequence
from functools import cache

from evidencekit.parse.shipped import little_endian, shipped


class Phrases:
    """A set of word sequences, stored as hashes, in which the longest match is found.

    File: zlib-compressed; a JSON line {"starts", "wholes"}, then the sorted hashes of
    every proper beginning, then those of every whole phrase (little-endian, 32 bits).
    """

    __slots__ = ("_starts", "_wholes")

    def __init__(self, data: bytes) -> None:
        raw = zlib.decompress(data)
        line = raw.index(b"\n")
        header = json.loads(raw[:line])
        middle = line + 1 + 4 * header["starts"]
        self._starts = frozenset(little_endian(raw[line + 1 : middle]))
        self._wholes = frozenset(little_endian(raw[middle:]))

    @classmethod
    def load(cls, name: str) -> "Phrases":
        """Return the phrases that are shipped as weights/`name`.set."""
        return _shipped(name)

    def begins(self, word: bytes) -> bool:
        """Say whether a phrase begins with `word`.

        Few do, and to look for the longest one from each word would take long.
        """
        value = zlib.crc32(word)
        return value in self._starts or value in self._wholes

    def longest(self, words: Sequence[bytes], start: int) -> int:
        """Return how many words from `start` on are a phrase; 0 if none are."""
        starts, wholes, crc = self._starts, self._wholes, zlib.crc32
        found = value = 0
        for i in range(start, len(words)):
            value = crc(words[i], value)
            if value in wholes:
                found = i + 1 - start
            if value not in starts:
                break
        return found


@cache
def _shipped(name: str) -> Phrases:
    return Phrases(shipped(f"{name}.set"))
