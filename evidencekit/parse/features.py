"""What the reference model sees of each token, as groups of features.

A group is a kind and a key, and its features depend on these two alone. So training
spells the features out, while parsing adds up the weights of a group once and looks
the sum up whenever the group comes again. Words and edges lend features to several
tokens; every other group belongs to one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Generic, TypeVar

from evidencekit.parse.memo import Memo
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.tokens import Tokens
from evidencekit.parse.words import FOLDED, GAPS, SHAPES, kept, lent

EDGE = "<edge>"
WORD_PLACES = ("", "-1", "+1", "-2", "+2")
"""Where a word stands as seen by the tokens that it lends features to."""
EDGE_PLACES = ("<", ">")
"""Where an edge stands as seen by the tokens that it parts."""
_FAR = 2  # so many of the features that a word lends reach beyond the next token

Edge = tuple[str, str, str]
Group = tuple[Any, ...]  # each kind has its own
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a text's groups.

    `words` has the word of each token, `edges` what stands before each token and
    behind the last, and `groups`, for each kind in `KINDS`, a key for each token.
    """

    words: Sequence[str]
    edges: Sequence[Edge]
    groups: Sequence[Sequence[Group]]


@dataclass(frozen=True, slots=True)
class Tables(Generic[T]):
    """What each group comes to: its features, or their weights.

    A word comes to one value a place in `WORD_PLACES`, an edge to one a place in
    `EDGE_PLACES`.
    """

    words: Mapping[str, Sequence[T]]
    edges: Mapping[Edge, Sequence[T]]
    groups: Sequence[Mapping[Group, T]]

    def columns(self, keys: Keys) -> list[Sequence[T]]:
        """Return what all groups come to, each time with a value for every token."""
        words = map(self.words.__getitem__, keys.words)
        own, before, behind, before2, behind2 = zip(*words, strict=True)
        left, right = zip(*map(self.edges.__getitem__, keys.edges), strict=True)
        edge = self.words[EDGE]
        count = len(own)
        return [
            own,
            (edge[1], *before)[:count],
            (*behind, edge[2])[1:],
            (edge[3], edge[3], *before2)[:count],
            (*behind2, edge[4], edge[4])[2:],
            left[:-1],
            right[1:],
            *(
                list(map(table.__getitem__, own_keys))
                for table, own_keys in zip(self.groups, keys.groups, strict=True)
            ),
        ]


def spelled(most: int) -> Tables[list[str]]:
    """Return tables of the features themselves, which remember `most` a kind."""
    return Tables(
        Memo(_word, most), Memo(_edge, most), [Memo(kind, most) for kind in KINDS]
    )


def _word(word: str) -> list[list[str]]:
    features = lent(word)
    return [
        [*features, *kept(word)],
        *([place + feature for feature in features] for place in WORD_PLACES[1:3]),
        *([place + f for f in features[:_FAR]] for place in WORD_PLACES[3:]),
    ]


def _edge(edge: Edge) -> list[list[str]]:
    return [[place + f for f in edge_features(edge)] for place in EDGE_PLACES]


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


def keys(tokens: Tokens, phrases: Phrases) -> Keys:
    """Return the keys of the groups of at least one token."""
    words = tokens.words
    shapes = list(map(SHAPES.__getitem__, words))
    gaps = list(map(GAPS.__getitem__, tokens.gaps))
    left, right = [EDGE, *shapes], [*shapes, EDGE]
    ends = [
        gap != " " and i > 0 and _ends_part(gap, before)
        for i, (gap, before) in enumerate(zip(gaps, left, strict=True))
    ]
    numeric = [form[0] in "9Y" for form in shapes]
    places = _phrase_places(words, gaps, phrases)
    return Keys(
        words,
        list(zip(left, gaps, right, strict=True)),
        [
            list(zip(gaps[:-1], shapes, gaps[1:], strict=True)),
            _contexts(shapes, gaps, ends, places),
            _stretches(shapes, gaps, ends, numeric),
            _numbers_ahead(shapes, gaps, ends, numeric, places),
            _books(words, gaps, ends),
        ],
    )


def _coded(word: str) -> bytes:
    return FOLDED[word].encode("utf-8", "replace") + b" "


_CODED = Memo(_coded)


def _contexts(
    shapes: list[str], gaps: list[str], ends: list[bool], places: list[str]
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
    shapes: list[str], gaps: list[str], ends: list[bool], numeric: list[bool]
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
    shapes: list[str],
    gaps: list[str],
    ends: list[bool],
    numeric: list[bool],
    places: list[str],
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


_IN = frozenset(["in", "em", "en", "dans"])
_EDITORS = frozenset(
    (
        *("eds", "ed", "editor", "editors", "edited", "hrsg", "hg", "org", "orgs"),
        *("éds", "coord", "coords", "dir", "organizador", "organizadores", "comp"),
    )
)


def _marked(word: str) -> int:
    """Return 1 for "In", 2 for "eds" and the like, else 0."""
    low = word.lower()
    return 1 if low in _IN else 2 if low in _EDITORS else 0


_MARKED = Memo(_marked)


def _books(words: list[str], gaps: list[str], ends: list[bool]) -> list[Group]:
    """Return how far each token is past an "In" and before an "editors"."""
    marks = list(map(_MARKED.__getitem__, words))
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


def _ends_part(gap: str, before: str) -> bool:
    """Say whether the gap closes a sentence rather than an initial or abbreviation."""
    if "." in gap and " " in gap:
        return not (before[0] == "X" and len(before) <= 3 and before != "Xx")
    return "?" in gap or "!" in gap or '"' in gap or ")" in gap


def _phrase_places(
    words: Sequence[str], gaps: Sequence[str], phrases: Phrases
) -> list[str]:
    """Return for each token where it stands in a known container title, if in one."""
    places = [""] * len(words)
    coded = list(map(_CODED.__getitem__, words))
    begins = list(map(phrases.begins.__getitem__, coded))
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
