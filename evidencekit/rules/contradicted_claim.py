"""EK605: a claim of benefit over a work that found none."""

from collections.abc import Iterator

from evidencekit.appraisal import Doubt, supported
from evidencekit.appraisal.direction import contradiction
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.proof import sentences_of
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK605", "contradicted-claim", Severity.NOTE, Need.WORKS)
def contradicted_claim(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim says that something has an effect, and its work reports none.

    The rule needs the abstract of a work that a marker or a firm link ties to the
    claim. It names the work where a sentence of the abstract says "no significant
    difference", "did not improve", "is not associated with" and the like of the outcome
    that the claim names, of what the claim says brings it about, and in its direction,
    and where no other sentence reports that this outcome did change. What is said of
    the groups before the trial, of harms, or of two treatments beside each other where
    nobody went without, does not count.

    Why it matters: a negative result under a positive claim is the worst support.

    What to do: read both sentences. Take the claim back, say what the study did find,
    or cite the work that found the effect.

    When it is wrong: the abstract found an effect in some people and says so in other
    words, or the sentence is about another outcome with the same name.
    """
    for claim, supports in supported(document, assessments):
        for support in supports:
            found = contradiction(claim.text, support.title, support.abstract)
            if found is not None:
                id = support.reference.id
                yield Problem(
                    f"the claim states an effect; the abstract of reference {id} "
                    f"reports none: read both sentences",
                    sentences_of(claim, Doubt("", support, "abstract", found)),
                    span=claim.span,
                    reference=id,
                    claim=claim.id,
                )
