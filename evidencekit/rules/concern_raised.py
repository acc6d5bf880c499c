"""EK502: an expression of concern about the cited work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.changes import CORRECTIONS, order
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.proof import against, described, evidence, listed
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK502", "concern-raised", Severity.WARNING, Need.WORKS)
def concern_raised(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The publisher has expressed concern about the cited work.

    Why it matters: an expression of concern says that an inquiry is open: the results
    may not stand.

    What to do: read the notice, and the correction if the finding says that one
    followed, and see whether the claim depends on what is in doubt. Where the article
    states its date, the finding says whether it is older than the notice.

    When it is wrong: the rule is silent once the work is retracted (EK501) or
    reinstated. Some concerns are settled in the authors' favour without the notice
    being withdrawn.
    """
    for assessment in assessments:
        work, concerns = assessment.work, assessment.standing.concerns
        if work is None or not concerns:
            continue
        corrections = assessment.standing.of(CORRECTIONS)
        followed = [c for c in corrections if order(c, concerns[-1]) == "after"]
        yield Problem(
            "there is an expression of concern about "
            f"{work.item.doi or described(work)}: see the {listed(concerns)}"
            + (f"; a correction followed: {followed[-1]}" if followed else "")
            + against(document.date, concerns[-1]),
            tuple(evidence(work, c.field, None, c.registered) for c in concerns),
            reference=assessment.reference.id,
            notices=tuple(c.doi for c in concerns if c.doi),
        )
