"""EK404: a reference list whose printed numbers do not run on."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Reference, Severity
from evidencekit.rules.registry import document_rule

_NUMBER = re.compile(r"[\s(\[]*(\d{1,4})[\s.):\]]*")


@document_rule("EK404", "misnumbered-list", Severity.WARNING)
def misnumbered_list(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The printed numbers of the list have a gap, a repeat, or run backwards.

    The rule speaks where every reference has a printed number. A list may begin at
    any number; from there it has to count on by one.

    Why it matters: markers in the text lead to the wrong references from there on.
    Where a number is missing, so may be a reference.

    What to do: renumber the list, and the markers with it.

    When it is wrong: two references were run together so closely that they were read
    as one.
    """
    numbered = [(_number(r), r) for r in document.listed]
    known = [(number, r) for number, r in numbered if number is not None]
    if len(known) < 2 or len(known) < len(numbered):
        return
    numbers = [number for number, _ in known]
    for before, (number, reference) in zip(numbers, known[1:], strict=False):
        message = _break(before, number, numbers)
        if message:
            yield Problem(message, reference=reference.id)


def _number(reference: Reference) -> int | None:
    match = _NUMBER.fullmatch(reference.label or "")
    return int(match[1]) if match else None


def _break(before: int, number: int, numbers: list[int]) -> str | None:
    if number == before + 1:
        return None
    if number == before:
        return f"number {number} is printed twice"
    if number < before:
        return f"number {number} follows number {before}"
    missing = [n for n in range(before + 1, number) if n not in numbers]
    if not missing:
        return f"number {number} follows number {before}"
    gap = f"{missing[0]}" if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
    return f"number {number} follows number {before}; there is no {gap}"
