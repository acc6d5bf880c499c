"""EK304: fields that are registered and not printed."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Difference, Fit
from evidencekit.match.preprints import is_preprint
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule

_NOUNS = {
    "author": "author",
    "issued": "year",
    "container_title": "container",
    "volume": "volume",
    "page": "page or article number",
}


@rule("EK304", "missing-field", Severity.NOTE, Need.WORKS)
def missing_field(assessment: Assessment) -> Iterator[Problem]:
    """The reference leaves out a field that is registered for the work.

    Why it matters: year, container, volume and page are how a reader finds a work whose
    link has broken.

    What to do: add the registered values, which the finding gives.

    When it is wrong: issues are not asked for, as most styles leave them out. The rule
    is wrong where a style leaves out more.
    """
    work = assessment.work
    if work is None or assessment.fit is Fit.OTHER or is_preprint(work):
        return
    missing = [
        difference
        for difference in assessment.differences
        if difference.kind == "missing" and difference.field in _NOUNS
    ]
    if not missing:
        return
    listed = ", ".join(_said(difference) for difference in missing)
    yield Problem(
        f"not printed, but registered: {listed}",
        tuple(evidence(work, d.field, None, d.registered) for d in missing),
    )


def _said(difference: Difference) -> str:
    return f"{_NOUNS[difference.field]} {difference.registered}"
