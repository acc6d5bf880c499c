"""A check goes on, or goes on where it was, whatever happens to it on the way."""

import ctypes
import json
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidencekit.model import ByDoi, BySearch, Lookups, Query
from evidencekit.services import Settings
from evidencekit.services.clock import Clock
from evidencekit.services.live import Live
from tests.services.clocks import START, FakeTime
from tests.standin.checks import begun, environment, masked
from tests.standin.faults import PASSING, Fault, Mix
from tests.standin.limits import GENEROUS_LIMITS, Limit
from tests.standin.records import records
from tests.standin.server import StandIn

WORKS = records()
SEARCHES = [
    BySearch(f"{work['title'][0]} {number}")
    for number, work in enumerate(WORKS.values())
    if work["title"]
][:30]
# Two batches of records and one of DOIs that nobody registered.
DOIS = [*WORKS, *(f"10.5555/none.{number}" for number in range(60))]
ALL: list[Query] = [*map(ByDoi, DOIS), *SEARCHES]
THREE_AT_ONCE = {key: Limit("x", 1000, 3) for key in GENEROUS_LIMITS}


def resolved(
    standin: StandIn, queries: list[Query], cache_dir: Path | None = None
) -> Lookups:
    """Return the answers at a time of day that stands still; waiting takes no time."""
    fake = FakeTime(real=True)
    clock = Clock(lambda: START, fake.monotonic, fake.sleep)
    settings = Settings(
        mailto="editor@example.org",
        crossref_url=standin.url,
        doi_url=standin.url,
        services=("crossref", "doi"),
        cache_dir=cache_dir,
        timeout_s=1.0,
    )
    service = Live(settings, lambda _: None, clock)
    try:
        return service.resolve(queries)
    finally:
        service.close()


@pytest.fixture(scope="module")
def undisturbed() -> tuple[str, Lookups]:
    """Return where the stand-in was, and what it answers to all."""
    with StandIn(WORKS) as standin:
        return standin.url, resolved(standin, ALL)


def as_at(url: str, lookups: Lookups) -> str:
    return re.sub(r"http://127\.0\.0\.1:\d+", url, repr(lookups))


def test_as_many_requests_are_under_way_as_the_service_allows() -> None:
    with StandIn(WORKS, limits=THREE_AT_ONCE, latency_s=0.05) as standin:
        resolved(standin, [*SEARCHES])

    gate = standin.gates["polite", "list"]
    assert (gate.fullest, gate.refused, standin.requests) == (3, 0, len(SEARCHES))


@pytest.mark.parametrize("kinds", [*((kind,) for kind in PASSING), PASSING], ids=str)
def test_one_failure_in_ten_changes_nothing(
    undisturbed: tuple[str, Lookups], kinds: tuple[Fault, ...]
) -> None:
    url, expected = undisturbed
    with StandIn(WORKS, limits=THREE_AT_ONCE) as standin:
        standin.mix = Mix(0.1, kinds, seed=len(kinds))

        lookups = resolved(standin, ALL)

    assert as_at(url, lookups) == as_at(url, expected)
    assert standin.requests > len(standin.answered)


