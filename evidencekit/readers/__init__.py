"""From a file to a `Document`: one module a format."""

from dataclasses import replace
from pathlib import Path

from evidencekit.model import Document, Span

__all__ = ["read"]


def read(
    source: Path | str, *, name: str | None = None, data: bytes | None = None
) -> Document:
    """Return the document in the file `source`, or in `data` where that is given.

    The format follows from the suffix of `name` (default: `source`), else from the
    content. What of the input could not be used is in the document's `defects`.

    Raises:
        ReadError: nothing can be read: one line for the user, naming the way out.
    """
    from evidencekit.readers.encoding import decoded
    from evidencekit.readers.files import file_bytes, refuse_known_binary
    from evidencekit.readers.registry import format_of
    from evidencekit.readers.stated_date import stated_date

    name = str(source) if name is None else name
    if data is None:
        data = file_bytes(Path(source))
    refuse_known_binary(name, data)
    result = decoded(name, data)
    document = format_of(name, result.text).read(name, result.text)
    defects = result.defects
    if document.source is not None:
        here = document.source.places.here
        defects = tuple(
            replace(d, span=Span(here(d.span.start), here(d.span.start)))
            for d in defects
        )
    return replace(
        document,
        defects=defects + document.defects,
        date=document.date or stated_date(result.text),
    )
