"""Standard output, standard error, and the files a report goes to."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidencekit.errors import ConfigError
from evidencekit.files import replace_file
from evidencekit.reports.look import Look

# Lines longer than this are hard to read, however wide the window.
_WIDEST, _NARROWEST = 100, 40


def look(color: str, detail: int) -> Look:
    """Return how a report looks on standard output.

    `color` is "always", "never" or "auto": on a terminal, unless NO_COLOR is set.
    """
    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    in_color = color == "always" or (color == "auto" and terminal and not plain)
    if not terminal:
        return Look(color=in_color, detail=detail)
    width = shutil.get_terminal_size().columns
    return Look(min(max(width, _NARROWEST), _WIDEST), in_color, detail)


def print_text(text: str) -> bool:
    """Write `text` to standard output: UTF-8 unless a terminal wants something else.

    Return whether it was taken: a reader that has gone away is no error.
    """
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python writes what is buffered once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8, whole or not at all.

    Raises:
        ConfigError: the file cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all.

    Raises:
        ConfigError: the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe
            path.write_bytes(data)
        else:
            replace_file(path, data)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror})") from error


def check_place(path: Path) -> None:
    """Raise a `ConfigError` if `path` is in no directory, before any work is done."""
    if not path.parent.is_dir():
        raise ConfigError(f"{path}: there is no directory {path.parent}; make it first")
    if path.is_dir():
        raise ConfigError(f"{path}: is a directory; name a file")


class Progress:
    """A line on the terminal that says what is going on; silent elsewhere."""

    def __init__(self, wanted: bool) -> None:
        self._shown = wanted and sys.stderr.isatty()

    def __call__(self, message: str) -> None:
        if self._shown:
            room = shutil.get_terminal_size().columns - 1
            print(f"\r\x1b[K{message[:room]}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        self("")


@contextmanager
def progress(wanted: bool) -> Iterator[Progress]:
    """Yield a progress line that is gone when the work is done."""
    line = Progress(wanted)
    try:
        yield line
    finally:
        line.clear()
