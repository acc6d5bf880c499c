"""The claims of a document as CSV: a row for each link, one for a claim without any."""

import csv
import io
from collections.abc import Iterator

from evidencekit.model import Claim, Design, Link
from evidencekit.reports.claims import View
from evidencekit.reports.look import Look
from evidencekit.reports.spreadsheet import harmless

COLUMNS = (
    *("path", "claim", "line", "column", "check_worthy", "text", "rank", "reference"),
    *("probability", "basis", "level", "design", "evidence_level", "quote"),
    *("reference_text", "findings"),
)


def rendered(shown: View, look: Look) -> str:
    """Return the claims as rows of `COLUMNS`; the runner-up comes last."""
    document = shown.document
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for claim in shown.claims:
        line, column = document.line_and_column(claim.span.start)
        shared = {
            "path": document.path,
            "claim": claim.id,
            "line": str(line),
            "column": str(column),
            "check_worthy": "yes" if claim.check_worthy else "no",
            "text": claim.text,
            "findings": "; ".join(
                f"{finding.code} {finding.problem.message}"
                for finding in shown.said_of(claim)
            ),
        }
        for row in _links(claim, shown) or [{}]:
            cells = {**shared, **row}
            writer.writerow({name: harmless(value) for name, value in cells.items()})
    return written.getvalue()


def _links(claim: Claim, shown: View) -> list[dict[str, str]]:
    texts = shown.texts
    return [
        {
            "rank": str(rank),
            "reference": link.reference,
            "probability": f"{link.probability:.4f}",
            "basis": link.basis,
            "level": link.level or "",
            **_design(shown.designs.get(link.reference)),
            "quote": link.quote or "",
            "reference_text": texts.get(link.reference, ""),
        }
        for rank, link in enumerate(_all(claim), 1)
    ]


def _design(design: Design | None) -> dict[str, str]:
    if design is None:
        return {}
    return {"design": design.name, "evidence_level": str(design.level or "")}


def _all(claim: Claim) -> Iterator[Link]:
    yield from claim.links
    if claim.runner_up:
        yield claim.runner_up
