"""The entries of a BibTeX file with their places: what bibtexparser keeps and drops."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidencekit.model import Defect, Span, line_and_column
from evidencekit.readers.bibtex_fields import Part, RawField, scanned

_HEADER = re.compile(r"@\s*(\w+)\s*[{(]\s*")
_KEY = re.compile(r"([^\s,={}\"]*)\s*(?=,)")
# "@ article {" and "@article" on a line of its own: comments to bibtexparser
_LOST_HEADER = re.compile(r"^[ \t]*(@\s*[A-Za-z]+\s*[{(])", re.MULTILINE)
_LOST_FIELD = re.compile(r"[\s,]*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_COMMENT_LINES = re.compile(r"(?:^[ \t]*%.*(?:\n|\Z))+", re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\r\n]")
_NOT_ENTRIES = ("comment", "preamble", "string")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: type in lower case, key, place, and its fields by name."""

    kind: str
    key: str
    span: Span
    fields: Mapping[str, RawField]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All entries of a file, its macros (names in lower case), and what went wrong."""

    entries: tuple[Entry, ...] = ()
    macros: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the file; `broken` where bibtexparser could not make sense of it."""

    kind: str
    span: Span
    broken: bool = False


def bibliography(text: str) -> Bibliography:
    """Return the entries in `text`, those included that bibtexparser drops."""
    code = _without_comment_lines(text)
    entries: list[Entry] = []
    defects: list[Defect] = []
    macros: dict[str, tuple[Part, ...]] = {}
    for block in _blocks(code):
        if block.kind == "string":
            scan = scanned(code, _body(code, block.span.start), block.span.end)
            macros.update((f.name, f.parts) for f in scan.fields)
            defects += scan.defects
            continue
        entry, found = _entry(code, block)
        defects += found
        if entry is not None:
            entries.append(entry)
    unique, repeated = _with_unique_keys(entries, text)
    in_order = sorted((*defects, *repeated), key=lambda defect: defect.span)
    return Bibliography(unique, macros, tuple(in_order))


def _without_comment_lines(text: str) -> str:
    """Return `text` with every line that begins with "%" blanked.

    BibTeX knows no such comments, but users and biber do. A line that opens an entry
    stays unless the lines around it close it again.
    """

    def blanked(lines: re.Match[str]) -> str:
        run = lines.group()
        if run.count("{") == run.count("}"):
            return _NOT_LINE_END.sub(" ", run)
        return "".join(
            line if "@" in line else _NOT_LINE_END.sub(" ", line)
            for line in run.splitlines(keepends=True)
        )

    return _COMMENT_LINES.sub(blanked, text) if "%" in text else text


def _blocks(code: str) -> Iterator[_Block]:
    """Yield what of the file is not a comment, in order."""
    known = list(_parsed_blocks(code))
    starts = [block.span.start for block in known] + [len(code)]
    yield from _lost(code, 0, starts[0])
    for block, end in zip(known, starts[1:], strict=True):
        if not block.broken:
            yield from _whole(code, block, end)
            continue
        lost = _LOST_HEADER.search(code, block.span.start + 1, end)
        limit = lost.start(1) if lost else end
        if block.kind not in _NOT_ENTRIES or block.kind == "string":
            yield replace(block, span=Span(block.span.start, limit))
        yield from _lost(code, limit, end)


def _whole(code: str, block: _Block, end: int) -> Iterator[_Block]:
    if block.kind in ("comment", "preamble"):
        yield from _lost(code, block.span.end, end)
        return
    if block.kind != "string" and _LOST_FIELD.match(code, block.span.end, end):
        # A brace too many: the entry ends early and its other fields are a comment.
        lost = _LOST_HEADER.search(code, block.span.end, end)
        limit = lost.start(1) if lost else end
        yield _Block(block.kind, Span(block.span.start, limit), broken=True)
        yield from _lost(code, limit, end)
        return
    yield block
    yield from _lost(code, block.span.end, end)


def _lost(code: str, start: int, end: int) -> Iterator[_Block]:
    """Yield the entries in a stretch that bibtexparser takes for a comment."""
    headers = [m.start(1) for m in _LOST_HEADER.finditer(code, start, end)]
    for header, limit in zip(headers, [*headers[1:], end], strict=False):
        yield _Block(_kind(code, header), Span(header, limit), broken=True)


