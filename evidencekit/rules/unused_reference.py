"""EK602: a reference that has nothing to do with the text."""

from collections.abc import Iterator

from evidencekit.claims.link import strangers
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK602", "unused-reference", Severity.NOTE, Need.CLAIMS)
def unused_reference(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """No sentence of the article is near to what the reference is about.

    The rule speaks only where the article does not cite by markers: EK402 is for those.
    It names a reference that no claim is linked to and whose title has next to nothing
    in common with the text and with the other titles of the list.

    Why it matters: a reference from elsewhere is padding, or belongs to another page.

    What to do: find the claim that it was meant for, or take it out.

    When it is wrong: the title says in other words what the text says. Of the own
    references of 211 lists, 23 of 8,043 were named, and of as many references put into
    them from elsewhere 118 of 211. Titles of a few words or in another language than
    English are never named.
    """
    shown = {link.reference for claim in document.claims for link in claim.links}
    if not document.has_prose or document.citations or not shown:
        return
    works = {a.reference.id: a.work for a in assessments if a.work}
    for id in strangers(document, works):
        if id not in shown:
            yield Problem("no sentence of the text is near to its title", reference=id)
