"""`evidencekit resolve`: what is registered under a DOI or another identifier."""

import re
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
from evidencekit.model import (
    ByDoi,
    ById,
    Elsewhere,
    Found,
    Lookup,
    Lookups,
    NotFound,
    Unavailable,
)
from evidencekit.normalize import arxiv_doi, canonical_doi
from evidencekit.reports.lookups import as_json, as_text


@click.command(epilog=ENVIRONMENT)
@click.argument("identifiers", metavar="IDENTIFIER...", nargs=-1, required=True)
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
def command(
    ctx: click.Context, /, identifiers: tuple[str, ...], **options: Any
) -> None:
    """Show what is registered under a DOI.

    That is the record, its status and its notices. An identifier such as
    PMID:16001092, PMC486942 or arXiv:1810.04805 will do as well. The exit
    code is 1 if one is not registered, and 3 if that cannot be told.
    """
    as_asked, on_screen = options.pop("format"), look(options.pop("color"), 0)
    config = config_of(options.pop("config_file"), options)
    queries = list(dict.fromkeys(_query(text) for text in identifiers))
    with progress(wanted=True) as line:
        answers = look_up(queries, config, line)
    lookups = {_name(query): _answer(answers, query) for query in queries}
    print_text(as_json(lookups) if as_asked == "json" else as_text(lookups, on_screen))
    ctx.exit(max((_exit_code(lookup) for lookup in lookups.values()), key=_GRAVITY))


_PMID = re.compile(r"\s*(?:pmid|pubmed)[\s:]*(\d{1,8})\s*", re.IGNORECASE)
_PMCID = re.compile(r"\s*(?:pmcid[\s:]*)?PMC(\d{1,8})\s*", re.IGNORECASE)


def _query(text: str) -> ByDoi | ById:
    doi = canonical_doi(text) or arxiv_doi(text)
    if doi is not None:
        return ByDoi(doi)
    if pmid := _PMID.fullmatch(text):
        return ById(f"pmid:{pmid[1]}")
    if pmcid := _PMCID.fullmatch(text):
        return ById(f"pmcid:PMC{pmcid[1]}")
    raise click.UsageError(f"{text}: is no DOI; one looks like 10.1000/182")


def _name(query: ByDoi | ById) -> tuple[str, str]:
    if isinstance(query, ByDoi):
        return "DOI", query.doi
    scheme, _, value = query.id.partition(":")
    return scheme.upper(), value


def _answer(answers: Lookups, query: ByDoi | ById) -> Lookup:
    match answers.answer(query):
        case (Found() | NotFound() | Elsewhere() | Unavailable()) as lookup:
            return lookup
        case other:
            raise AssertionError(f"unreachable: {other} answers {query}")


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
