"""What a word is by itself: its shape, its folded form, and the features it lends."""

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


SHAPES = Memo(_shape)
GAPS = Memo(_gap_class)
FOLDED = Memo(folded)


def lent(word: str) -> list[str]:
    """Return the features that a word lends to its own token and to those beside it."""
    low = FOLDED[word]
    features = ["w=" + low, "s=" + SHAPES[word]]
    if low in _MONTHS:
        features.append("month")
    elif len(low) > 3 and not low.isdigit():
        features.append("e=" + low[-3:])
    return features


def kept(word: str) -> list[str]:
    """Return the features that are of use to a word's own token alone."""
    low = FOLDED[word]
    features: list[str] = []
    if len(low) > 3 and low[0] != "<" and not low.isdigit():
        features += ["p=" + low[:3], "e2=" + low[-2:]]
        if low in _MONTHS:
            features.append("e=" + low[-3:])
    if len(low) > 5:
        features += ["p5=" + low[:5], "e4=" + low[-4:]]
    return features
