"""Titles compared word by word, so that one changed word shows at any length."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from evidencekit.match.marks import unmarked
from evidencekit.match.spelling import spelling
from evidencekit.normalize import folded, plain

_BOUNDARY = re.compile(
    r"[:;.?!\u2014]+(?=\s|$)|\s[-\u2012-\u2015]+\s|--+|[\u2014]|: ?"
    r"|(?<=\w)\s+\[|\](?=\s+\w)"
)
_MARK_UP = re.compile(r"\\[a-zA-Z]+|[\\${}^_]")
# One formula in two notations.
_ALTTEXT = re.compile(
    r"<(?P<tag>(?:mml:)?annotation|tex-math)[^<>]*>"
    r"(?:(?!<(?:mml:)?annotation|<tex-math).)*?</(?P=tag)>",
    re.S,
)
_LANGUAGES = (
    "chinese|czech|danish|dutch|english|french|german|hungarian|italian|japanese|korean"
    "|norwegian|persian|polish|portuguese|romanian|russian|spanish|swedish|turkish"
)
# What lists add to a title: its language, its medium, or the kind of a Cochrane review.
_ADDED = re.compile(
    rf"\s*[\[(](?:(?:(?:article|text) )?in (?:{_LANGUAGES})|review|protocol|internet"
    r"|online)[\])]\W*$",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
_LETTER = "".join(_GREEK)
_LONE_LETTER = re.compile(rf"(?<![{_LETTER}])[{_LETTER}]{{1,2}}(?![{_LETTER}])")
_TEX_GREEK = re.compile(
    rf"\\(?:var)?({'|'.join(sorted(set(_GREEK.values())))})\b", re.I
)
_ARTICLES = {"a", "an", "the"}


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
    bare = _TEX_GREEK.sub(r" \1 ", plain(_ALTTEXT.sub("", text)))
    bare = _ADDED.sub("", unmarked(_MARK_UP.sub(" ", bare))).replace("×", "x")
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


def dropped_part(shorter: Title, longer: Title, least: int = 2) -> tuple[str, ...]:
    """Return the words of a subtitle that `shorter` lacks, () if that is not all.

    The common part has to end where a part of the longer title ends, and must say
    something: it has `least` words, which are two unless the work is known otherwise.
    """
    for index in sorted(longer.breaks, reverse=True):
        head = Title(longer.words[:index])
        if index >= least and not changes(shorter, head):
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
    # One Greek letter or two are symbols; in a Greek word they are letters.
    return _LONE_LETTER.sub(
        lambda match: "".join(_GREEK[letter] for letter in match.group()), text
    )


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in _ARTICLES else words


def _one_spelling(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if "".join(left) == "".join(right):
        return True
    return spelling(left) == spelling(right)
