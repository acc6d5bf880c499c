"""Which markers are found, what they stand for, and what is none."""

import time
from dataclasses import replace

import pytest

from evidencekit.claims.markers import find_citations
from evidencekit.model import Reference
from tests.claims.articles import article, reference

TEN = tuple(reference(str(n), f"Work {n}") for n in range(1, 11))
NAMED = (
    reference("1", "A", "Smith", year=2010),
    reference("2", "B", "Doe", "Roe", year=2011),
    reference("3", "C", "van der Berg", "Ito", "Cruz", year=2015),
    reference("4", "D", "World Health Organization", year=2013),
    reference("5", "E", "Doe", "Ivanova", year=2011),
)


def found(
    body: str, references: tuple[Reference, ...] = TEN
) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    document = article(body, *references)
    citations = find_citations(document.text, document.references, document.list_span)
    return [(c.span.of(document.text), c.reference_ids, c.undefined) for c in citations]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It helps [1,2–5].", [("[1,2–5]", ("1", "2", "3", "4", "5"), ())]),
        ("It helps [2]–[4].", [("[2]–[4]", ("2", "3", "4"), ())]),
        ("It helps [[1], [2]].", [("[[1], [2]]", ("1", "2"), ())]),
        (
            "It helps (1, 2). It harms (3). Often (4–6), it heals.",
            [
                ("(1, 2)", ("1", "2"), ()),
                ("(3)", ("3",), ()),
                ("(4–6)", ("4", "5", "6"), ()),
            ],
        ),
        (
            "It helps.¹˒² It harms.³ It heals.⁴",
            [("¹˒²", ("1", "2"), ()), ("³", ("3",), ()), ("⁴", ("4",), ())],
        ),
        (
            "It helps depression.1,2 It harms.3 It also heals wounds.2–4 It ends.5",
            [
                ("1,2", ("1", "2"), ()),
                ("3", ("3",), ()),
                ("2–4", ("2", "3", "4"), ()),
                ("5", ("5",), ()),
            ],
        ),
        (
            "One [1], two [2], three [3], and beyond [14].",
            [
                ("[1]", ("1",), ()),
                ("[2]", ("2",), ()),
                ("[3]", ("3",), ()),
                ("[14]", (), ("14",)),
            ],
        ),
    ],
)
def test_numbers_stand_for_references(
    body: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Thirty adults (n = 15) and twelve children took part (12).",
        "An area of 12 m² and 10⁵ cells with ¹⁴C and R² of 0.9.",
        "Uptake of [18]F and [11]C was measured.",
        "There are two steps: (1) rest, (2) run, and (3) repeat.",
        "It began in 2010 (2011) and ended (2012).",
        "The journal printed it in 12(3) and 14(5), see Figure (2) and Table (3).",
        "Omega3 and omega6, vitamin B12, CD4 and p53 rose by 3.4 points.",
        "The interval [95% CI 1–2] and the range [1, 5] are wide.",
    ],
)
def test_other_numbers_are_no_markers(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It helps (Smith, 2010).", [("(Smith, 2010)", ("1",), ())]),
        (
            "It helps (Smith, 2010; Doe & Roe, 2011a).",
            [("(Smith, 2010; Doe & Roe, 2011a)", ("1", "2"), ())],
        ),
        ("As Doe and Ivanova (2011) say, yes.", [("(2011)", ("5",), ())]),
        ("As Berg et al. (2015) say, yes.", [("(2015)", ("3",), ())]),
        ("It helps (WHO, 2013).", [("(WHO, 2013)", ("4",), ())]),
        ("It helps (Jones, 2010), in all (2010) cases.", []),
    ],
)
def test_authors_and_year_stand_for_a_reference(
    body: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert found(body, NAMED) == expected


def test_keys_stand_for_references() -> None:
    keyed = (reference("smith2010", "A"), reference("roe", "B"), reference("n1", "C"))

    assert found(
        r"A [see @smith2010, p. 3; -@roe] b [^n1] c @roe d \citep[p. 2]{roe,lost}.",
        keyed,
    ) == [
        ("[see @smith2010, p. 3; -@roe]", ("smith2010", "roe"), ()),
        ("[^n1]", ("n1",), ()),
        ("@roe", ("roe",), ()),
        (r"\citep[p. 2]{roe,lost}", ("roe",), ("lost",)),
    ]


def test_an_account_is_no_key() -> None:
    assert found("Write to [@somebody] or me@example.org.") == []


def test_the_list_itself_cites_nothing() -> None:
    document = article("No marker here.", *TEN)
    printed = replace(document, text=document.text.replace("Work", "[1] Work"))

    assert find_citations(printed.text, TEN, document.list_span) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "[1",
        "[",
        "(2010 ",
        "Smith (2010) ",
        "<sup><a ",
        "¹",
        "a.1 ",
        "[@",
        "1,",
        "\\cite{",
    ],
)
def test_long_adversarial_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()

    find_citations(text, tuple(replace(r, span=_BEYOND) for r in NAMED), None)

    assert time.process_time() - began < 5


_BEYOND = replace(NAMED[0].span, start=10**7, end=10**7)
