"""Values that are the same in other words, and values that are not."""

import pytest

from evidencekit.match.containers import same_container
from evidencekit.match.names import same_person
from evidencekit.match.notices import announces
from evidencekit.match.numbers import same_issue, same_volume
from evidencekit.match.pages import same_pages
from evidencekit.match.titles import Change, changes, dropped_part, likeness, title
from evidencekit.model import Name


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        ("J Neurosci", "Journal of Neuroscience"),
        ("Prim Care Companion J Clin Psychiatry",
         "The Primary Care Companion to The Journal of Clinical Psychiatry"),
        ("PLoS One", "PLOS ONE"),
        ("Br. J. Sports Med.", "British Journal of Sports Medicine"),
        ("J Orthop Sports Phys Ther",
         "Journal of Orthopaedic &amp; Sports Physical Therapy"),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences"),
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("N Engl J Med", "New England Journal of Medicine"),
        ("Lancet", "The Lancet"),
        ("Science (New York, N.Y.)", "Science"),
        ("Ann NY Acad Sci", "Annals of the New York Academy of Sciences"),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international"),
        ("J Gerontol A Biol Sci Med Sci",
         "The Journals of Gerontology Series A: Biological Sciences and Medical "
         "Sciences"),
        ("Arch Otolaryngol Head Neck Surg",
         "Archives of Otolaryngology–Head &amp; Neck Surgery"),
        ("Journal of Applied Behaviour Analysis",
         "Journal of Applied Behavior Analysis"),
        ("Boll Unione Mat Ital", "Bollettino dell'Unione Matematica Italiana"),
        ("BMJ", "BMJ: British Medical Journal"),
        ("NEJM", "The New England Journal of Medicine"),
        ("PLoS Med", "Public Library of Science Medicine"),
        ("Science (80-. )", "Science"),
        ("J. Appl. Physiol. (Bethesda, MD", "Journal of Applied Physiology"),
        ("Plant Methods [Internet]. BioMed Central", "Plant Methods"),
        ("Philos Trans R Soc Lond B Biol Sci",
         "Philosophical Transactions of the Royal Society B: Biological Sciences"),
        ("Acta Crystallogr D Biol Crystallogr",
         "Acta Crystallographica Section D Structural Biology"),
        ("J. Chromatogr.", "Journal of Chromatography A"),
        ("Am J Physiol",
         "American Journal of Physiology-Heart and Circulatory Physiology"),
        ("Can. J. Bot.", "Canadian Journal of Botany-Revue Canadienne De Botanique"),
        ("Voluntas", "Voluntas: Revista Internacional de Filosofia"),
        ("Ned Tijdschr Geneeskd", "Nederlands Tijdschrift voor Geneeskunde"),
        ("An. Bras. Dermatol.", "Anais Brasileiros de Dermatologia"),
        ("Z Gerontol Geriatr", "Zeitschrift für Gerontologie und Geriatrie"),
        ("Multinatl Bus Rev", "Multinational Business Review"),
        ("J. Prakt. Chem.", "Journal f\ufffdr Praktische Chemie"),
        ("Dtsch Med Wochenschr", "DMW - Deutsche Medizinische Wochenschrift"),
        ("Proc. CVPR",
         "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"),
        ("Proc. 15th Int. Conf. Min. Softw. Repos.",
         "Proceedings of the 15th International Conference on Mining Software "
         "Repositories"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_the_container(printed: str, registered: str) -> None:
    assert same_container(printed, [registered])


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        ("J Neurosci", "Journal of Neuroscience Methods"),
        ("Journal of Neuroscience Methods", "Journal of Neuroscience"),
        ("Nature", "Nature Medicine"),
        ("Nat Med", "Nature Methods"),
        ("Circulation", "Circulation: Heart Failure"),
        ("J Clin Psychiatry",
         "The Primary Care Companion to The Journal of Clinical Psychiatry"),
        ("Phys Rev D", "Physical Review E"),
        ("Int J Psychol", "International Journal of Psychophysiology"),
        ("Lancet", "Lancet Psychiatry"),
        ("JAMA", "JAMA Psychiatry"),
        ("Psychol Bull", "Psychological Review"),
        ("J. Physiol. Biochem.", "The Journal of Physiology"),
        ("J. Physiol.", "Journal of Physiology and Biochemistry"),
        ("J. Phys.", "Journal of Physiology"),
        ("Genome Biol. Evol.", "Genome Biology"),
        ("Journal of Food Engineering", "Journal of Engineering"),
        ("Am. Nat.", "The American Midland Naturalist"),
        ("J. Geophys. Res.: Oceans", "Journal of Geophysical Research: Atmospheres"),
        ("J Environ Sci Health A",
         "Journal of Environmental Science and Health, Part B"),
        ("Proc R Soc B", "Philosophical Transactions of the Royal Society B"),
        ("J Open Source Softw", "JAMA"),
        ("Proc. 14th Int. Conf. Min. Softw. Repos.",
         "Proceedings of the 15th International Conference on Mining Software "
         "Repositories"),
    ],
)  # fmt: skip
def test_a_neighbour_is_another_container(printed: str, registered: str) -> None:
    assert not same_container(printed, [registered])


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        (Name("Chae", "JH"), Name("Chae", "Jeong-Ho")),
        (Name("Silva", "CTB da"), Name("da Silva", "Cristiano Tschiedel Belem")),
        (Name("Silva", "CTB da"), Name("Belem da Silva", "Cristiano Tschiedel")),
        (Name("Fleck", "MP de A"), Name("de Almeida Fleck", "Marcelo Pio")),
        (Name("Berg", "H", particle="van der"), Name("van der Berg", "Hans")),
        (Name("O’Connor", "PJ"), Name("O'Connor", "Patrick J.")),
        (Name("WLODARCZYK", "A"), Name("Włodarczyk", "Adam")),
        (Name("Mueller", "H"), Name("Müller", "Hans")),
        (Name("Zhang", "W"), Name("Wei", "Zhang")),
        (Name("Garcia", "M"), Name("García López", "María")),
        (Name("Quesnel Vallee", "A"), Name("Quesnel-Vallée", "Amélie")),
        (Name("Smith", "J"), Name("Smith", "John", suffix="Jr.")),
        (Name(literal="WHO"), Name(literal="World Health Organization")),
        (Name("Smith", "J"), Name(literal="J. Smith")),
        (Name("Poznyak", "B"), Name("Позняк", "Вячеслав Борисович")),
        (Name("Poznjak", "V"), Name("Позняк", "Вячеслав")),
        (Name("Chebyshev", "PL"), Name("Tschebyschow", "P. L.")),
        (Name("Papadopoulos", "G"), Name("Παπαδόπουλος", "Γ.")),
        (Name("王", "伟"), Name("王", "伟")),
        (Name("Palmstrøm", "CJ"), Name("PalmstrÃ¸m", "C.J.")),
        (Name("Gonz?lez", "A"), Name("González", "Ana")),
        (Name("Mu¨ller", "H"), Name("Müller", "Hans")),
        (Name("Aastrom", "K"), Name("Åström", "Karl")),
        (Name("deLemos", "D"), Name("de Lemos", "D")),
        (Name("Elsayed", "M"), Name("El-Sayed", "Mohamed")),
        (Name("Honaine", "MF"), Name("Fernández", "HM")),
        (Name("B. D. Martin", "D"), Name("Martin", "Bradford D.")),
        (Name("Clinton", "Bill"), Name("Clinton", "William J.")),
        (Name("Ivanov", "E"), Name("Ivanov", "Yevgeny")),
        (Name("Wang", "LJ"), Name("Wang", "Jun Lei")),
        (
            Name("Consortium", "IWGS"),
            Name(literal="International Wheat Genome Sequencing Consortium (IWGSC)"),
        ),
        (
            Name(literal="on behalf of the PREDIMED Study Investigators"),
            Name(literal="PREDIMED Study Investigators"),
        ),
    ],
)
def test_a_name_in_another_dress_is_the_same_person(
    printed: Name, registered: Name
) -> None:
    assert same_person(printed, registered)


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        (Name("Schuch", "FB"), Name("Stubbs", "Brendon")),
        (Name("Vollbher", "N"), Name("Vollbehr", "Nina")),
        (Name("Li", "X"), Name("Liu", "Xin")),
        (Name(literal="WHO"), Name(literal="World Bank")),
        (Name("Wang", "L"), Name("Wang", "J")),
        (Name("Zhang", "W"), Name("Zang", "Wei")),
        (Name("Galiba", "G"), Name("Galilba", "G")),
        (Name("Иванов", "П"), Name("Petrov", "P")),
        (Name(literal="Cochrane Stroke Group"), Name(literal="Cochrane Skin Group")),
    ],
)
def test_another_name_is_another_person(printed: Name, registered: Name) -> None:
    assert not same_person(printed, registered)


