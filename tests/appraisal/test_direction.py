"""A claim against the abstract of the work that it rests on."""

from collections import Counter

from bench.directions import cases
from evidencekit.appraisal.direction import claims_benefit, contradiction

TITLE = "Green tea and sleep in office workers: a randomised trial"
NULL = "Green tea had no significant effect on sleep compared with placebo."


def test_the_sentence_that_found_none_is_given_as_registered() -> None:
    abstract = f"We asked 90 adults. {NULL} Adverse events were rare."

    assert contradiction("Green tea improves sleep.", TITLE, abstract) == NULL
    assert contradiction("Green tea helps you sleep.", TITLE, abstract) == NULL


def test_a_claim_that_rests_on_nothing_or_speaks_of_no_effect_is_let_go() -> None:
    assert contradiction("Green tea improves sleep.", TITLE, "") is None
    assert contradiction("Green tea comes from China.", TITLE, NULL) is None
    assert contradiction("Green tea may not improve sleep.", TITLE, NULL) is None


def test_what_states_a_benefit() -> None:
    assert claims_benefit("Tea lowers blood pressure.")
    assert claims_benefit("Walking helps to prevent falls in old age.")
    assert not claims_benefit("Rates are lower in women than in men.")
    assert not claims_benefit("The intention-to-treat population had 90 adults.")


def test_of_the_claims_that_were_written_for_it_most_are_told_rightly() -> None:
    told = Counter(
        (case.denied, bool(contradiction(case.claim, case.title, case.abstract)))
        for case in cases()
    )

    assert told[False, True] <= 2
    assert told[True, True] >= 34
    assert told.total() == 100
