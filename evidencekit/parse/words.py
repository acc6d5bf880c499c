"""What a word or a gap is by itself: its form, and the features that a word lends."""

import re

from evidencekit.parse.memo import Memo

_MONTHS = frozenset(
    re.findall(
        r"\w+",
        """
        jan feb mar apr may jun jul aug sep sept oct nov dec january february
        march april june july august september october november december spring
        summer autumn fall winter januar februar märz mai juni juli oktober
        dezember janvier février mars avril juin juillet août septembre octobre
        novembre décembre enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre janeiro fevereiro março maio
        junho julho setembro outubro novembro dezembro fev abr ago set out dez
        ene dic okt
        """,
    )
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
    if word.isalpha():
        return word.lower()
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
_IN = frozenset(["in", "em", "en", "dans"])
_EDITORS = frozenset(
    (
        *("eds", "ed", "editor", "editors", "edited", "hrsg", "hg", "org", "orgs"),
        *("éds", "coord", "coords", "dir", "organizador", "organizadores", "comp"),
    )
)


Form = tuple[str, str, bytes, bool, int, int]
"""A word's shape; its folded form, and this as `Phrases` want it; whether it is a
number; 1 for an initial or short abbreviation, whose full stop ends no sentence; and 1
for "In", 2 for "eds" and the like."""


def form_of(word: str) -> Form:
    """Return the form of a word."""
    shape, low, lower = _shape(word), folded(word), word.lower()
    return (
        shape,
        low,
        low.encode("utf-8", "replace") + b" ",
        shape[0] in "9Y",
        1 if shape[0] == "X" and len(shape) <= 3 and shape != "Xx" else 0,
        1 if lower in _IN else 2 if lower in _EDITORS else 0,
    )


Gap = tuple[str, int]
"""The signs between two tokens in one spelling, and what they close: 2 if a sentence or
bracket, 1 if a sentence that the word before may not end, 0 if nothing."""


def _gap(gap: str) -> Gap:
    signs = _gap_class(gap)
    if "." in signs and " " in signs:
        return signs, 1
    return signs, 2 if any(map(signs.__contains__, '?!")')) else 0


GAPS = Memo(_gap)


def word_features(shape: str, low: str) -> tuple[list[str], list[str], list[str]]:
    """Return the features of a word by how far they tell something of other words.

    `shape` and `low` are those of its form.

    The first tell it of two words on either side, the next of one, the last of none.
    """
    far = ["w=" + low, "s=" + shape]
    near: list[str] = []
    own: list[str] = []
    is_long = len(low) > 3 and not low.isdigit()
    if low in _MONTHS:
        near.append("month")
    elif is_long:
        near.append("e=" + low[-3:])
    if is_long and low[0] != "<":
        own += ["p=" + low[:3], "e2=" + low[-2:]]
    if len(low) > 5:
        own += ["p5=" + low[:5], "e4=" + low[-4:]]
    return far, near, own
