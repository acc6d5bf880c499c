"""Which markers are found, what they stand for, and what is none."""

import time
from dataclasses import replace

import pytest

from evidencekit.claims.markers import find_citations
from evidencekit.model import Item, PartialDate, Reference, Span
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
        ("It helps [2-4].", [("[2-4]", ("2", "3", "4"), ())]),
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
        "The steps are these.\n\n1. Rest.\n2. Run.\n3. Repeat.",
        "The form [1a2] and [2x4] of the file.",
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
        ("Wie Berg u. a. (2015) sagen.", [("(2015)", ("3",), ())]),
        ("It helps (WHO, 2013).", [("(WHO, 2013)", ("4",), ())]),
        ("It helps (Jones, 2010), in all (2010) cases.", []),
    ],
)
def test_authors_and_year_stand_for_a_reference(
    body: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert found(body, NAMED) == expected


def _dated(key: str, date: str, *families: str) -> Reference:
    """Return a reference that prints a date that need not be a year."""
    work = reference(key, "A work", *families)
    year = PartialDate(int(date[:4])) if date[:4].isdigit() else None
    return replace(
        work,
        text=f"{', '.join(families)} ({date}). A work.",
        item=replace(work.item, issued=year),
    )


PEOPLE = (
    _dated("1", "2001", "Silva", "Souza"),
    _dated("2", "2001", "Souza"),
    _dated("3", "2012a", "Ng", "Lee", "Cruz", "Bo"),
    _dated("4", "2012b", "Ng", "Cruz", "Lee", "Bo"),
    _dated("5", "2012c", "Ng", "Bo", "Lee", "Cruz"),
    _dated("6", "in press", "de Curcio", "Batista", "Roe"),
    _dated("7", "2005", "AOAC"),
    _dated("8", "2010", "Bo"),
    _dated("9", "n.d.", "Parents United"),
)


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("It helps (SILVA; SOUZA, 2001).", ["1"]),
        ("It helps (see Ng et al., 2012a; Souza, 2001).", ["3", "2"]),
        ("It helps (NG ET AL., 2012b).", ["4"]),
        ("It helps (Ng et al., 2012a–c).", ["3", "4", "5"]),
        ("It helps (Ng et al., 2012a and b).", ["3", "4"]),
        ("It helps (Ng, Cruz, et al., 2012).", ["4"]),
        ("It helps (de Curcio et al., in press).", ["6"]),
        ("It helps (Parents United, n.d.).", ["9"]),
        ("The Association of Official Chemists (AOAC) (2005) agrees.", ["7"]),
        ("Bo’s (2010) view and Silva and Souza’s (2001) differ.", ["8", "1"]),
        ("Silva y otros (2001) dicen que sí.", ["1"]),
        ("It is so, says Bo 2010, in all.", ["8"]),
        ("It is so (as by Silva [and] Souza, 2001).", ["1"]),
        ("Ng et al. 2012a, 2012b and Silva & Souza, 2001, agree.", ["3", "4", "1"]),
        ("In 2010 Bo moved. Its Bo branch of 2010 grew; Lee 2012 did not.", []),
        ("Ng et al. 2012 do not say which.", []),
    ],
)
def test_names_and_year_are_found_as_people_write_them(
    body: str, ids: list[str]
) -> None:
    assert [key for _, known, _ in found(body, PEOPLE) for key in known] == ids


def test_a_second_author_opens_no_reference_whose_first_has_a_short_name() -> None:
    listed = (
        replace(
            reference("1", "Proline", "An", "Zhang", year=2013),
            text="An Y, Zhang M. Proline. 2013.",
        ),
        reference("2", "Rice", "Zhang", year=2013),
    )

    assert found("It grew (Zhang, 2013).", listed) == [("(Zhang, 2013)", ("2",), ())]


