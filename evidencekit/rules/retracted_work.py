"""EK501: the cited work was retracted."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.updates import RETRACTIONS, updates_of
from evidencekit.model import Evidence, Problem, Severity, Work
from evidencekit.normalize import plain
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, rule

_MARKED = re.compile(r"^\W*(?:retracted|withdrawn|removed)\b[^a-z]*[:\]]", re.I)
_SAID = re.compile(r"\bretract(?:ed|ion)\b|\bwithdrawn\b", re.I)


@rule("EK501", "retracted-work", Severity.ERROR, Need.WORKS)
def retracted_work(assessment: Assessment) -> Iterator[Problem]:
    """The cited work was retracted, withdrawn or removed.

    Why it matters: a retracted work is one that its authors or publisher no longer
    stand by. A reader who is not told takes its results for sound.

    What to do: read the notice. Drop the reference unless the retraction itself is the
    subject; then say in the text that the work was retracted.

    When it is wrong: the rule goes by notices that publishers and Retraction Watch
    registered, and by the registered title. It also speaks where the reference says
    "Retracted", as the text may still rest on the work; suppress it there once that
    has been checked.
    """
    work = assessment.work
    if work is None:
        return
    found = tuple(updates_of(work, RETRACTIONS))
    said = bool(_SAID.search(assessment.reference.text))
    addition = "; the reference says so" if said else ""
    for update in found[:1]:
        by = f", registered by {update.source}" if update.source else ""
        on = f" of {update.updated}" if update.updated else ""
        kind = update.type.replace("_", " ")
        yield Problem(
            f"{work.item.doi} was retracted: see the {kind} notice "
            f"{update.doi}{on}{by}{addition}",
            tuple(evidence(work, "updated-by", None, u.doi) for u in found),
        )
    if not found and _MARKED.match(plain(work.item.title or "")):
        yield Problem(
            f"{work.item.doi} is registered as retracted, in its title{addition}",
            (_title(work, assessment),),
        )


def _title(work: Work, assessment: Assessment) -> Evidence:
    return evidence(work, "title", assessment.reference.item.title, work.item.title)
