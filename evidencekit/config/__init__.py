"""The settings of a check, and where they come from."""

from evidencekit.config.settings import (
    ENVIRONMENT_PREFIX,
    SETTINGS,
    Config,
    key_of,
    variable_of,
)
from evidencekit.config.sources import (
    FILE_NAME,
    Origin,
    Source,
    Sourced,
    configured,
    sourced,
    unknown_variables,
)

__all__ = [
    "ENVIRONMENT_PREFIX",
    "FILE_NAME",
    "SETTINGS",
    "Config",
    "Origin",
    "Source",
    "Sourced",
    "configured",
    "key_of",
    "sourced",
    "unknown_variables",
    "variable_of",
]
