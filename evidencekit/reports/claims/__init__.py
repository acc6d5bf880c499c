"""The claims of a document and the references behind them: one module a format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module

from evidencekit.model import Claim, Design, Document, DocumentReport, Finding, Span
from evidencekit.reports.look import Look

# A format is a module with `rendered(view, look)`, imported when it is asked for.
_MODULES = {
    "text": "evidencekit.reports.claims.text",
    "json": "evidencekit.reports.claims.json_v1",
    "markdown": "evidencekit.reports.claims.markdown",
    "csv": "evidencekit.reports.claims.spreadsheet",
}
FORMATS = tuple(_MODULES)


@dataclass(frozen=True, slots=True)
class View:
    """The claims of a document with what is known of the studies behind them.

    `designs` are by reference, `findings` by the span of the claim that they are about.
    """

    document: Document
    claims: Sequence[Claim]
    designs: Mapping[str, Design] = field(default_factory=dict)
    findings: Mapping[Span, Sequence[Finding]] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The references as they are printed, by id."""
        return {reference.id: reference.text for reference in self.document.references}

    @property
    def carried(self) -> dict[str, list[str]]:
        """The ids of the claims that each reference is shown with."""
        found: dict[str, list[str]] = {r.id: [] for r in self.document.references}
        for claim in self.claims:
            for link in claim.links:
                if link.level:
                    found.setdefault(link.reference, []).append(claim.id)
        return found

    def said_of(self, claim: Claim) -> Sequence[Finding]:
        """Return what was found about a claim."""
        return self.findings.get(claim.span, ())


def view(report: DocumentReport, claims: Sequence[Claim] | None = None) -> View:
    """Return the claims of a checked document, or those given, with what was found."""
    designs = {v.reference: v.design for v in report.verdicts if v.design}
    findings: dict[Span, list[Finding]] = {}
    for finding in report.findings:
        if finding.problem.claim is not None:
            findings.setdefault(finding.span, []).append(finding)
    shown = report.document.claims if claims is None else claims
    return View(report.document, shown, designs, findings)


def rendered(shown: View, format: str, look: Look | None = None) -> str:
    """Return the claims in one of `FORMATS`, with a newline at its end."""
    module = import_module(_MODULES[format])
    write: Callable[[View, Look], str] = module.rendered
    return write(shown, look or Look())
