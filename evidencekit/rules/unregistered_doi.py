"""EK203: a DOI that no registration agency knows."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Evidence, NotFound, Problem, Severity
from evidencekit.rules.corrections import doi_replacement
from evidencekit.rules.registry import Need, rule


@rule("EK203", "unregistered-doi", Severity.ERROR, Need.WORKS)
def unregistered_doi(assessment: Assessment) -> Iterator[Problem]:
    """The DOI is not registered with any agency, so it leads nowhere.

    Why it matters: a reader who follows it gets an error page. A DOI that does not
    exist is either misprinted or was never looked up.

    What to do: compare it with the article's own page. Where a search or the
    publisher's numbering led to the work, the finding names its DOI.

    When it is wrong: the rule only speaks when every authority that could know the DOI
    has answered and none has it; silence of a service never counts. It can be wrong
    for a DOI that is printed before it is registered, which publishers do for some
    days.
    """
    lookup = assessment.lookup
    if not isinstance(lookup, NotFound):
        return
    printed = assessment.reference.item.doi
    message = f"{printed} is not registered with any DOI agency"
    if assessment.suggested_doi:
        message += f"; the cited work is {assessment.suggested_doi}"
    proof = Evidence(
        "DOI",
        printed,
        assessment.suggested_doi,
        lookup.service,
        lookup.url,
        lookup.retrieved,
    )
    yield Problem(
        message,
        (proof,),
        fix=doi_replacement(assessment),
        span=assessment.reference.field_spans.get("doi"),
        suggested_doi=assessment.suggested_doi,
    )
