"""EK211: words of the title are not the registered ones."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.titles import changes, title
from evidencekit.model import Problem, Severity
from evidencekit.normalize import plain
from evidencekit.rules.proof import evidence, quoted, wrong_fields
from evidencekit.rules.registry import Need, rule


@rule("EK211", "wrong-title", Severity.ERROR, Need.WORKS)
def wrong_title(assessment: Assessment) -> Iterator[Problem]:
    """Words of the printed title are not those of the registered title.

    Why it matters: one word can turn a title round ("upregulates", "downregulates"; a
    lost "not"), and a title that is half right is a sign of a reference written
    from memory. A reader who searches for it does not find the work.

    What to do: compare with the work's own page and print its title.

    When it is wrong: case, hyphens, quotation marks, accents, mark-up, Greek letters,
    British and American spelling and a missing subtitle (EK303) do not count. The
    rule is wrong where the record has a slip of its own, or a translated title that
    it does not name as such.
    """
    work = assessment.work
    if work is None:
        return
    for difference in wrong_fields(assessment, "title"):
        printed, registered = difference.printed or "", difference.registered or ""
        found = changes(title(printed), title(registered))
        if 0 < len(found) <= 2:
            said = " and ".join(
                f"{_said(c.printed)} for {_said(c.registered)}" for c in found
            )
            message = f"the title prints {said}; registered is {quoted(registered)}"
        else:
            message = f"the title is registered as {quoted(registered)}"
        yield Problem(
            message,
            (evidence(work, "title", printed, plain(registered)),),
            span=assessment.reference.field_spans.get("title"),
            confidence=assessment.reference.confidences.get("title", 1.0),
        )


def _said(words: tuple[str, ...]) -> str:
    return f"“{' '.join(words)}”" if words else "nothing"
