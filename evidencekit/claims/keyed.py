"""Markers that name a key: "[^1]", "[@key; -@key]", "\\cite{key}", "[Doe01]"."""

import re
from collections.abc import Iterator, Sequence, Set

from evidencekit.model import Citation, Reference, Span

_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,100})\](?!:)")
_KEY = r"[\w](?:[\w:.#$%&+?<>~/-]{0,100}\w)?"
_PANDOC = re.compile(r"\[[^\[\]\n@]{0,200}@[^\[\]\n]{1,1000}\]")
_PANDOC_KEY = re.compile(rf"(?<![\w@])-?@\{{?({_KEY})\}}?")
_OPENS_WITH_KEY = re.compile(r"\[(?:[^@]{0,40}\s)?-?@")
_LATEX = re.compile(
    r"\\(?:[a-zA-Z]{0,20}[cC]ite[a-zA-Z]{0,20})\*?"
    r"((?:(?:\[[^\[\]]{0,200}\]){0,2}\{[^{}]{1,1000}\}){1,20})"
)
# MyST, reStructuredText and AsciiDoc: "{cite:p}`a,b`", ":cite:`a`", "cite:[a,b]".
_ROLE = re.compile(r"(?:\{cite(?::\w{1,5})?\}|:cite(?::\w{1,5})?:)`([^`\n]{1,300})`")
_ASCIIDOC = re.compile(r"\bcite(?:np)?:\[([^\[\]\n]{1,300})\]|<<([\w:.-]{1,100})>>")
# The key with which an entry opens, "[Doe01]", and where a text cites by such keys.
_PRINTED_KEY = re.compile(r"(?:\.\. )?\[([^\W\d_][\w+:.*-]{1,30})\]")
_IN_BRACKETS = re.compile(r"(?<![\w!\]])\[([^\W\d_][^\[\]\n]{1,300})\]_?(?![\w(:])")


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
            named = ",".join(re.findall(r"\{([^{}]*)\}", match[1]))
            yield _citation(match, _split(named), ids)
        for pattern in (_ROLE, _ASCIIDOC):
            for match in pattern.finditer(text, part.start, part.end):
                keys = _split(match[match.lastindex or 1])
                if not ids.isdisjoint(keys):
                    yield _citation(match, keys, ids)
        yield from _pandoc(text, part, ids)


def printed_key_citations(
    text: str, parts: Sequence[Span], references: Sequence[Reference]
) -> Iterator[Citation]:
    """Yield the markers in `parts` that name the keys that the entries open with.

    "[Doe01, Roe02]" is one where the list has "[Doe01] J. Doe …".
    """
    opening = ((_PRINTED_KEY.match(r.text), r.id) for r in references)
    ids = {match[1]: name for match, name in opening if match}
    if 2 * len(ids) < len(references):
        return
    for part in parts:
        for match in _IN_BRACKETS.finditer(text, part.start, part.end):
            known = [ids[key] for key in _split(match[1], "[,;]") if key in ids]
            if known:
                unique = tuple(dict.fromkeys(known))
                yield Citation(Span(*match.span()), unique, style="key")


def _split(printed: str, separator: str = ",") -> list[str]:
    return [key for part in re.split(separator, printed) if (key := part.strip())]


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
