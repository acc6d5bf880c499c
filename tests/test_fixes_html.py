"""Fixes of a page in HTML: escaped, outside of tags and links, or not offered."""

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
from evidencekit.readers import read


def page(html: str) -> Document:
    return read("-", name="a.html", data=html.encode())


def mended(html: str, old: str, new: str) -> str | None:
    """Return the page with `old` in its text replaced; None where that is refused."""
    document = page(html)
    start = document.text.index(old)
    fix = Fix("Mend it", Span(start, start + len(old)), new, safe=True)
    finding = Finding(
        *("EK301", "missing-doi", Severity.WARNING, Problem("Mend it", fix=fix)),
        *(fix.span, 1, 1, "0"),
    )
    result = fixed(DocumentReport(document, findings=(finding,)))
    return result.after if result.findings else None


def test_what_is_written_is_escaped() -> None:
    assert mended("<p>Food &amp; mood</p>", "mood", "A<B & C") == (
        "<p>Food &amp; A&lt;B &amp; C</p>"
    )
    assert mended("<p>Food &amp; mood</p>", "&", "and") == "<p>Food and mood</p>"


def test_a_fix_does_not_cut_through_a_tag() -> None:
    assert mended("<p>Food <i>and</i> mood</p>", "Food and", "Sleep and") is None
    assert mended("<p>Food <i>and</i> mood</p>", "and", "or") == (
        "<p>Food <i>or</i> mood</p>"
    )


def test_a_link_does_not_say_what_it_does_not_lead_to() -> None:
    link = '<p>See <a href="https://doi.org/10.1000/1">10.1000/1</a> for <b>more</b>.'

    assert mended(link, "10.1000/1", "10.1000/2") is None
    assert mended(link, "more", "less") == link.replace("more", "less")


def test_a_doi_is_added_behind_the_tags_that_close_with_the_reference() -> None:
    html = '<ol><li>Roe J. <a href="/x"><i>Food</i></a>\n</li></ol>'
    document = page(html)
    assert document.source is not None

    end = len(document.text)
    place, written = document.source.edited(Span(end, end), ". doi:10.1/x") or (
        None,
        "",
    )
    assert (place, written) == (Span(*[html.index("\n")] * 2), ". doi:10.1/x")


def test_a_report_has_the_places_of_the_file() -> None:
    html = "<p>\nFood &amp;\n<b>mood</b></p>"
    document = page(html)
    span = Span(*(document.text.index("mood") + n for n in (0, 4)))
    finding = Finding(
        *("EK402", "uncited-reference", Severity.NOTE, Problem("x"), span, 3, 4, "0")
    )

    there = DocumentReport(document, findings=(finding,)).in_file
    assert there.findings[0].span.of(there.document.text) == "mood"
    assert there.document.text == html
