"""`evidencekit check`: read, look up, judge, report."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from evidencekit.api import begin
from evidencekit.commands.bug import rule_bug
from evidencekit.commands.checking import checked
from evidencekit.commands.chosen import check_rules
from evidencekit.commands.complaint import complain
from evidencekit.commands.documents import documents
from evidencekit.commands.exit_codes import ExitCode
from evidencekit.commands.fixing import Fixing
from evidencekit.commands.known import is_to_be_made, renewed, say_stale
from evidencekit.commands.options import (
    ENVIRONMENT,
    color,
    embeddings,
    option,
    rule_settings,
    service_settings,
    sourced_config,
)
from evidencekit.commands.outputs import OrderedCommand, Output, outputs
from evidencekit.commands.terminal import (
    check_place,
    look,
    print_text,
    write_file,
)
from evidencekit.config import Config
from evidencekit.model import Report
from evidencekit.reports import FORMATS, rendered
from evidencekit.reports.look import Look


@click.command(cls=OrderedCommand, epilog=ENVIRONMENT)
@click.argument("paths", metavar="PATH...", nargs=-1)
@option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="What the report is written as; may be repeated, each with its -o.  "
    "[default: text]",
)
@option(
    "-o",
    "--output",
    "files",
    metavar="FILE",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Write the report to a file instead of standard output.",
)
@rule_settings
@service_settings
@embeddings
@option(
    "--write-baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep what is found as known, for --baseline.",
)
@option(
    "--since",
    metavar="REVISION",
    help="Check only what changed since this Git revision, such as origin/main; PATH "
    "may be a folder.",
)
@option("--fix", is_flag=True, help="Make the fixes that need no judgement.")
@option(
    "--unsafe-fixes",
    is_flag=True,
    help="Make all fixes, such as another DOI or year; look at --diff first.",
)
@option(
    "--diff",
    is_flag=True,
    help="Show what the fixes would change, and change nothing.",
)
@option("--exit-zero", is_flag=True, help="End with 0 in place of 1 and 3.")
@option("--allow-unchecked", is_flag=True, help="End with 0 in place of 3.")
@option(
    "--stdin-filename",
    metavar="NAME",
    help="What standard input is called in the report; its suffix names the format.",
)
@color
@option("-q", "--quiet", is_flag=True, help="Findings only: no claims, no progress.")
@option("-v", "--verbose", is_flag=True, help="List every reference and its record.")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Check articles and bibliographies.

    PATH is text, Markdown, HTML, JATS or BibTeX; - is standard input. Says of every
    reference where it differs from what is registered, and what could not be checked.
    """
    if not paths:
        raise click.UsageError("name an article to check, or - for standard input")
    wanted = outputs(ctx, options.pop("formats"), options.pop("files"))
    forgiven = _forgiven(options.pop("exit_zero"), options.pop("allow_unchecked"))
    fixing = Fixing(
        options.pop("fix"), options.pop("unsafe_fixes"), options.pop("diff")
    )
    if fixing.in_place and "-" in paths:
        raise click.UsageError("standard input cannot be fixed in place; use --diff")
    quiet, verbose = options.pop("quiet"), options.pop("verbose")
    detail = -1 if quiet else int(verbose)
    on_screen = look(options.pop("color"), detail)
    stdin_name = options.pop("stdin_filename") or "<stdin>"
    new_baseline, since = options.pop("write_baseline"), options.pop("since")
    if fixing.in_place and new_baseline:
        raise click.UsageError("--write-baseline is for what is left: fix first")
    # What cannot be used ends it before any work.
    config = _config(options, new_baseline)
    for file in (*(output.file for output in wanted), new_baseline):
        if file:
            check_place(file)
    if since:
        paths = _changed(paths, since)

    begin([Path(path) for path in paths if path != "-"], config)
    found, errors = documents(paths, stdin_name)
    # pre-commit hands over only what is about to be committed.
    partly = since or errors or "PRE_COMMIT" in os.environ
    report, interrupted = checked(
        found,
        config,
        "no more services are asked",
        quiet=quiet,
        all_of_them=not partly,
    )
    if fixing.show:
        print_text(fixing.diff(report))
        wanted = tuple(output for output in wanted if output.file)
    elif fixing.in_place and not interrupted:
        report, unwritten = fixing.written(report)
        errors += unwritten
    say_stale(report)
    if new_baseline and not interrupted:
        report = renewed(report, new_baseline)
    if report.documents or not paths:
        _write(report, wanted, on_screen)
    for failure in dict.fromkeys(report.failures):
        errors.append(rule_bug(failure.code, failure.error))
    for error in errors:
        complain(error)
    code = ExitCode.INTERRUPTED
    if not interrupted:
        code = _exit_code(report, config, failed=bool(errors))
    ctx.exit(ExitCode.CLEAN if code in forgiven else code)


def _config(options: dict[str, Any], new_baseline: Path | None) -> Config:
    settings = sourced_config(options.pop("config_file"), options)
    check_rules(settings)
    config = settings.config
    if config.baseline and is_to_be_made(config.baseline, new_baseline):
        return replace(config, baseline=None)
    return config


def _forgiven(exit_zero: bool, allow_unchecked: bool) -> frozenset[ExitCode]:
    """Return the exit codes that become 0."""
    if exit_zero:
        return frozenset({ExitCode.FOUND, ExitCode.UNCHECKED})
    return frozenset({ExitCode.UNCHECKED} if allow_unchecked else ())


def _changed(paths: tuple[str, ...], since: str) -> tuple[str, ...]:
    """Return the paths of what changed; says where nothing did."""
    from evidencekit.commands.changed import changed

    if "-" in paths:
        raise click.UsageError("--since is about files; standard input is none")
    found = changed(paths, since)
    if not found:
        complain(f"nothing changed since {since}")
    return tuple(found)


def _write(report: Report, wanted: Iterable[Output], on_screen: Look) -> None:
    for output in wanted:
        if output.file:
            in_file = Look(detail=on_screen.detail)
            write_file(output.file, rendered(report, output.format, in_file))
        else:
            print_text(rendered(report, output.format, on_screen))


def _exit_code(report: Report, config: Config, *, failed: bool) -> ExitCode:
    if failed:
        return ExitCode.FAILED
    if any(f.severity.rank <= config.fail_on.rank for f in report.findings):
        return ExitCode.FOUND
    return ExitCode.UNCHECKED if report.unchecked else ExitCode.CLEAN
