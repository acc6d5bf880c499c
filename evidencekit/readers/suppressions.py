"""Comments in a document that silence rules: "evidencekit: ignore[EK204] a leaflet".

`ignore` holds for what the comment stands in, or else for what follows it;
`ignore-file` for the whole document. What follows the brackets is the reason. Without
brackets, the codes end at a colon, a dash or a parenthesis: "ignore EK204: a leaflet".
Without codes, every rule is silenced.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from evidencekit.model import Span, Suppression

_DIRECTIVE = r"evidencekit:[ \t]*(ignore-file|ignore)\b"
# One that is never closed must not be looked through anew from each that follows.
_HTML = re.compile(
    rf"<!--\s*{_DIRECTIVE}((?:(?!-->|<!--)[^\n])*)(?:\s*-->)", re.IGNORECASE
)
_PERCENT = re.compile(rf"^[ \t]*%+[ \t]*{_DIRECTIVE}([^\n]*)$", re.I | re.M)
_AT_COMMENT = re.compile(
    rf"@comment\s*[{{(]\s*{_DIRECTIVE}([^\n@}})]*)\s*[}})]", re.IGNORECASE
)
_CODE = re.compile(r"[A-Za-z][\w-]*")
_BRACKETED = re.compile(r"[ \t]*\[([^\]]*)\]?(.*)", re.DOTALL)
# "ignore EK204: the work is a leaflet" or "ignore EK204 -- …": what follows is a reason
_REASON = re.compile(r"\s--\s|\s[–—]\s|:|\(")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that silences `codes`, here or in the whole file."""

    span: Span
    codes: tuple[str, ...]
    whole_file: bool
    reason: str | None = None


def html_comments(text: str) -> Iterator[Comment]:
    """Yield the suppressing comments of a Markdown text."""
    return (_comment(match) for match in _HTML.finditer(text))


def bibtex_comments(text: str) -> Iterator[Comment]:
    """Yield the suppressing comments of a BibTeX file, in order."""
    found = [*_PERCENT.finditer(text), *_AT_COMMENT.finditer(text)]
    return (_comment(match) for match in sorted(found, key=lambda m: m.start()))


def suppressions(
    text: str,
    comments: Iterable[Comment],
    scope: Callable[[Comment], Span],
    place: Callable[[Comment], Span] = lambda comment: comment.span,
) -> tuple[Suppression, ...]:
    """Return what `comments` silence; `scope` places those that are not for all.

    `place` says where a comment stands in `text`, if that is not the file.
    """
    everything = Span(0, len(text) + 1)
    return tuple(
        Suppression(
            place(c), everything if c.whole_file else scope(c), c.codes, c.reason
        )
        for c in comments
    )


def _comment(match: re.Match[str]) -> Comment:
    if bracketed := _BRACKETED.match(match[2]):
        listed, reason = bracketed.groups()
    else:
        listed, *rest = _REASON.split(match[2], maxsplit=1)
        reason = "".join(rest)
    return Comment(
        Span(match.start(), match.end()),
        tuple(_CODE.findall(listed)),
        match[1].lower() == "ignore-file",
        reason.strip(" \t\r:–—-)") or None,
    )
