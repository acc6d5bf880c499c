"""The claims of a document as Markdown: a list of them, then the references."""

from collections.abc import Iterator

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.model import Claim, Finding, Link
from evidencekit.reports.claims import View
from evidencekit.reports.look import Look
from evidencekit.reports.markdown import escaped
from evidencekit.reports.summary import support


def rendered(shown: View, look: Look) -> str:
    """Return the claims as Markdown, which every reader gets the same."""
    path = escaped(shown.document.path)
    lines = [f"## Claims of {path}", "", support(shown.claims), ""]
    for claim in shown.claims:
        lines += _claim(claim, shown)
    lines += ["", "| reference | design | claims | text |", "|---|---|---|---|"]
    by_reference = shown.carried
    for reference in shown.document.references:
        cells = (
            escaped(reference.id),
            escaped(str(shown.designs.get(reference.id, "–"))),
            ", ".join(by_reference[reference.id]) or "–",
            escaped(reference.text),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, shown: View) -> Iterator[str]:
    yield f"- **{claim.id}** {escaped(claim.text)}"
    for finding in shown.said_of(claim):
        yield from _finding(finding)
    for link in claim.links:
        yield f"  - {_link(link, shown)}"
        if link.quote:
            yield f"    - “{escaped(link.quote)}”"
    if not claim.links:
        yield f"  - {without_reference(shown.claims)}"
    if claim.runner_up:
        yield f"  - runner-up: {_link(claim.runner_up, shown)}"


def _finding(finding: Finding) -> Iterator[str]:
    said = f"{finding.code} {finding.name}: {escaped(finding.problem.message)}"
    yield f"  - **{finding.severity.value}** {said}"
    for evidence in finding.problem.evidence:
        if evidence.words:
            yield f"    - {evidence.label}: “{escaped(evidence.words)}”"


def _link(link: Link, shown: View) -> str:
    level = f", {link.level}" if link.level else ""
    design = shown.designs.get(link.reference)
    made = f", {escaped(str(design))}" if design else ""
    reference = escaped(f"[{link.reference}]")
    return f"{reference} {link.probability:.2f}, by {link.basis}{level}{made}"
