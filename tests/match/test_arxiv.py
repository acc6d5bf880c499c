"""arXiv's identifiers, printed without a DOI."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evidencekit import parse_reference
from evidencekit.match.assess import Assessment, Fit, assess
from evidencekit.match.beside import printed_arxiv_doi
from evidencekit.match.search import search_text
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Document,
    Elsewhere,
    Found,
    InPubMed,
    Item,
    Lookup,
    Lookups,
    Problem,
    Query,
    Reference,
    Search,
    Span,
    Unavailable,
)
from evidencekit.normalize import arxiv_doi
from evidencekit.rules.mismatched_doi import mismatched_doi
from evidencekit.rules.missing_doi import missing_doi
from evidencekit.rules.unfound_work import unfound_work
from evidencekit.services.datacite_work import work_from_attributes
from tests.standin.agencies import ELSEWHERE

NOW = "2026-11-23T12:00:00Z"
DOI = "10.48550/arxiv.1810.04805"
BERT = work_from_attributes(ELSEWHERE[DOI]["attributes"], "u", NOW)
PREPRINT = parse_reference(
    "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of deep bidirectional "
    "transformers for language understanding. arXiv preprint arXiv:1810.04805. 2018."
)
NOTHING = Candidates("Crossref", "u", NOW)


def assessed(
    reference: Reference, *answers: tuple[Query, Lookup | Search]
) -> Assessment:
    return assess(reference, Lookups.of(answers))


def mismatched(assessment: Assessment) -> Iterator[Problem]:
    page = Document("page", "text/plain", "", (assessment.reference,))
    return mismatched_doi(page, (assessment,))


def search(reference: Reference) -> BySearch:
    return BySearch(str(search_text(reference)))


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("arXiv:1810.04805", DOI),
        ("arXiv preprint arXiv:1810.04805v2 [cs.CL]", DOI),
        ("https://arxiv.org/abs/1810.04805", DOI),
        ("http://arxiv.org/pdf/1810.04805v1.pdf", DOI),
        ("arXiv:hep-th/9503124, 1995", "10.48550/arxiv.hep-th/9503124"),
        ("arXiv: math.GT/0309136", "10.48550/arxiv.math.gt/0309136"),
        ("arXiv, 2018", None),
        ("arXiv:1810.048051234", None),
    ],
)
def test_every_identifier_of_arxiv_has_a_doi(text: str, doi: str | None) -> None:
    assert arxiv_doi(text) == doi


def test_an_entry_of_bibtex_keeps_the_identifier_bare() -> None:
    text = "@misc{bert, eprint = {1810.04805}, archivePrefix = {arXiv}}"

    assert printed_arxiv_doi(Reference("1", text, Span(0, len(text)), Item())) == DOI


def test_a_preprint_is_looked_up_by_its_identifier() -> None:
    first = assessed(PREPRINT)
    second = assessed(PREPRINT, (ByDoi(DOI), Found(BERT)))

    assert first.wanted == (ByDoi(DOI),)
    assert (second.fit, second.work, second.wanted) == (Fit.SAME, BERT, ())
    assert second.differences == ()
    assert second.suggested_doi is None
    assert list(missing_doi(second)) == []


def test_the_identifier_of_another_work_is_the_doi_of_another_work() -> None:
    other = parse_reference(
        "Standin B, Example A. Seasonal nitrogen uptake of floodplain grasses. arXiv "
        "preprint arXiv:1810.04805. 2023."
    )

    assessment = assessed(other, (ByDoi(DOI), Found(BERT)), (search(other), NOTHING))

    assert (assessment.fit, assessment.lookup) == (Fit.OTHER, Found(BERT))
    [problem] = mismatched(assessment)
    assert problem.message.startswith(f"{DOI} is registered as “BERT: Pre-training")
    assert problem.evidence[0].printed == DOI


def test_another_title_of_the_same_author_may_be_another_version() -> None:
    retitled = parse_reference(
        "Devlin J, Chang MW, Lee K, Toutanova K. Language models that look both ways. "
        "arXiv preprint arXiv:1810.04805. 2016."
    )

    assessment = assessed(
        retitled, (ByDoi(DOI), Found(BERT)), (search(retitled), NOTHING)
    )

    assert assessment.lookup is None
    assert list(mismatched(assessment)) == []


DATACITE_IS_SILENT = Elsewhere("doi.org", "DataCite", "which did not answer (x)", True)
DOI_ORG_IS_SILENT = Unavailable("doi.org", "HTTP 503")


@pytest.mark.parametrize("silence", [DATACITE_IS_SILENT, DOI_ORG_IS_SILENT])
def test_where_datacite_is_silent_crossref_may_know_the_work_or_nobody_does(
    silence: Lookup,
) -> None:
    first = assessed(PREPRINT, (ByDoi(DOI), silence))
    known = Candidates("Crossref", "u", NOW, (replace(BERT, agency="Crossref"),))
    second = assessed(PREPRINT, (ByDoi(DOI), silence), (search(PREPRINT), known))

    assert first.wanted == (search(PREPRINT),)
    assert (second.fit, second.unavailable) == (Fit.SAME, ())


def test_a_preprint_is_unchecked_where_those_who_could_know_it_are_silent() -> None:
    asked = (search(PREPRINT), NOTHING)
    of_datacite = assessed(PREPRINT, (ByDoi(DOI), DATACITE_IS_SILENT), asked)
    of_doi_org = assessed(PREPRINT, (ByDoi(DOI), DOI_ORG_IS_SILENT), asked)

    assert of_datacite == Assessment(PREPRINT, DATACITE_IS_SILENT)
    assert of_doi_org.unavailable == (DOI_ORG_IS_SILENT,)
    assert [*unfound_work(of_datacite), *unfound_work(of_doi_org)] == []


def test_what_is_cited_as_published_is_searched_for_first() -> None:
    published = parse_reference(
        "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of deep "
        "bidirectional transformers for language understanding. J Example Res. "
        "2019;4(2):41-86. https://arxiv.org/abs/1810.04805"
    )
    silence = DATACITE_IS_SILENT
    first = assessed(published)
    second = assessed(published, (search(published), NOTHING))
    third = assessed(published, (search(published), NOTHING), (ByDoi(DOI), silence))

    assert first.wanted == (search(published),)
    assert second.wanted == (ByDoi(DOI),)
    [further] = third.wanted
    assert isinstance(further, InPubMed)
    last = assessed(
        published,
        (search(published), NOTHING),
        (ByDoi(DOI), silence),
        (further, Candidates("PubMed", "u", NOW)),
    )
    [problem] = unfound_work(last)
    assert problem.message == (
        "Crossref knows no work that fits this reference, nor does PubMed; "
        "DataCite did not answer"
    )
