"""EK107: something printed as an ISBN that cannot be one."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Evidence, Problem, Severity, Span
from evidencekit.rules.registry import rule

# What says that an ISBN follows, in prose and in BibTeX.
_CLAIM = re.compile(
    r"\bISBN(?:[-\s]?1[03](?!\d))?(?:\s?\([^()]{1,30}\))?"
    r"\s{0,20}[:.=]?\s{0,20}[{\"]?\s?",
    re.IGNORECASE,
)
# One number after the other, each in one piece or in groups.
_JOINT = "[-\u2010-\u2015 ]"
_NUMBER = re.compile(rf"\d(?:{_JOINT}?\d){{7,20}}(?:{_JOINT}?[Xx])?(?!\w)")
_BETWEEN = re.compile(
    r"\s?(?:\([^()]{1,30}\))?\s?(?:[,;/]|and|&)\s{0,2}", re.IGNORECASE
)
_CHECK = "its check digit does not fit the others"
_GOES_ON = re.compile("[-\u00ad]|\\s*\\n\\s*[\\dXx-]")


@rule("EK107", "malformed-isbn", Severity.WARNING)
def malformed_isbn(assessment: Assessment) -> Iterator[Problem]:
    """What the reference prints as its ISBN does not have the form of one.

    The last digit of an ISBN is made of the others, so that a digit that is wrong or
    two that have changed places show. An ISBN has 13 digits, the first of them 978 or
    979, or 10 before 2007, the last of which may be an X.

    Why it matters: no catalogue or bookshop finds the book by it.

    What to do: copy the number from the book's own page again.

    When it is wrong: some publishers have printed a wrong number in the book itself,
    and catalogues have kept it. Numbers that a line break cuts, ISSNs, and SBNs of nine
    digits are passed over.
    """
    reference = assessment.reference
    for printed, start in _isbns(reference.text):
        reason = _reason(printed)
        if reason:
            offset = reference.span.start + start
            yield Problem(
                f"“{printed}” is printed as an ISBN and is none: {reason}",
                evidence=(Evidence("ISBN", printed, None),),
                span=Span(offset, offset + len(printed)),
            )


def _isbns(text: str) -> Iterator[tuple[str, int]]:
    """Yield each number that is printed as an ISBN, and where."""
    for claim in _CLAIM.finditer(text):
        place = claim.end()
        while (number := _NUMBER.match(text, place)) is not None:
            printed = _whole(number.group())
            if printed is None or _GOES_ON.match(text, number.end()):
                break
            yield printed, number.start()
            between = _BETWEEN.match(text, number.start() + len(printed))
            if between is None:
                break
            place = between.end()


def _whole(number: str) -> str | None:
    """Return the ISBN that a run of digits begins with; None where it is unclear.

    A space may part the groups of one ISBN, or the ISBN from what follows.
    """
    groups = number.split(" ")
    heads = [" ".join(groups[:count]) for count in range(1, len(groups) + 1)]
    for head in heads:
        if len(_bare(head)) in (10, 13) and _reason(head) is None:
            return head
    return heads[0] if len(heads) == 1 or len(_bare(heads[0])) == 13 else None


def _reason(printed: str) -> str | None:
    """Return why `printed` is no ISBN; None where it is one, or another number."""
    digits = _bare(printed)
    match len(digits):
        case 10:
            weights = range(10, 0, -1)
            total = sum(w * _value(d) for w, d in zip(weights, digits, strict=True))
            return None if total % 11 == 0 else _CHECK
        case 13 if not digits.isdigit():
            return "an X can only end one of ten digits"
        case 13 if not digits.startswith(("978", "979")):
            return "one of 13 digits begins with 978 or 979"
        case 13:
            total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits))
            return None if total % 10 == 0 else _CHECK
        case 11 | 12 | 14:
            return f"it has {len(digits)} digits, not 10 or 13"
        case _:
            return None


def _bare(printed: str) -> str:
    return re.sub(_JOINT, "", printed)


def _value(digit: str) -> int:
    return 10 if digit in "Xx" else int(digit)
