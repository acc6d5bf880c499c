"""EK501: the cited work was retracted."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.changes import GRAVE, Change
from evidencekit.model import Document, Problem, Severity, Work
from evidencekit.rules.proof import against, described, evidence, quoted
from evidencekit.rules.registry import Need, document_rule

# A mark, not a word of the title: "canine retraction" and "retracted lung" are topics.
_SAID = re.compile(
    r"[\[(]\s*(?:(?:now|since|later|this \w+ (?:has been|was))\s+)?"
    r"(?:retracted|withdrawn|removed)\b[^\[\]()]*[\])]"
    r"|(?:^|[\s{\"“\]])(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter|publication)"
    r")?\s*(?:[:\]})\"”]|$)|\bretract(?:ed|ion)\s+(?:in\b|notice\b|published\b)"
    r"|\bretracted\s+(?:article|paper|chapter|publication|on\b|by\b)",
    re.I,
)


@document_rule("EK501", "retracted-work", Severity.ERROR, Need.WORKS)
def retracted_work(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The cited work was retracted, withdrawn or removed.

    Why it matters: a retracted work is one that its authors or publisher no longer
    stand by. A reader who is not told takes its results for sound.

    What to do: read the notice. Drop the reference unless the retraction itself is the
    subject; then mark the reference as retracted and say so in the text. Where the
    article states its date, the finding says whether it is older than the notice.

    A reference that is marked, such as "[Retracted]", is a note and no error: what is
    left to check is whether the text says it as well.

    When it is wrong: the rule goes by notices that publishers and Retraction Watch
    registered, by the registered title ("RETRACTED: …") and by PubMed's type
    "Retracted Publication". It is silent where the work was reinstated or the notice
    was itself retracted, as far as that was registered.
    """
    for assessment in assessments:
        work, change = assessment.work, assessment.standing.retraction
        if work is None or change is None:
            continue
        printed = assessment.reference
        said = bool(_SAID.search(printed.text))
        grave = assessment.standing.of(GRAVE)
        yield Problem(
            _statement(work, change)
            + against(document.date, change)
            + ("; the reference says so" if said else ""),
            tuple(evidence(work, c.field, _printed(c, assessment), c.registered)
                  for c in grave),
            reference=printed.id,
            severity=Severity.NOTE if said else None,
        )  # fmt: skip


def _statement(work: Work, change: Change) -> str:
    name = work.item.doi or described(work)
    match change.field:
        case "title":
            return f"{name} is registered as {quoted(change.registered)}"
        case "publication-type":
            return f"{name} is a “{change.registered}” in PubMed"
        case _:
            return f"{name} {change.kind.verb}: see the {change}"


def _printed(change: Change, assessment: Assessment) -> str | None:
    return assessment.reference.item.title if change.field == "title" else None
