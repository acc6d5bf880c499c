"""What is asked for next, and what becomes of a reference when answers come in."""

from dataclasses import replace
from typing import Any

import pytest

from evidencekit.match.assess import (
    Assessment,
    Difference,
    Fit,
    assess,
    is_undecided,
)
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    InPubMed,
    Item,
    Lookup,
    Lookups,
    Name,
    NotFound,
    PartialDate,
    Reference,
    Search,
    Span,
    Unavailable,
    Update,
    Work,
)

NOW = "2026-11-23T12:00:00Z"
DOI = "10.1371/journal.pone.0204925"
WRONG = "10.1371/journal.pone.0216631"
YOGA = Work(
    Item(
        "article-journal",
        "Hatha yoga for mood and anxiety disorders: A systematic review",
        (Name("Vollbehr", "Nina K."), Name("Nauta", "Maaike H.")),
        container_title="PLOS ONE",
        issued=PartialDate(2018, 10, 1),
        volume="13",
        issue="10",
        page="e0204925",
        doi=DOI,
    ),
    "Crossref",
    f"https://api.crossref.org/works/{DOI}",
    NOW,
    dates=(PartialDate(2018, 10, 1),),
)
NOTICE = replace(
    YOGA,
    item=Item(
        "article-journal",
        "Correction: Hatha yoga for mood and anxiety disorders: A systematic review",
        issued=PartialDate(2019),
        doi=WRONG,
    ),
    updates=(Update(DOI, "correction"),),
)
PRINTED = Item(
    "article-journal",
    "Hatha yoga for mood and anxiety disorders: a systematic review",
    (Name("Vollbehr", "NK"), Name("Nauta", "MH")),
    container_title="PLoS ONE",
    issued=PartialDate(2018),
    volume="13",
    issue="10",
    page="e0204925",
)
SEARCH = (
    "Hatha yoga for mood and anxiety disorders: a systematic review Vollbehr Nauta "
    "PLoS ONE 2018"
)
CERTAIN: Any = pytest.approx(1, abs=0.01)
IMPOSSIBLE: Any = pytest.approx(0, abs=0.1)
SILENCE = Unavailable("Crossref", "no answer within 10 s")
UNREGISTERED = NotFound("Crossref", "https://doi.org/doiRA/x", NOW)


def reference(doi: str | None = None, **fields: object) -> Reference:
    item = replace(PRINTED, doi=doi, **fields)  # type: ignore[arg-type]
    return Reference("1", "Vollbehr NK, Nauta MH. Hatha yoga …", Span(0, 35), item)


def answers(dois: dict[str, Lookup], search: Search | None = None) -> Lookups:
    return Lookups(dois, {SEARCH: search} if search else {})


def found(*works: Work) -> Candidates:
    return Candidates("Crossref", "https://api.crossref.org/works?…", NOW, works)


def test_a_printed_doi_is_asked_for_first() -> None:
    cited = reference(DOI.upper())

    assert assess(cited, Lookups()) == Assessment(cited, wanted=(ByDoi(DOI),))


def test_without_a_doi_the_reference_is_searched_for() -> None:
    cited = reference()

    assert assess(cited, Lookups()) == Assessment(cited, wanted=(BySearch(SEARCH),))


def test_a_web_page_is_not_asked_for() -> None:
    page = Item("webpage", "Using person-centered language", publisher="Resources")
    cited = Reference("17", "Using person-centered language.", Span(0, 31), page)

    assert assess(cited, Lookups()) == Assessment(cited)


def test_a_search_is_bounded_and_one_per_reference() -> None:
    cited = reference(title="word " * 400)

    (query,) = assess(cited, Lookups()).wanted

    assert isinstance(query, BySearch)
    assert len(query.text) <= 320
    assert query.text.endswith(" 2018")


def test_a_right_reference_has_its_work_and_no_differences() -> None:
    cited = reference(DOI)
    lookup = Found(YOGA)

    assert assess(cited, answers({DOI: lookup})) == Assessment(
        cited, lookup, Fit.SAME, YOGA, probability=CERTAIN, under_doi=CERTAIN
    )


def test_a_wrong_field_is_a_difference() -> None:
    cited = reference(DOI, volume="14")

    assert assess(cited, answers({DOI: Found(YOGA)})).differences == (
        Difference("volume", "14", "13"),
    )


def test_a_notice_leads_to_its_work() -> None:
    cited = reference(WRONG)
    first = answers({WRONG: Found(NOTICE)})
    second = answers({WRONG: Found(NOTICE), DOI: Found(YOGA)})

    assert assess(cited, first).wanted == (ByDoi(DOI),)
    assert assess(cited, second) == Assessment(
        cited,
        Found(NOTICE),
        Fit.NOTICE,
        YOGA,
        suggested_doi=DOI,
        probability=CERTAIN,
    )


