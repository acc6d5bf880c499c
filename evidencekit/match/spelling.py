"""One spelling for words that are written in two ways."""

import re
from collections.abc import Iterable
from functools import lru_cache

# British and American spellings of one word. What a pattern does to other words does
# no harm: it is done on both sides.
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ae|oe", "e"),
        (r"(?<=[a-z]{2})our(?=$|s$|al|ed|ing|it|abl|less|ful|i[sz])", "or"),
        (r"is(?=e$|es$|ed$|ing$|ation|er$|ers$)", "iz"),
        (r"ys(?=e$|ed$|es$|ing$)", "yz"),
        (r"(?<=[^l])ll(?=ed|ing$|er$|ers$|ment|ful)", "l"),
        (r"(?<=[^l])l(?=ment|ful)", "l"),
        (r"(?<=[a-z]{2})re(?=s?$)", "er"),
        (r"ogue(?=s?$)", "og"),
        (r"ence(?=s?$)", "ense"),
        (r"dgement", "dgment"),
        (r"wards$", "ward"),
        (r"(?<=\w{3})eing$", "ing"),
        (r"^ageing|^aging", "aging"),
        ("sulph", "sulf"),
        ("^aluminium", "aluminum"),
        ("^grey", "gray"),
        ("^program(?:me)?(?=s?$)", "program"),
        ("^(s?m)ould", r"\1old"),
        ("^artefact", "artifact"),
        ("^sceptic", "skeptic"),
        ("^practise", "practice"),
        ("^practize", "practice"),
        ("^dis[ck](?=s?$)", "disk"),
        ("^caesium|^cesium", "cesium"),
        ("^plough", "plow"),
        ("^cheque", "check"),
    )
)
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_VALUES = {
    word: str(value)
    for words in (_NUMBERS, _ROMANS)
    for value, word in enumerate(words.split(), 1)
}
_WORDS = {**_VALUES, "vs": "versus", "und": "and", "et": "and", "y": "and"}
# "&" is lost with the punctuation, the "s" of "patient's" stands alone.
_SILENT = frozenset({"and", "s"})
_MISREAD = str.maketrans("01", "ol")


def spelling(words: Iterable[str]) -> str:
    """Return folded `words` in one spelling, joined."""
    spelt = (_one_spelling(word) for word in words)
    return "".join(word for word in spelt if word not in _SILENT)


@lru_cache(maxsize=16384)
def _one_spelling(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if word.isdigit():
        return word
    if not word.isalpha() and word.isalnum() and len(word) >= 5:
        # A scanner's "g1obal" and "m0del"; "IL10" is what it says.
        letters = word.translate(_MISREAD)
        word = letters if letters.isalpha() and word[-1].isalpha() else word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word
