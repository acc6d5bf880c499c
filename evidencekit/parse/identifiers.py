"""Finds the identifiers printed in a reference: DOI, PMID, PMCID, arXiv, ISBN, URL.

With them come the numbers of patents, reports and releases of software.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencekit.normalize import canonical_doi
from evidencekit.parse.hosts import BARE_HOST
from evidencekit.parse.own_numbers import (
    CODED_PATENT,
    PATENT,
    REPORT,
    REPORT_WORDS,
    VERSION,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier; places are code points.

    `kind` is a field of `Item`, or "arxiv", "issn", "patent" or "report".

    `start` to `end` takes in the words before it ("doi:", "PMID"), `from_` to `to` is
    the identifier alone.
    """

    kind: str
    value: str
    start: int
    end: int
    from_: int
    to: int


# A line break with the indent of the next line, or a white space.
_GAP = r"(?:[ \t\r]{0,3}\n[ \t]{0,40}|\s)"
_RESOLVER = r"(?:https?\s?:\s?//\s?)?(?:(?:dx|www)\.)?doi\.?org/\s*(?:doi:\s*)?"
_DOI = re.compile(
    r"(?:\[?\(?\bdoi\b[\s:.=]{0,4})?(?:" + _RESOLVER + r"|\bdoi\s?[:.]?\s{0,2})?"
    rf"(?P<doi>10\.{_GAP}?\d{{4,9}}(?:\.\d{{1,9}})?\s?/{_GAP}?(?:[^\s\"“”]{{1,300}}))",
    re.IGNORECASE,
)
# What follows a DOI without white space in scraped text.
_GLUED = re.compile(
    r"(?:[.,;:]?(?:PMC?ID|PMid|PMCid|PubMed|Epub|E-?pub|Accessed|Available|Retrieved"
    r"|Cited|Acesso|Disponível|https?:|(?<!/)www\.|doi:)"
    r"|[\[(](?:PubMed|CrossRef|Google|PMC|DOI|Web of|Medline|Ref|Free|Scopus)"
    r"|&(?:domain|ref|sid|utm)|[?#]|;jsession|\|)",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|pdfdirect|meta|references|summary|html|xml)"
    r"|\.(?:full|pdf|abstract|html?))+$",
    re.IGNORECASE,
)
# An identifier is seldom broken more often.
_MOST_CHUNKS = 4
_NEXT_CHUNK = re.compile(rf"({_GAP}{{1,4}})([^\s\"“”]{{1,200}})")
_CHUNK_GOES_ON = re.compile(r"[a-z0-9][A-Za-z0-9._()/<>:;\-]*\Z")
_LABELS = re.compile(r"(?i)(?:pmc?id|epub|accessed|available|vol|pp?)\b")

_PMID = re.compile(
    r"\[?\b(?:PMID|PubMed(?:\s+(?:PMID|ID|Id))?|MEDLINE)\b\s?[:.#]?\s{0,2}(?:PMID:?\s*)?"
    r"(?P<value>\d{4,8})\b\]?",
    re.IGNORECASE,
)
_PUBMED_URL = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.)?"
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)"
    r"(?P<value>\d{4,8})/?(?![^\s.,;\])])"
)
_PMC_URL = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|ncbi\.nlm\.nih\.gov/pmc/articles/|europepmc\.org/articles?/(?:PMC/)?)"
    r"(?P<value>PMC\d{4,8})(?:/[\w./#?=-]*)?(?![^\s.,;\])])",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"\b(?:PMCID\s?[:.]?\s{0,2}|PubMed Central(?:\s+PMCID)?\s?[:.]?\s{0,2})"
    r"(?P<value>PMC\s?\d{4,8})\b|(?<![/\w])(?P<bare>PMC\d{5,8})\b",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf)/|\s?[:.]?\s{0,2}(?:preprint\s{0,2})?"
    r"(?:arxiv\s?:\s{0,2})?)"
    r"(?P<value>(?:\d{4}\.\d{4,5}|[a-z\-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?)",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\b(?:e-?)?ISBN(?:[\s\-]?1[03])?\s?[:.]?\s{0,2}"
    r"(?P<value>97[89][\d\-–\s]{10,16}|[\d][\d\-–\s]{8,14}[\dXx])(?![\d])",
    re.IGNORECASE,
)
_ISSN = re.compile(r"\be?-?ISSN\s?[:.]?\s{0,2}(?P<value>\d{4}[\-–]\d{3}[\dXx])", re.I)
_URL = re.compile(
    r"(?:<|\b(?:URL|url)\s?:?\s{0,2}<?)?"
    r"(?P<value>(?:https?\s?:\s?//\s?|ftp://|(?<![\w@/.])www\.|" + BARE_HOST + r"/)"
    r"[^\s<>\"“”|]{3,2000})>?",
    re.IGNORECASE,
)
# A URL goes on after a line break when it ends in what cannot end one …
_URL_OPEN_END = re.compile(r"(?:[/=&?_%~\-]|//[\w.]{0,60}\.)\Z")
# … or when the next line could be nothing else.
_SPACE = re.compile(rf"{_GAP}{{1,3}}")
_URL_TAIL = re.compile(r"[A-Za-z0-9\-_.~%/?&=#+,:;@]{2,300}")


