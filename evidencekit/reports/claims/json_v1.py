"""The claims of a document as JSON, shaped as in the report of version 1."""

from dataclasses import replace

from evidencekit.inert import json_text
from evidencekit.model import DocumentReport
from evidencekit.reports.claims import View
from evidencekit.reports.json_v1 import claim_v1, design_v1, finding_v1
from evidencekit.reports.look import Look


def rendered(shown: View, look: Look) -> str:
    """Return the claims as JSON; every reader gets the same."""
    by_reference = shown.carried
    found = tuple(finding for claim in shown.claims for finding in shown.said_of(claim))
    there = DocumentReport(
        replace(shown.document, claims=tuple(shown.claims)), findings=found
    ).in_file
    content = {
        "version": "1",
        "path": shown.document.path,
        "references": [
            {
                "id": r.id,
                "text": r.text,
                "design": design_v1(shown.designs.get(r.id)),
                "claims": by_reference[r.id],
            }
            for r in shown.document.references
        ],
        "claims": [claim_v1(claim) for claim in there.document.claims],
        "findings": [finding_v1(finding) for finding in there.findings],
    }
    return json_text(content, indent=2) + "\n"