def test_two_with_one_cache_at_the_same_time_get_the_same(
    undisturbed: tuple[str, Lookups],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url, expected = undisturbed
    found: list[Lookups] = []
    with StandIn(WORKS) as standin:
        threads = [
            threading.Thread(
                target=lambda: found.append(resolved(standin, ALL, tmp_path))
            )
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asked = standin.requests
        found.append(resolved(standin, ALL, tmp_path))
        again = standin.requests - asked

    assert [as_at(url, lookups) for lookups in found] == [as_at(url, expected)] * 3
    assert (again, caplog.messages) == (0, [])


# From here on the command runs in a process of its own.

Started = Callable[..., "subprocess.Popen[str]"]


def title(doi: str) -> str:
    return next(iter(WORKS.get(doi, {}).get("title", ())), "None of these")


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    path = tmp_path / "references.bib"
    path.write_text(
        "\n".join(
            f"@article{{w{number}, title = {{{{{title(doi)}}}}}, doi = {{{doi}}}}}"
            for number, doi in enumerate(DOIS)
        ),
        "utf-8",
    )
    return path


@pytest.fixture
def start(
    standin: StandIn, bibliography: Path, tmp_path: Path
) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Return a function that begins to check the bibliography."""
    # A shell that runs the tests in the background makes them deaf to Ctrl-C, and what
    # they start as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    started: list[subprocess.Popen[str]] = []

    def begin(**options: Any) -> "subprocess.Popen[str]":
        process = begun(
            bibliography, environment(standin.url, tmp_path / "cache"), **options
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def stalling(standin: StandIn, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stand-in answer so many requests and no more."""
    fault_of = standin.fault_of

    def fault(target: str) -> Fault | None:
        fault_of(target)
        return Fault.SLOW if standin.requests > after else None

    monkeypatch.setattr(standin, "fault_of", fault)


def wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_killed_check_goes_on_where_it_was(
    standin: StandIn, start: Started, tmp_path: Path
) -> None:
    expected, _ = start().communicate()
    asked = list(standin.log)
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    standin.log.clear()

    with pytest.MonkeyPatch.context() as patch:
        stalling(standin, 1, patch)
        killed = start()
        wait(lambda: standin.requests >= 2)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    standin.log.clear()
    report, errors = start().communicate()

    assert masked(report) == masked(expected)
    # What was under way is asked for again, what was answered before is not.
    assert sorted(standin.log) == sorted(asked[1:])
    assert errors == ""


def test_two_at_once_ask_for_nothing_twice(
    standin: StandIn, start: Started, tmp_path: Path
) -> None:
    expected, _ = start().communicate()
    asked = sorted(standin.log)
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    standin.log.clear()
    standin.latency_s = 0.2

    both = [start(), start()]
    found = [process.communicate() for process in both]

    assert [masked(report) for report, _ in found] == [masked(expected)] * 2
    assert sorted(standin.log) == asked
    assert [errors for _, errors in found] == ["", ""]
    assert not list((tmp_path / "cache").glob("*.asking"))


def test_who_waits_for_a_killed_check_asks_for_the_rest(
    standin: StandIn, start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stalling(standin, 1, patch)
        killed = start()
        wait(lambda: standin.requests >= 2)
        waiting = start()
        time.sleep(1)
        before = list(standin.log)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    report, errors = waiting.communicate()

    assert len(set(before)) == len(before)
    summary = json.loads(report)["summary"]
    assert (summary["unchecked"], errors) == (0, "")


def test_ctrl_c_reports_what_is_known_by_then(
    standin: StandIn, start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    stalling(standin, 1, monkeypatch)
    process = start()
    wait(lambda: standin.requests >= 2)

    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()

    summary = json.loads(output)["summary"]
    assert summary["verified"] + summary["discrepant"] > 40
    assert 0 < summary["unchecked"] < summary["references"] - 40
    assert errors == "evidencekit: interrupted; no more services are asked\n"
    assert process.returncode == 130
    assert time.monotonic() - started < 8


needs_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="sets limits that only Linux knows"
)


def full_disk() -> None:
    """Let the process write files of no more than 40 kB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


@needs_linux
def test_a_full_disk_costs_nothing_but_the_cache(
    start: Started, standin: StandIn, tmp_path: Path
) -> None:
    report, errors = start(preexec_fn=full_disk).communicate()
    cold = standin.requests
    again, more_errors = start().communicate()

    path = tmp_path / "cache" / "answers.sqlite3"
    assert re.fullmatch(
        rf"the cache takes no more answers: {path}: [A-Za-z/ ]+\n", errors
    ), errors
    assert masked(again) == masked(report)
    assert more_errors == ""
    assert json.loads(report)["summary"]["unchecked"] == 0
    assert standin.requests <= 2 * cold


def nobody_special() -> None:
    """Take from root the right to write what nobody may write."""
    ctypes.CDLL(None).prctl(24, 1)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


@needs_linux
@pytest.mark.parametrize("folder_too", [False, True])
def test_a_cache_that_may_only_be_read_is_read(
    start: Started, standin: StandIn, tmp_path: Path, folder_too: bool
) -> None:
    expected, _ = start().communicate()
    asked, folder = standin.requests, tmp_path / "cache"
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555 if folder_too else 0o755)

    report, errors = start(preexec_fn=nobody_special).communicate()
    folder.chmod(0o755)

    assert (report, errors, standin.requests) == (expected, "", asked)
