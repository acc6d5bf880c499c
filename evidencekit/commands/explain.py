"""`evidencekit explain`: a rule's page."""

import click

from evidencekit.commands.terminal import print_text
from evidencekit.rules.registry import Rule, find_rule


@click.command()
@click.argument("rule", metavar="CODE...", nargs=-1, required=True)
def command(rule: tuple[str, ...]) -> None:
    """Explain a rule.

    Says what it finds, why that matters, what to do, and when it is wrong. CODE is
    the rule's code or name: EK202, notice-doi.
    """
    print_text("\n".join(_page(find_rule(code)) for code in rule))


def _page(rule: Rule) -> str:
    preview = ", preview: runs only where it is selected" if rule.preview else ""
    head = f"{rule.code} {rule.name} ({rule.severity.value}{preview})"
    return f"{head}\n\n{rule.full_page}\n"
