"""JUnit XML: a test case for each reference, as CI servers count them.

A reference with an error or a warning has failed, one that could not be checked is
skipped, notes are output. Source: junit-10.xsd of the Jenkins xUnit plugin.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable

from evidencekit.inert import visible
from evidencekit.model import DocumentReport, Finding, Report, Severity, Unchecked
from evidencekit.reports.look import Look

_WIDEST_NAME = 100
_Groups = dict[str | None, list[Finding]]


def rendered(report: Report, look: Look) -> str:
    """Return `report` as a document of test suites, one for each file."""
    suites = [_suite(entry) for entry in report.documents]
    root = ET.Element("testsuites", {"name": "evidencekit", **_counts(suites)})
    root.extend(suites)
    ET.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ET.tostring(root, encoding="unicode")
        + "\n"
    )


def _suite(entry: DocumentReport) -> ET.Element:
    by_reference: _Groups = {}
    for finding in entry.findings:
        by_reference.setdefault(finding.problem.reference, []).append(finding)
    path = visible(entry.document.path)
    cases = [
        _case(path, "the document as a whole", by_reference.pop(None, []), ()),
        *(
            _case(
                path,
                f"reference {reference.id}: {reference.text}",
                by_reference.pop(reference.id, []),
                [u for u in entry.unchecked if u.reference == reference.id],
            )
            for reference in entry.document.references
        ),
    ]
    if entry.failures:
        cases.append(_broken(path, entry))
    suite = ET.Element("testsuite", {"name": path})
    if entry.suppressed:
        kinds = Counter(suppressed.kind.value for suppressed in entry.suppressed)
        properties = ET.SubElement(suite, "properties")
        for kind, number in sorted(kinds.items()):
            name = f"suppressed by {kind}"
            ET.SubElement(properties, "property", {"name": name, "value": str(number)})
    suite.extend(cases)
    suite.attrib |= {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
        "skipped": str(sum(case.find("skipped") is not None for case in cases)),
        "time": "0",
    }
    return suite


def _counts(suites: Iterable[ET.Element]) -> dict[str, str]:
    suites = list(suites)
    return {
        name: str(sum(int(suite.attrib[name]) for suite in suites))
        for name in ("tests", "failures", "errors")
    }


def _case(
    path: str, name: str, findings: list[Finding], unchecked: Iterable[Unchecked]
) -> ET.Element:
    name = visible(name)
    if len(name) > _WIDEST_NAME:
        name = name[: _WIDEST_NAME - 1].rstrip() + "…"
    case = ET.Element("testcase", {"classname": path, "name": name, "time": "0"})
    grave = [f for f in findings if f.severity is not Severity.NOTE]
    silences = [visible(f"{u.service}: {u.reason}") for u in unchecked]
    if grave:
        failure = ET.SubElement(
            case,
            "failure",
            {"message": visible(grave[0].problem.message), "type": grave[0].code},
        )
        failure.text = "\n".join(map(_line, grave))
    elif silences:
        message = "could not be checked: " + "; ".join(silences)
        ET.SubElement(case, "skipped", {"message": message})
    said = [_line(finding) for finding in findings if finding not in grave]
    if grave and silences:
        said += [f"could not be checked: {silence}" for silence in silences]
    if said:
        ET.SubElement(case, "system-out").text = "\n".join(said)
    return case


def _broken(path: str, entry: DocumentReport) -> ET.Element:
    case = ET.Element("testcase", {"classname": path, "name": "all rules ran"})
    text = "; ".join(f"{failure.code}: {failure.error}" for failure in entry.failures)
    ET.SubElement(case, "error", {"message": visible(text), "type": "bug"})
    return case


def _line(finding: Finding) -> str:
    problem = finding.problem
    proofs = "".join(
        f"\n    {e.field}: printed {_quoted(e.printed)}, "
        f"registered {_quoted(e.registered)}"
        for e in problem.evidence
    )
    return (
        f"{finding.line}:{finding.column} {finding.severity.value} {finding.code} "
        f"{finding.name}: {visible(problem.message)}{proofs}"
    )


def _quoted(value: str | None) -> str:
    return f"“{visible(value)}”" if value else "nothing"
