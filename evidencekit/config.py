"""The settings of a check: option over environment over configuration over default."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencekit.errors import ConfigError
from evidencekit.model.item import PartialDate
from evidencekit.model.report import Severity
from evidencekit.redaction import redacted

FILE_NAME = "evidencekit.toml"
ENVIRONMENT_PREFIX = "EVIDENCEKIT_"
# Everybody who can be asked.
SERVICES = ("crossref", "doi", "datacite", "pubmed", "pmc")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that a check can be told.

    `select` and `ignore` take rule codes, names and code prefixes; an empty `select`
    means every rule. `fail_on` is the lightest severity that makes the exit code 1.
    `offline` asks no service; `record` is where the answers are saved, and `replay`
    where they are read from in place of any service. `cache_dir` None means the
    platform's own; `timeout_s` is how long one answer may take, in seconds. `date` is
    when the articles were written; None: what they state themselves.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    offline: bool = False
    record: Path | None = None
    replay: Path | None = None
    mailto: str | None = None
    crossref_url: str = "https://api.crossref.org"
    doi_url: str = "https://doi.org"
    datacite_url: str = "https://api.datacite.org"
    pubmed_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    pmc_url: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
    services: tuple[str, ...] = SERVICES
    ncbi_api_key: str | None = None
    cache_dir: Path | None = None
    no_cache: bool = False
    timeout_s: float = 10.0
    date: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.record and self.replay:
            raise ConfigError(
                "record and replay exclude each other: to renew a records file, "
                "give record alone"
            )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where values come from: how a key is written there, and what paths start at."""

    written: Callable[[str], str]
    base: Path


def configured(
    options: Mapping[str, Any],
    environment: Mapping[str, str],
    directory: Path,
    file: Path | None = None,
) -> Config:
    """Return the settings that hold for a run in `directory`.

    Args:
        options: values by setting name ("fail_on"); None where one was not given.
        environment: variables such as EVIDENCEKIT_FAIL_ON; others are left alone.
        directory: a configuration file is looked for from here upward; the paths in
            it start where it stands.
        file: the configuration file to use in place of the one that is found.

    Raises:
        ConfigError: a key that is unknown or a value that cannot be used.
    """
    values = _file_values(file or _nearest_file(directory))
    values |= _environment_values(environment)
    origin = Origin(lambda name: f"--{key_of(name)}", Path())
    for name, value in options.items():
        if value is not None and value != ():
            values[name] = _parsed(name, value, origin)
    return Config(**values)


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
    return "evidencekit" in _toml(project).get("tool", {})


def _file_values(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    table = _toml(file)
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("evidencekit", {})
    origin = Origin(lambda name: f"{file}: {key_of(name)}", file.parent)
    names = {key_of(name): name for name in _PARSERS}
    values = {}
    for key, value in table.items():
        name = names.get(key.replace("_", "-"))
        if name is None:
            known = ", ".join(sorted(names))
            raise ConfigError(f"{file}: {key}: no such setting; there are {known}")
        values[name] = _parsed(name, value, origin)
    return values


def _toml(file: Path) -> dict[str, Any]:
    import tomllib  # only where there is a file: it costs start-up time

    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error


def _environment_values(environment: Mapping[str, str]) -> dict[str, Any]:
    origin = Origin(variable_of, Path())
    return {
        name: _parsed(name, environment[variable_of(name)], origin)
        for name in _PARSERS
        if environment.get(variable_of(name))
    }


def _parsed(name: str, value: Any, origin: Origin) -> Any:
    try:
        return _PARSERS[name](value, origin.base)
    except ValueError as error:
        raise ConfigError(
            f"{origin.written(name)}: {redacted(_shown(value))} cannot be used; {error}"
        ) from error


def key_of(name: str) -> str:
    """Return what the field `name` is called in a file, and after -- as an option."""
    return name.removesuffix("_s").replace("_", "-")


def variable_of(name: str) -> str:
    """Return the environment variable of the field `name`."""
    return ENVIRONMENT_PREFIX + name.removesuffix("_s").upper()


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _codes(value: Any, _: Path) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(
        isinstance(part, str) for part in parts
    ):
        raise ValueError('give rule codes or names, such as ["EK2", "missing-doi"]')
    return tuple(_split(parts))


def _split(parts: list[str] | tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        yield from part.replace(",", " ").split()


def _severity(value: Any, _: Path) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise ValueError("give error, warning or note") from None


_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


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
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not parts:
        raise ValueError(f"give some of {known}")
    names = tuple(dict.fromkeys(name.lower() for name in _split(parts)))
    unknown = [name for name in names if name not in SERVICES]
    if unknown or not names:
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


_PARSERS: Mapping[str, Callable[[Any, Path], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "fail_on": _severity,
    "offline": _flag,
    "record": _path,
    "replay": _path,
    "mailto": _mailto,
    "crossref_url": _url,
    "doi_url": _url,
    "datacite_url": _url,
    "pubmed_url": _url,
    "pmc_url": _url,
    "services": _services,
    "ncbi_api_key": _key,
    "cache_dir": _path,
    "no_cache": _flag,
    "timeout_s": _seconds,
    "date": _date,
}
