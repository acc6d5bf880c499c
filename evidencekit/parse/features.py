"""What the reference model sees of each token, as groups of features.

A group is a kind and a key, and its features depend on these two alone. So training
spells the features out, while parsing adds up the weights of a group once and looks
the sum up whenever the group comes again.
"""

import re
from collections.abc import Callable, Sequence

from evidencekit.parse.crf import Phrases
from evidencekit.parse.memo import Memo
from evidencekit.parse.tokens import Tokens

_MONTHS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "janeiro",
        "fevereiro",
        "março",
        "maio",
        "junho",
        "julho",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
        "fev",
        "abr",
        "ago",
        "set",
        "out",
        "dez",
        "ene",
        "dic",
        "okt",
        "dez",
    ]
)


def _shape(word: str) -> str:
    """Return the shape of a word: "Xx", "XX", "9-4" for four digits, "Y" for a year."""
    if word[0] == "<":
        return word
    if word.isdigit():
        if len(word) == 4 and word[:2] in ("18", "19", "20", "17"):
            return "Y" if word <= "2030" else "9-4"
        return f"9-{min(len(word), 6)}"
    if word.isalpha():
        return _alphabetic_shape(word)
    first, last = word[0], word[-1]
    if first.isdigit():
        if len(word) == 5 and last.isalpha() and word[:4].isdigit():
            return "Ya" if word[:2] in ("19", "20") else "9a"
        return "9a" if last.isalpha() else "9a9"
    if last.isdigit():
        head = word.rstrip("0123456789")
        if len(head) == 1:
            return "e9" if head in "eE" else "X9" if head.isupper() else "x9"
        return "XX9" if head.isupper() else "Xx9"
    if "-" in word or "‐" in word:
        parts = re.split("[-‐‑]", word)
        return "-".join(_alphabetic_shape(part)[:2] for part in parts[:3] if part)
    return "X'" if first.isupper() else "x'"


