"""However people write BibTeX, a fix changes the wrong value and not a byte beside it.

Each of the generated files has one wrong value, or lacks the DOI, in an entry that is
written in one of many ways.
"""

import codecs
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice, pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from pylatexenc.latexencode import unicode_to_latex

from evidencekit.cli import main
from evidencekit.fixes import fixed
from evidencekit.model import DocumentReport
from tests.one_defect import Case, cases, judged

Pairs = list[tuple[str, str]]
_LINE = re.compile(r"  (\w+) = \{(.*)\},")


def pairs(entry: str) -> Pairs:
    """Return the fields of an entry as `to_bibtex` writes it."""
    return [(m[1], m[2]) for line in entry.splitlines() if (m := _LINE.fullmatch(line))]


# Ways to write an entry --------------------------------------------------------------


def entry(
    fields: Pairs,
    written: Callable[[str, str], str] = lambda _, value: f"{{{value}}}",
    *,
    opening: str = "@article{",
    closing: str = "}",
    before: str = "  ",
    equals: str = " = ",
    between: str = ",\n",
    last: str = ",\n",
) -> str:
    lines = [f"{before}{n}{equals}{written(n, v)}" for n, v in fields]
    return f"{opening}some:key_1,\n{between.join(lines)}{last}{closing}\n"


def quoted(_: str, value: str) -> str:
    return f'"{value}"'


def bare(_: str, value: str) -> str:
    return value if value.isdigit() else f"{{{value}}}"


def padded(_: str, value: str) -> str:
    return f"{{ {value}\t}}"


def protected(name: str, value: str) -> str:
    """Return a title whose capitals are kept by braces, in braces of its own."""
    if name == "title":
        value = re.sub(r"\b([A-Z][\w-]*)", r"{\1}", value)
        return f"{{{{{value}}}}}"
    return f"{{{value}}}"


def accented(name: str, value: str) -> str:
    if name in ("author", "title", "journal"):
        value = str(unicode_to_latex(value, non_ascii_only=True))
    return f"{{{value}}}"


def joined(name: str, value: str) -> str:
    if name == "title":
        first, _, rest = value.partition(" ")
        return f'{{{first}}} # " " # {{{rest}}}'
    return "jnl" if name == "journal" else f'"{value}"'


def with_macros(fields: Pairs) -> str:
    journal = dict(fields).get("journal", "")
    return f"@string(jnl = {{{journal}}})\n\n" + entry(fields, joined)


def commented(fields: Pairs) -> str:
    comment = ",\n  % volume = {999}, as it was before\n"
    return entry(fields, between=comment, last=comment)


def with_traps(fields: Pairs) -> str:
    trap = "100\\% of @ people (volume = {99}, pages = {1--2}), {nested {braces}}"
    note = ("annote", "year = 1901, doi"), ("month", "jan")
    more = [("abstract", trap), *note]
    return entry([*more, *fields, ("keywords", "a, b; \\{c\\}")])


STYLES: dict[str, Callable[[Pairs], str]] = {
    "braces": entry,
    "quotes": lambda f: entry(f, quoted),
    "bare numbers": lambda f: entry(f, bare),
    "parentheses": lambda f: entry(f, opening="@article(", closing=")"),
    "no last comma": lambda f: entry(f, last="\n"),
    "closed on the last line": lambda f: entry(f, last=""),
    "capital letters": lambda f: entry(
        [(n.upper(), v) for n, v in f], opening="@ARTICLE{"
    ),
    "tabs": lambda f: entry(f, before="\t", equals="\t= "),
    "aligned": lambda f: entry([(f"{n:<12}", v) for n, v in f]),
    "no blanks": lambda f: entry(f, before="", equals="=", between=",", last=""),
    "one line": lambda f: entry(f, between=",", last="").replace("\n", "") + "\n",
    "comma first": lambda f: entry(f, before="  ", between="\n, ", last="\n"),
    "carriage returns": lambda f: entry(f).replace("\n", "\r\n"),
    "padded values": lambda f: entry(f, padded),
    "protected capitals": lambda f: entry(f, protected),
    "LaTeX accents": lambda f: entry(f, accented),
    "macros and joined values": with_macros,
    "comment lines": commented,
    "traps": with_traps,
    "indented entry": lambda f: "  " + entry(f).replace("\n", "\n    ").rstrip() + "\n",
}
HEADS = cycle(
    [
        "",
        "% a comment with @article{broken, volume = {0}\n\n",
        "Free text between entries: volume = {1}.\r\n\r\n",
        "@comment{ä, “quotes” and \\LaTeX}\n",
        '@preamble{"\\newcommand{\\x}{y}"}\n\n@string{x = "y"}\n',
        "@book{other, title = {Another}, publisher = {P}, year = 1999, author={A B}}\n",
    ]
)


