"""How a work stands: which words of a record mean what, and which one is the last."""

import pytest

from evidencekit.match.changes import Change, Kind, order
from evidencekit.match.marks import marked, unmarked
from evidencekit.match.notices import notice
from evidencekit.match.standing import standing
from evidencekit.model import Item, Name, PartialDate, Relation, Update, Work

OWN = "10.5555/work"


def work(
    *updated_by: Update,
    title: str = "A study of tides",
    relations: tuple[Relation, ...] = (),
    types: tuple[str, ...] = (),
    author: tuple[Name, ...] = (Name("Example", "Ada"),),
) -> Work:
    item = Item(title=title, doi=OWN, author=author, container_title="Tides")
    return Work(
        item,
        "Crossref",
        "https://api.crossref.org/works/10.5555%2Fwork",
        "2026-11-23T12:00:00Z",
        updated_by=updated_by,
        relations=relations,
        publication_types=types,
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RETRACTED: A study of tides", Kind.RETRACTION),
        ("Retracted: A study of tides", Kind.RETRACTION),
        ("RETRACTED ARTICLE: A study of tides", Kind.RETRACTION),
        ("RETRACTED CHAPTER: A study of tides", Kind.RETRACTION),
        ("Retracted and replaced: A study of tides", Kind.RETRACTION),
        ("[Retracted] A study of tides", Kind.RETRACTION),
        ("[RETRACTED ARTICLE] A study of tides", Kind.RETRACTION),
        ("<b>RETRACTED</b>: A study of tides", Kind.RETRACTION),
        ("RETRACTED—A study of tides", Kind.RETRACTION),
        ("A study of tides (Retracted article. See vol. 12, p. 34)", Kind.RETRACTION),
        ("A study of tides [Retracted]", Kind.RETRACTION),
        ("[ARTIGO RETRATADO]: Um estudo das marés", Kind.RETRACTION),
        ("ARTÍCULO RETRACTADO: Un estudio de las mareas", Kind.RETRACTION),
        ("Article rétracté : Une étude des marées", Kind.RETRACTION),
        ("WITHDRAWN: A study of tides", Kind.WITHDRAWAL),
        ("WITHDRAWN: Administrative Duplicate: A study of tides", Kind.WITHDRAWAL),
        ("ZURÜCKGEZOGEN: Eine Studie der Gezeiten", Kind.WITHDRAWAL),
        ("REMOVED: A study of tides", Kind.REMOVAL),
        ("Removed: A study of tides", Kind.REMOVAL),
        ("TEMPORARY REMOVAL: A study of tides", Kind.REMOVAL),
        ("Retracted science and the retraction index", None),
        ("Retraction: A study of tides", None),
        ("Retraction notice to “A study of tides”", None),
        ("Withdrawn affect: a study of adolescents", None),
        ("Survival with one kidney (removed for cancer) in Finland", None),
        ("No changes in rat benzodiazepine receptors after withdrawal", None),
        ("", None),
    ],
)
def test_a_mark_in_the_title_is_told_from_its_words(
    title: str, kind: Kind | None
) -> None:
    assert marked(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED ARTICLE: A study of tides",
        "[Retracted] A study of tides",
        "TEMPORARY REMOVAL: A study of tides",
        "A study of tides (Retracted article. See vol. 12, p. 34)",
        "A study of tides [This article has been withdrawn]",
        "A study of tides",
    ],
)
def test_without_its_mark_a_title_is_what_it_was(title: str) -> None:
    assert unmarked(title) == "A study of tides"


@pytest.mark.parametrize("part", ["(", "[retracted", "retracted ", "article ", " "])
def test_a_title_without_end_is_read_in_time(part: str) -> None:
    assert marked(part * 20_000 + "x") is None


@pytest.mark.parametrize(
    ("type_", "label", "kind"),
    [
        ("retraction", None, Kind.RETRACTION),
        ("partial_retraction", None, Kind.PARTIAL_RETRACTION),
        ("withdrawal", None, Kind.WITHDRAWAL),
        ("removal", None, Kind.REMOVAL),
        ("expression_of_concern", None, Kind.CONCERN),
        ("Expression-of-Concern", None, Kind.CONCERN),
        ("correction", None, Kind.CORRECTION),
        ("corrigendum", None, Kind.CORRECTION),
        ("erratum", None, Kind.CORRECTION),
        ("addendum", None, Kind.ADDENDUM),
        ("clarification", None, Kind.CLARIFICATION),
        ("new_version", None, Kind.NEW_VERSION),
        ("update", "Expression of concern", Kind.CONCERN),
        ("update", "Reinstatement", Kind.REINSTATEMENT),
    ],
)
def test_every_type_of_update_is_known(
    type_: str, label: str | None, kind: Kind
) -> None:
    notice = Update("10.5555/notice", type_, label, "publisher")

    assert standing(work(notice)).changes == (
        Change(
            kind,
            "10.5555/notice",
            None,
            ("the publisher",),
            registered="10.5555/notice",
        ),
    )


def test_a_new_edition_and_an_unknown_type_are_nothing_to_report() -> None:
    known = work(
        Update("10.5555/a", "new_edition"), Update("10.5555/b", "update", "Update")
    )

    assert standing(known) == standing(work())


