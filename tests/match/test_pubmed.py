"""Terms for PubMed, and what its answers make of a reference."""

from dataclasses import replace

import pytest

from evidencekit import parse_reference
from evidencekit.match.assess import Fit, assess
from evidencekit.match.pubmed import printed_id, pubmed_term
from evidencekit.match.search import search_text
from evidencekit.model import (
    ByDoi,
    ById,
    Candidates,
    Found,
    InPubMed,
    Item,
    Lookup,
    Lookups,
    Name,
    NotFound,
    Query,
    Reference,
    Search,
    Unavailable,
    Work,
)
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.pubmed_work import work_from_summary
from tests.standin.pubmed import SUMMARIES
from tests.standin.records import VOLLBEHR, records

NOW = "2026-11-23T12:00:00Z"
REFERENCE = parse_reference(
    "Trivedi MH. The link between depression and physical symptoms. Prim Care "
    "Companion J Clin Psychiatry. 2004;6(suppl 1):12-16."
)
TERM = (
    "(link[ti] AND depression[ti] AND physical[ti] AND symptoms[ti]) OR "
    "(trivedi[au] AND 2004[dp] AND 6[vi] AND 12[pg])"
)
YOGA = parse_reference(
    "Vollbehr NK, Bartels-Velthuis AA, Nauta MH, Castelein S, Steenhuis LA, Hoenders "
    "HJR, Ostafin BD. Hatha yoga for acute, chronic and/or treatment-resistant mood "
    "and anxiety disorders: A systematic review and meta-analysis. PLoS One. "
    "2018;13(10):e0204925. PMID: 30273409."
)
NOTHING = Candidates("Crossref", "u", NOW)


def record(pmid: str) -> Work:
    return work_from_summary(SUMMARIES[pmid], "u", NOW)


def answered(reference: Reference, *answers: tuple[Query, Lookup | Search]) -> Lookups:
    """Return the answers, Crossref's search having brought nothing."""
    text = str(search_text(reference))
    return Lookups(searches={text: NOTHING}).merged(Lookups.of(answers))


def test_a_term_is_made_of_the_title_or_of_the_place() -> None:
    assert pubmed_term(REFERENCE) == TERM


@pytest.mark.parametrize(
    "item",
    [
        Item("book", "A book of many long words", (Name("Trivedi"),)),
        Item("webpage", "Using person-centered language", url="https://example.org"),
        Item("article-journal", "Editorial", container_title="BMJ", volume="3"),
    ],
    ids=lambda item: item.type,
)
def test_there_is_no_term_for_what_pubmed_cannot_tell(item: Item) -> None:
    assert pubmed_term(replace(REFERENCE, item=item)) is None


@pytest.mark.parametrize(
    ("item", "query"),
    [
        (Item(pmid="16001092", pmcid="PMC486942"), ById("pmid:16001092")),
        (Item(pmcid="486942"), ById("pmcid:PMC486942")),
        (Item(pmid="none"), None),
    ],
)
def test_the_pmid_goes_before_the_pmcid(item: Item, query: ById | None) -> None:
    assert printed_id(item) == query


def test_pubmed_is_asked_when_crossref_has_answered_and_not_before() -> None:
    text = str(search_text(REFERENCE))
    silence = Unavailable("Crossref", "HTTP 503")

    assert assess(REFERENCE, answered(REFERENCE)).wanted == (InPubMed(TERM),)
    assert assess(REFERENCE, Lookups(searches={text: silence})).wanted == ()


def test_a_work_that_pubmed_knows_is_the_cited_one() -> None:
    found = Candidates("PubMed", "u", NOW, (record("16001092"),))

    assessment = assess(REFERENCE, answered(REFERENCE, (InPubMed(TERM), found)))

    assert (assessment.fit, assessment.wanted) == (Fit.SAME, ())
    assert assessment.work == record("16001092")
    assert assessment.differences == ()
    assert assessment.suggested_doi is None


@pytest.mark.parametrize(
    "further",
    [
        Unavailable("PubMed", "no connection"),
        Candidates("PubMed", "u", NOW),
        Candidates("PubMed", "u", NOW, (record("30273409"),)),
    ],
    ids=["silence", "nothing", "another"],
)
def test_what_crossref_does_not_know_is_not_found_whatever_pubmed_says(
    further: Search,
) -> None:
    assessment = assess(REFERENCE, answered(REFERENCE, (InPubMed(TERM), further)))

    assert (assessment.fit, assessment.work) == (Fit.NONE, None)
    assert (assessment.further, assessment.unavailable) == ((further,), ())


def test_a_printed_pmid_leads_to_the_record_of_its_doi() -> None:
    pmid = ById("pmid:30273409")
    by_pmid = Found(record("30273409"))
    registered = work_from_message(records()[VOLLBEHR], "u", NOW)
    first = assess(YOGA, Lookups())
    second = assess(YOGA, Lookups.of([(pmid, by_pmid)]))
    third = assess(
        YOGA, Lookups.of([(pmid, by_pmid), (ByDoi(VOLLBEHR), Found(registered))])
    )

    assert first.wanted == (pmid,)
    assert second.wanted == (ByDoi(VOLLBEHR),)
    assert (third.fit, third.suggested_doi) == (Fit.SAME, VOLLBEHR)
    assert third.work is not None
    assert (third.work.service, third.work.item.pmid) == ("Crossref", "30273409")
    assert "Meta-Analysis" in third.work.publication_types


def test_a_doi_that_only_pubmed_knows_is_not_suggested() -> None:
    answers = Lookups.of(
        [
            (ById("pmid:30273409"), Found(record("30273409"))),
            (ByDoi(VOLLBEHR), NotFound("doi.org", "u", NOW)),
        ]
    )

    assessment = assess(YOGA, answers)

    assert (assessment.fit, assessment.suggested_doi) == (Fit.SAME, None)


def test_the_pmid_of_another_work_is_passed_over() -> None:
    other = Found(record("16001092"))

    assessment = assess(YOGA, Lookups.of([(ById("pmid:30273409"), other)]))

    assert assessment.work is None
    assert [type(query).__name__ for query in assessment.wanted] == ["BySearch"]
