"""EK610: a claim about some people over a study of others."""

from collections.abc import Iterator

from evidencekit.appraisal.populations import other_population
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.proof import doubted
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK610", "other-population", Severity.NOTE, Need.CLAIMS)
def other_population_studied(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim speaks of some people, and its support looked at others.

    The claim says "in women" and all its studies say "in men", in their titles or in
    the sentence of the abstract that counts who took part; the same for children and
    adults. Or it says "in patients", "in women" and the like over studies of animals or
    cells, in words that hedge (EK603 has those that state a fact). Only what a marker
    or a firm link ties to the claim counts, and only where the claim rests on nothing
    else; where a sentence or a title speaks of both groups, nothing is said.

    Why it matters: what holds in men need not hold in women, nor what holds in mice in
    either.

    What to do: name those who were studied, or cite a study of those who are meant.

    When it is wrong: the group in the claim is not the one the statement is about. None
    of 109 articles has a case, so that claims were put beside titles of the other
    group, and it was judged whether both are about the group that was read.
    """
    yield from doubted(document, assessments, other_population)
