"""The printed numbers of a reference list, where they form a sequence."""

import re
from dataclasses import dataclass

# One pattern for each way to print a number; a list keeps to one of them.
_FORMATS = {
    "[1]": re.compile(r"(?<![^\s\[\].;])\[(\d{1,4})\][.:]?(?=\s|[^\W\d])"),
    "(1)": re.compile(r"(?<!\S)\((\d{1,3})\)(?=\s)"),
    "1.": re.compile(r"(?<!\S)(\d{1,4})\.(?=\s|[^\W\d])"),
    "1)": re.compile(r"(?<!\S)(\d{1,4})\)(?=\s|[^\W\d])"),
    "1": re.compile(r"(?:(?<=\n)|(?<=\A)|(?<=\n[ \t]))[ \t]*(\d{1,3})(?=[ \t\n]+\S)"),
}
# A number alone, within a line: only a complete sequence from 1 on is one of labels.
_BARE = re.compile(r"(?:(?<=\A)|(?<=[.)\]] ))(\d{1,3})(?= [^\W\d_a-zß-ÿ])")
_FEWEST_BARE = 4
_MAX_GAP = 3
# Few lists are longer, and from 1500 on a number in a reference is a year.
_LARGEST = 1499
_LONGEST = 1000  # characters from label to label, on average
_LIKELY_START = re.compile(r"\s*(?:[^\W\d_a-zß-ÿ]|[\"“‘«„'—]|d[e'’]|van |von |https?:)")
_LIKELY_END = frozenset('.;)]/"”’»0123456789')


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number with its place; `content` is where its entry begins."""

    number: int
    text: str
    start: int
    content: int


@dataclass(frozen=True, slots=True)
class _Chain:
    score: float
    label: Label
    before: "_Chain | None"
    length: int
    first: int
    began: int


def label_sequence(text: str) -> tuple[Label, ...]:
    """Return the labels of the longest number sequence in `text`; () if none holds.

    A sequence counts when it has three labels or more and few gaps, or when the text
    begins with its 1; numbers that are missing from it stay missing.
    """
    best: tuple[Label, ...] = ()
    best_score = 0.0
    for pattern in _FORMATS.values():
        chain = _best_chain(text, pattern)
        if chain is None or chain.score <= best_score:
            continue
        if _holds(chain) or _opens(text, chain):
            best, best_score = _labels(chain), chain.score
    return best or _bare_sequence(text)


def _bare_sequence(text: str) -> tuple[Label, ...]:
    chain = _best_chain(text, _BARE)
    if chain is None or chain.first != 1 or chain.length < _FEWEST_BARE:
        return ()
    return _labels(chain) if chain.length == chain.label.number else ()


def _best_chain(text: str, pattern: re.Pattern[str]) -> _Chain | None:
    ending: dict[int, _Chain] = {}
    best: _Chain | None = None
    for match in pattern.finditer(text):
        number = int(match[1])
        if number > _LARGEST:
            continue
        label = Label(number, match.group().strip(), match.start(1), match.end())
        label = _with_bracket(text, label)
        chain = _extended(ending, label, _worth(text, label))
        known = ending.get(number)
        if known is None or chain.score >= known.score:
            ending[number] = chain
        if best is None or chain.score > best.score:
            best = chain
    return best


def _with_bracket(text: str, label: Label) -> Label:
    start = label.start
    if start and text[start - 1] in "[(":
        start -= 1
    content = label.content
    while content < len(text) and text[content].isspace():
        content += 1
    return Label(label.number, text[start : label.content].strip(), start, content)


def _worth(text: str, label: Label) -> float:
    """Say how much a number at this place looks like a label (0.4..1.6)."""
    worth = 0.4
    if _LIKELY_START.match(text, label.content):
        worth += 0.5
    before = text[max(0, label.start - 3) : label.start]
    if not before.strip(" \t") or "\n" in before:
        worth += 0.5
    if not before.strip() or before.rstrip()[-1:] in _LIKELY_END:
        worth += 0.2
    return worth


def _extended(ending: dict[int, _Chain], label: Label, worth: float) -> _Chain:
    alone = worth if label.number == 1 else worth - 0.5
    best = _Chain(alone, label, None, 1, label.number, label.start)
    for gap in range(_MAX_GAP):
        before = ending.get(label.number - 1 - gap)
        if before is None or label.start - before.label.content < 8:
            continue
        score = before.score + worth - 0.7 * gap
        if score > best.score:
            best = _Chain(
                score, label, before, before.length + 1, before.first, before.began
            )
    return best


def _holds(chain: _Chain) -> bool:
    missing = chain.label.number - chain.first + 1 - chain.length
    return (
        chain.length >= 3
        and missing <= max(1, chain.length // 5)
        and chain.score >= 0.8 * chain.length
        and chain.label.start - chain.began <= _LONGEST * (chain.length - 1)
    )


def _opens(text: str, chain: _Chain) -> bool:
    """Say whether one or two labels, from 1 on, begin with the text: a short list."""
    return (
        chain.length == chain.label.number < 3
        and not chain.label.text[-1].isdigit()
        and not text[: chain.began].strip(" \t\n[(")
        and chain.score > chain.length
    )


def _labels(chain: _Chain | None) -> tuple[Label, ...]:
    labels: list[Label] = []
    while chain is not None:
        labels.append(chain.label)
        chain = chain.before
    return tuple(reversed(labels))
