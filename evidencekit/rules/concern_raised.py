"""EK502: an expression of concern about the cited work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.changes import CORRECTIONS, order
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import described, evidence, listed
from evidencekit.rules.registry import Need, rule


@rule("EK502", "concern-raised", Severity.WARNING, Need.WORKS)
def concern_raised(assessment: Assessment) -> Iterator[Problem]:
    """The publisher has expressed concern about the cited work.

    Why it matters: an expression of concern says that an inquiry is open: the results
    may not stand.

    What to do: read the notice, and the correction if the finding says that one
    followed, and see whether the claim depends on what is in doubt.

    When it is wrong: the rule is silent once the work is retracted (EK501) or
    reinstated. Some concerns are settled in the authors' favour without the notice
    being withdrawn.
    """
    work, concerns = assessment.work, assessment.standing.concerns
    if work is None or not concerns:
        return
    corrections = assessment.standing.of(CORRECTIONS)
    followed = [c for c in corrections if order(c, concerns[-1]) == "after"]
    message = (
        f"there is an expression of concern about {work.item.doi or described(work)}: "
        f"see the {listed(concerns)}"
    )
    if followed:
        message += f"; a correction followed: {followed[-1]}"
    proof = (evidence(work, c.field, None, c.registered) for c in concerns)
    yield Problem(message, tuple(proof))
