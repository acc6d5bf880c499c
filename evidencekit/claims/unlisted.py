"""Whom a marker names that the list does not have: "(Doe & Roe, 2012)"."""

import re
from collections.abc import Iterable

from evidencekit.model import Span

_PARTICLES = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e[nrl]?|[Dd]ella|[Dd][iauo]|[Dd][oa]s|[Ll][aeo]|[Tt]e[rn]|"
    r"[Aa]l|[Ee]l|[Bb]in|[Ii]bn|zu|zur)[ ’'-]|d['’]|[OD]['’]){0,3}"
)
_NAME = rf"{_PARTICLES}[^\W\d_a-zß-ÿ][\w’'‐-]*[^\W\d_A-ZÀ-Þ](?![\w])"
_MORE = (
    rf"(?:,? (?:&|and|und|et|y|e) {_NAME}|,? et\.? al\b\.?"
    r"| (?:and|&) (?:others|colleagues|co-?workers))"
)
_BEFORE = (
    r"(?:(?:(?:but |for reviews?,? )?see(?: also)?|also|as in|reviewed (?:in|by)|"
    r"e\.?g\.|for example|for instance|cf\.)[,:]? )?"
)
_CITED = re.compile(
    rf"[\s,]*(?:and |& )?{_BEFORE}"
    rf"(?P<names>(?P<first>{_NAME})(?P<more>(?:, {_NAME}){{0,5}}{_MORE})?),? \Z"
)
NO_NAMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "figure",
        "figures",
        "fig",
        "table",
        "tables",
        "section",
        "chapter",
        "appendix",
        "version",
        "study",
        "phase",
        "edition",
        "volume",
        "since",
        "until",
        "from",
        "accessed",
        "retrieved",
        "updated",
        "published",
        "unpublished",
        "revised",
        "act",
        "directive",
        "regulation",
    ]
)


_CAPITALISED = re.compile(r"(?<![\w’'-])[^\W\d_a-zß-ÿ][\w’'‐-]*")
_CITING = re.compile(
    rf"(?:,? et\.? al\b|(?:,? (?:&|and|und|et|y|e) {_NAME})?,? \(?(?:1[5-9]|20)\d\d)"
)


def words_alone(text: str, parts: Iterable[Span]) -> frozenset[str]:
    """Return the capitalised words that the text has without a year beside them."""
    return frozenset(
        match[0]
        for part in parts
        for match in _CAPITALISED.finditer(text, part.start, part.end)
        if not _CITING.match(text, match.end())
    )


def unlisted(names: str, alone: frozenset[str], *, narrative: bool) -> str | None:
    """Return the names that a year in a marker stands beside, as they are written.

    `names` is what stands before the year, in the parentheses or, `narrative`, before
    them. None: these may be no authors. One name by itself is an author's only if it is
    not among the words that the text has `alone`, as a place or a product would be.
    """
    cited = _CITED.match(f"{names.rstrip()} " if narrative else names)
    if cited is None or cited["first"].lower() in NO_NAMES:
        return None
    if not cited["more"] and (narrative or alone & set(cited["first"].split())):
        return None
    return cited["names"]
