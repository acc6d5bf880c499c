"""Markdown's mark-up goes, and every place can be found again."""

import pytest

from evidencekit.model import Span
from evidencekit.readers.markup import plain


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("*Nutrients*. 2022;**14**(18):3766", "Nutrients. 2022;14(18):3766"),
        ("_Nutr J_ and __Br J__", "Nutr J and Br J"),
        ("***all three***", "all three"),
        ("p * q, a_b_c and 2*3*4", "p * q, a_b_c and 234"),
        ("`code` and ~~gone~~", "code and gone"),
        ("## 17 Sources\n", "17 Sources\n"),
        ("References\n----------\n", "References\n\n"),
        ("- Roe J.\n* Doe A.\n", "Roe J.\nDoe A.\n"),
        ("1. Roe J.\n2. Doe A.\n", "1. Roe J.\n2. Doe A.\n"),
        ("> quoted\n> lines\n", "quoted\nlines\n"),
        ("[The title](https://who.int/a_b 'T'). WHO.", "The title. WHO."),
        ("[*The title*](https://who.int). WHO.", "The title. WHO."),
        ("[The title][who].\n\n[who]: https://who.int\n", "The title.\n\n\n"),
        ("see [3] and [4, 5]", "see [3] and [4, 5]"),
        ("<https://who.int/a_b_>", "https://who.int/a_b_"),
        ("https://who.int/_a_/b*", "https://who.int/_a_/b"),
        ("![a figure](f.png)text", "text"),
        ("a<sup>2</sup> <em>b</em><br/>", "a2 b"),
        ("Neurosci &amp; Biobehav", "Neurosci & Biobehav"),
        ("<!-- a\ncomment -->text", "text"),
        ("---\ntitle: T\n---\ntext", "text"),
        ("1\\. not a list \\*", "1. not a list *"),
        ("[^2]: Roe J. A title.", "[2] Roe J. A title."),
        ("10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2"),
        ("a <!-- never closed", "a <!-- never closed"),
    ],
)  # fmt: skip
def test_a_reader_of_the_page_sees_no_markup(marked: str, text: str) -> None:
    assert plain(marked).text == text


MARKED = "1. **Roe J.** [A *title*](https://who.int/t). *J Nurs*. 2011.\n"


@pytest.mark.parametrize("part", ["Roe J.", "title", "J Nurs", "2011", "A "])
def test_every_part_is_found_again(part: str) -> None:
    page = plain(MARKED)

    start = page.text.index(part)
    assert page.original(Span(start, start + len(part))).of(MARKED) == part
    assert page.here(MARKED.index(part)) == start


def test_a_place_may_take_the_markup_at_its_ends() -> None:
    page = plain(MARKED)
    start, end = page.text.index("Roe"), page.text.index(". J Nurs")

    assert page.whole(Span(start, end), MARKED).of(MARKED) == (
        "**Roe J.** [A *title*](https://who.int/t)"
    )


def test_link_targets_are_kept_with_their_places() -> None:
    targets = plain(MARKED).targets

    assert [(url, span.of(MARKED)) for url, span in targets] == [
        ("https://who.int/t", "https://who.int/t")
    ]


@pytest.mark.parametrize(
    "noise", ["*", "[", "]", "<", "<!--", "_a", "`", "](", "[a](", "> ", "\\", "&"]
)
def test_long_runs_of_marks_take_no_longer_than_text(noise: str) -> None:
    marked = noise * (200_000 // len(noise))

    page = plain(marked)

    assert len(page.text) <= len(marked)