def test_a_notice_that_two_registered_is_one_with_both_their_names() -> None:
    by_publisher = Update(
        "10.5555/n", "removal", source="publisher", updated=PartialDate(2020, 5)
    )
    by_watch = Update(
        "10.5555/n",
        "retraction",
        source="retraction-watch",
        updated=PartialDate(2020, 5, 9),
        record_id="4036",
        reasons=("Error in Data",),
    )

    (change,) = standing(work(by_publisher, by_watch)).changes

    assert str(change) == (
        "removal 10.5555/n of 2020-05, recorded by the publisher and Retraction Watch "
        "(record 4036) (Error in Data)"
    )


def test_notices_stand_in_the_order_of_their_dates() -> None:
    late, early, undated = (
        Update("10.5555/late", "correction", updated=PartialDate(2021)),
        Update("10.5555/early", "addendum", updated=PartialDate(2020, 12, 31)),
        Update("10.5555/undated", "erratum"),
    )

    changes = standing(work(late, early, undated)).changes

    assert [c.doi for c in changes] == [
        "10.5555/undated",
        "10.5555/early",
        "10.5555/late",
    ]


RETRACTION = Update("10.5555/r", "retraction", updated=PartialDate(2020))
CONCERN = Update("10.5555/c", "expression_of_concern", updated=PartialDate(2019))
CORRECTION = Update("10.5555/e", "correction", updated=PartialDate(2021))
BACK = Update("10.5555/b", "reinstatement", updated=PartialDate(2022))
AGAIN = Update("10.5555/a", "withdrawal", updated=PartialDate(2023))
IN_PLACE = Update(OWN, "new_version")


@pytest.mark.parametrize(
    ("updates", "word"),
    [
        ((), "current"),
        ((IN_PLACE,), "current"),
        ((CORRECTION,), "corrected"),
        ((CONCERN,), "concern"),
        ((CONCERN, CORRECTION), "concern"),
        ((CONCERN, RETRACTION), "retracted"),
        ((CONCERN, RETRACTION, CORRECTION), "retracted"),
        ((CONCERN, RETRACTION, BACK), "reinstated"),
        ((RETRACTION, BACK, AGAIN), "retracted"),
        ((BACK,), "reinstated"),
        ((Update(OWN, "retraction"),), "retracted"),
        ((Update("10.5555/v2", "new_version"),), "superseded"),
    ],
)
def test_the_last_word_counts(updates: tuple[Update, ...], word: str) -> None:
    assert standing(work(*updates)).word == word


def test_a_preprint_that_was_published_is_superseded() -> None:
    published = Relation("is-preprint-of", "10.5555/Published")

    (change,) = standing(work(relations=(published,))).changes

    assert (change.kind, change.doi) == (Kind.PUBLICATION, "10.5555/published")


def test_what_pubmed_says_is_left_out_where_the_notice_itself_is_known() -> None:
    by_pubmed = (Relation("retraction-in", "38400001", "pmid"),)

    known = standing(
        work(RETRACTION, relations=by_pubmed, types=("Retracted Publication",))
    )
    alone = standing(work(types=("Retracted Publication",)))

    assert [c.doi for c in known.changes] == ["10.5555/r"]
    assert [(c.kind, c.said_by) for c in alone.changes] == [
        (Kind.RETRACTION, ("PubMed",))
    ]


def test_pubmed_marks_the_notices_and_not_their_articles_with_these_types() -> None:
    types = ("Retraction Notice", "Expression of Concern", "Published Erratum")

    assert standing(work(types=types)).word == "current"


def test_a_marked_title_signed_by_the_journal_is_a_notice() -> None:
    title = "Retracted: A study of tides"

    assert standing(work(title=title)).word == "retracted"
    assert (
        standing(work(title=title, author=(Name(literal="Tides"),))).word == "current"
    )


def test_a_notice_that_is_registered_as_its_own_was_not_retracted() -> None:
    own = Update(OWN, "retraction")

    assert standing(work(own, title="Retraction: A study of tides")).word == "current"
    assert standing(work(own, title="WITHDRAWN: A study of tides")).word == "retracted"


def test_a_work_that_was_removed_for_a_time_is_no_notice_of_itself() -> None:
    removed = work(title="TEMPORARY REMOVAL: A study of tides")

    assert notice(removed) is None
    assert standing(removed).word == "retracted"


def test_a_retraction_that_was_retracted_is_void() -> None:
    notice = work(Update("10.5555/rr", "retraction"), title="Retraction: A study")

    stands = standing(work(RETRACTION), {"10.5555/r": notice})

    assert stands.word == "current"
    assert [c.doi for c in stands.void] == ["10.5555/r"]


@pytest.mark.parametrize(
    ("notice", "article", "expected"),
    [
        (PartialDate(2020, 5, 9), PartialDate(2020, 5, 10), "before"),
        (PartialDate(2020, 5, 9), PartialDate(2020, 5, 9), None),
        (PartialDate(2020, 5, 9), PartialDate(2020, 5), None),
        (PartialDate(2020, 5, 9), PartialDate(2020), None),
        (PartialDate(2020), PartialDate(2019, 12, 31), "after"),
        (None, PartialDate(2020), None),
    ],
)
def test_dates_are_compared_as_far_as_they_go(
    notice: PartialDate | None, article: PartialDate, expected: str | None
) -> None:
    assert order(Change(Kind.RETRACTION, date=notice), article) == expected
