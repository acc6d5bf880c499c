"""PubMed by search and by PMID, and by PMCID through PMC's converter."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evidencekit.model import (
    ById,
    Candidates,
    Found,
    InPubMed,
    Item,
    Name,
    NotFound,
    PartialDate,
    Query,
    Relation,
    Unavailable,
    Work,
)
from evidencekit.services import Settings
from evidencekit.services.live import Live
from evidencekit.services.pubmed_work import work_from_summary
from tests.services.clocks import FakeTime
from tests.services.test_live import live
from tests.standin.faults import Fault
from tests.standin.pubmed import SUMMARIES
from tests.standin.records import records
from tests.standin.server import StandIn

TRIVEDI = InPubMed(
    "(link[ti] AND depression[ti] AND physical[ti] AND symptoms[ti]) OR "
    "(trivedi[au] AND 2004[dp] AND 6[vi] AND 12[pg])"
)
NOW = "2026-11-23T12:00:00Z"


@contextmanager
def pubmed_at(url: str, time: FakeTime, **settings: Any) -> Iterator[Live]:
    """Yield the services, of which only PubMed and PMC have an address."""
    chosen = Settings(
        crossref_url="http://127.0.0.1:1",
        doi_url="http://127.0.0.1:1",
        datacite_url="http://127.0.0.1:1",
        pubmed_url=f"{url}/entrez/eutils",
        pmc_url=f"{url}/tools/idconv/api/v1/articles",
        **settings,
    )
    service = Live(chosen, lambda _: None, time.clock)
    try:
        yield service
    finally:
        service.close()


def test_a_search_brings_records_with_their_address(standin: StandIn) -> None:
    with live(standin) as service:
        found = service.resolve([TRIVEDI]).pubmed[TRIVEDI.term]

    assert isinstance(found, Candidates)
    [work] = found.works
    assert found.url.startswith(f"{standin.url}/entrez/eutils/esearch.fcgi?db=pubmed&")
    assert work == Work(
        Item(
            type="article-journal",
            title="The link between depression and physical symptoms",
            author=(Name("Trivedi", "MH"),),
            container_title="Primary care companion to the Journal of clinical "
            "psychiatry",
            container_title_short="Prim Care Companion J Clin Psychiatry",
            issued=PartialDate(2004),
            volume="6",
            issue="Suppl 1",
            page="12-16",
            pmid="16001092",
            pmcid="PMC486942",
        ),
        "PubMed",
        f"{standin.url}/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id=16001092",
        work.retrieved,
        agency="PubMed",
        dates=(PartialDate(2004),),
        publication_types=("Journal Article", "Review"),
    )


def test_a_search_without_a_hit_costs_one_request(standin: StandIn) -> None:
    query = InPubMed("(floodplain[ti] AND grasses[ti] AND mowing[ti])")

    with live(standin) as service:
        found = service.resolve([query]).pubmed[query.term]

    assert isinstance(found, Candidates)
    assert found.works == ()
    assert standin.requests == 1


def test_the_records_of_many_searches_come_in_one_request(standin: StandIn) -> None:
    trivedi, yoga = "(trivedi[au])", "(vollbehr[au])"
    queries = [InPubMed(f"{trivedi} OR (none{number}[ti])") for number in range(19)]
    queries += [InPubMed(yoga), InPubMed("(none[ti])"), InPubMed(trivedi)]

    with live(standin) as service:
        found = service.resolve(queries).pubmed

    pmids = [
        [work.item.pmid for work in answer.works]
        for answer in found.values()
        if isinstance(answer, Candidates)
    ]
    assert pmids == [["16001092"]] * 19 + [["30273409"], [], ["16001092"]]
    assert standin.count("/entrez/eutils/esearch") == 22
    assert standin.count("/entrez/eutils/esummary") == 2


def test_works_come_by_pmid_and_by_pmcid_in_few_requests(standin: StandIn) -> None:
    queries = [
        *(ById("pmid:30273409"), ById("pmid:16001092"), ById("pmid:4")),
        *(ById("pmcid:PMC486942"), ById("pmcid:PMC999")),
    ]

    with live(standin) as service:
        ids = service.resolve(queries).ids

    assert {
        id_: a.work.item.pmid if isinstance(a, Found) else type(a)
        for id_, a in ids.items()
    } == {
        "pmid:30273409": "30273409",
        "pmid:16001092": "16001092",
        "pmid:4": NotFound,
        "pmcid:PMC486942": "16001092",
        "pmcid:PMC999": NotFound,
    }
    assert standin.count("/entrez") == 2
    assert standin.count("/tools") == 1


def test_the_second_run_asks_nobody(standin: StandIn, tmp_path: Path) -> None:
    queries: list[Query] = [TRIVEDI, ById("pmid:30273409"), ById("pmcid:PMC486942")]
    with live(standin, cache_dir=tmp_path) as service:
        first = service.resolve(queries)
    asked = standin.requests

    with live(standin, cache_dir=tmp_path) as service:
        second = service.resolve(queries)

    assert (second, standin.requests) == (first, asked)


def test_ncbi_hears_who_asks_and_nobody_else_does(standin: StandIn) -> None:
    with pubmed_at(
        standin.url,
        FakeTime(real=True),
        mailto="editor@example.org",
        ncbi_api_key="5ecre7",
    ) as service:
        found = service.resolve([TRIVEDI]).pubmed[TRIVEDI.term]

    assert all(
        "tool=evidencekit&email=editor%40example.org&api_key=5ecre7" in target
        for target in standin.log
    )
    assert "example.org" not in repr(found)
    assert "5ecre7" not in repr(found)


@pytest.mark.parametrize(("key", "most"), [(None, 3), ("5ecre7", 10)])
def test_requests_keep_to_the_limit(
    standin: StandIn, key: str | None, most: int
) -> None:
    time = FakeTime()
    queries = [InPubMed(f"(word{number}[ti])") for number in range(31)]

    with pubmed_at(standin.url, time, ncbi_api_key=key) as service:
        service.resolve(queries)

    assert standin.requests == 31
    assert 30 / most - 1 <= sum(time.slept) <= 1.1 * 31 / most


_QUICK = [fault for fault in Fault if fault not in (Fault.SLOW, Fault.DRIP)]


@pytest.mark.parametrize("fault", _QUICK)
def test_a_failing_pubmed_says_nothing_and_is_soon_left(
    standin: StandIn, tmp_path: Path, fault: Fault
) -> None:
    standin.faults = {"entrez": fault, "tools": fault}
    queries: list[Query] = [
        *(InPubMed(f"(word{number}[ti])") for number in range(20)),
        *(ById("pmid:1"), ById("pmcid:PMC2")),
    ]
    time = FakeTime(real=True)
    started = time.monotonic()

    with live(standin, time, cache_dir=tmp_path) as service:
        lookups = service.resolve(queries)
    spent_s = time.monotonic() - started
    standin.faults = {}
    with live(standin, cache_dir=tmp_path) as service:
        again = service.resolve([TRIVEDI])

    answers = {*lookups.pubmed.values(), *lookups.ids.values()}
    assert {type(answer) for answer in answers} == {Unavailable}
    assert spent_s < 15
    assert isinstance(again.pubmed[TRIVEDI.term], Candidates)


def test_a_pubmed_that_nobody_reaches_costs_one_attempt() -> None:
    with StandIn(records()) as dead:
        url = dead.url
    time = FakeTime()

    with pubmed_at(url, time) as service:
        lookups = service.resolve([TRIVEDI, ById("pmid:1"), ById("pmcid:PMC2")])

    assert set(lookups.pubmed.values()) == {Unavailable("PubMed", "no connection")}
    assert lookups.ids == {
        "pmid:1": Unavailable("PubMed", "no connection"),
        "pmcid:PMC2": Unavailable("PMC", "no connection"),
    }
    assert time.slept == []


@pytest.mark.parametrize(
    "name", ["eutils.invalid", "pubmed.invalid."], ids=["plain", "dotted"]
)
def test_a_host_without_an_address_is_no_connection(name: str) -> None:
    with pubmed_at(f"https://{name}", FakeTime()) as service:
        lookups = service.resolve([TRIVEDI])

    assert set(lookups.pubmed.values()) == {Unavailable("PubMed", "no connection")}


def test_a_pubmed_that_is_left_out_was_not_asked(standin: StandIn) -> None:
    with pubmed_at(
        standin.url, FakeTime(real=True), services=("crossref", "doi")
    ) as service:
        lookups = service.resolve([TRIVEDI])

    [silence] = lookups.pubmed.values()
    assert isinstance(silence, Unavailable)
    assert silence.unasked
    assert standin.requests == 0


def test_publication_types_and_notices_are_with_the_work() -> None:
    work = work_from_summary(SUMMARIES["90000001"], "u", NOW)

    assert work == Work(
        Item(
            type="article-journal",
            title="A retracted trial of imaginary remedies for loneliness",
            author=(
                Name("Example", "A"),
                Name("van der Standin", "BC", suffix="Jr"),
                Name(literal="Loopback Study Group"),
            ),
            container_title="Annals of example medicine",
            container_title_short="Ann Example Med",
            issued=PartialDate(1999, 11),
            volume="9",
            issue="4",
            page="101-109",
            pmid="90000001",
        ),
        "PubMed",
        "u",
        NOW,
        agency="PubMed",
        titles=("Eine zurückgezogene Studie zu erfundenen Mitteln gegen Einsamkeit",),
        dates=(PartialDate(1999, 11),),
        relations=(Relation("retraction-in", "90000002", "pmid"),),
        publication_types=("Journal Article", "Retracted Publication"),
    )


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2018 Oct 1", PartialDate(2018, 10, 1)),
        ("2003 Nov-Dec", PartialDate(2003, 11)),
        ("2004 Fall", PartialDate(2004)),
        ("1998 Dec-1999 Jan", PartialDate(1998, 12)),
        ("Spring", None),
    ],
)
def test_dates_as_pubmed_writes_them(printed: str, date: PartialDate | None) -> None:
    work = work_from_summary({"uid": "1", "pubdate": printed}, "u", NOW)

    assert work.item.issued == date


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [[]], [None], [{"name": []}]])
def test_odd_values_are_left_out(value: object) -> None:
    for key in SUMMARIES["16001092"]:
        summary = {**SUMMARIES["16001092"], key: value, "uid": "1"}
        assert work_from_summary(summary, "u", NOW).item.pmid == "1"
