"""The fields of one BibTeX entry with their places, whatever its author forgot.

bibtexparser tells where entries begin and end, but drops an entry over a doubled comma
and lets a value run on over a missing one; here every field that can be told is kept
and everything odd is named.
"""

import re
from dataclasses import dataclass

from evidencekit.model import Defect, Span

_NAME = re.compile(r"([A-Za-z][\w:+.-]*)\s*=\s*")
_GAP = re.compile(r"[\s,]*")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r"[^\s,#{}\"=()]+")
_JOIN = re.compile(r"\s*#\s*")
# Where the next field visibly begins although the one before it never ended.
_NEXT_FIELD = re.compile(r",?[ \t]*\r?\n\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_ENDS_IN_NAME = re.compile(r"\n\s*[A-Za-z][\w-]*\s*=\s*\Z")
_RESUME = re.compile(r"(?<=[,\n])\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value: `quoted` text, or a number or macro name. Joined by "#"."""

    span: Span
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as it stands in the file: name in lower case, parts of its value.

    `span` is the value without its outermost delimiters.
    """

    name: str
    parts: tuple[Part, ...]

    @property
    def span(self) -> Span:
        return Span(self.parts[0].span.start, self.parts[-1].span.end)


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found between `start` and `end` of an entry."""

    fields: tuple[RawField, ...]
    defects: tuple[Defect, ...]
    end: int


def scanned(text: str, start: int, end: int, *, broken: bool = False) -> Scan:
    """Return the fields in `text[start:end]`, which follows an entry's key.

    `broken` says that the entry's end is a guess, so that a value which seems to run
    over the beginning of another field is taken to lack its closing delimiter.
    """
    fields: list[RawField] = []
    defects: list[Defect] = []
    cursor, passed_over = start, False
    while cursor < end:
        gap = _GAP.match(text, cursor, end)
        after = gap.end() if gap else cursor
        commas = text.count(",", cursor, after)
        if after >= end or text[after] in "})":
            cursor = after
            break
        name = _NAME.match(text, after, end)
        if name is None:
            resumed = _RESUME.search(text, after, end)
            stop = resumed.start() if resumed else _closing(text, after, end)
            if stop > after and text[after:stop].strip():
                defects.append(_unread(text, after, stop))
            cursor, passed_over = stop, True
            if resumed is None:
                break
            continue
        if fields and not commas and not passed_over:
            defects.append(
                Defect(
                    f"no comma between the fields {fields[-1].name} and "
                    f"{name[1].lower()}",
                    Span(after, name.end(1)),
                )
            )
        elif commas > 1:
            where = Span(cursor, after)
            defects.append(Defect(f"stray comma before the field {name[1]}", where))
        passed_over = False
        parts, cursor, closed = _value(text, name.end(), end, broken=broken)
        if not closed:
            defects.append(
                Defect(
                    f"the value of the field {name[1].lower()} is not closed",
                    Span(name.start(), name.end(1)),
                )
            )
        if parts:
            fields.append(RawField(name[1].lower(), parts))
        else:
            defects.append(
                Defect(f"the field {name[1].lower()} has no value", Span(after, cursor))
            )
    return Scan(tuple(fields), tuple(defects), cursor)


def _closing(text: str, start: int, end: int) -> int:
    brace = text.find("}", start, end)
    return end if brace < 0 else brace


def _unread(text: str, start: int, stop: int) -> Defect:
    words = " ".join(text[start : min(stop, start + 200)].split())
    shown = words if len(words) <= 40 else f"{words[:40]}…"
    return Defect(f"“{shown}” is not a field and was passed over", Span(start, stop))


def _value(
    text: str, start: int, end: int, *, broken: bool
) -> tuple[tuple[Part, ...], int, bool]:
    """Return the parts of the value at `start`, where it ends, and if it was closed."""
    parts: list[Part] = []
    cursor, closed = start, True
    while cursor < end and closed:
        part, after, closed = _part(text, cursor, end, broken=broken)
        if part is None:
            break
        parts.append(part)
        cursor = after
        join = _JOIN.match(text, cursor, end)
        if join is None:
            break
        cursor = join.end()
    return tuple(parts), cursor, closed


def _part(
    text: str, start: int, end: int, *, broken: bool
) -> tuple[Part | None, int, bool]:
    if text[start] not in '{"':
        bare = _BARE.match(text, start, end)
        if bare is None:
            return None, start, True
        return Part(Span(start, bare.end()), bare.group(), False), bare.end(), True
    braced = text[start] == "{"
    stop = (_end_of_braces if braced else _end_of_quotes)(text, start, end)
    overrun = _overrun(text, start, stop, end, suspicious=braced and broken)
    if overrun is not None:
        return _quoted(text, start, overrun), overrun, False
    if stop is None:
        return _quoted(text, start, end, strip="}) \t\r\n,"), end, False
    return _quoted(text, start, stop), stop + 1, True


def _overrun(
    text: str, start: int, stop: int | None, end: int, *, suspicious: bool
) -> int | None:
    """Return where the next field begins inside the value that opens at `start`.

    A value that is closed may rightly hold a line such as "x = y": a quoted one has
    run over only if what seems to close it opens the next field's value.
    """
    if stop is None or suspicious:
        limit = end if stop is None else stop
    elif text[start] == '"' and _ENDS_IN_NAME.search(text, max(start, stop - 80), stop):
        limit = stop + 1
    else:
        return None
    following = _NEXT_FIELD.search(text, start + 1, limit)
    return following.start() if following else None


def _quoted(text: str, start: int, stop: int, strip: str = " \t\r\n,") -> Part:
    inner = text[start + 1 : stop]
    if stop >= len(text) or text[stop] not in '}"':
        inner = inner.rstrip(strip)
    return Part(Span(start + 1, start + 1 + len(inner)), inner, True)


def _end_of_braces(text: str, start: int, end: int) -> int | None:
    depth = 0
    for brace in _BRACE.finditer(text, start, end):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return None


def _end_of_quotes(text: str, start: int, end: int) -> int | None:
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(text, start + 1, end):
        match mark.group():
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case _ if depth <= 0:
                return mark.start()
    return None
