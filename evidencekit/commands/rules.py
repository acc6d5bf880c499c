"""`evidencekit rules`: the table of all rules."""

import click

from evidencekit.commands.terminal import print_text
from evidencekit.rules.registry import rules


@click.command()
def command() -> None:
    """List all rules.

    Each with its code, name, severity, what it needs, and what it finds.
    """
    rows = [("code", "name", "severity", "needs", "finds")]
    rows += [
        (r.code, r.name, r.severity.value, r.need.value, r.summary) for r in rules()
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[4]]).rstrip() for row in rows]
    print_text("\n".join(lines) + "\n")
