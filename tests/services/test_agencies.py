"""DOIs that other agencies registered: DataCite's API and content negotiation."""

from pathlib import Path

import pytest

from evidencekit.model import ByDoi, Elsewhere, Found, Item, Name, NotFound, PartialDate
from evidencekit.services import Settings
from evidencekit.services.live import Live
from tests.services.clocks import FakeTime
from tests.services.test_live import live, lookup
from tests.standin.agencies import ELSEWHERE
from tests.standin.faults import Fault
from tests.standin.records import records
from tests.standin.server import StandIn

BERT = "10.48550/arxiv.1810.04805"
ITALIAN = "10.1400/300100"


def test_a_doi_of_datacite_brings_datacites_record(standin: StandIn) -> None:
    with live(standin) as service:
        answer = lookup(service, BERT)

    assert isinstance(answer, Found)
    work = answer.work
    assert (work.agency, work.service, work.kind) == (
        *("DataCite", "DataCite"),
        "posted-content",
    )
    assert work.url == f"{standin.url}/dois/10.48550%2Farxiv.1810.04805"
    assert work.item.title == (
        "BERT: Pre-training of Deep Bidirectional Transformers for Language "
        "Understanding"
    )
    assert [name.family for name in work.item.author] == [
        *("Devlin", "Chang"),
        *("Lee", "Toutanova"),
    ]


def test_a_doi_of_another_agency_brings_the_record_it_serves_as_csl(
    standin: StandIn,
) -> None:
    with live(standin) as service:
        answer = lookup(service, ITALIAN)

    assert isinstance(answer, Found)
    assert (answer.work.agency, answer.work.service) == ("mEDRA", "mEDRA")
    assert answer.work.url == f"{standin.url}/{ITALIAN}"
    assert answer.work.item == Item(
        type="article-journal",
        title="L'esercizio fisico nella cura della depressione lieve",
        author=(Name("Esempio", "Ada"), Name("Prova", "Carlo")),
        container_title="Rivista di esempio",
        issued=PartialDate(2012, 3),
        volume="4",
        issue="1",
        page="15-28",
        doi=ITALIAN,
        url=f"https://doi.org/{ITALIAN}",
        publisher="Editore Esempio",
    )


def test_many_dois_of_other_agencies_all_get_their_own_record(
    standin: StandIn,
) -> None:
    dois = [doi for doi, record in ELSEWHERE.items() if len(record) > 1]

    with live(standin) as service:
        lookups = service.resolve([ByDoi(doi) for doi in (*dois, "10.5555/none")])

    found = {
        doi: (a.work.item.doi, a.work.agency) if isinstance(a, Found) else type(a)
        for doi, a in lookups.dois.items()
    }
    assert found == {
        **{doi: (doi, ELSEWHERE[doi]["agency"]) for doi in dois},
        "10.5555/none": NotFound,
    }
    assert standin.count("/doiRA") == 1


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        (
            "10.5281/zenodo.3678326",
            Elsewhere("doi.org", "DataCite", "which has no public record of it"),
        ),
        (
            "10.1400/22222",
            Elsewhere("doi.org", "mEDRA", "which serves no record of it as CSL-JSON"),
        ),
    ],
)
def test_a_doi_without_a_record_is_registered_all_the_same(
    standin: StandIn, tmp_path: Path, doi: str, expected: Elsewhere
) -> None:
    with live(standin, cache_dir=tmp_path) as service:
        first = lookup(service, doi)
    asked = standin.requests
    with live(standin, cache_dir=tmp_path) as service:
        second = lookup(service, doi)

    assert (first, second) == (expected, expected)
    assert standin.requests == asked


_QUICK = [fault for fault in Fault if fault not in (Fault.SLOW, Fault.DRIP)]


@pytest.mark.parametrize("fault", _QUICK)
@pytest.mark.parametrize(
    ("doi", "part", "agency"),
    [(BERT, "dois", "DataCite"), (ITALIAN, "csl", "mEDRA")],
)
def test_a_failing_agency_never_means_unregistered_and_is_asked_again(
    standin: StandIn, tmp_path: Path, fault: Fault, doi: str, part: str, agency: str
) -> None:
    standin.faults[part] = fault
    time = FakeTime(real=True)
    started = time.monotonic()
    with live(standin, time, cache_dir=tmp_path) as service:
        answer = lookup(service, doi)
    spent_s = time.monotonic() - started
    standin.faults.clear()
    with live(standin, cache_dir=tmp_path) as service:
        again = lookup(service, doi)

    assert isinstance(answer, Elsewhere)
    assert answer.agency == agency
    assert spent_s < 10
    # A web page in place of a record may be the page of the work.
    assert isinstance(again, Found) or not answer.passing


def test_an_agency_that_nobody_reaches_costs_one_attempt(standin: StandIn) -> None:
    with StandIn(records()) as dead:
        url = dead.url
    settings = Settings(crossref_url=standin.url, doi_url=standin.url, datacite_url=url)
    time = FakeTime(real=False)
    service = Live(settings, lambda _: None, time.clock)

    lookups = service.resolve([ByDoi(BERT), ByDoi("10.5061/dryad.8515")])
    service.close()

    silent = Elsewhere(
        "doi.org", "DataCite", "which did not answer (no connection)", passing=True
    )
    assert set(lookups.dois.values()) == {silent}
    assert time.slept == []


def test_a_service_that_is_left_out_is_not_asked(standin: StandIn) -> None:
    settings = Settings(
        crossref_url=standin.url,
        doi_url=standin.url,
        datacite_url=standin.url,
        services=("crossref", "doi"),
    )
    service = Live(settings, lambda _: None, FakeTime(real=True).clock)

    answer = lookup(service, BERT)
    service.close()

    assert answer == Elsewhere("doi.org", "DataCite")
    assert standin.count("/dois") == 0
    assert list(service.described) == ["crossref", "doi"]
