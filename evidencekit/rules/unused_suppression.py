"""EK010: a comment or setting that silences rules and has nothing to silence."""

from collections.abc import Iterator

from evidencekit.errors import UnknownRuleError
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import Need, document_rule, selected


@document_rule("EK010", "unused-suppression", Severity.NOTE, Need.FINDINGS)
def unused_suppression(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A comment or an entry of the configuration silences nothing.

    Why it matters: the reference has been mended since, or a rule is named that does
    not exist. In both cases the next real finding would be hidden.

    What to do: delete the comment or the entry, or correct the code or name in it.

    When it is wrong: an entry of the configuration is for a document that was not
    checked; state its `path` in the entry. Nothing is said where the rule did not run
    (`--select`) or the reference could not be checked (`--offline`).
    """
    # The engine hands over a document with the unused suppressions only.
    for suppression in document.suppressions:
        unknown = [code for code in suppression.codes if not _is_known(code)]
        codes = ", ".join(suppression.codes) or "every rule"
        match suppression.keys:
            case ():
                message = f"the comment that ignores {codes} silences nothing"
            case (key,):
                message = f"the entry {key} that ignores {codes} silences nothing"
            case keys:
                message = f"the entries {', '.join(keys)} silence nothing"
        if unknown:
            entry = (
                f"the entry {suppression.keys[0]}"
                if suppression.keys
                else "the comment"
            )
            message = f"{entry} ignores {', '.join(unknown)}, which no rule is called"
        yield Problem(message, span=suppression.span)


def _is_known(code: str) -> bool:
    try:
        return bool(selected([code]))
    except UnknownRuleError:
        return False
