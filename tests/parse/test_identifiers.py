"""Identifiers are found whole, however they are printed."""

import pytest

from evidencekit.parse.identifiers import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(identifier.kind, identifier.value) for identifier in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi: 10.1016/j.cbpra.2010.05.004", "10.1016/j.cbpra.2010.05.004"),
        ("doi:10.1016/S0140-6736(98)07024-0.", "10.1016/s0140-6736(98)07024-0"),
        ("(doi:10.1038/nature12373)", "10.1038/nature12373"),
        (
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        (
            "doi:10.1890/0012-9658(2002)083[1421:SDEOLC]2.0.CO;2 [PubMed]",
            "10.1890/0012-9658(2002)083[1421:sdeolc]2.0.co;2",
        ),
        ("https://doi.org/10.1111/jnc.13494/full", "10.1111/jnc.13494"),
        ("doi:10.1021/acs.5b00495?urlappend=%3Fref", "10.1021/acs.5b00495"),
        ("doi:10.3390/nu14183766[CrossRef]", "10.3390/nu14183766"),
        ("DOI 10.1186/1475-2891-7-2PMID: 18208598", "10.1186/1475-2891-7-2"),
        ("doi.org/10.1590/0101-41614815137fedd.", "10.1590/0101-41614815137fedd"),
        ("doi:10.1126/science.1157996.", "10.1126/science.1157996"),
    ],
)
def test_a_doi_ends_where_it_ends(text: str, doi: str) -> None:
    assert found(text)[0] == ("doi", doi)


@pytest.mark.parametrize(
    "text",
    [
        "doi: 10.1016/j.\ncbpra.2010.05.004",
        "doi: 10.1016/ j.cbpra.2010.05.004",
        "doi: 10. 1016/j.cbpra.2010.05.004",
        "https://doi.org/ 10.1016/j.cbpra.2010.05.004",
        "doi: 10.1016/j.cbpra.2010.\n05.004 Epub 2010",
        "doi: 10.1016/j.cbpra.2010. 05.004",
    ],
)
def test_a_broken_doi_is_put_together(text: str) -> None:
    assert found(text) == [("doi", "10.1016/j.cbpra.2010.05.004")]


def test_what_follows_a_doi_stays_outside() -> None:
    text = "doi:10.1000/xyz. 2011;18(3):362-370"
    (doi,) = identifiers(text)

    assert (doi.value, text[doi.from_ : doi.to]) == ("10.1000/xyz", "10.1000/xyz")


def test_a_publishers_page_gives_doi_and_url() -> None:
    assert found("http://pubs.acs.org/doi/abs/10.1021/jp047796z.") == [
        ("doi", "10.1021/jp047796z"),
        ("url", "http://pubs.acs.org/doi/abs/10.1021/jp047796z"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PMID: 12345678; PMCID: PMC3247069.",
            [("pmid", "12345678"), ("pmcid", "PMC3247069")],
        ),
        ("PMid:26932913.", [("pmid", "26932913")]),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", [("pmid", "12345678")]),
        ("arXiv preprint arXiv:1611.01962v2", [("arxiv", "1611.01962v2")]),
        ("arXiv hep-th/9901001", [("arxiv", "hep-th/9901001")]),
        ("ISBN 978-3-16-148410-0.", [("isbn", "978-3-16-148410-0")]),
        (
            "<https://example.org/a/view/7.pdf>. Acesso em",
            [("url", "https://example.org/a/view/7.pdf")],
        ),
        (
            "https://www.example.org/content/dam/aspc/\ndocuments/services",
            [("url", "https://www.example.org/content/dam/aspc/documents/services")],
        ),
        ("www.who.int/mental-health.", [("url", "www.who.int/mental-health")]),
        ("nhlbi.nih.gov/health/sleep", [("url", "nhlbi.nih.gov/health/sleep")]),
        ("Diabetes Care/Diet and J.Org/x", []),
        ("pubmed.ncbi.nlm.nih.gov/12345678/", [("pmid", "12345678")]),
        ("ncbi.nlm.nih.gov/pmc/articles/PMC3703169/", [("pmcid", "PMC3703169")]),
        (
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC3703169/#S1",
            [("pmcid", "PMC3703169")],
        ),
        ("https://europepmc.org/article/PMC/PMC3703169", [("pmcid", "PMC3703169")]),
        (
            "https://doi.org/10.4028/www.scientific.net/AMR.199-200.548",
            [("doi", "10.4028/www.scientific.net/amr.199-200.548")],
        ),
        ("Nature 2010;10:1018.", []),
    ],
)
def test_other_identifiers(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
