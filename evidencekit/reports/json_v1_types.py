"""The shapes of the JSON report, version 1; its schema is made from these types."""

from typing import Annotated, Literal, TypedDict

import msgspec

from evidencekit.appraisal.designs import DESIGNS
from evidencekit.model import Severity, Silencing, Status


def _one_of(*words: str) -> msgspec.Meta:
    return msgspec.Meta(extra_json_schema={"enum": list(words)})


def _is(meaning: str) -> msgspec.Meta:
    return msgspec.Meta(description=meaning)


Offset = Annotated[int, msgspec.Meta(ge=0)]
Place = Annotated[int, msgspec.Meta(ge=1)]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
# Start and end in code points of the text that was read, half open.
Extent = Annotated[list[Offset], msgspec.Meta(min_length=2, max_length=2)]
StatusWord = Annotated[str, _one_of(*Status)]
SeverityWord = Annotated[str, _one_of(*Severity)]

NameV1 = TypedDict(
    "NameV1",
    {
        "family": Annotated[str, _is("the family name")],
        "given": Annotated[str, _is("given names, or their initials")],
        "non-dropping-particle": Annotated[
            str, _is("a particle that belongs to the family name, such as “van der”")
        ],
        "suffix": Annotated[str, _is("such as “Jr.” or “III”")],
        "literal": Annotated[
            str, _is("the whole name of a group, or of one that cannot be parted")
        ],
    },
    total=False,
)
DateV1 = TypedDict(
    "DateV1",
    {
        "date-parts": Annotated[
            list[list[int]],
            _is("one date, or two for a span; each has year, month, day as known"),
        ]
    },
)
ItemV1 = TypedDict(
    "ItemV1",
    {
        "type": Annotated[str, _is("the CSL type, such as `article-journal`")],
        "title": Annotated[str, _is("title and subtitle")],
        "author": Annotated[list[NameV1], _is("the authors, in order")],
        "editor": Annotated[list[NameV1], _is("the editors, in order")],
        "container-title": Annotated[
            str, _is("the journal, book or site that it stands in")
        ],
        "container-title-short": Annotated[str, _is("its abbreviation")],
        "issued": Annotated[DateV1, _is("when it was published")],
        "accessed": Annotated[DateV1, _is("when it was looked at")],
        "volume": Annotated[str, _is("as printed or registered")],
        "issue": Annotated[str, _is("as printed or registered")],
        "page": Annotated[str, _is("pages or article number")],
        "DOI": Annotated[str, _is("lower case, without an address before it")],
        "PMID": Annotated[str, _is("PubMed's number")],
        "PMCID": Annotated[str, _is("with its “PMC”")],
        "ISBN": Annotated[str, _is("as printed")],
        "URL": Annotated[str, _is("an address")],
        "publisher": Annotated[str, _is("the publisher")],
        "publisher-place": Annotated[str, _is("where it is")],
        "edition": Annotated[str, _is("such as “2nd”")],
        "number": Annotated[str, _is("of a report, patent or standard")],
        "version": Annotated[str, _is("of software or data")],
        "custom": Annotated[
            dict[str, bool], _is("`et-al` is true where the authors are said to go on")
        ],
    },
    total=False,
)


StandingWord = Annotated[
    str,
    _one_of("retracted", "concern", "reinstated", "corrected", "superseded", "current"),
]


class UpdateV1(TypedDict):
    """One end of a notice: the other end's DOI and what the notice is."""

    DOI: Annotated[
        str,
        _is("in `updates` the work that is noticed, in `updated_by` the notice"),
    ]
    type: Annotated[
        str,
        _is("Crossref's word, such as `correction` or `retraction`"),
    ]
    label: Annotated[str | None, _is("what the publisher calls it")]
    source: Annotated[
        str | None, _is("who registered it: `publisher` or `retraction-watch`")
    ]
    updated: Annotated[
        str | None, _is("the date of the notice: YYYY, YYYY-MM or YYYY-MM-DD")
    ]
    record_id: Annotated[
        str | None, _is("its number in the database of Retraction Watch")
    ]
    reasons: Annotated[list[str], _is("why, in the words of Retraction Watch")]


class WorkV1(ItemV1):
    """A registered work: CSL-JSON, and who answered what and when."""

    kind: Annotated[str, _is("the service's own type, such as `journal-article`")]
    agency: Annotated[
        str, _is("the agency that registered the DOI, or who keeps the record")
    ]
    service: Annotated[str, _is("who answered")]
    url: Annotated[str, _is("the address of the record")]
    retrieved: Annotated[str, _is("when it was answered: ISO 8601, UTC")]
    updates: Annotated[list[UpdateV1], _is("what this work is a notice of")]
    updated_by: Annotated[list[UpdateV1], _is("the notices about this work")]


