"""Cuts a text into the pieces of words that BERT models know (WordPiece, uncased)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

# As BERT has it: every punctuation mark stands alone, and so does every ideograph.
_WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
_IDEOGRAPH = re.compile("([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff])")
_LONGEST_WORD = 100


class WordPieces:
    """The vocabulary of a model: the number of each piece."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {p: i for i, p in enumerate(vocabulary)}
        self._unknown = self._numbers["[UNK]"]
        self._first, self._last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        # A text says the same words over and over.
        self._of_word = lru_cache(maxsize=1 << 14)(self._cut)

    def numbers(self, text: str, most: int) -> list[int]:
        """Return the numbers of the pieces of `text`, at most `most`, ends included."""
        found: list[int] = []
        for word in _WORD.findall(_IDEOGRAPH.sub(r" \1 ", _plain(text))):
            found += self._of_word(word)
            if len(found) >= most - 2:
                break
        return [self._first, *found[: most - 2], self._last]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Return the longest known beginnings, one after the other."""
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(mark + word[start:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            found.append(number)
            start = end
        return tuple(found)


def _plain(text: str) -> str:
    """Return the text in lower case, without accents and control characters."""
    split = unicodedata.normalize("NFD", text.lower())
    kinds = ((char, unicodedata.category(char)) for char in split)
    return "".join(
        " " if char in "\t\n\r" else char
        for char, kind in kinds
        if kind != "Mn" and (kind[0] != "C" or char in "\t\n\r")
    )
