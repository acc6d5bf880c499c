"""Places that read like a numeric marker, and what is to be seen of each."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from evidencekit.claims.numbers import (
    LOCATED_LIST,
    NUMBER_LIST,
    numbers_in,
    without_locators,
)
from evidencekit.claims.surroundings import ELEMENT, around, inside
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


# "(1, 2)", and with a word before the numbers: "(see refs. 1, 2)", "(note 3)".
_WORD_BEFORE = (
    r"(?i:(?:see(?: also)?|cf\.|from|in)?\s?(?:references?|refs?|notes?|sources?"
    r"|citations?|footnotes?|endnotes?)\b\.?\s(?:nos?\.?\s)?)"
)
_IN_PARENTHESES = re.compile(
    rf"\(\s?{NUMBER_LIST}\s?\)"
    rf"|\({_WORD_BEFORE}(?P<named>{NUMBER_LIST}(?:,?\s(?:and|&)\s\d{{1,4}})?)\)"
)
_BRACKETED = re.compile(
    rf"(?<!\w\[)(?<!!)\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}"
    rf"(?:\s?[,;‐–—-]\s?\[{{1,2}}\s?{NUMBER_LIST}\s?\]{{1,2}}){{0,40}}"
    rf"|(?<!!)(?i:\[\s?{LOCATED_LIST}\s?\])"
)
# A number that leads somewhere, in HTML or in Markdown.
_LEADING = (
    r"(?:<a\b[^<>]{0,500}>\s?\[?\d{1,3}\]?\s?</a>"
    r"|\[{1,2}\s?\d{1,3}\s?\]{1,2}\([^()\s]{0,300}\))"
)
_RAISED = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s?[,˒⁻–‐-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,60}"
    rf"|\$?\^\{{\s?\[?{NUMBER_LIST}\]?\s?\}}\$?|\^{NUMBER_LIST}\^|\$\^\d\$"
    rf"|\\textsuperscript\{{\s?\[?{NUMBER_LIST}\]?\s?\}}"
    rf"|<sup\b[^<>]{{0,300}}>\s?[\[(]?{NUMBER_LIST}[\])]?\s?</sup>"
    rf"|<sup\b[^<>]{{0,300}}>[\[(]?(?:\s?[,;–-]?\s?{_LEADING}){{1,40}}[\])]?\s?</sup>",
    re.IGNORECASE,
)
_MARK_UP = re.compile(r"<[^<>]*>|(?<=\])\([^()]*\)")


def in_parentheses(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers in parentheses, in the order of the text."""
    found = []
    for match in matches(_IN_PARENTHESES, text, parts):
        span = Span(*match.span())
        if match.start() and text[match.start() - 1].isalnum():
            continue  # "12(3)" is volume and issue
        printed = without_locators(match["named"] or match[0])
        numbers = numbers_in(printed)
        if numbers:
            traits = (*around("paren", text, span), *inside(numbers, printed))
            found.append(Candidate(span, numbers, traits))
    return _with_steps(found)


def in_brackets(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the numbers in brackets, in the order of the text."""
    found = []
    for match in matches(_BRACKETED, text, parts):
        span = Span(*match.span())
        printed = without_locators(match[0])
        numbers = numbers_in(printed)
        if numbers and not _is_value(text, span):
            traits = (*around("bracket", text, span), *inside(numbers, printed))
            found.append(Candidate(span, numbers, traits))
    return found


_TAG_BEFORE = re.compile(r"<[a-zA-Z][^<>]*>\Z")


def _is_value(text: str, span: Span) -> bool:
    """Tell "range [1, 5]" and the isotope "[18]F" from a marker."""
    before = _TAG_BEFORE.sub("", text[max(0, span.start - 300) : span.start])[-16:]
    value = re.search(r"(?:\b(?:CI|IQR|range|median)|[=<>≤≥±])[\s:,]*$", before)
    return value is not None or ELEMENT.match(text, span.end) is not None


def raised(text: str, parts: Sequence[Span]) -> list[Candidate]:
    """Return the raised numbers, in the order of the text."""
    found = []
    for match in matches(_RAISED, text, parts):
        span = Span(*match.span())
        numbers = numbers_in(_MARK_UP.sub("", match[0]))
        if numbers:
            traits = (*around("raised", text, span), *inside(numbers, match[0]))
            found.append(Candidate(span, numbers, traits))
    return found


def matches(
    pattern: re.Pattern[str], text: str, parts: Sequence[Span]
) -> Iterator[re.Match[str]]:
    """Yield where the pattern stands within the parts of the text."""
    return chain.from_iterable(pattern.finditer(text, p.start, p.end) for p in parts)


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
