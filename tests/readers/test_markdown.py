"""Markdown articles: references without mark-up, at their places in the file."""

import time

import pytest

from evidencekit.model import Document, PartialDate, Span
from evidencekit.readers.markdown import looks_like, read

LAKHAN = (
    "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. "
    "Nutr J. 2008;7(1):2."
)
POPOVIC = (
    "Popovic M, Timper K, Seelig E, et al. Exercise upregulates copeptin levels. "
    "PLoS One. 2019;14(5):e0217800."
)
PUETZ = (
    "Puetz TW, Dishman RK. Effects of chronic exercise on feelings of energy. "
    "Psychol Bull. 2006;132(6):866-876."
)


def texts(document: Document) -> dict[str, str]:
    assert all(r.text == r.span.of(document.text) for r in document.references)
    return {r.id: r.text for r in document.references}


def article(*lines: str) -> Document:
    return read(
        "a.md", "# Title\n\nFood matters.\n\n## References\n\n" + "\n".join(lines)
    )


@pytest.mark.parametrize("bullet", ["- ", "* ", "+ ", "  - "])
def test_each_bullet_is_a_reference(bullet: str) -> None:
    document = article(*(bullet + entry for entry in (LAKHAN, POPOVIC, PUETZ)))

    assert texts(document) == {"1": LAKHAN, "2": POPOVIC, "3": PUETZ}


def test_numbers_are_labels_and_ids() -> None:
    document = article(f"1. {LAKHAN}", f"2. {POPOVIC}", f"4. {PUETZ}", "", "## Author")

    assert texts(document) == {"1": LAKHAN, "2": POPOVIC, "4": PUETZ}
    assert [r.label for r in document.references] == ["1.", "2.", "4."]


def test_a_list_of_ones_is_counted_as_markdown_counts_it() -> None:
    document = article(f"1. {LAKHAN}", f"1. {POPOVIC}", f"1. {PUETZ}")

    assert [(r.id, r.label) for r in document.references] == [
        ("1", None),
        ("2", None),
        ("3", None),
    ]


def test_items_may_be_wrapped_and_what_follows_the_list_is_not_of_it() -> None:
    wrapped = LAKHAN.replace("for mental", "for\n   mental")
    document = article(f"1. {wrapped}", f"2. {POPOVIC}", "", "Marlow Finch lives here.")

    assert texts(document) == {"1": wrapped, "2": POPOVIC}
    assert document.references[0].item.title == (
        "Nutritional therapies for mental disorders"
    )


def test_markup_stays_out_of_the_values_and_in_the_text() -> None:
    marked = (
        "**Lakhan SE**, Vieira KF. [Nutritional *therapies* for mental disorders]"
        "(https://doi.org/10.1186/1475-2891-7-2). *Nutr J*. 2008;**7**(1):2."
    )
    document = article(f"1. {marked}", f"2. {POPOVIC}")

    item = document.references[0].item
    assert (item.title, item.container_title, item.volume, item.issued, item.doi) == (
        *("Nutritional therapies for mental disorders", "Nutr J", "7"),
        *(PartialDate(2008), "10.1186/1475-2891-7-2"),
    )
    assert texts(document)["1"] == marked
    spans = document.references[0].field_spans
    assert spans["title"].of(document.text) == (
        "Nutritional *therapies* for mental disorders"
    )
    assert spans["doi"].of(document.text) == ("https://doi.org/10.1186/1475-2891-7-2")


def test_a_link_gives_a_web_page_its_address() -> None:
    document = article(
        "- [Using person-centered language](https://www.resourcesforintegratedcare.com/)."
        " Resources for Integrated Care.",
        f"- {POPOVIC}",
    )

    assert document.references[0].item.url == (
        "https://www.resourcesforintegratedcare.com/"
    )


def test_notes_among_bullets_keep_the_names_they_are_cited_by() -> None:
    document = article(
        f"[^1]: {LAKHAN}", f"[^3]: {POPOVIC}", f"- {PUETZ}", f"[^3]: {PUETZ}"
    )

    assert texts(document) == {"1": LAKHAN, "3": POPOVIC, "2": PUETZ, "4": PUETZ}