def test_an_unregistered_doi_leads_to_the_article_number() -> None:
    cited = reference(WRONG)
    first = answers({WRONG: UNREGISTERED})
    second = answers({WRONG: UNREGISTERED, DOI: Found(YOGA)})

    assert assess(cited, first).wanted == (ByDoi(DOI),)
    assert assess(cited, second) == Assessment(
        cited, UNREGISTERED, Fit.NONE, YOGA, suggested_doi=DOI, probability=CERTAIN
    )


def test_a_guess_that_nobody_confirms_is_not_suggested() -> None:
    cited = reference(WRONG)
    lookups = answers({WRONG: UNREGISTERED, DOI: SILENCE}, SILENCE)

    assessment = assess(cited, lookups)

    assert assessment == Assessment(
        cited, UNREGISTERED, Fit.NONE, unavailable=(SILENCE,)
    )


def test_another_work_is_followed_by_a_search() -> None:
    other = replace(
        YOGA,
        item=Item(
            "article-journal", "Fish stocks of the North Sea", doi="10.9999/fish"
        ),
    )
    cited = reference("10.9999/fish")
    first = answers({"10.9999/fish": Found(other)})
    candidates = found(NOTICE, YOGA)

    assert assess(cited, first).wanted == (BySearch(SEARCH),)
    assert assess(cited, answers(dict(first.dois), candidates)) == Assessment(
        cited,
        Found(other),
        Fit.OTHER,
        YOGA,
        suggested_doi=DOI,
        probability=CERTAIN,
        under_doi=IMPOSSIBLE,
        candidates=candidates,
    )


def test_a_search_that_brings_only_others_finds_nothing() -> None:
    cited = reference(
        title="Hatha yoga for insomnia in adolescents: a crossover trial",
        author=(Name("Miller", "J"),),
        container_title="J Affect Disord",
        issued=PartialDate(2021),
        volume="280",
        page="55-63",
    )
    (query,) = assess(cited, Lookups()).wanted
    assert isinstance(query, BySearch)
    candidates = found(YOGA, NOTICE)

    of_crossref = Lookups(searches={query.text: candidates})
    first = assess(cited, of_crossref)
    (further,) = first.wanted
    assert isinstance(further, InPubMed)
    nothing = Candidates("PubMed", "u", NOW)
    second = assess(cited, of_crossref.merged(Lookups.of([(further, nothing)])))

    missed = Assessment(
        cited, fit=Fit.NONE, candidates=candidates, probability=IMPOSSIBLE
    )
    assert first == replace(missed, wanted=(further,))
    assert second == replace(missed, further=(nothing,))


def test_silence_is_not_a_no() -> None:
    cited = reference(DOI)

    assert assess(cited, answers({DOI: SILENCE})) == Assessment(
        cited, SILENCE, unavailable=(SILENCE,)
    )


def test_a_doi_of_another_agency_is_left_alone() -> None:
    cited = reference("10.5281/zenodo.1")
    elsewhere = Elsewhere("DOI", "DataCite")

    assert assess(cited, answers({"10.5281/zenodo.1": elsewhere})) == Assessment(
        cited, elsewhere
    )


def test_what_may_be_the_work_is_neither_named_nor_doubted() -> None:
    cited = reference(volume="41", page="866-876")
    (query,) = assess(cited, Lookups()).wanted
    assert isinstance(query, BySearch)

    assessment = assess(cited, Lookups(searches={query.text: found(YOGA)}))

    assert assessment.work is None
    assert is_undecided(assessment)


def test_a_doi_is_not_doubted_where_all_that_is_printed_agrees() -> None:
    named = Reference(
        "1", "S. Anderer, JAMA, DOI:10.1001/jama.2025.0548.", Span(0, 45),
        Item(title="JAMA", doi="10.1001/jama.2025.0548"),
    )  # fmt: skip
    registered = Work(
        Item(type="article-journal", title="FDA Approves Semaglutide to Reduce Risk",
             author=(Name("Anderer", "Samantha"),), container_title="JAMA",
             issued=PartialDate(2025), doi="10.1001/jama.2025.0548"),
        "Crossref", "url", NOW, agency="Crossref",
    )  # fmt: skip
    other = replace(
        registered, item=replace(registered.item, author=(Name("Smith", "Jo"),))
    )

    assert (
        assess(named, answers({str(named.item.doi): Found(registered)})).fit is Fit.SAME
    )
    assert assess(named, answers({str(named.item.doi): Found(other)})).fit is Fit.OTHER


