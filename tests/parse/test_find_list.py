"""Where the reference list of a whole document begins and ends."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencekit.parse import find_references, references_in
from tests.parse.test_segment import AMA, APA, PIECES

SEED = Path(__file__).parents[3] / "shared" / "seed"
PROSE = (
    "Exercise helps many people with depression, though not all of them. In a trial of"
    " 2018 with 120 patients, those who ran three times a week slept better. Talk to"
    " your doctor before you begin, and start slowly."
)
WEB_PAGE = "Talking about depression. National Alliance for Caring Neighbours."
AUTHOR_BOX = (
    "By Imogen Farrell, LCSW Imogen Farrell is a social worker who writes about"
    " families. She lives in Leeds. Was this page helpful? Thanks for your feedback!"
)


def found(text: str) -> tuple[str | None, list[str]]:
    result = find_references(text)
    assert result is not None
    return (
        result.heading.of(text) if result.heading else None,
        [entry.span.of(text) for entry in result.entries],
    )


def test_the_list_of_a_page_in_one_line_ends_before_the_author_box() -> None:
    blurb = "Our pages cite peer-reviewed studies only. Read how we check our facts."
    text = f"{PROSE} 4 Sources {blurb} {' '.join(AMA)} {AUTHOR_BOX}"

    assert found(text) == ("4 Sources", list(AMA))


def test_a_web_page_without_author_or_year_is_the_last_entry() -> None:
    text = f"{PROSE} 5 Sources {' '.join(AMA)} {WEB_PAGE} {AUTHOR_BOX}"

    assert found(text) == ("5 Sources", [*AMA, WEB_PAGE])


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "REFERENCES",
        "Bibliography",
        "Literatura",
        "Referencias",
        "Bibliographie",
        "Works cited",
        "6. References",
        "Literaturverzeichnis",
        "References:",
    ],
)
def test_a_heading_on_a_line_of_its_own_opens_the_list(heading: str) -> None:
    text = f"{PROSE}\n\n{heading}\n\n" + "\n".join(APA) + "\n"

    assert found(text) == (heading, list(APA))


def test_the_next_markdown_heading_ends_the_list() -> None:
    listed = "".join(f"{i}. {entry}\n" for i, entry in enumerate(AMA, start=1))
    text = f"# Moving\n\n{PROSE}\n\n## References\n\n{listed}\n## About\n\n{PROSE}\n"

    assert found(text) == ("## References", list(AMA))


def test_a_list_without_a_heading_is_found() -> None:
    text = f"{PROSE}\n\n" + "\n".join(f"[{i}] {e}" for i, e in enumerate(AMA, 1))

    assert found(text) == (None, list(AMA))


@pytest.mark.parametrize(
    "after",
    [
        "Author contributions\nAB wrote the text. CD collected the data.",
        "Appendix A\nThe questions that we asked are printed here.",
        "© 2021 Example Press. All rights reserved.",
        "Share\nWas this article helpful?",
    ],
)
def test_what_follows_the_list_is_no_entry(after: str) -> None:
    text = f"{PROSE}\n\nReferences\n\n" + "\n".join(APA) + f"\n\n{after}\n"

    assert found(text) == ("References", list(APA))


def test_prose_has_no_reference_list() -> None:
    assert find_references(PROSE) is None
    assert find_references(f"{PROSE} {AUTHOR_BOX}") is None
    assert find_references("") is None


def test_a_heading_without_references_is_no_list() -> None:
    assert find_references(f"{PROSE}\n\nSources\n\n{PROSE}\n") is None


def test_printed_numbers_are_the_ids() -> None:
    text = "References\n" + "".join(
        f"{i}. {entry}\n" for i, entry in zip((1, 2, 4, 5), AMA, strict=True)
    )

    assert [reference.id for reference in references_in(text)[1]] == [
        "1",
        "2",
        "4",
        "5",
    ]


def test_places_are_the_ids_where_nothing_is_printed() -> None:
    text = "References\n" + "\n".join(APA)

    assert [reference.id for reference in references_in(text)[1]] == ["1", "2", "3"]


def test_references_carry_their_text_and_place() -> None:
    text = f"{PROSE}\n\nReferences\n\n" + "\n".join(APA)

    references = references_in(text)[1]

    assert [reference.text for reference in references] == list(APA)
    assert [reference.span.of(text) for reference in references] == list(APA)


CHAPTER = (
    "Part {0}\n\nIt says a thing [1]. It says another [2], which is as new as this one "
    "is and takes some more words to say.\n\nIt goes on a while.\n\n"
)


@pytest.mark.parametrize("join", ["\n", " "])
def test_chapters_have_lists_of_their_own(join: str) -> None:
    lists = (AMA[:2], AMA[2:])
    text = join.join(
        CHAPTER.format(n)
        + join.join(["References", *(f"{i}. {r}" for i, r in enumerate(listed, 1))])
        for n, listed in enumerate(lists, 1)
    )

    main, references = references_in(text)

    assert [(r.id, r.text) for r in references] == [
        *zip(("1b", "2b"), lists[0], strict=True),
        *((str(i), r) for i, r in enumerate(lists[1], 1)),
    ]
    assert main
    assert main.span.start > references[1].span.end


def test_a_book_has_as_many_lists_as_chapters() -> None:
    entries = "\n".join(f"{i}. {r}" for i, r in enumerate(AMA, 1))
    text = "\n".join(
        f"{CHAPTER.format(n)}References\n{entries}\n" for n in range(1, 11)
    )

    _, references = references_in(text)

    assert [r.text for r in references] == 10 * list(AMA)
    assert len({r.id for r in references}) == len(references)


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not at hand")
def test_the_founding_article_lists_seventeen_references() -> None:
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    truth = json.loads((SEED / "truth.json").read_text(encoding="utf-8"))

    assert found(text) == ("17 Sources", [ref["cited"] for ref in truth["refs"]])


@pytest.mark.parametrize(
    "piece",
    [
        "Copyright (1984). Surg. Clin. 64, ii.",
        "Copyright Surg. Clin. North America 1984, 64, ii.",
        "Climate Office (2017) Acknowledgement to reviewers of climate in 2016. "
        "Climate 5(1):3. https://doi.org/10.5555/cli.5",
    ],
)
def test_a_title_that_looks_like_the_end_of_a_page_is_a_title(piece: str) -> None:
    text = "References\n\n" + "\n".join((*APA, piece, *APA)) + "\n"

    result = find_references(text)

    assert result is not None
    assert len(result.entries) == 2 * len(APA) + 1


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from((*PIECES, "References", "Sources", *AMA))).map(" ".join)
)
def test_no_document_raises(text: str) -> None:
    result = find_references(text)

    assert result is None or result.entries


@pytest.mark.parametrize(
    "unit", ["1", "\n", " ", "All ", "(", "1:", "By Ada ", "\n\n\n ", "¹", "A"]
)
def test_a_long_run_after_a_list_takes_no_time(unit: str) -> None:
    text = "References\n" + "\n".join(APA) + "\n" + unit * (300_000 // len(unit)) + "Z"

    started = time.process_time()
    find_references(text)

    assert time.process_time() - started < 20


def test_ten_megabytes_of_prose_in_one_line_take_seconds() -> None:
    text = (PROSE + " ") * (10_000_000 // len(PROSE))

    started = time.process_time()

    assert find_references(text) is None
    assert time.process_time() - started < 20


@pytest.mark.parametrize("between", ["\n", " "], ids=["lines", "one line"])
def test_a_list_of_names_and_titles_in_quotation_marks_is_found(between: str) -> None:
    entries = (
        "Mayo Clinic: “Iron deficiency anemia,” “Sleep apnea.”",
        "National Heart, Lung, and Blood Institute: “What is sleep apnea?”",
        "CMAJ: “Effect of iron on fatigue in women,” Aug. 7, 2012.",
    )
    text = between.join(
        ("Naps help. Iron does, too.", "Sources", *entries, "© 2023 WebHealth, LLC.")
    )

    found = find_references(text)

    assert found is not None
    assert tuple(entry.span.of(text) for entry in found.entries) == entries
