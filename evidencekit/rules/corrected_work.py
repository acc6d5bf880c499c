"""EK503: the cited work was corrected."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.updates import CORRECTIONS, RETRACTIONS, updates_of
from evidencekit.model import Problem, Severity
from evidencekit.normalize import canonical_doi
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule


@rule("EK503", "corrected-work", Severity.NOTE, Need.WORKS)
def corrected_work(assessment: Assessment) -> Iterator[Problem]:
    """A correction of the cited work has been published.

    Why it matters: most corrections mend a name or a figure; some change the result
    that the work is cited for.

    What to do: read the correction and see whether it touches the claim. The reference
    itself is right and can stay as it is.

    When it is wrong: the rule goes by what is registered; publishers that correct in
    silence do not show.
    """
    work = assessment.work
    if work is None or any(updates_of(work, RETRACTIONS)):
        return
    printed = canonical_doi(assessment.reference.item.doi or "")
    # A correction that is cited in the work's place is EK202's.
    found = tuple(u for u in updates_of(work, CORRECTIONS) if u.doi != printed)
    if found:
        listed = ", ".join(update.doi for update in found)
        yield Problem(
            f"a correction of {work.item.doi} was published: {listed}",
            tuple(evidence(work, "updated-by", None, u.doi) for u in found),
        )
