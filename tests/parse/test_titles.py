"""Where a title begins and ends, whatever the labels of the model say."""

import pytest

from evidencekit.parse.repair import repaired
from evidencekit.parse.tokens import tokens

_NAMES = {
    "a": "author",
    "t": "title",
    "c": "container",
    "o": "other",
    "d": "date",
    "v": "volume",
    "g": "page",
    "p": "place",
    "u": "publisher",
    "e": "editor",
}
_INITIALS = {name: initial for initial, name in _NAMES.items()}


def mended(text: str, labels: str) -> str:
    """Return the repaired labels, a letter each, as `labels` are."""
    cut = tokens(text, [])
    spelt = [_NAMES[letter] for letter in labels]
    assert len(cut.words) == len(spelt), cut.words
    found, _ = repaired(text, cut, spelt, [0.5] * len(spelt))
    return "".join(_INITIALS[name] for name in found)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # a last name with a particle behind its initials
        (
            "Doe AB, Rosa DT de. Sono e chá. Rev Chá. 2018;4:1-9",
            "aatttttt" + "ccdvgg",
            "aaaaattt" + "ccdvgg",
        ),
        # a body in capitals
        (
            "INSTITUTO DE PESQUISAS – INEP. Sono e chá. Lima, 2019",
            "aattttt" + "pd",
            "aaaattt" + "pd",
        ),
        # a word that a comma parts from the rest
        (
            "ROSA, G. L. Sono, chá e café. Rev Chá, v. 2, p. 1-9, 1995",
            "aaaattt" + "ccovoggd",
            "aaatttt" + "ccovoggd",
        ),
        # words that a date took, and those behind the quotation
        (
            "Doe J (2001) Why “tea” helps. Tea J 11: 5-9",
            "aaddtccc" + "vgg",
            "aadtttcc" + "vgg",
        ),
        # words that nothing parts from the title
        (
            "Doe J et al. Tea drinking no Brasil: sono. Tea J. 2014;19:3-9",
            "aaaaccott" + "ccdvgg",
            "aaaattttt" + "ccdvgg",
        ),
    ],
)
def test_a_title_begins(text: str, before: str, after: str) -> None:
    assert mended(text, before) == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # what a place took, up to the end of the sentence
        (
            "Doe J. Tea and sleep: leaf, cups. London: Roe, 1985",
            "aatttt" + "pp" + "ud",
            "aatttt" + "tp" + "ud",
        ),
        # but not the place itself
        ("Doe J. Tea and sleep, London: Roe, 1985", "aatttpud", "aatttpud"),
        # the word that says who translated the work
        (
            "Doe J. Of Tea. Transl. A. Roe. Lima: Roe, 2010",
            "aattt" + "eepud",
            "aatto" + "eepud",
        ),
        # what says that it is a thesis
        (
            "Doe J. Of Tea [doctoral dissertation]. Lima: Roe, 2010",
            "aatttt" + "pud",
            "aattoo" + "pud",
        ),
        # what a volume is of
        (
            "Doe J. On tea. Vol. 7 of Collected works. Lima: Roe, 1972",
            "aattov" + "ttt" + "pud",
            "aattov" + "occ" + "pud",
        ),
        # the sentence goes on behind a quotation
        (
            "Doe J. “Low tea” training helps old men. Tea J. 2001;91:1-5",
            "aattcccc" + "ccdvgg",
            "aatttttt" + "ccdvgg",
        ),
        (
            "Doe J. “Tea paradox” in old men. Tea J. 2001;91:1-5",
            "aattocc" + "ccdvgg",
            "aattttt" + "ccdvgg",
        ),
    ],
)
def test_a_title_ends(text: str, before: str, after: str) -> None:
    assert mended(text, before) == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # a book's name goes on with its place
        ("Doe J, Law and Tea (Prague: 2009), 43-58", "aacccpdgg", "aatttpdgg"),
        # the first sentence behind the date
        ("WHO (2017). Diabetes. Available online", "adooo", "adtoo"),
        ("Doe J (2017). Available online", "aadoo", "aadoo"),
        # a chapter, and the book behind its editors
        (
            "Doe J. Tea and sleep In: Roe K, eds. The book of tea. Lima: Roe; 2016",
            "aaoooo" + "eeo" + "oooo" + "pud",
            "aattto" + "eeo" + "cccc" + "pud",
        ),
    ],
)
def test_a_title_is_found(text: str, before: str, after: str) -> None:
    assert mended(text, before) == after
