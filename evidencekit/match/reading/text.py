"""The words of a printed reference, and where they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evidencekit.match.titles import title
from evidencekit.model import Reference

WORD = re.compile(r"[^\W_]+")
# Addresses and identifiers, whose words and numbers are those of no field.
ADDRESS = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\b10\.\d{4,9}/\S+|\bPMC?ID\b\W{0,3}\w+", re.I
)
# When a page was read, in what is printed behind a reference.
ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|abgerufen|zugriff|acesso|consult\w+)\b.*", re.I | re.S
)
# Words between names, in the languages of reference lists, and what editors add.
_BETWEEN_WORDS = """
    and und et y e i och og en ed eds editor editors hrsg in by jr sr ii iii
"""
BETWEEN = frozenset(_BETWEEN_WORDS.split())
# Entries of bibliography files hold their fields as data; nothing was guessed.
_STRUCTURED = ("@", "{", "TY  -")


def printed_text(reference: Reference) -> str:
    """Return the text that fields were cut out of, "" if they were given as data."""
    text = reference.text
    return "" if text.lstrip().startswith(_STRUCTURED) else text


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text outside addresses, their places, and their letters joined."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        """Return the words of `text`; addresses become blanks."""
        bare = ADDRESS.sub(lambda m: " " * len(m.group()), text)
        matches = list(WORD.finditer(bare))
        return cls(
            bare,
            tuple(letters(match.group()) for match in matches),
            tuple(match.start() for match in matches),
            tuple(match.end() for match in matches),
        )

    def between(self, start: int, end: int) -> str:
        """Return what is printed from the word `start` up to the word `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def behind(self, end: int) -> str:
        """Return what stands between the words before and from `end` on."""
        last = self.starts[end] if end < len(self.words) else len(self.text)
        return self.text[self.ends[end - 1] : last]

    def find(self, wanted: str, first: int = 0) -> tuple[int, int] | None:
        """Return the words [i, j) whose letters are `wanted`, the first there are."""
        for i in range(first, len(self.words)):
            if wanted.startswith(self.words[i]) and self.words[i]:
                j, rest = i, wanted
                while rest and j < len(self.words) and rest.startswith(self.words[j]):
                    rest = rest[len(self.words[j]) :]
                    j += 1
                if not rest:
                    return i, j
        return None


@lru_cache(maxsize=1 << 14)
def letters(word: str) -> str:
    """Return a word as titles are compared: folded, without marks."""
    return title(word).letters
