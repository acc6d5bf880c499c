"""The claims of a document and the references that support them, as text or JSON."""

from collections.abc import Iterator

from evidencekit.inert import json_text, visible
from evidencekit.model import Claim, Document, Link, line_and_column
from evidencekit.reports.json_v1 import claim_v1
from evidencekit.reports.look import Ink, Look
from evidencekit.reports.summary import count, support


def as_json(document: Document, claims: tuple[Claim, ...]) -> str:
    """Return `claims` of `document` as JSON, shaped as in the report."""
    content = {
        "version": "1",
        "path": document.path,
        "references": [{"id": r.id, "text": r.text} for r in document.references],
        "claims": [claim_v1(claim) for claim in claims],
    }
    return json_text(content, indent=2) + "\n"


def as_text(
    document: Document, claims: tuple[Claim, ...], look: Look, *, every: bool = False
) -> str:
    """Return `claims` of `document`, each with its references below it.

    `every` means that they are all sentences with all references: nothing to count.
    """
    texts = {reference.id: reference.text for reference in document.references}
    lines = [look.painted(visible(document.path), Ink.HEADING)]
    for claim in claims:
        lines += ["", *_claim(claim, document, look)]
        lines += [
            _link(link, texts.get(link.reference, ""), look) for link in claim.links
        ]
    lines += ["", count(len(claims), "sentence") if every else support(claims)]
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, document: Document, look: Look) -> Iterator[str]:
    line, column = line_and_column(document.text, claim.span.start)
    place = f"  {line}:{column} "
    first, *rest = look.wrapped(claim.text, "    ", place)
    yield (
        place.replace(place.strip(), look.painted(place.strip(), Ink.FAINT))
        + first[len(place) :]
    )
    yield from rest
    if not claim.links:
        yield look.painted("      no reference", Ink.WARNING)


def _link(link: Link, text: str, look: Look) -> str:
    weak = ", weak" if link.level == "weak" else ""
    label = (
        f"      {link.probability:.2f}  [{visible(link.reference)}]  "
        f"by {link.basis}{weak}  "
    )
    return label + look.shortened(text, look.width - len(label))