@pytest.mark.parametrize(
    ("printed", "registered", "same"),
    [
        ("580-91", "580–591", True),
        ("e33693", "e0033693", True),
        ("3766", "3766", True),
        ("362-370", "362", True),
        ("S12-16", "S12-S16", True),
        ("1103–7", "1103-1107", True),
        ("pp. 12-16", "12-16", True),
        ("373-379", "373-373", True),
        ("580-592", "580-591", False),
        ("580-91", "581-591", False),
        ("e33693", "e33639", False),
        ("S12", "12", False),
        ("1178-1186", "D1178-D1186", True),
        ("1178-1186", "D1178-D1187", False),
        ("R338-R345", "S338-S345", False),
        ("320-8.e1–3", "320-328", True),
        ("1100-1113", "1100-1113.e12", True),
        ("357-U54", "357-359", True),
        ("264â€“9", "264-269", True),
        ("XII–XV", "xii-xv", True),
        ("CD4366", "CD004366", True),
    ],
)
def test_pages(printed: str, registered: str, same: bool) -> None:
    assert same_pages(printed, registered) is same


@pytest.mark.parametrize(
    ("printed", "registered", "same"),
    [
        ("11", "11", True),
        ("XI", "11", True),
        ("Vol. 11", "011", True),
        ("11 Suppl 2", "11", True),
        ("V", "5", True),
        ("Vol. V", "5", True),
        ("56", "55-56", True),
        ("66-B", "66", True),
        ("66", "66B", True),
        ("66A", "66B", False),
        ("2", "11 Suppl 2", False),
        ("0", "11", False),
        ("12", "11", False),
    ],
)
def test_volumes(printed: str, registered: str, same: bool) -> None:
    assert same_volume(printed, registered) is same


