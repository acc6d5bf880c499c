"""JATS: the XML in which journals keep their articles, and its elder, NLM.

The text is that of abstract and body, without tables, figures and formulas on lines of
their own; then the reference list. `<xref ref-type="bibr">` says what is cited.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from evidencekit.claims.markers import find_citations
from evidencekit.errors import ReadError
from evidencekit.model import Citation, Defect, Document, PartialDate, Reference, Span
from evidencekit.readers.anchors import Anchor, linked_citations
from evidencekit.readers.elements import Element, Run, tree
from evidencekit.readers.html_page import Page, Walk
from evidencekit.readers.html_scopes import Scopes
from evidencekit.readers.jats_citation import CITATIONS, reference, write
from evidencekit.readers.suppressions import html_comments, suppressions

_JATS = re.compile(
    r"\s*(?:(?:<!--(?:(?!-->).)*-->|<\?[^>]*>|<!DOCTYPE\s+article\b[^>]*>)\s*)*"
    r"<article\b[^>]*?(?:\bdtd-version|\barticle-type|\bxmlns:(?:xlink|mml|ali))\s*=",
    re.DOTALL,
)
_BLOCKS = frozenset(
    [
        *("abstract", "sec", "p", "title", "subtitle", "list", "list-item"),
        *("disp-quote", "def-item", "def", "boxed-text", "verse-group", "verse-line"),
        *("statement", "ref"),
    ]
)
_SKIPPED = frozenset(
    [
        *("table-wrap", "table-wrap-group", "table", "fig", "fig-group"),
        *("disp-formula", "disp-formula-group", "graphic", "inline-graphic", "media"),
        *("tex-math", "fn", "fn-group", "supplementary-material", "label"),
        *("object-id", "mml:annotation", "annotation", "ref-list", "sub-article"),
        *("response", "floats-group"),
    ]
)
_NO_TEXT = ("graphical", "teaser", "toc", "web-summary")
_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\]).]*")


def looks_like(text: str) -> bool:
    """Say whether `text` begins as an article in JATS does."""
    return bool(_JATS.match(text[:5000]))


def read(name: str, text: str) -> Document:
    """Return the article in `text` with its references and citations.

    Raises:
        ReadError: it is other XML, or has neither text nor references.
    """
    elements = tree(text, xml=True)
    article = next(iter(elements.root.elements), None)
    if article is None or article.name != "article":
        raise ReadError(
            f"{name}: is XML, but no article in JATS; save it as a page, text or "
            "Markdown"
        )
    walk = Walk(elements, lambda e: e.name in _SKIPPED, _BLOCKS)
    for part in _prose(article):
        walk.write(part)
    listed = list(_listed(article))
    for ref, citations in listed:
        for citation in citations:
            walk.writer.break_("\n\n", ref.start)
            write(walk, citation)
    written = walk.page()
    if not written.text.strip():
        raise ReadError(f"{name}: has no text of an article and no references")
    by_citation = _references(text, written, listed)
    references = tuple(by_citation.values())
    span = None
    if references:
        span = Span(references[0].span.start, references[-1].span.end)
    scopes = Scopes(elements, written, by_citation)
    return Document(
        name,
        "application/jats+xml",
        written.text,
        references,
        citations=_citations(written, listed, by_citation, span),
        suppressions=suppressions(
            written.text, html_comments(text), scopes.of, scopes.place
        ),
        defects=_defects(elements.broken, written),
        list_span=span,
        date=_date(text, article),
        source=replace(written.source, takes_additions=False),
    )


def _prose(article: Element) -> Iterator[Element]:
    """Yield the abstracts in words, and the body."""
    for part in article.elements:
        if part.name == "front":
            for element in part.descendants():
                kind = element.attributes.get("abstract-type", "")
                if element.name == "abstract" and kind not in _NO_TEXT:
                    yield element
        elif part.name == "body":
            yield part


def _listed(article: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Yield each `<ref>` with what it cites; of alternatives, what is tagged."""
    for element in _own(article):
        if element.name != "ref":
            continue
        found = [e for e in element.descendants() if e.name in CITATIONS]
        apart = [e for e in found if not _is_alternative(e)]
        tagged = [e for e in found if e not in apart]
        tagged.sort(key=lambda e: e.name != "element-citation")
        yield element, apart + tagged[:1] or element.elements[-1:]


