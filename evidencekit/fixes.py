"""Applies the fixes of a report to the text that was read: edits by span."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff

from evidencekit.model import DocumentReport, Finding, Fix, Report


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a document becomes: its text, and the findings whose fixes were applied."""

    path: str
    before: str
    after: str
    findings: tuple[Finding, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff; "" where nothing changes."""
        lines = unified_diff(
            _lines(self.before), _lines(self.after), self.path, self.path, n=1
        )
        return "".join(lines)


def fixed(entry: DocumentReport, *, unsafe: bool = False) -> Fixed:
    """Return the document with its safe fixes applied, or with `unsafe` all of them.

    Of two fixes that overlap, or insert at the same place, the first is applied: a
    second run sees to what is left then. A finding without a fix changes nothing.
    """
    text, findings, end = entry.document.file_text, [], -1
    pieces: list[str] = []
    position = 0
    for fix, finding in _fixable(entry, unsafe):
        if fix.span.start <= end:
            continue
        pieces += [text[position : fix.span.start], fix.replacement]
        position = fix.span.end
        # Edits that touch each other are not made in one go either.
        end = fix.span.end
        findings.append(finding)
    pieces.append(text[position:])
    return Fixed(entry.document.path, text, "".join(pieces), tuple(findings))


def _fixable(entry: DocumentReport, unsafe: bool) -> list[tuple[Fix, Finding]]:
    text = entry.document.file_text
    found = [
        (fix, finding)
        for finding, there in zip(entry.findings, entry.in_file.findings, strict=True)
        if (fix := there.problem.fix) is not None
        and (fix.safe or unsafe)
        and fix.replacement != fix.span.of(text)
    ]
    return sorted(found, key=lambda pair: pair[0].span)


def without(report: Report, settled: tuple[Finding, ...]) -> Report:
    """Return the report without the findings that were fixed."""
    gone = set(map(id, settled))
    return replace(
        report,
        documents=tuple(
            replace(
                entry,
                findings=tuple(f for f in entry.findings if id(f) not in gone),
            )
            for entry in report.documents
        ),
    )


def _lines(text: str) -> list[str]:
    """Return the lines, each with a newline: one without would glue to the next."""
    return list(_ended(text.splitlines(keepends=True)))


def _ended(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line.rstrip(chr(13))}\n"
