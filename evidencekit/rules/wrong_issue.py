"""EK216: the issue is not the registered one."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import wrong_value
from evidencekit.rules.registry import Need, rule


@rule("EK216", "wrong-issue", Severity.WARNING, Need.WORKS)
def wrong_issue(assessment: Assessment) -> Iterator[Problem]:
    """The work is registered in another issue than the printed one.

    Why it matters: where each issue counts its pages from 1, a wrong issue leads to
    another article.

    What to do: print the registered issue, or leave it out where pages run through the
    volume.

    When it is wrong: supplements ("Suppl 1", "S1"), double issues ("3-4") and months do
    not count. The rule is wrong where the record holds a publisher's internal
    number.
    """
    yield from wrong_value(assessment, "issue", "issue")