@pytest.mark.parametrize(
    ("printed", "registered", "same"),
    [
        ("suppl 1", "S1", True),
        ("Suppl. 1", "Supplement_1", True),
        ("3–4", "3", True),
        ("09", "9", True),
        ("Oct", "10", True),
        ("June 1937", "6", True),
        ("8. Januar", "1", True),
        ("Nᵒ9", "9", True),
        ("17 (11. Dezember)", "15", False),
        ("2", "1-4", True),
        ("3 Pt 1", "3", True),
        ("4 Pt 1", "3 Pt 1", False),
        ("2-4", "1-4", True),
        ("5-6", "3-4", False),
        ("suppl 1", "Suppl 2", False),
        ("3", "4", False),
    ],
)
def test_issues(printed: str, registered: str, same: bool) -> None:
    assert same_issue(printed, registered) is same


@pytest.mark.parametrize(
    ("printed", "registered", "expected"),
    [
        ("A meta-analysis of yoga", "A meta‐Analysis of Yoga", ()),
        ("Meta analysis of yoga", "A Metaanalysis of Yoga", ()),
        ("TGF-beta1 in CO2", "TGF-β1 in CO<sub>2</sub>", ()),
        ("Behavior of tumors", "Behaviour of tumours", ()),
        ("Rock & roll", "Rock and Roll", ()),
        ("Decolourisation by sulphate", "Decolorization by sulfate", ()),
        ("Modelling of grey fibres", "Modeling of gray fibers", ()),
        ("Programmes towards ageing", "Programs toward aging", ()),
        ("Aluminium and oestrogen", "Aluminum and estrogen", ()),
        ("Six types of type II error", "6 types of type 2 error", ()),
        ("The 2(-Delta Delta C(T)) method", "The 2<sup>−ΔΔCT</sup> Method", ()),
        (r"$\alpha$-Synuclein", "α-Synuclein", ()),
        ("H2O ice", "<tex-math>$H_2O$</tex-math><mml:mi>H2O</mml:mi> ice", ()),
        ("Childbearing Ageâ€”United States", "Childbearing Age—United States", ()),
        ("A g1obal m0del", "A global model", ()),
        ("Exercise for depression (Review)", "Exercise for depression", ()),
        ("Über Yoga [Article in German]", "Uber Yoga", ()),
        ("Develop- ment of ofthe cell", "Development of of the cell", ()),
        ("Uptake (in vitro)", "Uptake (in vivo)", (Change(("vitro",), ("vivo",)),)),
        ("Type I error", "Type II error", (Change(("i",), ("ii",)),)),
        ("Effects of IL10", "Effects of IL1O", (Change(("il10",), ("il1o",)),)),
        ("X downregulates Y", "X upregulates Y",
         (Change(("downregulates",), ("upregulates",)),)),
        ("X does regulate Y", "X does not regulate Y", (Change((), ("not",)),)),
        ("Correction: X and Y", "X and Y", (Change(("correction",), ()),)),
        ("Phase 2 of 3", "Phase 2 of 4", (Change(("3",), ("4",)),)),
    ],
)  # fmt: skip
def test_titles_differ_by_words(
    printed: str, registered: str, expected: tuple[Change, ...]
) -> None:
    assert changes(title(printed), title(registered)) == expected


