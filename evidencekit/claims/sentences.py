"""The sentences of a text, also of one that was scraped onto a single line.

Three passes, each linear: blocks (blank lines, list items, headings on their own
line), stops that end a sentence, and headings that scraping has glued to the sentence
after them.
"""

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise

from evidencekit.claims.numbers import NUMBER_LIST
from evidencekit.claims.words import FUNCTION_WORDS, OPENERS
from evidencekit.model import Span

_LINE_END = re.compile(r"[ \t\r]*\n[ \t]*")
_CLOSERS = r"[”’\"'»)\]]"
# A marker after the stop belongs to the sentence that it closes.
_MARKER = (
    rf"(?:\s?\[{{1,2}}\^?[\w,;\s\[\]–-]{{1,60}}\]{{1,2}}|(?<=[^\W\d_]\.){NUMBER_LIST}(?=\s+[A-Z“(]|\s*$)"
    rf"|(?<=[)”’\"%]){NUMBER_LIST}(?=\s+[A-Z“(]|\s*$)|[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹,˒⁻–-]{{0,60}}"
    r"|\s?\^\{[^{}]{1,100}\}|<sup\b[^<>]{0,300}>[^<>]{0,100}</sup>)"
)
_STOP = re.compile(rf"(?:[.]{{1,6}}|[!?…。]{{1,6}}){_CLOSERS}{{0,3}}{_MARKER}?")
_OPENING = re.compile(r"[\s]*[“‘\"'«(\[¿¡]{0,3}")
_TOKEN_BEFORE = re.compile(r"[^\s(\[“\"/–—]{1,40}\Z")
_ABBREVIATIONS = frozenset(
    [
        *("al", "approx", "art", "assoc", "bros", "ca", "capt", "cf", "chap", "co"),
        *("col", "corp", "dept", "det", "diss", "dr", "ed", "eds", "e.g", "eg", "eq"),
        *("eqs", "esp", "est", "etc", "ex", "exp", "ext", "fig", "figs", "gen", "gov"),
        *("hon", "hr", "hrs", "i.e", "ie", "inc", "incl", "jr", "lt", "ltd", "max"),
        *("messrs", "min", "mr", "mrs", "ms", "mt", "no", "nos", "op", "p", "par"),
        *("pp", "prof", "rep", "ref", "refs", "resp", "rev", "sec", "sect", "sen"),
        *(
            "sgt",
            "sp",
            "spp",
            "sr",
            "ss",
            "st",
            "subsp",
            "suppl",
            "supp",
            "tab",
            "temp",
        ),
        *("univ", "v", "var", "viz", "vol", "vols", "vs", "wt", "z.b", "d.h", "bzw"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov"),
        *("dec", "u.s", "u.k", "ph.d", "m.d", "b.sc", "m.sc", "a.m", "p.m"),
    ]
)
# These end a sentence where a common opening word follows.
_EITHER = frozenset(
    [
        *("al", "etc", "co", "corp", "inc", "ltd", "jr", "sr", "u.s", "u.k", "ph.d"),
        *("m.d", "a.m", "p.m", "b.sc", "m.sc", "spp", "sp", "hrs", "min", "max", "no"),
        *("temp", "art", "p", "v", "exp", "est", "var"),
    ]
)
_UNIT_BEFORE = re.compile(r"\d\s?(?:min|max|hrs?|sec|wt|h)\Z")
_DOMAINS = frozenset(["Com", "Org", "Net", "Edu", "Gov", "Info"])
_LONGEST_TITLE = 24
# A bound for memory: the pairs of words of a longer text come from its beginning.
_VOCABULARY_CHARACTERS = 300_000
_WORD = re.compile(r"\S+")
_TITLE_WORD = re.compile(r"[(“\"&]{0,2}[A-Z0-9&][\w’'‐-–—-]*[)”\"]?\Z")


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text` inside `span`, in order and without overlaps.

    Only white space and list bullets are left out.
    """
    area = span or Span(0, len(text))
    lower = _lower_pairs(text[area.start : area.start + _VOCABULARY_CHARACTERS])
    known = {word for pair in lower for word in pair}
    found: list[Span] = []
    for block in _blocks(text, area):
        for sentence in _cut(text, block, _stops):
            for part in _cut(text, sentence, lambda t, s: _joints(t, s, known)):
                found.extend(_cut(text, part, lambda t, s: _titles(t, s, lower)))
    return tuple(found)


_JOINT = re.compile(r"(?<=[\s(])([a-zà-ÿ]{3,30})(?=([A-ZÀ-Þ][a-zà-ÿ]{2,30})\b)")


def _joints(text: str, sentence: Span, known: Set[str]) -> Iterator[int]:
    """Yield where one item of a list was glued to the next: "Joint painLimb pain".

    "YouTube" and "knowHow" are one word: the first half has to be in lower case, and
    both have to be words that the text has elsewhere.
    """
    for joint in _JOINT.finditer(text, sentence.start, sentence.end):
        if joint[1].lower() in known and joint[2].lower() in known:
            yield joint.end()


def _lower_pairs(text: str) -> Set[tuple[str, str]]:
    """Return the pairs of neighbouring words that the text writes in lower case."""
    words = re.findall(r"[^\W\d_]+", text)
    pairs = pairwise(words)
    return {pair for pair in pairs if pair[0].islower() and pair[1].islower()}


def _cut(
    text: str, span: Span, breaks: Callable[[str, Span], Iterator[int]]
) -> Iterator[Span]:
    start = span.start
    for end in (*breaks(text, span), span.end):
        part = _stripped(text, start, end)
        if part is not None:
            yield part
        start = end


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _blocks(text: str, area: Span) -> Iterator[Span]:
    """Yield the stretches between breaks that no sentence runs across."""
    start = area.start
    for line in _LINE_END.finditer(text, area.start, area.end):
        if line.start() < start:
            continue
        if _breaks_block(text, start, line, area.end):
            yield Span(start, line.start())
            start = line.end()
    yield Span(start, area.end)


_ITEM = re.compile(r"(?:[-*+•●◦▪>]|\d{1,3}[.)]|#{1,6})\s|\Z|\n")


def _breaks_block(text: str, start: int, line: re.Match[str], end: int) -> bool:
    """Tell a line end that parts blocks from one that only wraps a line."""
    if line.end() >= end or _ITEM.match(text, line.end()):
        return True
    first = text.rfind("\n", max(start, line.start() - 200), line.start()) + 1
    before = text[max(start, first) : line.start()].strip()
    if before.startswith("#"):
        return True
    if not before or before[-1] in ".!?:;,-":
        return False
    after = text[line.end()]
    # A short line without a stop, and a capital on the next one: a heading.
    return len(before) < 60 and (after.isupper() or after in "“\"'")


def _stops(text: str, span: Span) -> Iterator[int]:
    """Yield where a sentence of the block ends."""
    for stop in _STOP.finditer(text, span.start, span.end):
        if stop.end() < span.end and _ends_sentence(text, stop, span):
            yield stop.end()


def _ends_sentence(text: str, stop: re.Match[str], span: Span) -> bool:
    opening = _OPENING.match(text, stop.end())
    after = opening.end() if opening else stop.end()
    if after >= span.end:
        return True
    spaced = text[stop.end()].isspace()
    following = text[after]
    if stop[0][0] != ".":
        return following.isupper() or (spaced and not following.islower())
    if not (following.isupper() or (spaced and following.isdigit())):
        return spaced and following in "•●–—-*"
    token = _TOKEN_BEFORE.search(
        text[max(span.start, stop.start() - 40) : stop.start()]
    )
    before = token[0] if token else ""
    next_word = re.match(r"[^\W\d_]+", text[after : after + 30])
    opener = next_word is not None and next_word[0] in OPENERS
    if not spaced:
        return _glued(text, before, stop, after)
    if stop[0].startswith("..") or _UNIT_BEFORE.search(
        text, max(span.start, stop.start() - 12), stop.start()
    ):
        return True
    return _stands_alone(before, opener)


def _stands_alone(before: str, opener: bool) -> bool:
    """Tell a word that ends a sentence from an abbreviation or initial."""
    bare = before.rstrip(".").lower()
    if bare in _ABBREVIATIONS:
        return opener and bare in _EITHER
    if len(bare) == 1 and before[0].isupper():  # "J. Smith", "vitamin D. It"
        return opener
    return not re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", before) or opener


def _glued(text: str, before: str, stop: re.Match[str], after: int) -> bool:
    """Tell "depression.The" from "example.Com", "U.S" and "J.Smith"."""
    if stop.end() - stop.start() > 1 and text[stop.end() - 1] not in ".!?":
        return True  # a bracket, quote or marker stands between
    word = re.match(r"[A-Z][a-z]*(?=[\s,’'])", text[after : after + 30])
    plain = re.fullmatch(r"[^\W\d_]*[a-zà-ÿ]{2}[)”]?|\d+%|[A-Z]{2,6}", before)
    if word is None or plain is None or word[0] in _DOMAINS:
        return False
    return "www" not in before


def _titles(text: str, sentence: Span, lower: Set[tuple[str, str]]) -> Iterator[int]:
    """Yield where the sentence begins behind the headings that stand before it.

    A heading is a run of capitalised words; the last of the run opens the sentence if
    it is a word that often does, or if the text elsewhere has it in lower case before
    the same word ("Physical Therapy Chronic pain …" where "chronic pain" occurs).
    """
    run: list[str] = []
    starts: list[int] = []
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        if not (_TITLE_WORD.match(word[0]) or (run and word[0] in FUNCTION_WORDS)):
            break
        if len(run) >= _LONGEST_TITLE:
            return
        run.append(word[0])
        starts.append(word.start())
    else:
        return
    while run and run[-1] in FUNCTION_WORDS:
        run.pop()
    if len(run) < 2 or run[-2].lower() in FUNCTION_WORDS:
        return
    content = sum(word.lower() not in FUNCTION_WORDS for word in run[:-1])
    after = re.match(r"[^\W\d_]+", text[word.start() : word.end()])
    known = after is not None and (run[-1].lower(), after[0]) in lower
    known = known and run[0] not in OPENERS
    if content and (run[-1] in OPENERS or (content >= 2 and known)):
        yield starts[len(run) - 1]
