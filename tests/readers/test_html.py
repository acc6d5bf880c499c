"""HTML: what a reader of the page sees, lists wherever they are, links that cite."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencekit.errors import ReadError
from evidencekit.model import Document, Span
from evidencekit.readers import read

SCHUCH = (
    "Schuch FB, Vancampfort D, Richards J, et al. Exercise as a treatment for "
    "depression: a meta-analysis adjusting for publication bias. J Psychiatr Res. "
    "2016;77:42-51."
)
VOLLBEHR = (
    "Vollbehr NK, Bartels-Velthuis AA, Nauta MH, et al. Hatha yoga for acute, chronic "
    "and/or treatment-resistant mood and anxiety disorders. PLoS One. "
    "2018;13(10):e0204925."
)
BAGLIONI = (
    "Baglioni C, Battagliese G, Feige B, et al. Insomnia as a predictor of depression. "
    "J Affect Disord. 2011;135(1-3):10-19."
)
LAKHAN = (
    "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr J. "
    "2008;7:2."
)
WORKS = (SCHUCH, VOLLBEHR, BAGLIONI, LAKHAN)


def page(html: str, name: str = "a.html") -> Document:
    return read("-", name=name, data=html.encode())


def printed(document: Document) -> dict[str, str]:
    return {r.id: r.text for r in document.references}


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.span.of(document.text), c.reference_ids) for c in document.citations]


def items(entry: str = '<li id="r{n}">{text}</li>') -> str:
    return "\n".join(entry.format(n=n, text=text) for n, text in enumerate(WORKS, 1))


ALL = {str(n): text for n, text in enumerate(WORKS, 1)}
BODY = "<p>Exercise helps<sup><a href='#r1'>1</a></sup>, and so may yoga.</p>"


def test_the_text_is_what_a_reader_sees() -> None:
    document = page(
        "<!DOCTYPE html><title>T</title><style>p {}</style><body>"
        "<nav>Home</nav><h1>Food &amp;\n  mood</h1><script>'<p>no</p>'</script>"
        "<p>One<br>two&nbsp;&lt; 3, thera&shy;py <b>bo</b>ld.<p hidden>Not this."
        "<p>Last<!-- nor this -->.<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>"
        "<div style='display: none'>no</div><footer>no</footer>"
    )

    assert document.text == (
        "Food & mood\n\nOne\ntwo\u00a0< 3, therapy bold.\n\nLast.\n\na\n\nb\n\nc\n\nd"
    )


def test_every_character_has_a_way_back() -> None:
    html = "<p>Caf&eacute; &amp; <i>tea</i>  or\n<b>milk</b>: m<sup>2</sup></p><p>End"
    document = page(html)

    places = [document.in_file(Span(i, i + 1)) for i in range(len(document.text))]
    assert document.text == "Café & tea or milk: m²\n\nEnd"
    assert [html[p.start : p.end] for p in places[3:6]] == ["&eacute;", " ", "&amp;"]
    assert document.in_file(Span(7, 10)).of(html) == "tea"
    assert document.in_file(Span(21, 22)).of(html) == "2"
    assert document.line_and_column(document.text.index("milk")) == (2, 4)


@given(st.text("<>/!-='\"&;#ap b\n\r1x[]\u00ad", max_size=60))
def test_any_text_can_be_read_and_led_back(html: str) -> None:
    try:
        document = page("<p>x</p>" + html)
    except ReadError:
        return

    ends = [
        (document.in_file(Span(i, i + 1)), document.text[i])
        for i in range(len(document.text))
    ]
    for place, character in ends:
        assert 0 <= place.start <= place.end <= len(document.file_text)
        if place.end - place.start == 1 and not character.isspace():
            assert place.of(document.file_text) == character
    assert sorted(place for place, _ in ends) == [place for place, _ in ends]


@pytest.mark.parametrize(
    "listed",
    [
        "<h2>References</h2><ol>{}</ol>",
        "<h2 id='References'>References<span class='mw-editsection'>[<a href='/e'>edit"
        "</a>]</span></h2><div class='reflist'><ol class='references'>{}</ol></div>",
        "<h3>4 Sources</h3><p>We only use good sources.</p><ul>{}</ul><h3>More</h3>",
        "<details><summary>Sources</summary><ul>{}</ul></details>",
        "<button aria-controls='s'>Show references</button>"
        "<div id='s' style='display:none'><ol>{}</ol></div>",
        "<div hidden class='references'><ol>{}</ol></div>",
        "<aside><h4>Bibliography</h4><ol>{}</ol></aside>",
        "<section><strong>Literaturverzeichnis</strong><div><ol>{}</ol></div></section>",
        "<ol>{}</ol>",
    ],
)
def test_lists_are_found_wherever_pages_keep_them(listed: str) -> None:
    comments = "<div id='comments'><ol><li>Ann (2019): see 12(3):4-5.</ol></div>"
    links = "".join(f"<a href='#r{n}'>{n}</a> " for n in range(1, 5))
    html = f"<main>{BODY}<p>All: {links}</p>{listed.format(items())}</main>{comments}"

    assert printed(page(html)) == ALL


@pytest.mark.parametrize(
    "entry",
    [
        "<li id='r{n}'>{text}",
        "<li id='r{n}'><span class='label'>{n}.</span> <cite>{text}</cite> [<a href="
        "'https://doi.org/10.1/x'>DOI</a>] [<a href='https://x.org/p'>PubMed</a>]</li>",
        "<li><span class='mw-cite-backlink'>^ <sup><a href='#c_{n}'>a</a></sup> <sup>"
        "<a href='#c_{n}b'>b</a></sup></span> <cite id='r{n}'>{text}</cite></li>",
        "<li value='{n}'><a name='r{n}'></a><p>{text}</p> <a href='#b{n}'>↩︎</a></li>",
        "<li id='r{n}'>{text}<ul class='reflinks'><li><a href='https://x.org/'>View "
        "Article</a></li><li><a href='https://scholar.google.com'>Google Scholar</a>"
        "</li></ul></li>",
    ],
)
def test_what_pages_put_around_a_reference_is_no_part_of_it(entry: str) -> None:
    document = page(f"{BODY}<h2>References</h2><ol>{items(entry)}</ol>")

    assert printed(document) == ALL
    assert cited(document) == [("¹", ("1",))]


def test_paragraphs_and_anchors_before_them_are_entries_too() -> None:
    entry = (
        "<p><a id='r{n}'></a>{n}. {text}</p><p><a href='https://pubmed.ncbi.nlm.nih.gov"
        "/2130040{n}/'>PubMed Abstract</a> | <a href='https://x.org'>CrossRef Full Text"
        "</a></p>"
    )
    document = page(f"{BODY}<h2>References</h2><div>{items(entry)}</div>")

    assert printed(document) == ALL
    assert [r.item.pmid for r in document.references] == [
        f"2130040{n}" for n in range(1, 5)
    ]
    assert [r.label for r in document.references] == ["1.", "2.", "3.", "4."]
    assert cited(document) == [("¹", ("1",))]


def test_numbers_are_those_of_the_browser() -> None:
    document = page(f"{BODY}<h2>References</h2><ol start='7'>{items()}</ol>")

    assert list(printed(document)) == ["7", "8", "9", "10"]


def test_a_list_without_elements_is_cut_as_plain_text_is() -> None:
    listed = "<br>\n".join(f"{n}. {text}" for n, text in enumerate(WORKS, 1))
    document = page(f"<p>Food.</p><h2>References</h2><p>{listed}</p>")

    assert printed(document) == ALL


def test_links_tell_identifiers_that_are_not_printed() -> None:
    document = page(
        f"{BODY}<h2>References</h2><ol><li>{SCHUCH} <a href='https://doi.org/10.1016/"
        f"j.jpsychires.2016.02.023'>CrossRef</a><li>{BAGLIONI} <a href="
        "'https://scholar.google.com/?q=1'>Google Scholar</a></ol>"
    )

    [first, second] = document.references
    assert first.item.doi == "10.1016/j.jpsychires.2016.02.023"
    assert "doi" not in first.field_spans
    assert (second.item.doi, second.item.url) == (None, None)


@pytest.mark.parametrize(
    ("marker", "text", "ids"),
    [
        ("[<a href='#r2'>2</a>]", "[2]", "2"),
        ("<sup><a href='#r1'>1</a>,<a href='#r3'>3</a></sup>", "¹,³", "13"),
        ("<sup><a href='#r1'>1</a>–<a href='#r3'>3</a></sup>", "¹–³", "123"),
        ("<sup><a href='#r1'>1–3</a></sup>", "¹–³", "123"),
        ("[<a href='#r1'>1</a>, 3–4]", "[1, 3–4]", "134"),
        ("<a href='#r1'>[1]</a>–<a href='#r4'>[4]</a>", "[1]–[4]", "1234"),
        ("[<a href='#r1'>1</a><i hidden>2</i>-<a href='#r3'>3</a>]", "[1-3]", "123"),
        ("<span data-rid='r2 r4'>2,4</span>", "2,4", "24"),
        (
            "<a href='./A#r3' title='Baglioni 2011'>Baglioni, 2011</a>",
            "Baglioni, 2011",
            "3",
        ),
    ],
)
def test_a_link_to_an_entry_is_a_marker(marker: str, text: str, ids: str) -> None:
    html = (
        f"<p>Sleep matters {marker} to mood.</p><h2>References</h2><ol>{items()}</ol>"
    )
    others = "".join(f"<p>And {n} <a href='#r{n}'>{n}</a>.</p>" for n in (1, 2))

    assert cited(page(html + others))[0] == (text, tuple(ids))


def test_a_link_to_a_listed_work_is_a_marker() -> None:
    document = page(
        "<p>Exercise <a href='https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3703169/'>"
        "gives energy</a> (<a href='https://dx.doi.org/10.1037/x.1?a=b'>1</a>). Food "
        "<a href='https://who.int/food/'>may</a>, says <a "
        "href='https://who.int/'>WHO</a>.</p><h2>Sources</h2><ol><li>Doe J. Sports and "
        "energy in adults. J X. 2010;1:2-3. doi:10.1037/x.1</li><li>Roe P. Sports, "
        "naps and energy. ncbi.nlm.nih.gov/pmc/articles/PMC3703169/</li><li>Poe A. "
        "Sleep and energy of the old. J Y. 2011;3:4-9.</li><li>WHO. Food for all. "
        "<a href='http://www.who.int/food'>Link</a></li></ol>"
    )

    assert cited(document) == [
        ("gives energy", ("2",)),
        ("(1)", ("1",)),
        ("may", ("4",)),
    ]


def test_without_links_the_markers_are_read() -> None:
    document = page(
        "<p>Exercise helps.<sup>1,2</sup> Sleep does, too.<sup>3</sup> Food may.<sup>4"
        f"</sup></p><h2>References</h2><ol>{items('<li>{text}')}</ol>"
    )

    assert cited(document) == [("¹,²", ("1", "2")), ("³", ("3",)), ("⁴", ("4",))]


def test_the_frame_of_a_page_claims_nothing() -> None:
    document = page(
        "<body class='has-sidebar'><header>Site</header><p class='breadcrumbs'>A</p>"
        f"<article>{BODY}<div class='related-posts'><p>Ten foods heal.</p></div>"
        f"<h2>References</h2><ol>{items()}</ol></article><div class='comments-area'>"
        "<p>It cured me.</p></div>"
    )

    assert document.text[: document.text.index("References")] == (
        "Exercise helps¹, and so may yoga.\n\n"
    )
    assert document.text.endswith(LAKHAN)


def test_a_comment_silences_the_entry_that_it_stands_in_or_before() -> None:
    html = (
        f"{BODY}\n<h2>References</h2>\n<ol>\n<li>{SCHUCH} "
        "<!-- evidencekit: ignore[EK204] a leaflet --></li>\n"
        f"<!-- evidencekit: ignore[EK301] none -->\n<li>{LAKHAN}</li></ol>"
        "<p><!-- evidencekit: ignore-file[EK402] --></p>"
    )
    document = page(html)

    [one, two] = document.references
    [first, second, third] = document.suppressions
    assert (first.scope, first.codes) == (one.span, ("EK204",))
    assert (second.scope, second.codes) == (two.span, ("EK301",))
    assert third.scope.contains(Span(0, len(document.text)))
    assert document.line_and_column(second.span.start) == (5, 1)


def test_dates_and_encodings_are_those_that_the_page_states() -> None:
    html = (
        "<html><head><meta charset='iso-8859-2'><script type='application/ld+json'>"
        '{"@type": "Article", "dateModified": "2021-05-06T08:00:00Z"}</script></head>'
        "<p>Dvořák ate well.</p>"
    )
    document = read("-", name="a.html", data=html.encode("iso-8859-2"))

    assert document.text == "Dvořák ate well."
    assert str(document.date) == "2021-05-06"
    assert document.defects == ()


def test_what_the_encoding_hid_has_its_line_in_the_file() -> None:
    html = "<html>\n<p>Food.</p>\n<p>Gariépy G.</p>\n<p>Mood.</p>".encode("cp1252")
    [defect] = read("-", name="a.html", data=html).defects

    document = read("-", name="a.html", data=html)
    assert document.line_and_column(defect.span.start)[0] == 3


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><div id='root'></div><script>render('<p>x')</script></html>",
        "<html><body><noscript>Please turn JavaScript on.</noscript></body></html>",
        "<!-- cut in a comment",
        "<html><body hidden",
    ],
)
def test_a_page_without_text_is_refused_in_one_line(html: str) -> None:
    with pytest.raises(ReadError) as caught:
        page(html)

    assert str(caught.value) == (
        "a.html: has no text of an article; if a script fills the page in, "
        "save it from the browser once it is complete"
    )


def test_a_page_that_is_cut_off_has_a_defect() -> None:
    document = page(f"{BODY}<h2>References</h2><ol><li>{LAKHAN}<li><a href='http")

    assert printed(document) == {"1": LAKHAN}
    [defect] = document.defects
    assert defect.message == (
        "the file ends inside a tag or comment; what follows it is missing"
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>x", "<", "&a", "<b>x", "<a x ", '<a b="', "<!--", "<script>", "<p>x"),
        *("<table>x", "<li><a href=#x>y", "<ol><li>", "<sup>1", "<b><div><i>", "<?x "),
        *(
            "<p>Sources<p>Doe J. 2011;12(3):4-5.",
            "[<a href=#r1>1</a>",
            "&#x;&amp",
            "</",
        ),
        *("<div hidden class=references>x", "<details><summary>Sources</summary>"),
    ],
)
def test_hostile_pages_cost_no_more_than_their_length(piece: str) -> None:
    def cost(size: int) -> float:
        html = "<html><p id=r1>Food matters." + piece * (size // len(piece))
        started = time.process_time()
        page(html)
        return time.process_time() - started

    small, large = cost(10_000), cost(80_000)

    # Eight times the length may cost sixteen times as much, but not sixty-four.
    assert large < 24 * small + 0.3
