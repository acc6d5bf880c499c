"""JATS: sentences of the body, references as tagged, markers as tagged."""

import time

import pytest

from evidencekit.errors import ReadError
from evidencekit.model import Document, Name, PartialDate, Span
from evidencekit.readers import read

BAGLIONI = (
    "<element-citation publication-type='journal'><person-group person-group-type="
    "'author'>\n<name><surname>Baglioni</surname><given-names>C</given-names></name>\n"
    "<name><surname>Riemann</surname><given-names>D</given-names></name><etal/>\n"
    "</person-group><article-title>Insomnia as a predictor of depression"
    "</article-title>\n<source>J Affect Disord</source><year>2011</year>"
    "<volume>135</volume>"
    "<issue>1-3</issue><fpage>10</fpage><lpage>19</lpage>"
    "<pub-id pub-id-type='doi'>10.1016/j.jad.2011.01.011</pub-id>"
    "<pub-id pub-id-type='pmid'>21300408</pub-id></element-citation>"
)
LAKHAN = (
    "<mixed-citation publication-type='journal'><name><surname>Lakhan</surname>"
    "<given-names>SE</given-names></name>, <name><surname>Vieira</surname><given-names>"
    "KF</given-names></name>. <article-title>Nutritional therapies for mental "
    "disorders</article-title>. <source>Nutr J</source> <year>2008</year>;<volume>7"
    "</volume>:<fpage>2</fpage>.</mixed-citation>"
)
SCHUCH = (
    "<mixed-citation>Schuch FB, Vancampfort D, Richards J, et al. Exercise as a "
    "treatment for depression. J Psychiatr Res. 2016;77:42-51.</mixed-citation>"
)


def article(body: str, refs: str = "", end: str = "</article>") -> Document:
    front = (
        "<front><article-meta><title-group><article-title>Sleep</article-title>"
        "</title-group><pub-date><day>4</day><month>3</month><year>2020</year></pub-date>"
        "<abstract><p>Sleep &amp; mood are tied.</p></abstract></article-meta></front>"
    )
    xml = (
        "<?xml version='1.0'?><!DOCTYPE article PUBLIC '-//NLM//DTD JATS' 'x.dtd' "
        "[<!ENTITY bomb '&bomb;&bomb;'>]><article article-type='research-article'>"
        f"{front}<body>{body}</body><back><ref-list><title>References</title>{refs}"
        f"</ref-list></back>{end}"
    )
    return read("-", name="a.xml", data=xml.encode())


def refs(*citations: str) -> str:
    return "\n".join(
        f"<ref id='B{n}'><label>{n}.</label>{citation}</ref>"
        for n, citation in enumerate(citations, 1)
    )


def test_the_text_is_abstract_and_body() -> None:
    document = article(
        "<sec><label>1</label><title>Aims</title><p>Sleep <italic>helps</italic>.</p>"
        "<table-wrap><table><tr><td>no</td></tr></table></table-wrap><fig><caption><p>no"
        "</p></caption></fig><p>It &#x2013; &bomb; &nbsp;<![CDATA[a < b]]> too.</p>"
        "</sec>",
        end="<sub-article article-type='reply'><body><p>No.</p></body></sub-article>"
        "</article>",
    )

    assert document.text == (
        "Sleep & mood are tied.\n\nAims\n\nSleep helps.\n\nIt – &bomb; \u00a0a < b too."
    )
    assert (document.media_type, document.date) == (
        "application/jats+xml",
        PartialDate(2020, 3, 4),
    )


def test_what_elements_stand_for_is_written_out() -> None:
    document = article("<p>Food.</p>", refs(BAGLIONI, LAKHAN))

    [first, second] = document.references
    assert first.text == (
        "Baglioni C, Riemann D, et al. Insomnia as a predictor of depression. J Affect "
        "Disord. 2011;135(1-3):10–19. doi:10.1016/j.jad.2011.01.011. PMID: 21300408"
    )
    assert second.text == (
        "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr J 2008;"
        "7:2."
    )
    assert (first.id, first.label, second.id) == ("1", "1.", "2")


def test_fields_are_those_that_are_tagged() -> None:
    document = article("<p>Food.</p>", refs(BAGLIONI, SCHUCH))

    [first, second] = document.references
    item = first.item
    assert item.author == (Name("Baglioni", "C"), Name("Riemann", "D"))
    assert (item.et_al, item.issued, item.type) == (
        True,
        PartialDate(2011),
        "article-journal",
    )
    assert (item.volume, item.issue, item.page) == ("135", "1-3", "10-19")
    assert (item.doi, item.pmid) == ("10.1016/j.jad.2011.01.011", "21300408")
    assert first.field_spans["page"].of(document.text) == "10–19"
    assert document.in_file(first.field_spans["volume"]).of(document.file_text) == "135"
    assert second.item.title == "Exercise as a treatment for depression"


