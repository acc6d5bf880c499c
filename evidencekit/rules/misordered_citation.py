"""EK608: a reference that is first cited out of turn."""

from collections.abc import Iterator

from evidencekit.appraisal.first_citations import out_of_turn
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK608", "misordered-citation", Severity.NOTE, Need.CITATIONS)
def misordered_citation(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The list is numbered in the order of first use, and this reference breaks it.

    The rule speaks where numbers in brackets, in parentheses or raised cite the list,
    and nine in ten of the cited references come in order. It names the fewest
    references without which the rest would be in order.

    Why it matters: a number out of turn is often the wrong number. Where it is not, a
    paragraph was moved or cut, and the numbers of the list no longer follow the text.

    What to do: look whether the sentence means this reference; if it does, renumber.

    When it is wrong: tables, boxes and captions count in the order, too, and may stand
    elsewhere in the text that was read, or not at all. Where the text speaks of one, a
    reference that is first cited after its turn is therefore left out, and only those
    before their turn are named.
    """
    for id, citation, how in out_of_turn(document):
        yield Problem(
            f"the text cites it for the first time {how}: see whether it is this one "
            "that is meant",
            span=citation.span,
            reference=id,
        )
