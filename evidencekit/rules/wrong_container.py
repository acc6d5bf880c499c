"""EK214: the container is not the registered one."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import wrong_value
from evidencekit.rules.registry import Need, rule


@rule("EK214", "wrong-container", Severity.ERROR, Need.WORKS)
def wrong_container(assessment: Assessment) -> Iterator[Problem]:
    """The work is registered in another container than the printed one.

    Why it matters: the container is where a reader goes to look, and what many judge a
    work by. A study that is credited to another journal borrows or loses its
    standing.

    What to do: print the container's own title or its usual abbreviation.

    When it is wrong: abbreviations by ISO 4 and by MEDLINE's habits, acronyms,
    articles, "&" and parallel titles do not count. The rule is wrong where a
    journal changed its name and its old volumes were registered under the new one.
    """
    yield from wrong_value(assessment, "container_title", "container")
