"""What the reference model sees of each token, as groups of features.

A group is a kind and a key, and its features depend on these two alone. So training
spells the features out, while parsing adds up the weights of a group once and looks
the sum up whenever the group comes again.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from evidencekit.parse.crf import Phrases
from evidencekit.parse.tokens import Tokens

Group = tuple[str, object]

_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn", "fall", "winter", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro", "fev", "abr", "ago", "set", "out", "dez", "ene", "dic", "okt", "dez"]
)


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> str:
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


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """Return the word in lower case, without line-break hyphens, digits as zeros."""
    if "\n" in word or "\u00ad" in word:
        word = re.sub(r"[-‐\u00ad]\s*\n\s*|\u00ad\s*", "", word)
    lower = word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    return re.sub(r"\d", "0", lower)


@lru_cache(maxsize=1 << 14)
def gap_class(gap: str) -> str:
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


def word_features(word: object) -> list[str]:
    """Return the features of a word by itself."""
    assert isinstance(word, str)
    low = folded(word)
    features = [f"w={low}", f"s={shape(word)}"]
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
    low = folded(word)
    features = [f"w={low}", f"s={shape(word)}"]
    if low in _MONTHS:
        features.append("month")
    elif len(low) > 3 and not low.isdigit():
        features.append(f"e={low[-3:]}")
    return features


def _at(prefix: str, features: list[str]) -> list[str]:
    return [prefix + feature for feature in features]


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


SPELL: dict[str, Callable[[object], list[str]]] = {
    "0": word_features,
    "-1": lambda word: _at("-1", neighbour_features(word)),
    "+1": lambda word: _at("+1", neighbour_features(word)),
    "-2": lambda word: _at("-2", neighbour_features(word)[:2]),
    "+2": lambda word: _at("+2", neighbour_features(word)[:2]),
    "<": _edge("<"),
    ">": _edge(">"),
    "gg": _gaps,
    "c": _context,
}
"""The features of each kind of group, given its key."""

EDGE = "<edge>"


def groups(tokens: Tokens, phrases: Phrases) -> list[list[Group]]:
    """Return the groups of features of every token."""
    words = tokens.words
    shapes = [EDGE, *map(shape, words), EDGE]
    gaps = [gap_class(gap) for gap in tokens.gaps]
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    contexts = _contexts(words, shapes, gaps, _phrase_places(words, gaps, phrases))
    result: list[list[Group]] = []
    for i, context in enumerate(contexts):
        before, after = gaps[i], gaps[i + 1]
        left, form, right = shapes[i], shapes[i + 1], shapes[i + 2]
        result.append(
            [
                ("0", padded[i + 2]),
                ("-1", padded[i + 1]),
                ("+1", padded[i + 3]),
                ("-2", padded[i]),
                ("+2", padded[i + 4]),
                ("<", (left, before, form)),
                (">", (form, after, right)),
                ("gg", (before, form, after)),
                ("c", context),
            ]
        )
    return result


def _contexts(
    words: list[str], shapes: list[str], gaps: list[str], places: list[str]
) -> list[tuple[object, ...]]:
    """Return where each token stands: part, quotation, bracket, after the year …"""
    count = len(words)
    part = depth = quotes = numbers = 0
    year = quoted_before = False
    result: list[tuple[object, ...]] = []
    for i in range(count):
        gap = gaps[i]
        form = shapes[i + 1]
        if gap != " " and gap:
            for sign in gap:
                if sign in "([":
                    depth = 1
                elif sign in ")]":
                    depth = 0
                elif sign == '"':
                    quotes += 1
            if i and _ends_part(gap, shapes[i], form):
                part = min(part + 1, 6)
        quote = "in" if quotes % 2 else "after" if quotes or quoted_before else ""
        place = (8 * i) // count if count > 8 else i
        result.append((place, part, quote, depth, year, places[i], min(numbers, 4)))
        if form == "Y" or form == "Ya":
            year = True
        elif form[0] == "9" or form == "e9":
            numbers += 1
    return result


def _ends_part(gap: str, before: str, after: str) -> bool:
    """Say whether the gap closes a sentence rather than an initial or abbreviation."""
    if "." in gap and " " in gap:
        return not (before[0] == "X" and len(before) <= 3 and before != "Xx")
    return "?" in gap or "!" in gap or '"' in gap or ")" in gap


def _phrase_places(
    words: Sequence[str], gaps: Sequence[str], phrases: Phrases
) -> list[str]:
    """Return for each token where it stands in a known container title, if in one."""
    places = [""] * len(words)
    coded = [_coded(word) for word in words]
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


@lru_cache(maxsize=1 << 15)
def _coded(word: str) -> bytes:
    return folded(word).encode("utf-8", "surrogatepass") + b" "
