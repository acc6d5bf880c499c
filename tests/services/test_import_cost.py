"""Importing the services is quick: no client and no database is loaded."""

import subprocess
import sys

HEAVY = ("habanero", "httpx2", "requests", "sqlite3", "msgspec", "platformdirs")


def test_the_services_load_nothing_heavy_before_they_are_asked() -> None:
    script = (
        "import sys, evidencekit.services as s\n"
        "import evidencekit.services.live, evidencekit.services.records\n"
        "s.Resolver(s.Settings())\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
