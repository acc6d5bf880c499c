"""What `check` says of a baseline, and how it makes one."""

from pathlib import Path

from evidencekit.commands.complaint import complain
from evidencekit.model import Report
from evidencekit.reports.summary import count, summary


def is_to_be_made(baseline: Path, new: Path | None) -> bool:
    """Say whether a baseline is not there because this run will make it."""
    made = new is not None and new.resolve() == baseline.resolve()
    return made and not baseline.exists()


def say_stale(report: Report) -> None:
    """Say how many findings of the baseline are gone."""
    baseline = report.baseline
    if baseline and baseline.stale:
        complain(
            f"{baseline.path}: {count(len(baseline.stale), 'finding')} of it no longer "
            "found; give --write-baseline with the same file to renew it"
        )


def renewed(report: Report, path: Path) -> Report:
    """Write the findings of `report` to a baseline; return the report without them.

    Raises:
        BaselineError: the file cannot be written.
    """
    from evidencekit.baseline import write_baseline

    renewed = write_baseline(path, report)
    numbers = summary(renewed)
    complain(f"{path}: {count(numbers.baselined, 'finding')} written as known")
    if numbers.unchecked:
        complain(
            f"{path}: {count(numbers.unchecked, 'reference')} could not be checked; "
            "what may be wrong with them is not in it"
        )
    return renewed