@pytest.mark.parametrize(
    ("marker", "ids"),
    [
        ("[5, p. 12; see also 6]", ("5", "6")),
        ("[See 3, 4]", ("3", "4")),
        ("[3, pp. 4–5]", ("3",)),
        ("[3, Ch. 2; 4]", ("3", "4")),
        ("[7: S. 33]", ("7",)),
        ("[4, §12]", ("4",)),
        ("[2, fig. 3 and 4]", ("2",)),
        ("[3, 4 and 5]", ("3", "4", "5")),
        ("[p. 5]", None),
        ("[10 mg]", None),
    ],
)
def test_a_number_in_brackets_may_have_a_page_beside_it(
    marker: str, ids: tuple[str, ...] | None
) -> None:
    markers = found(f"Sleep helps [1], naps too [2], {marker} as well.")

    assert [ids for _, ids, _ in markers[2:]] == ([ids] if ids else [])


@pytest.mark.parametrize(
    ("first", "second", "third", "ids"),
    [
        ("【1】", "［2, 3］", "[4]", ["1", "2", "3", "4"]),
        ("（1）", "（2,3）", "（4）", ["1", "2", "3", "4"]),
        (r"\[1\]", r"\[2\]–\[4\]", r"\[5\]", ["1", "2", "3", "4", "5"]),
        ("(ref. 1)", "(see refs 2 and 3)", "(Reference 4)", ["1", "2", "3", "4"]),
        ("[1a]", "[2b, c]", "[3,4a]", ["1", "2", "3", "4"]),
        ("$^{1,2}$", "$^3$", "$^{4}$", ["1", "2", "3", "4"]),
        (
            r"\textsuperscript{1}",
            r"\textsuperscript{2,3}",
            r"\textsuperscript{4}",
            ["1", "2", "3", "4"],
        ),
        ('<a href="#r">[1]</a>', '<a href="#r">[2]</a>', "[3]", ["1", "2", "3"]),
        (
            "<sup>[1](#r1)</sup>",
            "<sup>[2](#r2),[3](#r3)</sup>",
            "<sup>[4](#r4)</sup>",
            ["1", "2", "3", "4"],
        ),
    ],
)
def test_numbers_are_found_in_the_brackets_of_every_writing(
    first: str, second: str, third: str, ids: list[str]
) -> None:
    body = f"Walking helps {first}. Music eases pain {second}. Light wakes {third}."

    markers = found(body, TEN[:5])

    assert [key for _, known, _ in markers for key in known] == ids


def test_mark_up_around_names_hides_no_author() -> None:
    body = "So do Ng _et al._ (2012a), <i>Bo</i> (2010), and (Silva &amp; Souza, 2001)."

    markers = found(body, PEOPLE)

    assert [key for _, known, _ in markers for key in known] == ["3", "8", "1"]


def test_a_work_that_was_cited_before_is_found_without_its_year() -> None:
    assert found("It is so (Bo, op. cit., p. 4).", PEOPLE) == [
        ("(Bo, op. cit., p. 4)", ("8",), ())
    ]


def test_the_key_that_opens_an_entry_is_cited_in_brackets() -> None:
    listed = tuple(
        replace(reference(str(n), "A"), text=f"[{key}] J. Doe. A. 2001.")
        for n, key in enumerate(("Doe01", "DR02", "Roe+03"), 1)
    )

    assert found(
        "So [Doe01], too [DR02, p. 3; Roe+03]; not [Sic] or [Doe].", listed
    ) == [
        ("[Doe01]", ("1",), ()),
        ("[DR02, p. 3; Roe+03]", ("2", "3"), ()),
    ]


def test_keys_are_found_in_the_roles_of_other_mark_up() -> None:
    keyed = (reference("smith2010", "A"), reference("roe", "B"))

    assert found(
        r"A {cite}`smith2010,roe` b :cite:`roe` c <<roe>> d"
        r" \cites[3]{roe}[4]{smith2010} e \parencite{roe} f <<elsewhere>>.",
        keyed,
    ) == [
        ("{cite}`smith2010,roe`", ("smith2010", "roe"), ()),
        (":cite:`roe`", ("roe",), ()),
        ("<<roe>>", ("roe",), ()),
        (r"\cites[3]{roe}[4]{smith2010}", ("roe", "smith2010"), ()),
        (r"\parencite{roe}", ("roe",), ()),
    ]


