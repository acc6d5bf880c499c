"""`evidencekit export`: a clean list, in the order and with the keys of the file."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from evidencekit import read
from evidencekit.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORDS = str(EXAMPLES / "records.json")
# The first as printed in the example, with a wrong volume; the second with the DOI of
# its correction notice; the third cannot be found out from these records.
BIB = """\
@comment{kept out}
@article{nutrients-2022,
  author = {Mechlińska, A. and others},
  title = {Dietary patterns of treatment-resistant depression patients},
  journal = {Nutrients}, year = {2022}, volume = {99}, number = {18}, pages = {3766},
  doi = {10.3390/nu14183766},
}
@article{Yoga,
  author = {Vollbehr, N. K. and Bartels-Velthuis, A. A. and Nauta, M. H. and others},
  title = {Hatha yoga for acute, chronic and/or treatment-resistant mood and anxiety
           disorders: A systematic review and meta-analysis},
  journal = {PLoS ONE}, year = {2018}, volume = {13}, number = {10},
  pages = {e0204925}, doi = {10.1371/journal.pone.0216631},
}
@article{unknown,
  author = {Doe, Jane}, title = {On walking in the rain}, journal = {Rain},
  year = {2001}, doi = {10.1000/rain},
}
"""


@pytest.fixture
def bib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path / "cache"))
    file = tmp_path / "list.bib"
    file.write_text(BIB, "utf-8")
    return str(file)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def test_verified_references_have_registered_values_under_their_own_keys(
    bib: str, tmp_path: Path
) -> None:
    target = tmp_path / "clean.bib"

    done = run(bib, "--replay", RECORDS, "-o", str(target))

    first, yoga, unknown = read(target).references
    assert [r.id for r in (first, yoga, unknown)] == [
        "nutrients-2022",
        "Yoga",
        "unknown",
    ]
    assert first.item.volume == "14"
    assert [name.family for name in first.item.author][:2] == [
        "Mechlińska",
        "Włodarczyk",
    ]
    assert yoga.item.doi == "10.1371/journal.pone.0204925"
    assert (yoga.item.year, yoga.item.page) == (2018, "e0204925")
    assert unknown.item.title == "On walking in the rain"
    assert done.stderr.splitlines()[:2] == [
        "evidencekit: 2 of 3 references with registered values",
        "evidencekit: 1 of them in place of a wrong DOI (Yoga)",
    ]
    assert done.exit_code == 3


def test_the_remarks_say_what_is_as_printed(bib: str) -> None:
    text = run(bib, "--replay", RECORDS).stdout

    assert (
        "% in place of the printed DOI 10.1371/journal.pone.0216631\n@article{Yo"
        in (text)
    )
    assert "% as printed: unchecked" in text


def test_what_was_not_verified_can_be_left_out(bib: str) -> None:
    done = run(bib, "--replay", RECORDS, "--verified-only", "--to", "csl-json")

    entries = json.loads(done.stdout)
    assert [entry["id"] for entry in entries] == ["nutrients-2022", "Yoga"]
    assert done.exit_code == 3


@pytest.mark.parametrize("form", ["csl", "csl-json"])
def test_csl_json_keeps_to_its_schema(bib: str, shared: Path, form: str) -> None:
    schema = json.loads((shared / "data" / "schemas" / "csl-data.json").read_text())
    done = run(
        bib, str(EXAMPLES / "article.txt"), "--replay", RECORDS, "--to", form
    ).stdout

    lines = [json.loads(line) for line in done.splitlines()] if form == "csl" else None
    jsonschema.validate(lines or json.loads(done), schema)


def test_offline_everything_is_as_printed(bib: str) -> None:
    done = run(bib, "--offline", "--to", "csl")

    volumes = [json.loads(line).get("volume") for line in done.stdout.splitlines()]
    assert volumes == ["99", "13", None]
    assert done.exit_code == 3


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("clean.bib", "@article{eisendrath2011,"),
        ("clean.ris", "TY  - JOUR\nID  - eisendrath2011\n"),
        ("clean.json", '[\n  {"id": "eisendrath2011"'),
        ("clean.txt", "1. Eisendrath S, Chartier M, McLane M. Adapting Mindfulness"),
    ],
)
def test_the_suffix_says_what_is_written(
    bib: str, tmp_path: Path, name: str, beginning: str
) -> None:
    article = str(EXAMPLES / "article.txt")

    done = run(article, "--replay", RECORDS, "-o", str(tmp_path / name))

    assert done.exit_code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(beginning)


def test_a_file_that_is_not_there_is_one_line(bib: str) -> None:
    done = run("nowhere.bib", "--offline")

    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "evidencekit: nowhere.bib: there is no such file"
    )


def test_a_printed_list_keeps_its_numbers_and_names_its_duplicates() -> None:
    article = str(EXAMPLES / "article.txt")

    done = run(article, "--replay", RECORDS, "--to", "text")

    lines = done.stdout.splitlines()
    assert [line.partition(".")[0] for line in lines] == [str(n) for n in range(1, 18)]
    assert "evidencekit: 6: the same work as reference 4" in done.stderr.splitlines()
