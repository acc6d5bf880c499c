"""The report as JSON, version 1, as `schema/report-v1.json` describes it."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from evidencekit.claims.detect import worthiness
from evidencekit.inert import json_text
from evidencekit.model import (
    Citation,
    Claim,
    Compared,
    Design,
    DocumentReport,
    Evidence,
    Finding,
    Fix,
    Known,
    Link,
    Meant,
    Reference,
    Report,
    Severity,
    Span,
    Status,
    Suppressed,
    Update,
    Verdict,
    Work,
)
from evidencekit.reports.json_v1_types import (
    BaselineV1,
    CitationV1,
    ClaimV1,
    DesignV1,
    DocumentV1,
    EvidenceV1,
    FindingV1,
    FixV1,
    ItemV1,
    KnownV1,
    LinkV1,
    MeantV1,
    ReferenceV1,
    ReportV1,
    SummaryV1,
    SuppressedV1,
    UpdateV1,
    WorkV1,
)
from evidencekit.reports.look import Look
from evidencekit.reports.summary import summary


def rendered(report: Report, look: Look) -> str:
    """Return `report` as JSON; every reader gets the same, whatever the `look`."""
    return json_text(report_v1(report), indent=2) + "\n"


def report_v1(report: Report) -> ReportV1:
    """Return `report` as the JSON object of version 1."""
    return {
        "version": "1",
        "tool": dict(report.tool),
        "documents": [_document(entry.in_file) for entry in report.documents],
        "baseline": _baseline(report.baseline) if report.baseline else None,
        "summary": _summary(report),
    }


def _summary(report: Report) -> SummaryV1:
    numbers = summary(report)
    return {
        "references": numbers.references,
        "verified": numbers.statuses[Status.VERIFIED],
        "discrepant": numbers.statuses[Status.DISCREPANT],
        "mismatched": numbers.statuses[Status.MISMATCHED],
        "notice": numbers.statuses[Status.NOTICE],
        "not_found": numbers.statuses[Status.NOT_FOUND],
        "not_applicable": numbers.statuses[Status.NOT_APPLICABLE],
        "unchecked": numbers.unchecked,
        "errors": numbers.severities[Severity.ERROR],
        "warnings": numbers.severities[Severity.WARNING],
        "notes": numbers.severities[Severity.NOTE],
        "suppressed": numbers.suppressed,
        "baselined": numbers.baselined,
    }


def _document(entry: DocumentReport) -> DocumentV1:
    document = entry.document
    verdicts = {verdict.reference: verdict for verdict in entry.verdicts}
    line_starts = _line_starts(document.text)
    return {
        "path": document.path,
        "media_type": document.media_type,
        "references": [
            _reference(
                reference, verdicts.get(reference.id), entry.findings, line_starts
            )
            for reference in document.references
        ],
        "citations": [citation_v1(c, document.text) for c in document.citations],
        "claims": [claim_v1(claim) for claim in document.claims],
        "findings": [finding_v1(finding) for finding in entry.findings],
        "suppressed": [_suppressed(suppressed) for suppressed in entry.suppressed],
        "unchecked": [
            {"reference": u.reference, "service": u.service, "reason": u.reason}
            for u in entry.unchecked
        ],
        "failures": [{"code": f.code, "error": f.error} for f in entry.failures],
    }


def _reference(
    reference: Reference,
    verdict: Verdict | None,
    findings: tuple[Finding, ...],
    line_starts: list[int],
) -> ReferenceV1:
    verdict = verdict or Verdict(reference.id, Status.UNCHECKED)
    suggested = verdict.suggested_doi or next(
        (
            finding.problem.suggested_doi
            for finding in findings
            if finding.problem.reference == reference.id
            and finding.problem.suggested_doi
        ),
        None,
    )
    line = bisect_right(line_starts, reference.span.start)
    return {
        "id": reference.id,
        "text": reference.text,
        "span": _extent(reference.span),
        "line": line,
        "column": reference.span.start - line_starts[line - 1] + 1,
        "item": _item(reference.item.to_csl()),
        "confidence": round(reference.confidence, 4),
        "status": verdict.status.value,
        "work": work_v1(verdict.work) if verdict.work else None,
        "standing": verdict.standing,
        "design": design_v1(verdict.design),
        "suggested_doi": suggested,
    }


def design_v1(design: Design | None) -> DesignV1 | None:
    """Return `design` as it stands in the report."""
    if design is None:
        return None
    return {
        "name": design.name,
        "level": design.level,
        "field": design.field,
        "words": design.words,
        "traits": list(design.traits),
    }


def _line_starts(text: str) -> list[int]:
    """Return where the lines begin: a 10 MB page has too many places to count anew."""
    starts = [0]
    while (newline := text.find("\n", starts[-1])) >= 0:
        starts.append(newline + 1)
    return starts


def _item(csl: Mapping[str, Any]) -> ItemV1:
    item: ItemV1 = {}
    item.update(csl)  # type: ignore[typeddict-item]  # `to_csl` writes just these keys
    return item


def work_v1(work: Work) -> WorkV1:
    """Return `work` as it stands in the report."""
    return {
        **_item(work.item.to_csl()),
        "kind": work.kind,
        "agency": work.agency,
        "service": work.service,
        "url": work.url,
        "retrieved": work.retrieved,
        "updates": [_update(update) for update in work.updates],
        "updated_by": [_update(update) for update in work.updated_by],
    }


def _update(update: Update) -> UpdateV1:
    return {
        "DOI": update.doi,
        "type": update.type,
        "label": update.label,
        "source": update.source,
        "updated": str(update.updated) if update.updated else None,
        "record_id": update.record_id,
        "reasons": list(update.reasons),
    }


def citation_v1(citation: Citation, text: str) -> CitationV1:
    """Return `citation` of a document with that `text` as it stands in the report."""
    return {
        "style": citation.style,
        "span": _extent(citation.span),
        "raw": citation.span.of(text),
        "references": list(citation.reference_ids),
        "undefined": list(citation.undefined),
        "status": citation.status,
    }


def claim_v1(claim: Claim) -> ClaimV1:
    """Return `claim` as it stands in the report."""
    return {
        "id": claim.id,
        "text": claim.text,
        "span": _extent(claim.span),
        "check_worthy": claim.check_worthy,
        "worthiness": round(worthiness(claim.text), 4),
        "links": [_link(link) for link in claim.links],
        "runner_up": _link(claim.runner_up) if claim.runner_up else None,
    }


def _link(link: Link) -> LinkV1:
    return {
        "reference": link.reference,
        "basis": link.basis,
        "probability": round(link.probability, 4),
        "level": link.level,
        "quote": link.quote,
    }


def finding_v1(finding: Finding) -> FindingV1:
    """Return `finding` as it stands in the report."""
    problem = finding.problem
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": round(problem.confidence, 4),
        "reference": problem.reference,
        "claim": problem.claim,
        "span": _extent(finding.span),
        "line": finding.line,
        "column": finding.column,
        "message": problem.message,
        "evidence": [evidence_v1(evidence) for evidence in problem.evidence],
        "fix": _fix(problem.fix) if problem.fix else None,
        "suggested_doi": problem.suggested_doi,
        "meant": _meant(problem.meant) if problem.meant else None,
        "fingerprint": finding.fingerprint,
    }


def _meant(meant: Meant) -> MeantV1:
    return {
        "work": meant.work,
        "basis": meant.basis,
        "claims": list(meant.claims),
        "twin": meant.twin,
    }


def _suppressed(suppressed: Suppressed) -> SuppressedV1:
    return {
        **finding_v1(suppressed.finding),
        "suppressed_by": suppressed.kind.value,
        "reason": suppressed.reason,
    }


def _baseline(baseline: Compared) -> BaselineV1:
    return {"path": baseline.path, "stale": [_known(k) for k in baseline.stale]}


def _known(known: Known) -> KnownV1:
    return {
        "path": known.path,
        "code": known.code,
        "reference": known.reference,
        "fingerprint": known.fingerprint,
        "message": known.message,
    }


def evidence_v1(evidence: Evidence) -> EvidenceV1:
    """Return a proof as a JSON object."""
    return {
        "field": evidence.field,
        "printed": evidence.printed,
        "registered": evidence.registered,
        "service": evidence.service,
        "url": evidence.url,
        "retrieved": evidence.retrieved,
    }


def _fix(fix: Fix) -> FixV1:
    return {
        "title": fix.title,
        "span": _extent(fix.span),
        "replacement": fix.replacement,
        "safe": fix.safe,
    }


def _extent(span: Span) -> list[int]:
    return [span.start, span.end]
