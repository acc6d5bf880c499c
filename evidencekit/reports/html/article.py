"""The article with its claims marked, each a link to the references that support it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.model import Claim, Document, DocumentReport, Finding
from evidencekit.reports.html.elements import Child, e, visible_text
from evidencekit.reports.html.references import SIGNS

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
_HINT = "Marked sentences are claims. Choose one to see its references."
_FLAGS = " A code behind a sentence leads to what was found about it."
_MOST_CHARACTERS = 400_000  # a browser lays out a longer text slowly


def article(entry: DocumentReport, prefix: str) -> Element:
    """Return the text up to the reference list; ids begin with `prefix`."""
    document, found = entry.document, _by_claim(entry.findings)
    end = document.list_span.start if document.list_span else len(document.text)
    end = min(end, _MOST_CHARACTERS)
    pieces = list(_pieces(document, found, end, prefix))
    paragraphs = map(_paragraph, _paragraphs(pieces))
    return e(
        "article",
        e("h3", "The text", class_="title"),
        e(
            "p",
            _HINT + (_FLAGS if found else ""),
            class_="hint",
        ),
        paragraphs,
        class_="text",
        id=f"{prefix}text",
    )


def _by_claim(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.severity.rank):
        for id in finding.problem.claims:
            found.setdefault(id, []).append(finding)
    return found


_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*", re.DOTALL)


def _paragraph(pieces: list[Child]) -> Element:
    """Return a paragraph, or what Markdown marks as a heading."""
    if len(pieces) == 1 and isinstance(pieces[0], str):
        heading = _HEADING.fullmatch(pieces[0])
        if heading and "\n" not in heading[1]:
            return e("h4", heading[1])
    return e("p", pieces)


def _pieces(
    document: Document, found: Mapping[str, list[Finding]], end: int, prefix: str
) -> Iterator[Child]:
    position, bare = 0, without_reference(document.claims)
    for claim in sorted(document.claims, key=lambda claim: claim.span):
        start, stop = claim.span.start, min(claim.span.end, end)
        if start < position or start >= end:
            continue
        yield document.text[position:start]
        yield _marked(claim, document.text[start:stop], bare, prefix)
        for finding in found.get(claim.id, ()):
            yield _flag(finding, prefix)
        position = stop
    yield document.text[position:end]


def _marked(claim: Claim, text: str, bare: str, prefix: str) -> Element:
    level = level_of(claim)
    ids = " ".join(f"{prefix}r-{link.reference}" for link in claim.links)
    first = claim.links[0].reference if claim.links else None
    title = {
        "linked": f"Supported by reference {first}",
        "weak": f"Nearest listed reference: {first}; check it",
        "none": bare[0].upper() + bare[1:],
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


def _flag(finding: Finding, prefix: str) -> Element:
    """Return the code of a finding behind its sentence, a link to what it says."""
    severity = finding.severity.value
    return e(
        "a",
        e("span", SIGNS[finding.severity], aria_hidden="true"),
        f"\u00a0{finding.code}",
        href=f"#{prefix}f-{finding.fingerprint}",
        class_=f"flag {severity}",
        title=finding.problem.message,
        aria_label=f"{finding.code} {finding.name}, {severity}",
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
