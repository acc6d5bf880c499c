"""One service is asked in its time, again after a failure, and given up when dead."""

from collections.abc import Callable, Iterator

import pytest

from evidencekit.services.channel import Channel
from evidencekit.services.limiter import Limiter, Rate
from evidencekit.services.outcome import Answer, Failure, Outcome, Reply
from tests.services.clocks import FakeTime

ANSWER = Answer("yes")
DOWN = Failure("HTTP 503")


def channel(
    time: FakeTime, timeout_s: float = 5.0, patience_s: float = 12.0
) -> Channel:
    limiter = Limiter({"single": Rate(1000)}, time.clock)
    return Channel(limiter, time.clock, timeout_s, patience_s, rest_s=60.0)


def script(*outcomes: Outcome) -> Callable[[Reply], Outcome]:
    """Return a reader that gives these outcomes one after the other."""
    steps: Iterator[Outcome] = iter(outcomes)
    return lambda _: next(steps)


def ok(_: float) -> Reply:
    return Reply(200)


def test_a_passing_failure_is_tried_again() -> None:
    time = FakeTime()

    assert channel(time).ask("single", ok, script(DOWN, DOWN, ANSWER)) == ANSWER
    assert len(time.slept) == 2
    assert 0.25 <= time.slept[0] <= 0.5 <= time.slept[1] <= 1.0


def test_retry_after_is_honoured() -> None:
    time = FakeTime()
    wait = Failure("HTTP 429: too many requests", after_s=3.0)

    assert channel(time).ask("single", ok, script(wait, ANSWER)) == ANSWER
    assert time.slept == [3.0]


def test_a_retry_after_beyond_our_patience_ends_it_at_once() -> None:
    time = FakeTime()
    wait = Failure("HTTP 429: too many requests", after_s=3600.0)
    way = channel(time)

    outcome = way.ask("single", ok, script(wait))

    assert outcome == Failure(
        "HTTP 429: too many requests; it asks to wait 3600 s", after_s=3600.0
    )
    assert way.ask("single", ok, script()) == outcome
    assert time.slept == []


def test_a_request_that_is_refused_is_not_repeated_and_others_go_on() -> None:
    time = FakeTime()
    refused = Failure("HTTP 400", passing=False, refused=True)
    way = channel(time)

    assert way.ask("single", ok, script(refused)) == refused
    assert way.ask("single", ok, script(ANSWER)) == ANSWER


def test_a_block_closes_the_service_at_once() -> None:
    time = FakeTime()
    blocked = Failure("HTTP 403", passing=False)
    way = channel(time)

    assert way.ask("single", ok, script(blocked)) == blocked
    assert way.ask("single", ok, script()) == blocked


def test_a_hanging_service_costs_no_more_than_our_patience() -> None:
    time = FakeTime()
    way = channel(time, timeout_s=10.0)

    def hang(timeout_s: float) -> Failure:
        time.passed += timeout_s
        return Failure("no answer in time")

    outcomes = [way.ask("single", hang, script()) for _ in range(17)]

    assert outcomes == [Failure("no answer in time")] * 17
    assert time.passed <= 13.0


def test_a_service_that_fails_for_ever_is_closed_after_three_requests() -> None:
    time = FakeTime()
    way = channel(time, patience_s=100.0)
    attempts = []

    def fail(_: float) -> Failure:
        attempts.append(time.passed)
        return DOWN

    for _ in range(17):
        assert way.ask("single", fail, script()) == DOWN

    assert len(attempts) == 12


def test_a_closed_service_gets_another_chance_after_its_rest() -> None:
    time = FakeTime()
    way = channel(time)
    way.ask("single", ok, script(Failure("HTTP 403", passing=False)))

    time.passed += 61.0

    assert way.ask("single", ok, script(ANSWER)) == ANSWER


def test_success_forgives_earlier_failures() -> None:
    time = FakeTime()
    way = channel(time)

    for _ in range(50):
        assert way.ask("single", ok, script(DOWN, ANSWER)) == ANSWER


@pytest.mark.parametrize(
    ("rate", "pauses"),
    [(Rate(1), [1.1, 1.1, 1.1]), (Rate(3), [1.1]), (Rate(10), [])],
)
def test_no_more_than_so_many_requests_a_second(
    rate: Rate, pauses: list[float]
) -> None:
    time = FakeTime()
    limiter = Limiter({"list": rate}, time.clock)

    for _ in range(4):
        limiter.wait("list")

    assert time.slept == pauses


@pytest.mark.parametrize(
    ("headers", "pauses"),
    [
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, []),
        ({"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s"}, [2.2, 2.2]),
        ({"x-rate-limit-limit": "1", "x-rate-limit-interval": "500ms"}, [0.55] * 2),
        ({"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"}, [1.1, 1.1]),
        ({"x-rate-limit-limit": "many"}, [1.1, 1.1]),
        ({}, [1.1, 1.1]),
    ],
)
def test_the_rate_is_what_the_headers_say_or_else_the_floor(
    headers: dict[str, str], pauses: list[float]
) -> None:
    time = FakeTime()
    limiter = Limiter({"list": Rate(1)}, time.clock)

    for _ in range(3):
        limiter.wait("list")
        limiter.learn("list", 200, headers)

    assert time.slept == pauses


def test_after_a_429_we_go_slower_than_the_headers_allow() -> None:
    time = FakeTime()
    limiter = Limiter({"list": Rate(4)}, time.clock)
    promise = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s"}
    limiter.learn("list", 429, promise)

    for _ in range(4):
        limiter.wait("list")
        limiter.learn("list", 200, promise)

    assert time.slept == [1.1]
