"""What stands around a number that may be a marker, as traits to be weighed."""

import re
from itertools import pairwise

from evidencekit.claims.words import FUNCTION_WORDS
from evidencekit.model import Span

_UNIT = re.compile(
    r"(?:[cdkmnµμ]?[mglLsM]|k?cal|kcal|sec|min|in|ft|d[lL]|[kM]?Pa|Hz|[mk]?[JWV]|h|hr)\Z"
)
_UNIT_AFTER = re.compile(
    r"\s?(?:[%°‰×x±=+]|(?:[cdkmnµμ]?[mglLM]|mmol|mol|k?cal|sec|min|h|hr|ft|mmHg|Hz|kDa|bp|IU"
    r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|fold|patients|people"
    r"|participants|women|men|children|adults|cases|studies|subjects|mice|rats|of|out)"
    r"\b)"
)
_VALUE_BEFORE = re.compile(
    r"(?:\b(?:CI|IQR|ranges?|median|mean|SD|scores?|n|eqs?\.?|equations?|figs?\.?"
    r"|figures?|tables?|steps?|panels?|phases?|grades?|stages?|types?|no\.?|vol\.?"
    r"|chapters?|sections?|box(?:es)?|aged?|items?|questions?|criteri(?:on|a)|days?"
    r"|weeks?|months?|years?|groups?|p|version|supplementary|file|level|class|about"
    r"|than|least|to|and|or|over|between|of|from|until|by|nearly|approximately)"
    r"\s?)\Z",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:al|others|colleagues|co-?workers|studies|study|reviews?|trials?|previously"
    r"|elsewhere|described|reported|reports?|references?|refs?|in|see)\.?,?\s?\Z",
    re.IGNORECASE,
)
ELEMENT = re.compile(
    r"-?(?:H|C|N|O|F|P|S|I|K|Y|Cl|Tc|In|Ga|Cu|Zr|Lu|Fe|Xe|Rb|Sr|Na|Ca|Re|Ra|Tl)(?![a-z])"
)
_ABBREVIATION = frozenset(
    [
        *("fig", "figs", "no", "nos", "vol", "p", "pp", "eq", "eqs", "ref", "refs"),
        *("sec", "ch", "tab", "suppl", "supp", "approx", "ca", "v", "ver", "ed", "art"),
        *("dr", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept"),
        *("oct", "nov", "dec", "vs", "cat"),
    ]
)


def around(kind: str, text: str, span: Span) -> tuple[str, ...]:
    """Return the traits of what stands before and after, each and together."""
    before = _before(text, span.start)
    after = _after(text, span.end)
    return (
        f"{kind}",
        f"{kind} {before}|",
        f"{kind} |{after}",
        f"{kind} {before}|{after}",
    )


def _before(text: str, start: int) -> str:
    """Return the kind of what stands before a candidate."""
    near = text[max(0, start - 24) : start]
    if not near or near[-1] == "\n":
        return "start"
    last = near[-1]
    if last == " ":
        bare = near.rstrip()
        if not bare:
            return "start"
        if _NAMED_BEFORE.search(near):
            return "_named"
        if _VALUE_BEFORE.search(near):
            return "_value"
        return "_" + _before(text, start - (len(near) - len(bare)))
    if last.isalpha():
        return word_kind(near)
    if last.isdigit():
        if re.search(r"(?<!\d)(?:1[89]|20)\d\d\Z", near):
            return "year"
        return "code" if re.search(r"[^\W\d_]\d{1,3}\Z", near) else "digit"
    if last in ".,;:?!":
        return last + _before_stop(near)
    if last in ")]":
        return ")"
    if last in "”’\"'":
        return "quote"
    return last if last in "%(*†‡/=<>±°" else "other"


def word_kind(near: str) -> str:
    """Return the kind of the word that `near` ends with."""
    match = re.search(r"[^\W\d_]+\Z", near)
    word = match[0] if match else ""
    led = near[: len(near) - len(word)][-1:]
    if _UNIT.match(word) and (led in " /·.0123456789⁻¹×" or not led):
        return "unit"
    if led.isdigit() or led in {"-", "α", "β", "γ"}:
        return "code"
    if word == "al":
        return "al"
    if word.islower():
        return "lower4" if len(word) > 3 else f"lower{len(word)}"
    if len(word) > 1 and word[0].isupper() and word[1:].islower():
        return "Title4" if len(word) > 3 else "Title"
    return "CAPS" if len(word) > 1 else "letter"


def _before_stop(near: str) -> str:
    match = re.search(r"[^\W_]+[)”’\"%\]]?\Z", near.rstrip(".,;:?!"))
    word = match[0] if match else ""
    if word[-1:] in tuple(')”’"%]'):
        return word[-1]
    if word == "al":
        return word
    if word.isdigit():
        return "year" if re.fullmatch(r"(?:1[89]|20)\d\d", word) else "digit"
    if word.lower() in _ABBREVIATION:
        return "abbr"
    if len(word) < 2:
        return "letter"
    return "word" if word.isalpha() else "code"


def _after(text: str, end: int) -> str:
    """Return the kind of what stands after a candidate."""
    near = text[end : end + 24]
    if near[:1] == "\n" and near[1:2].isalnum():
        near = f" {near[1:]}"  # a wrapped line
    if not near or near[0] == "\n":
        return "end"
    if ELEMENT.match(near):
        return "element"
    if _UNIT_AFTER.match(near):
        return "unit"
    first = near[0]
    if first == " ":
        return "_" + _after_space(near[1:])
    if first.isalpha():
        return "Letter" if first.isupper() else "letter"
    if first in ".,":
        glued = "digit" if near[1:2].isdigit() else "letter"
        return first + (glued if near[1:2].isalnum() else "")
    if first in ";:?!":
        return ";"
    return first if first in ")]-–/(=<" else "other"


def _after_space(near: str) -> str:
    if near[:1].isupper():
        return "Word"
    if near[:1].isdigit():
        return "digit"
    word = re.match(r"[^\W\d_]+", near)
    if word:
        return "function" if word[0] in FUNCTION_WORDS else "word"
    return near[:1] if near[:1] in "([–-=<>±×" else "other"


def inside(numbers: tuple[int, ...], printed: str) -> tuple[str, ...]:
    """Return the traits of the numbers themselves."""
    size = "one" if len(numbers) == 1 else "two" if len(numbers) == 2 else "more"
    rising = all(a < b for a, b in pairwise(numbers))
    return (f"has {size}", "rising" if rising else "falling")
