"""The real client over recorded exchanges: see tests/cassettes/README.md."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from evidencekit.endpoints import SERVICES
from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    InPubMed,
    Lookups,
    NotFound,
    Query,
)
from evidencekit.services import Settings
from evidencekit.services.live import Live
from tests.services.clocks import FakeTime
from tests.standin.faults import Fault
from tests.standin.limits import REAL_LIMITS
from tests.standin.records import records
from tests.standin.server import StandIn

CASSETTES = Path(__file__).resolve().parents[1] / "cassettes"
LIVE = os.environ.get("CASSETTES") == "live"
stand_in_only = pytest.mark.skipif(LIVE, reason="no service fails when we want it to")

# They change with every recording and say nothing, or say who recorded.
_DROPPED = {"date", "set-cookie", "cf-ray", "report-to", "nel", "alt-svc", "expires"}


# Whose is a path on the stand-in, which has all on one address.
_HOSTS = {
    "works": "api.crossref.org",
    "dois": "api.datacite.org",
    "entrez": "eutils.ncbi.nlm.nih.gov",
    "tools": "pmc.ncbi.nlm.nih.gov",
}


def _public(request: Any) -> Any:
    """Return the request as it would go to the public services."""
    url = urlsplit(request.uri)
    host = _HOSTS.get(url.path.split("/")[1], "doi.org")
    request.uri = url._replace(scheme="https", netloc=host).geturl()
    return request


def _lasting(response: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in response["headers"].items() if k.lower() not in _DROPPED}
    return {**response, "headers": kept}


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "before_record_request": _public,
        "before_record_response": _lasting,
        "decode_compressed_response": True,
        "filter_query_parameters": ["mailto", "email", "api_key"],
        "filter_headers": ["User-Agent", "X-USER-AGENT", "Host"],
        "match_on": ["method", "scheme", "host", "path", "query"],
    }


@pytest.fixture
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def service(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Live]:
    """The live services: over the cassette, or the stand-in while one is recorded."""
    recording = request.config.getoption("--record-mode") not in (None, "none")
    standin = None if LIVE or not recording else StandIn(records(), limits=REAL_LIMITS)
    chosen = request.node.get_closest_marker("services")
    services = chosen.args if chosen else SERVICES
    settings = Settings(os.environ.get("EVIDENCEKIT_MAILTO"), services=services)
    if not recording:
        # Nothing is asked, so that no host needs a name.
        monkeypatch.setattr("evidencekit.services.http._resolved", lambda _: True)
    # One at a time: whenever requests makes a connection, vcrpy takes its patches off
    # for a moment, and does so for all threads.
    monkeypatch.setattr("evidencekit.services.limiter.Limiter.lanes", 1)
    if standin is not None:
        marker = request.node.get_closest_marker("faulty")
        if marker is not None:
            standin.crossref_fault, standin.times = marker.args
        settings = Settings(
            mailto="a@b.invalid",
            crossref_url=standin.url,
            doi_url=standin.url,
            datacite_url=standin.url,
            pubmed_url=f"{standin.url}/entrez/eutils",
            pmc_url=f"{standin.url}/tools/idconv/api/v1/articles",
            services=services,
        )
        standin.__enter__()
    # Against the live services, the limits have to be kept in real time.
    clock = None if recording and LIVE else FakeTime().clock
    live = Live(settings, lambda _: None, clock)
    yield live
    live.close()
    if standin is not None:
        standin.__exit__(None, None, None)


def titles(lookups: Lookups) -> dict[str, str | None]:
    return {
        doi: answer.work.item.title
        for doi, answer in lookups.dois.items()
        if isinstance(answer, Found)
    }


@pytest.mark.vcr
@pytest.mark.default_cassette("crossref/founding_article.yaml")
def test_the_works_of_the_founding_article(service: Live) -> None:
    volumes = {
        "10.1016/j.cbpra.2010.05.004": "18",
        "10.1016/j.neubiorev.2019.09.040": "107",
        "10.2196/10698": "5",
        "10.1136/bjsports-2019-101242": "55",
        "10.1371/journal.pone.0204925": "13",
        "10.1016/j.neubiorev.2015.11.012": "61",
        "10.1371/journal.pone.0217800": "14",
        "10.2519/jospt.2012.4182": "42",
        "10.3390/nu14183766": "14",
        "10.1186/1475-2891-7-2": "7",
        "10.1002/ana.23944": "74",
        "10.3389/fpsyt.2020.00207": "11",
        "10.1192/bjp.bp.115.169094": "209",
    }

    lookups = service.resolve([ByDoi(doi) for doi in volumes])

    assert {
        doi: isinstance(answer, Found) and answer.work.item.volume
        for doi, answer in lookups.dois.items()
    } == volumes


@pytest.mark.vcr
@pytest.mark.default_cassette("crossref/search.yaml")
def test_a_reference_without_a_doi_is_found_by_search(service: Live) -> None:
    text = (
        "Puetz TW, O’Connor PJ, Dishman RK. Effects of chronic exercise on feelings of "
        "energy and fatigue: a quantitative synthesis. Psychol Bull. 2006;132(6):866."
    )

    found = service.resolve([BySearch(text)]).searches[text]

    assert isinstance(found, Candidates)
    assert found.works[0].item.doi == "10.1037/0033-2909.132.6.866"


@pytest.mark.vcr
@pytest.mark.default_cassette("crossref/notices.yaml")
def test_retractions_and_concerns_are_with_the_work(service: Live) -> None:
    dois = ["10.1016/s0140-6736(97)11096-0", "10.1056/nejm200011233432103"]

    lookups = service.resolve([ByDoi(doi) for doi in dois])

    assert {
        doi: {u.type for u in answer.work.updated_by} & {"retraction", _CONCERN}
        for doi, answer in lookups.dois.items()
        if isinstance(answer, Found)
    } == {dois[0]: {"retraction"}, dois[1]: {_CONCERN}}


_CONCERN = "expression_of_concern"


@pytest.mark.vcr
@pytest.mark.services("crossref", "doi")
@pytest.mark.default_cassette("doi_ra/agencies.yaml")
def test_who_registered_a_doi_that_crossref_does_not_have(service: Live) -> None:
    queries: list[Query] = [
        ByDoi("10.48550/arxiv.1810.04805"),
        ByDoi("10.1371/journal.pone.not-a-doi"),
    ]

    lookups = service.resolve(queries)

    first, second = lookups.dois.values()
    assert first == Elsewhere("doi.org", "DataCite")
    assert isinstance(second, NotFound)
    assert second.service == "doi.org"


@pytest.mark.vcr
@pytest.mark.default_cassette("datacite/records.yaml")
def test_what_datacite_has_under_its_dois(service: Live) -> None:
    dois = ["10.48550/arxiv.1810.04805", "10.5061/dryad.8515"]

    lookups = service.resolve([ByDoi(doi) for doi in dois])

    assert titles(lookups) == {
        dois[0]: "BERT: Pre-training of Deep Bidirectional Transformers for Language "
        "Understanding",
        dois[1]: "Data from: A new malaria agent in African hominids",
    }


@pytest.mark.vcr
@pytest.mark.default_cassette("pubmed/trivedi.yaml")
def test_pubmed_knows_an_article_without_a_doi(service: Live) -> None:
    title = "link[ti] AND depression[ti] AND physical[ti] AND symptoms[ti]"
    place = "trivedi[au] AND 2004[dp] AND 6[vi] AND 12[pg]"
    term = f"({title}) OR ({place})"

    lookups = service.resolve([InPubMed(term), ById("pmcid:PMC486942")])

    found, converted = lookups.pubmed[term], lookups.ids["pmcid:PMC486942"]
    assert isinstance(found, Candidates)
    assert isinstance(converted, Found)
    works = [found.works[0], converted.work]
    assert [(w.item.title, w.item.volume, w.item.page) for w in works] == [
        ("The link between depression and physical symptoms", "6", "12-16")
    ] * 2


@stand_in_only
@pytest.mark.vcr
@pytest.mark.default_cassette("negotiation/records.yaml")
def test_what_other_agencies_serve_as_csl(service: Live) -> None:
    lookups = service.resolve([ByDoi("10.1400/300100"), ByDoi("10.1400/22222")])

    assert titles(lookups) == {
        "10.1400/300100": "L'esercizio fisico nella cura della depressione lieve"
    }
    assert lookups.dois["10.1400/22222"] == Elsewhere(
        "doi.org", "mEDRA", "which serves no record of it as CSL-JSON"
    )


@stand_in_only
@pytest.mark.vcr
@pytest.mark.faulty(Fault.TOO_MANY_RETRY_AFTER, 2)
@pytest.mark.default_cassette("crossref/too_many_requests.yaml")
def test_two_429s_are_waited_out(service: Live) -> None:
    lookups = service.resolve([ByDoi("10.1371/journal.pone.0217800")])

    assert titles(lookups) == {
        "10.1371/journal.pone.0217800": "Exercise upregulates copeptin levels which is "
        "not regulated by interleukin-1"
    }


def test_no_cassette_holds_an_address_or_a_key() -> None:
    texts = [path.read_text("utf-8") for path in sorted(CASSETTES.rglob("*.yaml"))]

    assert len(texts) == 8
    assert not any("@" in text or "127.0.0.1" in text for text in texts)
    assert not any(
        "mailto" in text.lower() or "token" in text.lower() for text in texts
    )
