"""A baseline hides what is known, says what is gone, and stays readable."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from evidencekit.baseline import compared, read_baseline, write_baseline, written
from evidencekit.errors import BaselineError
from evidencekit.model import (
    Document,
    DocumentReport,
    Finding,
    Known,
    Problem,
    Report,
    RulePage,
    Severity,
    Silencing,
    Span,
    Suppressed,
    Suppression,
    Unchecked,
)

RULES = tuple(RulePage(c, "a", Severity.ERROR, "A.") for c in ("EK301", "EK215"))


def finding(fingerprint: str, code: str = "EK301", message: str = "wrong") -> Finding:
    problem = Problem(message, reference="3")
    return Finding(code, "a", Severity.ERROR, problem, Span(0, 1), 1, 1, fingerprint)


def entry(path: Path, *fingerprints: str) -> DocumentReport:
    document = Document(str(path), "text/plain", "x")
    return DocumentReport(document, findings=tuple(map(finding, fingerprints)))


def report(*entries: DocumentReport) -> Report:
    return Report(entries, rules=RULES)


def left(of: Report) -> list[str]:
    return [f.fingerprint for f in of.findings]


def test_what_is_written_is_known_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    before = report(entry(tmp_path / "a.md", "aa", "bb"))

    renewed = write_baseline(file, before)
    after = compared(
        report(entry(tmp_path / "a.md", "cc", "bb", "aa")), read_baseline(file), file
    )

    assert left(renewed) == []
    assert left(after) == ["cc"]
    assert [s.kind for s in after.suppressed] == [Silencing.BASELINE] * 2
    assert after.baseline is not None
    assert (after.baseline.stale, after.baseline.open) == ((), ())


def test_the_file_is_sorted_a_finding_a_line_and_the_same_for_the_same(
    tmp_path: Path,
) -> None:
    known = [Known(p, c, f) for p in "ba" for c in ("EK2", "EK1") for f in ("2", "1")]

    text = written(known)

    assert text == written(reversed(known))
    assert len(text.splitlines()) == len(known) + 3
    found = [(e.get("path"), e.get("code")) for e in json.loads(text)["findings"]]
    assert found[:-1] == sorted(found[:-1])
    file = tmp_path / "known.json"
    file.write_text(text, "utf-8")
    assert sorted(read_baseline(file), key=str) == sorted(known, key=str)


def test_a_known_finding_hides_one_finding_and_not_its_copies(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    write_baseline(file, report(entry(tmp_path / "a.md", "aa")))

    both = report(entry(tmp_path / "b.md", "aa"), entry(tmp_path / "a.md", "aa"))
    after = compared(both, read_baseline(file), file)

    assert [len(e.findings) for e in after.documents] == [1, 0]


def test_a_document_may_be_renamed(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    write_baseline(file, report(entry(tmp_path / "a.md", "aa")))

    after = compared(report(entry(tmp_path / "b.md", "aa")), read_baseline(file), file)

    assert left(after) == []
    assert after.baseline is not None
    assert after.baseline.stale == ()


def test_paths_are_seen_from_the_baseline_whatever_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    write_baseline(Path("../known.json"), report(entry(Path("a.md"), "aa")))
    monkeypatch.chdir(tmp_path)

    [known] = read_baseline(Path("known.json"))
    after = compared(report(entry(Path("./content/a.md"))), [known], Path("known.json"))

    assert known.path == "content/a.md"
    assert after.baseline is not None
    assert after.baseline.stale == (known,)


def test_what_is_gone_is_told_from_what_cannot_be_told(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    known = [
        Known("a.md", "EK301", "gone"),
        Known("a.md", "EK999", "rule not run"),
        Known("silent.md", "EK301", "service silent"),
        Known("unread.md", "EK301", "not read"),
    ]
    silent = replace(
        entry(tmp_path / "silent.md"), unchecked=(Unchecked("1", "Crossref", "no"),)
    )

    after = compared(report(entry(tmp_path / "a.md"), silent), known, file)

    assert after.baseline is not None
    assert [k.fingerprint for k in after.baseline.stale] == ["gone"]
    assert [k.fingerprint for k in after.baseline.open] == [
        "rule not run",
        "service silent",
        "not read",
    ]


def test_renewing_drops_what_is_gone_and_keeps_what_cannot_be_told(
    tmp_path: Path,
) -> None:
    file = tmp_path / "known.json"
    file.write_text(
        written(
            [
                Known("a.md", "EK301", "gone"),
                Known("a.md", "EK301", "aa"),
                Known("unread.md", "EK301", "open"),
            ]
        ),
        "utf-8",
    )
    before = compared(
        report(entry(tmp_path / "a.md", "aa", "new")), read_baseline(file), file
    )

    renewed = write_baseline(file, before)

    assert {k.fingerprint for k in read_baseline(file)} == {"aa", "new", "open"}
    assert left(renewed) == []


def test_what_a_comment_lets_pass_is_not_in_the_baseline(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    comment = Suppression(Span(0, 1), Span(0, 1))
    passed = replace(
        entry(tmp_path / "a.md", "aa"),
        suppressed=(Suppressed(finding("bb"), (comment,)),),
    )

    write_baseline(file, report(passed))

    assert [k.fingerprint for k in read_baseline(file)] == ["aa"]


def test_what_is_known_and_let_pass_otherwise_is_not_called_gone(
    tmp_path: Path,
) -> None:
    comment = Suppression(Span(0, 1), Span(0, 1))
    passed = replace(
        entry(tmp_path / "a.md"), suppressed=(Suppressed(finding("aa"), (comment,)),)
    )
    known = [Known("a.md", "EK301", "aa")]

    after = compared(report(passed), known, tmp_path / "known.json")

    assert after.baseline is not None
    assert (after.baseline.stale, after.baseline.open) == ((), ())
    assert [s.kind for s in after.suppressed] == [Silencing.COMMENT]


def test_nothing_in_the_file_commands_a_terminal(tmp_path: Path) -> None:
    text = written([Known("a\x1b[2J.md", "EK301", "aa", "1", "\u202etitle\nnext")])

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 4


GOOD = written([Known("a.md", "EK301", "aa")])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "is damaged or no baseline; restore it, or write it anew with"),
        ("{", "is damaged or no baseline"),
        ("[]", "is damaged or no baseline"),
        ('{"version": "2.1.0", "runs": []}', "is damaged or no baseline"),
        ('{"evidencekit-baseline": "1"}', "is damaged or no baseline"),
        ('{"evidencekit-baseline": "1", "findings": [3]}', "is damaged or no baseline"),
        (GOOD.replace('"code"', '"kode"'), "a finding has no code; remove that line"),
        (GOOD.replace('"aa"', "3"), "a finding has no fingerprint; remove that line"),
        (
            GOOD.replace('"1"', '"2"'),
            "is of version 2, we read 1; update evidencekit, or write it",
        ),
        (f"<<<<<<< ours\n{GOOD}", "holds a merge conflict; keep both sides' lines"),
        ("[" * 100_000, "is damaged or no baseline"),
        (b"\xff\xfe\x00", "is damaged or no baseline"),
    ],
)
def test_a_bad_baseline_is_one_line_that_names_the_file(
    tmp_path: Path, content: str | bytes, complaint: str
) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(BaselineError) as raised:
        read_baseline(file)

    assert str(raised.value).startswith(f"{file}: {complaint}")
    assert "\n" not in str(raised.value)


def test_a_missing_baseline_and_a_directory_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"

    with pytest.raises(BaselineError, match=f"make it with --write-baseline {missing}"):
        read_baseline(missing)
    with pytest.raises(BaselineError, match="is a directory; name a file"):
        read_baseline(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX")
def test_a_baseline_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be written: Is a directory"):
        write_baseline(tmp_path, report())
