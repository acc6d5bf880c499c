"""`evidencekit claims`: the claims of an article and what supports them."""

import sys

import click

from evidencekit.claims import link_claims, rankings
from evidencekit.commands.options import color, option
from evidencekit.commands.terminal import look, print_text
from evidencekit.readers import read
from evidencekit.reports.claims import FORMATS, rendered


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
@color
def command(
    path: str, every: bool, format: str, stdin_filename: str, color: str
) -> None:
    """List claims and what supports them.

    Each claim of the article comes with the references that bear on it, most probable
    first: "linked" where seven in eight are right, "weak" where it is only the nearest
    listed reference and wants a look. Then come the claims that each reference carries.
    - or no PATH is standard input. No service is asked.
    """
    if path == "-":
        document = read(path, name=stdin_filename, data=sys.stdin.buffer.read())
    else:
        document = read(path)
    claims = rankings(document) if every else link_claims(document).claims
    print_text(rendered(document, claims, format, look(color, 0)))