CITED = "It helps (Smith, 2010; Doe & Roe, 2011). So said Berg et al. (2015). "


@pytest.mark.parametrize(
    ("body", "undefined"),
    [
        ("Not so (Jones, 2012).", ("Jones 2012",)),
        (
            "Not so (see Jones and van Dam, 2012, and Lee et al., 2014).",
            ("Jones and van Dam 2012", "Lee et al. 2014"),
        ),
        ("Not so (Smith, 2010; de la Cruz & Ng, 1999).", ("de la Cruz & Ng 1999",)),
        ("Not so (Smith, 2011).", ("Smith 2011",)),
        ("Jones et al. (2012) doubt it.", ("Jones et al. 2012",)),
        ("Not so (reviewed by Lee and others 2014).", ("Lee and others 2014",)),
        ("Jones (2012) doubts it.", ()),
        ("It was so in Rome (Italy, 2012). Italy is warm.", ()),
        ("It was so (March 2012; Version 3, 2013).", ()),
        ("Ethics said yes (Reference 2016/487).", ()),
        ("It was so (in 2012).", ()),
    ],
)
def test_authors_and_year_that_the_list_lacks_are_undefined(
    body: str, undefined: tuple[str, ...]
) -> None:
    markers = found(CITED + body, NAMED)

    assert tuple(name for _, _, lacks in markers for name in lacks) == undefined


def test_a_text_that_cites_by_number_has_no_undefined_names() -> None:
    body = "Sleep helps [1], naps too [2,3] (Smith, 2010). Noise harms (Jones, 2012)."

    assert not any(lacks for _, _, lacks in found(body, NAMED))


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


def test_a_number_that_comes_too_early_is_no_flattened_marker() -> None:
    body = (
        "Sleep helps memory.1 In mm3 of tissue, factor7 rose.2 Naps help too.3,4 The"
        " group of 2003 slept less.5 Light delays sleep6 and so does noise.7 Coffee"
        " blocks adenosine.8,9 Long nights lift the mood10 of most."
    )

    assert [marker for marker, *_ in found(body)] == [
        *("1", "2", "3,4", "5", "6", "7", "8,9", "10")
    ]


def test_numbers_of_formulas_and_units_are_no_markers_of_a_short_list() -> None:
    body = (
        "Strains such as H1N1 and H5N1 come and go. SO2 and NO2 are measured in cities,"
        " and O3 as well. The body mass index was 31 kg/m2. Vitamin D3 and vitamin B6"
        " are sold as pills. Beta2 agonists ease asthma."
    )

    assert found(body, TEN[:3]) == []
    assert found(body, TEN[:5]) == []


def test_formulas_among_flattened_markers_are_none() -> None:
    body = (
        "Sleep protects memory.1 Beta2 agonists ease asthma. Walking lowers blood"
        " pressure.2,3 The index was 31 kg/m2 on average. Coffee delays sleep.4 Where"
        " SO2 and NO2 rise, so does O3. Naps restore attention.5 Noise harms.6,7"
        " Reading calms.8 Light wakes.9 Music eases pain.10"
    )

    assert [marker for marker, *_ in found(body)] == [
        *("1", "2,3", "4", "5", "6,7", "8", "9", "10")
    ]


def test_a_wrapped_line_hides_no_flattened_marker() -> None:
    body = (
        "Sleep protects memory.1\nWalking lowers blood pressure2\nand lifts the mood.3"
        " Coffee\ndelays sleep.4 Naps restore attention.5 Noise harms.6\nReading"
        " calms.7 Light\nwakes.8 Music eases pain.9 Tea warms.10"
    )

    assert [marker for marker, *_ in found(body)] == [*list("123456789"), "10"]


