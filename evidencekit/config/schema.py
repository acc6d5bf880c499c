"""The JSON schema of the configuration file, made from the settings."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from evidencekit.config.exemptions import SCHEMA as IGNORE_TABLE
from evidencekit.config.settings import SETTINGS, Config, key_of

_WITH_DEFAULT = (str, bool, float)


def schema() -> Mapping[str, Any]:
    """Return the schema of evidencekit.toml and of [tool.evidencekit]."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "evidencekit.toml, or the table tool.evidencekit of pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {key_of(name): _property(name) for name in SETTINGS},
    }


def _property(name: str) -> dict[str, Any]:
    setting = SETTINGS[name]
    described = {"description": setting.meaning, **setting.kind.schema}
    if name == "ignore":
        described["anyOf"] = [*described["anyOf"], IGNORE_TABLE]
    default = next(field.default for field in fields(Config) if field.name == name)
    if isinstance(default, tuple) and default:
        default = list(default)
    if isinstance(default, (*_WITH_DEFAULT, list)):
        described["default"] = default
    return described
