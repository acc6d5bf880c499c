"""From answers to a report: what the rules say.

Pure functions of data. This is the one place where rules are run and where severity,
selection, suppression, order and fingerprints are settled.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidencekit.claims import link_claims
from evidencekit.match.assess import (
    Assessment,
    Fit,
    assess,
    is_undecided,
    preprint_cited_as_published,
)
from evidencekit.match.search import nearest
from evidencekit.model import (
    Document,
    DocumentReport,
    Elsewhere,
    Finding,
    Lookups,
    NotFound,
    Problem,
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
_HARMLESS = ("added-subtitle", "dropped-subtitle", "missing")


def judge(
    document: Document, lookups: Lookups, rules: Sequence[Rule]
) -> DocumentReport:
    """Return all that `rules` find in `document` in the light of `lookups`."""
    assessments = tuple(assess(r, lookups) for r in document.references)
    return judge_assessed(document, assessments, rules)


def judge_assessed(
    document: Document, assessments: tuple[Assessment, ...], rules: Sequence[Rule]
) -> DocumentReport:
    """Return all that `rules` find in `document`, whose references were assessed."""
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
    # Once each: who else was asked for the same does not make another finding.
    parts += dict.fromkeys(f"{e.field}={e.registered}" for e in problem.evidence)
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
        if preprint_cited_as_published(assessment.reference, assessment.work):
            return Status.DISCREPANT
        wrong = [d for d in assessment.differences if d.kind not in _HARMLESS]
        return Status.DISCREPANT if wrong else Status.VERIFIED
    if is_undecided(assessment) and not unregistered:
        return Status.UNCHECKED
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
        yield Unchecked(reference, elsewhere.service, elsewhere.said)
    candidates = assessment.candidates
    if candidates and _status(assessment) is Status.UNCHECKED:
        for work in nearest(assessment.reference, candidates, count=1):
            reason = f"{work.item.doi} may be the work, but too little of it agrees"
            yield Unchecked(reference, candidates.service, reason)
