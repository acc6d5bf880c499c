"""How firmly a sentence speaks."""

import pytest

from evidencekit.appraisal.wording import causal, plural, synthesis


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Regular walks reduce anxiety.", "reduce"),
        ("Alcohol causes liver disease.", "causes"),
        ("Stretching helps to relieve back pain.", "helps to relieve"),
        ("Light therapy is an effective treatment for depression.", "is an effective"),
        (
            "Massage has been shown to help reduce pain.",
            "has been shown to help reduce",
        ),
        ("Poor sleep leads to weight gain.", "leads to"),
    ],
)
def test_an_effect_stated_as_a_fact(sentence: str, said: str) -> None:
    assert causal(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "Regular walks may reduce anxiety.",
        "Regular walks are associated with less anxiety.",
        "Regular walks do not reduce anxiety.",
        "Walks reduced anxiety in the treated group.",
        "In a trial of 90 adults, walks reduce anxiety.",
        "Mora reported that walks reduce anxiety.",
        "The causes of depression are many.",
        "Rates of diabetes were lower than in men.",
        "The risk increases with age.",
        "Drought reduces yields and the health of plants.",
        "The new press reduces noise.",
    ],
)
def test_what_is_hedged_told_of_a_study_or_no_effect(sentence: str) -> None:
    assert causal(sentence) is None


def test_more_than_one_study() -> None:
    assert plural("Several studies have shown that tea helps.") == (
        "Several studies have shown"
    )
    assert plural("Research shows that tea helps.") == "Research shows"
    assert plural("Evidence shows that tea helps.") is None
    assert plural("A study showed that tea helps.") is None
    assert plural("A meta-analysis of 18 studies showed that tea helps.") is None
    assert synthesis("A meta-analysis of 18 studies showed it.") == "meta-analysis"