def test_one_word_shows_in_a_title_of_any_length() -> None:
    words = [f"word{number}" for number in range(300)]
    other = [*words[:150], "other", *words[151:]]

    found = changes(title(" ".join(words)), title(" ".join(other)))

    assert found == (Change(("word150",), ("other",)),)


def test_a_dropped_subtitle_is_what_follows_a_mark() -> None:
    whole = title("Mindfulness for depression: A Clinical Case Study")

    assert dropped_part(title("Mindfulness for depression"), whole) == (
        *("a", "clinical", "case", "study"),
    )
    assert dropped_part(title("Mindfulness for"), whole) == ()
    assert dropped_part(title("Über Yoga"), title("Über Yoga [On yoga]")) == (
        *("on", "yoga"),
    )


def test_likeness_is_the_share_of_words_in_common() -> None:
    assert likeness(title("one two three four"), title("one two three five")) == 0.75
    assert likeness(title("one two"), title("three four")) == 0.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: Hatha yoga", "correction"),
        ("Correction to: Hatha yoga", "correction"),
        ("Author Correction: Hatha yoga", "correction"),
        ("Corrigendum to “Hatha yoga”", "correction"),
        ("Erratum", "correction"),
        ("Retraction notice to “Hatha yoga”", "retraction"),
        ("Retraction: Hatha yoga", "retraction"),
        ("Expression of Concern: Hatha yoga", "expression of concern"),
        ("Comment on “Hatha yoga”", "comment"),
        ("Reply to Smith", "reply"),
    ],
)
def test_a_title_announces_a_notice(text: str, kind: str) -> None:
    found = announces(text)

    assert found
    assert found[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Removal of heavy metals from water",
        "Correction of myopia in children",
        "Response to treatment in depression",
        "Retraction of the iris in surgery",
        "Withdrawal of antidepressants",
        "RETRACTED: Hatha yoga",
        "Review: exercise for depression",
        "Retracted science and the retraction index",
    ],
)
def test_a_work_in_its_own_right_announces_nothing(text: str) -> None:
    assert announces(text) is None
