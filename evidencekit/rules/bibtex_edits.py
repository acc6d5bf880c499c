"""How fixes write into a BibTeX entry, so that it stays one that BibTeX reads."""

import re

from evidencekit.latex_text import escaped
from evidencekit.model import Reference, Span

_CLOSING = {"{": "}", "(": ")"}
_OPENING = re.compile(r"\s*@\s*\w+\s*([{(])")
_FIELD = re.compile(r"^([ \t]*),?[ \t]*[A-Za-z][\w-]*[ \t]*=", re.MULTILINE)
_COMMENT_LINES = re.compile(r"(?:\r?\n[ \t]*%[^\n]*)+\s*\Z")
_PERCENT = re.compile(r"(?<!\\)%")


def is_bibtex(reference: Reference) -> bool:
    """Say whether the reference stands in a BibTeX file."""
    return reference.text.lstrip().startswith("@")


def value(reference: Reference, span: Span, text: str) -> str:
    """Return what to write at `span`, a whole value without its delimiters.

    A bare value gets braces unless it is a number, and a quotation mark between
    quotation marks gets its own.
    """
    before = reference.text[: span.start - reference.span.start].rstrip()
    written = escaped(text)
    if before.endswith('"'):
        return written.replace('"', '{"}')
    if before.endswith("=") and not written.isdigit():
        return f"{{{written}}}"
    return written


def field_added(text: str, name: str, content: str) -> tuple[int, str] | None:
    """Return where in an entry's `text` a field is added, and what is written there.

    It is the last field, in the way of those before it: indented as they are, with a
    comma after it if the last one has one. None where the entry does not end as it
    begins, or its last line may be a comment.
    """
    opening, whole = _OPENING.match(text), text.rstrip()
    if opening is None or not whole.endswith(_CLOSING[opening[1]]):
        return None
    if text.count("{") != text.count("}"):
        return None
    body = whole[:-1].rstrip()
    if comments := _COMMENT_LINES.search(body):
        body = body[: comments.start()].rstrip()
    last_line = body[body.rfind("\n") + 1 :]
    if (percent := _PERCENT.search(last_line)) and _is_balanced(
        last_line[percent.end() :]
    ):
        return None
    comma = body.endswith(",")
    fields = list(_FIELD.finditer(body))
    if "\n" in text and fields:
        line_end = "\r\n" if "\r\n" in text else "\n"
        gap = line_end + fields[-1][1]
    else:
        gap = " "
    field = f"{gap}{name} = {{{content}}}"
    return len(body), f"{field}," if comma else f",{field}"


def _is_balanced(text: str) -> bool:
    return text.count("{") == text.count("}")
