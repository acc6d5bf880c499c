"""Lists of names are split by the habits of many styles."""

import pytest

from evidencekit.model import Name
from evidencekit.parse.names import Names, names


def person(family: str, given: str, suffix: str | None = None) -> Name:
    return Name(family=family, given=given, suffix=suffix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Silva CTB da, Fleck MP de A.",
            [person("Silva", "CTB da"), person("Fleck", "MP de A")],
        ),
        (
            "Smith, J. A., van der Berg, K., & O'Neil, P., Jr.",
            [
                person("Smith", "J. A."),
                person("van der Berg", "K."),
                person("O'Neil", "P.", "Jr."),
            ],
        ),
        (
            "KIDAMBASI, K.O., MASIGA, D.K. and BARGUL, J.L.,",
            [
                person("KIDAMBASI", "K.O."),
                person("MASIGA", "D.K."),
                person("BARGUL", "J.L."),
            ],
        ),
        (
            "Walravens, J.; Mikula, H.; Di Mavungu, J. D.",
            [
                person("Walravens", "J."),
                person("Mikula", "H."),
                person("Di Mavungu", "J. D."),
            ],
        ),
        (
            "D. A. Bolotin, S. Poslavsky and I. Z. Mamedov",
            [
                person("Bolotin", "D. A."),
                person("Poslavsky", "S."),
                person("Mamedov", "I. Z."),
            ],
        ),
        (
            "Modahl, C. Green, L. Fein, D. Levin, H.",
            [
                person("Modahl", "C."),
                person("Green", "L."),
                person("Fein", "D."),
                person("Levin", "H."),
            ],
        ),
        (
            "Bresnahan, William T., Hultman, Gretchen A., and Shenk, Thomas",
            [
                person("Bresnahan", "William T."),
                person("Hultman", "Gretchen A."),
                person("Shenk", "Thomas"),
            ],
        ),
        (
            "Smith, John, and Mary Jones",
            [person("Smith", "John"), person("Jones", "Mary")],
        ),
        (
            "Sergey Brin and Lawrence Page",
            [person("Brin", "Sergey"), person("Page", "Lawrence")],
        ),
        (
            "Barbosa, L. G. M., Oliveira, C. T. F. de, e Rezende, C.",
            [
                person("Barbosa", "L. G. M."),
                person("Oliveira", "C. T. F. de"),
                person("Rezende", "C."),
            ],
        ),
        (
            "Davies W Harnisch J Lucon O",
            [person("Davies", "W"), person("Harnisch", "J"), person("Lucon", "O")],
        ),
        (
            "Aguera y Arcas B, Fairhall AL",
            [person("Aguera y Arcas", "B"), person("Fairhall", "AL")],
        ),
        (
            "King ML Jr, Abernathy R 3rd",
            [person("King", "ML", "Jr"), person("Abernathy", "R", "3rd")],
        ),
        ("Ludwig van Beethoven", [person("van Beethoven", "Ludwig")]),
        ("Steinberger, M. (Org.)", [person("Steinberger", "M.")]),
    ],
)
def test_persons(text: str, expected: list[Name]) -> None:
    assert names(text) == Names(tuple(expected), et_al=False)


@pytest.mark.parametrize(
    "text",
    [
        "World Health Organization",
        "Centers for Disease Control and Prevention",
        "Australian Bureau of Statistics",
        "SFB - Serviço Florestal Brasileiro",
        "R Core Team",
        "StataCorp LLC",
        "CBOL Plant Working Group",
        "NASA",
    ],
)
def test_organisations_stay_whole(text: str) -> None:
    assert names(text) == Names((Name(literal=text),), et_al=False)


@pytest.mark.parametrize(
    "text",
    [
        "Haller N, Lorenz S, et al.",
        "Haller N, Lorenz S et al",
        "Haller N, Lorenz S, and others",
        "Haller N; Lorenz S; et al.",
        "Haller N, Lorenz S, vd.",
        "Haller N, Lorenz S, ve ark.",
        "Haller N, Lorenz S, i in.",
        "Haller N, Lorenz S, и др.",
        "Haller N, Lorenz S, 等",
        "Haller N, Lorenz S, …",
    ],
)
def test_et_al_is_not_a_name(text: str) -> None:
    expected = (person("Haller", "N"), person("Lorenz", "S"))

    assert names(text) == Names(expected, et_al=True)
