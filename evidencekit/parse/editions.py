"""Finds which edition of a book is cited."""

import re

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth"),
)
_EDITION = re.compile(
    r"(?<![\w/.:\-–])(?:(?P<number>[1-9]\d?)\s?(?:st|nd|rd|th|[ªº]|[aeª]\.?|[eè]me)?[.,]{0,2}"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)})|rev(?:ised|\.))"
    r"(?:\s+(?:rev(?:ised|\.)?|expanded|updated|enlarged|international|aktual\w*\.?"
    r"|überarb\w*\.?|erw\w*\.?|and|&|und))*"
    r"\s+(?:ed(?:ition|n)?\b(?![\s.]*[)\]]?\s*by\b)|ed\.|edi[çc][ãa]o|edici[óo]n"
    r"|aufl(?:age)?\b|[ée]d(?:ition)?\b)\.?",
    re.IGNORECASE,
)
# One of these is in all that it matches.
_SIGNS = (" ed", " aufl", " éd")


def edition(text: str) -> tuple[str, int, int] | None:
    """Return the edition that `text` names, and where it does so.

    It is a number in digits, or "revised"; the place takes in its words ("2nd ed.").
    """
    low = text.lower()
    if not any(map(low.__contains__, _SIGNS)):
        return None
    found = _EDITION.search(text)
    if found is None:
        return None
    number, ordinal = found["number"] or "revised", found["ordinal"]
    if ordinal:
        number = str(_ORDINALS.index(ordinal.lower()) + 1)
    return number, found.start(), found.end()
