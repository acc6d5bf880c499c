"""No more is asked of a service than it allows, by all processes together."""

import json
import subprocess
import sys
import threading
import time as real_time
from collections.abc import Mapping
from pathlib import Path

import pytest

from evidencekit.services.ledger import Shared
from evidencekit.services.limiter import Limiter, Limits, Rate
from tests.services.clocks import FakeTime


def limiter(time: FakeTime, rate: Rate, folder: Path | None = None) -> Limiter:
    ledger = Shared("https://api.example.org polite", folder) if folder else None
    return Limiter(Limits({"list": rate}), time.clock, ledger)


def ask(
    limiter: Limiter, status: int = 200, headers: Mapping[str, str] | None = None
) -> None:
    with limiter.turn("list") as turn:
        turn.learn(status, headers or {})


@pytest.mark.parametrize(
    ("rate", "pauses"),
    [(Rate(1), [1.07, 1.07, 1.07]), (Rate(3), [1.07]), (Rate(10), [])],
)
def test_no_more_than_so_many_requests_a_second(
    rate: Rate, pauses: list[float]
) -> None:
    time = FakeTime()
    way = limiter(time, rate)

    for _ in range(4):
        ask(way)

    assert time.slept == pauses


@pytest.mark.parametrize(
    ("headers", "pauses"),
    [
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, []),
        ({"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s"}, [2.14, 2.14]),
        ({"x-rate-limit-limit": "1", "x-rate-limit-interval": "500ms"}, [0.535] * 2),
        ({"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"}, [1.07, 1.07]),
        ({"x-rate-limit-limit": "many"}, [1.07, 1.07]),
        ({}, [1.07, 1.07]),
    ],
)
def test_the_rate_is_what_the_headers_say_or_else_the_floor(
    headers: dict[str, str], pauses: list[float]
) -> None:
    time = FakeTime()
    way = limiter(time, Rate(1))

    for _ in range(3):
        ask(way, headers=headers)

    assert time.slept == pauses


def test_after_a_429_we_go_slower_than_the_headers_allow_for_a_minute() -> None:
    time = FakeTime()
    way = limiter(time, Rate(4))
    promise = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s"}
    ask(way, 429, promise)
    time.passed += 2

    for _ in range(4):
        ask(way, headers=promise)
    cautious = list(time.slept)
    time.passed += 60
    for _ in range(10):
        ask(way, headers=promise)

    assert (cautious, time.slept[1:]) == ([1.07], [])


def test_nobody_goes_before_the_time_that_the_service_asked_for() -> None:
    time = FakeTime()
    way = limiter(time, Rate(10))

    way.hold(7.0)
    ask(way)

    assert time.slept == [7.0]


def test_a_request_counts_from_when_it_was_sent() -> None:
    time = FakeTime()
    way = limiter(time, Rate(1))

    with way.turn("list") as turn:
        turn.learn(200, {}, delay_s=0.4)  # as long as a connection took
    ask(way)

    assert time.slept == [1.47]


class Overslept(FakeTime):
    """Time on a busy machine, where who sleeps wakes half a second later."""

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.passed += 0.5


def test_who_wakes_late_counts_from_then(tmp_path: Path) -> None:
    time = Overslept()
    ours, theirs = (limiter(time, Rate(1), tmp_path) for _ in range(2))

    for way in (ours, ours, theirs):
        ask(way)

    # At 0, at 1.07 + 0.5, and no sooner than 1.07 after that.
    assert time.passed == pytest.approx(1.57 + 1.07 + 0.5)


@pytest.mark.parametrize(("header", "most"), [(None, 3), ("2", 2), ("5", 5), ("0", 3)])
def test_no_more_at_once_than_allowed(header: str | None, most: int) -> None:
    way = Limiter(Limits({"list": Rate(1000)}, at_once=3), FakeTime().clock)
    headers = {"x-concurrency-limit": header} if header else {}
    with way.turn("list") as turn:
        turn.learn(200, headers)
    inside, peaks, lock = [0], [0], threading.Lock()

    def request() -> None:
        with way.turn("list"):
            with lock:
                inside[0] += 1
                peaks[0] = max(peaks[0], inside[0])
            real_time.sleep(0.02)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=request) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert peaks == [most]


def test_processes_share_the_rate(tmp_path: Path) -> None:
    time = FakeTime()
    ways = [limiter(time, Rate(3), tmp_path) for _ in range(2)]

    for _ in range(3):
        for way in ways:
            ask(way)

    assert time.slept == [1.07]


def test_processes_share_the_wish_of_the_service(tmp_path: Path) -> None:
    time = FakeTime()
    limiter(time, Rate(3), tmp_path).hold(5.0)

    ask(limiter(time, Rate(3), tmp_path))

    assert time.slept == [5.0]


def test_processes_share_the_places(tmp_path: Path) -> None:
    time = FakeTime()
    ours, theirs = (limiter(time, Rate(100), tmp_path) for _ in range(2))

    with theirs.turn("list"):
        looks = len(time.slept)
        ask(ours)  # after half a minute we take theirs for stopped

    assert looks == 0
    assert 29 < time.passed < 31


def test_a_place_is_free_again_when_its_process_was_killed(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys\n"
        "from evidencekit.services.clock import Clock\n"
        "from evidencekit.services.ledger import Shared\n"
        "ledger = Shared('https://api.example.org polite', pathlib.Path(sys.argv[1]))\n"
        "with ledger.place(1, Clock()):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    other.kill()
    other.communicate()
    time = FakeTime()

    ask(limiter(time, Rate(100), tmp_path))

    assert time.slept == []


def times_file(folder: Path) -> Path:
    ask(limiter(FakeTime(), Rate(1), folder))
    [file] = folder.glob("*.times")
    return file


@pytest.mark.parametrize(
    "content",
    [
        "",
        '{"list": [0.',
        "[]",
        '{"list": {"0": 1}, "hold": "soon"}',
        '{"list": ["0", null, NaN, 1e999]}',
        # Of before the machine was started anew.
        json.dumps({"list": [86_400.0, 86_401.0], "hold": [86_402.0]}),
        json.dumps({"list": [-3.0]}),
    ],
)
def test_a_ledger_that_says_nothing_of_use_holds_nobody_up(
    tmp_path: Path, content: str
) -> None:
    times_file(tmp_path).write_text(content)
    time = FakeTime()
    way = limiter(time, Rate(1), tmp_path)

    ask(way)
    ask(way)

    assert time.slept == [1.07]


def test_without_a_folder_every_process_keeps_to_the_limit_on_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("in the way")
    time = FakeTime()
    way = limiter(time, Rate(1), tmp_path / "file" / "ledgers")

    for _ in range(3):
        ask(way)

    assert time.slept == [1.07, 1.07]


def test_the_ledger_tells_nobody_whom_we_asked_and_who_we_are(tmp_path: Path) -> None:
    file = times_file(tmp_path)

    assert file.stat().st_mode & 0o077 == 0
    assert set(json.loads(file.read_text())) == {"list"}
    assert "example" not in file.name
