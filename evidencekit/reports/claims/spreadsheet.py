"""The claims of a document as CSV: a row for each link, one for a claim without any."""

import csv
import io
from collections.abc import Iterator, Sequence

from evidencekit.model import Claim, Document, Link, line_and_column
from evidencekit.reports.look import Look
from evidencekit.reports.spreadsheet import harmless

COLUMNS = (
    *("path", "claim", "line", "column", "check_worthy", "text", "rank", "reference"),
    *("probability", "basis", "level", "quote", "reference_text"),
)


def rendered(document: Document, claims: Sequence[Claim], look: Look) -> str:
    """Return `claims` of `document` as rows of `COLUMNS`; the runner-up comes last."""
    texts = {reference.id: reference.text for reference in document.references}
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        line, column = line_and_column(document.text, claim.span.start)
        shared = {
            "path": document.path,
            "claim": claim.id,
            "line": str(line),
            "column": str(column),
            "check_worthy": "yes" if claim.check_worthy else "no",
            "text": claim.text,
        }
        for row in _links(claim, texts) or [{}]:
            cells = {**shared, **row}
            writer.writerow({name: harmless(value) for name, value in cells.items()})
    return written.getvalue()


def _links(claim: Claim, texts: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "rank": str(rank),
            "reference": link.reference,
            "probability": f"{link.probability:.4f}",
            "basis": link.basis,
            "level": link.level or "",
            "quote": link.quote or "",
            "reference_text": texts.get(link.reference, ""),
        }
        for rank, link in enumerate(_all(claim), 1)
    ]


def _all(claim: Claim) -> Iterator[Link]:
    yield from claim.links
    if claim.runner_up:
        yield claim.runner_up
