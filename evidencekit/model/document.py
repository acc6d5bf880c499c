"""What a reader returns: a text with its references, citations and claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidencekit.model.item import Item, PartialDate
from evidencekit.model.source import Source
from evidencekit.model.span import Span, line_and_column
from evidencekit.model.suppression import Suppression


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a reference list.

    `id` is the printed number or key and unique in its document; `label` is what is
    printed before the entry ("[12]"), None where nothing is; `text` is verbatim and
    without the label. `field_spans` places each parsed field of `item` in the
    document, keyed by the name of the `Item` field; `confidences` holds, under the
    same keys, the probability in [0, 1] that the field was parsed rightly (absent: 1),
    and `confidence` the probability that every field was.
    """

    id: str
    text: str
    span: Span
    item: Item
    label: str | None = None
    field_spans: Mapping[str, Span] = field(default_factory=dict, hash=False)
    confidences: Mapping[str, float] = field(default_factory=dict, hash=False)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """An in-text marker and the ids of the references that it stands for.

    `undefined` are ids, or names and year, that the marker has and the reference list
    lacks. `style` is
    "bracket", "parenthesis", "raised", "flattened", "author-year" or "key". An
    `ambiguous` marker fits several references and does not say which.
    """

    span: Span
    reference_ids: tuple[str, ...]
    undefined: tuple[str, ...] = ()
    style: str = ""
    ambiguous: bool = False

    @property
    def status(self) -> str:
        """Return "resolved", "ambiguous", "dangling" or "out of range"."""
        if self.undefined:
            by_name = self.style in ("key", "author-year", "")
            return "dangling" if by_name else "out of range"
        return "ambiguous" if self.ambiguous else "resolved"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference that supports a claim.

    `basis` is "marker", "content" or "order"; `probability` is in [0, 1]; `level` is
    "linked", "weak", or None where it would not be shown; `quote` is the sentence of
    the work's abstract that bears on the claim.
    """

    reference: str
    basis: str
    probability: float
    level: str | None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the article and the references that support it, best first.

    `runner_up` is the likeliest of the references that are not shown, if any is near.
    """

    id: str
    text: str
    span: Span
    check_worthy: bool
    links: tuple[Link, ...] = ()
    runner_up: Link | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something in the input that the reader could not use, with its place."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One article or bibliography as it was read.

    `list_span` is where the reference list stands, the longest where there are
    several; None where none was found.
    A bibliography file has no prose: `has_prose` is False and nothing is said about
    citations or claims. `date` is when the document itself says that it was written
    or last revised; None where it does not say.

    `text` is what a reader sees, and all spans are in it. Where that is not the file as
    it stands, as of a page in HTML, `source` is the file.
    """

    path: str
    media_type: str
    text: str
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    defects: tuple[Defect, ...] = ()
    list_span: Span | None = None
    has_prose: bool = True
    date: PartialDate | None = None
    source: Source | None = None

    @property
    def file_text(self) -> str:
        """The text of the file, with its mark-up."""
        return self.source.text if self.source else self.text

    def in_file(self, span: Span) -> Span:
        """Return where `span` stands in `file_text`."""
        return self.source.places.original(span) if self.source else span

    @property
    def as_file(self) -> "Document":
        """The same document with its file as the text, and all places in that."""
        if self.source is None:
            return self
        return replace(
            self,
            text=self.source.text,
            references=tuple(
                replace(
                    r,
                    span=self.in_file(r.span),
                    field_spans={k: self.in_file(s) for k, s in r.field_spans.items()},
                )
                for r in self.references
            ),
            citations=tuple(
                replace(c, span=self.in_file(c.span)) for c in self.citations
            ),
            claims=tuple(replace(c, span=self.in_file(c.span)) for c in self.claims),
            list_span=self.in_file(self.list_span) if self.list_span else None,
            source=None,
        )

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column in the file of `offset` in the text."""
        return line_and_column(self.file_text, self.in_file(Span(offset, offset)).start)

    @property
    def listed(self) -> tuple[Reference, ...]:
        """The references of the list; those of further lists are left out."""
        place = self.list_span
        return tuple(r for r in self.references if not place or place.contains(r.span))
