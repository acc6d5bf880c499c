"""`evidencekit export`: the checked reference list, for a reference manager."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from evidencekit.bibliography import FORMATS, Exported, Outcome, exported, written
from evidencekit.commands.checking import checked
from evidencekit.commands.complaint import complain
from evidencekit.commands.documents import documents
from evidencekit.commands.exit_codes import ExitCode
from evidencekit.commands.options import (
    ENVIRONMENT,
    config_of,
    option,
    service_settings,
)
from evidencekit.commands.terminal import (
    check_place,
    print_text,
    write_file,
)
from evidencekit.model import Report

_BY_SUFFIX = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json", ".txt": "text"}


@click.command(epilog=ENVIRONMENT)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option(
    "--to",
    "format",
    type=click.Choice(FORMATS),
    help="What to write.  [default: what the suffix of -o says, else bibtex]",
)
@option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the list to a file instead of standard output.",
)
@option(
    "--verified-only",
    is_flag=True,
    help="Leave out what could not be verified, in place of writing it as printed.",
)
@service_settings
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    format: str | None,
    file: Path | None,
    verified_only: bool,
    **options: Any,
) -> None:
    """Write the reference list with its registered values.

    PATH is text, Markdown, HTML, JATS or BibTeX; - is standard input. The entries
    keep their order and their keys. A reference that was not verified is written as it
    is printed, with a remark that says why; where its DOI is wrong and the cited work
    was found, that work is written.

    \b
    Exit codes:
      0  all references were verified, or have nothing to look up
      1  some were not found, have the DOI of something else, or are retracted
      2  wrong usage or unreadable input
      3  no such reference, but some could not be checked
    """
    if file:
        check_place(file)
    config = config_of(options.pop("config_file"), options)
    found, errors = documents(paths, "<stdin>")
    report, interrupted = checked(found, config, "what was not asked is as printed")
    entries = exported(report)
    kept = [e for e in entries if e.outcome.is_verified or not verified_only]
    text = "".join(written((e.entry for e in kept), format or _format(file)))
    if file:
        write_file(file, text)
    else:
        print_text(text)
    for message in (*_said(entries, verified_only), *_duplicates(report), *errors):
        complain(message)
    if interrupted:
        ctx.exit(ExitCode.INTERRUPTED)
    ctx.exit(ExitCode.FAILED if errors else _exit_code(entries))


def _format(file: Path | None) -> str:
    return _BY_SUFFIX.get(file.suffix.lower() if file else "", "bibtex")


def _said(entries: tuple[Exported, ...], verified_only: bool) -> list[str]:
    """Return what a user should know of the list: how it was come by."""
    if not entries:
        return ["no references were found"]
    counts = Counter(entry.outcome for entry in entries)
    verified = sum(counts[outcome] for outcome in Outcome if outcome.is_verified)
    lines = [f"{verified} of {len(entries)} references with registered values"]
    if counts[Outcome.CORRECTED]:
        which = _ids(entries, Outcome.CORRECTED)
        number = counts[Outcome.CORRECTED]
        lines.append(f"{number} of them in place of a wrong DOI ({which})")
    for outcome in Outcome:
        if counts[outcome] and not outcome.is_verified:
            what = outcome.value.removeprefix("as printed: ")
            how = "left out" if verified_only else "as printed"
            lines.append(f"{counts[outcome]} {how}: {what} ({_ids(entries, outcome)})")
    return lines + [f"{e.reference.id}: {e.gravity}" for e in entries if e.gravity]


def _ids(entries: tuple[Exported, ...], outcome: Outcome) -> str:
    return ", ".join(e.reference.id for e in entries if e.outcome is outcome)


def _duplicates(report: Report) -> list[str]:
    return [
        f"{finding.problem.reference}: {finding.problem.message}"
        for finding in report.findings
        if finding.name == "duplicate-reference"
    ]


def _exit_code(entries: tuple[Exported, ...]) -> ExitCode:
    outcomes = {entry.outcome for entry in entries}
    grave = any(entry.gravity for entry in entries)
    if grave or outcomes & {Outcome.NOT_FOUND, Outcome.WRONG_DOI}:
        return ExitCode.FOUND
    unchecked = Outcome.UNCHECKED in outcomes
    return ExitCode.UNCHECKED if unchecked else ExitCode.CLEAN
