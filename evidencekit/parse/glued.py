"""Parts entries that scraping has glued together: "…2179.Qaseem A, et al. (2016)"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidencekit.model import Span
from evidencekit.parse.boundaries import ADDRESS, manner
from evidencekit.parse.likeness import PEOPLE

# No address and no ending is longer.
_WORD = re.compile(r"(?<!\S)\S{3,500}(?!\S)")
# A capital behind what is none or behind the last letter of an address, but not that
# of "McDonald"; a particle behind a stop or slash; and a label, "…/[2] Smith".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ\d_/#=.)\]”])(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!Du)(?<!La)(?<!Le)(?<!Van)"
    r"(?=[^\W\d_a-zß-ÿ])"
    r"|(?<=[A-Z])(?=[A-ZÀ-Þ][a-zß-ÿ]{2})"
    r"|(?<=[./])(?=(?:van|von|de|der|den|du|la|le|el)(?![^\W\d_]))"
    r"|(?=\[\d{1,3}\](?!\S)|\[\d{1,3}\][^\W\d_])"
)
# What ends an entry, but not that of "J.A.Smith".
_END = re.compile(r"(?:[\d)\].]|[^\W_]{2}|\Ap)[.)\]]\Z|\d\Z|[.?!]”\Z")
# Of these, all that an address cannot go on with, as it can with "J. Smith".
_PEOPLE = PEOPLE - {"dotted-first", "dotted-caps"}
# A body, or a title that stands first: "Mayo Clinic. (2021)", "Sleep apnea. (n.d.)".
_DATED = re.compile(
    r"[^\W\d_]+[\s,:.?!-][^.?!()\n]{0,200}[.?!]?\s\((?:n\.d\.|(?:1[89]|20)\d\d)"
)
_CAPITALISED = re.compile(
    r"[^\W\d_a-zß-ÿ](?:[^\W\d_A-ZÀ-Þ]{2,}|[^\W\d_a-zß-ÿ]{2,})[\s,.:]"
)
# From so many places on, with no more line breaks than those, a whole list is glued.
_WHOLE_LIST = 3


@dataclass(frozen=True, slots=True)
class Parted:
    """A text with a space at each of the offsets `spaces` that was not there before."""

    text: str
    spaces: tuple[int, ...] = ()

    def original(self, span: Span) -> Span:
        """Return where `span` stands in the text as it was."""
        return Span(
            span.start - bisect_left(self.spaces, span.start),
            span.end - bisect_left(self.spaces, span.end),
        )


def parted(text: str) -> Parted:
    """Return the list in `text` with a space where an entry is glued to the one before.

    That is where people, or a title and its year, begin right behind an address, a
    number or the end of a sentence. White space decides nothing by itself: whether an
    entry begins there is left to who cuts the list.
    """
    places = list(_places(text, _begins_surely))
    if len(places) >= max(_WHOLE_LIST, text.count("\n")):
        places = list(_places(text, _may_begin))
    if not places:
        return Parted(text)
    pieces = [text[a:b] for a, b in pairwise((0, *places, len(text)))]
    spaces = tuple(place + number for number, place in enumerate(places))
    return Parted(" ".join(pieces), spaces)


def _places(text: str, begins: Callable[[str, int, int], bool]) -> Iterator[int]:
    """Yield the last place of each word at which an entry `begins`."""
    for word in _WORD.finditer(text):
        for match in reversed(list(_GLUED.finditer(text, *word.span()))):
            place = match.start()
            # "ğ" is no capital, though it is not between a and z either.
            is_small = text[place].islower() and text[place - 1] not in "./"
            if is_small or not word.start() < place < word.end() - 1:
                continue
            if text[place] == "[" or begins(text, word.start(), place):
                yield place
                break


def _begins_surely(text: str, word: int, place: int) -> bool:
    """Say whether people, or a title with its year, are glued to what can end."""
    if not _has_ended(text, word, place):
        return False
    return manner(text, place) in _PEOPLE or _DATED.match(text, place) is not None


def _may_begin(text: str, word: int, place: int) -> bool:
    """Say whether an entry may begin at `place` in a list that is glued throughout."""
    if _has_ended(text, word, place):
        capitalised = _CAPITALISED.match(text, place) is not None
        return capitalised or manner(text, place) in _PEOPLE
    return text[place - 1].islower() and manner(text, place) in _PEOPLE


def _has_ended(text: str, word: int, place: int) -> bool:
    return (
        _END.search(text[max(word, place - 3) : place]) is not None
        or ADDRESS.search(text, word, place) is not None
    )
