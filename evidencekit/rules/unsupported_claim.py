"""EK601: a claim that no listed reference matches."""

from collections.abc import Iterator

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.claims.priority import to_check_first
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK601", "unsupported-claim", Severity.NOTE, Need.CLAIMS, preview=True)
def unsupported_claim(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The article states something to be checked, and no listed reference matches it.

    The rule speaks of claims with a number, cause and effect, a superlative or health
    advice, the most telling first, only where the article lists references, and only
    where none of them is even near: the likeliest has a chance of less than .05.

    Why it matters: a reader cannot tell where the statement comes from.

    What to do: cite what it rests on, or say it less firmly.

    When it is wrong: the reference is there, but its title says it in other words; or
    the sentence goes on with a claim that has been supported before. That no listed
    reference matches does not mean that there is no evidence. Of 713 claims that it
    names in 26 full articles without their markers, 45 do cite something. It is a
    preview because a page of ordinary length has a dozen of them.
    """
    if not document.has_prose or not document.references:
        return
    unmatched = without_reference(document.claims)
    for claim, reasons in to_check_first(document.claims):
        nearest = claim.runner_up
        near = f"; the nearest is {nearest.reference}" if nearest else ""
        yield Problem(
            f"{unmatched} ({', '.join(reasons)}){near}",
            claim=claim.id,
        )
