"""EK010: a comment that silences rules and has nothing to silence."""

from collections.abc import Iterator

from evidencekit.errors import UnknownRuleError
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule, selected


@document_rule("EK010", "unused-suppression", Severity.NOTE, Need.FINDINGS)
def unused_suppression(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A suppressing comment has silenced nothing in this run.

    Why it matters: the reference has been mended since, or the comment names a rule
    that does not exist. In both cases it would hide the next real finding.

    What to do: delete the comment, or correct the code or name in it.

    When it is wrong: the finding depends on a service that did not answer, or on a
    rule that this run left out (`--offline`, `--select`).
    """
    # The engine hands over a document with the unused suppressions only.
    for suppression in document.suppressions:
        unknown = [code for code in suppression.codes if not _is_known(code)]
        codes = ", ".join(suppression.codes) or "every rule"
        message = f"the comment that ignores {codes} silences nothing"
        if unknown:
            message = (
                f"the comment ignores {', '.join(unknown)}, which no rule is called"
            )
        yield Problem(message, span=suppression.span)


def _is_known(code: str) -> bool:
    try:
        return bool(selected([code]))
    except UnknownRuleError:
        return False
