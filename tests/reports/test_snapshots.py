"""Every format is compared with a stored snapshot of its whole output.

`python -m tests.reports.test_snapshots` writes the snapshots anew; read the difference
before you commit it.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from evidencekit.reports import rendered
from evidencekit.reports.look import Look
from tests.reports.sample import REPORT

SNAPSHOTS = Path(__file__).parent / "snapshots"
VIEWS = {
    "text.txt": ("text", Look()),
    "text-narrow-color.txt": ("text", Look(width=60, color=True)),
    "text-every-reference.txt": ("text", Look(width=100, detail=1)),
    "text-brief.txt": ("text", Look(detail=-1)),
    "json-v1.json": ("json", Look()),
    "sarif.json": ("sarif", Look()),
    "github.txt": ("github", Look()),
    "junit.xml": ("junit", Look()),
    "markdown.md": ("markdown", Look()),
    "csv.csv": ("csv", Look()),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_report_looks_as_stored(name: str) -> None:
    stored = (SNAPSHOTS / name).read_bytes().decode()

    assert rendered(REPORT, *VIEWS[name]) == stored


def test_json_is_json_v1() -> None:
    assert rendered(REPORT, "json") == rendered(REPORT, "json-v1")


def test_the_json_report_has_the_fields_that_the_schema_names_and_no_others() -> None:
    root = Path(__file__).parents[2]
    schema = json.loads((root / "schema/report-v1.json").read_text("utf-8"))
    # The published schema lets fields be added; here each must be described.
    for definition in schema["$defs"].values():
        definition["additionalProperties"] = False

    jsonschema.validate(json.loads(rendered(REPORT, "json")), schema)


def write_snapshots() -> None:
    for name, view in VIEWS.items():
        (SNAPSHOTS / name).write_bytes(rendered(REPORT, *view).encode())


if __name__ == "__main__":
    write_snapshots()
