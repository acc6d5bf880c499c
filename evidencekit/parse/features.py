"""What the reference model sees of each token, as groups of features.

A group is a kind and a key, and its features depend on these two alone. So training
spells the features out, while parsing adds up the weights of a group once and looks
the sum up whenever the group comes again. Words and edges lend features to several
tokens; every other group belongs to one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import gt
from typing import Any

from evidencekit.parse.joined import JOINED
from evidencekit.parse.lexicon import Lexicon
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.tokens import Tokens
from evidencekit.parse.words import GAPS, form_of, word_features

EDGE = "<edge>"
WORD_PLACES = ("+2", "+1", "0", "-1", "-2")
"""Where a word stands as seen by the tokens that it lends features to, in order."""
EDGE_PLACES = (">", "<")
"""Where an edge stands as seen by the tokens that it parts, in order."""
OWN = WORD_PLACES.index("0")

Edge = tuple[str, str, str]
Group = tuple[Any, ...]  # each kind has its own


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a text's groups.

    `words` has the word of each token and `windows` the window of it; `edges` has what
    stands before each token and behind the last; `groups` has, for each kind in
    `KINDS`, a key for each token; and `joined` tells whether a token has the label of
    the one before, whatever that is.
    """

    words: Sequence[str]
    windows: Sequence[int]
    edges: Sequence[Edge]
    groups: Sequence[Sequence[Group]]
    joined: Sequence[bool]


def spelled(keys: Keys) -> Iterator[list[str]]:
    """Yield the features of each token, with the place in front that they speak for."""
    beyond = (EDGE,) * OWN
    words = [
        word_features(*form_of(word)[:2]) for word in (*beyond, *keys.words, *beyond)
    ]
    edges = list(map(edge_features, keys.edges))
    seen_words = tuple(enumerate(reversed(WORD_PLACES), -OWN))
    for i, groups in enumerate(zip(*keys.groups, strict=True)):
        features = [
            place + feature
            for distance, place in seen_words
            for reach in words[i + OWN + distance][: OWN + 1 - abs(distance)]
            for feature in reach
        ]
        for edge, place in zip(edges[i : i + 2], reversed(EDGE_PLACES), strict=True):
            features += [place + feature for feature in edge]
        for spell, key in zip(KINDS, groups, strict=True):
            features += spell(key)
        yield features


def placed(feature: str) -> tuple[int, str]:
    """Return which place a spelled feature speaks for, and its name without it."""
    for places in (WORD_PLACES, EDGE_PLACES):
        for number, place in enumerate(places):
            if feature.startswith(place):  # no name begins like a place
                return number, feature[len(place) :]
    return 0, feature


def edge_features(edge: Edge) -> list[str]:
    """Return the features of the shapes beside a gap and of the gap itself."""
    left, gap, right = edge
    return [
        f"g={gap}",
        f"lg={left}|{gap}",
        f"gr={gap}|{right}",
        f"lgr={left}|{gap}|{right}",
    ]


def _gaps(key: Group) -> list[str]:
    before, form, after = key
    return [f"gg={before}|{after}", f"gsg={before}|{form}|{after}"]


def _context(key: Group) -> list[str]:
    place, part, quote, bracket, year, phrase, numbers = key
    return [
        f"c={place}",
        f"k={part}",
        f"q={quote}",
        f"b={bracket}",
        f"ph={phrase}",
        f"n={numbers}",
        f"kq={part}|{quote}",
        f"ky={part}|{year}",
        f"kb={part}|{bracket}|{year}",
        f"ny={numbers}|{year}",
        f"phy={phrase}|{year}|{min(part, 3)}",
    ]


def _stretch(key: Group) -> list[str]:
    length, end, follower, first = key
    return [
        f"t={length}",
        f"te={end}|{follower}",
        f"tle={length}|{end}|{follower}",
        f"tf={first}|{length}|{end}|{follower}",
    ]


def _ahead(key: Group) -> list[str]:
    parts, commas, phrase, following = key
    return [
        f"ap={parts}",
        f"apc={parts}|{commas}",
        f"app={parts}|{phrase}",
        f"pp={phrase}|{following}",
    ]


def _book(key: Group) -> list[str]:
    since, until, _ = key
    return [f"in={since}", f"ed={until}", f"ie={since}|{until}", f"ief={key}"]


KINDS: tuple[Callable[[Group], list[str]], ...] = (
    _gaps,
    _context,
    _stretch,
    _ahead,
    _book,
)
"""The features of the groups of one token, given their keys."""


def keys(tokens: Tokens, lexicon: Lexicon) -> Keys:
    """Return the keys of the groups of at least one token."""
    words = tokens.words
    entries = map(lexicon.entries.__getitem__, words)
    shapes, coded, numeric, initials, marks, begins, windows = zip(
        *entries, strict=True
    )
    gaps, closing = zip(*map(GAPS.__getitem__, tokens.gaps), strict=True)
    left, right = (EDGE, *shapes), (*shapes, EDGE)
    ends = list(map(gt, closing, (_NOTHING, *initials)))
    places = _phrase_places(words, coded, begins, gaps, lexicon.phrases)
    around = zip(left[:-1], gaps[:-1], shapes, gaps[1:], right[1:], strict=True)
    return Keys(
        words,
        windows,
        list(zip(left, gaps, right, strict=True)),
        [
            list(zip(gaps[:-1], shapes, gaps[1:], strict=True)),
            _contexts(shapes, gaps, ends, places),
            _stretches(shapes, gaps, ends, numeric),
            _numbers_ahead(shapes, gaps, ends, numeric, places),
            _books(words, gaps, ends, marks),
        ],
        list(map(JOINED.__getitem__, around)),
    )