def _alphabetic_shape(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return f"X-{len(word)}" if len(word) < 4 else "XXX"
    if word.islower():
        return "xx"
    if word[0].isupper() and word[1:].islower():
        return "Xx"
    return "XxX" if word[0].isupper() else "xX"


def folded(word: str) -> str:
    """Return the word in lower case, without line-break hyphens, digits as zeros."""
    if "\n" in word or "\u00ad" in word:
        word = re.sub(r"[-‐\u00ad]\s*\n\s*|\u00ad\s*", "", word)
    lower = word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    return re.sub(r"\d", "0", lower)


def _gap_class(gap: str) -> str:
    """Return the punctuation between two tokens in one spelling, at most 5 signs."""
    gap = " ".join(gap.translate(_SIGNS).split()).join(
        (" " if gap[:1].isspace() else "", " " if gap[-1:].isspace() else "")
    )
    return " " if not gap.strip() and gap else gap[:5]


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚`´", "'"),
        "\u00a0": " ",
        "…": ".",
    }
)


_FOLDED = Memo(folded)


def word_features(word: object) -> list[str]:
    """Return the features of a word by itself."""
    assert isinstance(word, str)
    low = _FOLDED[word]
    features = [f"w={low}", f"s={SHAPES[word]}"]
    if len(low) > 3 and low[0] != "<" and not low.isdigit():
        features += [f"p={low[:3]}", f"e={low[-3:]}", f"e2={low[-2:]}"]
    if len(low) > 5:
        features += [f"p5={low[:5]}", f"e4={low[-4:]}"]
    if low in _MONTHS:
        features.append("month")
    return features


def neighbour_features(word: object) -> list[str]:
    """Return the features that a word lends to the tokens beside it."""
    assert isinstance(word, str)
    low = _FOLDED[word]
    features = [f"w={low}", f"s={SHAPES[word]}"]
    if low in _MONTHS:
        features.append("month")
    elif len(low) > 3 and not low.isdigit():
        features.append(f"e={low[-3:]}")
    return features


def _at(prefix: str, word: object, most: int | None = None) -> list[str]:
    return [prefix + feature for feature in _NEIGHBOURS[word][:most]]


_NEIGHBOURS = Memo(neighbour_features)


def _edge(prefix: str) -> Callable[[object], list[str]]:
    def features(key: object) -> list[str]:
        assert isinstance(key, tuple)
        left, gap, right = key
        return [
            f"{prefix}g={gap}",
            f"{prefix}lg={left}|{gap}",
            f"{prefix}gr={gap}|{right}",
            f"{prefix}lgr={left}|{gap}|{right}",
        ]

    return features


def _gaps(key: object) -> list[str]:
    assert isinstance(key, tuple)
    before, form, after = key
    return [f"gg={before}|{after}", f"gsg={before}|{form}|{after}"]


def _context(key: object) -> list[str]:
    assert isinstance(key, tuple)
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


def _stretch(key: object) -> list[str]:
    assert isinstance(key, tuple)
    length, end, follower, first = key
    return [
        f"t={length}",
        f"te={end}|{follower}",
        f"tle={length}|{end}|{follower}",
        f"tf={first}|{length}|{end}|{follower}",
    ]


def _ahead(key: object) -> list[str]:
    assert isinstance(key, tuple)
    parts, commas, phrase, following = key
    return [
        f"ap={parts}",
        f"apc={parts}|{commas}",
        f"app={parts}|{phrase}",
        f"pp={phrase}|{following}",
    ]


def _book(key: object) -> list[str]:
    assert isinstance(key, tuple)
    since, until, _ = key
    return [f"in={since}", f"ed={until}", f"ie={since}|{until}", f"ief={key}"]


SPELL: dict[str, Callable[[object], list[str]]] = {
    "0": word_features,
    "-1": lambda word: _at("-1", word),
    "+1": lambda word: _at("+1", word),
    "-2": lambda word: _at("-2", word, 2),
    "+2": lambda word: _at("+2", word, 2),
    "<": _edge("<"),
    ">": _edge(">"),
    "gg": _gaps,
    "c": _context,
    "t": _stretch,
    "a": _ahead,
    "i": _book,
}
"""The features of each kind of group, given its key."""

EDGE = "<edge>"

SHAPES = Memo(_shape)
_GAPS = Memo(_gap_class)


def _coded(word: str) -> bytes:
    return _FOLDED[word].encode("utf-8", "replace") + b" "


_CODED = Memo(_coded)


def keys(tokens: Tokens, phrases: Phrases) -> list[Sequence[object]]:
    """Return the keys of every token's groups, a sequence for each kind in `SPELL`."""
    words = tokens.words
    count = len(words)
    shapes = list(map(SHAPES.__getitem__, words))
    gaps = list(map(_GAPS.__getitem__, tokens.gaps))
    left, right = [EDGE, *shapes], [*shapes, EDGE]
    ends = [
        gap != " " and i > 0 and _ends_part(gap, before)
        for i, (gap, before) in enumerate(zip(gaps, left, strict=True))
    ]
    numeric = [form[0] in "9Y" for form in shapes]
    places = _phrase_places(words, gaps, phrases)
    edges = list(zip(left, gaps, right, strict=True))
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    return [
        words,
        padded[1 : count + 1],
        padded[3:-1],
        padded[:count],
        padded[4:],
        edges[:-1],
        edges[1:],
        list(zip(gaps[:-1], shapes, gaps[1:], strict=True)),
        _contexts(shapes, gaps, ends, places),
        _stretches(shapes, gaps, ends, numeric),
        _numbers_ahead(shapes, gaps, ends, numeric, places),
        _books(words, gaps, ends),
    ]


def _contexts(
    shapes: list[str], gaps: list[str], ends: list[bool], places: list[str]
) -> list[tuple[object, ...]]:
    """Return where each token stands: part, quotation, bracket, after the year …"""
    count = len(shapes)
    part = depth = quotes = numbers = 0
    quote = ""
    year = False
    result: list[tuple[object, ...]] = []
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
) -> list[tuple[object, ...]]:
    """Return of which stretch each token is: its length, and what ends it.

    A stretch ends with its sentence or before a number: "J Clin Oncol" in
    "… of care. J Clin Oncol 2001;" is one of three tokens that a year follows.
    """
    count = len(shapes)
    result: list[tuple[object, ...]] = []
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
) -> list[tuple[object, ...]]:
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
    result: list[tuple[object, ...]] = []
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


def _books(words: list[str], gaps: list[str], ends: list[bool]) -> list[object]:
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
    result: list[object] = []
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
    i = 0
    while i < len(words):
        length = phrases.longest(coded, i)
        if length == 0 or (length == 1 and len(words[i]) < 3):
            i += 1
            continue
        size = min(length, 3)
        # Only a title that stands between punctuation is likely to be one.
        closed = gaps[i + length].strip() != ""
        opened = i == 0 or gaps[i].strip() != ""
        mark = f"{size}{'o' if opened else ''}{'c' if closed else ''}"
        places[i] = "B" + mark
        for k in range(i + 1, i + length):
            places[k] = "I" + mark
        i += length
    return places
