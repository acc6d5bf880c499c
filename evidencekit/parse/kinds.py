"""Tells what type of work a reference is to, in CSL's types."""

import re
from collections.abc import Mapping

_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "thesis",
            r"\b(?:ph\.?\s?d\.?(?!\w)|doctoral|master'?’?s?|m\.?sc\.?|diploma|bachelor)"
            r"\s+(?:thesis|dissertation|diss)|\b(?:thesis|dissertation|tese|disserta[çc]"
            r"[ãa]o|tesis|thèse|dissertação de mestrado|habilitationsschrift"
            r"|diplomarbeit|masterarbeit)\b",
        ),
        ("patent", r"\bpatente?\b|\b(?:US|EP|WO)\s?\d{6,}\s?[AB]\d?\b"),
        (
            "dataset",
            r"\[(?:data\s?set|data(?:base)?)\]|\bdata\s?set\b.*\b(?:zenodo|dryad|figshare"
            r"|dataverse|pangaea)|\b(?:zenodo|dryad|figshare|pangaea|dataverse)\b",
        ),
        (
            "software",
            r"\[(?:computer (?:software|program)|software)\]|\bR package\b"
            r"|\b(?:software|version \d+\.\d+)\b.*\b(?:github|cran)\b",
        ),
        (
            "article",
            r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|chemrxiv|preprints?|ssrn|osf preprint"
            r"s?|research square)\b",
        ),
        (
            "report",
            r"\b(?:technical report|tech\.? rep|report no|working paper|white paper"
            r"|relatório|final report|discussion paper)\b",
        ),
    )
)
_PROCEEDINGS = re.compile(
    r"(?i)\b(?:proceedings of|proc\.? of|proc\b.*\b(?:conf|symp|int)|conference|symposium"
    r"|workshop|congress\b|anais d|meeting of|lecture notes in|actas d|atas d)"
)
_NEWSPAPER = re.compile(
    r"(?i)\b(?:new york times|washington post|guardian|wall street journal|los angeles "
    r"times|financial times|le monde|el país|folha de s|o globo|die zeit|newspaper"
    r"|boston globe|daily (?:mail|news|telegraph)|(?:chicago )?tribune|herald)\b"
)


def kind(text: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of a printed reference with these parsed fields."""
    container = fields.get("container_title", "")
    journal = bool(container) and ("volume" in fields or "issue" in fields)
    for name, sign in _SIGNS:
        if sign.search(text) and not (
            journal and (name != "article" or not sign.search(container))
        ):
            title = fields.get("title", "")
            if name != "thesis" or not container or sign.search(title) is None:
                return name
    if container:
        return _part_of(container, fields, journal)
    if "publisher" in fields or "isbn" in fields or "edition" in fields:
        return "webpage" if "url" in fields and "isbn" not in fields else "book"
    return "webpage" if "url" in fields else "document"


def _part_of(container: str, fields: Mapping[str, str], journal: bool) -> str:
    if _PROCEEDINGS.search(container) and not (
        "volume" in fields and "issue" in fields
    ):
        return "paper-conference"
    if _NEWSPAPER.search(container) and "volume" not in fields:
        return "article-newspaper"
    if "editor" in fields or ("publisher" in fields and not journal):
        return "chapter"
    if not journal and "page" not in fields and "url" in fields and "doi" not in fields:
        return "webpage"
    return "article-journal"
