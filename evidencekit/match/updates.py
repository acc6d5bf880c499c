"""What was published about a work later: retractions, concerns, corrections."""

from collections.abc import Iterator

from evidencekit.model import Update, Work

RETRACTIONS = frozenset({"retraction", "partial_retraction", "withdrawal", "removal"})
CONCERNS = frozenset({"expression_of_concern"})
CORRECTIONS = frozenset(
    {"correction", "corrigendum", "erratum", "addendum", "clarification"}
)


def updates_of(work: Work, types: frozenset[str]) -> Iterator[Update]:
    """Yield the notices of those types about `work`, each once.

    Publishers and Retraction Watch register the same notice; some works name
    themselves, which says nothing.
    """
    seen = {work.item.doi}
    for update in work.updated_by:
        if update.type.lower().replace("-", "_") in types and update.doi not in seen:
            seen.add(update.doi)
            yield update
