"""The rules that settings name: one that does not exist is said with its place."""

from evidencekit.config import Sourced
from evidencekit.errors import ConfigError, UnknownRuleError
from evidencekit.rules.registry import selected


def check_rules(found: Sourced) -> None:
    """Raise a `ConfigError` if a setting names a rule that does not exist."""
    config = found.config
    codes = {
        "select": config.select,
        "ignore": config.ignore,
        "severity": tuple(code for code, _ in config.severity),
    }
    places = [(found.source(name).written, named) for name, named in codes.items()]
    places += [(f"{e.file}: ignore: {e.key}", e.codes) for e in config.exemptions]
    for place, named in places:
        try:
            selected(named)
        except UnknownRuleError as error:
            raise ConfigError(f"{place}: {error}") from error
