"""The cache keeps what services said for a while, and never breaks a run."""

import logging
import multiprocessing
import shutil
import sqlite3
from pathlib import Path

import pytest

from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    Lookups,
    NotFound,
    Query,
    Unavailable,
)
from evidencekit.services.answers import Answer
from evidencekit.services.cache import Cache
from evidencekit.services.crossref_work import work_from_message
from tests.services.clocks import FakeTime
from tests.standin.records import records

DAY_S = 24 * 60 * 60
NOW = "2026-11-23T12:00:00Z"
WORKS = {d: work_from_message(r, f"u/{d}", NOW) for d, r in records().items()}
DOI = "10.1016/j.neubiorev.2019.09.040"
FOUND = Found(WORKS[DOI])


def kept(cache: Cache, *queries: Query) -> Lookups:
    return cache.lookups(iter(queries))


def test_every_work_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    for doi, work in WORKS.items():
        cache.keep(ByDoi(doi), Found(work))
    cache.close()

    again = Cache(tmp_path, "scope", FakeTime().clock)

    assert kept(again, *map(ByDoi, WORKS)) == Lookups(
        {doi: Found(work) for doi, work in WORKS.items()}
    )
    again.close()


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (FOUND, 7),
        (Elsewhere("doi.org", "DataCite"), 7),
        (NotFound("doi.org", "https://doi.org/doiRA/x", NOW), 1),
    ],
)
def test_answers_are_kept_for_so_many_days(
    tmp_path: Path, answer: Answer, days: int
) -> None:
    time = FakeTime()
    cache = Cache(tmp_path, "scope", time.clock)
    cache.keep(ByDoi(DOI), answer)

    time.passed = days * DAY_S - 1
    before = kept(cache, ByDoi(DOI))
    time.passed = days * DAY_S
    after = kept(cache, ByDoi(DOI))
    cache.close()

    assert (before.dois.get(DOI), after) == (answer, Lookups())


def test_searches_are_kept_and_so_is_an_empty_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    candidates = Candidates("Crossref", "url", NOW, (WORKS[DOI],))
    nothing = Candidates("Crossref", "url", NOW)
    cache.keep(BySearch("a"), candidates)
    cache.keep(BySearch("b"), nothing)

    lookups = kept(cache, BySearch("a"), BySearch("b"), BySearch("c"))
    cache.close()

    assert lookups == Lookups({}, {"a": candidates, "b": nothing})


def test_silence_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    cache.keep(ByDoi(DOI), Unavailable("Crossref", "HTTP 503"))

    assert kept(cache, ByDoi(DOI)) == Lookups()
    cache.close()


def test_that_crossref_has_no_record_is_kept_for_a_day_and_is_no_answer(
    tmp_path: Path,
) -> None:
    time = FakeTime()
    cache = Cache(tmp_path, "scope", time.clock)
    cache.keep_absent(ByDoi(DOI))

    answer = kept(cache, ByDoi(DOI))
    absent = []
    for time.passed in (-2 * DAY_S, DAY_S - 1, DAY_S):
        absent.append(cache.absent([ByDoi(DOI), ByDoi("10.5555/other")]))
    cache.close()

    assert (answer, absent) == (Lookups(), [[], [ByDoi(DOI)], []])


def test_one_service_does_not_answer_for_another(tmp_path: Path) -> None:
    ours = Cache(tmp_path, "http://127.0.0.1:8099", FakeTime().clock)
    theirs = Cache(tmp_path, "https://api.crossref.org", FakeTime().clock)
    ours.keep(ByDoi(DOI), FOUND)

    assert kept(theirs, ByDoi(DOI)) == Lookups()
    assert kept(ours, ByDoi(DOI)).dois == {DOI: FOUND}
    ours.close()
    theirs.close()


@pytest.mark.parametrize("jump_days", [-30, -2])
def test_an_answer_kept_while_the_clock_was_ahead_does_not_hold_for_longer(
    tmp_path: Path, jump_days: int
) -> None:
    time = FakeTime()
    cache = Cache(tmp_path, "scope", time.clock)
    cache.keep(ByDoi(DOI), FOUND)

    time.passed += jump_days * DAY_S

    assert kept(cache, ByDoi(DOI)) == Lookups()
    cache.close()


def test_a_clock_that_is_set_back_a_little_loses_nothing(tmp_path: Path) -> None:
    time = FakeTime()
    cache = Cache(tmp_path, "scope", time.clock)
    cache.keep(ByDoi(DOI), FOUND)

    time.passed -= 3600

    assert kept(cache, ByDoi(DOI)).dois == {DOI: FOUND}
    cache.close()


def test_a_clock_that_was_ahead_for_one_run_loses_nothing(tmp_path: Path) -> None:
    time = FakeTime()
    for passed in (0, 20 * DAY_S, 1):
        time.passed = passed
        cache = Cache(tmp_path, "scope", time.clock)
        if not passed:
            cache.keep(ByDoi(DOI), FOUND)
        found = kept(cache, ByDoi(DOI)).dois
        cache.close()

    assert found == {DOI: FOUND}