def _parsed_blocks(code: str) -> Iterator[_Block]:
    """Yield bibtexparser's blocks, which hold their raw text but no offset."""
    from bibtexparser.model import ImplicitComment, ParsingFailedBlock
    from bibtexparser.splitter import Splitter

    # What it would log is in our defects; unhandled, it would end up on stderr.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    cursor = 0
    for block in Splitter(code).split().blocks:
        raw = block.raw or ""
        if isinstance(block, ImplicitComment) or not raw:
            continue
        start = code.find(raw, cursor)
        span = Span(start, start + len(raw))
        cursor = span.end
        broken = (
            isinstance(block, ParsingFailedBlock) and block.ignore_error_block is None
        )
        yield _Block(_kind(code, start), span, broken)


def _kind(code: str, start: int) -> str:
    header = _HEADER.match(code, start)
    return header[1].lower() if header else ""


def _body(code: str, start: int) -> int:
    header = _HEADER.match(code, start)
    return header.end() if header else start


def _entry(code: str, block: _Block) -> tuple[Entry | None, list[Defect]]:
    body = _body(code, block.span.start)
    if body == block.span.start:
        return None, [Defect("an entry without a type was passed over", block.span)]
    header = Span(block.span.start, body)
    key, start = _key(code, body, block.span.end)
    end = block.span.end if block.broken else block.span.end - 1
    scan = scanned(code, start, end, broken=block.broken)
    fields, defects = scan.fields, list(scan.defects)
    stop = scan.end
    while block.broken and _LOST_FIELD.match(code, stop + 1, end):
        defects.append(
            Defect("a brace too many ends the entry early", Span(stop, stop + 1))
        )
        more = scanned(code, stop + 1, end, broken=True)
        fields, stop = fields + more.fields, more.end
        defects += more.defects
    if not fields:
        return None, [Defect(f"@{block.kind}{{{key}}} has no fields", header)]
    if not key:
        defects.append(Defect("the entry has no key", header))
    if block.broken and not defects:
        defects.append(_why(code, header, stop, end))
    kept, repeats = _by_name(fields)
    defects += repeats
    span = Span(header.start, _trimmed(code, header.start, min(stop + 1, end)))
    if not block.broken:
        span = block.span
    named = [replace(d, message=f"{key or 'entry'}: {d.message}") for d in defects]
    return Entry(block.kind, key, span, kept), named


def _key(code: str, body: int, end: int) -> tuple[str, int]:
    match = _KEY.match(code, body, end)
    if match is None:
        line = code.find("\n", body, end)
        comma = code.find(",", body, end if line < 0 else line)
        if comma >= 0 and "=" not in code[body:comma] and "{" not in code[body:comma]:
            return " ".join(code[body:comma].split()), comma + 1
        return "", body
    return match[1], match.end() + 1


def _why(code: str, header: Span, stop: int, end: int) -> Defect:
    opening = code[header.start : header.end]
    if re.match(r"@\s|@\w+\s*\n", opening):
        return Defect("white space in the entry's beginning hides it", header)
    if stop >= end:
        return Defect("the entry is not closed", header)
    return Defect("the entry is not valid BibTeX", header)


def _trimmed(code: str, start: int, end: int) -> int:
    return start + len(code[start:end].rstrip())


def _by_name(fields: Sequence[RawField]) -> tuple[dict[str, RawField], list[Defect]]:
    """Return the first field of each name, as BibTeX does, and the repeats."""
    kept: dict[str, RawField] = {}
    repeats = []
    for raw in fields:
        if raw.name in kept:
            message = f"the field {raw.name} is given twice; the first is used"
            repeats.append(Defect(message, raw.span))
        kept.setdefault(raw.name, raw)
    return kept, repeats


def _with_unique_keys(
    entries: Sequence[Entry], text: str
) -> tuple[tuple[Entry, ...], list[Defect]]:
    """Return the entries under keys of their own: "key (2)" where one is repeated."""
    uses: Counter[str] = Counter()
    first: dict[str, Entry] = {}
    taken: set[str] = set()
    unique, repeats = [], []
    for position, entry in enumerate(entries, 1):
        key = stem = entry.key or f"entry {position}"
        uses[stem] += 1
        while key in taken:
            key = f"{stem} ({uses[stem]})"
            uses[stem] += key in taken
        if first.setdefault(stem, entry) is not entry:
            line, _ = line_and_column(text, first[stem].span.start)
            message = f"{stem}: the key is used before, on line {line}"
            start = entry.span.start
            repeats.append(Defect(message, Span(start, start + 1)))
        taken.add(key)
        unique.append(replace(entry, key=key))
    return tuple(unique), repeats
