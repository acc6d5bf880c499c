"""Which list the numbers of a passage are of, where chapters have their own."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from evidencekit.model import Reference, Span

_NUMBER = re.compile(r"[0-9]{1,4}")
_LABEL = re.compile(r"[\[(]?(\d{1,4})[\]).:]*")


def chapters(
    parts: Sequence[Span], references: Sequence[Reference], list_span: Span | None
) -> Iterator[tuple[list[Span], Mapping[int, str]]]:
    """Yield passages, and the ids of the references that numbers in them stand for.

    `parts` are those of the text before the list at `list_span`, in order. A further
    list there that counts from 1 is that of the passages before it.
    """
    lists = _lists_before(references, list_span)
    starts = [start for start, _ in lists]
    main = {int(r.id): r.id for r in references if _NUMBER.fullmatch(r.id)}
    passages: dict[int, list[Span]] = {}
    for part in parts:
        passages.setdefault(bisect_left(starts, part.end), []).append(part)
    for place, its_parts in passages.items():
        yield its_parts, lists[place][1] if place < len(lists) else main


def _lists_before(
    references: Sequence[Reference], list_span: Span | None
) -> list[tuple[int, dict[int, str]]]:
    """Return where each numbered list before the list proper begins, and its ids."""
    lists: list[tuple[int, dict[int, str]]] = []
    for reference in references:
        label = _LABEL.fullmatch((reference.label or "").strip())
        if list_span is None or reference.span.start >= list_span.start or not label:
            continue
        number = int(label[1])
        if number == 1:
            lists.append((reference.span.start, {}))
        if lists:
            lists[-1][1][number] = reference.id
    return lists
