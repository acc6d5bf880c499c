"""Patents, reports, software, books and newspapers are what they are printed as."""

import pytest

from evidencekit.model import Name, PartialDate
from evidencekit.parse import parse_reference
from evidencekit.parse.editions import edition


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "Rosen L, Chen M, inventors; Umbra Inc., assignee. Portable inhaler with "
            "dose counter. United States patent US 8,765,432. 2014 Jul 1.",
            "US 8,765,432",
        ),
        (
            "Rosen, L. & Chen, M. Portable inhaler with dose counter. US patent "
            "8,765,432 (2014).",
            "8,765,432",
        ),
        (
            "Rosen, L., & Chen, M. (2014). Portable inhaler with dose counter (U.S. "
            "Patent No. 8,765,432).",
            "8,765,432",
        ),
        (
            "L. Rosen and M. Chen, “Portable inhaler with dose counter,” U.S. Patent "
            "8 765 432, Jul. 1, 2014.",
            "8 765 432",
        ),
        (
            "Rosen L, Chen M. Portable inhaler with dose counter. EP 1234567 B1. 2011.",
            "EP 1234567 B1",
        ),
        (
            "US Patent 7,123,456 B2. Rosen L, Chen M, inventors; Umbra Inc., assignee. "
            "Portable inhaler with dose counter. Oct 17, 2006.",
            "7,123,456 B2",
        ),
    ],
)
def test_a_patent_has_a_number_and_no_volume(text: str, number: str) -> None:
    item = parse_reference(text).item

    assert (item.type, item.number) == ("patent", number)
    assert item.title == "Portable inhaler with dose counter"
    assert [name.family for name in item.author] == ["Rosen", "Chen"]
    assert (item.volume, item.issue, item.page) == (None, None, None)


def test_the_number_of_a_report_is_no_part_of_its_title() -> None:
    text = (
        "Department of Health. (2011). Start active, stay active: A report on physical "
        "activity (Report No. 16306). https://example.org/report.pdf"
    )
    reference = parse_reference(text)
    item = reference.item

    assert (item.type, item.number) == ("report", "16306")
    assert item.title == "Start active, stay active: A report on physical activity"
    span = reference.field_spans["number"]
    assert text[span.start : span.end] == "16306"


def test_a_package_has_a_version_and_no_pages() -> None:
    item = parse_reference(
        "Pinheiro J, Bates D, DebRoy S. nlme: Linear and Nonlinear Mixed Effects "
        "Models. R package version 3.1-152; 2021. https://CRAN.R-project.org/package=nlme"
    ).item

    assert (item.type, item.version) == ("software", "3.1-152")
    assert item.title == "nlme: Linear and Nonlinear Mixed Effects Models"
    assert (item.container_title, item.page) == (None, None)


def test_an_organisation_is_parted_from_its_report() -> None:
    item = parse_reference(
        "Organización Mundial de la Salud. Depresión. Ginebra: OMS; 2020."
    ).item

    assert item.author == (Name(literal="Organización Mundial de la Salud"),)
    assert item.title == "Depresión"


def test_no_title_is_among_the_authors() -> None:
    item = parse_reference(
        "Reback J, McKinney W, et al. pandas (version 1.0.3). Zenodo; 2020."
    ).item

    assert item.title == "pandas"
    assert [name.family for name in item.author] == ["Reback", "McKinney"]


@pytest.mark.parametrize(
    "text",
    [
        "Malhi GS, Mann JJ. Depression. Lancet. 2018;392(10161):2299-2312.",
        "Malhi, G. S., Mann, J. J. Depression. The Lancet. 2018;392(10161):2299–2312.",
    ],
)
def test_a_title_of_a_word_is_no_name(text: str) -> None:
    item = parse_reference(text).item

    assert item.title == "Depression"
    assert [name.family for name in item.author] == ["Malhi", "Mann"]


def test_names_with_initials_first_hold_no_title() -> None:
    item = parse_reference(
        "A. Heeger, B. Sariciftci, and C. Namdas. Nature 3, 1–9."
    ).item

    assert item.title is None
    assert [name.family for name in item.author] == ["Heeger", "Sariciftci", "Namdas"]


def test_a_page_that_nobody_signed_has_a_title_and_no_author() -> None:
    item = parse_reference(
        "Depression. National Institute of Mental Health. Revised February 2018. "
        "Accessed October 2, 2022. https://www.nimh.nih.gov/health/topics/depression"
    ).item

    assert (item.title, item.author) == ("Depression", ())
    assert item.container_title == "National Institute of Mental Health"