class DesignV1(TypedDict):
    """The design of a study, its level of evidence, and the words that tell it."""

    name: Annotated[Annotated[str, _one_of(*DESIGNS)], _is("the design")]
    level: Annotated[
        Annotated[int, msgspec.Meta(ge=1, le=5)] | None,
        _is("by Oxford 2011, 1 is strongest; null: the scale has no place for it"),
    ]
    field: Annotated[
        Annotated[str, _one_of("title", "abstract", "publication-type")],
        _is("where it is told"),
    ]
    words: Annotated[str, _is("the title, or the sentence of the abstract")]
    traits: Annotated[
        list[Annotated[str, _one_of("pilot", "several", "animals", "cells")]],
        _is("what narrows it down; `several`: more than one study"),
    ]


class ReferenceV1(TypedDict):
    """One entry of the reference list and what became of it."""

    id: Annotated[
        str, _is("its number or key in the list; other objects name it by this")
    ]
    text: Annotated[str, _is("the entry as printed, without its number")]
    span: Annotated[Extent, _is("where `text` stands")]
    line: Annotated[Place, _is("where it begins")]
    column: Annotated[Place, _is("where it begins")]
    item: Annotated[ItemV1, _is("what was read from it")]
    confidence: Annotated[
        Probability, _is("the probability that every field was read rightly")
    ]
    status: Annotated[StatusWord, _is("what the services' answers come to")]
    work: Annotated[
        WorkV1 | None,
        _is("the registered work it is taken for, or that its DOI leads to"),
    ]
    standing: Annotated[StandingWord | None, _is("how that work stands today")]
    design: Annotated[DesignV1 | None, _is("the design of the study")]
    suggested_doi: Annotated[
        str | None, _is("the DOI to print, where it is another or none is printed")
    ]


class CitationV1(TypedDict):
    """A marker in the text, the references it names, and what the list lacks."""

    style: Annotated[
        Annotated[
            str,
            _one_of(
                *("", "bracket", "parenthesis", "raised", "flattened"),
                *("author-year", "key"),
            ),
        ],
        _is("how it is written; empty: as a format's own markup"),
    ]
    span: Annotated[Extent, _is("where it stands")]
    raw: Annotated[str, _is("the marker as it is written")]
    references: Annotated[list[str], _is("the ids of the references it names")]
    undefined: Annotated[list[str], _is("what it names and the list lacks")]
    status: Annotated[
        Annotated[str, _one_of("resolved", "ambiguous", "dangling", "out of range")],
        _is("whether it could be resolved"),
    ]


class LinkV1(TypedDict):
    """A reference that supports a claim."""

    reference: Annotated[str, _is("the id of the reference")]
    basis: Annotated[
        Annotated[str, _one_of("marker", "content", "order")], _is("what it rests on")
    ]
    probability: Annotated[Probability, _is("that the reference supports the claim")]
    level: Annotated[
        Annotated[str, _one_of("linked", "weak")] | None,
        _is("`weak`: the nearest listed reference, check; null: not shown"),
    ]
    quote: Annotated[str | None, _is("the sentence of the abstract that fits best")]


class ClaimV1(TypedDict):
    """A sentence of the article and the references that support it, best first."""

    id: Annotated[str, _is("unique in the document; findings name it by this")]
    text: Annotated[str, _is("the sentence")]
    span: Annotated[Extent, _is("where it stands")]
    check_worthy: Annotated[
        bool, _is("whether it says something that wants a reference")
    ]
    worthiness: Annotated[Probability, _is("how much so")]
    links: Annotated[
        list[LinkV1], _is("best first; empty: no listed reference matches")
    ]
    runner_up: Annotated[
        LinkV1 | None, _is("the next best, which is not shown as support")
    ]


class EvidenceV1(TypedDict):
    """What is printed, what is registered, and who says so since when."""

    field: Annotated[str, _is("the CSL variable")]
    printed: Annotated[str | None, _is("what is printed")]
    registered: Annotated[str | None, _is("what is registered")]
    service: Annotated[str | None, _is("who says so; null: it needs no service")]
    url: Annotated[str | None, _is("the address of the record")]
    retrieved: Annotated[str | None, _is("when it was answered: ISO 8601, UTC")]


class FixV1(TypedDict):
    """A replacement for a span; safe means that it needs no judgement."""

    title: Annotated[str, _is("what the fix does")]
    span: Annotated[Extent, _is("what is replaced")]
    replacement: Annotated[str, _is("by what")]
    safe: Annotated[bool, _is("whether it needs no judgement")]


class MeantV1(TypedDict):
    """Which work the text means where a DOI leads to another than the printed one."""

    work: Annotated[
        Annotated[str, _one_of("printed", "registered", "neither")],
        _is("`registered`: the DOI's; `neither`: both are strangers to the text"),
    ]
    basis: Annotated[
        Annotated[str, _one_of("claims", "text", "list", "notice")],
        _is("what tells it: `list`: the DOI is that of another entry"),
    ]
    claims: Annotated[list[str], _is("the ids of the claims that cite the reference")]
    twin: Annotated[str | None, _is("the id of the other entry")]


