"""Where settings come from: option over environment over file over default."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from evidencekit.config.exemptions import ignored
from evidencekit.config.settings import (
    ENVIRONMENT_PREFIX,
    SETTINGS,
    Config,
    key_of,
    variable_of,
)
from evidencekit.errors import ConfigError
from evidencekit.nearest import did_you_mean
from evidencekit.redaction import redacted

FILE_NAME = "evidencekit.toml"


class Origin(StrEnum):
    """The places that a setting can come from, the strongest first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from; `written` is what its user reads there."""

    origin: Origin = Origin.DEFAULT
    written: str = "default"


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings, where each of them comes from, and the file that was read, if any.

    `sources` has those that are not defaults.
    """

    config: Config
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    file: Path | None = None

    def source(self, name: str) -> Source:
        """Return where the setting `name` comes from."""
        return self.sources.get(name, Source())


def configured(
    options: Mapping[str, Any],
    environment: Mapping[str, str],
    directory: Path,
    file: Path | None = None,
) -> Config:
    """Return the settings that hold for a run in `directory`; see `sourced`."""
    return sourced(options, environment, directory, file).config


def sourced(
    options: Mapping[str, Any],
    environment: Mapping[str, str],
    directory: Path,
    file: Path | None = None,
) -> Sourced:
    """Return the settings that hold for a run in `directory`, and their sources.

    Args:
        options: values by setting name ("fail_on"); None where one was not given.
        environment: variables such as EVIDENCEKIT_FAIL_ON; others are left alone.
        directory: a configuration file is looked for from here upward; the paths in
            it start where it stands.
        file: the configuration file to use in place of the one that is found.

    Raises:
        ConfigError: a key that is unknown or a value that cannot be used.
    """
    found = file or _nearest_file(directory)
    values, sources = _from_file(found, directory, named=file is not None)
    for name in SETTINGS:
        if text := environment.get(variable_of(name)):
            sources[name] = Source(Origin.ENVIRONMENT, variable_of(name))
            values[name] = _parsed(name, text, sources[name])
    for name, value in options.items():
        if value is not None and value != ():
            sources[name] = Source(Origin.OPTION, f"--{key_of(name)}")
            values[name] = _parsed(name, value, sources[name])
    return Sourced(Config(**values), sources, found)


def _nearest_file(directory: Path) -> Path | None:
    for folder in (directory, *directory.parents):
        own = folder / FILE_NAME
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _has_our_table(project):
            return project
    return None


def _has_our_table(project: Path) -> bool:
    # Somebody else's pyproject.toml need not be readable for us to work.
    try:
        if "evidencekit" not in project.read_text("utf-8"):
            return False
    except (OSError, UnicodeDecodeError):
        return False
    return _our_table(_toml(project, _text(project))) is not None


def _our_table(content: Mapping[str, Any]) -> Any:
    tool = content.get("tool")
    return tool.get("evidencekit") if isinstance(tool, Mapping) else None


def _from_file(
    file: Path | None, directory: Path, *, named: bool
) -> tuple[dict[str, Any], dict[str, Source]]:
    if file is None:
        return {}, {}
    text = _text(file)
    table = _toml(file, text)
    if file.name == "pyproject.toml":
        ours = _our_table(table)
        if ours is None and named:
            raise ConfigError(f"{file}: has no table [tool.evidencekit]")
        if not isinstance(ours, dict):
            raise ConfigError(f"{file}: tool.evidencekit: is no table")
        table = ours
    names = {key_of(name): name for name in SETTINGS}
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    for key, value in table.items():
        name = names.get(key.replace("_", "-"))
        if name is None:
            meant, known = did_you_mean(key, names), ", ".join(sorted(names))
            raise ConfigError(
                f"{file}: {key}: no such setting{meant}; there are {known}"
            )
        sources[name] = Source(Origin.FILE, f"{file}: {key_of(name)}")
        if name == "ignore" and isinstance(value, dict):
            shown = _shown_path(file, directory)
            try:
                values["ignore"], values["exemptions"] = ignored(
                    value, file, text, shown
                )
            except ValueError as error:
                raise ConfigError(f"{file}: ignore: {error}") from error
            sources["exemptions"] = sources[name]
        else:
            values[name] = _parsed(name, value, sources[name], file.parent)
    return values, sources


def _shown_path(file: Path, directory: Path) -> str:
    """Return the file as seen from the working directory, as reports have all paths."""
    try:
        return os.path.relpath(file, directory)
    except ValueError:  # on another drive
        return str(file)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error


def _toml(file: Path, text: str) -> dict[str, Any]:
    import tomllib  # only where there is a file: it costs start-up time

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error


def _parsed(name: str, value: Any, source: Source, base: Path = Path()) -> Any:
    setting = SETTINGS[name]
    try:
        return setting.kind.parsed(value, base)
    except ValueError as error:
        shown = "what is given" if setting.is_secret else redacted(_shown(value))
        raise ConfigError(
            f"{source.written}: {shown} cannot be used; {error}"
        ) from error


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def unknown_variables(
    environment: Mapping[str, str], known: Callable[[], frozenset[str]]
) -> list[str]:
    """Return a line for each variable that has our prefix and means nothing.

    `known` names the variables that are no settings; it is asked only if need be.
    """
    settings = {variable_of(name) for name in SETTINGS}
    odd = [
        name
        for name in environment
        if name.startswith(ENVIRONMENT_PREFIX) and name not in settings
    ]
    others = known() if odd else frozenset()
    return [
        f"{name}: no such setting{did_you_mean(name, settings | others)}; it is ignored"
        for name in sorted(odd)
        if name not in others
    ]