_NOTHING = 2  # before the first token no gap closes anything


def _contexts(
    shapes: Sequence[str],
    gaps: Sequence[str],
    ends: Sequence[bool],
    places: Sequence[str],
) -> list[Group]:
    """Return where each token stands: part, quotation, bracket, after the year …"""
    count = len(shapes)
    part = depth = quotes = numbers = 0
    quote = ""
    year = False
    result: list[Group] = []
    for i, form in enumerate(shapes):
        gap = gaps[i]
        if gap != " " and gap:
            for sign in gap:
                if sign in "([":
                    depth = 1
                elif sign in ")]":
                    depth = 0
                elif sign == '"':
                    quotes += 1
                    quote = "in" if quotes % 2 else "after"
            if ends[i] and part < 6:
                part += 1
        place = (8 * i) // count if count > 8 else i
        result.append((place, part, quote, depth, year, places[i], numbers))
        if form[0] == "Y":
            year = True
        elif numbers < 4 and (form[0] == "9" or form == "e9"):
            numbers += 1
    return result


def _stretches(
    shapes: Sequence[str],
    gaps: Sequence[str],
    ends: Sequence[bool],
    numeric: Sequence[bool],
) -> list[Group]:
    """Return of which stretch each token is: its length, and what ends it.

    A stretch ends with its sentence or before a number: "J Clin Oncol" in
    "… of care. J Clin Oncol 2001;" is one of three tokens that a year follows.
    """
    count = len(shapes)
    result: list[Group] = []
    first = 0
    for i in range(1, count + 1):
        form = shapes[i] if i < count else EDGE
        number = i < count and (numeric[i] or form == "e9")
        if i == count or number or numeric[i - 1] or ends[i]:
            length = i - first
            size = length if length < 4 else 4 + (length > 5) + (length > 8)
            size += length > 14
            follower = form if number or form[0] == "<" else form[:1]
            gap = gaps[i][:2]
            result.append((size, gap, follower, True))
            if length > 1:
                result += [(size, gap, follower, False)] * (length - 1)
            first = i
    return result


def _numbers_ahead(
    shapes: Sequence[str],
    gaps: Sequence[str],
    ends: Sequence[bool],
    numeric: Sequence[bool],
    places: Sequence[str],
) -> list[Group]:
    """Return how many sentences and commas part each token from the first numbers.

    These are two numbers beside each other, as in "2001;18(3)"; a range is not.
    """
    count = len(shapes)
    digits = [
        number or form == "e9" or form == "X9"
        for number, form in zip(numeric, shapes, strict=True)
    ]
    first = count - 1
    for i in range(count - 1):
        if digits[i] and digits[i + 1] and gaps[i + 1] != "-":
            first = i
            break
    result: list[Group] = []
    sentences = commas = 0
    following = ""
    for i in range(count - 1, -1, -1):
        left: object = sentences
        if i >= first:
            left = "past" if i > first else "at"
        else:
            gap = gaps[i + 1]
            if gap != " ":
                if ends[i + 1]:
                    sentences, commas = min(sentences + 1, 4), 0
                elif "," in gap:
                    commas = min(commas + 1, 3)
                left = sentences
        place = places[i]
        result.append((left, commas, place, following))
        following = place[:1]
    result.reverse()
    return result


def _books(
    words: Sequence[str],
    gaps: Sequence[str],
    ends: Sequence[bool],
    marks: Sequence[int],
) -> list[Group]:
    """Return how far each token is past an "In" and before an "editors"."""
    if not any(marks):
        return [_NO_BOOK[end] for end in ends[:-1]]
    since: list[int] = []
    distance = 0
    for i, mark in enumerate(marks):
        if distance:
            distance += 1
        if (
            mark == 1
            and i > 2
            and (
                (ends[i] and words[i][0].isupper())
                or ":" in gaps[i + 1]
                or gaps[i] == '", '
            )
        ):
            distance = 1
        since.append(distance if distance < 3 else 3 + (distance > 4) + (distance > 9))
    result: list[Group] = []
    left = 0
    for i in range(len(words) - 1, -1, -1):
        if left:
            left += 1
        if marks[i] == 2:
            left = 1
        until = left if left < 3 else 3 + (left > 4) + (left > 9)
        result.append((since[i], until, ends[i]))
    result.reverse()
    return result


_NO_BOOK = {False: (0, 0, False), True: (0, 0, True)}


def _phrase_places(
    words: Sequence[str],
    coded: Sequence[bytes],
    begins: Sequence[bool],
    gaps: Sequence[str],
    phrases: Phrases,
) -> list[str]:
    """Return for each token where it stands in a known container title, if in one."""
    places = [""] * len(words)
    end = 0
    for i in compress(range(len(words)), begins):
        length = phrases.longest(coded, i) if i >= end else 0
        if length == 0 or (length == 1 and len(words[i]) < 3):
            continue
        size = min(length, 3)
        # Only a title that stands between punctuation is likely to be one.
        closed = gaps[i + length].strip() != ""
        opened = i == 0 or gaps[i].strip() != ""
        mark = f"{size}{'o' if opened else ''}{'c' if closed else ''}"
        places[i] = "B" + mark
        for k in range(i + 1, i + length):
            places[k] = "I" + mark
        end = i + length
    return places
