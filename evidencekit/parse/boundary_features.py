"""The features of the places where a reference may begin."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from evidencekit.parse.boundaries import MONTH, Facts, Tokens, manner

_NOTHING = Facts("", "", "", False, False, False, False, False, False)
_FLAGS = ("year", "initials", "address", "label", "pages")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a list are laid out: their width, and where each stands."""

    lines: str
    width: int
    short: str


FIRST, LAST = -4, 5  # the window: tokens before and after a candidate


def features(tokens: Tokens, numbers: frozenset[int]) -> Iterator[list[str]]:
    """Yield the features of each candidate of `tokens`, in order.

    `numbers` are the offsets of the labels that form a sequence.
    """
    own = [token_features(fact) for fact in _padded(tokens.facts)]
    places = place_features(tokens, numbers)
    for i, row in zip(tokens.candidates, places, strict=True):
        for place in range(LAST - FIRST + 1):
            row += own[i + place][place]
        yield row


def rows(
    tokens: Tokens,
    numbers: frozenset[int],
    token_row: Mapping[Facts, Sequence[int]],
    feature_row: Mapping[str, int],
) -> Iterator[int]:
    """Yield the summed row of each candidate: what `features` adds up to."""
    own = [token_row[fact] for fact in _padded(tokens.facts)]
    window = range(LAST - FIRST + 1)
    places = place_features(tokens, numbers)
    for i, strings in zip(tokens.candidates, places, strict=True):
        yield sum([own[i + k][k] for k in window]) + sum(
            [feature_row[feature] for feature in strings]
        )


def _padded(facts: Sequence[Facts]) -> list[Facts]:
    return [_NOTHING] * -FIRST + list(facts) + [_NOTHING] * LAST


def token_features(fact: Facts) -> list[list[str]]:
    """Return what a token adds to a candidate, by its place in the window."""
    flags = [name for name in _FLAGS if getattr(fact, name)]
    added = []
    for offset in range(FIRST, LAST + 1):
        row = [f"s{offset}={fact.shape}"]
        if -3 <= offset <= 3:
            row.append(f"w{offset}={fact.word}")
        if -2 <= offset <= 1:
            row += [f"{flag}{'+' if offset > 0 else ''}{offset}" for flag in flags]
        added.append(row)
    return added


def place_features(tokens: Tokens, numbers: frozenset[int]) -> Iterator[list[str]]:
    """Yield the features of each candidate that are no single token's."""
    facts = tokens.facts
    years = _distances([fact.year for fact in facts])
    addresses = _distances([fact.address for fact in facts])
    initials = list(accumulate((fact.initials for fact in facts), initial=0))
    small = list(accumulate((fact.shape == "x" for fact in facts), initial=0))
    layout = _layout(tokens.text)
    manners = [manner(tokens.text, tokens.starts[i]) for i in tokens.candidates]
    usual = _usual_manners(tokens, manners)
    order = _order(tokens, manners, usual)
    again = _recurrence(tokens)
    earlier = "-"
    for i, how, fits, (ending, head) in zip(
        tokens.candidates, manners, order, again, strict=True
    ):
        before = facts[i - 1] if i else _NOTHING
        after = facts[i + 1] if i + 1 < len(facts) else _NOTHING
        here, tail = facts[i], before.tail
        since, until = years[i]
        gap = _gap(tokens, i, layout)
        back = max(0, i - 6)
        row = [
            "1",
            f"ss={before.shape}|{here.shape}",
            f"sss={before.shape}|{here.shape}|{after.shape}",
            f"ts={tail}|{here.shape}|{after.shape}",
            f"tw={tail}|{before.word}",
            f"m={how}",
            f"m-1={earlier}>{how}",
            f"mt={how}{tail}",
            f"usual={usual.get(how, '0')}",
            f"usual={usual.get(how, '0')}{how}",
            f"usual={usual.get(how, '0')}{since}",
            f"first={how == manners[0]}{tail}",
            f"order={fits}",
            f"order={fits}{how}",
            f"order={fits}{since}",
            f"end{ending}",
            f"end{ending}{how}",
            f"end{ending}{since}{tail}",
            f"head{head}",
            f"head{head}{how}",
            f"head{head}{since}{tail}",
            f"recur{ending}{head}",
            f"y-{since}",
            f"y+{until}",
            f"y-+{since}{until}{how}",
            f"ym{since}{tail}{how}",
            f"a-{addresses[i][0]}",
            f"i-{initials[i] - initials[back]}",
            f"i+{initials[min(len(facts), i + 9)] - initials[min(len(facts), i + 1)]}",
            f"s+{(small[min(len(facts), i + 10)] - small[i]) // 2}",
            f"s-{(small[i] - small[back]) // 2}",
            f"g={gap}",
            f"g={gap}{how}",
            f"g={gap}{tail}",
        ]
        if MONTH.fullmatch(here.word):
            row += ["month", f"month{tail}{after.shape}"]
        if tokens.starts[i] in numbers:
            row += ["number", f"number{tail}"]
        elif numbers:
            row += [f"numbered{how}{tail}", f"numbered{gap}{tail}"]
        earlier = how
        yield row


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 3, 5, 8, 12, 18, 26, 40):
        if distance <= limit:
            return str(limit)
    return "far"


