"""Names and units that have a number of their own in any text: "CO2", "kg/m2"."""

import re
from collections.abc import Mapping, Set

# The words before a number, and the numbers that are theirs: formulas, vitamins,
# hormones, and what consumer pages and clinical texts speak of most. What could as well
# be a marker ("hepatitis B4", "USA 2") is left to what stands around it.
_OWN: Mapping[str, Set[str]] = {
    word: frozenset(numbers.split())
    for words, numbers in (
        ("CO VO PO PCO SpO SaO PaO PaCO TiO SiO CaCl MgCl ddH", "2"),
        ("O SO NO", "2 3 4"),
        ("NH CH NaHCO HCO CaCO HNO KNO NaNO FeSO", "3 4"),
        ("H", "1 2 3 5 7 9"),
        ("N", "1 2 9 95"),
        ("B", "1 2 3 5 6 7 9 12"),
        ("D", "2 3"),
        ("K", "1 2"),
        ("T", "3 4"),
        ("Q CoQ", "10"),
        ("PM", "1 2 10"),
        ("A HbA FEV GLP BRCA", "1"),
        ("HER ACE COX BCL Bcl", "2"),
        ("CD", "3 4 8 19 20"),
        ("IL", "1 2 4 5 6 8 10 17"),
        ("TH Th", "1 2 17"),
        ("p", "21 53"),
        ("alpha beta gamma delta Alpha Beta Gamma Delta", "1 2 3"),
        ("omega Omega", "3 6 9"),
        ("covid Covid COVID", "19"),
        ("MP", "3 4"),
    )
    for word in words.split()
}
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{1,8}\Z")
_POWER = re.compile(r"(?:/|\d ?|(?<!\w)per |(?<!\w)square |(?<!\w)cubic )[cdkmnµμ]?m\Z")


_FIRST = re.compile(r"(\d+)(?:[,;]?\s.*)?", re.DOTALL)


def has_own_number(near: str, numbers: str) -> bool:
    """Say whether the text `near` ends with a name or unit that the number belongs to.

    `numbers` is what stands behind it and reads like a marker: "2", also "2, 12".
    """
    first = _FIRST.fullmatch(numbers)
    if first is None:
        return False
    if first[1] in ("2", "3") and _POWER.search(near):
        return True
    word = _WORD.search(near)
    return word is not None and first[1] in _OWN.get(word[0], ())
