"""Markers that name a key: "[^1]", "[@key; -@key]", "\\cite{key}"."""

import re
from collections.abc import Iterator, Sequence, Set

from evidencekit.model import Citation, Span

_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,100})\](?!:)")
_KEY = r"[\w](?:[\w:.#$%&+?<>~/-]{0,100}\w)?"
_PANDOC = re.compile(r"\[[^\[\]\n@]{0,200}@[^\[\]\n]{1,1000}\]")
_PANDOC_KEY = re.compile(rf"(?<![\w@])-?@\{{?({_KEY})\}}?")
_OPENS_WITH_KEY = re.compile(r"\[(?:[^@]{0,40}\s)?-?@")
_LATEX = re.compile(
    r"\\(?:[a-zA-Z]{0,20}[cC]ite[a-zA-Z]{0,20})\*?(?:\[[^\[\]]{0,200}\]){0,2}"
    r"\{([^{}]{1,1000})\}"
)


def keyed_citations(
    text: str, parts: Sequence[Span], ids: Set[str]
) -> Iterator[Citation]:
    """Yield the markers in `parts` that name a reference by its key.

    A footnote that is no reference may be a remark, and a bare "@name" an account:
    only "[@key]" and "\\cite{key}" can be undefined.
    """
    for part in parts:
        for match in _FOOTNOTE.finditer(text, part.start, part.end):
            if match[1] in ids:
                yield Citation(Span(*match.span()), (match[1],), style="key")
        for match in _LATEX.finditer(text, part.start, part.end):
            keys = [key.strip() for key in match[1].split(",") if key.strip()]
            yield _citation(match, keys, ids)
        yield from _pandoc(text, part, ids)


def _pandoc(text: str, part: Span, ids: Set[str]) -> Iterator[Citation]:
    end = part.start
    for match in _PANDOC.finditer(text, part.start, part.end):
        yield from _bare(text, Span(end, match.start()), ids)
        end = match.end()
        keys = [key[1] for key in _PANDOC_KEY.finditer(match[0])]
        if keys and (not ids.isdisjoint(keys) or _OPENS_WITH_KEY.match(match[0])):
            yield _citation(match, keys, ids)
    yield from _bare(text, Span(end, part.end), ids)


def _bare(text: str, part: Span, ids: Set[str]) -> Iterator[Citation]:
    for match in _PANDOC_KEY.finditer(text, part.start, part.end):
        if match[1] in ids:
            yield Citation(Span(*match.span()), (match[1],), style="key")


def _citation(match: re.Match[str], keys: Sequence[str], ids: Set[str]) -> Citation:
    known = tuple(dict.fromkeys(key for key in keys if key in ids))
    unknown = tuple(dict.fromkeys(key for key in keys if key not in ids))
    return Citation(Span(*match.span()), known, unknown, "key")
