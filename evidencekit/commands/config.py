"""`evidencekit config`: the settings that are in force, and where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from evidencekit.commands.chosen import check_rules
from evidencekit.commands.options import (
    embeddings,
    option,
    rule_settings,
    service_settings,
    sourced_config,
)
from evidencekit.commands.terminal import print_text
from evidencekit.config import SETTINGS, Sourced, key_of
from evidencekit.inert import json_text, visible_lines
from evidencekit.model import Exemption

_HIDDEN = "(set, not shown)"


@click.command()
@option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What the settings are written as.",
)
@rule_settings
@service_settings
@embeddings
def command(format: str, config_file: Path | None, **options: Any) -> None:
    """Show the settings in force, and where they come from.

    Takes the options of `evidencekit check`, and says of every setting its value and
    whether an option, the environment, the configuration file or nobody set it.
    Addresses and keys of yours are not shown.
    """
    found = sourced_config(config_file, options)
    check_rules(found)
    print_text(_json(found) if format == "json" else _text(found))


@dataclass(frozen=True, slots=True)
class _Row:
    """One setting as it is shown."""

    key: str
    value: Any
    origin: str
    written: str


def _rows(found: Sourced) -> Iterator[_Row]:
    for name, setting in SETTINGS.items():
        value = getattr(found.config, name)
        source = found.source(name)
        if name == "severity":
            value = {code: severity.value for code, severity in value}
        shown = _HIDDEN if setting.is_secret and value else _plain(value)
        yield _Row(key_of(name), shown, source.origin.value, source.written)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    match value:
        case None | bool() | float() | dict():
            return value
        case tuple():
            return list(value)
        case _:
            return str(value)


def _text(found: Sourced) -> str:
    rows = [(row.key, _shown(row.value), row.written) for row in _rows(found)]
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    lines = [f"configuration file: {found.file or 'none'}", ""]
    lines += ["  ".join([*map(str.ljust, row, widths), row[2]]) for row in rows]
    for entry in found.config.exemptions:
        codes = ", ".join(entry.codes) or "every rule"
        path = f" in {entry.path}" if entry.path else ""
        place = f"{entry.file}:{entry.line}"
        lines.append(f"{place}: {entry.key} ignores {codes}{path}: {entry.reason}")
    return visible_lines("\n".join(line.rstrip() for line in lines) + "\n")


def _shown(value: Any) -> str:
    match value:
        case None | [] | {}:
            return "-"
        case list():
            return " ".join(value)
        case dict():
            return " ".join(f"{code}={severity}" for code, severity in value.items())
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _json(found: Sourced) -> str:
    content = {
        "file": str(found.file) if found.file else None,
        "settings": {
            row.key: {"value": row.value, "origin": row.origin, "from": row.written}
            for row in _rows(found)
        },
        "exemptions": [_exemption(entry) for entry in found.config.exemptions],
    }
    return json_text(content, indent=2) + "\n"


def _exemption(entry: Exemption) -> dict[str, Any]:
    return {
        "doi": entry.doi,
        "fingerprint": entry.fingerprint,
        "rules": list(entry.codes),
        "reason": entry.reason,
        "path": entry.path,
        "file": entry.file,
        "line": entry.line,
    }
