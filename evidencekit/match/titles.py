"""Titles compared word by word, so that one changed word shows at any length."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from evidencekit.normalize import folded, plain

_BOUNDARY = re.compile(r"[:;.?!\u2014]+(?=\s|$)|\s[-\u2012-\u2015]+\s|--+|[\u2014]|: ?")
_MARK_UP = re.compile(r"\\[a-zA-Z]+|[\\${}^_]")
_ALTTEXT = re.compile(r"<(?:mml:)?annotation[^>]*>.*?</(?:mml:)?annotation>", re.S)
_WORD = re.compile(r"[^\W_]+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
_LETTER = "".join(_GREEK)
_LONE_LETTER = re.compile(rf"(?<![{_LETTER}])[{_LETTER}](?![{_LETTER}])")
_ARTICLES = {"a", "an", "the"}
# What a registry puts before the title of a work that was withdrawn later.
_STATUS = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\s*[:\]\-–—]\s*"
    r"|\s*[\[(](?:retracted|withdrawn)(?:\s+article)?[\])]\s*$",
    re.I,
)
# British and American spellings of one word.
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ae|oe", "e"),
        (r"(?<=[a-z]{2})our(?=$|s$|al|ed|ing|it|abl|less|ful)", "or"),
        (r"is(?=e$|es$|ed$|ing$|ation|er$|ers$)", "iz"),
        (r"ys(?=e$|ed$|ing$)", "yz"),
        (r"(?<=[^l])ll(?=ed$|ing$|er$|ers$|ed)", "l"),
        (r"(?<=[a-z]{2})re$", "er"),
        (r"ogue$", "og"),
        (r"ence$", "ense"),
    )
)


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title; `breaks` are the indexes at which a new part begins."""

    words: tuple[str, ...]
    breaks: frozenset[int] = frozenset()

    @property
    def letters(self) -> str:
        """The words without what is between them."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the printed title that stand for other words of the registered one."""

    printed: tuple[str, ...]
    registered: tuple[str, ...]


@lru_cache(maxsize=4096)
def title(text: str) -> Title:
    """Return the folded words of `text`, Greek letters and mark-up spelt out."""
    bare = _STATUS.sub("", _MARK_UP.sub(" ", plain(_ALTTEXT.sub("", text))))
    words: list[str] = []
    breaks = set()
    for part in _BOUNDARY.split(bare):
        breaks.add(len(words))
        words += _WORD.findall(_spelt_out(folded(part)))
    return Title(tuple(words), frozenset(breaks - {0, len(words)}))


def changes(printed: Title, registered: Title) -> tuple[Change, ...]:
    """Return where the words differ beyond spelling, hyphens and a leading article."""
    left, right = _without_article(printed.words), _without_article(registered.words)
    if left == right or "".join(left) == "".join(right):
        return ()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and not _one_spelling(left[a:b], right[c:d]):
            found.append(Change(left[a:b], right[c:d]))
    return tuple(found)


def likeness(printed: Title, registered: Title) -> float:
    """Return the share (0..1) of the longer title's words that both have in order."""
    longest = max(len(printed.words), len(registered.words))
    if not longest:
        return 0.0
    changed = changes(printed, registered)
    return 1 - min(
        1.0, sum(max(len(c.printed), len(c.registered)) for c in changed) / longest
    )


def dropped_part(shorter: Title, longer: Title) -> tuple[str, ...]:
    """Return the words of a subtitle that `shorter` lacks, () if that is not all.

    The common part has to end where a part of the longer title ends, and must say
    something: at least two words.
    """
    for index in sorted(longer.breaks, reverse=True):
        head = Title(longer.words[:index])
        if index >= 2 and not changes(shorter, head):
            return longer.words[index:]
    return ()


def stands_in(wanted: Title, text: Title) -> bool:
    """Say whether all of `wanted` stands in `text`, however it is broken up."""
    return len(wanted.words) > 1 and wanted.letters in text.letters


def head_stands_in(form: Title, printed: Title, text: Title) -> bool:
    """Say whether `text` has `form` without its subtitle, elsewhere than in `printed`.

    Where the printed title has it too, what follows was printed for the subtitle.
    """
    for index in form.breaks:
        head = Title(form.words[:index])
        if index > 3 and stands_in(head, text) and not stands_in(head, printed):
            return True
    return False


def _spelt_out(text: str) -> str:
    # A lone Greek letter is a symbol; in a Greek word it is a letter.
    return _LONE_LETTER.sub(lambda match: _GREEK[match.group()], text)


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in _ARTICLES else words


def _one_spelling(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if "".join(left) == "".join(right):
        return True
    return _spelling(left) == _spelling(right)


def _spelling(words: tuple[str, ...]) -> str:
    spelt = []
    for word in words:
        for pattern, replacement in _SPELLINGS:
            word = pattern.sub(replacement, word)
        # "&" is lost with the punctuation, the "s" of "patient's" stands alone.
        if word not in ("and", "s"):
            spelt.append(word)
    return "".join(spelt)