def _distances(marked: Sequence[bool]) -> list[tuple[str, str]]:
    since: list[str] = []
    last = -1000
    for i, mark in enumerate(marked):
        since.append(_bucket(i - 1 - last))
        if mark:
            last = i
    until: list[str] = []
    coming = len(marked) + 1000
    for i in range(len(marked) - 1, -1, -1):
        if marked[i]:
            coming = i
        until.append(_bucket(coming - i))
    return list(zip(since, reversed(until), strict=True))


def _usual_manners(tokens: Tokens, manners: Sequence[str]) -> dict[str, str]:
    """Return how usual each manner is after something that can end a reference."""
    counts: dict[str, int] = {}
    total = 0
    for place, i in enumerate(tokens.candidates):
        if _after_end(tokens, i):
            counts[manners[place]] = counts.get(manners[place], 0) + 1
            total += 1
    return {
        how: str(min(9, round(20 * count / total))) if total else "0"
        for how, count in counts.items()
    }


def _order(
    tokens: Tokens, manners: Sequence[str], usual: Mapping[str, str]
) -> list[str]:
    """Say of each candidate whether it stands in the list's alphabetical order.

    The order is that of the likely beginnings: those in the most usual manner after
    something that can end a reference. Without an order all are "-".
    """
    top = max(usual, key=lambda how: int(usual[how]), default="")
    letters = [_letter(tokens.facts[i].word) for i in tokens.candidates]
    likely = [
        place
        for place, i in enumerate(tokens.candidates)
        if manners[place] == top and letters[place] and _after_end(tokens, i)
    ]
    rising = _longest_rise(letters, likely)
    if len(rising) < 6 or len(rising) < 0.7 * len(likely):
        return ["-"] * len(letters)
    lows, highs = _neighbours(letters, rising)
    return [
        "in" if low <= letter <= high else "below" if letter < low else "above"
        for letter, low, high in zip(letters, lows, highs, strict=True)
    ]


def _longest_rise(letters: Sequence[str], places: Sequence[int]) -> list[int]:
    """Return the longest choice of `places` whose letters never fall."""
    tops: list[str] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place in places:
        length = bisect_right(tops, letters[place])
        before[place] = ends[length - 1] if length else -1
        tops[length : length + 1] = [letters[place]]
        ends[length : length + 1] = [place]
    rise: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]


def _neighbours(
    letters: Sequence[str], likely: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Return for each place the letters of the likely beginnings around it."""
    lows: list[str] = []
    low = ""
    marked = set(likely)
    for place, letter in enumerate(letters):
        lows.append(low)
        if place in marked:
            low = letter
    highs: list[str] = []
    high = "\U0010ffff"
    for place in range(len(letters) - 1, -1, -1):
        highs.append(high)
        if place in marked:
            high = letters[place]
    return lows, highs[::-1]


def _letter(word: str) -> str:
    return unicodedata.normalize("NFKD", word)[:1]


def _recurrence(tokens: Tokens) -> list[tuple[str, str]]:
    """Say of each candidate how often the words before it, and its own, come again.

    A list ends entries alike ("Reference Source", "Google Scholar", "in press") and
    has one newspaper or ministry in many.
    """
    words = ["", "", *(fact.word for fact in tokens.facts), ""]
    endings = [(words[i], words[i + 1]) for i in tokens.candidates]
    heads = [(words[i + 2], words[i + 3]) for i in tokens.candidates]
    before, own = Counter(endings), Counter(heads)
    return [
        (_times(before[ending], ending), _times(own[head], head))
        for ending, head in zip(endings, heads, strict=True)
    ]


def _times(count: int, words: tuple[str, str]) -> str:
    if not (words[0].isalpha() and words[1].isalpha()):
        return "-"
    return str(count) if count < 3 else "3" if count < 6 else "6"


def _after_end(tokens: Tokens, i: int) -> bool:
    """Say whether what stands before token `i` can end a reference."""
    return i == 0 or tokens.facts[i - 1].tail in ".0/)" or tokens.facts[i - 1].address


def _layout(text: str) -> Layout:
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 2:
        return Layout("one", 0, "")
    width = lengths[len(lengths) * 9 // 10]
    short = sum(length < 0.8 * width for length in lengths) / len(lengths)
    lines = "long" if lengths[len(lengths) // 2] > 130 else "wrapped"
    return Layout(lines, width, str(round(short * 8)))


def _gap(tokens: Tokens, i: int, layout: Layout) -> str:
    """Describe the white space before a token: none, a new line, a blank line, …"""
    if i == 0:
        return "first"
    text = tokens.text
    before = text[tokens.ends[i - 1] : tokens.starts[i]]
    breaks = before.count("\n")
    if breaks == 0:
        return layout.lines + (
            "glued" if not before else "wide" if len(before) > 1 else ""
        )
    line = text.rfind("\n", 0, tokens.ends[i - 1]) + 1
    short = tokens.ends[i - 1] - line < 0.8 * layout.width
    indent = len(before) - before.rfind("\n") - 1
    return "|".join(
        (layout.lines, layout.short, str(min(breaks, 2)), "short" if short else "full",
         str(min(indent, 4)))
    )  # fmt: skip
