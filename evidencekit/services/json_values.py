"""Plain values out of JSON of any shape: texts, numbers as text, lists of objects."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evidencekit.model import PartialDate
from evidencekit.normalize import plain

# Formulas are glued to the words around them: "Endpoints in<mml:math>…".
_MATH_START = re.compile(r"(?<=\w)(?=<mml:math)")
_MATH_END = re.compile(r"(?<=</mml:math>)(?=\w)")
# Springer deposits TeX in front of the same formula in Unicode.
_TEX = re.compile(r"\$\$[^$]*\$\$|<(?:\w+:)?tex-math\b.*?</(?:\w+:)?tex-math>", re.S)
# JSON may escape half of a pair, which no file or terminal takes.
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEW_PART = re.compile(r"(?=(?:<|&lt;)/?(?:subtitle|title|br|p)\b)", re.I)


def objects(message: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the objects in a list (or a lone one) that `message` holds."""
    values = message.get(key)
    values = values if isinstance(values, list) else [values]
    return [value for value in values if isinstance(value, Mapping)]


def texts(value: object) -> list[str]:
    """Return the plain, non-empty texts of a list (or of a lone text)."""
    values = value if isinstance(value, list) else [value]
    return [found for found in map(text, values) if found]


def first(value: object) -> str | None:
    """Return the first text of a list."""
    return next(iter(texts(value)), None)


def text(value: object) -> str | None:
    """Return a text without mark-up, a number as text; None for all else and ""."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a volume or an edition, where JSON holds a number
    if not isinstance(value, str):
        return None
    value = _SURROGATE.sub("\ufffd", value)
    for pattern in (_TEX, _MATH_START, _MATH_END, _NEW_PART):
        value = pattern.sub(" ", value)
    return plain(value) or None


def doi_in(value: object) -> str | None:
    """Return a DOI as registered, in lower case: nothing is trimmed from it."""
    if not isinstance(value, str):
        return None
    return _SURROGATE.sub("\ufffd", value).strip().lower() or None


def date_of(value: object) -> PartialDate | None:
    """Return the date of {"date-parts": [[2019, 5]]}; [[null]] is no date."""
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    head = parts[0] if isinstance(parts, list) and parts else None
    return partial_date(head) if isinstance(head, list) else None


def partial_date(parts: Iterable[object]) -> PartialDate | None:
    """Return the date of year, month and day, as far as they can be ones."""
    numbers = [part for part in parts if isinstance(part, int)]
    if not numbers or not 1000 <= numbers[0] <= 2999:
        return None
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    return PartialDate(numbers[0], month, day)
