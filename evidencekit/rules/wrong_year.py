"""EK213: the year is not a registered one."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import wrong_value
from evidencekit.rules.registry import Need, rule


@rule("EK213", "wrong-year", Severity.WARNING, Need.WORKS)
def wrong_year(assessment: Assessment) -> Iterator[Problem]:
    """The printed year is none in which the work was registered as published.

    Why it matters: a wrong year sends a reader to the wrong volume, and changes which
    of two studies came first.

    What to do: print the year of the volume. Where the work came out online in one year
    and in print in another, either is right, and so is any year between; the
    finding then names both.

    When it is wrong: where the record lacks one of the dates, as
    records of old volumes that were digitised later sometimes do.
    """
    yield from wrong_value(assessment, "issued", "year")
