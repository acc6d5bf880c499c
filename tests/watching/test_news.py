"""What is news about a work, and what is not."""

from dataclasses import replace

import pytest

from evidencekit.match.standing import standing
from evidencekit.model import (
    Found,
    Item,
    NotFound,
    PartialDate,
    Relation,
    Severity,
    Update,
    Work,
)
from evidencekit.watching.entries import entries
from evidencekit.watching.news import News, news_of

OWN = "10.5555/work"
WORK = Work(
    Item(title="A study of tides", doi=OWN),
    "Crossref",
    "https://api.crossref.org/works/10.5555%2Fwork",
    "2026-11-23T12:00:00Z",
)
UNKNOWN = NotFound("doi.org", "https://doi.org/doiRA/10.5555/work", "2026-11-23")


def with_notices(*updates: Update) -> Work:
    return replace(WORK, updated_by=updates)


def seen_of(work: Work) -> tuple[str, ...]:
    return entries(standing(work))


def news(
    lookup: Found | NotFound | Work, seen: tuple[str, ...], **notices: Work
) -> tuple[News, ...]:
    if isinstance(lookup, Work):
        lookup = Found(lookup)
    by_doi = {f"10.5555/{name}": work for name, work in notices.items()}
    return news_of(OWN, lookup, seen, by_doi)[0]


def told(
    lookup: Found | NotFound | Work, seen: tuple[str, ...], **notices: Work
) -> list[tuple[str, str, str]]:
    return [
        (n.kind, n.severity.value, n.message) for n in news(lookup, seen, **notices)
    ]


RETRACTION = Update(
    "10.5555/r",
    "retraction",
    source="retraction-watch",
    updated=PartialDate(2026, 11, 20),
    record_id="70001",
)


@pytest.mark.parametrize(
    ("update", "kind", "severity", "message"),
    [
        (
            RETRACTION,
            "retraction",
            "error",
            "was retracted: retraction 10.5555/r of 2026-11-20, recorded by "
            "Retraction Watch (record 70001)",
        ),
        (
            Update("10.5555/c", "expression_of_concern", source="publisher"),
            "expression of concern",
            "warning",
            "is under an expression of concern: expression of concern 10.5555/c, "
            "recorded by the publisher",
        ),
        (
            Update("10.5555/e", "erratum"),
            "correction",
            "note",
            "was corrected: correction 10.5555/e, recorded by Crossref",
        ),
        (
            Update(OWN, "correction", updated=PartialDate(2019, 4, 8)),
            "correction",
            "note",
            "was corrected: correction under the same DOI of 2019-04-08, recorded by "
            "Crossref",
        ),
        (
            Update("10.5555/v2", "new_version"),
            "new version",
            "note",
            "has a new version: new version 10.5555/v2, recorded by Crossref",
        ),
        (
            Update("10.5555/b", "reinstatement"),
            "reinstatement",
            "note",
            "was reinstated: reinstatement 10.5555/b, recorded by Crossref",
        ),
    ],
)
def test_a_notice_is_news_once(
    update: Update, kind: str, severity: str, message: str
) -> None:
    work = with_notices(update)

    assert told(work, ()) == [(kind, severity, message)]
    assert told(work, seen_of(work)) == []


def test_a_preprint_that_was_published_is_news() -> None:
    published = replace(WORK, relations=(Relation("is-preprint-of", "10.5555/p"),))

    assert told(published, ()) == [
        (
            "publication",
            "note",
            "is a preprint that was published: publication 10.5555/p, recorded by "
            "Crossref",
        )
    ]


def test_news_carries_its_proof() -> None:
    (one,) = news(with_notices(RETRACTION), ())

    assert (one.doi, one.title) == (OWN, "A study of tides")
    assert (one.evidence.field, one.evidence.registered) == ("updated-by", "10.5555/r")
    assert (one.evidence.service, one.evidence.url) == ("Crossref", WORK.url)


def test_a_date_that_is_mended_and_a_second_voice_are_no_news() -> None:
    before = seen_of(with_notices(replace(RETRACTION, updated=PartialDate(2026))))
    now = with_notices(RETRACTION, replace(RETRACTION, source="publisher"))

    assert told(now, before) == []


def test_a_notice_for_what_the_title_said_already_is_no_news() -> None:
    marked = replace(WORK, item=replace(WORK.item, title="RETRACTED: A study of tides"))

    assert [kind for kind, _, _ in told(marked, ())] == ["retraction"]
    assert told(with_notices(RETRACTION), seen_of(marked)) == []
    assert told(marked, seen_of(with_notices(RETRACTION))) == []


def test_a_second_retraction_is_news() -> None:
    second = replace(RETRACTION, doi="10.5555/r2")

    kinds = told(with_notices(RETRACTION, second), seen_of(with_notices(RETRACTION)))

    assert [(kind, "10.5555/r2" in message) for kind, _, message in kinds] == [
        ("retraction", True)
    ]


def test_a_retraction_that_is_no_longer_registered_is_news() -> None:
    assert told(WORK, seen_of(with_notices(RETRACTION))) == [
        ("gone", "note", "no longer registered: retraction: 10.5555/r (2026-11-20)")
    ]


def test_what_pubmed_said_is_not_gone_because_it_is_silent() -> None:
    said = replace(WORK, publication_types=("Retracted Publication",))

    found, remembered = news_of(OWN, Found(WORK), seen_of(said), {})

    assert (found, remembered) == ((), ("retraction: by its type in PubMed",))


def test_a_service_without_notices_does_not_make_them_go() -> None:
    other = replace(WORK, service="DataCite")

    found, remembered = news_of(
        OWN, Found(other), seen_of(with_notices(RETRACTION)), {}
    )

    assert (found, remembered) == ((), ("retraction: 10.5555/r (2026-11-20)",))


NOTICE = Work(Item(doi="10.5555/r"), "Crossref", "https://…", "2026-11-23")
VOID_NOTICE = replace(NOTICE, updated_by=(Update("10.5555/rr", "retraction"),))


def test_a_retraction_that_was_retracted_is_news_once_and_stays_void() -> None:
    work = with_notices(RETRACTION)

    (one,), remembered = news_of(
        OWN, Found(work), seen_of(work), {"10.5555/r": VOID_NOTICE}
    )

    assert (one.kind, one.severity) == ("void", Severity.NOTE)
    assert told(work, remembered, r=VOID_NOTICE) == []
    # The notice's record may be out of reach at the next run.
    assert told(work, remembered) == []
    assert [kind for kind, _, _ in told(work, remembered, r=NOTICE)] == ["retraction"]


def test_a_doi_that_stopped_resolving_is_news_once() -> None:
    found, remembered = news_of(OWN, UNKNOWN, (), {})

    assert [(n.kind, n.severity, n.message) for n in found] == [
        (
            "unregistered",
            Severity.ERROR,
            "is no longer registered: it leads nowhere",
        )
    ]
    assert remembered == ("not registered",)
    assert told(UNKNOWN, remembered) == []


def test_a_doi_that_came_into_being_is_news() -> None:
    found, remembered = news_of(OWN, Found(WORK), ("not registered",), {})

    assert [(n.kind, n.severity) for n in found] == [("registered", Severity.NOTE)]
    assert remembered == ()
