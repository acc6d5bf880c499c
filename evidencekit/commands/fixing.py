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
    """Whether fixes are made, those that need judgement too, or only shown."""

    fix: bool
    unsafe: bool
    show: bool

    @property
    def in_place(self) -> bool:
        """Whether files are changed."""
        return (self.fix or self.unsafe) and not self.show

    def diff(self, report: Report) -> str:
        """Return all changes as one unified diff."""
        return visible_lines("".join(c.diff for c in self._changes(report)))

    def written(self, report: Report) -> tuple[Report, list[str]]:
        """Change the files; return the report of what is left, and the errors."""
        errors: list[str] = []
        for change in self._changes(report):
            try:
                _write(change)
            except EvidenceKitError as error:
                errors.append(str(error))
                continue
            complain(f"{change.path}: {count(len(change.findings), 'finding')} fixed")
            report = without(report, change.findings)
        return report, errors

    def _changes(self, report: Report) -> list[Fixed]:
        every = (fixed(entry, unsafe=self.unsafe) for entry in report.documents)
        return [change for change in every if change.findings]


def _write(change: Fixed) -> None:
    path = Path(change.path)
    data = rewritten(change.path, file_bytes(path), change.before, change.after)
    write_bytes(path, data)
