"""The HTML page is whole, says what the report says, and holds nothing of strangers."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from evidencekit.model import Finding, Meant, Problem, Report
from evidencekit.reports import rendered
from tests.reports.sample import FINDINGS, OVERSTATED, REPORT
from tests.reports.test_formats import nasty


def with_findings(*findings: Finding) -> Report:
    """Return the sample with these findings on its first document."""
    first, *others = REPORT.documents
    return replace(REPORT, documents=(replace(first, findings=findings), *others))


class Page(HTMLParser):
    """The elements of a page, and its text by the class of what holds it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def of(self, class_: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.elements if class_ in (a.get("class") or "").split()]


@pytest.fixture
def page() -> Page:
    return Page(rendered(REPORT, "html"))


def test_every_reference_has_a_card_with_its_status(page: Page) -> None:
    assert [(a["id"], a["data-status"], a["data-rules"]) for a in page.of("card")] == [
        ("d0-r-1", "notice", "EK202"),
        ("d0-r-2", "unchecked", ""),
        ("d0-r-3", "verified", "EK301 EK303"),
    ]


def test_claims_lead_to_their_references_and_back(page: Page) -> None:
    claims = page.of("claim")
    marked = [a for a in claims if a.get("id")]
    [card, _, _] = page.of("card")

    assert [(a["id"], a.get("href"), a.get("data-references")) for a in marked] == [
        ("d0-c-c1", "#d0-r-1", "d0-r-1 d0-r-3"),
        ("d0-c-c2", None, None),
    ]
    assert card["data-claims"] == "d0-c-c1"


def test_what_is_found_of_a_claim_is_at_its_sentence_and_leads_there_and_back() -> None:
    text = rendered(with_findings(OVERSTATED), "html")
    page = Page(text)

    [flag] = page.of("flag")
    [finding] = page.of("finding")
    places = [text.index(w) for w in ('id="d0-c-c1"', 'class="flag', 'id="d0-c-c2"')]
    assert places == sorted(places)
    assert flag["href"] == f"#{finding['id']}" == "#d0-f-000000000000025b"
    assert flag["aria-label"] == "EK603 overstated-claim, note"
    assert flag["title"] == OVERSTATED.problem.message
    assert finding["data-claims"] == "d0-c-c1"
    assert 'In the text: <a href="#d0-c-c1">Yoga eases depression.</a>' in text
    assert "Title: Yoga and low mood: a cohort study" in text


def test_a_claim_without_a_reference_comes_after_the_references() -> None:
    text = rendered(REPORT, "html")

    places = [text.index(w) for w in ('194" tabindex', 'id="d0-r-3"', '259" tabindex')]
    assert places == sorted(places)


def test_the_claims_that_tell_which_work_is_meant_have_its_code() -> None:
    problem = Problem(
        "x", reference="1", meant=Meant("printed", "claims", ("c1", "c2"))
    )
    mismatch = replace(FINDINGS[0], code="EK201", problem=problem)
    page = Page(rendered(with_findings(mismatch), "html"))

    assert [a["href"] for a in page.of("flag")] == [
        f"#{page.of('finding')[0]['id']}"
    ] * 2


def test_what_is_copied_keeps_its_lines() -> None:
    first, *others = REPORT.documents
    listed = first.document.references
    entry = replace(listed[2], text="@article{3,\n  title = {Energy},\n}\n")
    document = replace(first.document, references=(*listed[:2], entry))
    found = (replace(first, document=document), *others)
    page = Page(rendered(replace(REPORT, documents=found), "html"))

    texts = [a["data-copy"] or "" for a in page.of("copy")]
    [copied] = [text.splitlines() for text in texts if text.startswith("@")]
    assert copied[0] == "@article{3,"
    assert copied[1].startswith("  title = {Effects of chronic exercise")


def test_every_address_within_the_page_is_there(page: Page) -> None:
    ids = {a["id"] for _, a in page.elements if a.get("id")}
    targets = {a["href"] for _, a in page.elements if (a.get("href") or "")[:1] == "#"}

    assert {f"#{name}" for name in ids} >= targets


def test_the_corrected_reference_has_the_suggested_doi(page: Page) -> None:
    copies = [a["data-copy"] for a in page.of("copy")]

    assert "10.1371/journal.pone.0204925" in copies
    assert any("10.1037/0033-2909.132.6.866" in (copy or "") for copy in copies)


def test_no_corrected_reference_is_that_of_the_notice(page: Page) -> None:
    copies = [a["data-copy"] or "" for a in page.of("copy")]

    assert not [text for text in copies if "Correction:" in text]
    assert not [text for text in copies if "0216631" in text]


def test_the_page_has_one_main_and_lists_its_documents(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    targets = {a.get("href") for _, a in page.elements}

    assert (tags.count("main"), tags.count("h1")) == (1, 1)
    assert {"#d0-top", "#d1-top"} <= targets


def test_a_status_shows_by_its_shape_as_well_as_by_its_colour(page: Page) -> None:
    shapes = {a["class"]: a["d"] for a in page.of("dot")}

    assert len({shapes["dot verified"], shapes["dot notice"]}) == 2


@pytest.mark.parametrize("report", [REPORT, nasty(), Report()])
def test_nothing_is_loaded_and_one_script_may_run(report: Report) -> None:
    text = rendered(report, "html")
    page = Page(text)

    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "embed", "base"} & set(tags)
    assert not [a for _, a in page.elements if "src" in a]
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    assert "default-src 'none'" in text


def test_what_strangers_wrote_is_text(page: Page) -> None:
    text = rendered(nasty(), "html")

    assert "<script>alert" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_only_web_addresses_are_links() -> None:
    schemes = {
        (a["href"] or "").partition(":")[0]
        for _, a in Page(rendered(nasty(), "html")).elements
        if "href" in a and not (a["href"] or "").startswith("#")
    }

    assert schemes == {"https"}


def luminance(color: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    "ink", ["ink", "soft", "accent", "error", "warning", "note", "good", "idle"]
)
def test_all_text_has_the_contrast_that_wcag_asks_for(theme: int, ink: str) -> None:
    style = rendered(Report(), "html")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[theme]
    colors = dict(re.findall(r"--([\w-]+): (#\w{6})", block))
    grounds = ["paper", "card", "error-soft", "warning-soft", "note-soft"]
    if ink == "ink":
        grounds += ["claim", "weak", "mark"]

    for ground in grounds:
        dark, light = sorted(luminance(colors[name]) for name in (ink, ground))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
