"""A service sends us on within the open network, and never into a private one."""

import pytest

from evidencekit.model import ByDoi, Found, Unavailable
from evidencekit.services import redirects
from evidencekit.services.redirects import refusal
from tests.services.test_live import KANDOLA, live
from tests.standin.faults import Fault
from tests.standin.records import ALIASES, records
from tests.standin.server import StandIn

HOSTS = {
    "api.crossref.org": {"13.224.0.1", "2600:9000::1"},
    "doi.org": {"104.26.8.237"},
    "router": {"192.168.0.1"},
    "mirror": {"10.0.0.5"},
    "rebound": {"104.26.8.237", "127.0.0.1"},
    "behind-a-proxy": set[str](),
}


def addresses(host: str) -> set[str]:
    return HOSTS.get(host, {host})


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://api.crossref.org/works/1", "https://api.crossref.org/works/2"),
        ("https://api.crossref.org/works/1", "https://doi.org/1"),
        ("http://doi.org/1", "https://doi.org/1"),
        ("https://api.crossref.org/", "https://behind-a-proxy/"),
        # The user's own mirror may send us on in the user's own network.
        ("http://mirror/works/1", "http://router/works/1"),
        ("http://127.0.0.1:8000/works/1", "http://127.0.0.1:9000/works/1"),
    ],
)
def test_a_redirect_is_followed(source: str, target: str) -> None:
    assert refusal(source, target, addresses) is None


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("https://doi.org/1", "http://doi.org/1", "from HTTPS to HTTP, at doi.org"),
        ("https://doi.org/1", "https://router/", "router, which is in a private"),
        ("https://doi.org/1", "https://rebound/", "rebound, which is in a private"),
        ("https://doi.org/1", "https://127.0.0.1/", "127.0.0.1, which is in a private"),
        ("https://doi.org/1", "https://[::1]/", "::1, which is in a private"),
        ("https://doi.org/1", "https://169.254.169.254/", "169.254.169.254, which"),
        ("https://doi.org/1", "https://[fe80::1%25eth0]/", "fe80"),
        ("https://doi.org/1", "https://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1, which"),
        ("https://doi.org/1", "https://[2002:7f00:1::]/", "2002:7f00:1::, which"),
        ("https://doi.org/1", "file:///etc/passwd", "what is no web address"),
        ("https://doi.org/1", "gopher://router/", "what is no web address"),
    ],
)
def test_a_redirect_is_refused(source: str, target: str, why: str) -> None:
    assert why in (refusal(source, target, addresses) or "")


def test_an_alias_is_followed_to_the_doi_that_took_over() -> None:
    with StandIn(records()) as standin, live(standin) as service:
        (alias,) = ALIASES
        answer = service.resolve([ByDoi(alias)]).dois[alias]

    assert isinstance(answer, Found)
    assert answer.work.item.doi == KANDOLA


@pytest.mark.parametrize("service_at_fault", ["crossref_fault", "doi_fault"])
def test_a_service_that_sends_us_home_gave_no_answer(
    service_at_fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        redirects, "_addresses", {"127.0.0.1": ["8.8.8.8"], "localhost": ["::1"]}.get
    )
    doi = "10.5555/nowhere-registered"
    with StandIn(records()) as standin, live(standin) as service:
        setattr(standin, service_at_fault, Fault.HOME)
        answer = service.resolve([ByDoi(doi)]).dois[doi]

    assert isinstance(answer, Unavailable)
    assert "localhost, which is in a private network" in answer.reason
