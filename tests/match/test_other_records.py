"""Records of other agencies speak only about what they can tell."""

from dataclasses import replace
from typing import Any

import pytest

from evidencekit import parse_reference
from evidencekit.match.assess import Fit, assess
from evidencekit.model import Found, Item, Lookups, Name, Reference, Span, Work
from evidencekit.services.csl_work import work_from_csl
from evidencekit.services.datacite_work import work_from_attributes
from tests.standin.agencies import ELSEWHERE

NOW = "2026-11-23T12:00:00Z"
BERT = "10.48550/arxiv.1810.04805"
PANDAS = "10.5281/zenodo.3509134"
MALARIA = "10.5061/dryad.8515"
ITALIAN = "10.1400/300100"
JAPANESE = "10.11501/3140078"


def work(doi: str) -> Work:
    record: dict[str, Any] = ELSEWHERE[doi]
    if "attributes" in record:
        return work_from_attributes(record["attributes"], f"u/{doi}", NOW)
    return work_from_csl(record["csl"], doi, record["agency"], f"u/{doi}", NOW)


def outcome(reference: Reference) -> tuple[Fit, list[tuple[str, str]]]:
    doi = str(reference.item.doi)
    assessment = assess(reference, Lookups({doi: Found(work(doi))}))
    return assessment.fit, [(d.field, d.kind) for d in assessment.differences]


def printed(text: str) -> Reference:
    return parse_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of deep "
        "bidirectional transformers for language understanding. arXiv preprint "
        f"arXiv:1810.04805. 2018. https://doi.org/{BERT}",
        # The year of the conference; DataCite knows that of the first version.
        "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of deep "
        "bidirectional transformers for language understanding. arXiv. 2020. "
        f"https://doi.org/{BERT}",
        f"The pandas development team. pandas-dev/pandas: Pandas. Zenodo; 2020. "
        f"https://doi.org/{PANDAS}",
        f"Reback J, McKinney W, jbrockmendel, et al. pandas (version 1.0.3). Zenodo; "
        f"2020. https://doi.org/{PANDAS}",
        "Ollomo B, Durand P, Prugnolle F, Douzery EJP, Arnathau C, Nkoghe D, Leroy E, "
        "Renaud F. Data from: A new malaria agent in African hominids. Dryad Digital "
        f"Repository; 2011. https://doi.org/{MALARIA}",
        # By its English title.
        "Esempio A, Prova C. Physical exercise in the treatment of mild depression. "
        f"Rivista di esempio. 2012;4(1):15-28. https://doi.org/{ITALIAN}",
        "Mihon T. Exercise habits and depressive symptoms. Mihon Zasshi. "
        f"1998;12:101-110. https://doi.org/{JAPANESE}",
    ],
)
def test_a_right_reference_has_no_differences(text: str) -> None:
    fit, found = outcome(printed(text))

    assert fit is Fit.SAME
    assert [entry for entry in found if entry[1] != "missing"] == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (
            "Devlin J, Chang MW, Lee K, Toutanova K. BERT: Pre-training of deep "
            "unidirectional transformers for language understanding. arXiv. 2018. "
            f"https://doi.org/{BERT}",
            "title",
        ),
        (
            "Ollomo B, Durand P, Prugnolle F, Douzery EJP, Arnathau C, Leroy E, "
            "Renaud F. Data from: A new malaria agent in African hominids. Dryad; "
            f"2011. https://doi.org/{MALARIA}",
            "author",
        ),
        (
            "Esempio A, Prova C. L'esercizio fisico nella cura della depressione "
            f"lieve. Rivista di esempio. 2017;4(1):15-28. https://doi.org/{ITALIAN}",
            "issued",
        ),
    ],
)
def test_what_the_record_can_tell_is_compared(text: str, field: str) -> None:
    fit, found = outcome(printed(text))

    assert fit is Fit.SAME
    assert [name for name, kind in found if kind != "missing"] == [field]


@pytest.mark.parametrize("doi", [BERT, PANDAS, MALARIA, ITALIAN, JAPANESE])
def test_the_doi_of_another_work_does_not_fit(doi: str) -> None:
    reference = Reference(
        "1",
        "@article{x}",
        Span(0, 11),
        Item(
            title="Seasonal nitrogen uptake of floodplain grasses",
            author=(Name("Standin", "Bo"),),
            container_title="Plant Soil",
            issued=replace(work(MALARIA).dates[0], year=1987),
            volume="99",
            page="1-9",
            doi=doi,
        ),
    )

    assert outcome(reference)[0] is Fit.OTHER
