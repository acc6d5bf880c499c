"""Dates are read as far as they are printed, and the date of access is another."""

import pytest

from evidencekit.model import PartialDate
from evidencekit.parse.dates import accessed, partial_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2011", PartialDate(2011)),
        ("2004b", PartialDate(2004)),
        ("May 2016", PartialDate(2016, 5)),
        ("2005 Mar 9", PartialDate(2005, 3, 9)),
        ("12 de outubro de 2019", PartialDate(2019, 10, 12)),
        ("3. März 2020", PartialDate(2020, 3, 3)),
        ("14 août 2018", PartialDate(2018, 8, 14)),
        ("2021-04-30", PartialDate(2021, 4, 30)),
        ("30/04/2021", PartialDate(2021, 4, 30)),
        ("31.12.2019", PartialDate(2019, 12, 31)),
        ("in press", None),
        ("12345", None),
    ],
)
def test_dates_of_issue(text: str, date: PartialDate | None) -> None:
    assert partial_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Accessed May 3, 2020. https://example.org", PartialDate(2020, 5, 3)),
        ("[cited 2022 Mar 5]", PartialDate(2022, 3, 5)),
        ("Acesso em: 10 set. 2020.", PartialDate(2020, 9, 10)),
        ("Retrieved January 2, 2019, from", PartialDate(2019, 1, 2)),
        ("Abgerufen am 3. Mai 2021", PartialDate(2021, 5, 3)),
    ],
)
def test_dates_of_access(text: str, date: PartialDate) -> None:
    found = accessed(f"Some page. 1999. {text}")

    assert found is not None
    assert found[0] == date


def test_a_reference_without_access_has_no_date_of_access() -> None:
    assert accessed("Access to care in cities. Lancet. 2004;3:1-9.") is None
