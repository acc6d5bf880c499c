"""Where a reference may begin in a list, and what can be seen around such a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from evidencekit.parse.hosts import BARE_HOST

# A label that is glued to what follows ("[1]Smith") is a token of its own.
_TOKEN = re.compile(r"[\[(]\d{1,4}[\])]\.?(?=[^\W\d])|[•▪◦·*](?=[^\W\d])|\S+")
# A year, or a date in numbers: "2017", "24/5/17".
_YEAR = re.compile(r"(?<!\d)(?:(?:1[5-9]|20)\d\d|[0-3]?\d([/.])[01]?\d\1\d\d)(?!\d)")
_LABEL = re.compile(r"[\[(]?\d{1,4}[\])]?[.:)]?$")
ADDRESS = re.compile(
    rf"10\.\d{{4,9}}/|https?:|www\.|doi\.org|^doi(?![a-z])|arxiv|{BARE_HOST}/", re.I
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐–]?){1,4}[,;:)]?$|[^\W\d_a-zß-ÿ]{1,3}[,.;:]?$")
_PAGES = re.compile(r"\w?\d+[-–—−‐‑]\w?\d+[.,;)]*$")
_ELIDED = re.compile(r"[dlo]['’][^\W\d_a-zß-ÿ]")
# English, German, French, Spanish and Portuguese months, in full and shortened.
MONTH = re.compile(
    r"(?:jan|fe[bv]|m[aä]r|a[bpv]r|ma[iy]|jui?[nl]|a[gu][gou]|ao[uû]|se[pt]|o[ckut]t"
    r"|nov|d[eé][cz]|enero|ene|dic|mars)[a-zçéû]*"
)
PARTICLES = frozenset(
    (
        "al",
        "av",
        "d'",
        "da",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "el-",
        "la",
        "las",
        "le",
        "los",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    )
)
_UP = r"[A-ZÀ-ÖØ-ÞĀ-Ž\u0386-\u03AB\u0410-\u042F]"
_DASH = r"[-‐‑–’']"
_PART = (
    r"(?:(?:[Vv]an|[Dd]e[rnls]?|[Vv]on|[Dd][aiou]s?|[Ll][ae]|[Tt]e[rn]|[Ee]l) "
    r"|[dO]['’])"
)
_NAME = rf"{_PART}{{0,3}}{_UP}[^\W\d_]*(?:{_DASH}[^\W\d_]+){{0,3}}"
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,2}}"
_CAPS = rf"{_UP}{{2,}}(?:{_DASH}{_UP}+)?(?: {_UP}{{2,}}(?:{_DASH}{_UP}+)?){{0,2}}"
_DOTTED = rf"(?:{_UP}\.[ ]?{_DASH}?[ ]?){{1,4}}"
_PLAIN = rf"{_UP}(?:{_DASH}?{_UP}){{0,3}}"
# How a reference begins, from the most telling manner to the least.
_MANNERS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("caps-comma", rf"{_CAPS},\s+{_UP}"),
        ("comma-dotted", rf"{_NAMES},\s+{_DOTTED}"),
        ("ama", rf"{_NAMES}\s+{_PLAIN}(?=[,.:;]|\s+(?:\(|and\b|et\b|&))"),
        ("dotted-first", rf"{_DOTTED}\s?{_NAMES}(?=[,.:;]|\s+(?:\(|and\b|et\b|&))"),
        ("dotted-caps", rf"{_DOTTED}\s?{_CAPS}"),
        ("dotted-last", rf"{_NAMES}\s+{_DOTTED}(?=[,:;(]|\s|$)"),
        ("comma-plain", rf"{_NAMES},\s+{_PLAIN}(?=[,.:;]|\s+(?:\(|and\b|et\b|&))"),
        ("plain-spaced", rf"{_NAMES}(?:\s+{_UP}\b)+"),
        ("caps", rf"{_CAPS}[.,:;(]?"),
        (
            "comma-given",
            rf"{_NAMES},\s+{_NAME}(?:\s+{_UP}\.)?(?=[,.;:]|\s+(?:and|&)\b)",
        ),
        ("given-first", rf"{_NAME}\s+(?:{_UP}\.\s?)*{_NAMES}(?=,|\.|\s+and\s)"),
        ("dash", r"[—–―_-]{1,}"),
        ("quote", r"[\"“‘«„'`]"),
        ("label", r"[\[(]?\d{1,4}[\]).:]"),
        ("letter", r"\(?[a-k]\s?\)"),
        ("number", r"\d"),
        ("bracket", r"[\[({<]"),
        ("address", r"https?:|www\."),
        ("name", rf"{_NAMES}[.,:;]"),
        ("capital", _UP),
        ("small", r"\w"),
    )
)
# What never begins a reference, though it stands after something that can end one.
_NEVER = re.compile(
    r"(?:accessed|retrieved|acess?o|acedid|consultad|zugriff|abgerufen|pmid|pmcid|epub"
    r"|doi|crossref|medline|issn|isbn)(?![^\W\d_]{3})"
)
_MARKS = frozenset((".", ",", ";", ":", ")", "]", "/", "&"))


class Facts(NamedTuple):
    """What one token shows by itself."""

    shape: str
    word: str
    tail: str
    year: bool
    initials: bool
    address: bool
    label: bool
    pages: bool
    opening: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their offsets, and which may begin a reference."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    facts: tuple[Facts, ...]
    candidates: tuple[int, ...]

    def on_new_line(self, i: int) -> bool:
        """Say whether token `i` is the first of its line."""
        return i == 0 or "\n" in self.text[self.ends[i - 1] : self.starts[i]]


def tokens_of(text: str) -> Tokens:
    """Cut `text` at white space and mark the tokens where a reference may begin."""
    matches = list(_TOKEN.finditer(text))
    facts = tuple(facts_of(match.group()[:80]) for match in matches)
    starts = tuple(match.start() for match in matches)
    ends = tuple(match.end() for match in matches)
    candidates = tuple(
        i
        for i in range(len(matches))
        if i == 0
        or (
            not _in_date(facts, i)
            and (
                _may_begin(facts[i], facts[i - 1])
                or (
                    "\n" in text[ends[i - 1] : starts[i]]
                    and not _NEVER.match(facts[i].word)
                )
            )
        )
    )
    return Tokens(text, starts, ends, facts, candidates)


def _may_begin(here: Facts, before: Facts) -> bool:
    """Say whether a reference may begin here, within a line.

    None does after a comma or a colon (but for a label), nor between two initials or
    two numbers: of 3,009 entries of the development set this misses one.
    """
    if before.tail in ",:" and not before.address and not before.label:
        return False
    if here.initials and before.initials:
        return False
    if (here.shape == "0" and before.shape == "0") or here.shape in _MARKS:
        return False
    if _NEVER.match(here.word):
        return False
    return here.opening or before.tail in ".;" or here.shape == "(x)"


def _in_date(facts: Sequence[Facts], i: int) -> bool:
    """Say whether token `i` is the month of "24 May 2017"."""
    return (
        facts[i - 1].shape == "0"
        and i + 1 < len(facts)
        and facts[i + 1].year
        and MONTH.fullmatch(facts[i].word) is not None
    )


@lru_cache(maxsize=1 << 14)
def facts_of(token: str) -> Facts:
    """Return what `token` shows by itself."""
    word = token.strip("()[]{},.;:\"'“”‘’*").lower()
    first = token.lstrip("([{\"'“‘«„")[:1]
    return Facts(
        shape=_shape(token),
        word=word[:24],
        tail=token[-1]
        if not token[-1].isalnum()
        else ("0" if token[-1].isdigit() else "a"),
        year=_YEAR.search(token) is not None and not ADDRESS.search(token),
        initials=_INITIALS.match(token) is not None,
        address=ADDRESS.search(token) is not None,
        label=_LABEL.match(token) is not None,
        pages=_PAGES.search(token) is not None,
        opening=not first.islower()
        or word in PARTICLES
        or _ELIDED.match(token) is not None,
    )


def _shape(token: str) -> str:
    """Return the kinds of the characters of `token`, each run written once."""
    kinds: list[str] = []
    for char in token[:40]:
        if char.isupper():
            kind = "X"
        elif char.isalpha():
            kind = "x"
        elif char.isdigit():
            kind = "0"
        elif char in "-‐‑–—−":
            kind = "-"
        else:
            kind = char
        if not kinds or kinds[-1] != kind or (kind == "X" and kinds[-2:] != ["X", "X"]):
            kinds.append(kind)
    return "".join(kinds[:12])


def manner(text: str, start: int) -> str:
    """Name the manner in which a reference that began at `start` would begin.

    That a line breaks within a name makes no difference.
    """
    beginning = " ".join(text[start : start + 60].split())
    for name, pattern in _MANNERS:
        if pattern.match(beginning):
            return name
    return "other"
