"""EK215: the volume is not the registered one."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import wrong_value
from evidencekit.rules.registry import Need, rule


@rule("EK215", "wrong-volume", Severity.WARNING, Need.WORKS)
def wrong_volume(assessment: Assessment) -> Iterator[Problem]:
    """The work is registered in another volume than the printed one.

    Why it matters: a reader who looks for the page in the printed volume finds
    something else, and link resolvers that go by volume and page fail.

    What to do: print the registered volume.

    When it is wrong: roman numerals and supplements ("11 Suppl 2") are understood;
    volume 0 is EK105's. The rule is wrong where a journal counts its volumes twice,
    as some do in a new series.
    """
    yield from wrong_value(assessment, "volume", "volume")
