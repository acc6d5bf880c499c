"""Tells which words have the label of the word before, whatever that is.

The fewer labels are to be found, the faster; and no title breaks between two of its
lower-case words. On the development references these rules, which were found by trying
each, moved no field by more than .002 (2026-11-28, python -m bench.parse).
"""

from evidencekit.parse.memo import Memo

# Shapes (`parse/words.py`) of family names and of initials.
_FAMILIES = ("Xx", "XXX", "XxX", "Xx-Xx", "X'")
_INITIALS = ("X", "X-2", "X-3")

Around = tuple[str, str, str, str, str]
"""The shape before a word, the gap, its own shape, and the gap and shape behind."""


def _is_joined(around: Around) -> bool:
    before, gap, shape, behind, following = around
    if before[0] == "<" or shape[0] == "<":  # an identifier, or where the text begins
        return False
    if gap == " ":
        if _is_lower(shape):
            return _is_lower(before) or (
                before == "Xx" and behind == " " and _is_lower(following)
            )
        return _is_given(around)
    if gap == "-":
        return True
    if gap == ".":
        return shape in ("X", "x")
    return _is_given(around) or _is_next_name(around)


def _is_lower(shape: str) -> bool:
    return shape[0] == "x" and "9" not in shape


def _is_given(around: Around) -> bool:
    """Say whether a word is the initials of the family name or initial before."""
    before, gap, shape, behind, following = around
    if shape not in _INITIALS:
        return False
    if gap == " " and before == "Xx":  # "Smith J., Doe", "Smith J, Doe A"
        listed = behind[:1] in (",", ";") and following == "Xx"
        return behind[:1] == "." or listed
    if gap == ", " and before in _FAMILIES:  # "Smith, J."
        return behind[:1] == "."
    # "Smith, J. A., Doe"
    initials = gap == ". " and before == shape == "X"
    return initials and behind[:1] == "." and "," in behind


def _is_next_name(around: Around) -> bool:
    """Say whether a word is the family name behind the initials of another."""
    before, gap, shape, behind, following = around
    if before not in _INITIALS or shape not in _FAMILIES:
        return False
    named = behind in (" ", ", ") and following in _INITIALS
    return named and any(sign in gap for sign in ",;&")


JOINED: Memo[Around, bool] = Memo(_is_joined)
