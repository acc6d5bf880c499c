"""The stand-in behaves as recordings of Crossref and doi.org show them."""

from typing import Any

import pytest
import requests

from tests.standin.faults import Fault
from tests.standin.limits import REAL_LIMITS
from tests.standin.records import records
from tests.standin.server import StandIn

POPOVIC = "10.1371/journal.pone.0217800"


def fetched(standin: StandIn, path: str) -> requests.Response:
    return requests.get(standin.url + path, timeout=5, allow_redirects=False)


def items(standin: StandIn, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = fetched(standin, f"/works?{query}").json()["message"][
        "items"
    ]
    return found


@pytest.mark.parametrize(
    "path", [POPOVIC, POPOVIC.upper(), POPOVIC.replace("/", "%2F")]
)
@pytest.mark.parametrize("prefix", ["/works/", "/v1/works/"])
def test_a_record_in_its_envelope(standin: StandIn, prefix: str, path: str) -> None:
    body = fetched(standin, prefix + path).json()

    assert {key: body[key] for key in body if key != "message"} == {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
    }
    assert (body["message"]["DOI"], body["message"]["score"]) == (POPOVIC, 1)


def test_both_kinds_of_404(standin: StandIn) -> None:
    replies = [fetched(standin, "/works/10.5555/none") for _ in range(2)]

    assert [(r.status_code, r.headers["Content-Type"], r.text) for r in replies] == [
        (404, "text/plain", "Resource not found."),
        (404, "application/json", "Resource not found."),
    ]


@pytest.mark.parametrize(
    ("query", "type_"),
    [
        ("rows=1001", "integer-not-valid"),
        ("rows=many", "integer-not-valid"),
        ("filter=has-assertion:true", "filter-not-available"),
        ("select=language", "element-not-valid"),
        ("warp=9", "parameter-not-allowed"),
    ],
)
def test_what_is_refused(standin: StandIn, query: str, type_: str) -> None:
    reply = fetched(standin, f"/works?{query}")

    assert reply.status_code == 400
    assert reply.json()["message-type"] == "validation-failure"
    assert reply.json()["message"][0]["type"] == type_


def test_a_filter_repeated_means_or_and_absent_dois_are_missing(
    standin: StandIn,
) -> None:
    dois = [f"doi:{doi}" for doi in (POPOVIC, "10.5555/none", "10.1038/171737A0")]

    found = items(standin, f"filter={','.join(dois)}&select=DOI")

    assert sorted(item["DOI"] for item in found) == ["10.1038/171737a0", POPOVIC]


@pytest.mark.parametrize("text", ["zzzz qqqq", "…", "an article that nobody wrote"])
def test_a_search_always_answers(standin: StandIn, text: str) -> None:
    assert len(items(standin, f"query.bibliographic={text}&rows=3")) == 3


def test_no_rows_is_no_items(standin: StandIn) -> None:
    assert items(standin, "query=depression&rows=0") == []


def test_identical_searches_rank_alike_and_score_differently(standin: StandIn) -> None:
    query = "query.bibliographic=Hatha yoga for mood and anxiety disorders&rows=4"

    first, second = items(standin, query), items(standin, query)

    assert [i["DOI"] for i in first] == [i["DOI"] for i in second]
    assert first[0]["score"] != second[0]["score"]


def test_agencies_come_in_a_list(standin: StandIn) -> None:
    path = f"/doiRA/{POPOVIC.upper()},10.5281%2Fzenodo.3678326,10.5555/a%2Cb,x"

    assert fetched(standin, path).json() == [
        {"DOI": POPOVIC.upper(), "RA": "Crossref"},
        {"DOI": "10.5281/zenodo.3678326", "RA": "DataCite"},
        {"DOI": "10.5555/a,b", "status": "DOI does not exist"},
        {"DOI": "x", "status": "Invalid DOI"},
    ]


def test_the_agency_route(standin: StandIn) -> None:
    assert fetched(standin, f"/works/{POPOVIC}/agency").json()["message"] == {
        "DOI": POPOVIC,
        "agency": {"id": "crossref", "label": "Crossref"},
    }


@pytest.mark.parametrize(
    ("path", "pool", "limit"),
    [
        ("/works?rows=0", "public-array", "1"),
        ("/works?rows=0&mailto=a@b.invalid", "polite-array", "3"),
        (f"/works/{POPOVIC}", "public-single", "5"),
        (f"/works/{POPOVIC}?mailto=a@b.invalid", "polite-single", "10"),
    ],
)
def test_pools_and_their_limits(path: str, pool: str, limit: str) -> None:
    with StandIn(records(), limits=REAL_LIMITS) as standin:
        headers = fetched(standin, path).headers

    assert headers["x-api-pool"] == pool
    assert headers["x-rate-limit-limit"] == limit


def test_who_asks_too_fast_gets_429() -> None:
    with StandIn(records(), limits=REAL_LIMITS) as standin:
        statuses = [fetched(standin, "/works?rows=0").status_code for _ in range(2)]

    assert statuses == [200, 429]


def test_a_fault_may_pass(standin: StandIn) -> None:
    standin.crossref_fault, standin.times = Fault.ERROR_JSON, 2

    statuses = [fetched(standin, "/works?rows=0").status_code for _ in range(3)]

    assert statuses == [500, 500, 200]


def test_requests_are_counted(standin: StandIn) -> None:
    fetched(standin, "/works?rows=0")
    fetched(standin, "/doiRA/x")

    assert fetched(standin, "/__requests").json() == {
        "count": 2,
        "log": ["/works?rows=0", "/doiRA/x"],
    }
    assert (standin.count("/works"), standin.count("/doiRA")) == (1, 1)
