"""EK202: the DOI of a notice, review or part of the cited work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment, Fit
from evidencekit.match.notices import notice
from evidencekit.model import Found, Meant, Problem, Severity
from evidencekit.rules.corrections import doi_replacement
from evidencekit.rules.proof import evidence, quoted
from evidencekit.rules.registry import Need, rule


@rule("EK202", "notice-doi", Severity.ERROR, Need.WORKS)
def notice_doi(assessment: Assessment) -> Iterator[Problem]:
    """The DOI belongs to a notice, review or part of the cited work.

    Why it matters: corrections, retraction notices, expressions of concern, comments,
    replies, review reports and figures have DOIs of their own, and their titles
    repeat the work's. A reader who follows such a link finds a page that says what
    was wrong, and not the work; citation counts and retraction alerts miss the work
    as well.

    What to do: print the DOI that the finding names: it comes from the notice's own
    record. If the notice itself is meant, print its title in full ("Correction:
    …"); then this rule is silent.

    When it is wrong: where a publisher registers a work under a title
    that announces a notice, such as an essay called "Correction: …".
    """
    lookup = assessment.lookup
    if assessment.fit is not Fit.NOTICE or not isinstance(lookup, Found):
        return
    item, registered = assessment.reference.item, lookup.work
    record = notice(registered)
    if record is None:
        return
    article = "an" if record.kind[:1] in "aeiou" else "a"
    message = (
        f"{registered.item.doi} is registered as {quoted(registered.item.title)}, "
        f"{article} {record.kind} of the cited work"
    )
    if assessment.suggested_doi:
        message += f", which is {assessment.suggested_doi}"
    yield Problem(
        message,
        (
            evidence(registered, "doi", item.doi, assessment.suggested_doi),
            evidence(registered, "title", item.title, registered.item.title),
        ),
        fix=doi_replacement(assessment),
        span=assessment.reference.field_spans.get("doi"),
        suggested_doi=assessment.suggested_doi,
        meant=Meant("printed", "notice"),
    )
