"""A list of items in one of the formats that programs for references read."""

from collections.abc import Callable, Iterable, Iterator

from evidencekit.bibliography.bibtex import to_bibtex
from evidencekit.bibliography.entries import Entry, keyed
from evidencekit.bibliography.printed import printed
from evidencekit.bibliography.ris import to_ris
from evidencekit.inert import json_text, visible


def written(entries: Iterable[Entry], format: str) -> Iterator[str]:
    """Yield a list in one of `FORMATS` piece by piece, with a newline at its end.

    Keys are made where there are none, and told apart where two are the same.
    """
    return _WRITERS[format](entries)


def _bibtex(entries: Iterable[Entry]) -> Iterator[str]:
    for entry, key in keyed(entries):
        # BibTeX passes over what stands between entries, up to the next "@".
        remark = visible(entry.remark or "").replace("@", " at ")
        yield (f"% {remark}\n" if remark else "") + f"{to_bibtex(entry.item, key)}\n"


def _ris(entries: Iterable[Entry]) -> Iterator[str]:
    for entry, key in keyed(entries):
        yield f"{to_ris(entry.item, key, entry.remark)}\n"


def _csl_objects(entries: Iterable[Entry]) -> Iterator[str]:
    for entry, key in keyed(entries):
        note = {"note": entry.remark} if entry.remark else {}
        yield json_text({"id": key, **entry.item.to_csl(), **note})


def _csl_lines(entries: Iterable[Entry]) -> Iterator[str]:
    return (f"{line}\n" for line in _csl_objects(entries))


def _csl_json(entries: Iterable[Entry]) -> Iterator[str]:
    opening = "["
    for line in _csl_objects(entries):
        yield f"{opening}\n  {line}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _text(entries: Iterable[Entry]) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        remark = f" [{entry.remark}]" if entry.remark else ""
        line = f"{entry.number or number}. {printed(entry.item)}{remark}"
        yield f"{visible(line)}\n"


_WRITERS: dict[str, Callable[[Iterable[Entry]], Iterator[str]]] = {
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
    "csl": _csl_lines,
    "text": _text,
}
FORMATS = tuple(_WRITERS)
