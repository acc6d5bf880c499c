"""BibTeX: what is right is read as it is, what is broken is read and named."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencekit.model import (
    Document,
    Item,
    Name,
    PartialDate,
    Span,
    Suppression,
    line_and_column,
)
from evidencekit.readers.bibtex import looks_like, read


def items(text: str) -> dict[str, Item]:
    return {r.id: r.item for r in read("a.bib", text).references}


def item(fields: str, kind: str = "article") -> Item:
    [only] = items(f"@{kind}{{key,\n{fields}\n}}\n").values()
    return only


def defects(text: str) -> list[tuple[int, str]]:
    document = read("a.bib", text)
    return [
        (line_and_column(text, d.span.start)[0], d.message) for d in document.defects
    ]


VOLLBEHR = """@article{vollbehr2018,
  author  = {Vollbehr, Nina K. and Nauta, Maaike H. and others},
  title   = "Hatha yoga for acute, chronic and/or {T}reatment-resistant disorders",
  editor  = {Moitra, Ethan},
  journal = {PLOS ONE},
  date    = {2018-10-01},
  volume  = 13,
  number  = {10},
  eid     = {e0204925},
  doi     = {https://doi.org/10.1371/JOURNAL.pone.0204925},
}
"""


def test_an_entry_becomes_a_reference_with_places() -> None:
    document = read("a.bib", VOLLBEHR)

    [reference] = document.references
    assert reference.item == Item(
        type="article-journal",
        title="Hatha yoga for acute, chronic and/or Treatment-resistant disorders",
        author=(Name("Vollbehr", "Nina K."), Name("Nauta", "Maaike H.")),
        et_al=True,
        editor=(Name("Moitra", "Ethan"),),
        container_title="PLOS ONE",
        issued=PartialDate(2018, 10, 1),
        volume="13",
        issue="10",
        page="e0204925",
        doi="10.1371/journal.pone.0204925",
    )
    assert (reference.id, reference.text) == ("vollbehr2018", VOLLBEHR.strip())
    assert {n: s.of(VOLLBEHR) for n, s in reference.field_spans.items()} == {
        "author": "Vollbehr, Nina K. and Nauta, Maaike H. and others",
        "title": "Hatha yoga for acute, chronic and/or {T}reatment-resistant disorders",
        "editor": "Moitra, Ethan",
        "container_title": "PLOS ONE",
        "issued": "2018-10-01",
        "volume": "13",
        "issue": "10",
        "page": "e0204925",
        "doi": "https://doi.org/10.1371/JOURNAL.pone.0204925",
    }
    assert (document.has_prose, document.list_span, document.defects) == (
        *(False, None),
        (),
    )


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        (r"title={The {DNA} of G{\"o}del}", "title", "The DNA of Gödel"),
        (r"title={50% of $\beta$-blockers \& others}", "title",
         "50% of β-blockers & others"),
        (r"title={Uptake of H$_2$O}", "title", "Uptake of H2O"),
        (r"title={R&D at AT\&T, $x$ of it}", "title", "R&D at AT&T, x of it"),
        ("title={Goods &amp; Prices: $18.50, cloth; $10.00, paper}", "title",
         "Goods & Prices: $18.50, cloth; $10.00, paper"),
        ("title={The $50 Billion Plan}", "title", "The $50 Billion Plan"),
        ("title={From $ 1 $ to $10^5$ cells}", "title", "From 1 to 105 cells"),
        ("title={Wine &amp; Caf&eacute;s}", "title", "Wine & Cafés"),
        ("title={Main}, subtitle={Sub}", "title", "Main: Sub"),
        ("journaltitle={Nutrients}", "container_title", "Nutrients"),
        ('journal="J. " # "Phys."', "container_title", "J. Phys."),
        ("journal=jacm", "container_title", "Journal of the ACM"),
        (r"journal={\apj}", "container_title", "Astrophysical Journal"),
        ("journal={Nat}", "container_title", "Nat"),
        ("pages={12--16}", "page", "12-16"),
        ("pages={580–91}", "page", "580-91"),
        ("articleno={7}", "page", "7"),
        ("number={suppl 1}", "issue", "suppl 1"),
        ("year=2019, month=feb, day=3", "issued", PartialDate(2019, 2, 3)),
        ('year=2019, month=2 # "~"', "issued", PartialDate(2019, 2)),
        ('year=2019, month="3~" # mar', "issued", PartialDate(2019, 3)),
        ("date={2019/2020}", "issued", PartialDate(2019)),
        ("year={in press}", "issued", None),
        (r"doi={10.1007/978-3\_5}", "doi", "10.1007/978-3_5"),
        (r"doi={10.1002/(SICI)1097-0258(19980815)17:15$<$1661::AID$>$3.0.CO;2-2}",
         "doi", "10.1002/(sici)1097-0258(19980815)17:15<1661::aid>3.0.co;2-2"),
        ("doi={10.1002/(SICI)1097-0258(19980815)17:15&lt;1661::AID&gt;3.0.CO;2-2}",
         "doi", "10.1002/(sici)1097-0258(19980815)17:15<1661::aid>3.0.co;2-2"),
        ("url={https://doi.org/10.1000/182}", "doi", "10.1000/182"),
        ("note={doi: 10.1000/182}", "doi", "10.1000/182"),
        ("doi={unknown}", "doi", None),
        (r"howpublished={\url{https://nih.gov/a\_b}}", "url", "https://nih.gov/a_b"),
        ("note={Accessed: 2020-01-31}", "accessed", PartialDate(2020, 1, 31)),
        ("eprint={2101.00001}, archiveprefix={arXiv}", "url",
         "https://arxiv.org/abs/2101.00001"),
    ],
)  # fmt: skip
def test_each_field_is_read_as_it_prints(fields: str, field: str, value: Any) -> None:
    assert getattr(item(fields + ","), field) == value


@pytest.mark.parametrize(
    ("kind", "fields", "type_"),
    [
        ("inproceedings", "title={T}", "paper-conference"),
        ("incollection", "title={T}", "chapter"),
        ("phdthesis", "title={T}", "thesis"),
        ("misc", "title={T}, url={https://who.int}", "webpage"),
        ("misc", "title={T}, journal={J}", "article-journal"),
        ("misc", "title={T}", "document"),
    ],
)
def test_entry_types_become_types_of_csl(kind: str, fields: str, type_: str) -> None:
    assert item(fields, kind).type == type_


def test_the_number_of_a_report_is_not_an_issue() -> None:
    assert item("title={T}, number={17}", "techreport").issue is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Knuth, Donald E.", (Name("Knuth", "Donald E."),)),
        ("Ludwig van Beethoven", (Name("Beethoven", "Ludwig", particle="van"),)),
        ("King, Jr., Martin Luther", (Name("King", "Martin Luther", suffix="Jr."),)),
        ("{World Health Organization}", (Name(literal="World Health Organization"),)),
        ("The MTA Cooperative Group", (Name(literal="The MTA Cooperative Group"),)),
        (r"Mechli{\'n}ska, A.", (Name("Mechlińska", "A."),)),
        ("Smith J and Wu L", (Name("Smith", "J"), Name("Wu", "L"))),
        ("Plato", (Name("Plato"),)),
        ("O’Connor, P. and {Ministry of Health, Chile}",
         (Name("O’Connor", "P."), Name(literal="Ministry of Health, Chile"))),
    ],
)  # fmt: skip
def test_names_are_split_as_bibtex_splits_them(
    author: str, names: tuple[Name, ...]
) -> None:
    text = f'@article{{k, author = "{author}"}}'

    assert items(text)["k"].author == names


@pytest.mark.parametrize(
    "author",
    ["Smith J, Jones K, Wu L", "Smith, J., Jones, K., and Wu, L.",
     "Smith, J.; Jones, K.; Wu, L."],
)  # fmt: skip
def test_names_without_and_are_told_apart_and_named(author: str) -> None:
    text = f"@article{{k, author = {{{author}}}, title = {{T}}}}"

    assert [name.family for name in items(text)["k"].author] == ["Smith", "Jones", "Wu"]
    assert defects(text) == [(1, "k: author: the names are not joined by “and”")]


def test_a_chapter_takes_what_it_lacks_from_its_book() -> None:
    text = """@incollection{part, title={A part}, author={Roe, A}, crossref={Whole}}
@book{whole, title={The whole}, editor={Doe, B}, year=1990, publisher={Plenum}}
"""

    assert items(text)["part"] == Item(
        type="chapter",
        title="A part",
        author=(Name("Roe", "A"),),
        editor=(Name("Doe", "B"),),
        container_title="The whole",
        issued=PartialDate(1990),
        publisher="Plenum",
    )
    assert defects(text) == []


def test_own_macros_are_filled_in() -> None:
    text = '@string{ns = "Nutr Sci"}@string{full = ns # " Lett"}\n'

    journal = items(text + "@article{k, title={T}, journal = FULL}")["k"]
    assert journal.container_title == "Nutr Sci Lett"


@pytest.mark.parametrize(
    ("text", "expected", "messages"),
    [
        (
            "@article{k, title = {T} year = {2001}, volume = {3}}",
            Item("article-journal", "T", issued=PartialDate(2001), volume="3"),
            [(1, "k: no comma between the fields title and year")],
        ),
        (
            "@article{k, title = {T},, year = {2001}}",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(1, "k: stray comma before the field year")],
        ),
        (
            "@article{k, title = {T}, year = {2001}, year = {2002}}",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(1, "k: the field year is given twice; the first is used")],
        ),
        (
            "@ article {k, title = {T}}",
            Item("article-journal", "T"),
            [(1, "k: white space in the entry's beginning hides it")],
        ),
        (
            "@article{k,\n  title = {T,\n  year = {2001},\n}\n\n@book{b, title={B}}",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(2, "k: the value of the field title is not closed")],
        ),
        (
            '@article{k,\n title = "T,\n year = "2001",\n volume = "3"\n}',
            Item("article-journal", "T", issued=PartialDate(2001), volume="3"),
            [(2, "k: the value of the field title is not closed")],
        ),
        (
            "@article{k,\n title = {T}},\n year = {2001},\n}\n",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(2, "k: a brace too many ends the entry early")],
        ),
        (
            "@article{k, title = {T}, year = 2001\n",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(1, "k: the entry is not closed")],
        ),
        (
            "@article{k, title = {T}, journal = nowhere}",
            Item("article-journal", "T"),
            [(1, "k: the macro nowhere is not defined")],
        ),
        (
            "@inbook{k, title = {T}, crossref = {gone}}",
            Item("chapter", "T"),
            [(1, "k: crossref names gone, which is not here")],
        ),
        (
            "@article{k, title = {T}, some words here, year = 2001}",
            Item("article-journal", "T", issued=PartialDate(2001)),
            [(1, "k: “some words here,” is not a field and was passed over")],
        ),
    ],
)
def test_broken_entries_are_read_as_far_as_they_go(
    text: str, expected: Item, messages: list[tuple[int, str]]
) -> None:
    assert items(text)["k"] == expected
    assert defects(text) == messages


def test_a_repeated_key_keeps_both_entries() -> None:
    text = "@book{k, title={A}}\n@book{k, title={B}}\n"

    assert {key: i.title for key, i in items(text).items()} == {"k": "A", "k (2)": "B"}
    assert defects(text) == [(2, "k: the key is used before, on line 1")]


def test_an_entry_without_a_key_is_kept() -> None:
    text = "@book{\n title = {A}, year = 2001}"

    assert list(items(text)) == ["entry 1"]
    assert defects(text) == [(1, "entry: the entry has no key")]


def test_a_file_without_entries_says_so() -> None:
    assert defects("Nothing but words.\n") == [
        (1, "there is no BibTeX entry in this file")
    ]


def test_comments_are_no_entries_and_no_defects() -> None:
    text = """% Encoding: UTF-8
@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\\newcommand{\\x}{y}"}
% @article{old,
%   title = {Old},
% }
@article{k,
  % year = {1999},
  title = {T},
}
Written by hand.
"""

    assert list(items(text)) == ["k"]
    assert defects(text) == []


def test_line_ends_of_windows_change_no_place() -> None:
    text = VOLLBEHR.replace("\n", "\r\n")

    document = read("a.bib", text)
    [reference] = document.references
    assert reference.span == Span(0, len(text.strip()))
    assert reference.field_spans["page"].of(text) == "e0204925"


def test_comments_silence_the_entry_they_stand_in_or_before() -> None:
    text = """% evidencekit: ignore EK204, missing-doi -- a leaflet
@book{a, title={A}}
@book{b,
  % evidencekit: ignore
  title={B},
}
@comment{evidencekit: ignore-file EK401}
"""
    a, b = (r.span for r in read("a.bib", text).references)
    first, second, whole = read("a.bib", text).suppressions

    assert (first.scope, first.codes) == (Span(0, a.end), ("EK204", "missing-doi"))
    assert (second.scope, second.codes) == (b, ())
    assert whole == Suppression(
        Span(text.index("@comment"), len(text) - 1), Span(0, len(text) + 1), ("EK401",)
    )


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("% evidencekit: ignore[EK204] a leaflet", ("EK204",), "a leaflet"),
        ("%% evidencekit: ignore[EK204, missing-doi]", ("EK204", "missing-doi"), None),
        ("% evidencekit: ignore [EK204]: why (so)", ("EK204",), "why (so"),
        ("% evidencekit: ignore[]", (), None),
        ("% evidencekit: ignore EK204 -- a leaflet", ("EK204",), "a leaflet"),
        ("% evidencekit: ignore EK204: a leaflet\r", ("EK204",), "a leaflet"),
        ("% evidencekit: ignore", (), None),
        ("@comment{evidencekit: ignore[EK204] a leaflet}", ("EK204",), "a leaflet"),
        ("@comment(evidencekit: ignore[EK2])", ("EK2",), None),
    ],
)
def test_a_comment_has_codes_and_a_reason(
    comment: str, codes: tuple[str, ...], reason: str | None
) -> None:
    [found] = read("a.bib", f"{comment}\n@book{{a, title={{A}}}}\n").suppressions

    assert (found.codes, found.reason) == (codes, reason)


def test_bibtex_is_told_by_its_content() -> None:
    assert looks_like(VOLLBEHR)
    assert not looks_like("See @jane (2019), who wrote:\n\n# Title\n")


def test_a_reader_leaves_stderr_alone(capsys: pytest.CaptureFixture[str]) -> None:
    document: Document = read("a.bib", "@article{k, title = {T},, year = {2001}")

    assert len(document.references) == 1
    assert capsys.readouterr() == ("", "")


@settings(max_examples=300, deadline=None)
@given(
    start=st.integers(0, len(VOLLBEHR)),
    length=st.integers(0, 12),
    put=st.text('{}",=#%@\\ \n)(ab1', max_size=4),
)
def test_no_slip_of_the_pen_raises_or_misplaces(
    start: int, length: int, put: str
) -> None:
    slip = VOLLBEHR[:start] + put + VOLLBEHR[start + length :]
    text = slip + "\n@book{b, title={B}}\n"

    document = read("a.bib", text)

    assert [r.text for r in document.references] == [
        r.span.of(text) for r in document.references
    ]
    assert all(
        r.span.contains(span)
        for r in document.references
        for span in r.field_spans.values()
    )
    assert all(d.span.end <= len(text) for d in document.defects)


@pytest.mark.parametrize(
    "noise",
    ["{", "}", '"', "@a{", "@a{k,", "a={", "a=b,", "@a{k,a={b}\n", "%\n", "\\", "#"],
)
def test_long_runs_of_broken_entries_take_seconds(noise: str) -> None:
    started = time.process_time()

    read("a.bib", noise * (50_000 // len(noise)))

    assert time.process_time() - started < 10
