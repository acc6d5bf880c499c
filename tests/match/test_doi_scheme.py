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
    ],
)
def test_a_wrong_number_is_named_with_the_coded_one(
    doi: str, item: Item, expected: Contradiction
) -> None:
    code = coded(doi)

    assert code
    assert code.contradictions(item) == (expected,)


def test_a_number_that_the_text_prints_elsewhere_was_only_misparsed() -> None:
    text = "Doe J. Title. Nutrients 14(18), 15:3766. doi:10.3390/nu14183766"
    code = coded("10.3390/nu14183766")

    assert code
    assert code.contradictions(Item(volume="15", page="3766"), text) == ()


@pytest.mark.parametrize(
    "doi",
    [
        None,
        "10.1016/j.cbpra.2010.05.004",
        "10.1136/bjsports-2019-101242",
        "10.2196/mental.5842",
        "10.1038/ncomms2049",
        "10.3390/proceedings2019021002",
        "10.1371/annotation/53374aad-bc04-4c64-b313-8ff9b881d0da",
    ],
)
def test_a_doi_without_a_scheme_says_nothing(doi: str | None) -> None:
    assert coded(doi) is None
