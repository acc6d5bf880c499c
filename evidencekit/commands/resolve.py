"""`evidencekit resolve`: what is registered under a DOI."""

from typing import Any

import click

from evidencekit.api import look_up
from evidencekit.commands.exit_codes import ExitCode
from evidencekit.commands.options import (
    ENVIRONMENT,
    color,
    config_of,
    option,
    service_settings,
)
from evidencekit.commands.terminal import look, print_text, progress
from evidencekit.model import ByDoi, Elsewhere, Lookup, NotFound, Unavailable
from evidencekit.normalize import canonical_doi
from evidencekit.reports.lookups import as_json, as_text


@click.command(epilog=ENVIRONMENT)
@click.argument("dois", metavar="DOI...", nargs=-1, required=True)
@option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What the answers are written as.",
)
@service_settings
@color
@click.pass_context
def command(ctx: click.Context, /, dois: tuple[str, ...], **options: Any) -> None:
    """Show what is registered under a DOI.

    That is the record, its status and its notices. The exit code is 1
    if a DOI is not registered, and 3 if that cannot be told.
    """
    as_asked, on_screen = options.pop("format"), look(options.pop("color"), 0)
    config = config_of(options.pop("config_file"), options)
    bare = list(dict.fromkeys(_doi(doi) for doi in dois))
    with progress(wanted=True) as line:
        answers = look_up([ByDoi(doi) for doi in bare], config, line).dois
    lookups = {doi: answers[doi] for doi in bare}
    print_text(as_json(lookups) if as_asked == "json" else as_text(lookups, on_screen))
    ctx.exit(max((_exit_code(lookup) for lookup in lookups.values()), key=_GRAVITY))


def _doi(text: str) -> str:
    doi = canonical_doi(text)
    if doi is None:
        raise click.UsageError(f"{text}: is no DOI; one looks like 10.1000/182")
    return doi


# One DOI that is not registered says more than another that could not be looked up.
_GRAVITY = (ExitCode.CLEAN, ExitCode.UNCHECKED, ExitCode.FOUND).index


def _exit_code(lookup: Lookup) -> ExitCode:
    match lookup:
        case NotFound():
            return ExitCode.FOUND
        case Unavailable() | Elsewhere():
            return ExitCode.UNCHECKED
        case _:
            return ExitCode.CLEAN
