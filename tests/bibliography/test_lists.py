"""Whole lists in each format are what other programs read, and hold it all."""

import json
from pathlib import Path

import jsonschema
import pytest
from bibtexparser.entrypoint import parse_string

from evidencekit.bibliography import FORMATS, Entry, written
from evidencekit.bibliography.capitals import protected
from evidencekit.model import Item, Name, PartialDate
from evidencekit.readers import read

SCHEMA = Path(__file__).parents[3] / "shared/data/schemas/csl-data.json"
ITEMS = (
    Item(
        type="article-journal",
        title="Vitamin D & mood in 10 % of_all: the COVID-19 years in Ōsaka <i>",
        author=(
            Name("Vries", "J. A.", particle="de"),
            Name("Smith", "John", suffix="Jr."),
            Name(literal="Barnes and Noble, Inc."),
        ),
        et_al=True,
        container_title="Rev. Psiquiatr. Clín.",
        container_title_short="RPC",
        issued=PartialDate(2016, 10, 4),
        volume="12",
        issue="suppl 1",
        page="362-370",
        doi="10.1016/0000-0000(95)90000-a_b",
        url="https://example.org/a_b?c=%20d~e#f",
        pmid="123",
        pmcid="PMC12",
    ),
    Item(
        type="chapter",
        title="On moods",
        editor=(Name("Moitra", "E"),),
        container_title="Handbook",
        issued=PartialDate(1999),
        publisher="Press",
        publisher_place="Bern",
        isbn="9780306406157",
        edition="2",
    ),
    Item(
        type="webpage", title="Words", url="https://e.org", accessed=PartialDate(2023)
    ),
    Item(type="dataset", title="Rows", publisher="Zenodo", doi="10.5281/zenodo.1"),
    Item(type="software", title="pandas", version="2.1"),
    Item(type="thesis", title="Sleep", publisher="University of Bern"),
    Item(type="report", title="Sums", publisher="WHO", number="12"),
    Item(type="book", title="Moods", author=(Name("Łuczak", "Żaneta"),)),
    Item(type="paper-conference", title="Nets", container_title="Proc. Nets"),
)
ENTRIES = [Entry(item, f"k{number}") for number, item in enumerate(ITEMS)]


def text(entries: list[Entry], target: str) -> str:
    return "".join(written(entries, target))


def test_bibtex_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text(text(ENTRIES, "bibtex"), "utf-8")

    document = read(path)

    assert document.defects == ()
    assert {r.id: r.item for r in document.references} == {
        f"k{number}": item for number, item in enumerate(ITEMS)
    }


def test_bibtex_is_read_by_bibtexparser() -> None:
    library = parse_string(text(ENTRIES, "bibtex"))

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [e.key for e in ENTRIES]


def test_csl_json_keeps_to_its_schema_and_comes_back() -> None:
    if not SCHEMA.exists():
        pytest.skip("the schema lies in ../shared")
    objects = json.loads(text(ENTRIES, "csl-json"))

    jsonschema.validate(objects, json.loads(SCHEMA.read_text("utf-8")))
    assert tuple(Item.from_csl(o) for o in objects) == ITEMS


def test_an_empty_list_is_still_json() -> None:
    assert json.loads(text([], "csl-json")) == []


def test_every_ris_record_begins_and_ends() -> None:
    records = text(ENTRIES, "ris").split("\n\n")[:-1]

    assert len(records) == len(ITEMS)
    assert all(r.startswith("TY  - ") and r.endswith("ER  - ") for r in records)
    assert [r.splitlines()[1] for r in records] == [f"ID  - {e.key}" for e in ENTRIES]


@pytest.mark.parametrize("target", FORMATS)
def test_a_remark_is_in_every_format_and_starts_no_entry(target: str) -> None:
    remark = "as printed:\n@book{evil,}"

    list_ = text([Entry(ITEMS[1], "a", remark=remark)], target)

    assert "as printed:" in list_
    if target == "bibtex":
        assert len(parse_string(list_).entries) == 1


def test_keys_are_made_told_apart_and_fit_for_latex() -> None:
    entries = [
        Entry(ITEMS[0]),
        Entry(ITEMS[0]),
        Entry(ITEMS[1], "a, {b}"),
        Entry(ITEMS[1], "AB"),
    ]

    assert [e.key for e in parse_string(text(entries, "bibtex")).entries] == [
        *("vries2016", "vries2016-2", "ab", "AB-2")
    ]


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Vitamin D in the Western diet", "Vitamin {D} in the {Western} diet"),
        ("Sleep in Alzheimer’s disease", "Sleep in {Alzheimer’s} disease"),
        ("The mRNA of SARS-CoV-2: A review", "The {mRNA} of {SARS-CoV-2}: A review"),
        ("Work-Related Injuries After a Fall", "Work-Related Injuries After a Fall"),
        ("Effects of DNA Damage on Sleep", "Effects of {DNA} Damage on Sleep"),
        ("A TITLE ALL IN CAPITALS", "A TITLE ALL IN CAPITALS"),
        ("Hepatitis A & 5 % more", r"Hepatitis {A} \& 5 \% more"),
    ],
)
def test_braces_guard_the_capitals_that_matter(title: str, latex: str) -> None:
    assert protected(title) == latex
