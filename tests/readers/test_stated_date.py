"""When a document says that it was written."""

from pathlib import Path

import pytest

from evidencekit import read
from evidencekit.model import PartialDate


def date(text: str, name: str = "article.md") -> PartialDate | None:
    return read(name, data=text.encode()).date


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("date: 2020-05-31", PartialDate(2020, 5, 31)),
        ('date: "2020-05-31T10:00:00Z"', PartialDate(2020, 5, 31)),
        ("Date: 2020-05", PartialDate(2020, 5)),
        ("published: 2020/5/9", PartialDate(2020, 5, 9)),
        ("year: 2020", None),
        ("dates: 2020-05-31", None),
        ("date: 31 May 2020", None),
        ("date: 2020-13-01", None),
        ("nested:\n  date: 2020-05-31", None),
    ],
)
def test_a_date_in_front_matter(entry: str, expected: PartialDate | None) -> None:
    text = f"---\ntitle: Walking\n{entry}\n---\n\n# Walking\n"

    assert date(text) == expected


def test_the_last_revision_counts() -> None:
    text = "---\ndate: 2019-01-01\nlastmod: '2021-02-03'\n---\n\n# Walking\n"

    assert date(text) == PartialDate(2021, 2, 3)


def test_front_matter_in_toml() -> None:
    assert date("+++\ndate = 2020-05-31\n+++\n\n# Walking\n") == PartialDate(
        2020, 5, 31
    )


def test_a_meta_element_of_a_page() -> None:
    text = (
        '<meta name="viewport" content="width=device-width">\n'
        '<meta property="article:published_time" content="2020-05-31">\n'
        "<meta content='2021-06-30' name='DC.date'/>\n"
        "<p>Walking is good for you.</p>\n"
    )

    assert date(text) == PartialDate(2021, 6, 30)


def test_a_date_in_the_text_is_not_the_document_s() -> None:
    assert date("# Walking\n\ndate: 2020-05-31\n") is None
    assert date("Walking.\n\n---\ndate: 2020-05-31\n---\n", "a.txt") is None


def test_a_file_without_a_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@article{a, title = {Walking}, date = {2020-05-31}}\n")

    assert read(path).date is None
