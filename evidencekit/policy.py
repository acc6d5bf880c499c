"""What a check lets pass: comments in a document, entries of the configuration.

Which rules run and how grave they are is settled by `rules.registry.selected`, what a
baseline hides by `baseline.compared`.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Exemption, Finding, Silencer
from evidencekit.normalize import canonical_doi

# That a work was retracted or is in doubt since is news to whoever wrote "ignore"; and
# what silences nothing must not silence that.
_TO_BE_NAMED = ("EK010", "EK501", "EK502", "EK604")


@dataclass(frozen=True, slots=True)
class Policy:
    """What may pass in one document; `dois` has those of the references, by id."""

    document: Document
    exemptions: tuple[Exemption, ...]
    dois: Mapping[str, str]

    def silencers(self, finding: Finding) -> tuple[Silencer, ...]:
        """Return all that lets the finding pass; () where it stands."""
        comments = (
            comment
            for comment in self.document.suppressions
            if comment.scope.start <= finding.span.start < comment.scope.end
            and _is_meant(finding, comment.codes)
        )
        entries = (
            entry
            for entry in self.exemptions
            if is_for(entry, self.document) and self._is_exempt(finding, entry)
        )
        return (*comments, *entries)

    def _is_exempt(self, finding: Finding, entry: Exemption) -> bool:
        if entry.fingerprint:
            return finding.fingerprint == entry.fingerprint
        doi = self.dois.get(finding.problem.reference or "")
        return doi == entry.doi and _is_meant(finding, entry.codes)


def policy(
    document: Document,
    assessments: Iterable[Assessment],
    exemptions: Iterable[Exemption],
) -> Policy:
    """Return what may pass in `document`, whose references were assessed."""
    dois = {a.reference.id: doi for a in assessments if (doi := _doi(a))}
    return Policy(document, tuple(exemptions), dois)


def _doi(assessment: Assessment) -> str | None:
    """Return the printed DOI, or that of the work where none is printed."""
    printed, work = assessment.reference.item.doi, assessment.work
    doi = printed or (work.item.doi if work else None)
    return canonical_doi(doi) if doi else None


def _is_meant(finding: Finding, codes: Collection[str]) -> bool:
    if not codes:
        return finding.code not in _TO_BE_NAMED
    return finding.name in codes or any(
        finding.code.startswith(code.upper()) for code in codes
    )


def is_for(entry: Exemption, document: Document) -> bool:
    """Say whether the entry is meant for the document, by the path that it states."""
    if entry.path is None:
        return True
    # As the working directory has it, as all paths that a user gives.
    path = PurePath(os.path.abspath(document.path)).as_posix()
    return fnmatchcase(path, PurePath(os.path.abspath(entry.path)).as_posix())
