"""From bytes to text, with every guess about the encoding said aloud."""

import codecs
import re
from dataclasses import dataclass

from evidencekit.errors import ReadError
from evidencekit.model import Defect, Span

# The UTF-32 marks come first: the little-endian one begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# Text holds next to no control characters; random bytes are a tenth control characters.
_MOST_CONTROLS = 0.005
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what was wrong with the bytes that it comes from."""

    text: str
    defects: tuple[Defect, ...] = ()


def decoded(name: str, data: bytes) -> Decoded:
    """Return the text of `data`: by byte-order mark, else UTF-8, else by likelihood.

    Line ends stay as they are; a byte-order mark is not part of the text.

    Raises:
        ReadError: `data` is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(name, _lenient(data[len(mark) :], encoding))
    for encoding in _unmarked(data):
        try:
            return _checked(name, Decoded(data.decode(encoding)))
        except UnicodeError:
            continue
    return _checked(name, _guessed(data))


def rewritten(name: str, data: bytes, before: str, after: str) -> bytes:
    """Return `data` with the text `after` in place of `before`, in its own encoding.

    Raises:
        ReadError: `data` does not hold `before` (somebody has changed the file), or its
            encoding lacks a character of `after`.
    """
    unmarked = [(b"", encoding) for encoding in (*_unmarked(data), *_OTHERS)]
    for mark, encoding in (*_MARKS, *unmarked):
        body = data[len(mark) :]
        try:
            if not data.startswith(mark) or body.decode(encoding) != before:
                continue
            return mark + after.encode(encoding)
        except UnicodeDecodeError:
            continue
        except UnicodeEncodeError as error:
            lacking = after[error.start]
            raise ReadError(
                f"{name}: {encoding} has no “{lacking}”; save the file as UTF-8 first"
            ) from None
    raise ReadError(
        f"{name}: was changed meanwhile or is broken text; nothing was fixed in it"
    )


_OTHERS = ("cp1252", "latin-1")
# What a page or an XML file says of itself, within the first 1,024 bytes of HTML.
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})"
    rb"|<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)


def _unmarked(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try without a byte-order mark, the likeliest first.

    UTF-8 comes before what is declared: a declaration often outlives a conversion, and
    other text is hardly ever valid UTF-8.
    """
    declared = _DECLARED.search(data[:2048])
    said = ((declared[1] or declared[2]).decode("ascii") if declared else "").lower()
    likeliest = _unmarked_utf16(data) or "utf-8"
    try:
        b"".decode(said or "utf-8")
    except LookupError:
        return (likeliest,)
    known = codecs.lookup(said or "utf-8").name
    # Browsers take Latin-1 for Windows-1252 (Encoding standard, §4.2).
    latin = known in ("iso8859-1", "ascii")
    return tuple(dict.fromkeys((likeliest, "cp1252" if latin else known)))


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        place = len(data[: error.start].decode(encoding, errors="replace"))
        return Decoded(text, (_undecodable(data, error, place, encoding.upper()),))


def _guessed(data: bytes) -> Decoded:
    """Return the text of bytes that are not valid UTF-8.

    One slip in a file that is otherwise UTF-8 stays one slip; a file without any
    valid multi-byte character is taken for Windows-1252, or Latin-1 where it holds
    bytes that Windows-1252 leaves undefined.
    """
    as_utf8 = _lenient(data, "utf-8")
    broken = as_utf8.text.count(_REPLACEMENT)
    if len(_NOT_ASCII.findall(as_utf8.text)) - broken > broken:
        return as_utf8
    for codec, spoken in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        first = _NOT_ASCII.search(text)
        place = first.start() if first else 0
        message = (
            f"byte 0x{data[place]:02x} is not UTF-8; the file was read as {spoken}"
        )
        return Decoded(text, (Defect(message, Span(place, place + 1)),))
    return as_utf8


def _undecodable(
    data: bytes, error: UnicodeDecodeError, place: int, spoken: str
) -> Defect:
    message = (
        f"byte 0x{data[error.start]:02x} is not valid {spoken}; "
        f"what could not be read is shown as {_REPLACEMENT}"
    )
    return Defect(message, Span(place, place + 1))


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the UTF-16 flavour that zero bytes give away, if any."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _checked(name: str, result: Decoded) -> Decoded:
    text = result.text
    if not text.strip():
        raise ReadError(f"{name}: is empty")
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _MOST_CONTROLS * len(text) + 1:
        raise ReadError(f"{name}: is a binary file; pass an article as text")
    return result
