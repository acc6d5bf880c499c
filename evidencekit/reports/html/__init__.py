"""The report as one HTML page that needs nothing else: the text beside its references.

It reads without scripts; they add choosing, filtering and copying. The page's policy
lets no request leave it and no other script run.
"""

import base64
import hashlib
from importlib import resources
from xml.etree.ElementTree import Element, tostring

from evidencekit.model import DocumentReport, Report, Severity, Status
from evidencekit.reports.html.article import article
from evidencekit.reports.html.elements import Child, e
from evidencekit.reports.html.overview import overview
from evidencekit.reports.html.references import WORDS, references
from evidencekit.reports.look import Look


def rendered(report: Report, look: Look) -> str:
    """Return `report` as an HTML page; the `look` changes nothing."""
    style, script = _asset("page.css"), _asset("page.js")
    page = e(
        "html",
        e(
            "head",
            e("meta", charset="utf-8"),
            e("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
            e("meta", name="viewport", content="width=device-width, initial-scale=1"),
            e("meta", name="color-scheme", content="light dark"),
            e("title", f"References: {_names(report)}"),
            _verbatim("style", style),
        ),
        e(
            "body",
            (
                _document(entry, f"d{number}-")
                for number, entry in enumerate(report.documents)
            ),
            _footer(report),
            _verbatim("script", script),
        ),
        lang="en",
    )
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _names(report: Report) -> str:
    return ", ".join(entry.document.path for entry in report.documents)


def _asset(name: str) -> str:
    return (resources.files(__package__) / name).read_text("utf-8")


def _verbatim(tag: str, text: str) -> Element:
    """Return a style or script of ours, which HTML does not escape."""
    element = Element(tag)
    element.text = text
    return element


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _document(entry: DocumentReport, prefix: str) -> Element:
    grave = {
        f.problem.reference for f in entry.findings if f.severity is not Severity.NOTE
    }
    wanting = len((grave | {u.reference for u in entry.unchecked}) - {None})
    total = len(entry.document.references)
    said = f"{wanting} of {total} references need a look" if total else "No references"
    columns: list[Child] = [references(entry, prefix)]
    if entry.document.has_prose:
        columns.insert(0, article(entry.document, prefix))
    return e(
        "section",
        e("a", "Skip to the references", href=f"#{prefix}references", class_="skip"),
        e("header", e("h1", entry.document.path), e("p", said), class_="top"),
        overview(entry, prefix),
        _filters(entry, prefix),
        e("main", columns, class_="columns" if len(columns) > 1 else None),
        class_="document",
    )


def _filters(entry: DocumentReport, prefix: str) -> Element:
    statuses = {verdict.status for verdict in entry.verdicts}
    codes = sorted({f"{f.code} {f.name}" for f in entry.findings})
    groups = (
        ("status", "Status", [(s.value, WORDS[s]) for s in Status if s in statuses]),
        (
            "severity",
            "Severity",
            [*((s.value, s.value) for s in Severity), ("none", "no finding")],
        ),
        ("rule", "Rule", [(code.split()[0], code) for code in codes]),
    )
    form = e(
        "form",
        (
            e(
                "fieldset",
                e("legend", legend),
                (
                    e(
                        "label",
                        e("input", type="checkbox", name=name, value=value),
                        f" {word}",
                    )
                    for value, word in values
                ),
            )
            for name, legend, values in groups
            if len(values) > 1
        ),
        e("button", "Show all", type="reset"),
        class_="filters",
        data_for=f"{prefix}references",
    )
    return e(
        "details",
        e("summary", "Filter the references", e("output", "", aria_live="polite")),
        form,
        class_="filtering",
        hidden=True,
    )


def _footer(report: Report) -> Element:
    asked = ", ".join(
        f"{name} ({url})" for name, url in report.tool.items() if "://" in str(url)
    )
    version = report.tool.get("version", "")
    return e(
        "footer",
        e("p", f"evidencekit {version}. Asked: {asked or 'nobody'}."),
        e(
            "p",
            "Unchecked means that nobody answered; not found, that those who answered "
            "know no such work. Neither says that a reference is invented.",
        ),
    )
