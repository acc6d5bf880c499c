"""The claims of a document and the references behind them: one module a format."""

from collections.abc import Callable, Sequence
from importlib import import_module

from evidencekit.model import Claim, Document
from evidencekit.reports.look import Look

# A format is a module with `rendered(document, claims, look)`, imported when it is
# asked for.
_MODULES = {
    "text": "evidencekit.reports.claims.text",
    "json": "evidencekit.reports.claims.json_v1",
    "markdown": "evidencekit.reports.claims.markdown",
    "csv": "evidencekit.reports.claims.spreadsheet",
}
FORMATS = tuple(_MODULES)


def rendered(
    document: Document,
    claims: Sequence[Claim],
    format: str,
    look: Look | None = None,
) -> str:
    """Return `claims` of `document` in one of `FORMATS`, with a newline at its end."""
    module = import_module(_MODULES[format])
    write: Callable[[Document, Sequence[Claim], Look], str] = module.rendered
    return write(document, claims, look or Look())


def carried(document: Document, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Return the ids of the claims that each reference is shown with."""
    found: dict[str, list[str]] = {r.id: [] for r in document.references}
    for claim in claims:
        for link in claim.links:
            if link.level:
                found.setdefault(link.reference, []).append(claim.id)
    return found
