"""What is asked while a long list is still being read, and what is not."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencekit.ahead import ask_ahead
from evidencekit.services import Settings
from tests.standin.server import StandIn


def settings(standin: StandIn, cache: Path | None, **others: object) -> Settings:
    return Settings(
        mailto="editor@example.org",
        crossref_url=standin.url,
        doi_url=standin.url,
        services=("crossref", "doi"),
        cache_dir=cache,
        **others,  # type: ignore[arg-type]
    )


def bibliography(path: Path, count: int) -> Path:
    path.write_text(
        "\n".join(
            f"@article{{w{n}, title = {{No such work}}, doi = {{10.5555/no_{n}}}}}"
            for n in range(count)
        ),
        "utf-8",
    )
    return path


def wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_long_list_is_asked_for_and_nothing_twice(
    standin: StandIn, tmp_path: Path
) -> None:
    path = bibliography(tmp_path / "references.bib", 310)

    command = [sys.executable, "-m", "evidencekit", "check", str(path)]
    command += ["--crossref-url", standin.url, "--doi-url", standin.url]
    command += ["--cache-dir", str(tmp_path / "cache"), "--services", "crossref,doi"]
    run = subprocess.run(
        [*command, "--format", "json"], capture_output=True, text=True, check=False
    )

    summary = json.loads(run.stdout)["summary"]
    asked = [target for target in standin.log if "filter=doi" in target]
    assert (summary["not_found"], run.stderr) == (310, "")
    assert len(asked) == 7
    assert len(set(standin.log)) == len(standin.log)


def test_it_asks_before_anybody_waits(standin: StandIn, tmp_path: Path) -> None:
    path = bibliography(tmp_path / "references.bib", 310)

    ask_ahead([path, tmp_path / "absent"], settings(standin, tmp_path / "cache"))

    wait(lambda: len([t for t in standin.log if "filter=doi" in t]) == 7)


@pytest.mark.parametrize(
    ("count", "cached", "others"),
    [(20, True, {}), (310, False, {}), (310, True, {"offline": True})],
    ids=["short", "no cache", "offline"],
)
def test_it_does_not_ask(
    standin: StandIn,
    tmp_path: Path,
    count: int,
    cached: bool,
    others: dict[str, object],
) -> None:
    path = bibliography(tmp_path / "references.bib", count)
    cache = tmp_path / "cache" if cached else None

    ask_ahead([path], settings(standin, cache, **others))
    time.sleep(0.5)

    assert standin.log == []
