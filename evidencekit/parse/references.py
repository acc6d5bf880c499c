"""The reference list of a document, found, cut apart and parsed."""

from collections.abc import Sequence

from evidencekit.model import Reference
from evidencekit.parse.find_list import ReferenceList, find_references
from evidencekit.parse.reference import parse_reference
from evidencekit.parse.segment import Entry


def references_in(text: str) -> tuple[ReferenceList | None, tuple[Reference, ...]]:
    """Return the reference list of `text` and its references, parsed.

    A reference's id is its printed number where the list is numbered and no number
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
    """Return the printed numbers, or the places where they do not tell entries apart.

    An entry without a number in a numbered list goes on with the one before it: what
    follows "[5]" is "5b", then "5c".
    """
    ids: list[str] = []
    number, more = "", 0
    for entry in entries:
        printed = (entry.label or "").strip("[]().: ")
        if printed:
            number, more = printed, 0
            ids.append(number)
        else:
            more += 1
            ids.append(f"{number}{chr(97 + more)}" if number and more < 26 else "")
    if "" in ids or len(set(ids)) < len(ids):
        return [str(place) for place in range(1, len(entries) + 1)]
    return ids
