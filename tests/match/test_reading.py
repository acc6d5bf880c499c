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


LOOP = work(
    "Cooling of a closed loop: II. Observations on steel pipes with narrow bends",
    (("Burger", "George E."),),
    "Archives of Engineering",
    1931,
    "47",
    "593-604",
)
NO_AUTHORS = work("Queries and minor notes of a season", (), "Owl Letters", 1922, "79")


@pytest.mark.parametrize(
    ("printed", "registered", "title"),
    [
        (
            # Parsed as the name of the journal.
            "Burger GE. Cooling of a closed loop. II. Measurements on steel pipes with "
            "bends. Arch Eng. 1931;47:593-604.",
            LOOP,
            "Cooling of a closed loop. II. Measurements on steel pipes with bends",
        ),
        (
            "Queries and larger notes of a season (1922). Owl Letters, 79, 321.",
            NO_AUTHORS,
            "Queries and larger notes of a season",
        ),
        (
            "Burger GE. Cooling of a closed loop: II. Observations on copper pipes "
            "with narrow bends // Archives of Engineering. – 1931. – Vol. 47. – "
            "P. 593-604.",
            LOOP,
            "Cooling of a closed loop: II. Observations on copper pipes with narrow "
            "bends",
        ),
    ],
)
def test_a_title_with_a_changed_word_is_found_wherever_it_was_cut(
    printed: str, registered: Work, title: str
) -> None:
    read = read_as(parse_reference(printed), registered)

    assert read.item.title == title
    assert [d.kind for d in differences(read, registered) if d.field == "title"] == [
        "wrong"
    ]


def test_another_subtitle_is_no_dropped_one() -> None:
    printed = (
        "Burger GE. Cooling of a closed loop: evidence from a pilot study. Arch Eng. "
        "1931;47:593-604."
    )

    found = differences(read_as(parse_reference(printed), LOOP), LOOP)

    assert [(d.field, d.kind) for d in found] == [("title", "wrong")]


def test_a_title_is_cut_out_of_what_stands_around_it() -> None:
    owls = work(
        "Owls in winter barns: a count of all species", (("Urban", "U."),), "Owls", 2013
    )
    printed = "Urban & Vogel: Owls in winter barns. In: Owls 16 (2013), Nr. 5, S. 61."

    item = read_as(parse_reference(printed), owls).item

    assert item.title == "Owls in winter barns"


def test_words_of_the_title_are_nobody() -> None:
    sarcoma = work("SCLEROSING SARCOMA OF BONE", (("Lewis", "Dean"),),
                   "Archives of Surgery", 1937, "34", "1010")  # fmt: skip
    printed = (
        "ZHENG, L. SCLEROSING SARCOMA OF BONE. Archives of Surgery, v. 34, n. 6, "
        "p. 1010, 1937."
    )

    found = differences(read_as(parse_reference(printed), sarcoma), sarcoma)

    assert [(d.field, d.kind) for d in found if d.kind != "missing"] == [
        ("author", "first-author")
    ]


BY_YEAR = work("Regulation of the steady flow in narrow pipes", (("Oh", "J."),),
               "Flow Research International", 2014, "2014", "1-9")  # fmt: skip
FLOW = "J. Oh. Regulation of the steady flow in narrow pipes. "


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("Flow Research International, v. 2016, p. 1-9, 2014.", [("volume", "2016")]),
        ("Flow Research International, v.  2014, p.  1-9, 2013.", [("issued", "2013")]),
        ("Flow Res. Int. 2014, 2016, 1–9.", [("volume", "2016")]),
        ("Flow Res. Int. 2014, 2015, 1–9.", [("volume", "2015")]),
        (
            "Flow Research International, vol. 2015, 2014, pp. 1–9.",
            [("volume", "2015")],
        ),
        ("Flow Res Int. 2014;2104:1-9.", [("volume", "2104")]),
        ("Flow Res Int. 2014;2014:1-9.", []),
    ],
)
def test_a_volume_like_a_year_is_told_from_the_year(
    numbers: str, wrong: list[tuple[str, str]]
) -> None:
    found = differences(read_as(parse_reference(FLOW + numbers), BY_YEAR), BY_YEAR)

    assert [(d.field, d.printed) for d in found if d.kind != "missing"] == wrong


def test_an_issue_in_brackets_stands_for_a_volume() -> None:
    unnumbered = replace(BY_YEAR, item=replace(BY_YEAR.item, volume=None, issue="59"))
    printed = FLOW + "Flow Res Int. 2014 Aug 15;(62):1-9."

    found = differences(read_as(parse_reference(printed), unnumbered), unnumbered)

    assert [(d.field, d.printed) for d in found] == [("issue", "62")]


