"""The documents that a command is given, and what of them cannot be read."""

import sys
from collections.abc import Iterable

from evidencekit.errors import ReadError
from evidencekit.model import Document
from evidencekit.readers import read


def documents(
    paths: Iterable[str], stdin_name: str = "<stdin>"
) -> tuple[list[Document], list[str]]:
    """Return the documents that can be read, and a line for each that cannot."""
    found, errors = [], []
    for path in paths:
        try:
            if path == "-":
                data = sys.stdin.buffer.read()
                found.append(read(path, name=stdin_name, data=data))
            else:
                found.append(read(path))
        except ReadError as error:
            errors.append(str(error))
    return found, errors
