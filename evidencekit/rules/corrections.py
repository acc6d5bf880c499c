"""Fixes that rules offer: what to print in place of what is printed."""

import re

from evidencekit.latex_text import escaped
from evidencekit.match.assess import Assessment, Difference
from evidencekit.model import Fix, Reference, Span
from evidencekit.normalize import canonical_doi

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
    printed = _printed_at(reference, span)
    if printed is None or _dashed(printed, "-") != _dashed(difference.printed, "-"):
        return None
    replacement = as_printed(reference, registered)
    dash = _DASHES.search(printed)
    if difference.field == "page" and dash:
        replacement = _dashed(replacement, dash[0])
    return Fix(f"Print {noun} {registered}", span, replacement)


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


def as_printed(reference: Reference, value: str) -> str:
    """Return a value as the file of the reference writes it."""
    return escaped(value) if reference.text.lstrip().startswith("@") else value


def _printed_at(reference: Reference, span: Span) -> str | None:
    if len(reference.text) != reference.span.end - reference.span.start:
        return None
    return span.shifted(-reference.span.start).of(reference.text)
