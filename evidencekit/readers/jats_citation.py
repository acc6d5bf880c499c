"""A citation of JATS: its text, with the signs that elements stand for, its item."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evidencekit.model import Item, Name, PartialDate, Reference, Span
from evidencekit.normalize import canonical_doi
from evidencekit.parse import parse_reference
from evidencekit.readers.elements import Element, Run
from evidencekit.readers.html_page import Page, Walk

CITATIONS = frozenset(
    ["element-citation", "mixed-citation", "nlm-citation", "citation", "product"]
)
_GROUPS = frozenset(
    ["person-group", "name", "string-name", "name-alternatives", "date"]
)
_NAMES = frozenset(["name", "string-name", "collab", "anonymous"])
# What is printed before an element where the file has no sign itself.
_BEFORE: Mapping[str, str] = {
    **dict.fromkeys(("name", "string-name", "collab", "etal"), ", "),
    **dict.fromkeys(("given-names", "suffix", "surname", "month", "day"), " "),
    **dict.fromkeys(("supplement", "series", "season"), " "),
    **dict.fromkeys(("fpage", "elocation-id", "page-range"), ":"),
    "volume": ";",
    "issue": "(",
    "lpage": "–",
    "publisher-name": ": ",
}
_OF_IDENTIFIERS = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: "}
_TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "web": "webpage",
    "website": "webpage",
    "thesis": "thesis",
    "report": "report",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "preprint": "article",
    "data": "dataset",
    "software": "software",
    "newspaper": "article-newspaper",
    "patent": "patent",
}
_FIELDS = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher-name": "publisher",
    "publisher-loc": "publisher_place",
    "isbn": "isbn",
    "elocation-id": "page",
    "page-range": "page",
}
_TITLES = ("article-title", "chapter-title", "data-title", "part-title")


def write(walk: Walk, citation: Element) -> None:
    """Write a citation; of one without signs of its own, white space is none either."""
    bare = citation.name in ("element-citation", "nlm-citation")
    citation.first = walk.writer.length
    _write(walk, citation, bare)
    citation.last = walk.writer.length


def _write(walk: Walk, element: Element, bare: bool) -> None:
    """Write what an element holds; groups hold elements, never each other deeply."""
    before, has_sign = "", True
    for child in element.children:
        if isinstance(child, Run):
            if bare and walk.is_blank(child):
                continue
            walk.write(child)
            has_sign = True
        elif child.name != "#comment" and not walk.is_skipped(child):
            if before and not has_sign:
                walk.writer.insert(_sign(walk, before, child), child.start)
            if child.name == "etal":
                walk.writer.insert("et al", child.start)
            child.first = walk.writer.length
            if child.name in _GROUPS and element.name not in _GROUPS - {"person-group"}:
                _write(walk, child, bare)
            else:
                walk.write(child)
            child.last = walk.writer.length
            if child.name == "issue" and not has_sign:
                walk.writer.insert(")", child.end)
            before, has_sign = child.name, False


def _sign(walk: Walk, before: str, child: Element) -> str:
    sign = _BEFORE.get(child.name, ". ")
    if child.name == "volume" and before not in ("year", "month", "day"):
        sign = ". "
    if child.name == "publisher-name" and before != "publisher-loc":
        sign = ". "
    if child.name == "pub-id":
        kind = child.attributes.get("pub-id-type", "")
        sign = f". {_OF_IDENTIFIERS.get(kind, '')}"
    if sign.startswith(". ") and walk.writer.ends_with(".?!"):
        sign = sign[1:]
    return sign


def reference(page: Page, citation: Element, id: str, label: str | None) -> Reference:
    """Return the reference that a citation prints, its fields as they are tagged.

    What no tag tells is parsed; so is all of a citation that has no title tagged.
    """
    span = page.span(citation)
    parsed = parse_reference(span.of(page.text), id=id, label=label, start=span.start)
    fields, places = _tagged(page, citation)
    if not fields.keys() & {"title", "container_title"}:
        return parsed
    kept = {
        name: getattr(parsed.item, name)
        for name in ("doi", "pmid", "pmcid", "isbn", "url", "accessed")
        if name not in fields
    }
    spans = {k: s for k, s in parsed.field_spans.items() if k in kept} | places
    fields.setdefault("type", parsed.item.type)
    return replace(
        parsed,
        item=Item(**kept, **fields),
        field_spans=spans,
        confidences={k: p for k, p in parsed.confidences.items() if k in kept},
        confidence=1.0,
    )


def _tagged(page: Page, citation: Element) -> tuple[dict[str, Any], dict[str, Span]]:
    """Return the fields of a citation that are tagged, and where they stand."""
    fields: dict[str, Any] = {}
    places: dict[str, Span] = {}
    source: Span | None = None
    first: Span | None = None

    def put(name: str, value: Any, span: Span) -> None:
        if value and name not in fields:
            fields[name], places[name] = value, span

    for element in citation.descendants():
        span = page.span(element)
        said = " ".join(span.of(page.text).split())
        if element.first < 0 or not said:
            continue
        if element.name in _TITLES:
            put("title", said.rstrip(".") or said, _unstopped(span, page.text))
        elif element.name == "source":
            source = source or span
        elif element.name == "fpage":
            first = span
            put("page", said, span)
        elif (
            element.name == "lpage"
            and first
            and fields.get("page") == first.of(page.text)
        ):
            fields["page"] = f"{fields['page']}-{said}"
            places["page"] = Span(first.start, span.end)
        elif element.name == "year":
            digits = "".join(c for c in said if c.isdecimal())[:4]
            put("issued", PartialDate(int(digits)) if len(digits) == 4 else None, span)
        elif element.name == "pub-id":
            _put_identifier(put, element.attributes.get("pub-id-type", ""), said, span)
        elif element.name in ("ext-link", "uri"):
            _put_link(put, element, said, span)
        elif element.name in _FIELDS:
            put(_FIELDS[element.name], said, span)
    if source is not None:
        name = "container_title" if "title" in fields else "title"
        said = " ".join(source.of(page.text).split())
        put(name, said.rstrip(".") if name == "title" else said, source)
    _put_people(page, citation, fields, places)
    kind = _TYPES.get(
        citation.attributes.get("publication-type")
        or citation.attributes.get("citation-type", "")
    )
    if kind == "book" and "container_title" in fields:
        kind = "chapter"
    if kind:
        fields["type"] = kind
    return fields, places


def _unstopped(span: Span, text: str) -> Span:
    said = span.of(text)
    return Span(span.start, span.start + len(said.rstrip(".") or said))


def _put_identifier(put: Any, kind: str, said: str, span: Span) -> None:
    if kind == "doi":
        put("doi", canonical_doi(said), span)
    elif kind in ("pmid", "isbn"):
        put(kind, said, span)
    elif kind in ("pmcid", "pmc"):
        put("pmcid", said if said.startswith("PMC") else f"PMC{said}", span)


def _put_link(put: Any, element: Element, said: str, span: Span) -> None:
    target = element.attributes.get("xlink:href", said)
    doi = canonical_doi(target)
    if doi:
        put("doi", doi, span)
    elif target.startswith("http"):
        put("url", target, span)


def _put_people(
    page: Page, citation: Element, fields: dict[str, Any], places: dict[str, Span]
) -> None:
    found: dict[str, list[Element]] = {}
    for element in citation.descendants():
        if element.name not in _NAMES or element.first < 0:
            continue
        groups = (e for e in element.ancestors() if e.name == "person-group")
        group = next(groups, None)
        role = group.attributes.get("person-group-type", "") if group else ""
        if role in ("", "author", "authors", "allauthors", "editor"):
            found.setdefault("editor" if role == "editor" else "author", []).append(
                element
            )
    for role, elements in found.items():
        names = (_name(page, element) for element in elements)
        fields[role] = tuple(name for name in names if name is not None)
        spans = [page.span(element) for element in elements]
        places[role] = Span(spans[0].start, spans[-1].end)
    fields["et_al"] = any(e.name == "etal" for e in citation.descendants())


def _name(page: Page, element: Element) -> Name | None:
    parts = {e.name: page.span(e).of(page.text) for e in element.descendants()}
    if parts.get("surname"):
        given, suffix = parts.get("given-names"), parts.get("suffix")
        return Name(parts["surname"], given or None, suffix=suffix or None)
    said = " ".join(page.span(element).of(page.text).split())
    return Name(literal=said) if said else None
