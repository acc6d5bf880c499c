"""EK003: an entry of the list in which no work can be made out."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Item, Problem, Severity
from evidencekit.rules.registry import rule


@rule("EK003", "unparsed-reference", Severity.WARNING)
def unparsed_reference(assessment: Assessment) -> Iterator[Problem]:
    """Neither a title nor anything else that names the work could be made out.

    An entry is taken as read when it has a title, an identifier (DOI, PMID, PMCID,
    ISBN, URL), or a container with volume or page, as lists without titles have.

    Why it matters: the entry was not checked. It may be a remark, a piece of the page
    around the list, or a reference in a form that we do not know.

    What to do: look at the entry. If it is a reference, complete it; if it is none,
    take it out of the list.

    When it is wrong: unusual kinds of works, such as laws and archival records, are
    complete without a title.
    """
    if not names_a_work(assessment.reference.item):
        yield Problem(
            "no title and no identifier could be made out; it was not checked"
        )


def names_a_work(item: Item) -> bool:
    """Say whether anything in `item` tells which work is meant."""
    identified = item.doi or item.pmid or item.pmcid or item.isbn or item.url
    located = item.container_title and (item.volume or item.page)
    return bool(item.title or identified or located)
