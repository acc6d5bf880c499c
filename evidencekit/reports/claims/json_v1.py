"""The claims of a document as JSON, shaped as in the report of version 1."""

from collections.abc import Sequence

from evidencekit.inert import json_text
from evidencekit.model import Claim, Document
from evidencekit.reports.claims import carried
from evidencekit.reports.json_v1 import claim_v1
from evidencekit.reports.look import Look


def rendered(document: Document, claims: Sequence[Claim], look: Look) -> str:
    """Return `claims` of `document` as JSON; every reader gets the same."""
    by_reference = carried(document, claims)
    content = {
        "version": "1",
        "path": document.path,
        "references": [
            {"id": r.id, "text": r.text, "claims": by_reference[r.id]}
            for r in document.references
        ],
        "claims": [claim_v1(claim) for claim in claims],
    }
    return json_text(content, indent=2) + "\n"
