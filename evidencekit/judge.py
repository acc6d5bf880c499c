"""From answers to a report: what the rules say, and which of it stands.

Pure functions of data. This is the one place where rules are run; `policy` says what
is let pass.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidencekit.appraisal import design_of
from evidencekit.claims import link_claims
from evidencekit.claims.embedding import Embedder
from evidencekit.findings import findings
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
    Exemption,
    Finding,
    Lookups,
    NotFound,
    Problem,
    RuleFailure,
    Status,
    Suppressed,
    Unchecked,
    Verdict,
)
from evidencekit.policy import Policy, policy
from evidencekit.rules.registry import Need, Rule
from evidencekit.unused import unused, unused_entries

# Kinds of difference in which the printed value is right as far as it goes.
_HARMLESS = ("added-subtitle", "dropped-subtitle", "missing")


def judge(
    document: Document,
    lookups: Lookups,
    rules: Sequence[Rule],
    embedder: Embedder | None = None,
) -> DocumentReport:
    """Return all that `rules` find in `document` in the light of `lookups`.

    An `embedder` helps to link its claims.
    """
    assessments = tuple(assess(r, lookups) for r in document.references)
    return judge_assessed(document, assessments, rules, embedder=embedder)


def judge_assessed(
    document: Document,
    assessments: tuple[Assessment, ...],
    rules: Sequence[Rule],
    exemptions: Sequence[Exemption] = (),
    embedder: Embedder | None = None,
) -> DocumentReport:
    """Return all that `rules` find in `document`, whose references were assessed."""
    works = {a.reference.id: a.work for a in assessments if a.work}
    document = link_claims(document, works, embedder)
    trial = _Trial(
        document,
        assessments,
        tuple(rules),
        policy(document, assessments, exemptions),
        tuple(entry for a in assessments for entry in _unchecked(a)),
    )
    for rule in sorted(rules, key=lambda rule: rule.need is Need.FINDINGS):
        trial = trial.after(rule)
    return DocumentReport(
        document,
        tuple(_verdict(a) for a in assessments),
        tuple(sorted(trial.findings, key=lambda f: f.place)),
        trial.unchecked,
        trial.failures,
        tuple(sorted(trial.suppressed, key=lambda s: s.finding.place)),
    )


def judge_exemptions(
    reports: Sequence[DocumentReport],
    exemptions: Sequence[Exemption],
    rules: Sequence[Rule],
) -> tuple[DocumentReport, ...]:
    """Return what is found in the configuration once all documents were judged.

    Those are its entries that let nothing pass.
    """
    last = [rule for rule in rules if rule.need is Need.FINDINGS]
    found = []
    for configuration in unused_entries(reports, exemptions, rules) if last else ():
        problems = [(rule, _problems(rule, configuration, ())) for rule in last]
        found.append(
            DocumentReport(
                configuration,
                findings=tuple(
                    finding
                    for rule, said in problems
                    if not isinstance(said, RuleFailure)
                    for finding in findings(rule, said, configuration)
                ),
                failures=tuple(s for _, s in problems if isinstance(s, RuleFailure)),
            )
        )
    return tuple(found)


def _problems(
    rule: Rule, document: Document, assessments: tuple[Assessment, ...]
) -> list[Problem] | RuleFailure:
    try:
        return list(rule.check(document, assessments))
    # A rule is code that others add: a bug in one must not cost the report of all.
    except Exception as error:
        return RuleFailure(rule.code, f"{type(error).__name__}: {error}")


@dataclass(frozen=True, slots=True)
class _Trial:
    """One document while its rules are run."""

    document: Document
    assessments: tuple[Assessment, ...]
    rules: tuple[Rule, ...]
    policy: Policy
    unchecked: tuple[Unchecked, ...]
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    failures: tuple[RuleFailure, ...] = ()

    def after(self, rule: Rule) -> "_Trial":
        problems = self._problems(rule)
        if isinstance(problems, RuleFailure):
            return replace(self, failures=(*self.failures, problems))
        standing, suppressed = list(self.findings), list(self.suppressed)
        for finding in findings(rule, problems, self.document):
            if silencers := self.policy.silencers(finding):
                suppressed.append(Suppressed(finding, silencers))
            else:
                standing.append(finding)
        return replace(self, findings=tuple(standing), suppressed=tuple(suppressed))

    def _problems(self, rule: Rule) -> list[Problem] | RuleFailure:
        document = self.document
        if rule.need is Need.FINDINGS:
            used = {by for suppressed in self.suppressed for by in suppressed.by}
            silent = {entry.reference for entry in self.unchecked}
            idle = unused(document, used, silent, self.rules)
            document = replace(document, suppressions=idle)
        return _problems(rule, document, self.assessments)


def _verdict(assessment: Assessment) -> Verdict:
    return Verdict(
        assessment.reference.id,
        _status(assessment),
        assessment.work,
        assessment.suggested_doi,
        assessment.standing.word if assessment.work else None,
        design_of(assessment),
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
        reason = "without a title, a search cannot tell whether there is such a work"
        for work in nearest(assessment.reference, candidates, count=1):
            reason = f"{work.item.doi} may be the work, but too little of it agrees"
        yield Unchecked(reference, candidates.service, reason)
