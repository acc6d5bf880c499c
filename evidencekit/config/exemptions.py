"""The table [ignore]: rules that are left out, works and findings that may pass.

[ignore]
EK303 = "we cut subtitles"
"10.1000/182" = { rules = ["EK204"], reason = "a leaflet" }
"0123456789abcdef" = "one finding, by its fingerprint"
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evidencekit.config.values import CODES
from evidencekit.model.suppression import Exemption
from evidencekit.nearest import did_you_mean
from evidencekit.normalize import canonical_doi

_FINGERPRINT = re.compile(r"[0-9a-f]{16}(?:-\d+)?")
_RULE = re.compile(r"[A-Za-z][\w-]*")
_PARTS = ("rules", "reason", "path")
_REASON = {"type": "string", "minLength": 1}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "propertyNames": {
        "anyOf": [
            {"pattern": r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+"},
            {"pattern": r"^[0-9a-f]{16}(-[0-9]+)?$"},
            {"pattern": r"^[A-Za-z][\w-]*$"},
        ]
    },
    "additionalProperties": {
        "anyOf": [
            _REASON,
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["reason"],
                "properties": {
                    "rules": CODES.schema,
                    "reason": _REASON,
                    "path": {"type": "string", "minLength": 1},
                },
            },
        ]
    },
}


def ignored(
    table: Mapping[str, Any], file: Path, text: str, shown: str
) -> tuple[tuple[str, ...], tuple[Exemption, ...]]:
    """Return the rules that `table` leaves out, and its exemptions.

    Args:
        table: as TOML has it.
        file: where the table stands; `path` in an entry starts there.
        text: what the file reads.
        shown: what the file is called in reports.

    Raises:
        ValueError: an entry that cannot be used; says which, and what to give.
    """
    codes, exemptions = [], []
    for key, value in table.items():
        doi = canonical_doi(key)
        if doi is None and _RULE.fullmatch(key) and not _FINGERPRINT.fullmatch(key):
            _reason(key, value)
            codes.append(key)
            continue
        if doi is None and not _FINGERPRINT.fullmatch(key):
            raise ValueError(f"{key}: give a DOI, a fingerprint or a rule")
        parts = value if isinstance(value, dict) else {"reason": value}
        line, reads = _line(key, text)
        exemptions.append(
            Exemption(
                _reason(key, parts.get("reason")),
                doi,
                None if doi else key,
                _rules(key, parts.get("rules", ())),
                _path(key, parts.get("path"), file.parent),
                shown,
                line,
                reads,
            )
        )
        for part in parts:
            if part not in _PARTS:
                meant = did_you_mean(part, _PARTS)
                raise ValueError(f"{key}: {part}: there is {', '.join(_PARTS)}{meant}")
    return tuple(codes), tuple(exemptions)


def _reason(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'{key}: give the reason, such as {key} = "a leaflet"')
    return value.strip()


def _rules(key: str, value: Any) -> tuple[str, ...]:
    try:
        codes: tuple[str, ...] = CODES.parsed(value, Path())
    except ValueError as error:
        raise ValueError(f"{key}: rules: {error}") from None
    return codes


def _path(key: str, value: Any, folder: Path) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise ValueError(f'{key}: path: give a pattern, such as "content/*.md"')
    return str(folder / value)


def _line(key: str, text: str) -> tuple[int, str]:
    """Return the number of the line that has the entry, and what it reads."""
    for number, line in _lines(text):
        if re.search(rf"(?<![\w./]){re.escape(key)}(?!\w)", line):
            return number, line
    return 1, ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.lstrip().startswith("#"):
            yield number, line.rstrip("\r")
