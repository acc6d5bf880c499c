"""What is generated is current: `python -m docs.generate` renews it."""

from pathlib import Path

import pytest

from docs.generate import ROOT, generated


@pytest.mark.parametrize("path", generated())
def test_a_generated_file_is_current(path: str) -> None:
    stored = Path(ROOT / path).read_text("utf-8")

    assert stored == generated()[path]
