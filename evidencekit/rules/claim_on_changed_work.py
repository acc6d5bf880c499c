"""EK609: a claim that rests only on works that changed since."""

from collections.abc import Iterator

from evidencekit.appraisal import Support, supported
from evidencekit.match.assess import Assessment, Fit, preprint_cited_as_published
from evidencekit.match.changes import CORRECTIONS, Change, Kind
from evidencekit.model import Document, Evidence, Problem, Severity
from evidencekit.normalize import canonical_doi
from evidencekit.rules.proof import against, evidence
from evidencekit.rules.registry import Need, document_rule

_LATER = CORRECTIONS | {Kind.NEW_VERSION, Kind.PUBLICATION}


@document_rule("EK609", "claim-on-changed-work", Severity.NOTE, Need.WORKS)
def claim_on_changed_work(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """All that the claim rests on was corrected since, or has a later version.

    A correction, a new version (of a guideline or a review, say), or the publication of
    what is cited as a preprint: the record of every work behind the claim names one.
    EK302 and EK503 name the references; this rule says which sentence has no other
    support. Only what a marker or a firm link ties to the claim counts, and only where
    the claim rests on nothing else.

    Why it matters: most corrections leave the result as it was, some do not, and a
    preprint may say something else after review. Where nothing else bears the claim
    out, that decides whether it stands.

    What to do: read the notice or the later version against this sentence.

    When it is wrong: the record is right, but the change may not touch what the claim
    says. Works that were retracted or are under an expression of concern are left to
    EK604 and EK502, a preprint that is printed as the published version to EK205.
    """
    for claim, supports in supported(document, assessments):
        changes = [_change(support) for support in supports]
        known = [change for change in changes if change is not None]
        if len(known) < len(claim.links):
            continue
        pairs = list(zip(supports, known, strict=True))
        said = "; ".join(
            f"reference {support.reference.id} {change.kind.verb}: see the "
            f"{change}{against(document.date, change)}"
            for support, change in pairs
        )
        yield Problem(
            f"all that the claim rests on has changed since: {said}",
            tuple(_proof(support, change, claim.text) for support, change in pairs),
            span=claim.span,
            reference=supports[0].reference.id,
            claim=claim.id,
            notices=tuple(change.doi for change in known if change.doi),
        )


def _change(support: Support) -> Change | None:
    """Return the latest change of a work that still stands as the cited one."""
    assessment, work = support.assessment, support.work
    standing = assessment.standing
    if work is None or assessment.fit is not Fit.SAME:
        return None
    if standing.retraction or standing.concerns:
        return None
    if preprint_cited_as_published(support.reference, work):
        return None
    kinds = _LATER
    if work.item.type in ("dataset", "software"):
        kinds = CORRECTIONS  # the version that was used is the one to cite
    printed = canonical_doi(support.reference.item.doi or "")
    found = [c for c in standing.of(kinds) if not c.in_place and c.doi != printed]
    return found[-1] if found else None


def _proof(support: Support, change: Change, claim: str) -> Evidence:
    assert support.work is not None
    return evidence(support.work, change.field, claim, change.registered)
