"""Tells lines that are no sentences: headings, titles, what a page says of itself."""

import re

from evidencekit.model import Span

_LONGEST, _LONGEST_TITLE = 8, 25  # words
_ENDED = re.compile(r"[.!?…:;,”\"')\]]\s*\Z")
_LINE = re.compile(r"[^\s][^\n]*")
_BLANK = re.compile(r"\s*+")
_REST_OF_LINE = re.compile(r"[^\S\n]*+(?=\n)")
_BULLET = re.compile(r"\s*(?:[-*+•▪◦·–]|\d{1,2}[.)])\s")
# "Related: Ten foods …", "Updated 12/03/2021", "Photo: …", an image in Markdown.
_FURNITURE = re.compile(
    r"(?:related|read (?:more|next)|see also|key ?words?|tags?|topics?|photos?|credits?"
    r"|images?(?: credit)?|sources?)\s?:"
    r"|(?:(?:last )?updated|published|posted|received|accepted)(?: on)?:? "
    r"(?:\d|[a-z]{3,9}\.? \d)|!\[[^\n]*\]\([^\n]*\)\s*\Z",
    re.IGNORECASE,
)


def is_heading(text: str, span: Span) -> bool:
    """Say whether what stands at `span` is a line of its own and no sentence.

    That is a line that the page says of itself, such as "Related: …"; the title, which
    comes first; or a short line that ends as no sentence does, above a longer one.
    """
    start = _line_start(text, span.start)
    end = _REST_OF_LINE.match(text, span.end)
    if start is None or end is None:
        return False
    line = span.of(text)
    if _FURNITURE.match(line):
        return True
    words = len(line.split())
    if _ENDED.search(line) or _BULLET.match(text, start) or words > _LONGEST_TITLE:
        return False
    if _BLANK.fullmatch(text, 0, start):
        return True
    following = _LINE.search(text, end.end())
    return following is not None and (
        words <= _LONGEST < len(following.group().split())
        and not _BULLET.match(following.group())
    )


def _line_start(text: str, place: int) -> int | None:
    """Return where the line begins, None if more than "## " stands before `place`."""
    while place and text[place - 1] in "# ":
        place -= 1
    return place if not place or text[place - 1] == "\n" else None
