"""EK217: the pages are not the registered ones."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import wrong_value
from evidencekit.rules.registry import Need, rule


@rule("EK217", "wrong-pages", Severity.WARNING, Need.WORKS)
def wrong_pages(assessment: Assessment) -> Iterator[Problem]:
    """The work is registered on other pages than the printed ones.

    Why it matters: the first page is how a reader finds the work in a volume, and the
    article number is how to find it where there are no pages.

    What to do: print the registered pages or article number.

    When it is wrong: shortened last pages ("580-91"), leading zeros and the "e" of
    e-locators do not count, and neither do the page numbers of a PDF ("1-12")
    beside an article number. The rule is wrong where the record holds the pages of
    a preliminary version.
    """
    yield from wrong_value(assessment, "page", "page")
