"""Items as BibTeX and RIS."""

from bibtexparser.entrypoint import parse_string

from evidencekit.bibliography.bibtex import to_bibtex
from evidencekit.bibliography.ris import to_ris
from evidencekit.model import Item, Name, PartialDate

ARTICLE = Item(
    type="article-journal",
    title="Sleep & 100 % of {all} moods: a_b",
    author=(
        Name("Vries", "J", particle="de"),
        Name(literal="WHO and Partners"),
    ),
    et_al=True,
    container_title="Rev. Psiquiatr. Clín.",
    issued=PartialDate(2016, 10),
    volume="12",
    issue="suppl 1",
    page="362–370",
    doi="10.1016/0000-0000(95)90000-a_b",
    url="https://example.org/a_b?c=%20d",
    pmid="123",
)


def test_an_article_as_bibtex_keeps_every_character_for_latex() -> None:
    assert to_bibtex(ARTICLE, "vries2016") == (
        "@article{vries2016,\n"
        "  author = {de Vries, J and {WHO and Partners} and others},\n"
        "  title = {Sleep \\& 100 \\% of \\textbraceleft{}all\\textbraceright{} moods: "
        "a\\_b},\n"
        "  journal = {Rev. Psiquiatr. Clín.},\n"
        "  year = {2016},\n"
        "  month = oct,\n"
        "  volume = {12},\n"
        "  number = {suppl 1},\n"
        "  pages = {362--370},\n"
        "  doi = {10.1016/0000-0000(95)90000-a_b},\n"
        "  pmid = {123},\n"
        "  url = {https://example.org/a_b?c=%20d},\n"
        "}\n"
    )


def test_bibtex_that_we_write_can_be_read_by_others() -> None:
    library = parse_string(to_bibtex(ARTICLE, "vries2016"))

    [entry] = library.entries
    assert library.failed_blocks == []
    assert entry["pages"] == "362--370"


def test_a_chapter_names_its_book_and_editors() -> None:
    chapter = Item(
        type="chapter",
        title="On moods",
        editor=(Name("Moitra", "E"),),
        container_title="Handbook",
        publisher="Press",
        publisher_place="Bern",
        issued=PartialDate(1999),
    )

    assert to_bibtex(chapter, "moods") == (
        "@incollection{moods,\n"
        "  title = {On moods},\n"
        "  editor = {Moitra, E},\n"
        "  booktitle = {Handbook},\n"
        "  year = {1999},\n"
        "  publisher = {Press},\n"
        "  address = {Bern},\n"
        "}\n"
    )


def test_an_article_as_ris_splits_its_pages() -> None:
    assert to_ris(ARTICLE) == (
        "TY  - JOUR\n"
        "AU  - de Vries, J\n"
        "AU  - WHO and Partners\n"
        "AU  - et al.\n"
        "TI  - Sleep & 100 % of {all} moods: a_b\n"
        "T2  - Rev. Psiquiatr. Clín.\n"
        "PY  - 2016\n"
        "DA  - 2016/10//\n"
        "VL  - 12\n"
        "IS  - suppl 1\n"
        "SP  - 362\n"
        "EP  - 370\n"
        "DO  - 10.1016/0000-0000(95)90000-a_b\n"
        "AN  - 123\n"
        "UR  - https://example.org/a_b?c=%20d\n"
        "ER  - \n"
    )


def test_a_web_page_as_ris_has_the_day_it_was_seen() -> None:
    page = Item(
        type="webpage",
        title="Using person-centered\nlanguage",
        url="https://example.org",
        accessed=PartialDate(2023, 12, 1),
    )

    assert to_ris(page) == (
        "TY  - ELEC\n"
        "TI  - Using person-centered language\n"
        "UR  - https://example.org\n"
        "Y2  - 2023/12/01/\n"
        "ER  - \n"
    )
