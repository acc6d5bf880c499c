"""The live services, asked over HTTP: our stand-in answers for Crossref and doi.org."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Found,
    InPubMed,
    Lookup,
    Lookups,
    NotFound,
    Query,
    Search,
    Unavailable,
)
from evidencekit.services import Settings
from evidencekit.services.live import Live
from tests.services.clocks import FakeTime
from tests.standin.faults import Fault
from tests.standin.limits import REAL_LIMITS
from tests.standin.records import CorrectionCase, records
from tests.standin.server import StandIn

KANDOLA = "10.1016/j.neubiorev.2019.09.040"
POPOVIC = "10.1371/journal.pone.0217800"
SICI = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
PUETZ = BySearch(
    "Puetz TW, O’Connor PJ, Dishman RK. Effects of chronic exercise on feelings of "
    "energy and fatigue: a quantitative synthesis. Psychol Bull. 2006;132(6):866-876."
)
ARTICLE: tuple[Query, ...] = (
    *(
        ByDoi(doi)
        for doi in (
            "10.1016/j.cbpra.2010.05.004",
            KANDOLA,
            "10.2196/10698",
            "10.1136/bjsports-2019-101242",
            "10.1371/journal.pone.0216631",
            "10.1016/j.neubiorev.2015.11.012",
            POPOVIC,
            "10.2519/jospt.2012.4182",
            "10.3390/nu14183766",
            "10.1186/1475-2891-7-2",
            "10.1002/ana.23944",
            "10.3389/fpsyt.2020.00207",
            "10.1192/bjp.bp.115.169094",
        )
    ),
    BySearch("Trivedi MH. The link between depression and physical symptoms. 2004"),
    PUETZ,
    BySearch("Using person-centered language. Resources for Integrated Care."),
)


@contextmanager
def live(
    standin: StandIn,
    time: FakeTime | None = None,
    cache_dir: Path | None = None,
    mailto: str | None = None,
) -> Iterator[Live]:
    settings = Settings(
        mailto=mailto,
        crossref_url=standin.url,
        doi_url=standin.url,
        datacite_url=standin.url,
        pubmed_url=f"{standin.url}/entrez/eutils",
        pmc_url=f"{standin.url}/tools/idconv/api/v1/articles",
        cache_dir=cache_dir,
    )
    time = time or FakeTime(real=True)
    service = Live(settings, lambda _: None, time.clock)
    try:
        yield service
    finally:
        service.close()


def lookup(service: Live, doi: str) -> Lookup:
    return service.resolve([ByDoi(doi)]).dois[doi]


def outcomes(lookups: Lookups) -> set[type[Lookup] | type[Search]]:
    return {type(a) for a in (*lookups.dois.values(), *lookups.searches.values())}


def test_all_dois_of_an_article_go_out_in_one_request(standin: StandIn) -> None:
    dois = [query for query in ARTICLE if isinstance(query, ByDoi)]

    with live(standin) as service:
        lookups = service.resolve(dois)

    assert {
        doi: isinstance(a, Found) and a.work.item.doi for doi, a in lookups.dois.items()
    } == {query.doi: query.doi for query in dois}
    assert standin.requests == 1


@pytest.mark.parametrize("standin", ["notice", "unregistered"], indirect=True)
def test_the_founding_article_takes_at_most_six_requests(standin: StandIn) -> None:
    with live(standin) as service:
        lookups = service.resolve(ARTICLE)

    assert Unavailable not in outcomes(lookups)
    assert all(query in lookups for query in ARTICLE)
    assert standin.requests <= 6  # the rounds that follow get two of the eight


def test_the_second_run_asks_nobody(standin: StandIn, tmp_path: Path) -> None:
    with live(standin, cache_dir=tmp_path) as service:
        first = service.resolve(ARTICLE)
    asked = standin.requests

    with live(standin, cache_dir=tmp_path) as service:
        second = service.resolve(ARTICLE)

    assert (second, standin.requests) == (first, asked)


def test_a_work_that_a_search_brought_is_not_asked_for_again(standin: StandIn) -> None:
    with live(standin) as service:
        found = service.resolve([PUETZ]).searches[PUETZ.text]
        assert isinstance(found, Candidates)

        again = lookup(service, "10.1037/0033-2909.132.6.866")

    assert again == Found(found.works[0])
    assert standin.requests == 1


def test_more_than_fifty_dois_go_out_in_batches(standin: StandIn) -> None:
    dois = [f"10.5555/none.{number}" for number in range(103)]

    with live(standin) as service:
        lookups = service.resolve([ByDoi(doi) for doi in dois])

    assert outcomes(lookups) == {NotFound}
    assert (standin.count("/works"), standin.count("/doiRA")) == (3, 3)


@pytest.mark.parametrize("standin", ["unregistered"], indirect=True)
def test_not_found_takes_the_word_of_doi_org(standin: StandIn) -> None:
    with live(standin) as service:
        answer = lookup(service, "10.1371/journal.pone.0216631")

    assert isinstance(answer, NotFound)
    assert answer.service == "doi.org"
    assert answer.url == f"{standin.url}/doiRA/10.1371/journal.pone.0216631"


def test_an_alias_brings_the_work_that_took_over(standin: StandIn) -> None:
    with live(standin) as service:
        lookups = service.resolve(
            [ByDoi("10.1016/s0149-7634(19)30524-8"), ByDoi(POPOVIC)]
        )

    alias = lookups.dois["10.1016/s0149-7634(19)30524-8"]
    assert isinstance(alias, Found)
    assert alias.work.item.doi == KANDOLA


def test_a_record_that_crossref_does_not_serve_is_not_unregistered(
    standin: StandIn,
) -> None:
    with live(standin) as service:
        answer = lookup(service, "10.5555/aliased-and-not-served")

    assert answer == Unavailable(
        "Crossref",
        "the DOI is registered with Crossref, which serves no record of it",
    )


def test_a_doi_of_an_unknown_agency_is_not_unregistered(standin: StandIn) -> None:
    with live(standin) as service:
        answer = lookup(service, "10.5555/of-an-unknown-agency")

    assert answer == Unavailable("doi.org", "answered “Unknown” to the DOI")


@pytest.mark.parametrize(
    "doi",
    [
        SICI,
        "10.1016/0002-9149(79)90276-5",
        "10.1002/2050-7038.12524/v2/review3",
    ],
)
def test_hard_dois_are_found_singly_and_together(standin: StandIn, doi: str) -> None:
    with live(standin) as service:
        together = service.resolve([ByDoi(doi), ByDoi(POPOVIC)]).dois[doi]
    with live(standin) as service:
        single = lookup(service, doi)

    for answer in (together, single):
        assert isinstance(answer, Found)
        assert answer.work.item.doi == doi


@pytest.mark.parametrize(
    "doi",
    [
        f"{POPOVIC}#sec1",
        f"{POPOVIC}?x=1",
        f"{POPOVIC}/../journal.pone.0204925",
        "10.5555/a b",
        "10.5555/comma,doi:10.1371/journal.pone.0217800",
        "10.5555/per%63ent",
    ],
)
def test_a_doi_never_brings_the_record_of_another(standin: StandIn, doi: str) -> None:
    with live(standin) as service:
        assert isinstance(lookup(service, doi), NotFound)


def test_a_comma_in_a_doi_does_not_spoil_the_others(standin: StandIn) -> None:
    with live(standin) as service:
        lookups = service.resolve(
            [ByDoi(KANDOLA), ByDoi("10.5555/a,b"), ByDoi(POPOVIC)]
        )

    assert {doi: type(answer) for doi, answer in lookups.dois.items()} == {
        KANDOLA: Found,
        "10.5555/a,b": NotFound,
        POPOVIC: Found,
    }


def test_a_refused_select_is_left_out_from_then_on(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.standin.api._SELECTABLE", frozenset({"DOI"}))

    with live(standin) as service:
        lookups = service.resolve([ByDoi(KANDOLA), ByDoi(POPOVIC), PUETZ])

    assert outcomes(lookups) == {Found, Candidates}
    assert ["select=" in target for target in standin.log] == [True, False, False]


def test_a_search_brings_the_best_fit_first(standin: StandIn) -> None:
    with live(standin) as service:
        found = service.resolve([PUETZ]).searches[PUETZ.text]

    assert isinstance(found, Candidates)
    assert found.works[0].item.doi == "10.1037/0033-2909.132.6.866"


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_searched_for_with_nothing(standin: StandIn, text: str) -> None:
    with live(standin) as service:
        answer = service.resolve([BySearch(text)]).searches[text]

    assert answer == Unavailable("Crossref", "nothing to search for")
    assert standin.requests == 0


def test_a_text_beyond_all_measure_is_searched_for_by_its_head(
    standin: StandIn,
) -> None:
    text = "Сверхдлинная запись " * 5000

    with live(standin) as service:
        answer = service.resolve([BySearch(text)]).searches[text]

    assert isinstance(answer, Candidates)
    assert len(standin.log[0]) < 6000


def test_characters_that_no_url_can_hold_are_a_failure_of_that_query(
    standin: StandIn,
) -> None:
    with live(standin) as service:
        lookups = service.resolve([ByDoi("10.5555/\ud800"), ByDoi(POPOVIC)])

    assert isinstance(lookups.dois["10.5555/\ud800"], Unavailable)
    assert isinstance(lookups.dois[POPOVIC], Found)


def test_the_address_goes_out_both_ways(standin: StandIn) -> None:
    with live(standin, mailto="editor@example.org") as service:
        lookup(service, POPOVIC)

    assert "mailto=editor%40example.org" in standin.log[0]
    assert "mailto:editor@example.org" in standin.user_agents[0]


def test_a_password_in_an_address_stays_with_us(standin: StandIn) -> None:
    url = standin.url.replace("//", "//user:pa55word@")
    settings = Settings(
        crossref_url=url,
        doi_url=url,
        datacite_url=url,
        pubmed_url=f"{url}/entrez/eutils",
        pmc_url=f"{url}/tools/idconv",
    )
    queries: list[Query] = [
        *(ByDoi(POPOVIC), PUETZ, ByDoi("10.5555/none")),
        *(ByDoi("10.5061/dryad.8515"), ByDoi("10.1400/300100")),
        *(InPubMed("(trivedi[au])"), ById("pmcid:PMC486942")),
    ]
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)

    lookups = service.resolve(queries)
    service.close()

    answers = [*lookups.dois.values(), *lookups.ids.values()]
    assert [type(answer) for answer in answers] == [
        *(Found, NotFound, Found, Found),
        Found,
    ]
    assert "pa55word" not in repr((lookups, service.described))


def test_asking_neither_crossref_nor_doi_org_tells_nothing(standin: StandIn) -> None:
    settings = Settings(crossref_url=standin.url, services=("datacite", "pubmed"))
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)

    lookups = service.resolve([ByDoi(POPOVIC), PUETZ])
    service.close()

    left_out = Unavailable("Crossref", "left out by the setting “services”", True)
    assert lookups == Lookups({POPOVIC: left_out}, {PUETZ.text: left_out})
    assert standin.requests == 0


def test_the_limits_of_the_public_pool_are_kept() -> None:
    with (
        StandIn(records(), limits=REAL_LIMITS) as standin,
        live(standin, FakeTime(real=False)) as service,
    ):
        service.resolve([BySearch("depression"), ByDoi(POPOVIC)])

    assert standin.requests == 2


def test_with_real_limits_nothing_is_lost() -> None:
    with (
        StandIn(records(), limits=REAL_LIMITS) as standin,
        live(standin, None, mailto="editor@example.org") as service,
    ):
        lookups = service.resolve(ARTICLE[-3:])

    assert outcomes(lookups) == {Candidates}


# Every fault, for ever, at Crossref; `SLOW` and `DRIP` are timed in test_channel.
_QUICK = [fault for fault in Fault if fault not in (Fault.SLOW, Fault.DRIP)]


@pytest.mark.parametrize("fault", _QUICK)
def test_a_failing_crossref_leaves_everything_unchecked_within_30_s(
    standin: StandIn, fault: Fault
) -> None:
    standin.crossref_fault = fault
    time = FakeTime(real=True)
    started = time.monotonic()

    with live(standin, time) as service:
        lookups = service.resolve(ARTICLE)

    assert outcomes(lookups) == {Unavailable}
    assert all(query in lookups for query in ARTICLE)
    assert time.monotonic() - started < 30
    assert standin.count("/doiRA") == 0


@pytest.mark.parametrize("fault", _QUICK)
def test_a_failing_doi_org_never_means_unregistered(
    standin: StandIn, fault: Fault
) -> None:
    standin.doi_fault = fault
    time = FakeTime(real=True)
    started = time.monotonic()

    with live(standin, time) as service:
        lookups = service.resolve([ByDoi("10.5555/none"), ByDoi(POPOVIC)])

    assert {doi: type(a) for doi, a in lookups.dois.items()} == {
        "10.5555/none": Unavailable,
        POPOVIC: Found,
    }
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.DRIP])
def test_a_service_that_hangs_is_left_in_time(standin: StandIn, fault: Fault) -> None:
    standin.crossref_fault = standin.doi_fault = fault
    settings = Settings(
        crossref_url=standin.url, doi_url=standin.url, timeout_s=0.3, patience_s=0.5
    )
    service = Live(settings, lambda _: None)

    lookups = service.resolve([ByDoi(POPOVIC), PUETZ])
    service.close()

    assert set(lookups.dois.values()) == {Unavailable("Crossref", "no answer in time")}


@pytest.mark.parametrize(
    "fault",
    [
        Fault.TOO_MANY,
        Fault.TOO_MANY_RETRY_AFTER,
        Fault.ERROR_JSON,
        Fault.HTML_200,
        Fault.CUT,
        Fault.RESET,
    ],
)
def test_a_passing_fault_costs_nothing_but_time(standin: StandIn, fault: Fault) -> None:
    standin.crossref_fault, standin.times = fault, 2

    with live(standin) as service:
        lookups = service.resolve(ARTICLE)

    assert Unavailable not in outcomes(lookups)


def test_a_dead_port_is_unavailable() -> None:
    with StandIn(records()) as standin:
        url = standin.url
    settings = Settings(crossref_url=url, doi_url=url)
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)

    lookups = service.resolve(ARTICLE)
    service.close()

    assert set(lookups.dois.values()) == {Unavailable("Crossref", "no connection")}


@pytest.mark.parametrize("url", ["nonsense", "ftp://127.0.0.1", "http://127.0.0.1:x"])
def test_an_address_of_no_use_is_unavailable(url: str) -> None:
    settings = Settings(crossref_url=url, doi_url=url)
    service = Live(settings, lambda _: None, FakeTime().clock)

    assert outcomes(service.resolve(ARTICLE)) == {Unavailable}
    service.close()


def test_crossref_is_not_asked_again_while_doi_org_is_silent(
    standin: StandIn, tmp_path: Path
) -> None:
    standin.doi_fault = Fault.BLOCKED
    with live(standin, cache_dir=tmp_path) as service:
        before = lookup(service, "10.5555/none")
    standin.doi_fault = None
    asked = standin.requests

    with live(standin, cache_dir=tmp_path) as service:
        after = lookup(service, "10.5555/none")

    assert isinstance(before, Unavailable)
    assert isinstance(after, NotFound)
    assert standin.log[asked:] == ["/doiRA/10.5555/none"]


def test_silence_is_not_kept(standin: StandIn, tmp_path: Path) -> None:
    standin.crossref_fault = Fault.BLOCKED
    with live(standin, cache_dir=tmp_path) as service:
        assert isinstance(lookup(service, POPOVIC), Unavailable)
    standin.crossref_fault = None

    with live(standin, cache_dir=tmp_path) as service:
        assert isinstance(lookup(service, POPOVIC), Found)


def test_the_three_possibilities_of_the_cited_doi() -> None:
    found = {}
    for case in CorrectionCase:
        with StandIn(records(case)) as standin, live(standin) as service:
            answer = lookup(service, "10.1371/journal.pone.0216631")
        found[case] = (
            [u.doi for u in answer.work.updates]
            if isinstance(answer, Found)
            else type(answer)
        )

    assert found == {
        CorrectionCase.NOTICE: ["10.1371/journal.pone.0204925"],
        CorrectionCase.OTHER: [],
        CorrectionCase.UNREGISTERED: NotFound,
    }
