"""Tells the names of organisations from those of persons."""

import re

_WORDS = re.compile(
    r"(?i)\b(?:universi\w*|institut\w*|minist[eéè]\w+|group|grupo|team|committee"
    r"|consortium|collaborat\w*|association|society|organi[sz]a\w+|agenc\w+|cent(?:er|re)s?"
    r"|centro|department|departamento|council|commission|foundation|bureau|office"
    r"|federation|union|academy|college|network|investigators|panel|force|program(?:me)?"
    r"|board|project|company|corporation|corp|inc|ltd|llc|gmbh|hospital|services?|nations"
    r"|secretar\w+|govern\w+|associação|sociedade|fundação|conselho|agência|european"
    r"|national|nacional|international|world|initiative|authority|trust|study|trial|task"
    r"|working|statistics|library|museum|museu|laborator\w+|parliament|congress|empresa"
    r"|administration|clinic|editors|developers?|health|republic|states|kingdom|bank|embrapa|of|for"
    r"|the|para|für)\b"
)
_STATES = re.compile(r"\bU\.\s?[SK]\.(?:A\.)?\s")
_COMPANY = re.compile(r"\b(?:LLC|Ltd|LTD|Inc|INC|GmbH|Corp)\b")


def has_word_of_organisation(text: str) -> bool:
    """Say whether a word of `text` is one of organisations, such as "Institute"."""
    return _WORDS.search(text) is not None


def is_word_of_organisation(text: str) -> bool:
    """Say whether `text` is such a word and nothing else."""
    return _WORDS.fullmatch(text) is not None


def is_company(text: str) -> bool:
    """Say whether `text` has the form of a company's name: "Doe Ltd"."""
    return _COMPANY.search(text) is not None


def is_organisation(text: str) -> bool:
    """Say whether `text`, the whole of a list of names, is one organisation's."""
    if "U." in text:
        text = _STATES.sub("", text)
    if ";" in text or re.search(r"\b[A-ZÀ-Þ]{1,3}[,.](?:\s|\Z)|,.*,.*,", text):
        return False
    if " - " in text or " – " in text:
        return True
    found = _WORDS.findall(text)
    return len(found) > 1 or (bool(found) and "," not in text)
