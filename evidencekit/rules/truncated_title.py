"""EK303: the subtitle is not printed."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Fit
from evidencekit.model import Problem, Severity
from evidencekit.normalize import plain
from evidencekit.rules.proof import evidence, quoted
from evidencekit.rules.registry import Need, rule

_SAID = {
    "dropped-subtitle": "goes on",
    "added-subtitle": "ends before the printed subtitle",
}


@rule("EK303", "truncated-title", Severity.NOTE, Need.WORKS)
def truncated_title(assessment: Assessment) -> Iterator[Problem]:
    """The printed title stops before the registered subtitle, or goes on after it.

    Why it matters: a subtitle often names the kind of study ("A Clinical Case Study"),
    which tells the reader how much the work can support.

    What to do: print the title as it stands on the work's own page.

    When it is wrong: many styles and databases leave subtitles out, and so do many
    records, so that this is only a note.
    """
    work = assessment.work
    if work is None or assessment.fit is Fit.OTHER:
        return
    for difference in assessment.differences:
        if difference.kind in _SAID:
            registered = plain(difference.registered or "")
            yield Problem(
                f"the title {_SAID[difference.kind]}: registered is "
                f"{quoted(registered)}",
                (evidence(work, "title", difference.printed, registered),),
                span=assessment.reference.field_spans.get("title"),
            )
