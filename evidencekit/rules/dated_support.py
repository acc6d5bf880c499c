"""EK607: a claim about now, or about a year, whose support is older."""

from collections.abc import Iterator

from evidencekit.appraisal import Support, supported
from evidencekit.appraisal.dates import out_of_date
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Evidence, Problem, Severity
from evidencekit.rules.proof import evidence
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK607", "dated-support", Severity.NOTE, Need.CLAIMS)
def dated_support(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim speaks of today, or of a year, and its support is older than that.

    Either the claim says "recent studies", "currently", "in recent years", and all
    works behind it are ten years older than the article says that it is; or it speaks
    of a year ("as of 2019", "in 2019") in which none of them had appeared yet. Only
    what a marker or a firm link ties to the claim counts, and only where the claim
    rests on nothing else. Without a date of the article (`--date`), only the second is
    looked for.

    Why it matters: what was recent then need not hold now, and a number for a year
    cannot come from a work from before it.

    What to do: look for a newer work, or say when the statement was true.

    When it is wrong: the claim is about a date in its own words ("in 2013, a trial
    began …") and the reference stands for something else in the sentence.
    """
    written = document.date.year if document.date else None
    for claim, supports in supported(document, assessments):
        years = [s.year for s in supports if s.year is not None]
        if not years or len(years) < len(claim.links):
            continue
        newest = max(supports, key=lambda s: s.year or 0)
        among = ", the newest behind it," if len(supports) > 1 else ""
        for said, advice in out_of_date(claim.text, years, written):
            yield Problem(
                f"{said}; reference {newest.reference.id}{among} is from "
                f"{newest.year}: {advice}",
                _proof(claim.text, newest),
                span=claim.span,
                reference=newest.reference.id,
                claim=claim.id,
            )


def _proof(claim: str, support: Support) -> tuple[Evidence, ...]:
    """Return the claim beside the year, as registered or else as printed."""
    work, year = support.work, str(support.year)
    if work is not None and work.item.year == support.year:
        return (evidence(work, "issued", claim, year),)
    return Evidence("claim", claim, None), Evidence("issued", year, None)
