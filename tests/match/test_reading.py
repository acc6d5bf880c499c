"""How a reference is read again in the light of the record it is held against."""

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
