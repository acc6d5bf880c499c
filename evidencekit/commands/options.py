"""The options that commands share, and the settings that they come to."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from evidencekit.commands.complaint import complain
from evidencekit.config import (
    ENVIRONMENT_PREFIX,
    Config,
    Sourced,
    sourced,
    unknown_variables,
)
from evidencekit.endpoints import ENDPOINTS, SERVICES

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

ENVIRONMENT = (
    "Every option can also be set in the environment, such as --fail-on as "
    "EVIDENCEKIT_FAIL_ON, and those about rules and services in evidencekit.toml or "
    'under [tool.evidencekit] in pyproject.toml, such as fail-on = "error". An option '
    "wins over the environment, and that over the file."
)


def option(*names: str, **attributes: Any) -> Decorator[Any]:
    """Return an option that has its variable in the environment."""
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    variable = ENVIRONMENT_PREFIX + long.removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, **attributes)


def _all(*decorators: Decorator[Any]) -> Decorator[Any]:
    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def _address(service: str, whose: str) -> Decorator[Any]:
    return click.option(
        f"--{service}-url",
        metavar="URL",
        help=f"Where {whose} asked.  [default: {ENDPOINTS[service]}]",
    )


# The settings have no `envvar`: `configured` reads the environment, so that programs
# that use the library get the same.
service_settings = _all(
    click.option(
        "--offline/--online",
        default=None,
        help="Ask no service; what needs one is listed as unchecked.",
    ),
    click.option(
        "--record",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Save what the services answer, as proof and for --replay.",
    ),
    click.option(
        "--replay",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Take the answers from a file of --record instead of asking.",
    ),
    click.option(
        "--mailto",
        metavar="ADDRESS",
        help="Your e-mail address, for Crossref: it answers faster to those it can "
        "reach.",
    ),
    _address("crossref", "Crossref is"),
    _address("doi", "the DOI registry is"),
    _address("datacite", "DataCite is"),
    _address("pubmed", "PubMed's E-utilities are"),
    _address("pmc", "PMC's converter of identifiers is"),
    click.option(
        "--services",
        metavar="NAMES",
        multiple=True,
        help=f"Ask only these, such as crossref,doi.  [default: {','.join(SERVICES)}]",
    ),
    click.option(
        "--timeout",
        "timeout_s",
        metavar="SECONDS",
        help="How long one answer may take.  [default: 10]",
    ),
    click.option(
        "--cache-dir",
        metavar="DIRECTORY",
        type=click.Path(path_type=Path),
        help="Where answers are kept.  [default: the system's place for caches]",
    ),
    click.option(
        "--no-cache/--cache",
        default=None,
        help="Neither use nor keep earlier answers.",
    ),
    option(
        "--config",
        "config_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The configuration file.  [default: the nearest evidencekit.toml or "
        "pyproject.toml, upward from here]",
    ),
)
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    help="The lightest severity that makes the exit code 1.  [default: warning]",
)
rule_settings = _all(
    click.option(
        "--select",
        metavar="CODES",
        multiple=True,
        help="Run only these rules: codes, names or beginnings of codes, such as "
        "EK2,missing-doi; EK for all, with those in preview.",
    ),
    click.option(
        "--ignore", metavar="CODES", multiple=True, help="Leave these rules out."
    ),
    click.option(
        "--severity",
        metavar="CODE=LEVEL",
        multiple=True,
        help="How grave a rule's findings are, such as EK303=warning.",
    ),
    fail_on,
    click.option(
        "--baseline",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Hide the known findings that this file holds; see --write-baseline.",
    ),
    click.option(
        "--date",
        metavar="DATE",
        help="When the articles were written, as 2024-05-31, 2024-05 or 2024: a "
        "retraction before that weighs more.  [default: what they state themselves]",
    ),
)
embeddings = click.option(
    "--embeddings/--no-embeddings",
    default=None,
    help="Whether a language model that is installed helps to link claims.  "
    "[default: it does]",
)
color = option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to use colour; auto means on a terminal, unless NO_COLOR is set.",
)


def config_of(config_file: Path | None, settings: dict[str, Any]) -> Config:
    """Return the settings of this run.

    Raises:
        ConfigError: a setting that cannot be used.
    """
    return sourced_config(config_file, settings).config


def sourced_config(config_file: Path | None, settings: dict[str, Any]) -> Sourced:
    """Return the settings of this run, and where they come from.

    A variable that means nothing is complained of and no error: an environment is
    shared with other versions and tools.

    Raises:
        ConfigError: a setting that cannot be used.
    """
    for line in unknown_variables(os.environ, _variables):
        complain(line)
    return sourced(settings, os.environ, Path.cwd(), config_file)


def _variables() -> frozenset[str]:
    """Return the variables of all options of all commands, and our own."""
    context = click.get_current_context().find_root()
    program = context.command
    assert isinstance(program, click.Group)
    names = program.list_commands(context)
    commands = (program.get_command(context, name) for name in names)
    options = (option for command in commands if command for option in command.params)
    variables = {str(option.envvar) for option in options if option.envvar}
    return frozenset(variables | {f"{ENVIRONMENT_PREFIX}TRACEBACK"})