@pytest.mark.parametrize(
    "damage", [b"no database " * 99, b"SQLite format 3\0" + b"?" * 99]
)
def test_a_file_that_is_no_database_is_set_aside_with_one_warning(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "answers.sqlite3"
    path.write_bytes(damage)
    cache = Cache(tmp_path, "scope", FakeTime().clock)

    first = kept(cache, ByDoi(DOI))
    cache.keep(ByDoi(DOI), FOUND)
    second = kept(cache, ByDoi(DOI))
    cache.close()

    assert (first, second.dois) == (Lookups(), {DOI: FOUND})
    assert (tmp_path / "answers.sqlite3.damaged").read_bytes() == damage
    assert caplog.messages == [
        f"{path} is damaged and was set aside as answers.sqlite3.damaged; "
        "0 answers were saved from it"
    ]


def full(folder: Path) -> bytes:
    """Fill a cache with all works and return its file."""
    cache = Cache(folder, "scope", FakeTime().clock)
    for doi, work in WORKS.items():
        cache.keep(ByDoi(doi), Found(work))
    cache.close()
    return (folder / "answers.sqlite3").read_bytes()


def test_what_can_be_read_of_a_damaged_file_is_saved(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, content = tmp_path / "answers.sqlite3", full(tmp_path)
    middle = len(content) // 2
    path.write_bytes(content[:middle] + b"\xff" * 9000 + content[middle + 9000 :])

    cache = Cache(tmp_path, "scope", FakeTime().clock)
    found = kept(cache, *map(ByDoi, WORKS)).dois
    cache.keep(ByDoi("10.5555/new"), FOUND)
    cache.close()
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    again = kept(cache, *map(ByDoi, [*WORKS, "10.5555/new"])).dois
    cache.close()

    assert len(WORKS) * 0.8 < len(found) < len(WORKS)
    assert found == {doi: Found(WORKS[doi]) for doi in found}
    assert again == {**found, "10.5555/new": FOUND}
    assert len(caplog.messages) == 1


def test_an_answer_is_not_taken_from_bytes_that_have_changed(tmp_path: Path) -> None:
    path, content = tmp_path / "answers.sqlite3", full(tmp_path)
    title = WORKS[DOI].item.title
    assert title is not None
    path.write_bytes(content.replace(title.encode(), title.swapcase().encode()))

    cache = Cache(tmp_path, "scope", FakeTime().clock)
    found = kept(cache, *map(ByDoi, WORKS)).dois
    cache.close()

    assert set(WORKS) - set(found) == {DOI}


def test_a_file_damaged_while_it_is_used_costs_no_answer_of_this_run(
    tmp_path: Path,
) -> None:
    full(tmp_path)
    path = tmp_path / "answers.sqlite3"
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    kept(cache, ByDoi(DOI))
    path.write_bytes(b"no database " * 9999)

    for number in range(3):
        cache.keep(ByDoi(f"10.5555/{number}"), FOUND)
    cache.close()
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    found = kept(cache, *(ByDoi(f"10.5555/{number}") for number in range(3))).dois
    cache.close()

    assert found == {f"10.5555/{number}": FOUND for number in range(3)}


def test_a_cache_that_vanishes_while_it_is_used_is_made_again(tmp_path: Path) -> None:
    folder, time = tmp_path / "cache", FakeTime()
    cache = Cache(folder, "scope", time.clock)
    cache.keep(ByDoi("10.5555/before"), FOUND)
    shutil.rmtree(folder)
    time.passed += 2

    cache.keep(ByDoi(DOI), FOUND)

    assert kept(cache, ByDoi(DOI)).dois == {DOI: FOUND}
    cache.close()


def test_answers_that_found_no_room_are_kept_at_the_end_if_there_is_room_then(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    full(tmp_path)
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    hog = sqlite3.connect(tmp_path / "answers.sqlite3", isolation_level=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evidencekit.services.sqlite_rows._BUSY_S", 0.01)
        hog.execute("BEGIN IMMEDIATE")
        cache.keep(ByDoi("10.5555/first"), FOUND)
        cache.keep(ByDoi("10.5555/second"), FOUND)
        during = kept(cache, ByDoi(DOI), ByDoi("10.5555/first")).dois
        hog.execute("ROLLBACK")
        hog.close()
        cache.close()
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    after = kept(cache, ByDoi("10.5555/first"), ByDoi("10.5555/second")).dois
    cache.close()

    assert (during, set(after)) == ({DOI: FOUND}, {"10.5555/first", "10.5555/second"})
    path = tmp_path / "answers.sqlite3"
    assert caplog.messages == [
        f"the cache takes no more answers: {path}: database is locked"
    ]


def test_a_folder_that_cannot_be_made_costs_the_cache_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache", "scope", FakeTime().clock)

    cache.keep(ByDoi(DOI), FOUND)

    assert kept(cache, ByDoi(DOI)) == Lookups()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    cache.close()


def test_an_answer_of_another_shape_is_asked_for_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    cache.keep(ByDoi(DOI), FOUND)
    cache.close()
    db = sqlite3.connect(tmp_path / "answers.sqlite3")
    with db:
        db.execute("""UPDATE answer SET text = '{"outcome": "found", "work": 3}'""")
    db.close()

    cache = Cache(tmp_path, "scope", FakeTime().clock)

    assert kept(cache, ByDoi(DOI)) == Lookups()
    cache.close()


def _write_and_read(folder: Path, number: int) -> None:
    cache = Cache(folder, "scope", FakeTime().clock)
    for doi, work in WORKS.items():
        cache.keep(ByDoi(doi), Found(work))
        cache.keep(BySearch(f"{number} {doi}"), Candidates("Crossref", "u", NOW))
    found = kept(cache, *map(ByDoi, WORKS))
    cache.close()
    assert len(found.dois) == len(WORKS)


def test_processes_share_a_cache(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_write_and_read, args=(tmp_path, number))
        for number in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0]
    cache = Cache(tmp_path, "scope", FakeTime().clock)
    searches = [BySearch(f"{n} {doi}") for n in range(2) for doi in WORKS]
    assert len(kept(cache, *searches).searches) == 2 * len(WORKS)
    cache.close()
