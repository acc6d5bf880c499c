"""One printed reference becomes an item whose fields stand where they are printed."""

import re

import pytest

from evidencekit.model import Item, Name, PartialDate, Reference, Span
from evidencekit.parse import parse_reference
from evidencekit.parse.runs import value


def person(family: str, given: str) -> Name:
    return Name(family=family, given=given)


def fields(reference: Reference) -> dict[str, object]:
    """Return the fields of the item that are given, by name."""
    item, empty = reference.item, Item()
    names = Item.__dataclass_fields__
    return {
        name: getattr(item, name)
        for name in names
        if getattr(item, name) != getattr(empty, name)
    }


AMA = (
    "Schuch FB, Deslandes AC, Silva CTB da, Fleck MP de A, et al. Neurobiological "
    "effects of exercise on major depressive disorder: A systematic review. Neurosci "
    "Biobehav Rev. 2016;61(suppl 1):S1-S11. doi: 10.1016/j.neubiorev.2015.11.012"
)


def test_an_article_in_ama_style() -> None:
    assert fields(parse_reference(AMA)) == {
        "type": "article-journal",
        "author": (
            person("Schuch", "FB"),
            person("Deslandes", "AC"),
            person("Silva", "CTB da"),
            person("Fleck", "MP de A"),
        ),
        "et_al": True,
        "title": "Neurobiological effects of exercise on major depressive disorder: "
        "A systematic review",
        "container_title": "Neurosci Biobehav Rev",
        "issued": PartialDate(2016),
        "volume": "61",
        "issue": "suppl 1",
        "page": "S1-S11",
        "doi": "10.1016/j.neubiorev.2015.11.012",
    }


def test_an_editor_is_no_author() -> None:
    reference = parse_reference(
        "Vollbehr NK, Nauta MH, et al. Hatha yoga for mood and anxiety disorders: A "
        "systematic review. Moitra E, ed. PLoS ONE. 2018;13(10):e0204925."
    )

    assert fields(reference) == {
        "type": "article-journal",
        "author": (person("Vollbehr", "NK"), person("Nauta", "MH")),
        "et_al": True,
        "editor": (person("Moitra", "E"),),
        "title": "Hatha yoga for mood and anxiety disorders: A systematic review",
        "container_title": "PLoS ONE",
        "issued": PartialDate(2018),
        "volume": "13",
        "issue": "10",
        "page": "e0204925",
    }


def test_a_web_page_needs_neither_author_nor_year() -> None:
    reference = parse_reference(
        "Using person-centered language. Resources for Integrated Care."
    )

    assert fields(reference) == {
        "type": "webpage",
        "title": "Using person-centered language",
        "container_title": "Resources for Integrated Care",
    }


