"""Checks against the stand-in, in a process of their own."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_RETRIEVED = re.compile(r'("retrieved": ")[^"]*')


def environment(url: str, cache: Path, **others: str) -> Mapping[str, str]:
    """Return ours, with Crossref and doi.org at `url` and nobody else to be asked."""
    return {
        **os.environ,
        "EVIDENCEKIT_CROSSREF_URL": url,
        "EVIDENCEKIT_DOI_URL": url,
        "EVIDENCEKIT_CACHE_DIR": str(cache),
        "EVIDENCEKIT_SERVICES": "crossref,doi",
        **others,
    }


def begun(
    article: Path, environment: Mapping[str, str], *options: str, **settings: Any
) -> "subprocess.Popen[str]":
    """Begin to check `article`; `settings` go to `subprocess.Popen`."""
    command = [sys.executable, "-m", "evidencekit", "check", str(article)]
    return subprocess.Popen(
        [*command, "--format", "json", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **settings,
    )


def masked(report: str) -> str:
    """Return a JSON report without the times of day at which services answered."""
    return _RETRIEVED.sub(r"\1", report)
