"""Cuts of unnumbered lists that stood a few words astray are put right."""

import pytest

from evidencekit.parse.astray import put_right
from evidencekit.parse.boundaries import tokens_of
from evidencekit.parse.endings import after_dates_of_reading, behind_sections
from evidencekit.parse.second_look import second_look


def cut(text: str) -> str:
    """Return `text` with its cuts, marked by "|", put right."""
    bare, starts = unmarked(text)
    return marked(bare, put_right(tokens_of(bare), starts))


def looked_at_again(text: str, certainty: float = 0.5) -> str:
    """Return `text` cut at "|", and where "?" stands if the second look says so."""
    bare, starts = unmarked(text.replace("?", ""))
    _, doubts = unmarked(text.replace("|", "").replace("?", "|"))
    others = dict.fromkeys(set(doubts) - {0}, certainty)
    return marked(bare, second_look(tokens_of(bare), starts, others))


def unmarked(text: str) -> tuple[str, list[int]]:
    pieces = text.split("|")
    starts = [sum(map(len, pieces[:i])) for i in range(len(pieces))]
    return "".join(pieces), starts


def marked(text: str, starts: set[int]) -> str:
    for start in sorted(starts - {0}, reverse=True):
        text = f"{text[:start]}|{text[start:]}"
    return text


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (
            "Lee K. Rice. Plant J. 47: 969–976. van der |Meer, I.M., Stam, M.E. Genes.",
            "Lee K. Rice. Plant J. 47: 969–976. |van der Meer, I.M., Stam, M.E. Genes.",
        ),
        (
            "Lee K. Rice. Oral Health 2016; 16: 12. Tolentino |Ede S, Centurion BS.",
            "Lee K. Rice. Oral Health 2016; 16: 12. |Tolentino Ede S, Centurion BS.",
        ),
        (
            "Lee K. Rice. 2021. Bork, B-C.; |Karki, T. Adoption of access.",
            "Lee K. Rice. 2021. |Bork, B-C.; Karki, T. Adoption of access.",
        ),
        (
            "Lee K. Rice. 2021;3:4-9. 10.1000/182 |28933564 Tea Council (PHS) (1996).",
            "Lee K. Rice. 2021;3:4-9. 10.1000/182 28933564 |Tea Council (PHS) (1996).",
        ),
        (
            "Lee K. Rice. 2021;3:4-9. [Embrapa] |Empresa de Pesquisa. (2018). Solos.",
            "Lee K. Rice. 2021;3:4-9. |[Embrapa] Empresa de Pesquisa. (2018). Solos.",
        ),
    ],
)
def test_a_name_is_not_cut_in_two(found: str, right: str) -> None:
    assert cut(found) == right


@pytest.mark.parametrize(
    "found",
    [
        "Lee K. Rice [Internet]. WHO; 2012 [acesso em |29 de setembro de 2014].",
        "Lee K. Contagem da População 2010. Censos, 2010. |[Internet]. Brasília.",
        "Lee K. Rice. Plant J. 2001; 7: 1. https://doi.org/10.1016/ |pj.2001.7",
        "Lee K. Leitura. 2021. |230 f. Tese (Doutorado em Linguística).",
        "Lee K. Salad. Schweiz Med Wochenschr. 1997; 127(6): 214– |218.",
        "Lee K. Pigeons. Cogn. 1999; 18: 621–656. |Reprinted in: Fagot J, editor.",
        "Lee K. Pigeons. Am J Cogn 174 |(2) p.267.",
        "Lee K. Pigeons. Am J Cogn 55 |(1): e230",
        "Council: Regulation (EC) No 1924/2006 and (EC) |No 1925/2006 on food.",
        "Lee K. Pigeons. Am J Cogn. 2010 Mar;87(3):356. Epub 2010 |Feb 3. Review.",
        "Lee K. Cats and dogs. In 2012 |IEEE conference on computer vision. 2012.",
        "Lee K. The 2014 |International Society of Tea consensus. J Tea. 2015;3:4.",
        "Lee K. Cats and dogs. J Cats. 2012;3:4-9. 10.1000/182 |8632213",
    ],
)
def test_what_goes_on_begins_nothing(found: str) -> None:
    assert cut(found) == found.replace("|", "")


