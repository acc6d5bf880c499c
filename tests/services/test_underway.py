"""Who asks for what, among those that share a cache."""

from pathlib import Path

import pytest

from evidencekit.services.clock import Clock
from evidencekit.services.underway import Underway
from tests.services.clocks import START, FakeTime


@pytest.fixture
def underway(tmp_path: Path) -> Underway:
    fake = FakeTime()
    return Underway(
        tmp_path / "cache", Clock(lambda: START, fake.monotonic, fake.sleep)
    )


def test_each_key_is_taken_once_and_free_at_the_end(underway: Underway) -> None:
    with underway.asking("ab") as first, underway.asking("bc") as second:
        assert (list(first.ours), list(second.ours)) == (["a", "b"], ["c"])
        assert list(second.theirs) == ["b"]
        assert second.is_stopped()
    with underway.asking(["b"]) as third:
        assert (list(third.ours), list(third.waiting())) == (["b"], [None])


def test_what_nobody_holds_is_free(underway: Underway, tmp_path: Path) -> None:
    with underway.asking(["a"]):
        (left,) = (tmp_path / "cache").glob("*.asking")
        text = left.read_text()
    left.write_text(text)  # as a killed process leaves it

    with underway.asking(["a"]) as share:
        assert list(share.ours) == ["a"]
    assert not list((tmp_path / "cache").glob("*.asking"))


def test_nobody_waits_for_ever(underway: Underway) -> None:
    with underway.asking(["a"]) as stopped, underway.asking(["a"]) as share:
        waits = 0
        for _ in share.waiting():
            waits += 1
            if waits == 10:
                stopped.answered()
        assert 150 < waits < 350
        assert share.is_stopped()


def test_without_a_folder_everybody_asks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    underway = Underway(tmp_path / "file", Clock())

    with underway.asking(["a"]) as first, underway.asking(["a"]) as second:
        assert (list(first.ours), list(second.ours)) == (["a"], ["a"])
