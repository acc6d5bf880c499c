"""The design of a study, from title, abstract and PubMed's types."""

import pytest

from evidencekit.appraisal import design
from evidencekit.appraisal.subjects import healthy, subjects


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Yoga and mood: a systematic review and meta-analysis", "systematic review 1"),
        ("Exercise and energy: a quantitative synthesis", "systematic review 1"),
        ("Walking for low mood: a randomised controlled trial", "randomised trial 2"),
        ("Breakfast and mood: a prospective cohort study", "cohort study 3"),
        ("Tea and sleep: a nonrandomized comparison", "controlled trial 3"),
        ("Salt and stroke: a case-control study", "case-control study 4"),
        ("Fish and mood: a cross-sectional study", "cross-sectional study 4"),
        ("Loss of taste after a cold: a case report", "case report 4"),
        ("Mindfulness for low mood: A Clinical Case Study", "case report 4"),
        ("Green tea slows plaques in aged mice", "laboratory study 5"),
        ("Uptake of curcumin in Caco-2 cells", "laboratory study 5"),
        ("Vitamins and mood: a narrative review", "review 5"),
        (
            "Walking for low mood: study protocol for a randomised trial",
            "protocol None",
        ),
        ("Guidelines for the care of hypertension", "guideline None"),
        ("A focus group study of night nurses", "qualitative study None"),
        ("Stretching at work: a pilot study", "pilot study None"),
    ],
)
def test_a_title_names_its_design(title: str, expected: str) -> None:
    made = design(title)

    assert made is not None
    assert f"{made.name} {made.level}" == expected


@pytest.mark.parametrize(
    "title",
    [
        "Nutritional therapies for mental disorders",
        "The PRISMA statement for reporting systematic reviews",
        "Assessing the quality of randomized controlled trials",
        "Mendelian randomization as an approach to causality",
        "Sustainable farming in the Yellow River basin: a case study",
        "Applied longitudinal analysis, 2nd ed",
        "An imaging protocol of the liver",
        "",
    ],
)
def test_a_title_that_names_none_is_left_alone(title: str) -> None:
    assert design(title) is None


def test_the_abstract_tells_where_the_title_does_not() -> None:
    abstract = (
        "Trials in other countries had been randomised. We conducted a cross-sectional "
        "survey of 900 adults. More work is needed."
    )

    made = design("Fish and mood in Nordic workers", abstract)

    assert made is not None
    assert (made.name, made.field, made.words) == (
        "cross-sectional study",
        "abstract",
        "We conducted a cross-sectional survey of 900 adults.",
    )


def test_the_type_in_pubmed_comes_before_the_abstract() -> None:
    made = design(
        "Fish and mood", "We used a cross-sectional survey.", ["Case Reports"]
    )

    assert made is not None
    assert str(made) == "case report (level 4 of 5)"


def test_what_others_did_is_not_the_works_own_design() -> None:
    assert design("Fish and mood", "Large cohorts have linked fish to mood.") is None


def test_a_pilot_and_a_trial_on_animals_say_so() -> None:
    assert str(design("A pilot randomized trial of tea")) == (
        "pilot randomised trial (level 2 of 5)"
    )
    assert str(design("A randomized trial of tea in rats")) == (
        "randomised trial on animals (level 5 of 5)"
    )


@pytest.mark.parametrize(
    ("abstract", "count"),
    [
        ("We studied 17 healthy men in a crossover design.", 17),
        ("Seven male elite skaters performed two time trials.", 7),
        ("Twenty-four patients were enrolled, 12 patients in each arm.", 24),
        ("Groups were assigned to tea (n = 20) or water (n = 18).", 38),
        ("Data on 25,738 Japanese participants were analysed.", 25_738),
        ("Two hundred and eighty-eight participants were included.", None),
        ("Depression affects 300 people in 1,000.", None),
        ("After 12 weeks, weight was measured.", None),
    ],
)
def test_the_number_of_people_is_read(abstract: str, count: int | None) -> None:
    found = subjects(abstract)

    assert (found and found.count) == count


def test_healthy_people_are_told_from_healthy_controls() -> None:
    assert healthy("Copeptin and cycling", "We studied 17 healthy men.")
    assert healthy("Rye bread in healthy adults", "")
    assert not healthy("Copeptin", "We studied 20 patients and 20 healthy volunteers.")
    assert not healthy("Seizures", "They were studied in previously healthy children.")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Tea and sleep: a cross‐sectional study", "cross-sectional study"),
        ("Tea and the quality of life of nurses: a cohort study", "cohort study"),
        ("Tea and the risk profile of adults: a randomised trial", "randomised trial"),
        ("Sleep in the north: a prospective whole-population study", "cohort study"),
        ("Is fasting safe? A chart review of events", "cohort study"),
        ("Tea in early disease: a phase I trial", "uncontrolled study"),
        ("Tea and neurons in adult mice", "laboratory study on animals"),
        ("Tea slows human colon cancer cell lines", "laboratory study on cells"),
    ],
)
def test_a_title_that_names_its_design_beside_other_words(
    title: str, said: str
) -> None:
    assert str(design(title)).split(" (level")[0] == said


def test_the_quality_of_studies_is_no_design() -> None:
    assert design("Quality of reporting of randomised trials of tea") is None


@pytest.mark.parametrize(
    ("abstract", "count"),
    [
        ("We report three pediatric cases with a rare complication.", 3),
        ("We reviewed 976 thyroid patients of one hospital.", 976),
        (
            "The intervention group (n = 80) will receive tea, the other (n = 80) not.",
            160,
        ),
        ("Traits were assessed in 314 twins at 18 months.", 314),
    ],
)
def test_the_number_of_people_is_read_in_other_words(abstract: str, count: int) -> None:
    found = subjects(abstract)

    assert found is not None
    assert found.count == count
