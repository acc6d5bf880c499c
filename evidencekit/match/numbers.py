"""Volumes and issues compared as readers write them."""

import re

from evidencekit.normalize import folded

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LABEL = re.compile(
    r"\b(?:vol(?:ume)?s?|v|bd|band|tome?|jg|issues?|nos?|nr|num(?:ber)?|n|heft|h|iss|pt"
    r"|part)\b[.:°º]?\s*"
)
_SUPPLEMENT = re.compile(r"\b(?:s(?:up+l?(?:ement(?:o|um)?)?)?)(?=[\W_]|\d|$)[\W_]*")
_NUMBER = re.compile(r"[a-z]?\d+[a-z]?")


def same_volume(printed: str, registered: str) -> bool:
    """Say whether both name the same volume; "XXX" is 30, "11 Suppl 2" is 11."""
    left, right = numbers(printed), numbers(registered)
    if not left or not right:
        return folded(printed) == folded(registered)
    # "55-56" is both volumes; "11 Suppl 2" begins with its volume.
    return left[0] == right[0] or (len(left) == 2 and right[0] == left[1])


def same_issue(printed: str, registered: str) -> bool:
    """Say whether both name the same issue; "Suppl 1" is "S1", "3-4" includes 3."""
    left, right = set(numbers(printed)), set(numbers(registered))
    supplement = is_supplement(printed) or is_supplement(registered)
    if not left or not right:
        # "suppl" without a number, a month or a season: nothing to compare.
        return True
    if supplement:
        left, right = ({n.lstrip("s") for n in side} for side in (left, right))
    return bool(left & right)


def is_supplement(text: str) -> bool:
    """Say whether an issue is printed as a supplement."""
    return bool(_SUPPLEMENT.search(_flat(text)))


def numbers(text: str) -> list[str]:
    """Return the numbers in `text`, without zeros in front, Roman ones in digits."""
    flat = _LABEL.sub(" ", _flat(text))
    found = [_bare(n) for n in _NUMBER.findall(flat)]
    if not found:
        found = [str(_arabic(w)) for w in re.findall(r"[a-z]+", flat) if _is_roman(w)]
    return found


def _flat(text: str) -> str:
    return folded(text).replace("_", " ")


def _bare(number: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def _is_roman(word: str) -> bool:
    return bool(_ROMAN.fullmatch(word))


def _arabic(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(
        -v if v < after else v for v, after in zip(values, following, strict=True)
    )
