"""Tells what type of work a reference is to, in CSL's types."""

import re
from collections.abc import Mapping


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![^\W_])(?:{pattern})(?![^\W_])")


_THESIS = _words(
    r"thesis|dissertation|tese|disserta[çc][ãa]o|tesis(?: doctoral)?|thèse"
    r"|habilitationsschrift|diplomarbeit|masterarbeit|doktorarbeit|trabalho de "
    r"conclusão"
)

_PATENT = _words(r"patente?|(?:US|EP|WO|JP|CN)\s?\d{6,}\s?[AB]\d?")
_DATASET = _words(
    r"\[data\s?set\]|data\s?set|zenodo|dryad(?: digital repository)?|figshare|pangaea"
    r"|dataverse|mendeley data"
)
_SOFTWARE = _words(
    r"computer (?:software|program)|\[?software\]?|r package(?: version)?|github"
    r"|version \d+\.\d+(?:\.\d+)?|statacorp|ibm spss"
)
_PREPRINT = _words(
    r"arxiv|biorxiv|medrxiv|psyarxiv|chemrxiv|preprints?|ssrn|research square"
    r"|osf preprints|corr"
)
_REPORT = _words(
    r"(?:technical|tech|final|annual|research) rep(?:ort)?|report (?:no|number|nr)"
    r"|working papers?|white paper|discussion papers?|relatório(?: técnico)?"
    r"|nota técnica|boletim epidemiológico|rapport|bericht"
)
_PROCEEDINGS = _words(
    r"proceedings|proc|conference|conf|symposium|symp|workshop|congress|congreso"
    r"|congresso|anais|actas|atas|meeting|lecture notes in [a-z ]+|tagung|kongress"
)
_MEETING = _words(r"conference|conf|symp|symposium|workshop")
_NEWSPAPER = _words(
    r"new york times|washington post|(?:the )?guardian|wall street journal|le monde"
    r"|los angeles times|financial times|el país|folha de s(?:ão|\.) paulo|o globo"
    r"|die zeit|frankfurter allgemeine(?: zeitung)?|süddeutsche zeitung|newspaper"
    r"|boston globe|daily (?:mail|news|telegraph)|chicago tribune|usa today|the times"
)


def kind(text: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of a printed reference with these parsed fields."""
    container = fields.get("container_title", "")
    numbered = "volume" in fields or "issue" in fields
    if container and (numbered or "page" in fields):
        return _part_of(container, fields, numbered=numbered)
    rest = text.replace(fields.get("title", "\0"), " ")
    if found := _unpublished(text, rest):
        return found
    if container:
        return _part_of(container, fields, numbered=numbered)
    if "isbn" in fields or "edition" in fields:
        return "book"
    if "publisher" in fields:
        return "webpage" if "url" in fields else "book"
    return "webpage" if "url" in fields else "document"


def _unpublished(text: str, rest: str) -> str | None:
    """Return the type of what is neither in a journal nor in a book; `rest` of it
    stands outside the title."""
    if _THESIS.search(rest):
        return "thesis"
    if _PATENT.search(rest):
        return "patent"
    if _PREPRINT.search(rest):
        return "article"
    if _DATASET.search(rest):
        return "dataset"
    if _SOFTWARE.search(rest):
        return "software"
    if _REPORT.search(text):
        return "report"
    return None


def _part_of(container: str, fields: Mapping[str, str], *, numbered: bool) -> str:
    if _PREPRINT.search(container):
        return "article"
    if _PROCEEDINGS.search(container) and not (
        "volume" in fields and "issue" in fields
    ):
        # "Proc Natl Acad Sci" is a journal, "Proceedings of the 3rd … Conference" not.
        if not numbered or _MEETING.search(container):
            return "paper-conference"
    elif _NEWSPAPER.search(container) and "volume" not in fields:
        return "article-newspaper"
    if not numbered and ("editor" in fields or "publisher" in fields):
        return "chapter"
    if "editor" in fields and "publisher" in fields:
        return "chapter"
    undated = "issued" not in fields and "author" not in fields
    if not numbered and "page" not in fields and ("url" in fields or undated):
        return "article-journal" if "doi" in fields else "webpage"
    return "article-journal"