def generated() -> Iterator[tuple[str, Case, str, str]]:
    """Yield style, case, and the right and the wrong file."""
    styles = cycle(STYLES)
    for case in cases():
        for style in islice(styles, 3):
            head = next(HEADS)
            right, wrong = (
                head + STYLES[style](pairs(text)) for text in (case.right, case.wrong)
            )
            yield style, case, right, wrong


def codes(report: DocumentReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_one_wrong_value_is_mended_in_every_way_of_writing() -> None:
    every, found, mended = Counter[str](), Counter[str](), Counter[str]()
    for style, case, right, wrong in generated():
        report = judged(wrong)
        every[style] += 1
        if case.code not in codes(report):
            continue
        found[style] += 1
        change = fixed(report, unsafe=True)
        if not change.findings:
            continue
        mended[style] += 1

        again = judged(change.after)
        assert case.code not in codes(again), (style, change.diff)
        assert again.document.defects == report.document.defects, (style, change.diff)
        assert fixed(again, unsafe=True).after == change.after, style
        if case.code == "EK301":
            assert_is_only_added(wrong, change.after, case.doi)
        else:
            assert change.after == right, style

    assert every.total() >= 600
    assert set(every) == set(STYLES)
    for style in STYLES:
        assert found[style] >= 0.9 * every[style], style
        assert mended[style] >= 0.9 * found[style], style


def assert_is_only_added(before: str, after: str, doi: str) -> None:
    """Check that `after` is `before` with a field, which stands within the entry."""
    start = next(n for n, (a, b) in enumerate(zip(before, after)) if a != b)  # noqa: B905
    rest = len(before) - start
    assert before[start:] == after[len(after) - rest :]
    added = after[start : len(after) - rest]
    assert re.fullmatch(
        rf"[,\s]*doi = \{{{re.escape(doi)}\}}[,\s]*", added, re.IGNORECASE
    ), added
    if before.endswith("}\r\n"):
        assert added.count("\n") == added.count("\r\n") == 1


def test_what_is_right_stays_in_every_way_of_writing() -> None:
    for style, _, right, _ in generated():
        assert fixed(judged(right), unsafe=True).after == right, style


@pytest.mark.parametrize(
    "written",
    [
        lambda _, value: f"{{{{{value}}}}}",
        lambda name, value: f'"{value[:1]}" # "{value[1:]}"',
        lambda name, value: f'"{value}" # ""',
    ],
    ids=["double braces", "in two pieces", "with nothing"],
)
def test_a_value_that_is_no_plain_text_is_found_and_left(
    written: Callable[[str, str], str],
) -> None:
    found = 0
    for case in islice(cases(), 40):
        if case.code == "EK301":
            continue
        wrong = entry(pairs(case.wrong), written)
        report = judged(wrong)
        found += case.code in codes(report)

        assert fixed(report, unsafe=True).after == wrong

    assert found >= 20


def test_a_macro_is_never_written_over() -> None:
    for case in islice(cases(), 40):
        values = dict(pairs(case.wrong))
        macros = "".join(f"@string{{m{n} = {{{v}}}}}\n" for n, v in values.items())
        names = [(n, f"m{n}") for n in values]
        wrong = macros + entry(names, lambda _, value: value)

        after = fixed(judged(wrong), unsafe=True).after

        assert after.startswith(macros)
        assert after == wrong or case.code == "EK301"


def test_where_two_fields_disagree_with_the_doi_no_field_is_changed() -> None:
    tried = offered = 0
    by_work: dict[str, list[Case]] = {}
    for case in cases():
        if case.code != "EK301":
            by_work.setdefault(case.doi, []).append(case)
    for of_work in by_work.values():
        right = pairs(of_work[0].right)
        for first, second in pairwise(of_work):
            wrong_values = dict(set(pairs(first.wrong)) - set(right))
            wrong_values |= dict(set(pairs(second.wrong)) - set(right))
            fields = [(n, wrong_values.get(n, v)) for n, v in right]
            text = entry(fields)
            report = judged(text)
            tried += len(set(codes(report)) & {first.code, second.code}) == 2
            after = fixed(report, unsafe=True).after
            before_doi, after_doi = (dict(pairs(t)).pop("doi") for t in (text, after))
            offered += before_doi != after_doi

            assert after.replace(after_doi, before_doi) == text

    assert tried >= 40
    assert offered == 0  # the DOI is right here


def test_another_works_doi_is_replaced_and_nothing_else() -> None:
    dois = sorted({case.doi for case in cases()})
    swapped = mended = 0
    for case in (c for c in cases() if c.code == "EK301"):
        other = dois[(dois.index(case.doi) + 1) % len(dois)]
        right = entry(pairs(case.right), quoted)
        wrong = right.replace(f'"{case.doi}"', f'"{other}"')
        report = judged(wrong)
        swapped += 1
        if "EK201" in codes(report):
            mended += fixed(report, unsafe=True).after == right

        assert fixed(report, unsafe=True).after in (wrong, right)

    assert swapped >= 50
    assert mended >= 0.9 * swapped


# Bytes -------------------------------------------------------------------------------

OH = """% Ein Verzeichnis, für später\t \r
@article(oh2020,\r
\tauthor  = {Oh, Jihoon and Yun, Kyongsik and Chae, Jeong-Ho and Kim, Tae-Suk},\r
\ttitle   = "Association between macronutrients intake and depression in the United\r
\t           States and South Korea",\r
\tjournal = {Frontiers in Psychiatry}, note = {Für später: naïve ½},\r
\tyear    = 2020, volume = 0, pages = {207},\r
\tdoi     = {10.3389/fpsyt.2020.00207}\r
)\r
"""
REPLAY = str(Path(__file__).parents[1] / "examples/records.json")


def fix(file: Path) -> str:
    arguments = ["check", "--replay", REPLAY, "--fix", str(file)]
    return CliRunner().invoke(main, arguments).output


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "latin-1"),
        (b"", "cp1252"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "Latin-1", "Windows", "LE", "BE", "UTF-32"],
)
def test_bytes_stay_in_every_encoding(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    file = tmp_path / "refs.bib"
    file.write_bytes(mark + OH.encode(encoding))
    file.chmod(0o640)

    said = fix(file)

    right = OH.replace("volume = 0,", "volume = 11,")
    assert "1 finding fixed" in said
    assert file.read_bytes() == mark + right.encode(encoding)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_through_a_link_the_file_is_fixed_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "refs.bib", tmp_path / "refs.bib"
    real.write_bytes(OH.encode())
    link.symlink_to(Path("real") / "refs.bib")

    fix(link)

    assert link.is_symlink()
    assert b"volume = 11," in real.read_bytes()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_bytes(OH.encode())
    tmp_path.chmod(0o500)

    assert "cannot be written" in fix(file)
    assert file.read_bytes() == OH.encode()
    tmp_path.chmod(0o700)
