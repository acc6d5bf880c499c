"""Fixtures that several areas share: the stand-in of the services on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.standin.records import CorrectionCase, records
from tests.standin.server import StandIn

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True, scope="session")
def _ledgers_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests ask of a stand-in out of the ledgers of this machine's user."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        yield


@pytest.fixture
def standin(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    """All services on loopback, at `standin.url`; it starts without faults.

    `@pytest.mark.parametrize("standin", ["other"], indirect=True)` chooses what
    10.1371/journal.pone.0216631 is: "notice" (default), "other" or "unregistered".
    """
    case = CorrectionCase(getattr(request, "param", CorrectionCase.NOTICE))
    with StandIn(records(case)) as running:
        yield running


@pytest.fixture
def shared() -> Path:
    """The folder of development data; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: the development data is not published")
    return SHARED


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "faulty(fault, times): the fault that the stand-in has while a cassette is "
        "recorded, and for how many requests",
    )
    config.addinivalue_line("markers", "services(name, …): who may be asked")
