"""SARIF 2.1.0: what code hosts and editors show beside the lines of a file.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from evidencekit.inert import json_text, visible
from evidencekit.model import (
    Compared,
    Document,
    DocumentReport,
    Evidence,
    Finding,
    Fix,
    Measured,
    Report,
    RulePage,
    Silencing,
    Span,
    Unchecked,
    line_and_column,
)
from evidencekit.reports.json_v1 import evidence_v1
from evidencekit.reports.look import Look

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Object = dict[str, Any]


def rendered(report: Report, look: Look) -> str:
    """Return `report` as a SARIF log with one run; the `look` changes nothing."""
    entries = [entry.in_file for entry in report.documents]
    places = {rule.code: place for place, rule in enumerate(report.rules)}
    run: Object = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(entry.document) for entry in entries],
        "results": [
            {**_result(finding, number, entry.document, places), **state}
            for number, entry in enumerate(entries)
            for finding, state in _states(entry, report.baseline)
        ],
        "invocations": [_invocation(report)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log, indent=2) + "\n"


def _states(
    entry: DocumentReport, baseline: Compared | None
) -> Iterator[tuple[Finding, Object]]:
    """Yield each finding with whether it may pass, and whether it is known.

    SARIF has a baseline state for all results or for none. What is known is suppressed
    as well: code hosts show results of any state.
    """
    new: Object = {"baselineState": "new"} if baseline else {}
    for finding in entry.findings:
        yield finding, new
    for suppressed in entry.suppressed:
        known = suppressed.kind is Silencing.BASELINE
        in_source = suppressed.kind is Silencing.COMMENT
        suppression = {"kind": "inSource" if in_source else "external"}
        reason = "in the baseline" if known else suppressed.reason
        if reason:
            suppression["justification"] = visible(reason)
        state = {"baselineState": "unchanged"} if known else new
        yield suppressed.finding, {**state, "suppressions": [suppression]}


def _driver(report: Report) -> Object:
    return {
        "name": "evidencekit",
        "semanticVersion": report.tool.get("version", "0"),
        "rules": [_rule(rule) for rule in report.rules],
    }


def _rule(rule: RulePage) -> Object:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["references"], **_measured(rule.measured)},
    }


def _measured(figures: Sequence[Measured]) -> Object:
    """Return how often a rule is right, and the word that code hosts sort by."""
    if not figures:
        return {}
    found: Object = {"measured": [asdict(figure) for figure in figures]}
    shares = [figure.share for figure in figures if figure.what == "precision"]
    if shares:
        found["precision"] = next(w for least, w in _PRECISION if shares[0] >= least)
    return found


# The words are GitHub's (SARIF support for code scanning), the bounds our own.
_PRECISION = ((0.97, "very-high"), (0.9, "high"), (0.7, "medium"), (0.0, "low"))


# What code hosts and editors take for the root of the repository.
_ROOT = "%SRCROOT%"


def _place(path: str) -> Object:
    """Return where a file is: a relative path begins at the root."""
    uri = address(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _artifact(document: Document) -> Object:
    return {
        "location": _place(document.path),
        "mimeType": document.media_type,
    }


def address(path: str) -> str:
    """Return a path as a URI: relative where the path is."""
    name = PurePath(path)
    if name.is_absolute():
        return name.as_uri()
    return quote(name.as_posix().encode("utf-8", "surrogatepass"))


def _result(
    finding: Finding, number: int, document: Document, places: Mapping[str, int]
) -> Object:
    problem = finding.problem
    result: Object = {"ruleId": finding.code}
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    result |= {
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(document, number, finding.span)],
        "partialFingerprints": {"evidencekit/v1": finding.fingerprint},
        "rank": round(100 * problem.confidence, 1),
    }
    if problem.fix:
        result["fixes"] = [_fix(problem.fix, document, number)]
    properties: Object = {
        "reference": problem.reference,
        "claim": problem.claim,
        "suggested_doi": problem.suggested_doi,
        "evidence": [_proof(evidence) for evidence in problem.evidence],
    }
    result["properties"] = {key: value for key, value in properties.items() if value}
    return result


def _message(finding: Finding) -> str:
    problem = finding.problem
    place = f"Reference {problem.reference}: " if problem.reference else ""
    return visible(f"{place}{problem.message}")


def _proof(evidence: Evidence) -> Object:
    found = evidence_v1(evidence)
    return {key: value for key, value in found.items() if value is not None}


def _location(document: Document, number: int, span: Span) -> Object:
    return {
        "physicalLocation": {
            "artifactLocation": {**_place(document.path), "index": number},
            "region": _region(document, span),
        }
    }


def _region(document: Document, span: Span) -> Object:
    line, column = line_and_column(document.text, span.start)
    last_line, last_column = line_and_column(document.text, span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last_line,
        "endColumn": last_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(fix: Fix, document: Document, number: int) -> Object:
    return {
        "description": {"text": visible(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": {**_place(document.path), "index": number},
                "replacements": [
                    {
                        "deletedRegion": _region(document, fix.span),
                        "insertedContent": {"text": fix.replacement},
                    }
                ],
            }
        ],
    }


def _invocation(report: Report) -> Object:
    """Return what could not be checked: silence must not look like success."""
    notes = [
        {"level": "warning", "message": {"text": text}}
        for entry in report.documents
        for text in _silences(entry)
    ]
    failures = [
        {
            "level": "error",
            "message": {"text": visible(f"rule {failure.code}: {failure.error}")},
        }
        for failure in report.failures
    ]
    return {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [*failures, *notes],
    }


def _silences(entry: DocumentReport) -> Iterable[str]:
    by_reason: dict[str, list[Unchecked]] = {}
    for unchecked in entry.unchecked:
        reason = f"{unchecked.service}: {unchecked.reason}"
        by_reason.setdefault(reason, []).append(unchecked)
    for reason, entries in by_reason.items():
        ids = ", ".join(unchecked.reference for unchecked in entries)
        yield visible(f"{entry.document.path}: unchecked: {ids} ({reason})")
