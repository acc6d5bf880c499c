"""Tells the heading of a paragraph from a sentence: "Other things to try"."""

import re

from evidencekit.model import Span

_LONGEST = 8  # words
_ENDED = re.compile(r"[.!?…:;,”\"')\]]\s*\Z")
_LINE = re.compile(r"[^\s][^\n]*")
_BULLET = re.compile(r"\s*(?:[-*+•▪◦·–]|\d{1,2}[.)])\s")


def is_heading(text: str, span: Span) -> bool:
    """Say whether what stands at `span` is a short line above a paragraph.

    It has a line of its own and ends as no sentence does, and a longer line follows.
    """
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    if end < 0 or text[start : span.start].strip("# ") or text[span.end : end].strip():
        return False
    line = span.of(text)
    if (
        len(line.split()) > _LONGEST
        or _ENDED.search(line)
        or _BULLET.match(text, start)
    ):
        return False
    following = _LINE.search(text, end)
    return following is not None and (
        len(following.group().split()) > _LONGEST
        and not _BULLET.match(following.group())
    )