class FindingV1(TypedDict):
    """One problem, its place and its proof."""

    code: Annotated[
        Annotated[str, msgspec.Meta(pattern="^EK[0-9]{3}$")], _is("the rule's code")
    ]
    name: Annotated[str, _is("the rule's name")]
    severity: Annotated[SeverityWord, _is("how grave it is")]
    confidence: Annotated[Probability, _is("the probability that it is right")]
    reference: Annotated[str | None, _is("the id of the reference it is about")]
    claim: Annotated[str | None, _is("the id of the claim it is about")]
    span: Annotated[Extent, _is("where it stands")]
    line: Annotated[Place, _is("where it begins")]
    column: Annotated[Place, _is("where it begins")]
    message: Annotated[str, _is("what is wrong, in a sentence")]
    evidence: Annotated[list[EvidenceV1], _is("the proofs")]
    fix: Annotated[FixV1 | None, _is("what would mend it")]
    suggested_doi: Annotated[str | None, _is("the DOI to print")]
    meant: Annotated[
        MeantV1 | None, _is("which work the text means, where that is clear")
    ]
    fingerprint: Annotated[
        str,
        _is("stays the same wherever the problem moves; a baseline goes by it"),
    ]


class SuppressedV1(FindingV1):
    """A finding that may pass, where that is said, and why."""

    suppressed_by: Annotated[
        Annotated[str, _one_of(*Silencing)], _is("what lets it pass")
    ]
    reason: Annotated[str | None, _is("why, where that is said")]


class KnownV1(TypedDict):
    """A finding of the baseline."""

    path: Annotated[str, _is("the document, as seen from the baseline's folder")]
    code: Annotated[str, _is("the rule's code")]
    reference: Annotated[str | None, _is("the id of the reference")]
    fingerprint: Annotated[str, _is("that of the finding")]
    message: Annotated[str, _is("what it said when the baseline was written")]


class BaselineV1(TypedDict):
    """The file of known findings, and those of them that are no longer found."""

    path: Annotated[str, _is("the file")]
    stale: Annotated[
        list[KnownV1],
        _is("known findings that are gone: remove them with `--write-baseline`"),
    ]


class UncheckedV1(TypedDict):
    """A reference that could not be checked, and why."""

    reference: Annotated[str, _is("the id of the reference")]
    service: Annotated[str, _is("who did not answer")]
    reason: Annotated[str, _is("why it could not be checked")]


class FailureV1(TypedDict):
    """A rule that broke off, which is a bug of the tool."""

    code: Annotated[str, _is("the rule's code")]
    error: Annotated[str, _is("the exception")]


class DocumentV1(TypedDict):
    """One article or bibliography."""

    path: Annotated[str, _is("as it was given, or what standard input is called")]
    media_type: Annotated[str, _is("the format it was read as")]
    references: Annotated[list[ReferenceV1], _is("in the order of the list")]
    citations: Annotated[list[CitationV1], _is("in reading order")]
    claims: Annotated[list[ClaimV1], _is("in reading order")]
    findings: Annotated[list[FindingV1], _is("those that stand, in reading order")]
    suppressed: Annotated[list[SuppressedV1], _is("those that may pass")]
    unchecked: Annotated[list[UncheckedV1], _is("references that could not be checked")]
    failures: Annotated[list[FailureV1], _is("rules that broke off")]


class SummaryV1(TypedDict):
    """Counts over all documents; `unchecked` counts references on that list.

    Errors, warnings and notes are the findings that stand; `suppressed` those that a
    comment or the configuration lets pass, `baselined` those that the baseline does.
    """

    references: Annotated[Offset, _is("all of them")]
    verified: Annotated[Offset, _is("with this status")]
    discrepant: Annotated[
        Offset, _is("with this status: the work was found, and differs")
    ]
    mismatched: Annotated[Offset, _is("with this status: the DOI is another work's")]
    notice: Annotated[Offset, _is("with this status: the DOI is a notice's")]
    not_found: Annotated[
        Offset, _is("with this status: everybody answered and nobody knows it")
    ]
    not_applicable: Annotated[
        Offset, _is("with this status: there is nothing to look up")
    ]
    unchecked: Annotated[Offset, _is("that could not be checked")]
    errors: Annotated[Offset, _is("that stand")]
    warnings: Annotated[Offset, _is("that stand")]
    notes: Annotated[Offset, _is("that stand")]
    suppressed: Annotated[Offset, _is("that a comment or the configuration lets pass")]
    baselined: Annotated[Offset, _is("that the baseline hides")]


class ReportV1(TypedDict):
    """The outcome of a check."""

    version: Annotated[Literal["1"], _is("of this format")]
    tool: Annotated[
        dict[str, str], _is("the version of evidencekit, and who was asked and where")
    ]
    documents: Annotated[list[DocumentV1], _is("in the order they were given")]
    baseline: Annotated[BaselineV1 | None, _is("null: there was none")]
    summary: Annotated[SummaryV1, _is("the counts")]