def identifiers(text: str) -> list[Identifier]:
    """Return the identifiers in `text`, in order.

    They do not overlap, but for a URL that holds a DOI: these two share their range.
    """
    found: list[Identifier] = []
    taken: list[tuple[int, int]] = []
    for finder in (_dois, _simple, _urls):
        fresh: list[Identifier] = []
        for identifier in finder(text):
            alike = [(o.start, o.end) for o in fresh if o.kind == identifier.kind]
            if all(
                identifier.end <= a or identifier.start >= b for a, b in taken + alike
            ):
                fresh.append(identifier)
        found += fresh
        taken += [(identifier.start, identifier.end) for identifier in fresh]
    return sorted(found, key=lambda identifier: identifier.start)


def _dois(text: str) -> Iterator[Identifier]:
    position = 0
    while (at := text.find("10.", position)) >= 0:
        # A window around the number keeps the search linear.
        match = _DOI.search(text, max(position, at - 60), at + 400)
        if match is None:
            position = at + 3
            continue
        start, end = match.start("doi"), _doi_end(text, match)
        raw = html.unescape(_squeezed(text[start:end]))
        value = canonical_doi(raw)
        if value is None:
            position = match.end("doi")
            continue
        host = _HOST.search(text, max(0, start - 300), start)
        if host is not None and not _IS_RESOLVER.search(host.group()):
            yield from _doi_in_url(text, value, host.start(), start, end)
        else:
            whole = end
            if text[match.start()] in "[(" and match.start() < start:
                whole += text[end : end + 1] in (")", "]")
            yield Identifier("doi", value, match.start(), whole, start, end)
        position = max(end, start + 3)


# A publisher's page whose address holds the DOI: "https://pubs.acs.org/doi/10.1021/…".
_HOST = re.compile(rf"(?:https?://|www\.|{BARE_HOST}/)[^\s<>\"“”]*\Z")
_IS_RESOLVER = re.compile(r"(?i)(?://|^)(?:dx\.|www\.)?doi\.?org/")
_REST = re.compile(r"[^\s<>\"“”\])]*")


def _doi_in_url(
    text: str, value: str, first: int, start: int, end: int
) -> Iterator[Identifier]:
    rest = _REST.match(text, end)
    whole = _trimmed(text, end, rest.end()) if rest is not None else end
    yield Identifier("doi", value, first, whole, start, end)
    url = _squeezed(text[first:whole])
    yield Identifier("url", url, first, whole, first, whole)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _doi_end(text: str, match: re.Match[str]) -> int:
    """Return where the DOI ends: glued words and views off, wrapped parts on."""
    start, end = match.start("doi"), match.end("doi")
    slash = text.index("/", start) + 1
    cut = _GLUED.search(text, slash, end)
    for _ in range(_MOST_CHUNKS):
        chunk = _NEXT_CHUNK.match(text, end)
        if cut is not None or chunk is None:
            break
        if not _goes_on(text[slash:end], chunk.group(1), chunk.group(2)):
            break
        cut = _GLUED.search(text, end, chunk.end())
        end = chunk.end()
    if cut is not None:
        end = cut.start()
    end = _trimmed(text, slash, end)
    view = _VIEW.search(text, slash, end)
    if view is not None:
        end = _trimmed(text, slash, view.start())
    return end


