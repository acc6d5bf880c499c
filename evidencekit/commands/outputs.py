"""Which report goes where: the pairs of --format and -o, in the order they came."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

_ORDER = "evidencekit.order"


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file it goes to; None is standard output."""

    format: str
    file: Path | None = None


class OrderedCommand(click.Command):
    """A command that remembers the order in which its options came.

    click hands over the formats and the files apart from each other.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse `args` as every command does, and keep their order."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[_ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


def outputs(
    ctx: click.Context, formats: Sequence[str], files: Sequence[Path]
) -> tuple[Output, ...]:
    """Return what is to be written where.

    A format belongs to the -o after it; a single format and a single file belong
    together in any order. A file without a format is written in the one that its
    suffix names; a format without a file, or with the file "-", goes to standard
    output.

    Raises:
        click.UsageError: two formats are left for standard output.
    """
    if len(formats) == len(files) == 1:
        return (Output(formats[0], _unless_dash(files[0])),)
    given = [name for name in ctx.meta[_ORDER] if name in ("formats", "files")]
    if len(given) != len(formats) + len(files):  # some of them from the environment
        given = ["formats", "files"] * max(len(formats), len(files))
    found = tuple(_paired(given, iter(formats), iter(files)))
    if sum(output.file is None for output in found) > 1:
        raise click.UsageError(
            "two formats for standard output; give one of them a file: "
            "--format json -o report.json"
        )
    return found or (Output("text"),)


def _paired(
    order: Iterable[str], formats: Iterator[str], files: Iterator[Any]
) -> Iterator[Output]:
    format: str | None = None
    for name in order:
        if name == "formats":
            if format:
                yield Output(format)
            format = next(formats, None)
        elif (file := next(files, None)) is not None:
            yield Output(format or _by_suffix(file), _unless_dash(file))
            format = None
    if format:
        yield Output(format)


def _unless_dash(file: Path) -> Path | None:
    return None if str(file) == "-" else file


def _by_suffix(file: Path) -> str:
    return _SUFFIXES.get(file.suffix.lower(), "text")


_SUFFIXES = {
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
}