@pytest.mark.parametrize(
    "name",
    ["GBD 2019 Mental Disorders Collaborators", "Look AHEAD Research Group"],
)
def test_a_collective_is_an_author_whatever_it_is_called(name: str) -> None:
    item = parse_reference(
        f"{name}. Global burden of 12 mental disorders. Lancet Psychiatry. "
        "2022;9(2):137-150."
    ).item

    assert item.author == (Name(literal=name),)
    assert item.title == "Global burden of 12 mental disorders"
    assert item.issued == PartialDate(2022)


def test_a_title_that_ends_in_a_group_is_no_collective() -> None:
    item = parse_reference(
        "Effects of exercise in a small group. Lancet. 2001;3(2):4-5."
    ).item

    assert item.author == ()


def test_the_day_of_access_is_not_the_date_of_the_page() -> None:
    item = parse_reference(
        "National Institute of Mental Health. Major depression. "
        "https://www.nimh.nih.gov/health/statistics/major-depression. Accessed May 3, "
        "2021."
    ).item

    assert (item.issued, item.accessed) == (None, PartialDate(2021, 5, 3))


def test_a_newspaper_is_a_container() -> None:
    item = parse_reference(
        "Hoffman J. Why Sleep Matters. The Washington Post. 2020 Jan 5; Sect. A:3."
    ).item

    assert (item.type, item.container_title) == (
        "article-newspaper",
        "The Washington Post",
    )


def test_a_server_of_preprints_is_no_title() -> None:
    item = parse_reference(
        "Lin, Y. et al. bioRxiv https://doi.org/10.1101/2020.03.01.972935 (2020)."
    ).item

    assert (item.type, item.title, item.container_title) == ("article", None, "bioRxiv")


def test_a_publisher_follows_its_place() -> None:
    item = parse_reference(
        "van der Kolk BA. The Body Keeps the Score. New York, NY: Viking; 2014:45-60."
    ).item

    assert (item.type, item.publisher_place, item.publisher) == (
        "book",
        "New York, NY",
        "Viking",
    )


def test_the_edition_is_no_part_of_the_title() -> None:
    item = parse_reference(
        "Weber, Max: Wirtschaft und Gesellschaft. Grundriß der verstehenden "
        "Soziologie. 5., rev. Aufl. Tübingen: Mohr 1972."
    ).item

    assert (item.title, item.edition) == (
        "Wirtschaft und Gesellschaft. Grundriß der verstehenden Soziologie",
        "5",
    )


def test_an_article_may_stand_in_a_journal_behind_in() -> None:
    item = parse_reference(
        "Schmidt, H. & Bauer, K. (2012): Bewegung und seelische Gesundheit. In: "
        "Zeitschrift für Sportpsychologie, 19. Jg., H. 3, S. 112-125."
    ).item

    assert item.type == "article-journal"


def test_the_volume_of_a_conference_is_no_journal() -> None:
    item = parse_reference(
        "Vaswani A, Shazeer N, Parmar N, et al. Attention is all you need. In: "
        "Advances in Neural Information Processing Systems 30; 2017. p. 5998-6008."
    ).item

    assert item.type == "paper-conference"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Manual of mental disorders. 5th ed. Arlington: APA; 2013.", "5"),
        ("In Handbuch (2nd ed., pp. 112–134). Springer.", "2"),
        ("O normal e o patológico. 6. ed. rev. Rio de Janeiro, 2009.", "6"),
        ("Gestação de alto risco. 5a ed. Brasília; 2012.", "5"),
        ("Lehrbuch der Physiologie. 3. Auflage. Berlin: Springer; 1999.", "3"),
        ("Wirtschaft und Gesellschaft. 5., rev. Aufl. Tübingen: Mohr 1972.", "5"),
        ("Bayesian Data Analysis, Third Edition. CRC; 2013.", "3"),
        ("Experimental Animation. Rev. ed., New York: Da Capo, 1976.", "revised"),
    ],
)
def test_the_edition_of_a_book(text: str, expected: str) -> None:
    found = edition(text)

    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Smith J (Ed.), Handbook of sleep (pp. 1–14). 2012.",
        "Sleep. 2012;35(1):1-14. 4 eds.",
        "Trends in 1999 edited by Jones.",
        "Health care in the 21st century education. 2001.",
    ],
)
def test_editors_are_no_edition(text: str) -> None:
    assert edition(text) is None
