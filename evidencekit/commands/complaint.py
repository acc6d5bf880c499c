"""What goes wrong, on standard error: what it quotes comes from strangers."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


def complain(message: str) -> None:
    """Write a message to standard error."""
    click.echo(f"evidencekit: {_presentable(message)}", err=True)


@contextmanager
def visible_usage_errors() -> Iterator[None]:
    """Let no error about the arguments repeat them so that a terminal obeys them."""
    try:
        yield
    except click.UsageError as error:
        message = _presentable(error.format_message())
        raise click.UsageError(message, error.ctx) from error


def _presentable(message: str) -> str:
    # Imported here: most runs have nothing to complain of, and feel it at their start.
    from evidencekit.inert import visible_lines
    from evidencekit.redaction import redacted

    return visible_lines(redacted(message))