def _goes_on(body: str, space: str, chunk: str) -> bool:
    """Say whether `chunk` is the rest of a DOI whose suffix so far is `body`."""
    bare = chunk.rstrip(".,;)]")
    if not _CHUNK_GOES_ON.match(bare) or _LABELS.match(bare):
        return False
    has_digit = any(c.isdigit() for c in bare)
    if body[-1:] in "/_-(<":
        return has_digit or "\n" in space
    if not has_digit or re.match(r"\d{4}[;,:]", chunk):
        return False
    if body.endswith("."):  # "10.1016/j. cbpra.2010.05.004", "j.jad.2020. 01.001"
        if re.search(r"[a-z]\.(?:19|20)\d\d\.\Z", body):
            return re.fullmatch(r"\d\d\.\d{3}", bare) is not None
        return re.search(r"(?:^|\.)[a-z]{1,12}\.\Z", body) is not None
    return "\n" in space and not body.endswith((",", ";", ")")) and len(body) < 24


def _trimmed(text: str, start: int, end: int) -> int:
    """Return `end` without punctuation and brackets that open outside the range."""
    body = text[start:end]
    excess = {
        closing: body.count(closing) - body.count(opening)
        for closing, opening in _CLOSING.items()
        if closing in body
    }
    while end > start:
        last = text[end - 1]
        if excess.get(last, 0) > 0:
            excess[last] -= 1
        elif last not in ".,;:'’\"”*…" and not last.isspace():
            break
        end -= 1
    return end


_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}


# Each with letters that it cannot be without, which are looked for first.
_SIMPLE = (
    ("pmid", "pmid", _PMID),
    ("pmid", "pubmed", _PMID),
    ("pmid", "medline", _PMID),
    ("pmid", "pubmed", _PUBMED_URL),
    ("pmcid", "pmc", _PMCID),
    ("pmcid", "/pmc", _PMC_URL),
    ("pmcid", "pubmed central", _PMCID),
    ("arxiv", "arxiv", _ARXIV),
    ("isbn", "isbn", _ISBN),
    ("issn", "issn", _ISSN),
    ("patent", "patent", PATENT),
    ("patent", "", CODED_PATENT),
    *(("report", f"{word} n", REPORT) for word in REPORT_WORDS),
    ("version", "version", VERSION),
)


def _simple(text: str) -> Iterator[Identifier]:
    low = text.lower()
    for kind, hint, pattern in _SIMPLE:
        if hint not in low:
            continue
        for match in pattern.finditer(text):
            group = match.lastgroup or "value"
            start, end = match.span(group)
            end = start + len(text[start:end].rstrip())
            value = _squeezed(text[start:end])
            if kind in ("patent", "report"):
                value = " ".join(text[start:end].split())
            elif kind == "isbn":
                value = value.replace("–", "-")
            elif kind == "pmcid":
                value = value.upper()
            yield Identifier(kind, value, match.start(), match.end(), start, end)


def _urls(text: str) -> Iterator[Identifier]:
    if "/" not in text and "www." not in text.lower():
        return
    position = 0
    while (match := _URL.search(text, position)) is not None:
        start, end = match.span("value")
        for _ in range(_MOST_CHUNKS):
            space = _SPACE.match(text, end)
            tail = _URL_TAIL.match(text, space.end()) if space is not None else None
            if space is None or tail is None:
                break
            if not _url_goes_on(text[start:end], space[0], tail[0]):
                break
            end = tail.end()
        end = _trimmed(text, start, end)
        value = _squeezed(text[start:end])
        whole = end + 1 if text[end : end + 1] == ">" else end
        yield Identifier("url", value, match.start(), whole, start, end)
        position = max(match.end(), end)


def _url_goes_on(url: str, space: str, tail: str) -> bool:
    bare = tail.rstrip(".,;:")
    if bare[:4].lower() == "http" or bare[:1].isupper():
        return False
    marked = any(c in bare for c in "/=&?_%") or bare.count("-") > 1
    if _URL_OPEN_END.search(url):
        return marked or "\n" in space or "." in bare
    return "\n" in space and marked and url[-1] not in ".,;"
