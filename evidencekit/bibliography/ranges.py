"""Ranges of pages, whichever dash they are printed with."""

import re

_RANGE = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def dashed(page: str, dash: str) -> str:
    """Return `page` with `dash` between its ends."""
    return _RANGE.sub(dash, page)


def page_ends(page: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last page; an e-locator is a first page."""
    if page is None:
        return None, None
    first, *last = _RANGE.split(page, maxsplit=1)
    return first, last[0] if last else None
