"""How a reference is read again in the light of the record it is held against."""

from dataclasses import replace

import pytest

from evidencekit import parse_reference
from evidencekit.match.fields import differences
from evidencekit.match.reading import read_as
from evidencekit.model import Item, Name, PartialDate, Work


def work(
    title: str,
    authors: tuple[tuple[str, str], ...],
    container: str,
    year: int,
    volume: str | None = None,
    page: str | None = None,
) -> Work:
    item = Item(
        type="article-journal",
        title=title,
        author=tuple(Name(family, given) for family, given in authors),
        container_title=container,
        issued=PartialDate(year),
        volume=volume,
        page=page,
        doi="10.5555/1",
    )
    return Work(item, "Crossref", "url", "2026-11-23T12:00:00Z")


CARCINOMA = work(
    "Clear Cell Basal Cell Carcinoma",
    (("Sarma", "Deba P."), ("Olson", "Danielle"), ("Olivella", "Jennifer")),
    "Pathology Research International",
    2011,
    "2011",
    "1-4",
)


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        (
            "SARMA, Deba P. u. a.: Clear Cell Basal Cell Carcinoma. In: Pathology "
            "Research International 2011 (2011), S. 1–4. – DOI 10.5555/1",
            [],
        ),
        (
            "SARMA, Deba P. u. a.: Clear Cell Basal Cell Carcinoma. In: Pathology "
            "Research International 2011 (2006), S. 1–4. – DOI 10.5555/1",
            [("issued", "2006")],
        ),
        (
            "D.P. Sarma, D. Olson, J. Olivella, Clear cell basal cell carcinoma, "
            "Pathol. Res. Int. 2012 (2011) 1–4. https://doi.org/10.5555/1",
            [("volume", "2012")],
        ),
        (
            "D.P. Sarma, J. Olivella, Clear cell basal cell carcinoma, Pathol. Res. "
            "Int. 2011 (2011) 1–4. https://doi.org/10.5555/1",
            [("author", None)],
        ),
        (
            "D. P. Sarma, D. Olson, and J. Olivella, Pathol. Res. Int. 2011, 1 (2011).",
            [],
        ),
    ],
)
def test_a_field_is_wrong_where_the_text_says_otherwise(
    printed: str, wrong: list[tuple[str, str | None]]
) -> None:
    reference = read_as(parse_reference(printed), CARCINOMA)

    found = differences(reference, CARCINOMA)

    assert [(d.field, d.printed) for d in found if d.kind != "missing"] == wrong


def test_a_short_title_before_its_container_is_found() -> None:
    note = work("Calendar", (), "Journal of Air Medical Transport", 1990, "9", "34-34")
    printed = "Calendar J. Air Med. Transport 9, 34 (1990). https://doi.org/10.5555/1"

    item = read_as(parse_reference(printed), note).item

    assert (item.title, item.container_title) == ("Calendar", "J. Air Med. Transport")


def test_words_that_nothing_registered_explains_stay_in_the_title() -> None:
    printed = (
        "Sarma DP, Olson D, Olivella J. Correction: Clear cell basal cell carcinoma. "
        "Pathol Res Int. 2011;2011:1-4."
    )

    item = read_as(parse_reference(printed), CARCINOMA).item

    assert item.title == "Correction: Clear cell basal cell carcinoma"


def test_data_is_not_read_again() -> None:
    reference = parse_reference("@article{a, title={Clear cell}, year={2011}}")

    assert read_as(reference, CARCINOMA) is reference


def test_a_volume_of_one_roman_letter_is_seen() -> None:
    items = work("Association Items", (), "JAMA", 1888, "X", "527-527")
    printed = "ASSOCIATION ITEMS // JAMA. – 1888. – Vol. X. – № 17. – P. 527."

    found = differences(read_as(parse_reference(printed), items), items)

    assert [d.field for d in found if d.kind != "missing"] == []


def test_a_given_name_does_not_hide_the_family_name_of_another() -> None:
    yeast = work(
        "Protein productivity in transient gene expression of cells",
        (("Lim", "Sung-Min"), ("Park", "Sun-Hye"), ("Min", "Jeong-Ki")),
        "Process Biochemistry",
        2017,
        "55",
        "182-186",
    )
    printed = (
        "Lim SM, Park SH, Min JK. Protein productivity in transient gene expression "
        "of cells. Process Biochem. 2017;55:182-186."
    )

    assert differences(read_as(parse_reference(printed), yeast), yeast) == ()


LARYNX = replace(
    work(
        "The Technique of Radium Treatment of Intrinsic Cancer of the Larynx",
        (("Lederman", "M."), ("Mayneord", "W. V.")),
        "The British Journal of Radiology",
        1943,
        "16",
        "301-307",
    ),
    containers=("BJR",),
)
LARYNX = replace(LARYNX, item=replace(LARYNX.item, issue="190"))
HEAD = (
    "M. Lederman, W. V. Mayneord. The technique of radium treatment of intrinsic "
    "cancer of the larynx. "
)


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("BJR 16 190, 301 (1943).", []),
        ("BJR 17 190, 301 (1943).", ["volume"]),
        ("BJR. 1943Oct7;16(190):301-7.", []),
        ("Br J Radiol 16, 190 (Oct. 1943), 301.", []),
        ("Br J Radiol 16, 191 (Oct. 1943), 301.", ["issue"]),
        ("Br J Radiol 16 (14 October 1943): 301-307.", []),
        ("British Journal of Radiology, 16301-307, 1943.", []),
        ("British Journal of Radiology, 17301-307, 1943.", ["volume", "page"]),
    ],
)
def test_numbers_in_a_row_are_read_as_they_stand(
    numbers: str, wrong: list[str]
) -> None:
    found = differences(read_as(parse_reference(HEAD + numbers), LARYNX), LARYNX)

    assert [d.field for d in found if d.kind != "missing"] == wrong


def test_the_issue_between_volume_and_page_is_no_volume() -> None:
    eight = work(
        "Interferon increases the ratio of two enzymes in peripheral cells",
        (("Springall", "Rashidi"),),
        "PLoS ONE",
        2013,
        "8",
        "e72291",
    )
    eight = replace(eight, item=replace(eight.item, issue="8"))
    printed = (
        "Springall R. 2013. Interferon increases the ratio of two enzymes in "
        "peripheral cells. PLoS ONE. 9, 8 (Aug. 2013), e72291."
    )

    found = differences(read_as(parse_reference(printed), eight), eight)

    assert [(d.field, d.printed) for d in found if d.kind != "missing"] == [
        ("volume", "9")
    ]


def test_the_number_of_a_chapter_is_no_word_of_its_title() -> None:
    chapter = work("2. Getting over there: a social analysis of enlistment",
                   (("Vuic", "Kara"),), "In Uncle Sam's Service", 2019)  # fmt: skip
    printed = (
        "Vuic K. Getting over there: a social analysis of enlistment. In: In Uncle "
        "Sam's Service. Cornell University Press; 2019."
    )

    found = differences(read_as(parse_reference(printed), chapter), chapter)

    assert [d.field for d in found if d.kind != "missing"] == []
