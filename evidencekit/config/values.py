"""The kinds of value that settings have: how each is read, and what JSON Schema says.

A value comes from TOML with a type, or as text from an option or a variable.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencekit.endpoints import SERVICES
from evidencekit.model.item import PartialDate
from evidencekit.model.report import Severity
from evidencekit.nearest import did_you_mean

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    `parsed` takes the value and the folder that paths start at, and raises
    `ValueError` with what to give instead; `schema` describes the value in a file.
    """

    parsed: Callable[[Any, Path], Any]
    schema: Mapping[str, Any]


def _texts(value: Any, wanted: str) -> tuple[str, ...]:
    """Return the words of one text or of many, parted by commas and blanks."""
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(
        isinstance(part, str) for part in parts
    ):
        raise ValueError(wanted)
    return tuple(_split(parts))


def _split(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from part.replace(",", " ").split()


def _codes(value: Any, _: Path) -> tuple[str, ...]:
    return _texts(value, 'give rule codes or names, such as ["EK2", "missing-doi"]')


def _severity(value: Any, _: Path) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise ValueError("give error, warning or note") from None


def _severities(value: Any, base: Path) -> tuple[tuple[str, Severity], ...]:
    wanted = "give a severity by rule, such as EK303=warning"
    if isinstance(value, Mapping):
        pairs = tuple(value.items())
    else:
        parts = (part.partition("=") for part in _texts(value, wanted))
        pairs = tuple((code, severity) for code, _, severity in parts)
    if not all(severity for _, severity in pairs):
        raise ValueError(wanted)
    return tuple((code, _severity(severity, base)) for code, severity in pairs)


def _flag(value: Any, _: Path) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
        return value.strip().lower() in _TRUE
    raise ValueError("give true or false")


def _path(value: Any, base: Path) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("give a path")
    return base / Path(value).expanduser()


def _mailto(value: Any, _: Path) -> str:
    if not isinstance(value, str) or value.count("@") != 1 or " " in value.strip():
        raise ValueError("give one e-mail address")
    return value.strip()


def _url(value: Any, _: Path) -> str:
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise ValueError("give a URL that begins with https:// or http://")
    if "@" in value.split("/")[2] or "?" in value or "#" in value:
        # Reports and records files name the addresses that were asked.
        raise ValueError("give a URL without user name, password, ? or #")
    return value.rstrip("/")


def _services(value: Any, _: Path) -> tuple[str, ...]:
    known = ", ".join(SERVICES)
    texts = _texts(value, f"give some of {known}")
    names = tuple(dict.fromkeys(name.lower() for name in texts))
    for name in names:
        if name not in SERVICES:
            raise ValueError(f"there are {known}{did_you_mean(name, SERVICES)}")
    if not names:
        raise ValueError(f"there are {known}")
    return names


def _key(value: Any, _: Path) -> str:
    if not isinstance(value, str) or not value.isalnum():
        raise ValueError("give a key of letters and digits")
    return value


def _seconds(value: Any, _: Path) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = 0.0
    if isinstance(value, bool) or not 0 < seconds < float("inf"):
        raise ValueError("give a number of seconds above 0")
    return seconds


def _date(value: Any, _: Path) -> PartialDate:
    # TOML has dates of its own, which are written as we read them.
    date = PartialDate.from_text(str(value).strip())
    if date is None:
        raise ValueError("give a date such as 2024-05-31, 2024-05 or 2024")
    return date


def _words(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"anyOf": [{"type": "string"}, {"type": "array", "items": items}]}


_SEVERITY: Mapping[str, Any] = {"enum": [severity.value for severity in Severity]}
CODES = Kind(_codes, _words({"type": "string"}))
SEVERITY = Kind(_severity, _SEVERITY)
SEVERITIES = Kind(_severities, {"type": "object", "additionalProperties": _SEVERITY})
FLAG = Kind(_flag, {"type": "boolean"})
PATH = Kind(_path, {"type": "string", "minLength": 1})
MAILTO = Kind(_mailto, {"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"})
URL = Kind(_url, {"type": "string", "pattern": "^https?://[^?#@]+$"})
SOME_SERVICES = Kind(_services, _words({"enum": list(SERVICES)}))
KEY = Kind(_key, {"type": "string", "pattern": "^[A-Za-z0-9]+$"})
SECONDS = Kind(_seconds, {"type": "number", "exclusiveMinimum": 0})
# A year alone may be a number.
DATE = Kind(
    _date,
    {
        "type": ["string", "integer"],
        "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "minimum": 1000,
        "maximum": 9999,
    },
)
