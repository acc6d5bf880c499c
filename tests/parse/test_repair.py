"""Punctuation overrules labels that it contradicts."""

import pytest

from evidencekit.parse import parse_reference
from evidencekit.parse.common_numbers import label_numbers
from evidencekit.parse.repair import repaired
from evidencekit.parse.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Owls. 2011;18(3):362-370.",
            {"date": "2011", "volume": "18", "issue": "3", "page": "362 370"},
        ),
        (
            "Owls. 2005 Mar 9;293(10):e1204.",
            {"date": "2005 Mar 9", "volume": "293", "issue": "10", "page": "e1204"},
        ),
        (
            "Owls, 6(suppl 1), S12-S16.",
            {"volume": "6", "issue": "suppl 1", "page": "S12 S16"},
        ),
        (
            "Owls, v. 17, n. 2, p. 45-60",
            {"volume": "17", "issue": "2", "page": "45 60"},
        ),
        (
            "Owls 13, no. 4 (April 2020): 123–45.",
            {"volume": "13", "issue": "4", "date": "2020", "page": "123 45"},
        ),
        ("Owls 119 (2006): 1224", {"volume": "119", "date": "2006", "page": "1224"}),
        ("Owls of the 18th century", {}),
    ],
)
def test_numbers_in_a_common_form(text: str, expected: dict[str, str]) -> None:
    cut = tokens(text, [])
    labels = ["other"] * len(cut.words)
    label_numbers(text, cut, labels)
    found: dict[str, str] = {}
    for word, label in zip(cut.words, labels, strict=True):
        if label != "other":
            found[label] = f"{found.get(label, '')} {word}".strip()

    assert found == expected


def parted(text: str, labels: str) -> str:
    """Return the initials of the repaired labels; `labels` are initials, too."""
    names = {
        name[0]: name
        for name in ("author", "title", "container", "other", "date", "page", "volume")
    }
    cut = tokens(text, [])
    spelt = [names[initial] for initial in labels]
    return "".join(own[0] for own in repaired(text, cut, spelt, [0.5] * len(spelt))[0])


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # the border goes back to the full stop before "The"
        ("Smith J. Wise owls. The Auk Journal 12", "aatttccv", "aattcccv"),
        # a title that went into the container is taken out again
        ("Smith J. How the owls sleep. Bird Study 12 34", "aaccccccvp", "aattttccvp"),
        # and a container that went into the title
        ("Smith J. How the owls sleep. Bird Study 12 34", "aattttttvp", "aattttccvp"),
        # a title begins with its quotation mark
        ("Lee A. and Poe B., “Owls of Asia,” Auk 12", "aattttttcv", "aaaaatttcv"),
    ],
)
def test_borders_lie_at_punctuation(text: str, before: str, after: str) -> None:
    assert parted(text, before) == after


def test_a_title_keeps_the_year_that_it_ends_with() -> None:
    text = (
        "Roe J, Doe A. Dengue fever among nurses in Lima, Peru, 2005. "
        "Rev Saude. 2010;5(2):13-19."
    )

    item = parse_reference(text).item

    assert item.title == "Dengue fever among nurses in Lima, Peru, 2005"
    assert (item.year, item.volume) == (2010, "5")


def test_the_year_beside_the_volume_is_the_year_of_issue() -> None:
    text = (
        "Roe J, Doe A, Grupo ICV 2020. Vaccine coverage: methods. "
        "Rev Saude. 2023;26:e230031."
    )

    assert parse_reference(text).item.year == 2023


def test_the_year_behind_the_authors_is_no_year_of_the_journals_name() -> None:
    text = (
        "Roe J., & Doe A. (2016). Data made in the field. "
        "Social Science & Medicine (1982), 166, 150-159."
    )

    assert parse_reference(text).item.year == 2016


@pytest.mark.parametrize(
    ("text", "container", "volume", "page"),
    [
        ("S. Yi, J. Pathogens 2022, 1 (2022).", "J. Pathogens", "2022", "1"),
        ("S. Yi and A. Khan, Lempu 2, 8 (2025).", "Lempu", "2", "8"),
        ("L. C. Cal and R. K. Umb, Literatura Autoritarismo (2016).",
         "Literatura Autoritarismo", None, None),
    ],
)  # fmt: skip
def test_what_stands_between_the_names_and_the_numbers_is_the_journal(
    text: str, container: str, volume: str | None, page: str | None
) -> None:
    item = parse_reference(text).item

    assert (item.container_title, item.volume, item.page) == (container, volume, page)
    assert container.split()[-1] not in {name.family for name in item.author}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("SCHOLTE, H.Steven u. a.: Networks trained on places explain variance. In: "
         "Journal of Vision 16 (2016), Nr. 12, S. 758.",
         "Networks trained on places explain variance"),
        ("Agha, F. et al The primary care of integrated pathway patients. Owls 12, "
         "34-36 (2022).", "The primary care of integrated pathway patients"),
    ],
)  # fmt: skip
def test_and_others_ends_the_names(text: str, title: str) -> None:
    item = parse_reference(text).item

    assert item.title == title
    assert item.et_al


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("LubVil. Vilnius University Press; 2022.", "LubVil"),
        ("LubVil (2022). (Vilnius University Press).", "LubVil"),
        ("Ministry of Health. Geneva: Owl Press; 2022.", None),
    ],
)
def test_a_word_before_its_publisher_is_a_title(text: str, title: str | None) -> None:
    assert parse_reference(text).item.title == title


def test_the_section_of_a_journal_is_no_page() -> None:
    text = "P. M. Wil et al., “Deposition on layers,” J. Mater. Chem. C, 2021."

    assert parse_reference(text).item.page is None


def test_an_escaped_ampersand_parts_names() -> None:
    text = "Abd El-Aziz, N. M. A., &amp; Gamal, Y. (2013). Owls. Auk, 13, 1-6."

    families = [name.family for name in parse_reference(text).item.author]

    assert families == ["Abd El-Aziz", "Gamal"]


def test_one_name_in_capitals_is_one() -> None:
    text = "KIM, Hunmin: Owls of the north. In: Auk 2 (2025), S. 1–9."

    assert [(n.family, n.given) for n in parse_reference(text).item.author] == [
        ("KIM", "Hunmin")
    ]


def test_an_escaped_doi_in_an_address_is_a_doi() -> None:
    text = "Lee K. Rice grows. Plant J. 2001;7:1-9. https://doi.org/10.5555%2Frice.7"

    item = parse_reference(text).item

    assert (item.doi, item.url) == ("10.5555/rice.7", None)
