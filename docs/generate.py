"""Write what is generated: the command line's help, the rules' pages, the JSON schema.

`python -m docs.generate` writes the files; a test compares them with `generated()`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import click
import msgspec

from evidencekit.cli import main as program
from evidencekit.config import Config, key_of, variable_of
from evidencekit.reports.json_v1_types import ReportV1
from evidencekit.rules.registry import Rule, rules

ROOT = Path(__file__).parent.parent
_NOTICE = "<!-- Written by `python -m docs.generate`; do not edit. -->\n"
_SETTINGS = """\
An option wins over its environment variable, that over the configuration file, and that
over the default. The file is the nearest `evidencekit.toml`, or `pyproject.toml` with a
table `[tool.evidencekit]`, in the working directory or above it; `--config` names
another. Paths in it start where it stands.
"""


def generated() -> Mapping[str, str]:
    """Return the content of every generated file by its path in the repository."""
    return {
        "docs/cli.md": _command_line(),
        "docs/rules.md": _rules(),
        "schema/report-v1.json": _schema(),
    }


def _command_line() -> str:
    parts = [_NOTICE, "# The command line\n"]
    context = click.Context(
        program, info_name="evidencekit", **program.context_settings
    )
    for path, text in _helps(program, context):
        parts += [f"## `{path}`\n", f"```\n{text}\n```\n"]
    return "\n".join([*parts, "## Settings\n", _SETTINGS, _settings()])


def _settings() -> str:
    rows = [
        f"| `{key_of(field.name)}` | `{variable_of(field.name)}` "
        f"| {_default(field.default)} |"
        for field in fields(Config)
    ]
    head = ["| in a file | in the environment | default |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def _default(value: object) -> str:
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
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


def _schema() -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "evidencekit report, version 1",
        **msgspec.json.schema(ReportV1),
    }
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, content in generated().items():
        (ROOT / path).write_text(content, "utf-8")
