"""EK605: a claim of benefit over a work that found none."""

from collections.abc import Iterator

from evidencekit.appraisal import Doubt, supported
from evidencekit.appraisal.findings import contrary_finding
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.proof import sentences_of
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK605", "contradicted-claim", Severity.NOTE, Need.WORKS, preview=True)
def contradicted_claim(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim says that it helps, and the abstract speaks of no significant effect.

    The rule needs the abstract of a work that a marker or a firm link ties to the
    claim. It shows the sentence with "no significant difference", "did not improve" and
    the like that has words of the claim.

    Why it matters: a negative result under a positive claim is the worst support.

    What to do: read both sentences. Many studies find one outcome changed and another
    not; say which one the claim is about.

    When it is wrong: often. The sentence may be about another outcome, another group or
    a comparison of two treatments that both help. The rule is a preview: its precision
    has not been measured.
    """
    for claim, supports in supported(document, assessments):
        for support in supports:
            sentence = contrary_finding(claim.text, support)
            if sentence is not None:
                id = support.reference.id
                yield Problem(
                    f"reference {id} reports no effect in a sentence on this subject",
                    sentences_of(claim, Doubt("", support, "abstract", sentence)),
                    span=claim.span,
                    reference=id,
                    claim=claim.id,
                )
