"""`read`: which reader takes what, and what it costs."""

import time
from pathlib import Path

import pytest

from evidencekit.errors import ReadError
from evidencekit.model import Defect, Span
from evidencekit.readers import read
from evidencekit.readers.registry import FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples"
BIBTEX = "@book{k,\n title = {A title},\n year = 2001,\n}\n"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.bib", BIBTEX, "text/x-bibtex"),
        ("a.BIB", "% nothing yet", "text/x-bibtex"),
        ("a.md", "Food matters.", "text/markdown"),
        ("a.txt", "# Food matters.", "text/plain"),
        ("a.htm", "<p>Food matters.", "text/html"),
        ("a.XHTML", "<html><p>Food matters.</p></html>", "text/html"),
        ("a", BIBTEX, "text/x-bibtex"),
        ("a.dat", "# Food matters.\n", "text/markdown"),
        ("a.dat", "Food matters.", "text/plain"),
        ("-", "<!DOCTYPE html>\n<title>A</title><p>Food matters.", "text/html"),
        (
            "-",
            "<?xml version='1.0'?><article article-type='x'><body><p>Food</p>"
            "</body></article>",
            "application/jats+xml",
        ),
        ("-", "<!-- a -->\n<html lang='en'><p>Food matters.</html>", "text/html"),
    ],
)
def test_the_suffix_decides_and_else_the_content(
    tmp_path: Path, name: str, content: str, media_type: str
) -> None:
    path = tmp_path / name
    path.write_text(content)

    document = read(path)

    assert (document.path, document.media_type) == (str(path), media_type)


def test_standard_input_may_have_a_name() -> None:
    document = read("-", name="refs.bib", data=BIBTEX.encode())

    assert (document.path, document.media_type) == ("refs.bib", "text/x-bibtex")
    assert read("-", data=BIBTEX.encode()).path == "-"


def test_xml_that_is_no_article_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read("-", name="a", data=b"<?xml version='1.0'?><rss><item/></rss>")

    assert str(caught.value) == (
        "a: is XML, but no article in JATS; save it as a page, text or Markdown"
    )


def test_what_the_encoding_hid_is_a_defect_of_the_document() -> None:
    document = read("-", data="Gariépy G.".encode("cp1252"))

    assert document.defects == (
        Defect("byte 0xe9 is not UTF-8; the file was read as Windows-1252", Span(4, 5)),
    )


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.module)
def test_every_format_has_a_reader(known: object) -> None:
    assert known in FORMATS
    [format_] = [f for f in FORMATS if f is known]
    content = f"<article><body><p>{BIBTEX}</p></body></article>"
    content = content if format_.module == "jats" else BIBTEX
    assert format_.read("a", content).file_text == content
    assert format_.looks_like(BIBTEX) is (format_.module in ("bibtex", "plain_text"))


def test_the_example_reads_the_same_as_markdown_and_as_scraped_text() -> None:
    markdown = read(EXAMPLES / "article.md")
    scraped = read(EXAMPLES / "article.txt")

    printed = [reference.text for reference in scraped.references]
    assert len(printed) == 17
    assert printed == [reference.text for reference in markdown.references]
    assert [r.item for r in scraped.references] == [r.item for r in markdown.references]


def test_references_bib_is_read_without_a_defect() -> None:
    document = read(EXAMPLES.parent / "references.bib")

    assert len(document.references) == 17
    assert document.defects == ()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.bib", "a.html"])
def test_ten_megabytes_in_one_line_take_seconds(name: str) -> None:
    data = b"Food and mood [1] are tied, and 12 of them (2019) agree. " * 180_000
    started = time.process_time()

    document = read("-", name=name, data=data)

    assert len(document.text) == len(data) - (name == "a.html")
    assert time.process_time() - started < 30
