"""The forms that one printed name has: "Doe J", "J. A. Doe", initials, suffixes."""

import re

# One printed initial: "J.", "Ch.", "J", or some together: "JE", "J.-P."
_INITIAL = (
    r"(?:[^\W\d_]\.|[A-Z][a-z]{1,2}\."
    r"|[A-ZÀ-ÖØ-Þ]{1,4}(?![^\W_]|\.\s?[^\W\d_])|[A-Z](?:Mc|Mac)[A-Z]\b)"
)
# Only one way to read each gap, or long lists would take exponential time.
_JOINT = r"(?:\s?[-‐‑–]\s?|\s?)"
_INITIALS_THEN = (
    rf"{_INITIAL}(?:{_JOINT}{_INITIAL}|-[a-z]\.?)*(?:\.?\s[a-z](?![^\W_]))?\.?"
)
_TAIL_PARTICLE = (
    r"(?:\s(?:d[aeo]s?|del|della|di|van|von|vom|der|den|de\sla|ter|le|la|e|y|af|zu))"
)
SUFFIX = re.compile(
    r"(?i)(?:jr|sr|jnr|junior|júnior|filho|neto|sobrinho|2nd|3rd|4th|i{2,3}|iv)\.?\Z"
)
_ONLY_INITIALS = re.compile(rf"{_INITIALS_THEN}{_TAIL_PARTICLE}{{0,3}}\Z")
FAMILY_FIRST = re.compile(
    rf"(?P<family>[^\d.;]{{1,50}}?[^\s.;])\s+"
    rf"(?P<given>{_INITIALS_THEN}{_TAIL_PARTICLE}{{0,3}}(?:\s[A-Z]\.?){{0,2}}"
    rf"|[A-Z]{{1,3}}(?:d[aeo]s?[A-Z]{{1,2}}))\Z"
)
GIVEN_FIRST = re.compile(
    r"(?P<given>(?:(?:[^\W\d_]\.|[A-Z][a-z]{1,2}\.)[\s-]?){1,5}"
    r"|[A-Z]{1,3}\s|[A-Z]\.?-[A-Z]\.?\s?|[^\W\d_][^\W\d_]+(?:\s[A-Z]\.)+\s)\s?"
    r"(?P<family>(?:[^\W\d_]{1,3}['’.\s]\s?){0,3}[^\W\d_a-z][^\W\d_].*)\Z"
)


def is_initials(part: str) -> bool:
    """Say whether `part` is nothing but initials: "J. A.", "JA", "J.-P. van"."""
    return _ONLY_INITIALS.match(part) is not None
