"""BibTeX and biblatex files: each entry a reference, each loss a defect."""

import re

from evidencekit.model import Defect, Document, Reference, Span
from evidencekit.readers.bibtex_entries import Entry, bibliography
from evidencekit.readers.bibtex_item import described
from evidencekit.readers.bibtex_values import Filler
from evidencekit.readers.suppressions import Comment, bibtex_comments, suppressions

_ENTRY = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(][^\n]*,\s*$", re.MULTILINE)


def looks_like(text: str) -> bool:
    """Say whether `text` begins an entry within its first lines."""
    return bool(_ENTRY.search(text[:20_000]))


def read(name: str, text: str) -> Document:
    """Return the bibliography in `text`, its entries in the order of the file."""
    found = bibliography(text)
    filler = Filler(found)
    references: list[Reference] = []
    defects = list(found.defects)
    for entry in found.entries:
        reference, odd = _reference(text, entry, filler)
        references.append(reference)
        defects += odd
    if not found.entries and not defects:
        defects.append(Defect("there is no BibTeX entry in this file", Span(0, 0)))
    spans = [reference.span for reference in references]
    return Document(
        name,
        "text/x-bibtex",
        text,
        tuple(references),
        suppressions=suppressions(
            text, bibtex_comments(text), lambda comment: _scope(comment, spans)
        ),
        defects=tuple(sorted(defects, key=lambda defect: defect.span)),
        has_prose=False,
    )


def _reference(
    text: str, entry: Entry, filler: Filler
) -> tuple[Reference, list[Defect]]:
    filled = filler.filled(entry)
    description = described(entry.kind, {**filled.inherited, **filled.own})
    places = {
        ours: span
        for ours, span in description.field_spans.items()
        if entry.span.contains(span)
    }
    reference = Reference(
        entry.key, entry.span.of(text), entry.span, description.item, field_spans=places
    )
    oddities = [
        Defect(f"{entry.key}: {message}", span)
        for message, span in description.oddities
        if entry.span.contains(span)
    ]
    return reference, [*filled.defects, *oddities]


def _scope(comment: Comment, spans: list[Span]) -> Span:
    """Return the entry that the comment stands in, else the one after it."""
    for span in spans:
        if span.end > comment.span.start:
            return Span(min(comment.span.start, span.start), span.end)
    return comment.span
