"""Spelling habits that are no differences."""

import pytest

from evidencekit.normalize import folded, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neuroscience &amp;amp; Behavior", "Neuroscience & Behavior"),
        ("CO<sub>2</sub>  and\n water", "CO2 and water"),
        ("PalmstrÃ¸m, WÃ¤rmen", "Palmstrøm, Wärmen"),
        ("Childbearing Ageâ€”United States", "Childbearing Age—United States"),
        ("Ð˜Ð²Ð°Ð½Ð¾Ð²", "Иванов"),
        ("TNF-Î± and Ï‰-3", "TNF-α and ω-3"),
        ("ÀÉÎ: “É”, CAFÉ’s — Ñ—", "ÀÉÎ: “É”, CAFÉ’s — Ñ—"),
        ("x < 5 and y > 3", "x < 5 and y > 3"),
    ],
)
def test_plain_text_has_no_mark_up_and_no_mojibake(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Włodarczyk, Straße, Ångström", "wlodarczyk, strasse, angstrom"),
        ("Andr´e Mu¨ller", "andre muller"),
        ("PLoS ONE", "plos one"),
    ],
)
def test_folded_text_has_no_case_and_no_accents(text: str, expected: str) -> None:
    assert folded(text) == expected
