"""Names in other alphabets, and in the several ways that they are put into Latin."""

import re
from functools import lru_cache

# Each letter in one common romanisation; `skeleton` levels out the others.
_CYRILLIC = """
    а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u
    ф f х h ц ts ч ch ш sh щ shch ы y э e ю yu я ya є e і i ї i ґ g ѓ g ќ k ѕ dz џ dz
    љ l њ n ћ c ђ d ј i
"""
_GREEK = """
    α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t
    υ i φ f χ ch ψ ps ω o
"""
_PAIRED = f"{_CYRILLIC} {_GREEK}".split()
_LATIN = str.maketrans(
    {**dict(zip(_PAIRED[::2], _PAIRED[1::2], strict=True)), "ъ": "", "ь": ""}
)
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_UNREADABLE = re.compile("[^\u0000-\u052f\u1e00-\u1fff\u2000-\u206f\ufffd]")
_SLAVIC = re.compile(
    r"(?:[oe](?:v|w|ff?)a?|ina?|yna?|[sc]k(?:y|i|ij|iy|yi|ii|yj|aya|aja|aia|a)|enko"
    r"|ch?uk|czuk|[vw]i(?:ch|cz|c|tch|tsch)|i[ay]n|shvili|dze)$"
)
# Longest first. What several schemes write in several ways becomes one letter.
_LEVEL = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("schtsch|shch|stch|szcz", "c"), ("tsch|tch", "c"), ("sch|sh|sz", "s"),
        ("ch|cz|ts|tz|tc", "c"), ("dzh|dj|dsch|dz|zh|zs", "z"), ("kh|x|gh", "h"),
        ("[iyj]u|iou|you", "u"), ("[iyj]a", "a"), ("[iyj]e|[iyj]o", "e"),
        ("iy|ii|yi|ij|yj|ei", "i"), ("[yj]", "i"), ("ou", "u"), ("w|ff", "v"),
        ("f$", "v"), ("[eo]v$", "ov"), ("th", "t"), ("ph", "f"), ("ck|q", "k"),
        (r"(.)\1+", r"\1"), ("i$", ""),
    )
)  # fmt: skip
_SHORTEST = 3


def latin(text: str) -> str:
    """Return folded `text` with its Cyrillic and Greek letters in Latin ones."""
    if not _OTHER_ALPHABET.search(text):
        return text
    return text.replace("ου", "ou").replace("ευ", "ev").translate(_LATIN)


def is_readable(text: str) -> bool:
    """Say whether `text` can be compared with Latin letters: no ideographs, no kana."""
    return not _UNREADABLE.search(text)


def same_romanised(left: str, right: str) -> bool:
    """Say whether two folded words can be one Cyrillic or Greek word in Latin letters.

    One of them has to be in its own alphabet, or both have to end as Slavic names do:
    of two other names "Zang" and "Zhang" are two.
    """
    native = _OTHER_ALPHABET.search(left + right)
    if not native and not (_SLAVIC.search(left) and _SLAVIC.search(right)):
        return False
    ours, theirs = skeleton(latin(left)), skeleton(latin(right))
    return len(ours) >= _SHORTEST and ours == theirs


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Return what all romanisations of a word have in common."""
    for pattern, letter in _LEVEL:
        word = pattern.sub(letter, word)
    return word
