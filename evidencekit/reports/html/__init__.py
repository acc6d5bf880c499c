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
from evidencekit.reports.summary import count


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
            e("a", "Skip to the references", href="#d0-references", class_="skip")
            if report.documents
            else None,
            _head(report),
            e(
                "main",
                (
                    _document(entry, f"d{number}-")
                    for number, entry in enumerate(report.documents)
                ),
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


def _head(report: Report) -> Element:
    """Return the head of the page; of several documents it lists each."""
    number = len(report.documents)
    about = "Reference check" if number == 1 else f"References of {number} documents"
    contents = e(
        "ul",
        (
            e("li", e("a", d.document.path, href=f"#d{n}-top"), f": {_said(d)}")
            for n, d in enumerate(report.documents)
        ),
    )
    return e("header", e("h1", about), contents if number > 1 else None, class_="page")


def _said(entry: DocumentReport) -> str:
    grave = {
        f.problem.reference for f in entry.findings if f.severity is not Severity.NOTE
    }
    wanting = len((grave | {u.reference for u in entry.unchecked}) - {None})
    total = len(entry.document.references)
    if not total:
        return "no references"
    if not wanting:
        return f"none of {count(total, 'reference')} needs a look"
    return f"{wanting} of {count(total, 'reference')} {_need(wanting)} a look"


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _document(entry: DocumentReport, prefix: str) -> Element:
    columns: list[Child] = [references(entry, prefix)]
    prose = entry.document.has_prose
    if prose:
        columns.insert(0, article(entry, prefix))
    places = [("text", "The text")] if prose else []
    places.append(("references", "References"))
    said = _said(entry)
    return e(
        "section",
        e(
            "header",
            e("h2", entry.document.path),
            e("p", f"{said[0].upper()}{said[1:]}"),
            class_="top",
        ),
        overview(entry, prefix),
        _filters(entry, prefix),
        e(
            "nav",
            (e("a", word, href=f"#{prefix}{place}") for place, word in places),
            aria_label=f"Parts of {entry.document.path}",
            class_="places",
        ),
        e("div", columns, class_="columns" if prose else None),
        class_="document",
        id=f"{prefix}top",
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
