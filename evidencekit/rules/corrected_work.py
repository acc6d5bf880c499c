"""EK503: the cited work was corrected."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.changes import CORRECTIONS, GRAVE, Change, Kind
from evidencekit.match.preprints import is_preprint
from evidencekit.model import Problem, Severity, Work
from evidencekit.normalize import canonical_doi
from evidencekit.rules.proof import described, evidence, listed
from evidencekit.rules.registry import Need, rule


@rule("EK503", "corrected-work", Severity.NOTE, Need.WORKS)
def corrected_work(assessment: Assessment) -> Iterator[Problem]:
    """A correction, a new version or a reinstatement of the cited work was published.

    Why it matters: most corrections mend a name or a figure; some change the result
    that the work is cited for. A work that was retracted and reinstated stands again,
    and a reader may have heard only the first half.

    What to do: read the correction and see whether it touches the claim. The reference
    itself is right and can stay as it is.

    When it is wrong: the rule goes by what is registered; publishers that correct in
    silence do not show. It says nothing of works that were corrected in place: their
    DOI leads to the corrected text.
    """
    work, standing = assessment.work, assessment.standing
    if work is None or standing.retraction:
        return
    name = work.item.doi or described(work)
    if back := standing.reinstatement:
        story = (*standing.of(GRAVE), back)
        yield _problem(work, f"{name} was retracted and reinstated", story)
    elif any(change.kind in GRAVE for change in standing.void):
        story = tuple(c for c in standing.void if c.kind in GRAVE)
        yield _problem(work, f"the retraction of {name} was itself retracted", story)
    printed = canonical_doi(assessment.reference.item.doi or "")
    # A correction that is cited in the work's place is EK202's.
    elsewhere = [c for c in standing.changes if not c.in_place and c.doi != printed]
    if found := tuple(c for c in elsewhere if c.kind in CORRECTIONS):
        yield _problem(work, f"a correction of {name} was published", found)
    newer = tuple(c for c in elsewhere if c.kind is Kind.NEW_VERSION)
    if newer and _is_superseded(work):
        yield _problem(work, f"there is a new version of {name}", newer)


def _is_superseded(work: Work) -> bool:
    """Say whether a later version takes the work's place.

    Of a preprint, EK302 names it; of data and software, the version that was used is
    the one to cite.
    """
    return not is_preprint(work) and work.item.type not in ("dataset", "software")


def _problem(work: Work, message: str, changes: tuple[Change, ...]) -> Problem:
    proof = (evidence(work, c.field, None, c.registered) for c in changes)
    return Problem(
        f"{message}: see the {listed(changes)}",
        tuple(proof),
        notices=tuple(c.doi for c in changes if c.doi),
    )
