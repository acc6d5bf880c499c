"""EK502: an expression of concern about the cited work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.updates import CONCERNS, RETRACTIONS, updates_of
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule


@rule("EK502", "concern-raised", Severity.WARNING, Need.WORKS)
def concern_raised(assessment: Assessment) -> Iterator[Problem]:
    """The publisher has expressed concern about the cited work.

    Why it matters: an expression of concern says that an inquiry is open: the results
    may not stand.

    What to do: read the notice and see whether the claim depends on what is in doubt.

    When it is wrong: the rule is silent once the work is retracted (EK501). Some
    concerns are settled in the authors' favour without the notice being withdrawn.
    """
    work = assessment.work
    if work is None or any(updates_of(work, RETRACTIONS)):
        return
    found = tuple(updates_of(work, CONCERNS))
    if found:
        listed = ", ".join(update.doi for update in found)
        yield Problem(
            f"an expression of concern was published about {work.item.doi}: {listed}",
            tuple(evidence(work, "updated-by", None, u.doi) for u in found),
        )
