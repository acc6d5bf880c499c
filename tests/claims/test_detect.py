"""What is a checkable fact, and what is advice, opinion or page furniture."""

import pytest

from evidencekit.claims.detect import check_worthy, worthiness


@pytest.mark.parametrize(
    "sentence",
    [
        "Research shows that walking lowers blood pressure.",
        "People who smoke have a higher risk of stroke.",
        "A meta-analysis found that yoga reduces anxiety in adults.",
        "Magnesium deficiency is associated with migraine.",
        "About 30% of adults sleep less than six hours a night.",
        "Exercise increases the growth of new nerve cells.",
        "Vitamin D helps prevent fractures in older women.",
        "Caffeine can delay the onset of sleep by an hour, a trial showed.",
        "Poor sleep contributes to weight gain.",
        "Gum disease has been linked to diabetes.",
        "Loneliness is a risk factor for heart disease.",
        "Higher fibre intake is associated with lower cholesterol.",
    ],
)
def test_facts_are_worth_a_check(sentence: str) -> None:
    assert check_worthy(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Talk to your doctor before you start.",
        "Are you getting enough sleep?",
        "Medically reviewed by Ana Perez, MD",
        "Ana Perez is a health writer and editor based in Lisbon.",
        "Updated on May 4, 2023",
        "Keep your bedroom cool and dark.",
        "You are not alone in this.",
        "Learn more about our editorial process.",
        "How To Sleep Better At Night",
        "## Coping with the feelings",
        "Here are a few ways to begin.",
        "I think this is the best way to start the day.",
        "Thanks for reading!",
        "",
    ],
)
def test_advice_and_furniture_are_not(sentence: str) -> None:
    assert not check_worthy(sentence)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a " * 500_000, "你好。" * 300])
def test_any_text_gets_a_probability(text: str) -> None:
    assert 0.0 <= worthiness(text) <= 1.0
