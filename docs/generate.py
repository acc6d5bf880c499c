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
        "docs/json.md": _json_page(),
        "docs/rules.md": _rules(),
        **{f"docs/rules/{rule.code}.md": _rule(rule) for rule in rules()},
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
        f"| [{r.code}](rules/{r.code}.md) | {r.name} | {r.severity.value} "
        f"| {r.need.value} | {_precision(r)} | {_cell(r.summary)} |"
        for r in rules()
    ]
    head = [
        "| code | name | severity | needs | precision | finds |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    table = "\n".join([*head, *rows]) + "\n"
    return "\n".join([_NOTICE, "# The rules\n", _ABOUT_RULES, table])


_ABOUT_RULES = """\
Each rule has a page: what it finds, why that matters, what to do, when it is wrong, and
how often it was right where that was measured. The same is printed by `evidencekit
explain CODE`. Precision is of what the rule said, and of how many findings; where only
a part of a rule could be judged, or nothing, there is a dash.
"""


def _precision(rule: Rule) -> str:
    shares = (m for m in rule.measured if m.what == "precision")
    return next((f"{m.share:.3f} of {m.of:,}" for m in shares), "–")


def _rule(rule: Rule) -> str:
    return "\n".join(
        [
            _NOTICE,
            f"# {rule.code} {rule.name}\n",
            f"Severity: {rule.severity.value}{_preview(rule)}\n",
            f"{rule.full_page}\n",
            "[All rules](../rules.md)\n",
        ]
    )


def _preview(rule: Rule) -> str:
    return "; preview, runs only where it is selected" if rule.preview else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _json_page() -> str:
    """Return the page of the JSON report: a table for each kind of object in it."""
    parts = [_NOTICE, "# The JSON report, version 1\n", _ABOUT_JSON]
    definitions = _report_schema()["$defs"]
    for name in sorted(definitions, key=lambda name: (name != "ReportV1", name)):
        parts.append(f"## {name}\n")
        if about := definitions[name].get("description"):
            parts.append(f"{about}\n")
        rows = [
            f"| `{field}` | {_cell(_type(shape))} | {_cell(shape['description'])} |"
            for field, shape in definitions[name]["properties"].items()
        ]
        head = ["| field | holds | meaning |", "| --- | --- | --- |"]
        parts += ["\n".join([*head, *rows]) + "\n"]
    return "\n".join(parts)


_ABOUT_JSON = """\
`evidencekit check --format json` writes one object, `ReportV1`. Fields may be added
within version 1; none is taken away or changes its meaning. The schema is
`schema/report-v1.json` in the repository. Spans are `[start, end]` in code points, half
open; lines and columns begin with 1; probabilities are in 0..1.
"""


def _type(shape: Mapping[str, Any]) -> str:
    """Return in words what a JSON schema lets a value be."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in shape:
        return " or ".join(dict.fromkeys(map(_type, shape["anyOf"])))
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    kind = str(shape.get("type", "anything"))
    if kind == "array" and isinstance(shape.get("items"), Mapping):
        return f"array of {_type(shape['items'])}"
    return kind


def _report_schema() -> Mapping[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "evidencekit report, version 1",
        **msgspec.json.schema(ReportV1),
    }


def _json(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    pages = generated()
    for page in (ROOT / "docs/rules").glob("*.md"):
        if f"docs/rules/{page.name}" not in pages:
            page.unlink()
    for path, content in pages.items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(content, "utf-8")
