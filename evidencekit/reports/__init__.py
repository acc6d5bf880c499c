"""One module a format: a report goes in, text comes out."""

from collections.abc import Callable
from importlib import import_module

from evidencekit.model import Report
from evidencekit.reports.look import Look

# A format is a module with `rendered(report, look)`, imported when it is asked for.
_MODULES = {
    "text": "evidencekit.reports.text",
    "json": "evidencekit.reports.json_v1",
    "json-v1": "evidencekit.reports.json_v1",
    "sarif": "evidencekit.reports.sarif",
    "github": "evidencekit.reports.github",
    "junit": "evidencekit.reports.junit",
    "markdown": "evidencekit.reports.markdown",
    "html": "evidencekit.reports.html",
    "csv": "evidencekit.reports.spreadsheet",
}
FORMATS = tuple(_MODULES)


def rendered(report: Report, format: str, look: Look | None = None) -> str:
    """Return `report` in one of `FORMATS`, with a newline at its end."""
    write: Callable[[Report, Look], str] = import_module(_MODULES[format]).rendered
    return write(report, look or Look())
