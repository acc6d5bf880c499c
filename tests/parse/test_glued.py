"""Entries between which scraping has left no white space."""

import pytest

from evidencekit.parse import split_references
from evidencekit.parse.glued import parted

BARE = (
    "Abbasi B, et al. (2012). The effect of magnesium supplementation on primary "
    "insomnia in elderly. ncbi.nlm.nih.gov/pmc/articles/PMC3703169/",
    "Mah J, et al. (2021). Oral magnesium supplementation for insomnia in older "
    "adults. DOI: 10.1186/s12906-021-03297-z",
    "McDonald A, et al. (2022). Sleep and light. doi.org/10.1016/j.x.2022.10091-X",
    "Magnesium: Fact sheet. (2022). ods.od.nih.gov/factsheets/Magnesium-Consumer/",
    "van Oorschot R, et al. (2016). Insomnia disorder in adults. NeuroReport, 12(10), "
    "2175-2179.",
    "Qaseem A, et al. (2016). Management of chronic insomnia. doi.org/10.7326/M15-2175",
)


def test_glued_entries_are_cut_apart() -> None:
    entries = split_references("".join(BARE))

    assert [entry.span.of("".join(BARE)) for entry in entries] == list(BARE)


def test_labels_keep_their_places_in_a_glued_list() -> None:
    printed = [f"[{number}] {entry}" for number, entry in enumerate(BARE, start=1)]
    text = "".join(printed)

    entries = split_references(text)

    assert [(e.label, e.span.of(text)) for e in entries] == [
        (f"[{number}]", entry) for number, entry in enumerate(BARE, start=1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Smith J.A.B. MacArthur Fund. https://www.who.int/HealthTopics/Sleep 2020.",
        "See https://x.org/McDonald. Accessed 2020. DOI: 10.1016/J.CBPRA.2010.05.004",
        "J.Smith and P.Jones (2010) on PubMed",
    ],
)
def test_what_is_no_end_is_not_parted(text: str) -> None:
    assert parted(text).text == text


def test_only_in_a_list_that_is_glued_throughout_words_are_parted() -> None:
    alone = "Doe J. Cells. Springer; 2001.\nRoe P. Mice. Berlin: SpringerPoe A. Rats."

    assert parted(alone).text == alone
    assert "Springer Poe A. Rats" in parted("".join(BARE) + alone.split("\n")[1]).text
