"""EK604: a claim that rests on a retracted work."""

import re
from collections.abc import Iterator

from evidencekit.appraisal import supported
from evidencekit.match.assess import Assessment
from evidencekit.model import Claim, Document, Problem, Severity
from evidencekit.rules.proof import against, evidence
from evidencekit.rules.registry import Need, document_rule

# The text speaks about the retraction, or about what led to it.
_TOLD = re.compile(
    r"\b(?:retract\w*|withdr[ae]w\w*|discredit\w*|debunk\w*|fraud\w*|fabricat\w*"
    r"|falsif\w*|misconduct|hoax|disproved|disproven|refuted|infamous\w*|notorious\w*)\b",
    re.IGNORECASE,
)
# A sentence or two on either side, in characters.
_AROUND = 300


@document_rule("EK604", "claim-on-retracted-work", Severity.ERROR, Need.WORKS)
def claim_on_retracted_work(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim rests on a work that was retracted, withdrawn or removed.

    The rule speaks where a marker or a firm link ties the claim to the work; EK501
    names the reference itself. A claim that has other references too is named as well,
    and the finding says so.

    Why it matters: the statement reaches the reader, not the entry in the list. If the
    work no longer stands, neither does what is said because of it.

    What to do: take the claim out, or find a work that bears it out.

    When it is wrong: the text tells of the retraction in words that the rule does not
    know. It is silent where the sentence or what stands around it says "retracted",
    "withdrawn", "fraud", "discredited" and the like, or the reference itself does.
    """
    for claim, supports in supported(document, assessments):
        if _is_told(claim, document):
            continue
        for support in supports:
            work = support.work
            change = support.assessment.standing.retraction
            if work is None or change is None or _TOLD.search(support.reference.text):
                continue
            others = len(supports) - 1
            beside = f"; {others} other reference{'s' * (others > 1)} beside it"
            yield Problem(
                f"the claim rests on reference {support.reference.id}, which "
                f"{change.kind.verb}: see the {change}{against(document.date, change)}"
                f"{beside if others else ''}",
                (evidence(work, change.field, claim.text, change.registered),),
                span=claim.span,
                reference=support.reference.id,
                claim=claim.id,
            )


def _is_told(claim: Claim, document: Document) -> bool:
    start = max(0, claim.span.start - _AROUND)
    end = claim.span.end + _AROUND
    if document.list_span is not None:
        end = min(end, max(document.list_span.start, claim.span.end))
    return bool(_TOLD.search(document.text, start, end))