def test_a_repeated_name_with_a_number_is_no_marker() -> None:
    body = (
        "Levels of omega3 rose.1 More omega3 did not.2 Less omega3 hurt.3 Yet omega3"
        " costs money.4 Fish has it.5 Nuts have it.6 Oils have it.7 Eggs do not.8,9"
        " Milk does not.10"
    )

    assert [marker for marker, *_ in found(body)] == [
        *("1", "2", "3", "4", "5", "6", "7", "8,9", "10")
    ]


def test_enumerated_points_are_no_markers_beside_those_that_are() -> None:
    body = (
        "Rest helps (1, 2). Walking helps (3). We asked three things: (1) does it"
        " last, (2) is it safe and (3) what does it cost. Both help (4–6). Most"
        " adults agree (7). So do most teachers (8, 9). Few disagree (10)."
    )

    assert [marker for marker, *_ in found(body)] == [
        *("(1, 2)", "(3)", "(4–6)", "(7)", "(8, 9)", "(10)")
    ]


def test_ibidem_stands_for_what_was_cited_before() -> None:
    assert found("It helps (Smith, 2010). It lasts (ibid.).", NAMED) == [
        ("(Smith, 2010)", ("1",), ()),
        ("(ibid.)", ("1",), ()),
    ]


def test_a_marker_says_its_style_and_how_well_it_is_resolved() -> None:
    twins = (*NAMED, reference("6", "F", "Smith", year=2010))
    texts = {
        "key": (r"A \cite{1,lost} b.", TEN),
        "names": ("It helps (Smith, 2010). So it does (WHO, 2013).", twins),
        "numbers": ("One [1], two [2], three [3], and beyond [14].", TEN),
    }

    assert {name: _records(*given) for name, given in texts.items()} == {
        "key": [("key", "dangling")],
        "names": [("author-year", "ambiguous"), ("author-year", "resolved")],
        "numbers": [("bracket", "resolved")] * 3 + [("bracket", "out of range")],
    }


def _records(body: str, references: tuple[Reference, ...]) -> list[tuple[str, str]]:
    document = article(body, *references)
    citations = find_citations(document.text, document.references, document.list_span)
    return [(citation.style, citation.status) for citation in citations]


def test_a_body_is_cited_by_its_short_or_first_name() -> None:
    bodies = (
        replace(
            reference("1", "Rice", year=2016),
            text="Food and Farming Bureau, FFB. Rice. 2016.",
        ),
        reference("2", "Enzymes", "Wellington Biochemical Company", year=1993),
    )

    assert found("It grew (FFB, 2016). It fell (Wellington, 1993).", bodies) == [
        ("(FFB, 2016)", ("1",), ()),
        ("(Wellington, 1993)", ("2",), ()),
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
        "[1, p. ",
        "[see ",
        "[1 and ",
        "(Jones, 2012; ",
        "Jones, ",
        "Smith 2010 ",
        "Smith, 2010, ",
        "(SMITH; ",
        "(see ref. 1",
        "<sup>[1](#",
        "\\[1",
        "[Doe01, ",
        "\\cites{a}",
        "{cite}`",
        "*&amp;",
    ],
)
def test_long_adversarial_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()

    find_citations(text, tuple(replace(r, span=_BEYOND) for r in NAMED), None)

    assert time.process_time() - began < 5


_BEYOND = replace(NAMED[0].span, start=10**7, end=10**7)


def test_numbers_are_those_of_the_list_of_their_chapter() -> None:
    text = "One [1], two [2].\n1. A\n2. B\nThree [1], four [3].\n1. C\n2. D\n3. E"
    references = tuple(
        Reference(key, word, Span(place, place + 1), Item(), label=f"{key[0]}.")
        for key, word in zip(("1b", "2b", "1", "2", "3"), "ABCDE", strict=True)
        if (place := text.index(f" {word}") + 1)
    )
    citations = find_citations(text, references, Span(text.index("1. C"), len(text)))

    assert [c.reference_ids for c in citations] == [("1b",), ("2b",), ("1",), ("3",)]
