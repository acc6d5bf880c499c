"""Short forms that an abstract introduces itself: "blood pressure (BP)"."""

import re
from collections.abc import Mapping

_INTRODUCED = re.compile(r"((?:[^\W\d_][\w’']*[ -]){1,6})\(([A-Z][A-Za-z]{1,6})\)")


def short_forms(text: str) -> Mapping[str, str]:
    """Return what each short form of `text` stands for.

    Each of its letters begins a word, in order, as far as it has capitals.
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        letters = [c.casefold() for c in match[2] if c.isupper()]
        words = re.split(r"[ -]", match[1].strip())[-len(letters) :]
        if [word[:1].casefold() for word in words] == letters:
            found[match[2]] = " ".join(words)
    return found


def spelled_out(text: str, forms: Mapping[str, str]) -> str:
    """Return `text` with the short forms written out."""
    if not forms:
        return text
    known = "|".join(map(re.escape, forms))
    return re.sub(rf"\b(?:{known})\b", lambda match: forms[match[0]], text)