STEADY = replace(BY_YEAR.item, volume="11", issue="1", page="1-9")
IN_ISSUES = replace(BY_YEAR, item=STEADY)


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("Flow Res Int. 2014;11(1):2-10.", [("page", "2-10")]),
        ("Flow Res Int, v. 11, n. 1, p. 1-11, 2014.", [("page", "1-11")]),
        ("Flow Res Int. 2014 Apr 1;11(3):1-9.", [("issue", "3")]),
        ("Flow Res Int. 2014 Oct 10;12.", [("volume", "12")]),
        ("Flow Res. Int. 2014, 11 (1).", []),
        ("Flow Research International, v. 11, 2014.", []),
        ("Flow Research International. – 2014. – Vol. 11. – № 3.", [("issue", "3")]),
    ],
)  # fmt: skip
def test_no_printed_number_is_passed_over(
    numbers: str, wrong: list[tuple[str, str]]
) -> None:
    found = differences(read_as(parse_reference(FLOW + numbers), IN_ISSUES), IN_ISSUES)

    assert [(d.field, d.printed) for d in found if d.kind != "missing"] == wrong


def test_the_number_of_an_issue_is_no_volume() -> None:
    third = replace(BY_YEAR, item=replace(BY_YEAR.item, volume="3", issue="3"))
    printed = FLOW + "In: Flow Research International 13 (2014), Nr. 3, S. 1–9."

    found = differences(read_as(parse_reference(printed), third), third)

    assert [(d.field, d.printed) for d in found] == [("volume", "13")]


def test_a_label_is_no_journal() -> None:
    peer = work("Fish ontology framework for recognition", (("Ali", "Najib M."),),
                "PeerJ", 2017, "5", "e3811")  # fmt: skip
    printed = (
        "ALI, N. M. Fish ontology framework for recognition. Criminal Justice and "
        "Behavior, v. 5, p. e3811, 2017."
    )

    found = differences(read_as(parse_reference(printed), peer), peer)

    assert [(d.field, d.printed) for d in found] == [
        ("container_title", "Criminal Justice and Behavior")
    ]


def test_a_particle_behind_the_given_name_is_the_family_s() -> None:
    mice = work(
        "Impaired maintenance suppresses growth in mice with a syndrome",
        (("van der Pluijm", "Ingrid"), ("Brandt", "Renata M. C"), ("de Wit", "Jan")),
        "PLoS Biology", 2006, "5", "e2",
    )  # fmt: skip
    printed = (
        "Pluijm, Ingrid van der, Renata M. C Brandt, and Jan de Wit. 2006. “Impaired "
        "Maintenance Suppresses Growth in Mice with a Syndrome.” PLoS Biology 5: e2."
    )

    assert differences(read_as(parse_reference(printed), mice), mice) == ()


def test_an_identifier_is_no_page() -> None:
    wax = work("Isotopes of leaf wax as a proxy of climate", (("Ladd", "S. N."),),
               "", 2020)  # fmt: skip
    printed = "Ladd SN. Isotopes of leaf wax as a proxy of climate. 2020. PMID: 3027."

    item = read_as(parse_reference(printed), wax).item

    assert (item.container_title, item.page) == (None, None)


def test_a_journal_without_volumes_has_pages() -> None:
    heritage = work(
        "La biblioteca digital del patrimonio en tres regiones",
        (("Ortega", "Isabel"),),
        "revista PH",
        1999,
        page="161",
    )
    heritage = replace(heritage, containers=("revistaph",))
    printed = (
        "Ortega I (1999) La biblioteca digital del patrimonio en tres regiones. "
        "revistaph:171."
    )

    found = differences(read_as(parse_reference(printed), heritage), heritage)

    assert [(d.field, d.printed) for d in found] == [("page", "171")]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("2011;12(3):22-8", []),
        ("2011;3(12):22-8", [("volume", "3"), ("issue", "12")]),
        ("2011; 3 (12): 22-28", [("volume", "3"), ("issue", "12")]),
    ],
)
def test_volume_and_issue_in_each_others_place_are_wrong(
    numbers: str, wrong: list[tuple[str, str]]
) -> None:
    tea = work(
        "Tea and sleep in old age", (("Roe", "Jo"),), "Sleep", 2011, "12", "22-28"
    )
    tea = replace(tea, item=replace(tea.item, issue="3"))
    printed = f"Roe J. Tea and sleep in old age. Sleep. {numbers}."

    found = differences(read_as(parse_reference(printed), tea), tea)

    assert [(d.field, d.printed) for d in found] == wrong
