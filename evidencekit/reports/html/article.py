"""The article with its claims marked, each a link to the references that support it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidencekit.model import Claim, Document
from evidencekit.reports.html.elements import Child, e, visible_text

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
_HINT = "Marked sentences are claims. Choose one to see its references."
_MOST_CHARACTERS = 400_000  # a browser lays out a longer text slowly


def article(document: Document, prefix: str) -> Element:
    """Return the text up to the reference list; ids begin with `prefix`."""
    end = document.list_span.start if document.list_span else len(document.text)
    end = min(end, _MOST_CHARACTERS)
    pieces = list(_pieces(document, end, prefix))
    paragraphs = map(_paragraph, _paragraphs(pieces))
    return e(
        "article",
        e("h3", "The text", class_="title"),
        e(
            "p",
            _HINT,
            class_="hint",
        ),
        paragraphs,
        class_="text",
        id=f"{prefix}text",
    )


_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*", re.DOTALL)


def _paragraph(pieces: list[Child]) -> Element:
    """Return a paragraph, or what Markdown marks as a heading."""
    if len(pieces) == 1 and isinstance(pieces[0], str):
        heading = _HEADING.fullmatch(pieces[0])
        if heading and "\n" not in heading[1]:
            return e("h4", heading[1])
    return e("p", pieces)


def _pieces(document: Document, end: int, prefix: str) -> Iterator[Child]:
    position = 0
    for claim in sorted(document.claims, key=lambda claim: claim.span):
        start, stop = claim.span.start, min(claim.span.end, end)
        if start < position or start >= end:
            continue
        yield document.text[position:start]
        yield _marked(claim, document.text[start:stop], prefix)
        position = stop
    yield document.text[position:end]


def _marked(claim: Claim, text: str, prefix: str) -> Element:
    level = level_of(claim)
    ids = " ".join(f"{prefix}r-{link.reference}" for link in claim.links)
    first = claim.links[0].reference if claim.links else None
    title = {
        "linked": f"Supported by reference {first}",
        "weak": f"Nearest listed reference: {first}; check it",
        "none": "No listed reference matches",
    }[level]
    return e(
        "a" if first else "span",
        text,
        _numbers(claim),
        id=f"{prefix}c-{claim.id}",
        class_=f"claim {level}",
        href=f"#{prefix}r-{first}" if first else None,
        tabindex=None if first else "0",
        title=title,
        data_references=ids or None,
    )


def _numbers(claim: Claim) -> Element | None:
    shown = [link.reference for link in claim.links[:3]]
    if not shown:
        return None
    return e("sup", f"\u00a0{', '.join(shown)}", aria_hidden="true")


def level_of(claim: Claim) -> str:
    """Return "linked", "weak" or "none"."""
    levels = {link.level for link in claim.links}
    return "linked" if "linked" in levels else "weak" if levels else "none"


def _paragraphs(pieces: list[Child]) -> Iterator[list[Child]]:
    """Part the plain text at blank lines; a claim stays within one paragraph."""
    paragraph: list[Child] = []
    for piece in pieces:
        if not isinstance(piece, str):
            paragraph.append(piece)
            continue
        first, *others = _PARAGRAPH.split(piece)
        paragraph.append(first)
        for other in others:
            if any(
                not isinstance(p, str) or visible_text(p).strip() for p in paragraph
            ):
                yield paragraph
            paragraph = [other]
    yield paragraph
