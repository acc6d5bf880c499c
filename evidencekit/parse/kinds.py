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
    r"|version \d+\.\d+(?:\.\d+)?|statacorp|ibm spss|r core team"
)
PREPRINT = _words(
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
    r"|neural information processing systems"
)
_MEETING = _words(
    r"conference|conf|symp|symposium|workshop|neural information processing systems"
)
NEWSPAPER = _words(
    r"new york times|washington post|(?:the )?guardian|wall street journal|le monde"
    r"|los angeles times|financial times|el país|folha de s(?:ão|\.) paulo|o globo"
    r"|die zeit|frankfurter allgemeine(?: zeitung)?|süddeutsche zeitung|newspaper"
    r"|boston globe|daily (?:mail|news|telegraph)|chicago tribune|usa today|the times"
)


def kind(text: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of a printed reference with these parsed fields."""
    container = fields.get("container_title", "")
    numbered = "volume" in fields or "issue" in fields
    if "version" in fields:
        return "dataset" if _DATASET.search(text) else "software"
    if container and (numbered or "page" in fields):
        return _part_of(text, fields, numbered=numbered)
    rest = text.replace(fields.get("title", "\0"), " ")
    if found := _unpublished(text, rest):
        return found
    if container:
        return _part_of(text, fields, numbered=numbered)
    if "isbn" in fields or "edition" in fields:
        return "book"
    if "url" in fields:
        return "webpage"
    printed = "publisher" in fields or "publisher_place" in fields
    return "book" if printed else "document"


def _unpublished(text: str, rest: str) -> str | None:
    """Return the type of what is neither in a journal nor in a book; `rest` of it
    stands outside the title."""
    if _THESIS.search(rest):
        return "thesis"
    if _PATENT.search(rest):
        return "patent"
    if PREPRINT.search(rest):
        return "article"
    if _DATASET.search(rest):
        return "dataset"
    if _SOFTWARE.search(rest):
        return "software"
    if _REPORT.search(text):
        return "report"
    return None


_IN = re.compile(r"\b(?:in|em|en|dans)\s?:\s\Z", re.IGNORECASE)


def _within(text: str, container: str) -> bool:
    """Say whether "In:" stands before the container, as before a book."""
    at = text.find(container)
    return at > 0 and _IN.search(text, max(0, at - 8), at) is not None


def _part_of(text: str, fields: Mapping[str, str], *, numbered: bool) -> str:
    container = fields["container_title"]
    if PREPRINT.search(container):
        return "article"
    if _PROCEEDINGS.search(container) and not (
        "volume" in fields and "issue" in fields
    ):
        # "Proc Natl Acad Sci" is a journal, "Proceedings of the 3rd … Conference" not.
        if not numbered or _MEETING.search(container):
            return "paper-conference"
    elif NEWSPAPER.search(container) and "volume" not in fields:
        return "article-newspaper"
    if not numbered and ("editor" in fields or "publisher" in fields):
        return "chapter"
    # German lists print "In:" before journals, too.
    if not numbered and _within(text, container):
        return "paper-conference" if _MEETING.search(text) else "chapter"
    if "editor" in fields and "publisher" in fields:
        return "chapter"
    undated = "issued" not in fields and "author" not in fields
    if not numbered and "page" not in fields and ("url" in fields or undated):
        return "article-journal" if "doi" in fields else "webpage"
    return "article-journal"
