"""Numeric markers: "[1,2–5]", "(1, 2)", raised numbers, and numbers glued to a word."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from evidencekit.claims.numbers import NUMBER_LIST, numbers_in
from evidencekit.model import Citation, Span


@dataclass(frozen=True, slots=True)
class Marker:
    """A place that reads like a marker, and the numbers it would stand for."""

    span: Span
    numbers: tuple[int, ...]


_BRACKETED = re.compile(
    rf"(?<!\w\[)(?<!!)\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}"
    rf"(?:\s?[,;‐–—-]\s?\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}){{0,40}}"
)
_IN_PARENTHESES = re.compile(rf"\(\s?{NUMBER_LIST}\s?\)")
_RAISED = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s?[,˒⁻–‐-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,60}"
    rf"|\^\{{\s?{NUMBER_LIST}\s?\}}|\^{NUMBER_LIST}\^"
    rf"|<sup\b[^<>]{{0,300}}>\s?{NUMBER_LIST}\s?</sup>"
    r"|<sup\b[^<>]{0,300}>(?:\s?[,;–-]?\s?<a\b[^<>]{0,500}>\s?\[?\d{1,3}\]?\s?</a>){1,40}"
    r"\s?</sup>",
    re.IGNORECASE,
)
_GLUED_TO_STOP = re.compile(
    rf"(?:(?<=[^\W\d_][.,;:?!])|(?<=[)%”’\"\]][.,;:?!])|(?<=[.,;:?!][”’\"')]))"
    rf"(?P<list>{NUMBER_LIST}(?:\s\d{{1,3}}){{0,4}})(?=\s|$|“|[A-Z][a-z])"
)
_GLUED_TO_WORD = re.compile(
    rf"(?:(?<=[^\W\d_A-Z])|(?<=[^\W\d_]\)))(?P<list>{NUMBER_LIST})(?=$|[\s.,;:?!)”])(?!\.\d)"
)
# "[18]F" and "¹⁴C" name isotopes.
_ELEMENT = re.compile(
    r"-?(?:H|C|N|O|F|P|S|I|K|Y|Cl|Tc|In|Ga|Cu|Zr|Lu|Fe|Xe|Rb|Sr|Na|Ca|Re|Ra|Tl)(?![a-z])"
)
# What stands before a number in brackets that is a value, a label or a step.
_VALUE_BEFORE = re.compile(
    r"(?:\b(?:CI|IQR|range|median|mean|SD|score|n|eqs?\.?|equations?|figs?\.?|figures?"
    r"|tables?|steps?|panels?|phases?|grades?|stages?|types?|no\.?|and|or|to|vol\.?"
    r"|chapters?|sections?|boxe?s?|aged?|items?|questions?|criteri(?:on|a))"
    r"|[=<>≤≥±]|(?<!\b[12]\d\d)\d)[\s:,]*$",
    re.IGNORECASE,
)
_ITEM_BEFORE = re.compile(r"(?:^|[.:;,(]|\n|\b(?:and|or|are|is|by|to|the|either))\s*$")
_POWER_BEFORE = re.compile(
    r"(?:\d|[+−-]|[\s(/·*×][A-Za-zα-ωΑ-Ω]|[\s(/·\d](?:[cdkmnµμ]?m|k?g|kcal|sec|in|ft|L|dl)"
    r"|\b(?:kg/m|mg/m|chi|eta))$"
)
_ABBREVIATION_BEFORE = re.compile(
    r"\b(?:figs?|nos?|vol|pp?|eqs?|refs?|sec|ch|tab|supp?l|approx|ca|v|ver|ed|art|dr|st"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)


def numbered_citations(
    text: str, parts: Sequence[Span], ids: Mapping[int, str]
) -> Iterator[Citation]:
    """Yield the numeric markers of the kind or kinds that the text uses.

    `parts` is where to look; `ids` are the ids of the references by their number.
    """
    bracketed = list(_bracketed(text, parts))
    raised = list(_raised(text, parts))
    glued = _glued(text, parts)
    in_parentheses = list(_in_parentheses(text, parts))
    kinds = [
        _clear(bracketed, ids, certain=True),
        _clear(_in_order(raised, slack=8), ids),
        _clear(in_parentheses, ids),
    ]
    best = max(kinds, key=len)
    if not best or best is kinds[1]:
        # Scraping keeps some raised numbers and flattens others.
        mixed = sorted([*raised, *glued], key=lambda m: m.span)
        best = _clear(_in_order(mixed, slack=8 if len(best) > 5 else 2), ids)
    for marker in best:
        known = tuple(ids[n] for n in marker.numbers if n in ids)
        unknown = tuple(str(n) for n in marker.numbers if n not in ids)
        if known or unknown:
            yield Citation(marker.span, known, unknown)


def _clear(
    markers: Sequence[Marker], ids: Mapping[int, str], certain: bool = False
) -> Sequence[Marker]:
    """Return the markers if they are this text's way to cite, else nothing.

    Numbers in brackets are nearly always markers (`certain`); other kinds have to name
    several references, and begin with the first ones or reach a good part of the list.
    """
    last = max(ids, default=0)
    plausible = [m for m in markers if m.numbers[-1] <= max(2 * last, last + 20)]
    named = {n for m in plausible for n in m.numbers}
    defined = named & ids.keys()
    inside = sum(all(n in ids for n in m.numbers) for m in plausible)
    if certain and inside and inside < 2 and len(plausible) == inside:
        return plausible
    if len(defined) < min(2, len(ids)) or inside < 0.6 * len(plausible):
        return [m for m in plausible if _all_in(m, ids)] if certain else ()
    if certain:
        return plausible
    reach = len(defined) / max(1, len(ids))
    begins = any(n in (1, 2) for m in plausible[:3] for n in m.numbers)
    if reach >= 0.3 or (begins and len(defined) >= 3):
        return plausible
    return ()


def _all_in(marker: Marker, ids: Mapping[int, str]) -> bool:
    return all(n in ids for n in marker.numbers)


def _in_order(markers: Iterable[Marker], slack: int) -> list[Marker]:
    """Keep the markers whose numbers come when the order of first use lets them.

    Lists are numbered in the order of first use, so k stands first after k - 1; some
    first uses hide in tables and figures, hence the `slack`.
    """
    kept, highest = [], 0
    for marker in markers:
        numbers = marker.numbers
        while numbers and not _may_follow(numbers, highest, slack):
            numbers = numbers[:-1]  # "therapy9, 10 patients": the tail is text
        if numbers and len(numbers) == len(marker.numbers):
            kept.append(marker)
            highest = max(highest, *numbers)
    return kept


def _may_follow(numbers: Sequence[int], highest: int, slack: int) -> bool:
    new = sorted(n for n in numbers if n > highest)
    steps = zip([highest, *new], new, strict=False)
    return all(after - before <= 1 + slack for before, after in steps)


def _found(
    pattern: re.Pattern[str],
    text: str,
    parts: Sequence[Span],
    fits: Callable[[str, Span], bool],
) -> Iterator[Marker]:
    matches = chain.from_iterable(pattern.finditer(text, p.start, p.end) for p in parts)
    for match in matches:
        group = match.lastgroup or 0
        printed, span = match[group], Span(*match.span(group))
        numbers = numbers_in(re.sub(r"<[^<>]*>", "", printed))
        if numbers and fits(text, span):
            yield Marker(span, numbers)


def _bracketed(text: str, parts: Sequence[Span]) -> Iterator[Marker]:
    return _found(_BRACKETED, text, parts, _fits_brackets)


def _fits_brackets(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 16) : span.start]
    value = re.search(r"(?:\b(?:CI|IQR|range|median)|[=<>≤≥±])[\s:,]*$", before)
    return not value and not _ELEMENT.match(text, span.end)


def _in_parentheses(text: str, parts: Sequence[Span]) -> Iterator[Marker]:
    return _found(_IN_PARENTHESES, text, parts, _fits_parentheses)


def _fits_parentheses(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 24) : span.start]
    if not before or before[-1].isalnum():  # "12(3)" is volume and issue
        return False
    if re.search(r"\b(?:al|others|colleagues)\.?,?\s$", before):
        return True
    if _VALUE_BEFORE.search(before):
        return False
    # A list of points in a sentence seldom has more than nine.
    return span.end - span.start > 3 or not _ITEM_BEFORE.search(before)


def _raised(text: str, parts: Sequence[Span]) -> Iterator[Marker]:
    return _found(_RAISED, text, parts, _fits_raised)


def _fits_raised(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 8) : span.start]
    return not _POWER_BEFORE.search(before) and not _ELEMENT.match(text, span.end)


def _glued(text: str, parts: Sequence[Span]) -> list[Marker]:
    """Return the numbers that are stuck to a stop or a word, in the order of the text.

    A word that carries the same number twice ("omega3") is a name.
    """
    after_stop = _found(_GLUED_TO_STOP, text, parts, _fits_stop)
    after_word = list(_found(_GLUED_TO_WORD, text, parts, _fits_word))
    names = Counter(_with_word(text, marker.span) for marker in after_word)
    single = (m for m in after_word if names[_with_word(text, m.span)] == 1)
    return sorted(chain(after_stop, single), key=lambda m: m.span)


def _fits_stop(text: str, span: Span) -> bool:
    return not _ABBREVIATION_BEFORE.search(text[max(0, span.start - 12) : span.start])


def _fits_word(text: str, span: Span) -> bool:
    """Want a word in lower case of four letters or more: "CD4" and "p53" are names."""
    if text[span.start - 1] == ")":
        return True
    word = re.search(r"[^\W\d_]+$", text[max(0, span.start - 30) : span.start])
    return word is not None and len(word[0]) >= 4 and word[0][1:].islower()


def _with_word(text: str, span: Span) -> str:
    before = text[max(0, span.start - 30) : span.start]
    return before[before.rfind(" ") + 1 :].lower() + text[span.start : span.end]
