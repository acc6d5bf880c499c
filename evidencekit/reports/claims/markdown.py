"""The claims of a document as Markdown: a list of them, then the references."""

from collections.abc import Iterator, Sequence

from evidencekit.model import Claim, Document, Link
from evidencekit.reports.claims import carried
from evidencekit.reports.look import Look
from evidencekit.reports.markdown import escaped
from evidencekit.reports.summary import support


def rendered(document: Document, claims: Sequence[Claim], look: Look) -> str:
    """Return `claims` of `document` as Markdown, which every reader gets the same."""
    lines = [f"## Claims of {escaped(document.path)}", "", support(claims), ""]
    for claim in claims:
        lines += _claim(claim)
    lines += ["", "| reference | claims | text |", "|---|---|---|"]
    by_reference = carried(document, claims)
    for reference in document.references:
        ids = ", ".join(by_reference[reference.id]) or "–"
        lines.append(f"| {escaped(reference.id)} | {ids} | {escaped(reference.text)} |")
    return "\n".join(lines) + "\n"


def _claim(claim: Claim) -> Iterator[str]:
    yield f"- **{claim.id}** {escaped(claim.text)}"
    for link in claim.links:
        yield f"  - {_link(link)}"
        if link.quote:
            yield f"    - “{escaped(link.quote)}”"
    if not claim.links:
        yield "  - no listed reference matches"
    if claim.runner_up:
        yield f"  - runner-up: {_link(claim.runner_up)}"


def _link(link: Link) -> str:
    level = f", {link.level}" if link.level else ""
    reference = escaped(f"[{link.reference}]")
    return f"{reference} {link.probability:.2f}, by {link.basis}{level}"
