"""The digits of a DOI against the printed article number, volume and year."""

import pytest

from evidencekit.match.doi_scheme import Contradiction, coded
from evidencekit.model import Item, PartialDate


def test_the_locator_of_plos_one_is_its_doi_number() -> None:
    code = coded("10.1371/journal.pone.0216631")

    assert code
    assert code.article == "216631"
    assert code.contradictions(Item(volume="13", page="e0204925")) == (
        Contradiction("page", "e0204925", "216631"),
    )


@pytest.mark.parametrize(
    ("doi", "item"),
    [
        ("10.1371/journal.pone.0033693", Item(volume="7", page="e33693")),
        ("10.1371/journal.pone.0033693", Item(page="1-12")),
        ("10.1371/journal.pbio.0040152", Item(volume="4", page="e152")),
        ("10.1371/journal.pmed.1000097", Item(page="264-269")),
        ("10.3389/fpsyt.2020.00207", Item(issued=PartialDate(2020), page="207")),
        ("10.3389/fpls.2016.01155", Item(issued=PartialDate(2017), volume="7")),
        ("10.3390/nu14183766", Item(volume="14", issue="18", page="3766")),
        ("10.3390/ijms160510061", Item(volume="16", page="10061-10076")),
        ("10.1186/1475-2891-7-2", Item(volume="7", issue="1", page="2")),
        ("10.1186/1475-2891-12-13", Item(volume="12", page="1-16")),
        ("10.1038/ncomms7500", Item(volume="6", page="6500")),
        ("10.1038/ncomms15510", Item(volume="8", page="15510")),
        ("10.1103/physrevb.89.235131", Item(volume="89", page="235131")),
        ("10.1037/0022-3514.46.4.735", Item(volume="46", issue="735")),
        ("10.1037/0033-2909.132.6.866", Item(volume="132", page="866-876")),
        ("10.7717/peerj.10825", Item(volume="9", page="e10825")),
        ("10.1016/j.cbpra.2010.05.004", Item(issued=PartialDate(2011))),
        ("10.1016/j.scienta.2019.108846", Item(page="108846")),
        ("10.1016/0002-9343(48)90370-2", Item(issued=PartialDate(1948))),
        ("10.1136/bjsports-2019-101242", Item(issued=PartialDate(2021))),
        ("10.1136/bmj.c332", Item(volume="340", page="c332")),
        ("10.1136/bmjopen-2012-001234", Item(volume="3", page="e001234")),
        ("10.2196/10698", Item(volume="20", issue="6", page="e10698")),
        ("10.1002/14651858.cd004366.pub6", Item(page="CD004366")),
        ("10.1007/s00213-005-0123-4", Item(issued=PartialDate(2006))),
        ("10.1038/s41598-018-12345-6", Item(issued=PartialDate(2018), page="4123")),
        ("10.1111/j.1469-1809.1936.tb02137.x", Item(issued=PartialDate(2012))),
        ("10.1105/tpc.114.122655", Item(issued=PartialDate(2014))),
        ("10.1128/mmbr.67.4.491-502.2003", Item(volume="67", page="491-502")),
        ("10.1073/pnas.0405763102", Item(volume="101", issued=PartialDate(2004))),
        ("10.1098/rspb.2014.0142", Item(issued=PartialDate(2014), page="20140142")),
        ("10.1098/rsif.2010.0142", Item(issued=PartialDate(2011), page="1123-1131")),
        ("10.1039/b512345a", Item(issued=PartialDate(2005))),
        ("10.5194/bg-9-1465-2012", Item(volume="9", page="1465-1480")),
        ("10.1088/1367-2630/12/8/085009", Item(volume="12", page="085009")),
        ("10.1088/0967-3334/25/5/007", Item(volume="25", page="1167-1176")),
        ("10.1177/002214657501600203", Item(volume="16", issue="2")),
        ("10.3390/md20080012", Item(volume="6", issued=PartialDate(2008))),
        (
            "10.1002/(sici)1096-8644(199609)101:1<101::aid-ajpa7>3.0.co;2-y",
            Item(volume="101", issued=PartialDate(1996), page="101-113"),
        ),
    ],
)
def test_a_right_reference_is_not_contradicted(doi: str, item: Item) -> None:
    code = coded(doi)

    assert code
    assert code.contradictions(item) == ()


@pytest.mark.parametrize(
    ("doi", "item", "expected"),
    [
        (
            "10.3390/nu14183766",
            Item(volume="15", page="3766"),
            Contradiction("volume", "15", "14"),
        ),
        (
            "10.1186/1471-2164-10-414",
            Item(volume="10", page="141"),
            Contradiction("page", "141", "414"),
        ),
        (
            "10.3389/fpls.2017.01251",
            Item(issued=PartialDate(1984)),
            Contradiction("issued", "1984", "2017"),
        ),
        (
            "10.1093/jn/137.4.1097",
            Item(volume="137", issue="8", page="1097-1100"),
            Contradiction("issue", "8", "4"),
        ),
        (
            "10.1016/j.eja.2010.12.001",
            Item(issued=PartialDate(1998)),
            Contradiction("issued", "1998", "2010"),
        ),
        (
            "10.1111/j.1365-2745.2012.02014.x",
            Item(issued=PartialDate(2001)),
            Contradiction("issued", "2001", "2012"),
        ),
        (
            "10.1007/s00122-018-3078-6",
            Item(issued=PartialDate(2006)),
            Contradiction("issued", "2006", "2018"),
        ),
        (
            "10.2196/10698",
            Item(page="e10968"),
            Contradiction("page", "e10968", "10698"),
        ),
        (
            "10.1177/156482650002100410",
            Item(volume="20"),
            Contradiction("volume", "20", "21"),
        ),
    ],
)
def test_a_wrong_number_is_named_with_the_coded_one(
    doi: str, item: Item, expected: Contradiction
) -> None:
    code = coded(doi)

    assert code
    assert code.contradictions(item) == (expected,)


def test_a_right_year_beside_a_misread_one_is_no_contradiction() -> None:
    text = (
        "Doe J. The drought of 1990. Eur J Agron 2011;34:1. 10.1016/j.eja.2010.12.001"
    )
    code = coded("10.1016/j.eja.2010.12.001")

    assert code
    assert code.contradictions(Item(issued=PartialDate(1990)), text) == ()


def test_only_an_article_number_makes_another_doi() -> None:
    item = Item(page="e0204925")

    assert [
        code.corrected(item) if (code := coded(doi)) else None
        for doi in ("10.1371/journal.pone.0216631", "10.1016/j.eja.2010.12.001")
    ] == ["10.1371/journal.pone.0204925", None]


def test_a_number_that_the_text_prints_elsewhere_was_only_misparsed() -> None:
    text = "Doe J. Title. Nutrients 14(18), 15:3766. doi:10.3390/nu14183766"
    code = coded("10.3390/nu14183766")

    assert code
    assert code.contradictions(Item(volume="15", page="3766"), text) == ()


@pytest.mark.parametrize(
    "doi",
    [
        None,
        "10.1016/s0140-6736(98)07024-0",
        "10.1056/nejmoa012345",
        "10.1126/science.1251788",
        "10.2196/mental.5842",
        "10.1038/ncomms2049",
        "10.3390/proceedings2019021002",
        "10.1371/annotation/53374aad-bc04-4c64-b313-8ff9b881d0da",
    ],
)
def test_a_doi_without_a_scheme_says_nothing(doi: str | None) -> None:
    assert coded(doi) is None
