"""Places that read like a numeric marker, and what is to be seen of each."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from evidencekit.claims.numbers import NUMBER_LIST, numbers_in
from evidencekit.claims.words import FUNCTION_WORDS
from evidencekit.model import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that reads like a marker, the numbers in it, and its traits.

    A flattened list may run into the text ("therapy9, 10 patients"): one place then
    has a candidate for each number that the marker could end with.
    """

    span: Span
    numbers: tuple[int, ...]
    traits: tuple[str, ...] = ()


_DASHES = r"\-‐‑‒–—−"
_IN_PARENTHESES = re.compile(rf"\(\s?{NUMBER_LIST}\s?\)")
_BRACKETED = re.compile(
    rf"(?<!\w\[)(?<!!)\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}"
    rf"(?:\s?[,;‐–—-]\s?\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}){{0,40}}"
)
_RAISED = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s?[,˒⁻–‐-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,60}"
    rf"|\^\{{\s?\[?{NUMBER_LIST}\]?\s?\}}|\^{NUMBER_LIST}\^"
    rf"|<sup\b[^<>]{{0,300}}>\s?[\[(]?{NUMBER_LIST}[\])]?\s?</sup>"
    r"|<sup\b[^<>]{0,300}>[\[(]?(?:\s?[,;–-]?\s?<a\b[^<>]{0,500}>\s?\[?\d{1,3}\]?\s?</a>)"
    r"{1,40}[\])]?\s?</sup>",
    re.IGNORECASE,
)
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
_UNIT = re.compile(
    r"(?:[cdkmnµμ]?[mglLsM]|k?cal|kcal|sec|min|in|ft|d[lL]|[kM]?Pa|Hz|[mk]?[JWV]|h|hr)\Z"
)
_UNIT_AFTER = re.compile(
    r"\s?(?:[%°‰×x±=+]|(?:[cdkmnµμ]?[mglLM]|mmol|mol|k?cal|sec|min|h|hr|ft|mmHg|Hz|kDa|bp|IU"
    r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|fold|patients|people"
    r"|participants|women|men|children|adults|cases|studies|subjects|mice|rats|of|out)"
    r"\b)"
)
_VALUE_BEFORE = re.compile(
    r"(?:\b(?:CI|IQR|ranges?|median|mean|SD|scores?|n|eqs?\.?|equations?|figs?\.?"
    r"|figures?|tables?|steps?|panels?|phases?|grades?|stages?|types?|no\.?|vol\.?"
    r"|chapters?|sections?|box(?:es)?|aged?|items?|questions?|criteri(?:on|a)|days?"
    r"|weeks?|months?|years?|groups?|p|version|supplementary|file|level|class|about"
    r"|than|least|to|and|or|over|between|of|from|until|by|nearly|approximately)"
    r"\s?)\Z",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:al|others|colleagues|co-?workers|studies|study|reviews?|trials?|previously"
    r"|elsewhere|described|reported|reports?|references?|refs?|in|see)\.?,?\s?\Z",
    re.IGNORECASE,
)
_ELEMENT = re.compile(
    r"-?(?:H|C|N|O|F|P|S|I|K|Y|Cl|Tc|In|Ga|Cu|Zr|Lu|Fe|Xe|Rb|Sr|Na|Ca|Re|Ra|Tl)(?![a-z])"
)
_ABBREVIATION = frozenset(
    [
        *("fig", "figs", "no", "nos", "vol", "p", "pp", "eq", "eqs", "ref", "refs"),
        *("sec", "ch", "tab", "suppl", "supp", "approx", "ca", "v", "ver", "ed", "art"),
        *("dr", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept"),
        *("oct", "nov", "dec", "vs", "cat"),
    ]
)
# An article has some hundreds; a bound for time.
_MOST_FLAT = 5_000
_MOST_CUTS = 8
# The same marker stands behind the same word less often than this.
_OFTEN = 4


def in_parentheses(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers in parentheses, in the order of the text."""
    found = []
    for match in _matches(_IN_PARENTHESES, text, parts):
        span = Span(*match.span())
        if match.start() and text[match.start() - 1].isalnum():
            continue  # "12(3)" is volume and issue
        numbers = numbers_in(match[0])
        if numbers:
            traits = (*_around("paren", text, span), *_inside(numbers, match[0]))
            found.append(Candidate(span, numbers, traits))
    return _with_steps(found)


def in_brackets(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers in brackets, in the order of the text."""
    found = []
    for match in _matches(_BRACKETED, text, parts):
        span = Span(*match.span())
        numbers = numbers_in(match[0])
        if numbers and not _is_value(text, span):
            traits = (*_around("bracket", text, span), *_inside(numbers, match[0]))
            found.append(Candidate(span, numbers, traits))
    return found


def _is_value(text: str, span: Span) -> bool:
    """Tell "range [1, 5]" and the isotope "[18]F" from a marker."""
    before = text[max(0, span.start - 16) : span.start]
    value = re.search(r"(?:\b(?:CI|IQR|range|median)|[=<>≤≥±])[\s:,]*$", before)
    return value is not None or _ELEMENT.match(text, span.end) is not None


def raised(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the raised numbers, in the order of the text."""
    found = []
    for match in _matches(_RAISED, text, parts):
        span = Span(*match.span())
        numbers = numbers_in(re.sub(r"<[^<>]*>", "", match[0]))
        if numbers:
            traits = (*_around("raised", text, span), *_inside(numbers, match[0]))
            found.append(Candidate(span, numbers, traits))
    return found


def flat(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers that may have been raised once, in the order of the text."""
    places = [
        Span(*match.span())
        for match, _ in zip(
            _matches(_FLAT, text, parts), range(_MOST_FLAT), strict=False
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
        for match in _matches(_WORD, text, parts):
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
        return (f"name {own} {times} {others}", f"{_word_kind(near)} {own}")

    def is_name(self, text: str, span: Span) -> bool:
        """Say whether the word before the number bears numbers, as "IL6" does."""
        near = text[max(0, span.start - 30) : span.start]
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
        _matches(_LONG_NUMBER, text, parts), range(_MOST_FLAT), strict=False
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
            around = _around("flat", text, part)
            cut = ("cut",) if end < span.end else ()
            inside = _inside(numbers, printed)
            yield Candidate(part, numbers, (*around, *shared, *cut, *inside))


def _matches(
    pattern: re.Pattern[str], text: str, parts: Sequence[Span]
) -> Iterator[re.Match[str]]:
    return chain.from_iterable(pattern.finditer(text, p.start, p.end) for p in parts)


def _around(kind: str, text: str, span: Span) -> tuple[str, ...]:
    before = _before(text, span.start)
    after = _after(text, span.end)
    return (
        f"{kind}",
        f"{kind} {before}|",
        f"{kind} |{after}",
        f"{kind} {before}|{after}",
    )


def _before(text: str, start: int) -> str:
    """Return the kind of what stands before a candidate."""
    near = text[max(0, start - 24) : start]
    if not near or near[-1] == "\n":
        return "start"
    last = near[-1]
    if last == " ":
        bare = near.rstrip()
        if not bare:
            return "start"
        if _NAMED_BEFORE.search(near):
            return "_named"
        if _VALUE_BEFORE.search(near):
            return "_value"
        return "_" + _before(text, start - (len(near) - len(bare)))
    if last.isalpha():
        return _word_kind(near)
    if last.isdigit():
        if re.search(r"(?<!\d)(?:1[89]|20)\d\d\Z", near):
            return "year"
        return "code" if re.search(r"[^\W\d_]\d{1,3}\Z", near) else "digit"
    if last in ".,;:?!":
        return last + _before_stop(near)
    if last in ")]":
        return ")"
    if last in "”’\"'":
        return "quote"
    return last if last in "%(*†‡/=<>±°" else "other"


def _word_kind(near: str) -> str:
    match = re.search(r"[^\W\d_]+\Z", near)
    word = match[0] if match else ""
    led = near[: len(near) - len(word)][-1:]
    if _UNIT.match(word) and (led in " /·.0123456789⁻¹×" or not led):
        return "unit"
    if led.isdigit() or led in {"-", "α", "β", "γ"}:
        return "code"
    if word == "al":
        return "al"
    if word.islower():
        return "lower4" if len(word) > 3 else f"lower{len(word)}"
    if len(word) > 1 and word[0].isupper() and word[1:].islower():
        return "Title4" if len(word) > 3 else "Title"
    return "CAPS" if len(word) > 1 else "letter"


def _before_stop(near: str) -> str:
    match = re.search(r"[^\W_]+[)”’\"%\]]?\Z", near.rstrip(".,;:?!"))
    word = match[0] if match else ""
    if word[-1:] in tuple(')”’"%]'):
        return word[-1]
    if word == "al":
        return word
    if word.isdigit():
        return "year" if re.fullmatch(r"(?:1[89]|20)\d\d", word) else "digit"
    if word.lower() in _ABBREVIATION:
        return "abbr"
    if len(word) < 2:
        return "letter"
    return "word" if word.isalpha() else "code"


def _after(text: str, end: int) -> str:
    """Return the kind of what stands after a candidate."""
    near = text[end : end + 24]
    if not near or near[0] == "\n":
        return "end"
    if _ELEMENT.match(near):
        return "element"
    if _UNIT_AFTER.match(near):
        return "unit"
    first = near[0]
    if first == " ":
        return "_" + _after_space(near[1:])
    if first.isalpha():
        return "Letter" if first.isupper() else "letter"
    if first in ".,":
        glued = "digit" if near[1:2].isdigit() else "letter"
        return first + (glued if near[1:2].isalnum() else "")
    if first in ";:?!":
        return ";"
    return first if first in ")]-–/(=<" else "other"


def _after_space(near: str) -> str:
    if near[:1].isupper():
        return "Word"
    if near[:1].isdigit():
        return "digit"
    word = re.match(r"[^\W\d_]+", near)
    if word:
        return "function" if word[0] in FUNCTION_WORDS else "word"
    return near[:1] if near[:1] in "([–-=<>±×" else "other"


def _inside(numbers: tuple[int, ...], printed: str) -> tuple[str, ...]:
    size = "one" if len(numbers) == 1 else "two" if len(numbers) == 2 else "more"
    rising = all(a < b for a, b in pairwise(numbers))
    return (f"has {size}", "rising" if rising else "falling")


# Points of a list in one sentence: "(1) rest, (2) run and (3) repeat".
_NEAR = 400


def _with_steps(found: Sequence[Candidate]) -> list[Candidate]:
    """Say of each single number whether its neighbours are near."""
    starts = [c.span.start for c in found]
    stepped = []
    for place, candidate in enumerate(found):
        if len(candidate.numbers) == 1:
            number = candidate.numbers[0]
            first = bisect_left(starts, candidate.span.start - _NEAR)
            before = {n for c in found[first:place][-8:] for n in c.numbers}
            last = bisect_left(starts, candidate.span.start + _NEAR)
            after = {n for c in found[place + 1 : last][:8] for n in c.numbers}
            steps = (number - 1 in before) + 2 * (number + 1 in after)
            point = "point" if number < 10 else "high point"
            traits = (*candidate.traits, f"{point} {steps}")
            candidate = replace(candidate, traits=traits)
        stepped.append(candidate)
    return stepped


def merged(*kinds: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates of several kinds in the order of the text."""
    return sorted(chain(*kinds), key=lambda c: (c.span.start, -c.span.end))
