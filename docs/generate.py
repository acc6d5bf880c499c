"""Write what is generated: the command line's help, the rules' pages, the JSON schema.

`python -m docs.generate` writes the files; a test compares them with `generated()`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import msgspec

from evidencekit.cli import main as program
from evidencekit.config import SETTINGS, Config, key_of, variable_of
from evidencekit.config.schema import schema as config_schema
from evidencekit.reports.json_v1_types import ReportV1
from evidencekit.rules.registry import Rule, rules

ROOT = Path(__file__).parent.parent
_TABLE, _TABLE_END = "<!-- settings -->", "<!-- end of settings -->"
_NOTICE = "<!-- Written by `python -m docs.generate`; do not edit. -->\n"


def generated() -> Mapping[str, str]:
    """Return the content of every generated file by its path in the repository."""
    return {
        "docs/cli.md": _command_line(),
        "docs/configuration.md": _configuration(),
        "docs/rules.md": _rules(),
        "schema/config-v1.json": _json(config_schema()),
        "schema/report-v1.json": _json(_report_schema()),
    }


def _command_line() -> str:
    parts = [_NOTICE, "# The command line\n"]
    context = click.Context(
        program, info_name="evidencekit", **program.context_settings
    )
    for path, text in _helps(program, context):
        parts += [f"## `{path}`\n", f"```\n{text}\n```\n"]
    return "\n".join(
        [*parts, "## Settings\n", "See [configuration.md](configuration.md).\n"]
    )


def _configuration() -> str:
    """Return the page that is written by hand, with the table of settings in it."""
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    start, end = page.index(_TABLE) + len(_TABLE), page.index(_TABLE_END)
    return f"{page[:start]}\n{_settings()}{page[end:]}"


def _settings() -> str:
    defaults = {field.name: field.default for field in fields(Config)}
    rows = [
        f"| `{key_of(name)}` | `{variable_of(name)}` | {setting.meaning} "
        f"| {_default(defaults[name])} |"
        for name, setting in SETTINGS.items()
    ]
    head = [
        "| in a file | in the environment | what it is | default |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _default(value: object) -> str:
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    context.terminal_width = 88
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner:
                yield from _helps(inner, click.Context(inner, context, info_name=name))


def _rules() -> str:
    rows = [
        f"| [{r.code}](#{_anchor(r)}) | {r.name} | {r.severity.value} | {r.need.value} "
        f"| {_cell(r.summary)} |"
        for r in rules()
    ]
    head = [
        "| code | name | severity | needs | finds |",
        "| --- | --- | --- | --- | --- |",
    ]
    pages = [
        f"## {r.code} {r.name}\n\nSeverity: {r.severity.value}{_preview(r)}\n\n"
        f"{r.page}\n"
        for r in rules()
    ]
    table = "\n".join([*head, *rows]) + "\n"
    return "\n".join([_NOTICE, "# The rules\n", table, *pages])


def _preview(rule: Rule) -> str:
    return "; preview, runs only where it is selected" if rule.preview else ""


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _report_schema() -> Mapping[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "evidencekit report, version 1",
        **msgspec.json.schema(ReportV1),
    }


def _json(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, content in generated().items():
        (ROOT / path).write_text(content, "utf-8")
