"""EK104: a page range that ends before it begins."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.pages import pages
from evidencekit.model import Evidence, Problem, Severity
from evidencekit.rules.registry import rule

# Plain page numbers only: "052301-1" (Phys. Rev.), "52104-1" (Appl. Phys. Lett.) and
# "e12-e3" are article numbers with parts.
_RANGE = re.compile(
    r"(?:[1-9]\d{0,3}\s*(?:-{1,2}|[‐‑‒–—−])\s*\d{1,5}"
    r"|[1-9]\d{4}\s*(?:-{1,2}|[‐‑‒–—−])\s*\d{3,5})"
)

# Two numbers with little between, and neither a part of a longer row of numbers.
_PAIR = re.compile(r"(?<![\d-])(\d+)(?=\D{1,4}(\d+)(?! ?\d|-))")


@rule("EK104", "impossible-pages", Severity.WARNING)
def impossible_pages(assessment: Assessment) -> Iterator[Problem]:
    """The last page comes before the first one.

    An abbreviated last page is completed first: 580-91 means 580-591. Article numbers
    and ranges with letters are left alone.

    Why it matters: one of the two pages is wrong, mostly by a transposed or dropped
    digit, and whoever orders a copy orders the wrong pages.

    What to do: look the article up and print its pages.

    When it is wrong: some journals number the pages of each article after a dash
    ("105-1"); what looks like a range is then a single page.
    """
    reference = assessment.reference
    printed = reference.item.page
    if not printed or not _RANGE.fullmatch(printed):
        return
    if not _stands_in(reference.text, printed):
        return
    span = pages(printed)
    if span and span.last and int(span.last) < int(span.first):
        yield Problem(
            f"pages {printed}: the last page, {span.last}, comes before the first",
            evidence=(Evidence("page", printed, None),),
            span=reference.field_spans.get("page"),
        )


def _stands_in(text: str, printed: str) -> bool:
    """Say whether the pages stand in `text` as they were parsed."""
    pair = tuple(re.findall(r"\d+", printed))
    return any(found.groups() == pair for found in _PAIR.finditer(text))
