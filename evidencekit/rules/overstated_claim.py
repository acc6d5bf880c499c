"""EK603: a claim that says more than the study behind it can show."""

from collections.abc import Iterator

from evidencekit.appraisal import overstatement
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.proof import doubted
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK603", "overstated-claim", Severity.NOTE, Need.CLAIMS)
def overstated_claim(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The claim speaks more firmly than the kind of study it rests on can bear out.

    It is named where the claim's sentence and the title, the abstract or PubMed's type
    of its reference show one of these:

    - a "meta-analysis" or "systematic review" that is one trial or survey;
    - "studies show" or "research shows" over a single study;
    - an effect stated as a fact ("prevents", "improves"), without "may" and without a
      word about the study, over cohorts, surveys, case reports, protocols or pilots;
    - the same over a study of animals or cells, where the claim is about health;
    - either over one study of fewer than 32 people, or, where the claim is about an
      illness, of healthy people.

    Only what a marker or a firm link ties to the claim counts, and only where the claim
    rests on nothing else. Levels are those of the Oxford Centre for Evidence-Based
    Medicine (2011): 1 systematic review, 2 randomised trial, 3 cohort, 4 case series,
    case-control and cross-sectional studies, 5 laboratory.

    Why it matters: a reader takes a survey of a few people for a proven effect.

    What to do: read the two sentences side by side. Say it less firmly ("is linked to",
    "in mice", "in one small study"), or cite the review that bears it out.

    When it is wrong: it is evidence, not a verdict. Other studies may show the effect,
    a cohort can settle a question of harm, and a title may name a design that is not
    its own.
    """
    yield from doubted(document, assessments, overstatement)
