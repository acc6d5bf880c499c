"""One service is asked in its time, again after a failure, and given up when dead."""

from collections.abc import Callable, Iterator

from evidencekit.services.channel import Channel
from evidencekit.services.limiter import Limiter, Limits, Rate
from evidencekit.services.outcome import Answer, Failure, Outcome, Reply
from tests.services.clocks import FakeTime

ANSWER = Answer("yes")
DOWN = Failure("HTTP 503")


def channel(
    time: FakeTime, timeout_s: float = 5.0, patience_s: float = 12.0
) -> Channel:
    limiter = Limiter(Limits({"single": Rate(1000)}), time.clock)
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

    assert len(attempts) == 24


def test_a_closed_service_gets_another_chance_after_its_rest() -> None:
    time = FakeTime()
    way = channel(time)
    way.ask("single", ok, script(Failure("HTTP 403", passing=False)))

    time.passed += 61.0

    assert way.ask("single", ok, script(ANSWER)) == ANSWER


def test_a_service_that_has_answered_is_not_given_up_for_two_that_hang() -> None:
    time = FakeTime()
    way = channel(time, timeout_s=10.0)
    way.ask("single", ok, script(ANSWER))
    left = iter([True, True, False])

    def hang(timeout_s: float) -> Reply | Failure:
        if next(left):
            time.passed += timeout_s
            return Failure("no answer in time")
        return Reply(200)

    assert way.ask("single", hang, script(ANSWER)) == ANSWER


def test_a_service_that_dies_after_an_answer_is_given_up_as_well() -> None:
    time = FakeTime()
    way = channel(time, timeout_s=10.0)
    way.ask("single", ok, script(ANSWER))

    def hang(timeout_s: float) -> Failure:
        time.passed += timeout_s
        return Failure("no answer in time")

    outcomes = [way.ask("single", hang, script()) for _ in range(17)]

    assert outcomes == [Failure("no answer in time")] * 17
    assert time.passed <= 30.0


def test_a_slow_answer_is_waited_for_at_every_try() -> None:
    time = FakeTime()
    way = channel(time, timeout_s=10.0)
    failing = iter([False, True, False])

    def slow(timeout_s: float) -> Reply | Failure:
        if next(failing):
            return DOWN
        time.passed += min(timeout_s, 7.0)
        return Reply(200) if timeout_s >= 7.0 else Failure("no answer in time")

    outcomes = [way.ask("single", slow, lambda _: ANSWER) for _ in range(2)]

    assert outcomes == [ANSWER, ANSWER]


def test_the_time_between_two_requests_is_no_failing() -> None:
    time = FakeTime()
    way = channel(time, patience_s=12.0)
    refused = Failure("HTTP 503", passing=True)
    assert way.ask("single", ok, lambda _: refused) == refused

    time.passed += 100.0

    assert way.ask("single", ok, script(DOWN, ANSWER)) == ANSWER


def test_nothing_is_asked_once_the_way_is_closed() -> None:
    way = channel(FakeTime())
    way.close()

    outcome = way.ask("single", ok, script())

    assert outcome == Failure("no more is asked", passing=False)


def test_success_forgives_earlier_failures() -> None:
    time = FakeTime()
    way = channel(time)

    for _ in range(50):
        assert way.ask("single", ok, script(DOWN, ANSWER)) == ANSWER