@pytest.mark.parametrize(("page", "fit"), [("393", Fit.SAME), ("385", Fit.NOTICE)])
def test_without_titles_a_comment_is_cited_by_its_numbers(page: str, fit: Fit) -> None:
    text = f"J. P. Welch, Arch. Surg. 130, {page} (1995). 10.1001/archsurg.1995.1"
    printed = Reference(
        "1", text, Span(0, len(text)),
        Item(type="article-journal", author=(Name("Welch", "J. P."),),
             container_title="Arch. Surg.", volume="130", page=page,
             issued=PartialDate(1995), doi="10.1001/archsurg.1995.1"),
    )  # fmt: skip
    comment = Work(
        Item(type="article-journal", title="Invited Commentary",
             author=(Name("Welch", "John P."),), container_title="Archives of Surgery",
             volume="130", page="393", issued=PartialDate(1995),
             doi="10.1001/archsurg.1995.1"),
        "Crossref", "url", NOW, agency="Crossref",
    )  # fmt: skip

    assert assess(printed, answers({str(printed.item.doi): Found(comment)})).fit is fit


ARCHIVES = Item("article-journal", "Ligation of the lower vena cava in two patients",
                (Name("Welch", "John P."),), container_title="Archives of Surgery",
                volume="130", page="385-387", issued=PartialDate(1995),
                doi="10.5555/archsurg.385")  # fmt: skip
UNTITLED = Reference(
    "1",
    "J. P. Welch, Arch. Surg. 130, 385 (1995). 10.5555/archsurg.393",
    Span(0, 62),
    Item("article-journal", author=(Name("Welch", "J. P."),),
         container_title="Arch. Surg.", volume="130", page="385",
         issued=PartialDate(1995), doi="10.5555/archsurg.393"),
)  # fmt: skip


def registered(item: Item, **fields: object) -> Work:
    made = replace(item, **fields)  # type: ignore[arg-type]
    return Work(made, "Crossref", "url", NOW, agency="Crossref")


NEIGHBOUR = registered(
    ARCHIVES, title="Hernias of miners", author=(), page="393",
    doi="10.5555/archsurg.393",
)  # fmt: skip


def held(under_doi: Work, *hits: Work) -> Assessment:
    """Return what UNTITLED is held to be, with what stands under its DOI and hits."""
    lookups = answers({"10.5555/archsurg.393": Found(under_doi)})
    asked = assess(UNTITLED, lookups)
    if not asked.wanted:
        return asked
    (query,) = asked.wanted
    assert isinstance(query, BySearch)
    return assess(UNTITLED, Lookups(lookups.dois, {query.text: found(*hits)}))


def test_a_neighbour_in_the_issue_is_another_work_where_a_search_finds_the_right() -> (
    None
):
    right = registered(ARCHIVES)

    other = held(NEIGHBOUR, NEIGHBOUR, right)

    assert (other.fit, other.suggested_doi) == (Fit.OTHER, right.item.doi)
    assert held(NEIGHBOUR, NEIGHBOUR).fit is Fit.SAME


def test_neither_author_nor_journal_is_another_work_whatever_the_numbers() -> None:
    other = registered(
        NEIGHBOUR.item, author=(Name("Ode", "Ann"),), page="385",
        container_title="Journal of Rivers",
    )  # fmt: skip

    assert held(other).fit is Fit.OTHER


def test_a_preprint_is_recognised_by_the_title_of_what_a_search_finds() -> None:
    preprint = Work(
        Item("article", ARCHIVES.title, container_title="medRxiv",
             issued=PartialDate(1994), doi="10.5555/archsurg.393"),
        "Crossref", "url", NOW, kind="posted-content", agency="Crossref",
    )  # fmt: skip

    found_one = held(preprint, registered(ARCHIVES))

    assert found_one.fit is Fit.SAME
    assert found_one.work == preprint


def test_of_a_work_and_its_notice_at_one_place_the_work_is_found() -> None:
    cited = replace(UNTITLED, text=UNTITLED.text[:41],
                    item=replace(UNTITLED.item, doi=None))  # fmt: skip
    erratum = registered(ARCHIVES, title=f"Erratum: {ARCHIVES.title}", doi="10.5555/e")
    (query,) = assess(cited, Lookups()).wanted
    assert isinstance(query, BySearch)

    hits = found(erratum, registered(ARCHIVES))

    assert (
        assess(cited, Lookups(searches={query.text: hits})).suggested_doi
        == ARCHIVES.doi
    )
