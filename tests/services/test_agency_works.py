"""DataCite's records and agencies' CSL-JSON as works."""

from typing import Any

import pytest

from evidencekit.model import Item, Name, PartialDate, Relation, Work
from evidencekit.services.csl_work import work_from_csl
from evidencekit.services.datacite_work import work_from_attributes
from tests.standin.agencies import ELSEWHERE

NOW = "2026-11-23T12:00:00Z"


def datacite(**attributes: Any) -> Work:
    return work_from_attributes({"doi": "10.5061/X", **attributes}, "u", NOW)


def csl(**variables: Any) -> Work:
    return work_from_csl(variables, "10.1400/1", "mEDRA", "u", NOW)


def test_a_preprint_stands_in_its_server_and_its_year_is_loose() -> None:
    work = datacite(
        **ELSEWHERE["10.48550/arxiv.1810.04805"]["attributes"]
        | {
            "relatedIdentifiers": [
                {
                    "relationType": "IsVersionOf",
                    "relatedIdentifier": "10.5555/Published",
                    "relatedIdentifierType": "DOI",
                }
            ]
        }
    )

    assert (work.item.container_title, work.item.type) == ("arXiv", "article")
    assert work.loose == ("issued",)
    assert work.dates == (
        *(PartialDate(2018), PartialDate(2018, 10, 11)),
        *(PartialDate(2019, 5, 24), PartialDate(2019, 5, 28)),
        PartialDate(2018, 10),
    )
    assert work.relations == (Relation("is-preprint-of", "10.5555/published"),)


def test_software_says_little_of_titles_authors_and_years() -> None:
    work = datacite(**ELSEWHERE["10.5281/zenodo.3509134"]["attributes"])

    assert (work.item.type, work.kind) == ("software", "software")
    assert (work.item.publisher, work.item.version) == ("Zenodo", "v2.2.3")
    assert work.item.author == (Name(literal="The pandas development team"),)
    assert work.loose == ("title", "author", "issued")


def test_an_article_stands_in_its_container() -> None:
    work = datacite(
        titles=[
            {"title": "Main part"},
            {"title": "What follows", "titleType": "Subtitle"},
            {"title": "Hauptteil", "titleType": "TranslatedTitle", "lang": "de"},
        ],
        creators=[
            {"name": "Müller, Anna", "nameType": "Personal"},
            {"name": "Data Group, The", "nameType": "Organizational"},
        ],
        contributors=[{"name": "Roe, R.", "contributorType": "Editor"}],
        publisher="A University",
        publicationYear="2014",
        container={
            "type": "Journal",
            "title": "Annals of Examples",
            "volume": "3",
            "issue": "2",
            "firstPage": "11",
            "lastPage": "19",
        },
        types={"resourceTypeGeneral": "JournalArticle"},
        descriptions=[{"description": "We show.", "descriptionType": "Abstract"}],
    )

    assert work == Work(
        Item(
            type="article-journal",
            title="Main part: What follows",
            author=(Name("Müller", "Anna"), Name(literal="Data Group, The")),
            editor=(Name("Roe", "R."),),
            container_title="Annals of Examples",
            issued=PartialDate(2014),
            volume="3",
            issue="2",
            page="11-19",
            doi="10.5061/x",
            publisher="A University",
        ),
        "DataCite",
        "u",
        NOW,
        agency="DataCite",
        kind="journal-article",
        subtitle="What follows",
        titles=("Hauptteil",),
        containers=("A University",),
        dates=(PartialDate(2014),),
        abstract="We show.",
    )


def test_an_article_in_a_repository_is_described_by_its_depositor() -> None:
    work = datacite(
        publisher="Zenodo",
        types={"resourceTypeGeneral": "JournalArticle"},
        container={"title": "Annals of Examples"},
    )

    assert (work.kind, work.loose) == ("deposited-article", ("author", "issued"))


@pytest.mark.parametrize(
    "value", [None, 3, "x", [], {}, [[]], [None], [{"title": []}], {"name": {}}]
)
def test_odd_values_are_left_out(value: object) -> None:
    keys = ("titles", "creators", "publisher", "container", "dates", "types")
    more = ("relatedIdentifiers", "descriptions", "contributors", "publicationYear")
    variables = ("type", "author", "title", "issued", "container-title", "volume")

    for key in (*keys, *more):
        assert datacite(**{key: value}).item.doi == "10.5061/x"
    for variable in variables:
        assert csl(**{variable: value}).item.doi == "10.1400/1"


def test_dates_may_be_texts_and_texts_may_be_lists() -> None:
    work = csl(
        title=["The title", "Il titolo"],
        issued={"date-parts": [["2004", "3"]]},
        **{"container-title": ["Rivista"], "original-date": {"raw": "2003-12-01"}},
    )

    assert (work.item.title, work.titles) == ("The title", ("Il titolo",))
    assert work.item.container_title == "Rivista"
    assert work.dates == (PartialDate(2004, 3), PartialDate(2003, 12, 1))
