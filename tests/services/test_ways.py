"""The ways to a service: proxies, TLS, IPv6, and an environment that breaks them."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencekit.model import ByDoi, Elsewhere, Found, Lookup, NotFound, Unavailable
from evidencekit.services import Settings
from evidencekit.services.live import Live
from tests.services.clocks import FakeTime
from tests.standin.records import records
from tests.standin.server import StandIn

POPOVIC, NONE = "10.1371/journal.pone.0217800", "10.5555/none"
TLS = Path(__file__).parents[1] / "data" / "tls"
CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
PROXY_VARIABLES = [
    f"{name}_{suffix}"
    for name in ("http", "https", "all", "no")
    for suffix in ("proxy",)
]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PROXY_VARIABLES, *CERTIFICATES):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def secure() -> Iterator[StandIn]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    with StandIn(records(), tls=context) as running:
        yield running


def asked(url: str) -> dict[str, Lookup]:
    """Return what becomes of a DOI that Crossref has, and of one for doi.org."""
    settings = Settings(crossref_url=url, doi_url=url)
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)
    try:
        return dict(service.resolve([ByDoi(POPOVIC), ByDoi(NONE)]).dois)
    finally:
        service.close()


def outcomes(lookups: dict[str, Lookup]) -> dict[str, type[Lookup]]:
    return {doi: type(lookup) for doi, lookup in lookups.items()}


BOTH = {POPOVIC: Found, NONE: NotFound}


def test_both_clients_take_the_proxy_of_the_environment(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", standin.url)

    assert outcomes(asked("http://services.invalid:8080")) == BOTH
    assert standin.proxied == ["services.invalid:8080"] * 2


def test_both_clients_leave_the_proxy_for_a_host_that_wants_none(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StandIn(records()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")

        assert outcomes(asked(standin.url)) == BOTH
        assert proxy.requests == 0


def test_a_proxy_that_is_not_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(records()) as standin:
        gone = standin.url
    monkeypatch.setenv("http_proxy", gone)

    assert set(asked("http://services.invalid").values()) == {
        Unavailable("Crossref", "no connection")
    }


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense://x"])
def test_a_proxy_of_no_use_is_one_clear_line(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy)

    for lookup in asked(standin.url).values():
        assert isinstance(lookup, Unavailable)
        assert lookup.reason.startswith("no connection can be made: ")
        assert "\n" not in lookup.reason


def test_a_certificate_that_nobody_vouches_for_is_one_clear_line(
    secure: StandIn,
) -> None:
    time = FakeTime(real=True)
    started = time.monotonic()

    lookups = asked(secure.url)

    assert set(lookups.values()) == {
        Unavailable(
            "Crossref",
            "no secure connection: certificate verify failed: self-signed certificate",
        )
    }
    assert time.monotonic() - started < 5


def test_certificates_of_the_users_own_are_taken(
    secure: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))

    assert outcomes(asked(secure.url)) == BOTH


def test_a_file_of_certificates_that_is_not_there_is_one_clear_line(
    secure: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))

    assert set(asked(secure.url).values()) == {
        Unavailable(
            "Crossref",
            "no connection can be made: FileNotFoundError: [Errno 2] No such file or "
            "directory",
        )
    }


def test_a_host_that_has_ipv6_only_is_reached_by_both_clients() -> None:
    with StandIn(records(), host="::1") as standin:
        assert outcomes(asked(standin.url)) == BOTH
        assert standin.url.startswith("http://[::1]:")


def test_doi_org_behind_a_bad_certificate_never_means_unregistered(
    standin: StandIn, secure: StandIn
) -> None:
    settings = Settings(crossref_url=standin.url, doi_url=secure.url)
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)
    lookups = service.resolve([ByDoi(POPOVIC), ByDoi(NONE)]).dois
    service.close()

    assert isinstance(lookups[POPOVIC], Found)
    assert lookups[NONE] == Unavailable(
        "doi.org",
        "no secure connection: certificate verify failed: self-signed certificate",
    )
    assert not isinstance(lookups[NONE], Elsewhere)
