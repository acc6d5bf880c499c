"""Fixes that rules offer: what to print in place of what is printed."""

import re
from collections.abc import Collection

from evidencekit.match.assess import Assessment, Difference
from evidencekit.model import Fix, Reference, Span
from evidencekit.normalize import canonical_doi
from evidencekit.rules import bibtex_edits
from evidencekit.rules.bibtex_edits import is_bibtex

# Kinds of differences that leave what is printed right.
NO_ERRORS = frozenset({"missing", "dropped-subtitle", "added-subtitle"})


def replacement(
    assessment: Assessment, difference: Difference, noun: str
) -> Fix | None:
    """Return the registered value as a fix for the printed one, to be judged.

    None where more than this field disagrees: then the DOI itself is in doubt.
    """
    wrong = [d for d in assessment.differences if d.kind not in NO_ERRORS]
    reference, registered = assessment.reference, difference.registered
    span = reference.field_spans.get(difference.field)
    if len(wrong) != 1 or span is None or registered is None:
        return None
    if difference.field == "issued" and not registered.isdigit():
        return None  # several years are registered: which one is meant, nobody knows
    printed = verbatim_at(reference, span, difference.printed)
    if printed is None:
        return None
    dash = _DASHES.search(printed)
    if difference.field == "page" and dash:
        registered = _dashed(registered, dash[0])
    replacement = as_printed(reference, span, registered)
    return Fix(f"Print {noun} {registered}", span, replacement)


def verbatim_at(reference: Reference, span: Span, value: str | None) -> str | None:
    """Return what stands at `span` if that is the value itself, however it is dashed.

    A BibTeX value may be a macro, or joined from pieces: nothing to be written over.
    """
    printed = _printed_at(reference, span)
    if printed is None or _dashed(printed, "-") != _dashed(value, "-"):
        return None
    return printed


_DASHES = re.compile(r"\s?[-‐‑‒–—−]+\s?")


def _dashed(text: str | None, dash: str) -> str:
    return _DASHES.sub(dash, text or "")


def doi_replacement(assessment: Assessment) -> Fix | None:
    """Return the suggested DOI as a fix for the printed one, to be judged."""
    reference, doi = assessment.reference, assessment.suggested_doi
    span = reference.field_spans.get("doi")
    if doi is None or span is None:
        return None
    printed = _printed_at(reference, span)
    # A wrapped or escaped DOI is left to the editor.
    if printed is None or canonical_doi(printed) != canonical_doi(
        reference.item.doi or ""
    ):
        return None
    start = printed.find("10.")
    if start < 0 or printed[start:].lower() != (reference.item.doi or "").lower():
        return None
    place = Span(span.start + start, span.end)
    return Fix(f"Print the DOI {doi}", place, doi)


def as_printed(reference: Reference, span: Span, text: str) -> str:
    """Return a value as the file of the reference writes it at `span`."""
    if is_bibtex(reference):
        return bibtex_edits.value(reference, span, text)
    return text


def is_doubtful(assessment: Assessment, *, besides: Collection[str] = ()) -> bool:
    """Say whether two fields or more are wrong: then the work itself is in doubt.

    Those `besides`, by their names, do not count.
    """
    wrong = {d.field for d in assessment.differences if d.kind not in NO_ERRORS}
    return len(wrong - set(besides)) >= 2


def _printed_at(reference: Reference, span: Span) -> str | None:
    if len(reference.text) != reference.span.end - reference.span.start:
        return None
    return span.shifted(-reference.span.start).of(reference.text)
