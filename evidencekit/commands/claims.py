"""`evidencekit claims`: the claims of an article and what supports them."""

import sys
from dataclasses import replace
from typing import Any

import click

from evidencekit.claims import rankings
from evidencekit.claims.embedding import Embedder, installed
from evidencekit.commands.options import (
    color,
    config_of,
    embeddings,
    option,
    service_settings,
)
from evidencekit.commands.terminal import look, print_text, progress
from evidencekit.config import Config
from evidencekit.judge import judge
from evidencekit.model import Document, DocumentReport, Lookups
from evidencekit.readers import read
from evidencekit.reports.claims import FORMATS, View, rendered, view
from evidencekit.rules.registry import selected

# What rules say of the support of a claim; that a claim has none is seen here anyway.
_APPRAISAL = ("EK603", "EK604", "EK606", "EK607", "EK609")


@click.command()
@click.argument("path", default="-")
@option(
    "--all",
    "every",
    is_flag=True,
    help="Every sentence, with all references, likeliest first.",
)
@option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What the claims are written as.",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    default="<stdin>",
    help="What standard input is called; its suffix names the format.",
)
@service_settings
@embeddings
@color
def command(
    path: str,
    every: bool,
    format: str,
    stdin_filename: str,
    color: str,
    **options: Any,
) -> None:
    """List claims and what supports them.

    Each claim of the article comes with the references that bear on it, most probable
    first: "linked" where seven in eight are right, "weak" where it is only the nearest
    listed reference and wants a look. The design of each study is given as far as its
    title tells it, with its level of evidence, 1 (strongest) to 5. Then come the claims
    that each reference carries. - or no PATH is standard input.

    No service is asked unless you say so, by --online, --replay, --record, --mailto or
    another --crossref-url. With records, links and designs go by the registered titles
    and abstracts, too, and a sentence of the abstract is quoted.
    """
    config = config_of(options.pop("config_file"), options)
    if path == "-":
        document = read(path, name=stdin_filename, data=sys.stdin.buffer.read())
    else:
        document = read(path)
    embedder = installed() if config.embeddings else None
    asked = config if _is_to_ask(options, config) else None
    shown = _view(document, asked, every, embedder)
    print_text(rendered(shown, format, look(color, 0)))


def _is_to_ask(options: dict[str, Any], config: Config) -> bool:
    """Say whether services are to be asked: by --online, or by saying whom to ask."""
    if config.offline:
        return False
    named = ("replay", "record", "mailto", "crossref_url")
    default = Config()
    return options["offline"] is False or any(
        getattr(config, name) != getattr(default, name) for name in named
    )


def _view(
    document: Document,
    config: Config | None,
    every: bool,
    embedder: Embedder | None,
) -> View:
    if config is None and every:
        return View(document, rankings(document, embedder=embedder))
    report = _report(document, config, embedder)
    if not every:
        return view(report)
    works = {v.reference: v.work for v in report.verdicts if v.work}
    return view(report, rankings(document, works, embedder))


def _report(
    document: Document, config: Config | None, embedder: Embedder | None
) -> DocumentReport:
    """Return what is known of the support of the claims."""
    if config is None:
        return judge(document, Lookups(), selected(_APPRAISAL), embedder)
    # It loads the network, which nobody needs who reads offline.
    from evidencekit.api import check_documents

    with progress(wanted=True) as line:
        report = check_documents([document], replace(config, select=_APPRAISAL), line)
    return report.documents[0]
