"""EK102: a reference that lacks what a reader needs to find the work."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Item, Problem, Reference, Severity
from evidencekit.rules.registry import document_rule
from evidencekit.rules.unparsed_reference import names_a_work

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ADDRESS = re.compile(
    r"https?://|\bwww\.|\b10\.\d{4,9}/|\b[\w-]+\.(?:org|com|gov|edu|net)\b"
)
_IDENTIFIER = re.compile(r"(?:https?://|\b10\.\d{4,9}/)\S+")
_UNDATED = re.compile(
    r"\bin press\b|\bforthcoming\b|\bn\.\s?d\.|\bno date\b|\bundated\b"
    r"|\bin preparation\b|\bsubmitted\b|\bahead of print\b|\bs\.\s?d\.|\bo\.\s?J\.",
    re.IGNORECASE,
)
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper")
_IN_A_CONTAINER = (*_PERIODICAL, "chapter", "paper-conference")
# Below this the parser may well have missed a field that is printed.
_SURE = 0.5
# Letters in words that no field covers: from here on they may be the missing field.
_MOST_LEFT = 8
_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKS = re.compile(
    r"\b(?:doi|pmid|pmcid|vol|pages?|et al|eds?|and|available|from|https?|accessed|"
    r"retrieved|supp?l|pubmed|google scholar|crossref|epub)\b",
    re.IGNORECASE,
)


@document_rule("EK102", "incomplete-reference", Severity.WARNING)
def incomplete_reference(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The reference lacks a title, a year, a container, or any way to look it up.

    A journal article needs title, container and year, even where it has a DOI; a
    chapter needs the title of its book; a web page or leaflet needs an address or a
    date. A field that most of the list leaves out is taken for its style, and "in
    press" and "n.d." stand for a year.

    Why it matters: a reader cannot find the work, and neither can a service. Nothing
    can be said about whether it exists and says what it is cited for.

    What to do: add what the message names. For a web page, add its address and the day
    on which it was read.

    When it is wrong: the field is printed in a form that was not recognised.
    """
    untitled = _is_style(document, "title")
    for assessment in assessments:
        reference = assessment.reference
        if not names_a_work(reference.item):
            continue  # EK003 says so
        missing = _missing(reference, untitled, sure=_is_sure(document, reference))
        if missing:
            yield Problem(f"{missing} printed", reference=reference.id)


def _is_style(document: Document, field: str) -> bool:
    """Say whether most references leave `field` out, so that it is the list's style."""
    without = sum(getattr(r.item, field) is None for r in document.references)
    return len(document.references) > 2 and 2 * without > len(document.references)


def _is_sure(document: Document, reference: Reference) -> bool:
    """Say whether a field that was not parsed can be taken not to be printed."""
    if reference.confidence < _SURE:
        return False
    if not document.has_prose or not reference.field_spans:
        return True
    bare, offset = list(reference.text), reference.span.start
    for span in reference.field_spans.values():
        start, end = span.start - offset, span.end - offset
        bare[start:end] = " " * (end - start)
    left = _MARKS.sub(" ", "".join(bare))
    return sum(map(len, _WORD.findall(left))) < _MOST_LEFT


def _missing(reference: Reference, untitled: bool, *, sure: bool) -> str | None:
    """Return what is not printed, as the beginning of a message."""
    item = reference.item
    has_date = bool(item.issued or item.accessed or _shows_date(reference.text))
    if not has_date and not _has_address(reference):
        if item.type in _IN_A_CONTAINER and (item.volume or item.page):
            return "no year is"
        return "neither an address nor a date is"
    if not sure:
        return None
    missing = []
    if item.title is None and not untitled:
        missing.append("title")
    if item.container_title is None and _needs_container(item):
        missing.append("container title")
    if not has_date and item.type in (*_IN_A_CONTAINER, "book", "thesis"):
        missing.append("year")
    return f"no {' and no '.join(missing)} is" if missing else None


def _shows_date(text: str) -> bool:
    return bool(_UNDATED.search(text) or _YEAR.search(_IDENTIFIER.sub(" ", text)))


def _has_address(reference: Reference) -> bool:
    item = reference.item
    identified = item.doi or item.url or item.pmid or item.pmcid or item.isbn
    return bool(identified or _ADDRESS.search(reference.text))


def _needs_container(item: Item) -> bool:
    return item.type in _IN_A_CONTAINER and not item.container_title_short
