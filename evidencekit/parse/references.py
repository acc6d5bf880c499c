"""The reference list of a document, found, cut apart and parsed."""

from collections import Counter
from collections.abc import Sequence

from evidencekit.model import Reference
from evidencekit.parse.find_list import ReferenceList, find_references
from evidencekit.parse.reference import parse_reference
from evidencekit.parse.segment import Entry


def references_in(text: str) -> tuple[ReferenceList | None, tuple[Reference, ...]]:
    """Return the reference list of `text` and its references, parsed.

    A reference's id is its printed number where all are numbered and no number
    comes twice, else its place in the list, from 1.
    """
    found = find_references(text)
    if found is None:
        return None, ()
    return found, tuple(
        parse_reference(
            entry.span.of(text), id=id, label=entry.label, start=entry.span.start
        )
        for id, entry in zip(_ids(found.entries), found.entries, strict=True)
    )


def _ids(entries: Sequence[Entry]) -> list[str]:
    printed = [(entry.label or "").strip("[]().: ") for entry in entries]
    if "" in printed or max(Counter(printed).values(), default=0) > 1:
        return [str(place) for place in range(1, len(entries) + 1)]
    return printed
