"""Slips that leave a reference right: what typists, browsers and editors do to it."""

import random
import re
import unicodedata
from collections.abc import Callable

Slip = Callable[[str], str]


def slipped(text: str, dice: random.Random, share: float) -> str:
    """Return `text` with one of the slips, or as it is in all but `share` of cases."""
    return dice.choice(SLIPS)(text) if dice.random() < share else text


def _without_accents(text: str) -> str:
    kept = unicodedata.normalize("NFD", text)
    return "".join(c for c in kept if not unicodedata.combining(c))


def _no_break_spaces(text: str) -> str:
    return re.sub(r"(?<=[A-Z]\.) ", "\u00a0", text)


def _non_breaking_hyphens(text: str) -> str:
    head, doi, rest = text.partition("10.")
    return re.sub(r"(?<=[a-z])-(?=[a-z])", "\u2010", head) + doi + rest


SLIPS: tuple[Slip, ...] = (
    _without_accents,
    _no_break_spaces,
    _non_breaking_hyphens,
    lambda text: text.replace("–", "-"),
    lambda text: re.sub(r"(?<=[ :]\d{2})-(?=\d+[,. (])", " - ", text),
    lambda text: re.sub(r"(?<=[ :]\d{3})[-–](?=\d+[,. (])", " – ", text),
    lambda text: re.sub(r"(?<=[.;:]) ", "  ", text),
    lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    lambda text: re.sub(r"\.$", "", text),
    lambda text: text.replace("et al.", "et al"),
    lambda text: text.replace(" & ", " and "),
    lambda text: text.replace("https://doi.org/", "http://dx.doi.org/"),
    lambda text: text.replace("https://doi.org/", "doi:"),
    lambda text: text.replace("https://doi.org/10.", "https://www.doi.org/10."),
    lambda text: re.sub(r"(10\.\d{4,9}/\S+)", lambda m: m[0].upper(), text),
    lambda text: f"{text} PMID: 30273409.",
    lambda text: f"{text} [PubMed] [Google Scholar]",
    lambda text: f"{text} Accessed October 3, 2026.",
    lambda text: f"{text} (Epub ahead of print).",
)
