"""What a check says: problems, findings and the report that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from evidencekit.model.design import Design
from evidencekit.model.document import Document
from evidencekit.model.measured import Measured
from evidencekit.model.span import Span
from evidencekit.model.suppression import Known, Silencer, Silencing
from evidencekit.model.work import Work


class Severity(StrEnum):
    """SARIF's levels, from the gravest to the lightest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


class Status(StrEnum):
    """What the services' answers come to for one reference."""

    VERIFIED = "verified"
    DISCREPANT = "discrepant"
    MISMATCHED = "mismatched"
    NOTICE = "notice"
    NOT_FOUND = "not-found"
    UNCHECKED = "unchecked"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The proof: what is printed, what is registered, who says so and since when.

    `field` is a CSL variable ("container-title"); `service`, `url` and `retrieved` are
    None where the proof needs no service.
    """

    field: str
    printed: str | None
    registered: str | None
    service: str | None = None
    url: str | None = None
    retrieved: str | None = None

    @property
    def words(self) -> str | None:
        """What a record, or else the list, says about a claim; not the claim itself."""
        return self.registered or (None if self.field == "claim" else self.printed)

    @property
    def label(self) -> str:
        """What an editor would call the field."""
        return _LABELS.get(self.field, self.field)

    @property
    def claimed(self) -> str | None:
        """The sentence of the claim, where it stands in this proof."""
        return self.printed if self.registered or self.field == "claim" else None


_LABELS = {
    "publication-type": "type",
    "issued": "year",
    "updated-by": "notice",
    "update-to": "notice",
    "relation": "related work",
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for a span; `safe` means that it needs no judgement."""

    title: str
    span: Span
    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """Which work the text means where a DOI leads to another than the printed one.

    `work` is "printed", "registered" (the DOI's) or "neither". `basis` says what tells
    it: the "claims" that cite the reference, by their ids in `claims`; the whole "text"
    where it has no markers; the "list", where the DOI's work is the entry `twin`; a
    "notice", where the DOI's work is one of the printed work.
    """

    work: str
    basis: str
    claims: tuple[str, ...] = ()
    twin: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields; the engine adds code, name, severity and place.

    `reference` and `claim` are ids; a rule over one reference leaves them None and the
    engine fills them in. `confidence` is in [0, 1]; `severity` is None unless this case
    weighs otherwise than the rule's cases do. `notices` are the DOIs of those that the
    problem is about: a further notice makes another finding. `meant` says which work
    the text means, where that is clear.
    """

    message: str
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    span: Span | None = None
    suggested_doi: str | None = None
    reference: str | None = None
    claim: str | None = None
    confidence: float = 1.0
    severity: Severity | None = None
    notices: tuple[str, ...] = ()
    meant: Meant | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that it is about, or that tell which work is meant."""
        if self.claim is not None:
            return (self.claim,)
        return self.meant.claims if self.meant else ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the rule that found it, its place and a stable fingerprint."""

    code: str
    name: str
    severity: Severity
    problem: Problem
    span: Span
    line: int
    column: int
    fingerprint: str

    @property
    def place(self) -> tuple[Span, str]:
        """What findings are sorted by: where they are, then which rule's."""
        return self.span, self.code


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that was let pass, and all that lets it pass (never empty)."""

    finding: Finding
    by: tuple[Silencer, ...]

    @property
    def kind(self) -> Silencing:
        """Where it is said that the finding may pass."""
        return self.by[0].kind

    @property
    def reason(self) -> str | None:
        """Why it may pass, where that is said."""
        return next((silencer.reason for silencer in self.by if silencer.reason), None)


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A reference that could not be checked, with the service and the reason."""

    reference: str
    service: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one reference: its status, its work, and a better DOI.

    `standing` is how the work stands today: "retracted", "concern", "reinstated",
    "corrected", "superseded" or "current"; None where there is no work. `design` is
    that of the study, as far as the record or the printed title tells it.
    """

    reference: str
    status: Status
    work: Work | None = None
    suggested_doi: str | None = None
    standing: str | None = None
    design: Design | None = None


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that broke off with an exception, which is our bug."""

    code: str
    error: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """All that is said of one document; `verdicts` in the order of its references.

    `findings` are those that stand; what was let pass is in `suppressed`.
    """

    document: Document
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def in_file(self) -> "DocumentReport":
        """The same with all places, and the words of fixes, as the file has them."""
        if self.document.source is None:
            return self
        document = self.document.as_file
        suppressed = (
            replace(s, finding=_in_file(s.finding, self.document))
            for s in self.suppressed
        )
        return replace(
            self,
            document=document,
            findings=tuple(_in_file(f, self.document) for f in self.findings),
            suppressed=tuple(suppressed),
        )


def _in_file(finding: Finding, document: Document) -> Finding:
    problem, fix = finding.problem, finding.problem.fix
    if fix is not None and document.source is not None:
        edit = document.source.edited(fix.span, fix.replacement)
        mended = replace(fix, span=edit[0], replacement=edit[1]) if edit else None
        problem = replace(problem, fix=mended)
    return replace(finding, problem=problem, span=document.in_file(finding.span))


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule as reports describe it; `page` is its documentation in Markdown.

    `measured` has how often it is right; empty where nobody measured it.
    """

    code: str
    name: str
    severity: Severity
    page: str
    measured: tuple[Measured, ...] = ()

    @property
    def summary(self) -> str:
        """The first line of the rule's page."""
        return self.page.splitlines()[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of a baseline: `path` is its file.

    `stale` are the findings that are gone; of the `open` ones that cannot be told,
    because their document was not read, their rule not run or a service silent.
    """

    path: str
    stale: tuple[Known, ...] = ()
    open: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    `tool` names the version and the services asked, `rules` has those that ran.
    `baseline` is None where there was none to compare with.
    """

    documents: tuple[DocumentReport, ...] = ()
    tool: Mapping[str, str] = field(default_factory=dict, hash=False)
    rules: tuple[RulePage, ...] = ()
    baseline: Compared | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all documents, in reading order."""
        return tuple(f for document in self.documents for f in document.findings)

    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """What was let pass in all documents, in reading order."""
        return tuple(s for document in self.documents for s in document.suppressed)

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """The unchecked references of all documents, in reading order."""
        return tuple(u for document in self.documents for u in document.unchecked)

    @property
    def failures(self) -> tuple[RuleFailure, ...]:
        """The rules that broke off, by document."""
        return tuple(f for document in self.documents for f in document.failures)
