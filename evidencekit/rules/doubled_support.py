"""EK606: a claim that counts one work twice."""

from collections.abc import Iterator

from evidencekit.appraisal import supported
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Evidence, Problem, Severity
from evidencekit.rules.duplicate_reference import twins
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK606", "doubled-support", Severity.NOTE, Need.CLAIMS)
def doubled_support(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A claim rests on two entries of the list that are one work.

    The entries are those that EK401 (duplicate-reference) names; this rule says which
    claim seems to have more support than it has. Only what a marker or a firm link ties
    to the claim counts.

    Why it matters: two numbers behind a sentence read as two studies that agree.

    What to do: keep one of the two entries, and see whether the claim needs another.

    When it is wrong: where EK401 is, for parts of one work under one title.
    """
    earlier = {r.id: twin.id for r, twin in twins(document.references, assessments)}
    for claim, supports in supported(document, assessments):
        titles = {s.reference.id: s.reference.item.title for s in supports}
        for id, title in titles.items():
            twin = earlier.get(id)
            if twin in titles:
                yield Problem(
                    f"references {twin} and {id} behind this claim are the same work: "
                    "keep one",
                    (
                        Evidence("claim", claim.text, None),
                        Evidence("title", title, None),
                    ),
                    span=claim.span,
                    reference=id,
                    claim=claim.id,
                )