def _is_alternative(citation: Element) -> bool:
    return citation.parent is not None and (
        citation.parent.name == "citation-alternatives"
    )


def _own(article: Element) -> Iterator[Element]:
    """Yield the elements of an article without those of reviews of it and replies."""
    end = -1
    for element in article.descendants():
        if element.start < end:
            continue
        if element.name in ("sub-article", "response"):
            end = element.end
        else:
            yield element


def _references(
    text: str, page: Page, listed: list[tuple[Element, list[Element]]]
) -> Mapping[Element, Reference]:
    """Return the references by their citations, numbered as they are labelled.

    Of several in one `<ref>`, the second is 1b, the third 1c.
    """
    labels = [_label(text, ref) for ref, _ in listed]
    ids = [number[1] if (number := _NUMBER.fullmatch(x)) else "" for x in labels]
    if "" in ids or len(set(ids)) < len(ids):
        ids = [str(place) for place in range(1, len(listed) + 1)]
    found: dict[Element, Reference] = {}
    for (_, citations), id, label in zip(listed, ids, labels, strict=True):
        said = [c for c in citations if page.span(c).start < page.span(c).end]
        for place, citation in enumerate(said):
            letter = chr(ord("a") + min(place, 25)) if place else ""
            found[citation] = reference(page, citation, id + letter, label or None)
    return found


def _label(text: str, ref: Element) -> str:
    for element in ref.descendants():
        if element.name == "label":
            runs = (r for r in element.children if isinstance(r, Run))
            return "".join(text[r.start : r.end] for r in runs).strip()
    return ""


def _citations(
    page: Page,
    listed: list[tuple[Element, list[Element]]],
    by_citation: Mapping[Element, Reference],
    list_span: Span | None,
) -> tuple[Citation, ...]:
    """Return the markers: those that are tagged, where these name half of the list."""
    by_target = {
        ref.attributes.get("id", ""): [
            by_citation[c].id for c in citations if c in by_citation
        ]
        for ref, citations in listed
    }
    anchors = []
    for element in page.elements:
        if element.name == "xref" and element.attributes.get("ref-type") == "bibr":
            rids = element.attributes.get("rid", "").split()
            ids = tuple(i for rid in rids for i in by_target.get(rid, ()))
            span = page.span(element)
            if ids and span.start < span.end:
                anchors.append(Anchor(span, ids))
    references = tuple(by_citation.values())
    led = linked_citations(page.text, anchors, references)
    named = {id for citation in led for id in citation.reference_ids}
    if 2 * len(named) >= len(references):
        return led
    return find_citations(page.text, references, list_span)


def _defects(broken: int | None, page: Page) -> tuple[Defect, ...]:
    if broken is None:
        return ()
    size = len(page.text)
    message = "the XML ends before its elements do; what follows is missing"
    return (Defect(message, Span(size, size)),)


def _date(text: str, article: Element) -> PartialDate | None:
    """Return the latest date at which the article says that it was published."""
    dates = []
    for element in _own(article):
        if element.name != "pub-date":
            continue
        parts = {
            e.name: text[r.start : r.end].strip()
            for e in element.elements
            for r in e.children
            if isinstance(r, Run)
        }
        said = [parts.get(name, "") for name in ("year", "month", "day")]
        given = said[: next((n for n, x in enumerate(said) if not x.isdecimal()), 3)]
        dates.append(PartialDate.from_text("-".join(given)))
    known = [date for date in dates if date is not None]
    return max(known, key=lambda d: (d.year, d.month or 0, d.day or 0), default=None)