def test_a_further_list_is_read_and_its_numbers_are_told_from_the_first_ones() -> None:
    document = article(
        *(f"{n}. {entry}" for n, entry in enumerate((LAKHAN, POPOVIC), 1)),
        "\n## More to say\n\n1. Eat well.\n",
        f"## Further reading\n\n1. {PUETZ}",
    )

    assert texts(document) == {"1": LAKHAN, "2": POPOVIC, "1b": PUETZ}
    assert [reference.id for reference in document.listed] == ["1", "2"]


def test_a_further_list_that_names_no_works_is_none() -> None:
    document = article(
        f"- {LAKHAN}", f"- {POPOVIC}", "\n## Sources\n\n- Eat well, since 2011.\n"
    )

    assert texts(document) == {"1": LAKHAN, "2": POPOVIC}


def test_footnotes_are_references_where_they_name_works() -> None:
    text = (
        "Food matters.[^1] So does movement.[^ex] Not here.[^no]\n\n"
        f"[^1]: {LAKHAN}\n[^ex]: {POPOVIC} [↩](#ref)\n"
        "[^no]: We asked twice.\n"
    )

    document = read("a.md", text)

    assert [(r.id, r.label) for r in document.references] == [
        ("1", "[^1]"),
        ("ex", "[^ex]"),
    ]
    assert document.references[0].text == LAKHAN
    assert document.references[1].item.page == "e0217800"
    assert [c.reference_ids for c in document.citations] == [("1",), ("ex",)]


def test_line_ends_of_windows_change_no_place() -> None:
    text = f"## References\r\n\r\n1. {LAKHAN}\r\n2. {POPOVIC}\r\n"

    assert texts(read("a.md", text)) == {"1": LAKHAN, "2": POPOVIC}


def test_an_article_without_a_list_has_no_references() -> None:
    document = read("a.md", "# Title\n\n- one\n- two\n\nFood matters.\n")

    assert (document.references, document.list_span) == ((), None)


COMMENT = "<!-- evidencekit: ignore EK204, missing-doi -->"


def test_a_comment_alone_holds_for_the_next_reference() -> None:
    document = article(f"1. {LAKHAN}", "", COMMENT, f"2. {POPOVIC}", f"3. {PUETZ}")

    [suppression] = document.suppressions
    start = document.text.index(COMMENT)
    assert suppression.codes == ("EK204", "missing-doi")
    assert suppression.scope == Span(start, document.references[1].span.end)


def test_a_comment_in_a_reference_holds_for_that_one() -> None:
    document = article(f"1. {LAKHAN} {COMMENT}", f"2. {POPOVIC}")

    [suppression] = document.suppressions
    assert suppression.scope.contains(document.references[0].span)
    assert suppression.scope.end <= document.references[1].span.start
    assert document.references[0].item.title == (
        "Nutritional therapies for mental disorders"
    )


def test_a_comment_in_the_text_holds_for_its_paragraph() -> None:
    text = f"# Title\n\nFirst one.\n\nFood matters. {COMMENT}\nIt does.\n\nLast one.\n"

    [suppression] = read("a.md", text).suppressions

    assert suppression.scope.of(text).strip() == (f"Food matters. {COMMENT}\nIt does.")


def test_a_comment_can_hold_for_the_file() -> None:
    text = "<!-- evidencekit: ignore-file EK402 -->\n# Title\n\nFood matters.\n"

    [suppression] = read("a.md", text).suppressions

    assert (suppression.codes, suppression.scope) == (
        ("EK402",),
        Span(0, len(text) + 1),
    )


@pytest.mark.parametrize(
    "text", ["Food.\n\n## Sources\n", "See [WHO](https://who.int).", "[^1]: Roe J."]
)
def test_markdown_is_told_by_its_content(text: str) -> None:
    assert looks_like(text)


def test_a_page_in_one_line_is_not_taken_for_markdown() -> None:
    assert not looks_like(f"Food matters [1]. 2 Sources {LAKHAN} {POPOVIC}")


@pytest.mark.parametrize(
    "unit", ["\nReferences\n- x\n", "[^1]: x\n# y\n", "- [a](b)\n"]
)
def test_a_page_of_titles_notes_or_links_takes_no_longer_than_its_share(
    unit: str,
) -> None:
    text = "# References\n\n" + unit * (60_000 // len(unit))
    begun = time.process_time()
    read("x.md", text)

    assert time.process_time() - begun < 5.0


def test_of_many_titles_in_a_section_the_last_one_has_the_list() -> None:
    document = article(*["Sources", ""] * 9, "References", "", f"- {LAKHAN}")

    assert texts(document) == {"1": LAKHAN}
