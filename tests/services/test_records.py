"""What services said can be saved and replayed with no network, byte for byte."""

from pathlib import Path

import pytest

from evidencekit.errors import RecordsError
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
    Unavailable,
)
from evidencekit.services import Resolver, Settings
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.records import read_records, write_records
from tests.standin.faults import Fault
from tests.standin.records import records
from tests.standin.server import StandIn

NOW = "2026-11-23T12:00:00Z"
WORKS = {d: work_from_message(r, f"u/{d}", NOW) for d, r in records().items()}
DOI = "10.1016/j.neubiorev.2019.09.040"
EVERY_KIND = Lookups(
    {
        **{doi: Found(work) for doi, work in WORKS.items()},
        "10.5555/none": NotFound("doi.org", "https://doi.org/doiRA/10.5555/none", NOW),
        "10.5281/zenodo.1": Elsewhere("doi.org", "DataCite"),
        "10.5281/zenodo.2": Elsewhere("doi.org", "DataCite", "no connection", True),
        "10.5555/silent": Unavailable("Crossref", "HTTP 503"),
    },
    {
        "Kandola A": Candidates("Crossref", "url", NOW, (WORKS[DOI],)),
        "nothing fits": Candidates("Crossref", "url", NOW),
        "no answer": Unavailable("Crossref", "HTTP 503"),
        "half a pair \ud800": Unavailable("Crossref", "no text"),
    },
    {"pmid:16001092": Unavailable("PubMed", "switched off", unasked=True)},
    {"link[ti]": Candidates("PubMed", "url", NOW, (WORKS[DOI],))},
)


def test_every_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    write_records(tmp_path / "r.json", EVERY_KIND)

    assert read_records(tmp_path / "r.json") == EVERY_KIND


def test_the_file_does_not_depend_on_the_order_of_the_answers(tmp_path: Path) -> None:
    turned = Lookups(
        dict(reversed(list(EVERY_KIND.dois.items()))),
        dict(reversed(list(EVERY_KIND.searches.items()))),
        EVERY_KIND.ids,
        EVERY_KIND.pubmed,
    )

    write_records(tmp_path / "a.json", EVERY_KIND)
    write_records(tmp_path / "b.json", turned)

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    write_records(
        tmp_path / "r.json", Lookups({"10.5555/é": Elsewhere("doi.org", "mEDRA")})
    )

    assert (tmp_path / "r.json").read_text("utf-8") == (
        '{\n "dois": {\n  "10.5555/é": {\n   "agency": "mEDRA",\n'
        '   "outcome": "elsewhere",\n   "service": "doi.org"\n  }\n },\n'
        ' "searches": {},\n "version": "1"\n}\n'
    )


def test_a_recorded_run_is_replayed_without_any_request(
    standin: StandIn, tmp_path: Path
) -> None:
    path = tmp_path / "records.json"
    queries: list[Query] = [ByDoi(DOI), ByDoi("10.5555/none"), BySearch("copeptin")]
    live = Settings(crossref_url=standin.url, doi_url=standin.url, record=path)
    with Resolver(live) as resolver:
        # In rounds, as a check asks.
        recorded = resolver.resolve(queries[:1]).merged(resolver.resolve(queries[1:]))
    asked = standin.requests

    with Resolver(Settings(replay=path)) as resolver:
        replayed = resolver.resolve(queries)

    assert (replayed, standin.requests) == (recorded, asked)


def test_silence_is_recorded_too(standin: StandIn, tmp_path: Path) -> None:
    standin.crossref_fault = Fault.BLOCKED
    path = tmp_path / "records.json"
    live = Settings(crossref_url=standin.url, doi_url=standin.url, record=path)
    with Resolver(live) as resolver:
        recorded = resolver.resolve([ByDoi(DOI)])

    assert isinstance(recorded.dois[DOI], Unavailable)
    assert read_records(path) == recorded


def test_what_was_not_recorded_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    write_records(path, Lookups())

    with Resolver(Settings(replay=path)) as resolver:
        lookups = resolver.resolve([ByDoi(DOI), BySearch("x")])

    missing = Unavailable("replay", f"not in {path}")
    assert lookups == Lookups({DOI: missing}, {"x": missing})


def test_a_file_of_before_pubmed_was_asked_says_that_it_was_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "records.json"
    path.write_text('{"version": "1", "dois": {}, "searches": {}}')

    with Resolver(Settings(replay=path)) as resolver:
        lookups = resolver.resolve([InPubMed("x[ti]"), ById("pmid:1")])

    missing = Unavailable("replay", f"not in {path}", unasked=True)
    assert lookups == Lookups(ids={"pmid:1": missing}, pubmed={"x[ti]": missing})


def test_an_error_leaves_the_old_records(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text("precious")

    with (
        pytest.raises(KeyboardInterrupt),
        Resolver(Settings(offline=True, record=path)),
    ):
        raise KeyboardInterrupt

    assert [p.name for p in tmp_path.iterdir()] == ["records.json"]
    assert path.read_text() == "precious"


def test_offline_asks_nobody(standin: StandIn) -> None:
    settings = Settings(crossref_url=standin.url, doi_url=standin.url, offline=True)
    with Resolver(settings) as resolver:
        lookups = resolver.resolve([ByDoi(DOI), BySearch("x")])

    nobody = Unavailable("offline", "no service was asked")
    assert lookups == Lookups({DOI: nobody}, {"x": nobody})
    assert standin.requests == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "not a records file: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "not a records file: it has no `version`"),
        ("{}", "not a records file: it has no `version`"),
        (
            '{"version": "9"}',
            "records of version 9, we read 1; write them anew with --record",
        ),
        ('{"version": "1", "dois": []}', "dois: not an object"),
        (
            '{"version": "1", "dois": {"10.1/a": {"outcome": "lost"}}}',
            "dois: 10.1/a: `outcome` has to be one of found, not-found, elsewhere, "
            "candidates, unavailable",
        ),
        (
            '{"version": "1", "dois": {"10.1/a": {"outcome": "elsewhere"}}}',
            "dois: 10.1/a: Object missing required field `service`",
        ),
        (
            '{"version": "1", "dois": {"10.1/a": 3}}',
            "dois: 10.1/a: an answer has to be an object",
        ),
        (
            '{"version": "1", "searches": {"x": {"outcome": "elsewhere", '
            '"service": "doi.org", "agency": "mEDRA"}}}',
            "searches: x: not a list of candidates",
        ),
        (
            '{"version": "1", "dois": {"x": {"outcome": "candidates", '
            '"service": "s", "url": "u", "retrieved": "r"}}}',
            "dois: x: a list of candidates",
        ),
    ],
)
def test_a_bad_file_gives_one_clear_line(
    tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)

    with pytest.raises(RecordsError) as caught:
        Resolver(Settings(replay=path))

    assert str(caught.value) == f"{path}: {complaint}"


def test_a_missing_file_or_a_folder_gives_one_clear_line(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "absent.json", "No such file or directory"),
        (tmp_path, "Is a directory"),
    ):
        with pytest.raises(RecordsError) as caught:
            Resolver(Settings(replay=path))
        assert str(caught.value) == f"{path}: the records cannot be read: {reason}"


def test_a_file_that_cannot_be_written_is_told_before_anybody_is_asked(
    tmp_path: Path,
) -> None:
    path = tmp_path / "absent" / "records.json"

    with pytest.raises(RecordsError) as caught:
        Resolver(Settings(record=path))

    assert str(caught.value) == (
        f"{path}: the records cannot be written: No such file or directory"
    )
