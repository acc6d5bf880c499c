"""Numbers that were raised once and are flattened now: "depression.3,4", "therapy9".

A name that has a number of its own ("IL6") and lists that run into the text are told
apart here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from evidencekit.claims.candidates import Candidate, matches, merged
from evidencekit.claims.numbered_names import has_own_number
from evidencekit.claims.numbers import numbers_in
from evidencekit.claims.surroundings import around, inside, word_kind
from evidencekit.model import Span

_DASHES = r"\-‐‑‒–—−"
# A number of one to three digits that no other number runs into. What stands after
# the first number and its separator belongs to the list or to the text.
_FLAT = re.compile(
    rf"(?<![\d{_DASHES}/·.,⁻^{{=<>≤≥±×+$€£])"
    r"(?:(?<=[^\W\d_])|(?<=[ \u00a0)%”’\"'\]*†‡°]))"
    r"[1-9]\d{0,2}(?!\d)"
    rf"(?:(?:\s?[,;]\s?|\s?[{_DASHES}]\s?| )[1-9]\d{{0,2}}(?![\d%])){{0,60}}"
    rf"|(?:(?<=[^\W\d_][.,;:?!])|(?<=[\d)%”’\"'\]][.,;:?!])|(?<=[.,;?!][”’\"')]))"
    rf"[1-9]\d{{0,2}}(?!\d)"
    rf"(?:(?:\s?[,;]\s?|\s?[{_DASHES}]\s?| )[1-9]\d{{0,2}}(?![\d%])){{0,60}}"
)
_NUMBER = re.compile(r"\d+")
# An article has some hundreds; a bound for time.
_MOST_FLAT = 5_000
_MOST_CUTS = 8
# The same marker stands behind the same word less often than this.
_OFTEN = 4


def flat(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers that may have been raised once, in the order of the text."""
    places = [
        Span(*match.span())
        for match, _ in zip(
            matches(_FLAT, text, parts), range(_MOST_FLAT), strict=False
        )
    ]
    names = _Names.of(text, parts)
    found: list[Candidate] = []
    for span in places:
        if names.is_name(text, span):
            continue
        found.extend(_cut(text, span, names.trait(text, span)))
        for later in _after_commas(text, span):
            found.extend(_cut(text, later, ()))
    for span in _behind_names(text, parts, names):
        found.extend(_cut(text, span, ()))
    return merged(found)


@dataclass(frozen=True, slots=True)
class _Names:
    """The words of a text with the numbers that are glued to them ("omega3")."""

    numbers: Mapping[str, Counter[str]]
    plain: Set[str]

    @classmethod
    def of(cls, text: str, parts: Sequence[Span]) -> "_Names":
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        plain = set()
        for match in matches(_WORD, text, parts):
            if match[2]:
                numbers[match[1]][match[2]] += 1
            else:
                plain.add(match[1])
        return cls(numbers, plain)

    def trait(self, text: str, span: Span) -> tuple[str, ...]:
        """Return whether the word before is a name that numbers belong to."""
        near = text[max(0, span.start - 30) : span.start]
        word = re.search(r"[^\W\d_]+\Z", near)
        number = _NUMBER.match(text, span.start)
        if word is None or number is None:
            return ()
        seen = self.numbers.get(word[0], Counter())
        times = min(3, seen[number[0]])
        others = min(3, len(seen))
        own = "plain" if word[0] in self.plain else "never plain"
        return (f"name {own} {times} {others}", f"{word_kind(near)} {own}")

    def is_name(self, text: str, span: Span) -> bool:
        """Say whether the word before the number bears numbers, as "IL6" does."""
        near = text[max(0, span.start - 30) : span.start]
        if has_own_number(near, text[span.start : span.end]):
            return True
        word = re.search(r"[^\W\d_]+\Z", near)
        seen = self.numbers.get(word[0]) if word else None
        if word is None or not seen:
            return False
        repeated = sum(times > 1 for times in seen.values())
        return max(seen.values()) >= _OFTEN or (
            repeated > 1 and not word[0].islower() and word[0] not in self.plain
        )

    def known(self, name: str, number: str) -> bool:
        """Say whether the text has the name with that number elsewhere."""
        return self.numbers.get(name, Counter())[number] > 0


_WORD = re.compile(r"(?<![^\W_])([^\W\d_]{1,40})(\d{1,4})?(?![^\W_])")
_LONG_NUMBER = re.compile(
    r"(?<![^\W_])([^\W\d_]{0,40})(\d{2,6})(?:,\s?\d{1,3}){0,20}(?![\w%])"
)


def _behind_names(text: str, parts: Sequence[Span], names: _Names) -> Iterator[Span]:
    """Yield what is glued to a year or to a name that ends in a number: "in 200312"."""
    for match, _ in zip(
        matches(_LONG_NUMBER, text, parts), range(_MOST_FLAT), strict=False
    ):
        word, digits = match[1], match[2]
        start = match.start(2)
        if not word and len(digits) > 4 and re.match(r"(?:19|20)\d\d[1-9]", digits):
            yield Span(start + 4, match.end())
        elif word:
            for size in range(1, len(digits)):
                if digits[size] != "0" and names.known(word, digits[:size]):
                    yield Span(start + size, match.end())


def _after_commas(text: str, span: Span) -> Iterator[Span]:
    """Yield the list again from each later number that stands right behind a comma.

    The first ones may be a value: "a titre of 1:10,5,7".
    """
    commas = re.compile(r"(?<=\d)[,.](?=\d)").finditer(text, span.start, span.end)
    for comma, _ in zip(commas, range(2), strict=False):
        yield Span(comma.end(), span.end)


def _cut(text: str, span: Span, shared: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield the whole list, then its beginnings."""
    ends = [m.end() for m in _NUMBER.finditer(text, span.start, span.end)]
    for end in [ends[-1], *ends[:-1][:_MOST_CUTS]]:
        part = Span(span.start, end)
        printed = part.of(text)
        numbers = numbers_in(re.sub(r"(?<=\d) (?=\d)", ",", printed))
        if numbers:
            near = around("flat", text, part)
            cut = ("cut",) if end < span.end else ()
            own = inside(numbers, printed)
            yield Candidate(part, numbers, (*near, *shared, *cut, *own))
