"""EK303: the subtitle is not printed."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Fit
from evidencekit.model import Problem, Severity
from evidencekit.normalize import plain
from evidencekit.rules.proof import evidence, quoted
from evidencekit.rules.registry import Need, rule


@rule("EK303", "truncated-title", Severity.NOTE, Need.WORKS)
def truncated_title(assessment: Assessment) -> Iterator[Problem]:
    """The printed title stops before the registered subtitle.

    Why it matters: a subtitle often names the kind of study ("A Clinical Case Study"),
    which tells the reader how much the work can support.

    What to do: print the whole title.

    When it is wrong: many styles and databases leave subtitles out, so that this is
    only a note.
    """
    work = assessment.work
    if work is None or assessment.fit is Fit.OTHER:
        return
    for difference in assessment.differences:
        if difference.kind == "dropped-subtitle":
            registered = plain(difference.registered or "")
            yield Problem(
                f"the title goes on: registered is {quoted(registered)}",
                (evidence(work, "title", difference.printed, registered),),
                span=assessment.reference.field_spans.get("title"),
            )
