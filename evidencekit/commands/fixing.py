"""What --fix, --unsafe-fixes and --diff do with the fixes of a report."""

from dataclasses import dataclass
from pathlib import Path

from evidencekit.commands.complaint import complain
from evidencekit.commands.terminal import write_bytes
from evidencekit.errors import EvidenceKitError
from evidencekit.fixes import Fixed, fixed, without
from evidencekit.inert import visible_lines
from evidencekit.model import Report
from evidencekit.readers.encoding import rewritten
from evidencekit.readers.files import file_bytes
from evidencekit.reports.summary import count


@dataclass(frozen=True, slots=True)
class Fixing:
    """Whether and which fixes are applied, or only shown."""

    apply: bool
    unsafe: bool
    show: bool

    @property
    def wanted(self) -> bool:
        """Whether there is anything to do."""
        return self.apply or self.unsafe or self.show

    def changes(self, report: Report) -> list[Fixed]:
        """Return what becomes of the documents that change."""
        every = (fixed(entry, unsafe=self.unsafe) for entry in report.documents)
        return [change for change in every if change.findings]


def shown(changes: list[Fixed]) -> str:
    """Return all changes as one unified diff."""
    return visible_lines("".join(change.diff for change in changes))


def write_fixes(report: Report, changes: list[Fixed]) -> tuple[Report, list[str]]:
    """Write the changed files; return the report of what is left, and the errors."""
    errors: list[str] = []
    for change in changes:
        path = Path(change.path)
        try:
            data = rewritten(change.path, file_bytes(path), change.before, change.after)
            write_bytes(path, data)
        except EvidenceKitError as error:
            errors.append(str(error))
            continue
        complain(f"{change.path}: {count(len(change.findings), 'finding')} fixed")
        report = without(report, change.findings)
    return report, errors
