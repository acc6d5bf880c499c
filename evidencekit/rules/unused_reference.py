"""EK602: a reference that nothing in the text matches."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule


@document_rule("EK602", "unused-reference", Severity.NOTE, Need.CLAIMS, preview=True)
def unused_reference(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """No sentence of the article is near to what the reference is about.

    The rule speaks only where the article does not cite by markers: EK402 is for those.

    Why it matters: a reference from elsewhere is padding, or belongs to another page.

    What to do: find the claim that it was meant for, or take it out.

    When it is wrong: the title is vague, in another language, or not what the entry
    was read as, and the text says the same in other words.
    """
    shown = {link.reference for claim in document.claims for link in claim.links}
    if not document.has_prose or document.citations or not shown:
        return
    for reference in document.references:
        if reference.id not in shown:
            yield Problem("no sentence of the text matches it", reference=reference.id)
