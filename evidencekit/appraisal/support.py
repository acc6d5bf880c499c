"""What a claim rests on: its firm links, each with its work and the work's design."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidencekit.appraisal.designs import design
from evidencekit.match.assess import Assessment
from evidencekit.model import Claim, Design, Document, Link, Reference, Work
from evidencekit.normalize import plain


@dataclass(frozen=True, slots=True)
class Support:
    """A reference that a claim rests on, and what is known of it."""

    link: Link
    assessment: Assessment
    design: Design | None

    @property
    def reference(self) -> Reference:
        """The reference as it is printed."""
        return self.assessment.reference

    @property
    def work(self) -> Work | None:
        """The work that the reference is held to be."""
        return self.assessment.work

    @property
    def title(self) -> str:
        """The registered title, else the printed one."""
        registered = self.work.item.title if self.work else None
        return plain(registered or self.reference.item.title or "")

    @property
    def abstract(self) -> str:
        """The registered abstract; empty where there is none."""
        return (self.work.abstract if self.work else None) or ""

    @property
    def year(self) -> int | None:
        """The year of the work, registered or printed."""
        registered = self.work.item.year if self.work else None
        return registered or self.reference.item.year


def design_of(assessment: Assessment) -> Design | None:
    """Return the design of the work of one reference, from its record or its title."""
    work, item = assessment.work, assessment.reference.item
    if work is None:
        return design(item.title or "")
    title = work.item.title or item.title or ""
    return design(title, work.abstract or "", work.publication_types)


def supported(
    document: Document, assessments: Sequence[Assessment]
) -> Iterator[tuple[Claim, tuple[Support, ...]]]:
    """Yield each claim that rests on something, with all that it rests on.

    The text of a claim comes on one line. Only firm links count: markers, and those at
    the level "linked". Where there are fewer of them than the claim has links, it may
    rest on others, too.
    """
    by_id = {a.reference.id: a for a in assessments}
    designs: dict[str, Design | None] = {}
    for claim in document.claims:
        links = _firm(claim, by_id)
        for id in links:
            if id not in designs:
                designs[id] = design_of(by_id[id])
        if links:
            said = replace(claim, text=" ".join(claim.text.split()))
            rests_on = (Support(k, by_id[id], designs[id]) for id, k in links.items())
            yield said, tuple(rests_on)


def _firm(claim: Claim, known: Mapping[str, Assessment]) -> dict[str, Link]:
    firm = (link for link in claim.links if link.level == "linked")
    return {link.reference: link for link in firm if link.reference in known}