def test_an_apa_reference_with_many_forms_of_names() -> None:
    reference = parse_reference(
        "van der Berg, A. C., O'Neil, P., Jr., & Nuñez-Lopez, M. (2014). Sleep and "
        "memory in older adults. Journal of Sleep Research, 23(4), 401–409."
    )

    assert fields(reference) == {
        "type": "article-journal",
        "author": (
            person("van der Berg", "A. C."),
            Name(family="O'Neil", given="P.", suffix="Jr."),
            person("Nuñez-Lopez", "M."),
        ),
        "title": "Sleep and memory in older adults",
        "container_title": "Journal of Sleep Research",
        "issued": PartialDate(2014),
        "volume": "23",
        "issue": "4",
        "page": "401–409",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Müller H, Schäfer K. Die Wirkung von Schlaf auf das Gedächtnis älterer "
            "Menschen. Z Gerontol Geriatr. 2015;48(2):123-130.",
            (
                "Die Wirkung von Schlaf auf das Gedächtnis älterer Menschen",
                "Z Gerontol Geriatr", "48", "2", "123-130",
            ),
        ),
        (
            "SOUZA, A. B.; LIMA, C. D. A formação de professores no ensino médio. "
            "Revista Brasileira de Educação, v. 17, n. 2, p. 45-60, 2012.",
            (
                "A formação de professores no ensino médio",
                "Revista Brasileira de Educação", "17", "2", "45-60",
            ),
        ),
        (
            "García López J, Pérez Ruiz M. Factores de riesgo en pacientes mayores con "
            "depresión. Rev Esp Salud Publica. 2010;84(3):231-9.",
            (
                "Factores de riesgo en pacientes mayores con depresión",
                "Rev Esp Salud Publica", "84", "3", "231-9",
            ),
        ),
        (
            "Dupont J, Lefèvre M. Le sommeil et la mémoire chez les personnes âgées. "
            "Presse Med. 2009;38(5):700-8.",
            (
                "Le sommeil et la mémoire chez les personnes âgées",
                "Presse Med", "38", "5", "700-8",
            ),
        ),
    ],
    ids=["German", "Portuguese", "Spanish", "French"],
)  # fmt: skip
def test_other_languages(text: str, expected: tuple[str, ...]) -> None:
    item = parse_reference(text).item

    assert (
        item.title, item.container_title, item.volume, item.issue, item.page
    ) == expected  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Park IM, Pillow JW. Spike covariance. In: Weinberger K, Zemel R, "
            "editors. Handbook of Neural Coding. Boston: MIT Press; 2011. p. 1692-700.",
            "chapter",
        ),
        ("Carroll, J. Literary Darwinism. New York: Routledge, 2004.", "book"),
        (
            "Tomazini V. Plants of the Ivinhema [PhD thesis]. Maringá: University "
            "of Maringá; 2007.",
            "thesis",
        ),
        (
            "Zhang D. Extracting features for text classification. In Proceedings of "
            "the 12th ACM International Conference on Mining, pages 474–483, 2006.",
            "paper-conference",
        ),
        (
            "Lundgren S, Kuitunen S. Ageing in twin pairs. bioRxiv [Preprint]. 2021. "
            "doi:10.1101/2021.10.22.465410",
            "article",
        ),
        ("Novak P. Sleep of owls. Nature. 2010;3:1-2.", "article-journal"),
    ],
)
def test_types(text: str, kind: str) -> None:
    assert parse_reference(text).item.type == kind


def test_fields_stand_where_they_are_printed() -> None:
    text = (
        "Kandola A, Stubbs B. Physical acti-\nvity and the anti-\ndepressant\n effects "
        "of running. Neurosci Biobehav\nRev. 2019;107:525-\n539."
    )
    reference = parse_reference(text, start=1000)
    names = ("title", "container_title", "volume", "page")
    printed = {
        name: value(reference.field_spans[name].shifted(-1000).of(text))
        for name in names
    }

    assert reference.span == Span(1000, 1000 + len(text))
    assert printed == {name: getattr(reference.item, name) for name in names}
    assert printed == {
        "title": "Physical activity and the antidepressant effects of running",
        "container_title": "Neurosci Biobehav Rev",
        "volume": "107",
        "page": "525-539",
    }


def test_values_hold_no_line_breaks() -> None:
    reference = parse_reference(re.sub(" ", "\n", AMA))

    assert [
        name
        for name, found in fields(reference).items()
        if isinstance(found, str) and "\n" in found
    ] == []


def test_every_field_but_et_al_has_a_place_and_a_confidence() -> None:
    reference = parse_reference(AMA)
    names = set(fields(reference)) - {"type", "et_al"}

    assert set(reference.field_spans) == names
    assert set(reference.confidences) == names


def test_a_clear_reference_is_trusted_more_than_a_muddled_one() -> None:
    muddled = "of the Smith 12 in, Press; a (3 Berlin 1999 and vol review"

    assert parse_reference(AMA).confidence > parse_reference(muddled).confidence


def test_id_and_label_are_kept() -> None:
    reference = parse_reference("Novak P. Owls. 2010.", id="7", label="[7]")

    assert (reference.id, reference.label) == ("7", "[7]")
