"""Where a sentence reports that something made no difference, and what about."""

import pytest

from evidencekit.appraisal.null_results import Way, null_results
from evidencekit.appraisal.short_forms import short_forms, spelled_out


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("There was no significant effect of tea on sleep.", Way.ANY),
        ("We found no clear evidence of an association with stroke.", Way.ANY),
        ("No evidence was seen that those who walked improved.", None),
        ("There was no evidence that those who walked more improved.", Way.BETTER),
        ("Tea did not significantly lower blood pressure.", Way.DOWN),
        ("Tea failed to raise alertness.", Way.UP),
        ("Tea did not result in a lower weight.", Way.DOWN),
        ("We could not observe any change in weight.", Way.ANY),
        ("The reduction in pain was not statistically significant.", Way.DOWN),
        ("A non-significant increase in sleep was seen.", Way.UP),
        ("Neither tea nor coffee affected sleep.", Way.ANY),
        ("Tea had little or no effect on sleep.", Way.ANY),
        ("The data do not support the use of tea for sleep.", Way.ANY),
        ("There is no cure for the disease.", None),
        ("No studies of the effect of tea on sleep were found.", None),
        ("There were no differences in age at baseline.", None),
        ("There were no adverse effects.", None),
        ("We tested whether tea has no effect on sleep.", None),
        ("Tea not only improved sleep.", None),
        ("Tea improved sleep.", None),
    ],
)
def test_a_null_result_and_its_way(sentence: str, way: Way | None) -> None:
    assert [null.way for null in null_results(sentence)] == ([way] if way else [])


def test_the_part_of_the_sentence_that_reports_it() -> None:
    [null] = null_results("Tea improved sleep, but it did not lower blood pressure.")

    assert null.part.strip() == "it did not lower blood pressure."
    assert null.sentence == "Tea improved sleep, but it did not lower blood pressure."


def test_what_is_conceded_ends_at_the_comma() -> None:
    [null] = null_results("Although tea had no effect, tea with honey eased the cough.")

    assert null.part == "Although tea had no effect"


def test_no_difference_needs_somebody_who_went_without() -> None:
    said = "Pain did not differ between the groups."

    assert not list(null_results(f"We gave yoga or stretching. {said}"))
    assert [n.sentence for n in null_results(f"We gave yoga or placebo. {said}")] == [
        said
    ]


def test_a_word_without_end_is_read_through() -> None:
    assert short_forms("a-" * 2_400) == {}


def test_short_forms_are_those_that_the_text_introduces() -> None:
    forms = short_forms("We measured blood pressure (BP) and weight (KG) twice.")

    assert forms == {"BP": "blood pressure"}
    assert spelled_out("BP fell, BPS did not.", forms) == (
        "blood pressure fell, BPS did not."
    )
