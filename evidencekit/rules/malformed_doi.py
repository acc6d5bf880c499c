"""EK101: something printed as a DOI that cannot be one."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from evidencekit.match.assess import Assessment
from evidencekit.model import Evidence, Found, Problem, Reference, Severity, Span
from evidencekit.rules.registry import rule

# What says that a DOI follows, once or twice ("doi: https://doi.org/…"), in prose
# and in BibTeX.
_CLAIM = re.compile(
    r"(?:\bdoi\b[ \t]*[:=][ \t]*[{\"]?[ \t]*"
    r"|(?:https?://)?\b(?:dx\.)?doi\.org[ \t]?/[ \t]*)+",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s{}\"]+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S")
_OTHER_IDENTIFIER = re.compile(
    r"\d{4,9}|PMC\d+|(?:arxiv:?)?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE
)
_PUNCTUATION = ".,;:)]'”’"
# Signs that word processors and web pages slip into a DOI. Registered DOIs are made of
# ASCII but for a handful of old ones, none of which has these.
_SLIPS = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2010": "a typographic hyphen",
    "\u2011": "a non-breaking hyphen",
    "\u2012": "a figure dash",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2212": "a minus sign",
    "\ufeff": "a byte-order mark",
}


@rule("EK101", "malformed-doi", Severity.ERROR)
def malformed_doi(assessment: Assessment) -> Iterator[Problem]:
    """What the reference prints as its DOI does not have the form of one.

    A DOI is "10.", four to nine digits, a slash and a suffix. Found are DOIs without
    slash or suffix, with a space, with a letter for a digit, with too short a prefix,
    with a typographic dash or an invisible sign, and other identifiers after "doi:".

    Why it matters: the link that is made of it leads nowhere, and the reference cannot
    be checked by its DOI.

    What to do: copy the DOI from the article's page again, as text.

    When it is wrong: it hardly ever is. Suffixes with brackets, angle brackets or
    semicolons are valid and pass; so do DOIs that a line break cuts.
    """
    # Where a service knows the DOI, white space in it came with the text (from a PDF).
    if isinstance(assessment.lookup, Found):
        return
    reference = assessment.reference
    for claim in _CLAIM.finditer(reference.text):
        token = _TOKEN.match(reference.text, claim.end())
        if token is None:
            continue
        reason = _reason(token.group(), reference.text[token.end() :])
        if reason:
            yield _problem(reference, token.span(), *reason)


def _reason(token: str, rest: str) -> tuple[str, int] | None:
    """Return why `token` is no DOI, and how much of `rest` belongs to it; or None."""
    printed = unquote(token).rstrip(_PUNCTUATION)
    slip = next((_SLIPS[sign] for sign in printed if sign in _SLIPS), None)
    if _DOI.match(printed):
        return (f"{slip} stands in it", 0) if slip else None
    gap = re.match(r"[ \t]+[\w./()<>:;-]*\d[\w./()<>:;-]*", rest)
    if gap and re.fullmatch(r"10\.?|10\.\d{1,9}/?|10\.\d{4,9}/", token):
        joined = re.sub(r"\s", "", token + gap.group())
        if _DOI.match(joined):
            return "a space stands in it", gap.end()
    if re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/?", printed):
        # A line break may have cut it: what follows is then on the next line.
        return None if re.match(r"[ \t]*\r?\n\s*\S", rest) else ("it breaks off", 0)
    if re.match(r"10\.\d{4,9}[^\s/]+$", printed):
        return "no slash divides prefix and suffix", 0
    if re.match(r"10\.\d{1,3}/", printed):
        return "its prefix has fewer than four digits after “10.”", 0
    if re.match(r"[1lI|]?[0Oo]?[.,]\d{4,9}/\S", printed):
        return "it does not begin with “10.”", 0
    if _OTHER_IDENTIFIER.fullmatch(printed):
        return "it is another kind of identifier", 0
    return None


def _problem(
    reference: Reference, place: tuple[int, int], reason: str, more: int
) -> Problem:
    start, end = place[0], place[1] + more
    printed = reference.text[start:end].rstrip(_PUNCTUATION)
    offset = reference.span.start + start
    return Problem(
        f"“{printed}” is printed as a DOI and is none: {reason}",
        evidence=(Evidence("DOI", printed, None),),
        span=Span(offset, offset + len(printed)),
    )
