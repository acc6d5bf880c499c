"""The shapes of the JSON report, version 1; its schema is made from these types."""

from typing import Annotated, Literal, TypedDict

import msgspec

from evidencekit.appraisal.designs import DESIGNS
from evidencekit.model import Severity, Silencing, Status


def _one_of(*words: str) -> msgspec.Meta:
    return msgspec.Meta(extra_json_schema={"enum": list(words)})


Offset = Annotated[int, msgspec.Meta(ge=0)]
Place = Annotated[int, msgspec.Meta(ge=1)]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
Extent = Annotated[
    list[Offset],
    msgspec.Meta(
        min_length=2,
        max_length=2,
        description="start and end in code points of the text that was read, half open",
    ),
]
StatusWord = Annotated[str, _one_of(*Status)]
SeverityWord = Annotated[str, _one_of(*Severity)]

NameV1 = TypedDict(
    "NameV1",
    {
        "family": str,
        "given": str,
        "non-dropping-particle": str,
        "suffix": str,
        "literal": str,
    },
    total=False,
)
DateV1 = TypedDict("DateV1", {"date-parts": list[list[int]]})
ItemV1 = TypedDict(
    "ItemV1",
    {
        "type": str,
        "title": str,
        "author": list[NameV1],
        "editor": list[NameV1],
        "container-title": str,
        "container-title-short": str,
        "issued": DateV1,
        "accessed": DateV1,
        "volume": str,
        "issue": str,
        "page": str,
        "DOI": str,
        "PMID": str,
        "PMCID": str,
        "ISBN": str,
        "URL": str,
        "publisher": str,
        "publisher-place": str,
        "edition": str,
        "number": str,
        "version": str,
        "custom": dict[str, bool],
    },
    total=False,
)


StandingWord = Annotated[
    str,
    _one_of("retracted", "concern", "reinstated", "corrected", "superseded", "current"),
]


class UpdateV1(TypedDict):
    """One end of a notice: the other end's DOI and what the notice is."""

    DOI: str
    type: str
    label: str | None
    source: str | None
    updated: str | None
    record_id: str | None
    reasons: list[str]


class WorkV1(ItemV1):
    """A registered work: CSL-JSON, and who answered what and when."""

    kind: str
    agency: str
    service: str
    url: str
    retrieved: str
    updates: list[UpdateV1]
    updated_by: list[UpdateV1]


class DesignV1(TypedDict):
    """The design of a study, its level of evidence, and the words that tell it."""

    name: Annotated[str, _one_of(*DESIGNS)]
    level: Annotated[int, msgspec.Meta(ge=1, le=5)] | None
    field: Annotated[str, _one_of("title", "abstract", "publication-type")]
    words: str
    traits: list[Annotated[str, _one_of("pilot", "several", "animals", "cells")]]


class ReferenceV1(TypedDict):
    """One entry of the reference list and what became of it."""

    id: str
    text: str
    span: Extent
    line: Place
    column: Place
    item: ItemV1
    status: StatusWord
    work: WorkV1 | None
    standing: StandingWord | None
    design: DesignV1 | None
    suggested_doi: str | None


class CitationV1(TypedDict):
    """A marker in the text, the references it names, and what the list lacks."""

    style: Annotated[
        str,
        _one_of(
            *("", "bracket", "parenthesis", "raised", "flattened"),
            *("author-year", "key"),
        ),
    ]
    span: Extent
    raw: str
    references: list[str]
    undefined: list[str]
    status: Annotated[str, _one_of("resolved", "ambiguous", "dangling", "out of range")]


class LinkV1(TypedDict):
    """A reference that supports a claim."""

    reference: str
    basis: Annotated[str, _one_of("marker", "content", "order")]
    probability: Probability
    level: Annotated[str, _one_of("linked", "weak")] | None
    quote: str | None


class ClaimV1(TypedDict):
    """A sentence of the article and the references that support it, best first."""

    id: str
    text: str
    span: Extent
    check_worthy: bool
    worthiness: Probability
    links: list[LinkV1]
    runner_up: LinkV1 | None


class EvidenceV1(TypedDict):
    """What is printed, what is registered, and who says so since when."""

    field: str
    printed: str | None
    registered: str | None
    service: str | None
    url: str | None
    retrieved: str | None


class FixV1(TypedDict):
    """A replacement for a span; safe means that it needs no judgement."""

    title: str
    span: Extent
    replacement: str
    safe: bool


class FindingV1(TypedDict):
    """One problem, its place and its proof."""

    code: Annotated[str, msgspec.Meta(pattern="^EK[0-9]{3}$")]
    name: str
    severity: SeverityWord
    confidence: Probability
    reference: str | None
    claim: str | None
    span: Extent
    line: Place
    column: Place
    message: str
    evidence: list[EvidenceV1]
    fix: FixV1 | None
    suggested_doi: str | None
    fingerprint: str


class SuppressedV1(FindingV1):
    """A finding that may pass, where that is said, and why."""

    suppressed_by: Annotated[str, _one_of(*Silencing)]
    reason: str | None


class KnownV1(TypedDict):
    """A finding of the baseline."""

    path: str
    code: str
    reference: str | None
    fingerprint: str
    message: str


class BaselineV1(TypedDict):
    """The file of known findings, and those of them that are no longer found."""

    path: str
    stale: list[KnownV1]


class UncheckedV1(TypedDict):
    """A reference that could not be checked, and why."""

    reference: str
    service: str
    reason: str


class FailureV1(TypedDict):
    """A rule that broke off, which is a bug of the tool."""

    code: str
    error: str


class DocumentV1(TypedDict):
    """One article or bibliography."""

    path: str
    media_type: str
    references: list[ReferenceV1]
    citations: list[CitationV1]
    claims: list[ClaimV1]
    findings: list[FindingV1]
    suppressed: list[SuppressedV1]
    unchecked: list[UncheckedV1]
    failures: list[FailureV1]


class SummaryV1(TypedDict):
    """Counts over all documents; `unchecked` counts references on that list.

    Errors, warnings and notes are the findings that stand; `suppressed` those that a
    comment or the configuration lets pass, `baselined` those that the baseline does.
    """

    references: Offset
    verified: Offset
    discrepant: Offset
    mismatched: Offset
    notice: Offset
    not_found: Offset
    not_applicable: Offset
    unchecked: Offset
    errors: Offset
    warnings: Offset
    notes: Offset
    suppressed: Offset
    baselined: Offset


class ReportV1(TypedDict):
    """The outcome of a check."""

    version: Literal["1"]
    tool: dict[str, str]
    documents: list[DocumentV1]
    baseline: BaselineV1 | None
    summary: SummaryV1
