"""Asks for the DOIs of a long list while the list is still being read.

Reading a thousand references takes seconds, in which a service could answer. What it
answers goes into the cache, where the check finds it; what is still under way then is
waited for, as if another process had asked.
"""

import logging
import re
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evidencekit.model import ByDoi
from evidencekit.normalize import canonical_doi
from evidencekit.services import Resolver, Settings

# So many are read in less time than it takes to ask for them.
_FEWEST = 300
_MOST_BYTES = 10_000_000
# A line of more is no entry, but a page whose words are glued together.
_LINE = re.compile(r"^.{0,3000}$", re.MULTILINE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”|]{1,200}")


def ask_ahead(paths: Iterable[Path], settings: Settings) -> None:
    """Begin to ask for what the files at `paths` print, if that is much.

    It returns at once. Nothing is asked that the cache could not hold, and nothing is
    raised: whatever is wrong with files or settings, the check itself has to say.
    """
    if settings.offline or settings.replay or not settings.cache_dir or settings.renew:
        return
    dois = list(dict.fromkeys(doi for path in paths for doi in _printed(path)))
    if len(dois) < _FEWEST:
        return
    alone = replace(settings, record=None)
    # A daemon: when the check is done, nobody needs the rest.
    threading.Thread(target=_ask, args=(dois, alone), daemon=True).start()


def _printed(path: Path) -> Iterable[str]:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return
    for line in _LINE.findall(text):
        for printed in _DOI.findall(line):
            doi = canonical_doi(printed.replace("\\_", "_"))
            if doi:
                yield doi


def _ask(dois: Iterable[str], settings: Settings) -> None:
    logging.getLogger("evidencekit").addFilter(_Once())
    try:
        with Resolver(settings) as resolver:
            resolver.resolve([ByDoi(doi) for doi in dois])
    except Exception:
        # The check meets with the same, in its own time.
        return


class _Once(logging.Filter):
    """Lets each message pass once: two of us now have trouble with one cache."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the message is new."""
        message = record.getMessage()
        new = message not in self._said
        self._said.add(message)
        return new
