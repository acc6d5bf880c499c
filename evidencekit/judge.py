"""From answers to a report: what is still to be asked, and what the rules say.

Pure functions of data. This is the one place where rules are run and where severity,
selection, suppression, order and fingerprints are settled.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidencekit.claims import link_claims
from evidencekit.match.assess import Assessment, Fit, assess
from evidencekit.model import (
    Document,
    DocumentReport,
    Elsewhere,
    Finding,
    Lookups,
    NotFound,
    Problem,
    Query,
    Reference,
    RuleFailure,
    Span,
    Status,
    Suppression,
    Unchecked,
    Verdict,
    line_and_column,
)
from evidencekit.normalize import folded
from evidencekit.rules.registry import Need, Rule

# Kinds of difference in which the printed value is right as far as it goes.
_HARMLESS = ("dropped-subtitle", "missing")


def wanted(documents: Iterable[Document], lookups: Lookups) -> tuple[Query, ...]:
    """Return the queries that have to be answered next, in reading order.

    Empty once `lookups` hold all that the documents' references need.
    """
    references = [r for document in documents for r in document.references]
    return queries_of(pending(references, lookups))


def pending(references: Iterable[Reference], lookups: Lookups) -> list[Assessment]:
    """Return those assessments that still want an answer.

    Answers are only ever added, so that a reference that is not among them will never
    be again.
    """
    assessments = (assess(reference, lookups) for reference in references)
    return [
        assessment
        for assessment in assessments
        if any(query not in lookups for query in assessment.wanted)
    ]


def queries_of(assessments: Iterable[Assessment]) -> tuple[Query, ...]:
    """Return what the assessments want, each query once."""
    return tuple(dict.fromkeys(q for entry in assessments for q in entry.wanted))


def judge(
    document: Document, lookups: Lookups, rules: Sequence[Rule]
) -> DocumentReport:
    """Return all that `rules` find in `document` in the light of `lookups`."""
    assessments = tuple(assess(r, lookups) for r in document.references)
    works = {a.reference.id: a.work for a in assessments if a.work}
    document = link_claims(document, works)
    trial = _Trial(document, assessments)
    for rule in sorted(rules, key=lambda rule: rule.need is Need.FINDINGS):
        trial = trial.after(rule)
    findings = tuple(sorted(trial.findings, key=lambda f: (f.span, f.code)))
    return DocumentReport(
        document,
        tuple(_verdict(a) for a in assessments),
        findings,
        tuple(entry for a in assessments for entry in _unchecked(a)),
        trial.failures,
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """One document while its rules are run."""

    document: Document
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    used: frozenset[Suppression] = frozenset()

    def after(self, rule: Rule) -> "_Trial":
        problems, failures = self._problems(rule), self.failures
        if isinstance(problems, RuleFailure):
            return replace(self, failures=(*failures, problems))
        findings, used = [], set(self.used)
        for finding in _findings(rule, problems, self.document):
            silencers = _silencers(finding, self.document.suppressions)
            used.update(silencers)
            if not silencers:
                findings.append(finding)
        return replace(self, findings=(*self.findings, *findings), used=frozenset(used))

    def _problems(self, rule: Rule) -> list[Problem] | RuleFailure:
        document = self.document
        if rule.need is Need.FINDINGS:
            unused = tuple(s for s in document.suppressions if s not in self.used)
            document = replace(document, suppressions=unused)
        try:
            return list(rule.check(document, self.assessments))
        # A rule is code that others add: a bug in one must not cost the report of all.
        except Exception as error:
            return RuleFailure(rule.code, f"{type(error).__name__}: {error}")


def _findings(
    rule: Rule, problems: Iterable[Problem], document: Document
) -> Iterator[Finding]:
    spans = {r.id: r.span for r in document.references}
    spans_of_claims = {c.id: c.span for c in document.claims}
    texts = {r.id: r.text for r in document.references}
    seen: Counter[str] = Counter()
    for problem in problems:
        span = problem.span
        if span is None and problem.reference is not None:
            span = spans.get(problem.reference)
        if span is None and problem.claim is not None:
            span = spans_of_claims.get(problem.claim)
        if span is None:
            span = document.list_span or Span(0, 0)
        line, column = line_and_column(document.text, span.start)
        about = texts.get(problem.reference or "") or span.of(document.text)
        fingerprint = _fingerprint(rule.code, about, problem)
        seen[fingerprint] += 1
        if seen[fingerprint] > 1:
            fingerprint = f"{fingerprint}-{seen[fingerprint]}"
        yield Finding(
            rule.code,
            rule.name,
            problem.severity or rule.severity,
            problem,
            span,
            line,
            column,
            fingerprint,
        )


def _fingerprint(code: str, about: str, problem: Problem) -> str:
    """Return what stays the same when lines move or other references change."""
    parts = [code, folded(about)]
    parts += [f"{e.field}={e.registered}" for e in problem.evidence]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _silencers(
    finding: Finding, suppressions: Iterable[Suppression]
) -> list[Suppression]:
    return [
        suppression
        for suppression in suppressions
        if suppression.scope.start <= finding.span.start < suppression.scope.end
        and (
            not suppression.codes
            or finding.name in suppression.codes
            or any(finding.code.startswith(code.upper()) for code in suppression.codes)
        )
    ]


def _verdict(assessment: Assessment) -> Verdict:
    return Verdict(
        assessment.reference.id,
        _status(assessment),
        assessment.work,
        assessment.suggested_doi,
        assessment.standing.word if assessment.work else None,
    )


def _status(assessment: Assessment) -> Status:
    """Return what the answers come to, whichever rules were selected."""
    unregistered = isinstance(assessment.lookup, NotFound)
    if assessment.fit is Fit.NOTICE:
        return Status.NOTICE
    if assessment.fit is Fit.OTHER or (unregistered and assessment.work):
        return Status.MISMATCHED
    if assessment.work:
        wrong = [d for d in assessment.differences if d.kind not in _HARMLESS]
        return Status.DISCREPANT if wrong else Status.VERIFIED
    if assessment.unavailable or isinstance(assessment.lookup, Elsewhere):
        return Status.UNCHECKED
    if unregistered or assessment.fit is Fit.NONE:
        return Status.NOT_FOUND
    return Status.NOT_APPLICABLE


def _unchecked(assessment: Assessment) -> Iterator[Unchecked]:
    reference = assessment.reference.id
    for silence in assessment.unavailable:
        yield Unchecked(reference, silence.service, silence.reason)
    if isinstance(assessment.lookup, Elsewhere) and assessment.work is None:
        elsewhere = assessment.lookup
        because = elsewhere.reason or "whose records are not asked for"
        reason = f"registered with {elsewhere.agency}, {because}"
        yield Unchecked(reference, elsewhere.service, reason)
