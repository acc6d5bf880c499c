"""Crossref records become works, with all their oddities."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from evidencekit.model import Item, Name, PartialDate, Relation, Update, Work
from evidencekit.services.crossref_work import work_from_message

URL = "https://api.crossref.org/works/10.5555%2F1"
NOW = "2026-11-23T12:00:00Z"


def converted(**message: Any) -> Work:
    return work_from_message(message, URL, NOW)


def test_a_whole_record() -> None:
    work = work_from_message(
        {
            "DOI": "10.1016/J.CBPRA.2010.05.004",
            "URL": "https://doi.org/10.1016/j.cbpra.2010.05.004",
            "type": "journal-article",
            "title": ["Adapting Mindfulness-Based Cognitive Therapy"],
            "subtitle": ["A Clinical Case Study"],
            "container-title": ["Cognitive and Behavioral Practice"],
            "short-container-title": ["Cogn Behav Pract"],
            "author": [
                {"given": "Stuart", "family": "Eisendrath", "sequence": "first"},
                {"name": "The Depression Group", "sequence": "additional"},
            ],
            "volume": "18",
            "issue": "3",
            "page": "362-370",
            "publisher": "Elsevier BV",
            "published-print": {"date-parts": [[2011, 8]]},
            "issued": {"date-parts": [[2011, 8]]},
            "ISBN": ["9781590598160"],
            "abstract": "<jats:title>Abstract</jats:title><jats:p>1 &amp; 2.</jats:p>",
        },
        URL,
        NOW,
    )

    assert work == Work(
        item=Item(
            type="article-journal",
            title="Adapting Mindfulness-Based Cognitive Therapy: A Clinical Case Study",
            author=(
                Name(family="Eisendrath", given="Stuart"),
                Name(literal="The Depression Group"),
            ),
            container_title="Cognitive and Behavioral Practice",
            container_title_short="Cogn Behav Pract",
            issued=PartialDate(2011, 8),
            volume="18",
            issue="3",
            page="362-370",
            doi="10.1016/j.cbpra.2010.05.004",
            isbn="9781590598160",
            url="https://doi.org/10.1016/j.cbpra.2010.05.004",
            publisher="Elsevier BV",
        ),
        service="Crossref",
        url=URL,
        retrieved=NOW,
        kind="journal-article",
        subtitle="A Clinical Case Study",
        containers=("Cogn Behav Pract",),
        dates=(PartialDate(2011, 8),),
        abstract="1 & 2.",
    )


def test_an_empty_record_is_a_work_without_anything() -> None:
    assert converted() == Work(
        item=Item(), service="Crossref", url=URL, retrieved=NOW, kind="other"
    )


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ({"title": ["Why?"], "subtitle": ["Because"]}, "Why? Because"),
        ({"title": ["A: case study"], "subtitle": ["Case study"]}, "A: case study"),
        ({"title": [], "subtitle": ["Alone"]}, "Alone"),
        ({"title": ["<i>E. coli</i> &amp;amp; me"]}, "E. coli & me"),
        ({"title": ["In<mml:math><mml:mi>T</mml:mi></mml:math>-space"]}, "In T-space"),
        ({"title": ["Type $$^{\\textregistered }$$ ® fonts"]}, "Type ® fonts"),
        ({"title": "not a list"}, "not a list"),
        ({"title": [None, 3.5, {}]}, None),
    ],
)
def test_titles_are_joined_and_plain(message: dict[str, Any], title: str) -> None:
    assert converted(**message).item.title == title


def test_print_and_online_dates_are_kept_once_each_print_first() -> None:
    work = converted(
        **{
            "issued": {"date-parts": [[2016, 10]]},
            "published": {"date-parts": [[2016, 10]]},
            "published-online": {"date-parts": [[2018, 1, 2]]},
            "published-print": {"date-parts": [[2016, 10]]},
            "journal-issue": {"published-print": {"date-parts": [[2016, 10, 1]]}},
        }
    )

    assert work.item.issued == PartialDate(2016, 10)
    assert work.dates == (
        PartialDate(2016, 10),
        PartialDate(2018, 1, 2),
        PartialDate(2016, 10, 1),
    )


@pytest.mark.parametrize(
    "date", [{"date-parts": [[None]]}, {"date-parts": []}, {}, None, [[2019]], "2019"]
)
def test_a_date_without_a_year_is_none(date: object) -> None:
    assert converted(issued=date).dates == ()


def test_an_impossible_month_leaves_the_year() -> None:
    assert converted(issued={"date-parts": [[2019, 13, 1]]}).dates == (
        PartialDate(2019),
    )


def test_an_article_number_stands_in_for_pages() -> None:
    work = converted(**{"article-number": "207"})

    assert (work.item.page, work.article_number) == ("207", "207")


def test_an_article_number_does_not_replace_pages() -> None:
    work = converted(**{"page": "1-9", "article-number": "207"})

    assert (work.item.page, work.article_number) == ("1-9", "207")


def test_a_notice_names_its_work_and_a_work_its_notices() -> None:
    entry = {
        "DOI": "10.1371/JOURNAL.PONE.0204925",
        "type": "correction",
        "label": "Correction",
        "source": "publisher",
        "updated": {"date-parts": [[2019, 5, 3]]},
    }
    update = Update(
        "10.1371/journal.pone.0204925",
        "correction",
        "Correction",
        "publisher",
        PartialDate(2019, 5, 3),
    )

    assert converted(**{"update-to": [entry]}).updates == (update,)
    assert converted(**{"updated-by": [entry]}).updated_by == (update,)


def test_a_work_that_was_changed_in_place_is_its_own_notice_and_no_other_s() -> None:
    # 10.1371/journal.ppat.1006930 is registered like this.
    own = "10.1371/journal.ppat.1006930"
    entry = {"DOI": own, "type": "new_version", "source": "publisher"}
    version = Update(own, "new_version", source="publisher")

    both = converted(**{"DOI": own, "update-to": [entry], "updated-by": [entry]})
    # 10.1103/physrevb.98.104436 has no `updated-by`.
    one = converted(**{"DOI": own, "update-to": [entry]})

    assert (both.updates, both.updated_by) == ((), (version,))
    assert (one.updates, one.updated_by) == ((), (version,))


def test_a_notice_keeps_its_number_in_the_retraction_watch_database() -> None:
    entry = {
        "DOI": "10.1016/s0140-6736(10)60175-4",
        "type": "retraction",
        "label": "Retraction",
        "source": "retraction-watch",
        "updated": {"date-parts": [[2010, 2, 6]]},
        "record-id": "4036",
    }

    assert converted(**{"updated-by": [entry]}).updated_by == (
        Update(
            "10.1016/s0140-6736(10)60175-4",
            "retraction",
            "Retraction",
            "retraction-watch",
            PartialDate(2010, 2, 6),
            "4036",
        ),
    )


def test_relations_of_one_object_or_of_a_list() -> None:
    relation = {
        "is-preprint-of": [{"id-type": "doi", "id": "10.1029/2020JG005891"}],
        "is-review-of": {"id-type": "uri", "id": "https://example.org/A"},
    }

    assert converted(relation=relation).relations == (
        Relation("is-preprint-of", "10.1029/2020jg005891"),
        Relation("is-review-of", "https://example.org/A", "uri"),
    )


def test_names_of_one_part_of_groups_and_of_nobody() -> None:
    authors = [
        {"family": "Elnaz Nadermahmoudi"},
        {"given": "Plato"},
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
        {"role": [{"role": "author"}]},
        "not a name",
    ]

    assert converted(author=authors).item.author == (
        Name(family="Elnaz Nadermahmoudi"),
        Name(literal="Plato"),
        Name(family="King", given="Martin L.", suffix="Jr."),
    )


def test_a_preprint_stands_in_its_server_and_a_talk_in_its_conference() -> None:
    preprint = converted(type="posted-content", institution=[{"name": "bioRxiv"}])
    talk = converted(type="proceedings-article", event={"name": "PyCon 2026"})

    assert (preprint.containers, talk.containers) == (("bioRxiv",), ("PyCon 2026",))


def test_every_real_record_becomes_a_work(shared: Path) -> None:
    path = shared / "data" / "crossref" / "works.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        messages = [json.loads(line)["work"] for line in lines]

    works = [work_from_message(message, URL, NOW) for message in messages]

    assert [w.item.doi for w in works] == [m["DOI"].lower() for m in messages]
    for message, work in zip(messages, works, strict=True):
        titles = message.get("title", []) + message.get("subtitle", [])
        assert bool(work.item.title) == any(titles)
        assert not re.search(r"</?[a-z]", work.item.title or "")
        assert all(name.family or name.literal for name in work.item.author)
        named = [a for a in message.get("author", ()) if a.keys() & {"family", "name"}]
        assert len(work.item.author) == len(named)
        issued = message.get("issued", {}).get("date-parts", [[None]])[0][0]
        assert (issued in {date.year for date in work.dates}) or issued is None


def test_a_word_for_nothing_is_no_number() -> None:
    message = {"DOI": "10.5555/a", "volume": "null", "issue": "N/A"}

    item = work_from_message(message, "url", NOW).item

    assert (item.volume, item.issue) == (None, None)
