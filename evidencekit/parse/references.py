"""The reference list of a document, found, cut apart and parsed."""

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase

from evidencekit.model import Reference
from evidencekit.parse.find_list import ReferenceList, find_lists
from evidencekit.parse.reference import parse_reference
from evidencekit.parse.segment import Entry


def references_in(text: str) -> tuple[ReferenceList | None, tuple[Reference, ...]]:
    """Return the reference list of `text` and all its references, parsed.

    A reference's id is its printed number where the list is numbered and no number
    comes twice, else its place in the list, from 1. The references of further lists
    are there, too: see `joined`.
    """
    lists = find_lists(text)
    if not lists:
        return None, ()
    main, *further = (
        tuple(
            parse_reference(
                entry.span.of(text), id=id, label=entry.label, start=entry.span.start
            )
            for id, entry in zip(_ids(found.entries), found.entries, strict=True)
        )
        for found in lists
    )
    return lists[0], joined(main, [r for references in further for r in references])


def joined(
    references: Sequence[Reference], further: Sequence[Reference]
) -> tuple[Reference, ...]:
    """Return the references of a list and of `further` ones, in reading order.

    Of the latter, 1 becomes 1b where there is a 1, then 1c.
    """
    if not further:
        return tuple(references)
    all_of_them, taken = list(references), {r.id for r in references}
    for reference in further:
        ids = (f"{reference.id}{letter}" for letter in ("", *ascii_lowercase[1:]))
        free = next((id_ for id_ in ids if id_ not in taken), None)
        id_ = free or f"{reference.id}-{reference.span.start}"
        all_of_them.append(replace(reference, id=id_))
        taken.add(id_)
    return tuple(sorted(all_of_them, key=lambda r: r.span))


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