def test_a_right_cut_stays() -> None:
    text = (
        "Lee K. Rice grows. Plant. 2001;47:969–976. |van Dam R. Wheat grows. Plant J. "
        "2002;48:1–9. |WHO. Food. Geneva; 2003."
    )

    assert cut(text) == text


def test_a_journal_is_no_entry_of_its_own() -> None:
    text = (
        "Camargo MC, Lima-Costa MF. Quality of life of the aged: a survey in Brazil, "
        "2000 and 2006. |Cad Saúde Pública. 2013;29(3):566-78. |Smith J. Sleep and "
        "mood. Sleep. 2001;24:1-9."
    )

    assert looked_at_again(text) == text.replace("|Cad", "Cad")


def test_authors_alone_are_no_entry() -> None:
    text = (
        "Queiroz, L.P. 2009. |Legumes of the Caatinga. Feira de Santana: UEFS. |Smith, "
        "J. 2001. Sleep and mood. Sleep 24: 1-9."
    )

    assert looked_at_again(text) == text.replace("|Legumes", "Legumes")


def test_an_author_and_a_year_are_no_entry() -> None:
    text = (
        "RSTUDIO TEAM. 2020. |RStudio: Integrated Development for R. Boston, MA "
        "http://www.rstudio.com |Smith, J. 2001. Sleep and mood. Sleep 24: 1-9."
    )

    assert looked_at_again(text) == text.replace("|RStudio", "RStudio")


def test_two_whole_references_are_two_entries() -> None:
    text = (
        "Piven J, Keown C. Early brain growth in autism. Image 2018 [Epub ahead of "
        "print]. ?Shen MD, Li DD, Keown CL. Functional connectivity of the amygdala. "
        "Neuropsychology 2016;30:1-9."
    )

    assert looked_at_again(text) == text.replace("?", "|")


def test_the_editor_of_a_book_begins_no_entry() -> None:
    text = (
        "Smith J. Vision of pigeons. Physiology and behavior of the pigeon. ?Abs M, "
        "editor. London: Academic Press; 1983. p. 245-66."
    )

    assert looked_at_again(text) == text.replace("?", "")


def test_the_tagger_is_believed_where_it_is_certain() -> None:
    text = (
        "Piven J, Keown C. Early brain growth in autism. NeuroImage 2018;2:1-9. ?Shen "
        "MD, Li DD. Connectivity of the amygdala. Neuropsychology 2016;30:1-9."
    )

    assert looked_at_again(text, certainty=0.99) == text.replace("?", "")


@pytest.mark.parametrize(
    "found",
    [
        "Lee K. In: Survey research, eds. |Cohen A. J., Ostro B. 2001. Berlin: Muster.",
        "Lee K. In: Logic at sea, ed. |George C. Brown. Harbour Press, 1975.",
        "Lee K. 2021. In: Control at sea (Hrsg. |Messer S. J.), Acta.",
    ],
)
def test_no_entry_begins_behind_the_editors_mark(found: str) -> None:
    assert cut(found) == found.replace("|", "")


def test_an_edition_may_end_an_entry() -> None:
    found = (
        "C. Kittel, Solids (Wiley, 1987), 2a ed. |J.C. Slater, Phys. Rev. 94 (1954)."
    )

    assert cut(found) == found


@pytest.mark.parametrize(
    "text",
    [
        "Roe A. Tea. Accessed 24 May 2017. |MoTea Limited. Cups. 2015.",
        "Roe A. Tea. Acesso em: 29 jun. 2021. |Clarivate. Journals. 2022.",
        "Roe A. Tee. (Zugriff am 12.03.2022). |Der Anker. Tee. 2020.",
        "Roe A. Tea. Retrieved May 3, 2021, from Tea House. 2020.",
        "Roe A. Tea [cited 2017 Jan 3]. Available from: https://example.org",
        "Roe A. Tea [acesso em 29 de setembro de 2014]. Disponível em: www.example.org",
        "Roe A. Tea. Accessed 2016 January 10. 3 pages.",
    ],
)
def test_behind_the_date_of_access_the_next_entry_begins(text: str) -> None:
    bare, _ = unmarked(text)

    assert marked(bare, after_dates_of_reading(tokens_of(bare))) == text


