"""Fixes change what they are about and nothing else, and are done in one go."""

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main
from evidencekit.fixes import fixed
from evidencekit.model import (
    Document,
    DocumentReport,
    Finding,
    Fix,
    Problem,
    Severity,
    Span,
)
from tests.one_defect import cases, judged

ROOT = Path(__file__).parents[1]


def finding(span: Span, replacement: str, *, safe: bool = True) -> Finding:
    fix = Fix("Do it", span, replacement, safe)
    problem = Problem("wrong", fix=fix)
    return Finding("EK999", "wrong", Severity.ERROR, problem, span, 1, 1, "0" * 16)


def entry(text: str, *findings: Finding) -> DocumentReport:
    return DocumentReport(Document("a.txt", "text/plain", text), findings=findings)


def test_fixes_are_made_by_their_places() -> None:
    found = entry(
        "volume 0, 1999.", finding(Span(7, 8), "11"), finding(Span(10, 14), "2000")
    )

    assert fixed(found).after == "volume 11, 2000."


def test_of_two_that_touch_the_first_is_made() -> None:
    found = entry(
        "abcdef",
        finding(Span(1, 3), "X"),
        finding(Span(2, 5), "Y"),
        finding(Span(3, 3), "Z"),
        finding(Span(5, 6), "W"),
    )
    change = fixed(found)

    assert change.after == "aXdeW"
    assert change.findings == (found.findings[0], found.findings[3])


def test_what_needs_judgement_is_left_unless_it_is_asked_for() -> None:
    found = entry("abc", finding(Span(0, 1), "X", safe=False))

    assert fixed(found).after == "abc"
    assert fixed(found, unsafe=True).after == "Xbc"


def test_a_diff_shows_a_last_line_without_a_line_end() -> None:
    assert fixed(entry("a\nb", finding(Span(2, 3), "c"))).diff.splitlines()[2:] == [
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
    ]


# A hundred files with one defect each ------------------------------------------------

HEAD = '% Kept as it is:\ttabs, trailing blanks  \r\n@string{x = "y"}\r\n\r\n'
TAIL = "\r\n@comment{ä, “quotes” and \\LaTeX}\r\n"


def test_a_hundred_files_are_fixed_in_the_wrong_value_alone() -> None:
    every = list(cases())
    found = fixes = 0
    for case in every:
        text = HEAD + case.wrong + TAIL
        report = judged(text)
        codes = [f.code for f in report.findings]
        if case.code not in codes:
            continue
        found += 1
        change = fixed(report, unsafe=True)
        if not change.findings:
            continue
        fixes += 1
        again = judged(change.after)

        assert case.code not in [f.code for f in again.findings], case
        assert fixed(again, unsafe=True).after == change.after
        assert change.after.startswith(HEAD)
        assert change.after.endswith(TAIL)
        body = change.after[len(HEAD) : -len(TAIL)]
        if case.code != "EK301":
            assert body == case.right
        else:
            assert body.replace(f"\n  doi = {{{case.doi}}},", "") == case.wrong

    assert len(every) >= 100
    assert found >= 0.9 * len(every)
    assert fixes >= 0.9 * found


def test_right_files_stay_as_they_are() -> None:
    for right in {case.right for case in cases()}:
        assert fixed(judged(right), unsafe=True).after == right


# As a user runs it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
)
def test_a_file_keeps_its_encoding_and_its_line_ends(
    mark: bytes, encoding: str, tmp_path: Path
) -> None:
    article = tmp_path / "article.md"
    text = (ROOT / "examples/article.md").read_text("utf-8").replace("\n", "\r\n")
    article.write_bytes(mark + text.encode(encoding))

    done = check(article, "--fix")

    data = article.read_bytes()
    assert data.startswith(mark)
    after = data[len(mark) :].decode(encoding)
    assert after != text
    added, volume = " doi:10.1037/0033-2909.132.6.866", "2020;11."
    assert after.replace(added, "").replace(volume, "2020;0.") == text
    assert "findings fixed" in done.stderr
    before = data
    check(article, "--fix")
    assert article.read_bytes() == before


def test_a_diff_changes_nothing(tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_bytes((ROOT / "examples/article.md").read_bytes())

    done = check(article, "--diff", "--unsafe-fixes")

    assert article.read_bytes() == (ROOT / "examples/article.md").read_bytes()
    assert "+8. Vollbehr" in done.stdout
    assert "doi: 10.1371/journal.pone.0204925" in done.stdout


def test_the_years_of_a_notice_are_never_offered(tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_bytes((ROOT / "examples/article.md").read_bytes())

    check(article, "--unsafe-fixes")

    [line] = [x for x in article.read_text("utf-8").splitlines() if "Vollbehr" in x]
    assert "2018;13(10):e0204925. doi: 10.1371/journal.pone.0204925" in line


def test_fixed_findings_do_not_count(tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_bytes((ROOT / "examples/article.md").read_bytes())

    before = check(article, "--select", "EK301")
    after = check(article, "--select", "EK301", "--fix")

    assert (before.exit_code, after.exit_code) == (1, 0)


@pytest.mark.parametrize(
    "tail",
    [
        *("", "  ", "<br>", "</span>", " [↩](#a)", " ↩", " ↩︎</li>"),
        *(" <!-- evidencekit: ignore[EK401] x -->", "\n   <!-- a note -->"),
    ],
)
def test_a_doi_is_added_to_the_words_and_not_to_what_follows(
    tail: str, tmp_path: Path
) -> None:
    article = tmp_path / "article.md"
    text = (ROOT / "examples/article.md").read_text("utf-8")
    words = "2006;132(6):866-876."
    article.write_text(text.replace(words, words + tail), "utf-8")

    check(article, "--fix", "--select", "EK301")

    added = f"{words} doi:10.1037/0033-2909.132.6.866{tail}"
    assert article.read_text("utf-8") == text.replace(words, added)


def test_standard_input_cannot_be_fixed_in_place() -> None:
    done = CliRunner().invoke(main, ["check", "--fix", "-"], input="x")

    assert done.exit_code == 2
    assert "use --diff" in done.stderr


def test_a_character_that_the_encoding_lacks_is_said_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    from evidencekit.errors import ReadError
    from evidencekit.readers.encoding import rewritten

    with pytest.raises(ReadError, match="cp1252 has no “≥”; save the file as UTF-8"):
        rewritten("a.txt", b"na\xefve", "naïve", "naïve ≥")
    with pytest.raises(ReadError, match="was changed meanwhile"):
        rewritten("a.txt", b"another", "naïve", "naive")


def check(article: Path, *options: str) -> Result:
    replay = str(ROOT / "examples/records.json")
    return CliRunner().invoke(
        main, ["check", "--replay", replay, *options, str(article)]
    )
