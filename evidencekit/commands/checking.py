"""The check that a command makes, which Ctrl-C may end before its time."""

from evidencekit.api import Interrupted, check_documents
from evidencekit.commands.complaint import complain
from evidencekit.commands.terminal import progress
from evidencekit.config import Config
from evidencekit.model import Document, Report


def checked(
    found: list[Document],
    config: Config,
    on_interrupt: str,
    *,
    quiet: bool = False,
    all_of_them: bool = True,
) -> tuple[Report, bool]:
    """Return the report, and whether it was interrupted while services were asked.

    `on_interrupt` says then what became of the rest. `all_of_them` is false where
    these are known to be only some of the documents.
    """
    try:
        with progress(not quiet) as line:
            return check_documents(found, config, line, all_of_them=all_of_them), False
    except Interrupted as interrupt:
        complain(f"interrupted; {on_interrupt}")
        return interrupt.report, True