def test_several_citations_in_one_reference_are_several() -> None:
    document = article(
        "<p>Sleep and food matter [<xref ref-type='bibr' rid='B1'>1</xref>].</p>",
        refs(BAGLIONI + LAKHAN, SCHUCH),
    )

    assert [r.id for r in document.references] == ["1", "1b", "2"]
    assert [c.reference_ids for c in document.citations] == [("1", "1b")]


@pytest.mark.parametrize(
    ("marker", "text", "ids"),
    [
        ("<xref ref-type='bibr' rid='B1 B3'>1,3</xref>", "1,3", "13"),
        ("[<xref ref-type='bibr' rid='B1'>1</xref>]", "[1]", "1"),
        (
            "<sup><xref ref-type='bibr' rid='B1'>1</xref>–<xref ref-type='bibr' "
            "rid='B3'>3</xref></sup>",
            "¹–³",
            "123",
        ),
        ("(<xref ref-type='bibr' rid='B2'>Lakhan, 2008</xref>)", "Lakhan, 2008", "2"),
    ],
)
def test_tagged_markers_say_what_is_cited(marker: str, text: str, ids: str) -> None:
    others = "".join(
        f"<p>And <xref ref-type='bibr' rid='B{n}'>{n}</xref>.</p>" for n in (2, 3)
    )
    figure = "<xref ref-type='fig' rid='F1'>Fig. 1</xref>"
    document = article(
        f"<p>It matters {marker} ({figure}).</p>{others}",
        refs(BAGLIONI, LAKHAN, SCHUCH),
    )

    first = document.citations[0]
    assert (first.span.of(document.text), first.reference_ids) == (text, tuple(ids))


def test_a_fix_stays_within_an_element_and_adds_none() -> None:
    document = article("<p>Food.</p>", refs(BAGLIONI))
    [reference] = document.references
    source = document.source
    assert source is not None

    end = reference.span.end
    assert source.edited(Span(end, end), ". doi:10.1/x") is None
    assert source.edited(reference.field_spans["page"], "1-2") is None
    place, written = source.edited(reference.field_spans["doi"], "10.1/x") or (None, "")
    assert place is not None
    assert written == "10.1/x"
    assert place.of(source.text) == "10.1016/j.jad.2011.01.011"


def test_a_comment_silences_the_reference_that_it_stands_in() -> None:
    comment = "<!-- evidencekit: ignore[EK204] old -->"
    document = article(
        "<p>Food.</p>", refs(BAGLIONI, SCHUCH.replace("Sch", f"{comment}Sch", 1))
    )

    [suppression] = document.suppressions
    assert (suppression.codes, suppression.scope) == (
        ("EK204",),
        document.references[1].span,
    )


def test_xml_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = article("<p>Food.</p>", refs(BAGLIONI, LAKHAN)).file_text
    cut = whole[: whole.index("<ref id='B2'") + 5]
    document = read("-", name="a.nxml", data=cut.encode())

    assert len(document.references) == 1
    [defect] = document.defects
    assert defect.message == (
        "the XML ends before its elements do; what follows is missing"
    )


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (
            "<rss><item/></rss>",
            "is XML, but no article in JATS; save it as a page, text ",
        ),
        ("no XML at all", "is XML, but no article in JATS; save it as a page, text "),
        ("<article><front/></article>", "has no text of an article and no references"),
    ],
)
def test_other_xml_is_refused_in_one_line(xml: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read("-", name="a.xml", data=xml.encode())

    assert str(caught.value).startswith(f"a.xml: {message}")


@pytest.mark.parametrize(
    "piece", ["<sec><p>x", "<ref><label>1", "<", "<!--", "<![CDATA[", "<xref rid='a'>1"]
)
def test_hostile_xml_costs_no_more_than_its_length(piece: str) -> None:
    def cost(size: int) -> float:
        xml = "<article><body><p>Food." + piece * (size // len(piece))
        started = time.process_time()
        read("-", name="a.xml", data=xml.encode())
        return time.process_time() - started

    small, large = cost(10_000), cost(80_000)

    assert large < 24 * small + 0.3
