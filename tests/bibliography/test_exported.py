"""Which values an exported reference has, and what is said of it."""

from dataclasses import replace

import pytest

from evidencekit.bibliography import Outcome, exported
from evidencekit.bibliography.registered import registered
from evidencekit.model import (
    Document,
    DocumentReport,
    Item,
    Name,
    PartialDate,
    Reference,
    Report,
    Span,
    Status,
    Unchecked,
    Verdict,
    Work,
)

PRINTED = Item(
    type="article-journal",
    title="Walking and moods",
    author=(Name("Smith", "J"),),
    et_al=True,
    container_title="J Moods",
    issued=PartialDate(2019),
    volume="0",
    page="1-9",
    doi="10.1000/wrong",
    url="https://a.example/walking",
)
REFERENCE = Reference("4", "Smith J, et al. Walking and moods.", Span(0, 34), PRINTED)
RECORD = Item(
    type="article-journal",
    title="Walking and moods: a trial.",
    author=(Name("Smith", "Jane"), Name("Doe", "Ada")),
    container_title="Journal of Moods",
    issued=PartialDate(2018, 12),
    volume="7",
    doi="10.1000/right",
    url="https://doi.org/10.1000/right",
    publisher="Moods Ltd",
)
WORK = Work(
    RECORD,
    "Crossref",
    "https://api.crossref.org/works/10.1000%2Fright",
    "2026-11-23T10:15:00Z",
    dates=(PartialDate(2018, 12), PartialDate(2019, 2)),
)


def verdict(status: Status, suggested: str | None = None) -> Verdict:
    return Verdict("4", status, WORK, suggested)


def test_registered_values_come_first_and_printed_ones_fill_the_gaps() -> None:
    assert registered(REFERENCE, verdict(Status.DISCREPANT)) == replace(
        RECORD,
        title="Walking and moods: a trial",
        issued=PartialDate(2019, 2),
        page="1-9",
        url="https://a.example/walking",
        publisher=None,
    )


def test_a_record_with_fewer_authors_does_not_shorten_the_list() -> None:
    authors = (Name("Smith", "J"), Name("Doe", "A"), Name("Roe", "B"))
    reference = replace(REFERENCE, item=replace(PRINTED, author=authors, et_al=False))

    item = registered(reference, verdict(Status.VERIFIED))

    assert item is not None
    assert item.author == authors


def test_capitals_all_over_are_not_taken_over() -> None:
    loud = replace(
        WORK,
        item=replace(
            RECORD, title="WALKING AND MOODS", author=(Name("SMITH", "JANE"),)
        ),
    )
    reference = replace(REFERENCE, item=replace(PRINTED, et_al=False))

    item = registered(reference, replace(verdict(Status.VERIFIED), work=loud))

    assert item is not None
    assert (item.title, item.author) == (PRINTED.title, PRINTED.author)


@pytest.mark.parametrize("status", [Status.MISMATCHED, Status.NOTICE])
def test_the_record_under_a_wrong_doi_is_never_used(status: Status) -> None:
    right = registered(REFERENCE, verdict(status, "10.1000/RIGHT"))

    assert right is not None
    assert (right.doi, right.url) == ("10.1000/right", None)
    assert registered(REFERENCE, verdict(status, "10.1000/other")) is None
    assert registered(REFERENCE, verdict(status)) is None


@pytest.mark.parametrize(
    "status", [Status.NOT_FOUND, Status.UNCHECKED, Status.NOT_APPLICABLE]
)
def test_what_is_not_verified_has_no_registered_values(status: Status) -> None:
    assert registered(REFERENCE, verdict(status)) is None


def test_a_preprint_does_not_take_the_place_of_the_published_work() -> None:
    preprint = replace(WORK, kind="posted-content")

    assert (
        registered(REFERENCE, replace(verdict(Status.DISCREPANT), work=preprint))
        is None
    )


def of(*verdicts: Verdict, has_prose: bool = True) -> Report:
    references = tuple(replace(REFERENCE, id=v.reference) for v in verdicts)
    document = Document("a.txt", "text/plain", "", references, has_prose=has_prose)
    silence = Unchecked("3", "Crossref", "no answer within 10 s")
    return Report((DocumentReport(document, verdicts, unchecked=(silence,)),))


def test_each_outcome_has_its_remark() -> None:
    found = exported(
        of(
            Verdict("1", Status.VERIFIED, WORK, standing="retracted"),
            Verdict("2", Status.NOTICE, WORK, "10.1000/right"),
            Verdict("3", Status.UNCHECKED),
            Verdict("4", Status.MISMATCHED, None, "10.1000/other"),
        )
    )

    assert [
        (e.outcome, e.entry.number, e.entry.key, e.entry.remark) for e in found
    ] == [
        (Outcome.REGISTERED, "1", None, "the work is retracted"),
        (
            *(Outcome.CORRECTED, "2", None),
            "in place of the printed DOI 10.1000/wrong",
        ),
        (
            *(Outcome.UNCHECKED, "3", None),
            "as printed: unchecked (Crossref: no answer within 10 s)",
        ),
        (
            *(Outcome.WRONG_DOI, "4", None),
            "as printed: the DOI is that of another work, of a notice or version; "
            "suggested DOI 10.1000/other",
        ),
    ]
    assert [e.gravity for e in found] == ["the work is retracted", None, None, None]


def test_the_keys_of_a_bibliography_stay_also_where_they_are_numbers() -> None:
    found = exported(of(Verdict("12", Status.VERIFIED, WORK), has_prose=False))

    assert [e.entry.key for e in found] == ["12"]