@pytest.mark.parametrize(
    "found",
    [
        "Tea Council: Rule (EU) 2015/28 on new kinds of tea and on the cups in which"
        " they are sold. |Off J Tea Union. 2015; L327: 1–22.",
        "ROCHA, Ana. Homens de chá no Brasil: rotas coloniais e circulação de folhas."
        " |História e Chá, v.11, supl.1, p.109-129. 2004.",
        "ROCHA, Ana. Homens de chá no Brasil: rotas coloniais e circulação de folhas."
        " |London: Routledge; 2012.",
    ],
)
def test_a_journal_or_a_publisher_is_no_entry_behind_a_bare_title(found: str) -> None:
    assert looked_at_again(found) == found.replace("|", "")


def test_an_article_without_a_title_may_be_an_entry() -> None:
    text = (
        "|C. Kittel, Quantum Theory of Solids (Wiley, New York, 1987), 2a ed."
        " ?J.C. Slater and G.F. Koster, Physical Review 94, 1498 (1954)."
    )

    assert looked_at_again(text) == text[1:].replace("?", "|")


@pytest.mark.parametrize(
    "found",
    [
        "Lee K. “What are you doing? |Dave, open the door.” Film Studies. 2011;3:1-9.",
        "Lee K, « La distinction. |Castel et après », Paris, 1979.",
        "Lee K. „Wie es ist. |Max und Moritz heute“, Die Zeit, 3.4.2020.",
        'Lee K. "Tea at sea. |Green, black, white." Tea Week, 2011.',
    ],
)
def test_no_entry_begins_within_quotation_marks(found: str) -> None:
    assert cut(found) == found.replace("|", "")


def test_a_quotation_mark_that_is_never_closed_holds_no_entry() -> None:
    found = (
        "Lee K. Tea of the 5“ pot. J Tea. 2011;3:1. |“Tea. |Roe A, Doe B. Cups. 2012."
    )

    assert cut(found) == found


def test_no_entry_begins_within_brackets() -> None:
    found = "Lee K (2010) Rice. In: Food (eds. |Shih A, |Schlamp S). |Roe T (2011) Tea."

    assert cut(found) == found.replace("|S", "S")


def test_a_bracket_that_is_never_closed_holds_no_entry() -> None:
    text = "Lee K. Rice (new edition. Food. 2011;5:1-9. |Roe T. Tea. Food. 2012;6:1-9."

    assert cut(text) == text


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("|Brussels Roe T, Poe R (2009) Tea.", "Brussels |Roe T, Poe R (2009) Tea."),
        ("|Mint, Berlin Roe T, Poe R (2009)", "Mint, Berlin |Roe T, Poe R (2009)"),
        ("Mint, New |York Roe T, Poe R (2009)", "Mint, New York |Roe T, Poe R (2009)"),
    ],
)
def test_the_city_of_a_publisher_begins_no_entry(found: str, right: str) -> None:
    before = "Lee K (2004) Rice. J Food 3:1–9 |Doe J (2011) Rules for cups of tea. "

    assert cut(before + found) == before + right


def test_people_called_like_a_city_begin_an_entry() -> None:
    found = "Lee K (2004) Rice. J Food 3:1–9 |London J, Paris C (2011) Tea. Ten 4:1–9"

    assert cut(found) == found


@pytest.mark.parametrize("section", ["Economía", "Politics", "Cotidiano, p. B3"])
def test_a_section_ends_the_newspaper_item_before(section: str) -> None:
    text = f"Roe T. Tea. El Té, 3 sep. 2017. {section}. EL MATE sube. El Té, 2018."
    tokens = tokens_of(text)

    moved = behind_sections(tokens, {0, text.index(section)})

    assert moved == {0, text.index("EL MATE")}


def test_a_title_behind_a_year_is_no_section() -> None:
    text = "Roe T. Tea. Mint; 2010. Doe J. 2017. Economy. New York: Norton."

    assert behind_sections(tokens_of(text), {0, text.index("Doe")}) == {
        0,
        text.index("Doe"),
    }
