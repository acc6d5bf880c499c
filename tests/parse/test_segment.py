"""How the text of a reference list is cut into its entries."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencekit.parse import split_references

AMA = (
    "Puetz TW, O’Connor PJ, Dishman RK. Effects of chronic exercise on feelings "
    "of energy"
    " and fatigue: a quantitative synthesis. Psychol Bull. 2006;132(6):866-876.",
    "Haller N, Lorenz S, Pfirrmann D, et al. Individualized web-based exercise for the"
    " treatment of depression: randomized controlled trial. JMIR Ment Health."
    " 2018;5(4):e10698. doi: 10.2196/10698",
    "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr J."
    " 2008;7(1):2. doi:10.1186/1475-2891-7-2",
    "Schuch FB, Deslandes AC, Stubbs B, Gosmann NP, Silva CTB da, Fleck MP de A."
    " Neurobiological effects of exercise on major depressive disorder: A systematic"
    " review. Neurosci Biobehav Rev. 2016;61:1-11. doi: "
    "10.1016/j.neubiorev.2015.11.012",
)
APA = (
    "Baek, S. Y., Yun, H. J., & Yeo, S. H. (2010). Screening and characteristics "
    "of useful"
    " fungi for brewing from commercial Nuruk. Korean Journal of Microbiology and"
    " Biotechnology, 38, 373–378.",
    "Bremer, J. (1983). Carnitine–metabolism and functions. Physiological Reviews, 63,"
    " 1420–1480. doi: 10.1152/physrev.1983.63.4.1420",
    "Brown, G. C. (1999). Nitric oxide and mitochondrial respiration. Biochimica et"
    " Biophysica Acta, 1411, 351–369. doi: 10.1016/S0005-2728(99)00025-0",
)


def entries(text: str) -> list[str]:
    return [entry.span.of(text) for entry in split_references(text)]


def labels(text: str) -> list[str | None]:
    return [entry.label for entry in split_references(text)]


@pytest.mark.parametrize("references", [AMA, APA], ids=["AMA", "APA"])
def test_entries_run_together_in_one_line_are_cut_apart(
    references: tuple[str, ...],
) -> None:
    text = " ".join(references)

    assert entries(text) == list(references)


@pytest.mark.parametrize("references", [AMA, APA], ids=["AMA", "APA"])
def test_one_entry_a_line_is_one_entry_each(references: tuple[str, ...]) -> None:
    text = "\n".join(references) + "\n"

    assert entries(text) == list(references)


@pytest.mark.parametrize(
    ("form", "printed"),
    [("{}. ", "{}."), ("[{}] ", "[{}]"), ("({}) ", "({})"), ("{}) ", "{})")],
)
def test_labels_are_kept_apart_from_the_entries(form: str, printed: str) -> None:
    text = " ".join(form.format(i) + entry for i, entry in enumerate(AMA, start=1))

    assert entries(text) == list(AMA)
    assert labels(text) == [printed.format(i) for i in range(1, 5)]


def test_a_bracket_glued_to_the_entry_is_a_label() -> None:
    text = "\n".join(f"[{i}]{entry}" for i, entry in enumerate(AMA, start=1))

    assert entries(text) == list(AMA)
    assert labels(text) == ["[1]", "[2]", "[3]", "[4]"]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("form", ["{}. ", "[{}] ", "({}) "])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_short_list_has_labels_too(count: int, form: str, between: str) -> None:
    text = between.join(form.format(i) + e for i, e in enumerate(AMA[:count], start=1))

    assert entries(text) == list(AMA[:count])
    assert labels(text) == [form.format(i).strip() for i in range(1, count + 1)]


def test_a_number_that_is_missing_stays_missing() -> None:
    text = "\n".join(f"{i}. {e}" for i, e in zip((1, 2, 4, 5), AMA, strict=True))

    assert entries(text) == list(AMA)
    assert labels(text) == ["1.", "2.", "4.", "5."]


def test_years_and_volumes_in_sequence_are_no_labels() -> None:
    text = "\n".join(
        f"{name} J. Notes on the growth of trees, part {i}. Forestry. {i}. "
        f"1990;{i}:1-9."
        for i, name in enumerate(("Smith", "Brown", "Lopez", "Weber"), start=1)
    )

    assert labels(text) == [None] * 4


def test_hanging_indents_belong_to_the_entry() -> None:
    text = (
        "Bremer, J. (1983). Carnitine–metabolism and functions.\n"
        "    Physiological Reviews, 63, 1420–1480.\n"
        "Brown, G. C. (1999). Nitric oxide and mitochondrial\n"
        "    respiration. Biochimica et Biophysica Acta, 1411, 351–369.\n"
        "Choi, E. S., Kang, Y. Y., & Mok, H. (2018). Evaluation of\n"
        "    antioxidant activity. Biotechnology Letters, 23, 150–157.\n"
    )

    assert entries(text) == [
        "Bremer, J. (1983). Carnitine–metabolism and functions.\n"
        "    Physiological Reviews, 63, 1420–1480.",
        "Brown, G. C. (1999). Nitric oxide and mitochondrial\n"
        "    respiration. Biochimica et Biophysica Acta, 1411, 351–369.",
        "Choi, E. S., Kang, Y. Y., & Mok, H. (2018). Evaluation of\n"
        "    antioxidant activity. Biotechnology Letters, 23, 150–157.",
    ]


def test_lines_wrapped_without_regard_to_entries_are_cut_within_a_line() -> None:
    text = (
        "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr\n"
        "J. 2008;7(1):2. doi:10.1186/1475-2891-7-2 Trivedi MH. The link between\n"
        "depression and physical symptoms. Prim Care Companion J Clin\n"
        "Psychiatry. 2004;6(suppl 1):12-16. Popovic M, Timper K, Seelig E, et\n"
        "al. Exercise upregulates copeptin levels. PLoS One. 2019;14(5):e0217800."
    )

    assert [entry.split()[0] for entry in entries(text)] == [
        "Lakhan",
        "Trivedi",
        "Popovic",
    ]


def test_a_doi_broken_over_two_lines_does_not_break_the_entry() -> None:
    text = (
        "Bremer, J. (1983). Carnitine–metabolism and functions. Physiological\n"
        "Reviews, 63, 1420–1480. https://doi.org/10.1152/physrev.\n"
        "1983.63.4.1420\n"
        "Brown, G. C. (1999). Nitric oxide and mitochondrial respiration.\n"
        "Biochimica et Biophysica Acta, 1411, 351–369. https://doi.org/10.1016/\n"
        "S0005-2728(99)00025-0\n"
        "Cho, H. K., & Lee, J. Y. (2012). Quality characteristics of cereal\n"
        "Makgeolli. Journal of Food Science, 41, 1002–1008.\n"
    )

    assert [entry.splitlines()[0] for entry in entries(text)] == [
        "Bremer, J. (1983). Carnitine–metabolism and functions. Physiological",
        "Brown, G. C. (1999). Nitric oxide and mitochondrial respiration.",
        "Cho, H. K., & Lee, J. Y. (2012). Quality characteristics of cereal",
    ]


def test_an_empty_text_has_no_entries() -> None:
    assert split_references("") == ()
    assert split_references(" \n\t\n ") == ()


def test_one_reference_is_one_entry() -> None:
    assert entries(f"  {AMA[0]}\n") == [AMA[0]]


def test_entries_are_in_order_do_not_overlap_and_have_no_white_space_around() -> None:
    text = "\n\n".join([*AMA, *APA])

    found = split_references(text)

    spans = [entry.span for entry in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


PIECES = (
    "[1]",
    "1.",
    "(2)",
    "\n",
    " ",
    ".",
    ",",
    "Smith",
    "J",
    "J.",
    "2001",
    "10.1/x",
    "“",
    "\u2028",
    "\x00",
    "é",
    "et al.",
    "https://",
    "—",
    "doi:",
    "(",
    "]",
    "٣",
    "²",
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_no_text_raises(text: str) -> None:
    for entry in split_references(text):
        assert entry.span.of(text).strip() == entry.span.of(text) != ""


@pytest.mark.parametrize(
    "unit", ["a", "[", "1", ".", " ", "\n", "1 ", "[1] ", "A. ", "((", "van ", "\n1. "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        split_references(text)
        return time.process_time() - started

    seconds(1000)
    few = max(min(seconds(20_000) for _ in range(3)), 0.004)

    # Eight times as much text; quadratic work would take sixty-four times as long.
    assert seconds(160_000) < 40 * few


def test_the_links_of_a_publishers_page_end_the_entry_before() -> None:
    text = (
        "Roe JA, Doe B: Sleep and mood in nurses. J Sleep. 2014; 23: 4-9. "
        "Reference Source Poe CD, Moe E: Rest at sea. J Sleep. 2015; 24: 1-8. "
        "Reference Source Noe FG: Waking. J Sleep. 2016; 25: 2-7. Reference Source"
    )

    entries = [entry.span.of(text) for entry in split_references(text)]

    assert [entry.split()[0] for entry in entries] == ["Roe", "Poe", "Noe"]


def test_what_follows_a_doi_with_a_capital_is_another_entry() -> None:
    text = (
        "Roe JA Doe B: Sleep in nurses. J Sleep. 2014; 23: 4. doi: 10.1000/js.1 "
        "European Sleep Panel: Rest at sea. 2015. doi: 10.1000/js.2 "
        "Noe FG: Waking. J Sleep. 2016; 25: 2-7. doi: 10.1000/js.3 PMID: 12345678"
    )

    entries = [entry.span.of(text) for entry in split_references(text)]

    assert [entry.split()[0] for entry in entries] == ["Roe", "European", "Noe"]


def test_two_works_under_one_number_are_two_entries() -> None:
    text = (
        "[1] A. Roe et al., Phys. Rev. D 71, 032001 (2005); B. Doe and C. Poe, "
        "Phys. Lett. B 600, 12 (2004).\n[2] D. Moe, Phys. Rev. D 70, 012003 (2004).\n"
        "[3] E. Noe, Nucl. Phys. B 12, 100 (1999).\n"
    )

    entries = split_references(text)

    assert [(e.label, e.span.of(text)[:6]) for e in entries] == [
        ("[1]", "A. Roe"),
        (None, "B. Doe"),
        ("[2]", "D. Moe"),
        ("[3]", "E. Noe"),
    ]


def test_each_line_is_an_entry_where_lines_are_not_broken() -> None:
    lines = [
        "SARMA, Deba P. u. a.: Clear Cell Basal Cell Carcinoma: a clinical study of "
        "several cases. In: Pathology Research International 2011 (2011), S. 1–4. – "
        "DOI 10.4061/2011/386921 Accessed October 3, 2026.",
        "GREENE, Thomas C.: The Ability to Localize Sound: A Study of Binaural Hearing "
        "in Patients with Tumor of the Brain. In: Archives of Surgery 18 (1929), "
        "S. 1825–1841. – DOI 10.1001/archsurg.1929.01140130927061",
        "Calendar. In: Journal of Air Medical Transport 9 (1990), Nr. 8, S. 34. – DOI "
        "10.1016/s1046-9095(05)80442-8",
        "ELTON, Charles: The Journal of Animal Ecology and what it has been for those "
        "who study animals in the field. In: The Journal of Ecology 27 (1939), Nr. 2, "
        "S. 535. – DOI 10.2307/2256379",
        "MAY, Carl ; JONES, Ann: Short reports on the health of communities, and what "
        "is to be learnt from them by those who plan. In: Health & Social Care in the "
        "Community 5 (2007), Nr. 1, S. 55–62.",
    ]

    assert entries("\n".join(lines)) == lines


def test_a_doi_broken_in_one_line_of_many_does_not_break_the_entry() -> None:
    listed = [f"{reference} https://doi.org/10.5555/{n}2345.6"
              for n, reference in enumerate((*APA, *APA, *APA))]  # fmt: skip
    broken = listed[4].replace("10.5555/", "10.5555/\n   ")

    found = entries("\n".join((*listed[:4], broken, *listed[5:])))

    assert found == [*listed[:4], broken, *listed[5:]]


QUOTED = (
    "Journal of Sleep Research: “A coliform-free night: naps and memory,” May 2019.",
    "National Kidney Foundation: “About chronic kidney disease.”",
    "BMC Evol. Biol.: “WAMI: a web server for the analysis of maps.”",
    "Diabetes UK: “Night hypos,” “Hypos at work.”",
    "Acta Diabetologica: “Exercise and sugar in the blood of shift workers,” 2014.",
)


@pytest.mark.parametrize("between", ["\n", " ", ""], ids=["lines", "one line", "glued"])
def test_names_before_titles_in_quotation_marks_begin_entries(between: str) -> None:
    assert entries(between.join(QUOTED)) == list(QUOTED)
