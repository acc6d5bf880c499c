"""EK001: a part of the input that could not be used."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Problem, Severity
from evidencekit.rules.registry import document_rule


@document_rule("EK001", "unreadable-input", Severity.ERROR)
def unreadable_input(
    document: Document, _: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A part of the file is broken and was dropped, repaired or guessed at.

    In a BibTeX file: an entry that is not closed, a comma too many or too few, a key
    or field given twice, a macro that nobody defined. In any file: bytes that are not
    valid in its encoding.

    Why it matters: what is not read is not checked, and BibTeX itself drops such
    entries or prints them wrongly. The rest of the file is checked all the same.

    What to do: mend the file at the place that is named. For encodings, save it as
    UTF-8.

    When it is wrong: files in an old encoding are mostly read rightly, the message
    only says that they had to be guessed at.
    """
    for defect in document.defects:
        yield Problem(defect.message, span=defect.span)
