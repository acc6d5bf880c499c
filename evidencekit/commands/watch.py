"""`evidencekit watch`: what is new about known references since the last run."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from evidencekit.api_watch import STATE_FILE, WatchInterrupted, watch_documents
from evidencekit.commands.complaint import complain
from evidencekit.commands.documents import documents
from evidencekit.commands.exit_codes import ExitCode
from evidencekit.commands.options import (
    ENVIRONMENT,
    color,
    config_of,
    fail_on,
    option,
    service_settings,
)
from evidencekit.commands.terminal import check_place, look, print_text, progress
from evidencekit.config import Config
from evidencekit.model import Document
from evidencekit.reports.watch import as_json, as_text
from evidencekit.watching.memory import Memory, read_memory, write_memory
from evidencekit.watching.outcome import Watched


@click.command(epilog=ENVIRONMENT)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@option(
    "--state",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=STATE_FILE,
    show_default=True,
    help="The file that remembers what was seen; keep it in the repository.",
)
@option(
    "--init",
    is_flag=True,
    help="Begin anew: remember how the works stand now, and nothing else.",
)
@option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What the news is written as.",
)
@fail_on
@service_settings
@option("--exit-zero", is_flag=True, help="End with 0 in place of 1 and 3.")
@option("--allow-unchecked", is_flag=True, help="End with 0 in place of 3.")
@color
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Say what is new about cited works.

    Asks anew about every DOI in the articles and bibliographies at PATH, or else in
    the state file, and reports what happened since the last run: retractions,
    concerns, corrections, later versions, preprints that were published, DOIs that
    stopped resolving. The first run reports nothing, and remembers. What could not be
    checked stays as it was.
    """
    as_asked, exit_zero = options.pop("format"), options.pop("exit_zero")
    allow_unchecked = options.pop("allow_unchecked")
    state, init = options.pop("state"), options.pop("init")
    on_screen = look(options.pop("color"), 0)
    config = config_of(options.pop("config_file"), options)
    check_place(state)
    memory = read_memory(state)
    if not paths and not memory:
        raise click.UsageError(
            f"name the articles to watch: {state} remembers no works yet"
        )

    found, errors = documents(paths)
    code = ExitCode.CLEAN
    if found or not paths:
        outcome, interrupted = _outcome(found, memory, config, init=init)
        told = as_json(outcome) if as_asked == "json" else as_text(outcome, on_screen)
        # Only what was taken counts as told, and only what was told as seen.
        if print_text(told) and outcome.memory != memory:
            write_memory(state, outcome.memory)
        code = ExitCode.INTERRUPTED if interrupted else _exit_code(outcome, config)
    for error in errors:
        complain(error)
    if exit_zero and code in (ExitCode.FOUND, ExitCode.UNCHECKED):
        code = ExitCode.CLEAN
    if allow_unchecked and code is ExitCode.UNCHECKED:
        code = ExitCode.CLEAN
    ctx.exit(ExitCode.FAILED if errors and code != ExitCode.INTERRUPTED else code)


def _outcome(
    found: Iterable[Document], memory: Memory | None, config: Config, *, init: bool
) -> tuple[Watched, bool]:
    """Return the outcome, and whether it was interrupted while services were asked."""
    try:
        with progress(wanted=True) as line:
            return watch_documents(found, memory, config, line, init=init), False
    except WatchInterrupted as interrupt:
        complain("interrupted; no more services are asked")
        return interrupt.outcome, True


def _exit_code(outcome: Watched, config: Config) -> ExitCode:
    if any(news.severity.rank <= config.fail_on.rank for news in outcome.news):
        return ExitCode.FOUND
    return ExitCode.UNCHECKED if outcome.unchecked else ExitCode.CLEAN
