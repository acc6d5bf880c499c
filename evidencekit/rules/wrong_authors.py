"""EK212: authors who are not the registered ones."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Difference
from evidencekit.model import Problem, Severity
from evidencekit.rules.proof import evidence, wrong_fields
from evidencekit.rules.registry import Need, rule


@rule("EK212", "wrong-authors", Severity.ERROR, Need.WORKS)
def wrong_authors(assessment: Assessment) -> Iterator[Problem]:
    """An author is printed wrongly, left out, or does not belong to the work.

    Why it matters: authors are how readers recognise a work and how it is indexed; the
    first one above all. A name that does not belong there credits someone else.

    What to do: compare with the work's own page and print its names in its order. A
    list that is meant to be short ends in "et al."

    When it is wrong: initials, particles, accents, hyphens, compound surnames and names
    in reverse order do not count, and neither do study groups. The rule is wrong
    where the record lists only some of the authors or misspells one.
    """
    work = assessment.work
    if work is None:
        return
    for difference in wrong_fields(assessment, "author"):
        yield Problem(
            _message(difference),
            (evidence(work, "author", difference.printed, difference.registered),),
            span=assessment.reference.field_spans.get("author"),
            confidence=assessment.reference.confidences.get("author", 1.0),
        )


def _message(difference: Difference) -> str:
    printed, registered = difference.printed, difference.registered
    match difference.kind:
        case "first-author":
            return f"{registered} is registered as first author, not {printed}"
        case "dropped-author":
            return f"{registered} is registered as an author and not printed"
        case "added-author":
            return f"{printed} is printed as an author and not registered as one"
        case _:
            return f"{printed} is printed where {registered} is registered as author"
