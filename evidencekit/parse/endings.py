"""What the entries of one list end in, which tells where the next ones begin."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from evidencekit.parse.boundaries import MONTH, Facts, Tokens
from evidencekit.parse.likeness import begins_with_people

# What may follow an address within one reference.
_NOTE = re.compile(
    r"[\[(]|PM[Ii][Dd]|PMC|WOS|Pub|Epub|Acc?es|Acedid|Consult|Zugriff|Abgerufen|Retriev|Avail|"
    r"Last|Google|Cross|Cited|Updated|ISBN|ISSN|doi|DOI|URL|arXiv|https?:|www|Art|"
    r"Reference|Dispon|and\b"
)
# What a publisher's page prints behind an entry; the next one begins after it.
_LINKS = re.compile(
    r"(?:(?:Reference Source|Cross\s?Ref|Med-?\s?line|PubMed(?: Abstract)?|Scopus|"
    r"(?:Publisher |Free )?Full Text|Google Scholar|Web of Science)\s+)+(?=\w)"
)
_ENDS = frozenset(".)]0123456789")
# A DOI that is not broken off. Of 21,835 training references with a DOI, 5 go on after
# it with a capital and none of the notes above (fields_train, 2026-11-23).
_DOI = re.compile(r"10\.\d{4,9}/\S*\w[.,;)\]]?$")
_PURE = 0.15  # how often words must end an entry to be its ending
# Words that say when something was read; a date follows.
_READ = frozenset(
    (
        *("accessed", "retrieved", "cited", "visited", "viewed", "consulted", "acesso"),
        *("acessado", "acedido", "citado", "consultado", "consulta", "consulté"),
        *("abgerufen", "zugriff", "aufgerufen", "geraadpleegd", "hämtad"),
    )
)
_OPENING = re.compile(r"[\"“‘«„']?[^\W\d_a-zß-ÿ]")
_LONGEST_DATE = 8  # tokens: "Acesso em: 12 de março de 2021."
_IN_DATES = re.compile(
    r"(?:on|em|am|el|le|de|den|the)?|\d{1,2}(?:st|nd|rd|th|º|er)?|online", re.I
)


def after_addresses(tokens: Tokens, outside: Set[int], starts: Set[int]) -> set[int]:
    """Return where entries go on after an address in a list whose entries end in one.

    A web page without author or year shows nothing else of where it begins. At
    `starts` entries were found to begin, and `outside` are offsets in no reference.
    """
    ended = 0
    found: set[int] = set()
    certain: set[int] = set()
    for i in tokens.candidates:
        if not i or not tokens.facts[i - 1].address or tokens.facts[i - 1].label:
            continue
        start = tokens.starts[i]
        if start in starts:
            ended += 1
        elif (
            start not in outside
            and tokens.facts[i].shape[0] == "X"
            and not _NOTE.match(tokens.text, start)
        ):
            before = tokens.text[tokens.starts[i - 1] : tokens.ends[i - 1]]
            (certain if _DOI.search(before) else found).add(start)
    if ended < 2 or ended < len(found):
        return certain
    if ended < 3 * len(found):
        found = {start for start in found if begins_with_people(tokens.text, start)}
    return found | certain


def after_endings(tokens: Tokens, starts: Set[int]) -> set[int]:
    """Return what follows two words with which this list is wont to end its entries.

    Publishers' pages end each entry alike: "Reference Source", "CrossRef Medline".
    """
    begun: Counter[tuple[str, str]] = Counter()
    met: dict[tuple[str, str], list[int]] = {}
    for i in tokens.candidates:
        if i < 2 or tokens.facts[i].shape[0] != "X" or tokens.facts[i - 1].tail != "a":
            continue
        ending = (tokens.facts[i - 2].word, tokens.facts[i - 1].word)
        if "".join(ending).isalpha():
            met.setdefault(ending, []).append(tokens.starts[i])
            begun[ending] += tokens.starts[i] in starts
    return {
        start
        for ending, found in met.items()
        if begun[ending] >= 3 and begun[ending] >= _PURE * len(found)
        for start in found
    }


# Sections of newspapers, which some styles print last: "3 jun. 2019. Cotidiano, p. 3."
_SECTION = re.compile(
    r"(?i:econom(?:[ií]a|y|ie)|pol[ií]ti(?:ca|cs|que|k)|opini(?:ón|ão|on)|cultur[ae]"
    r"|kultur|e?sportes?|deportes|sports|soci(?:edade?|ety|été)|mundo|world"
    r"|cotidiano|cidades|ciudad|(?:inter)?nacional|wirtschaft|politik|caderno\s\w+)"
    r"(?:\s(?:e|y|and|et|und|&)\s\w+)?(?:,\sp\.\s?\w{1,4})?\.\s+(?=\W?[^\W\d_a-zß-ÿ])"
)


def behind_sections(tokens: Tokens, starts: Set[int]) -> set[int]:
    """Return `starts`, moved behind what ends other entries after their year.

    A newspaper's section ("2017. Politics.") looks like a title to begin with. It is
    an ending where entries of this list are known to begin behind it, or where it has a
    section's usual name and a full date before it.
    """
    sections = _sections(tokens)
    starts = (starts - sections.keys()) | set(sections.values())
    behind: dict[int, tuple[tuple[str, ...], int]] = {}
    ends: Counter[tuple[str, ...]] = Counter()
    facts = tokens.facts
    for i in tokens.candidates:
        if i and facts[i - 1].year and facts[i - 1].tail == ".":
            last = next(
                (
                    k
                    for k in range(i, min(i + 4, len(facts) - 1))
                    if facts[k].tail == "."
                ),
                None,
            )
            if last is not None:
                words = tuple(fact.word for fact in facts[i : last + 1])
                after = tokens.starts[last + 1]
                behind[tokens.starts[i]] = words, after
                ends[words] += after in starts
    return {
        behind[start][1] if start in behind and ends[behind[start][0]] >= 2 else start
        for start in starts
    }


def _sections(tokens: Tokens) -> dict[int, int]:
    """Return where sections stand behind a date, and what follows each of them."""
    facts = tokens.facts
    found = {}
    for i in tokens.candidates:
        if i < 2 or not facts[i - 1].year or facts[i - 1].tail != ".":
            continue
        if "/" in facts[i - 1].shape or MONTH.fullmatch(facts[i - 2].word):
            section = _SECTION.match(tokens.text, tokens.starts[i])
            if section:
                found[tokens.starts[i]] = section.end()
    return found


def behind_links(text: str, start: int) -> int:
    """Return where an entry begins that was cut before the links of the last one."""
    links = _LINKS.match(text, start, start + 200)
    return links.end() if links else start


def after_links(text: str) -> set[int]:
    """Return where an entry begins behind links that follow the end of another."""
    return {
        links.end()
        for links in _LINKS.finditer(text)
        if text[max(0, links.start() - 3) : links.start()].rstrip()[-1:] in _ENDS
        and text[links.end()].isupper()
        and not _NOTE.match(text, links.end())
    }


def after_dates_of_reading(tokens: Tokens) -> set[int]:
    """Return what follows the date at which a page was read: another entry.

    Of 234 such dates in the training references 191 end theirs; behind all others
    stands a small letter, a mark or one of the notes above (fields_train, 2026-11-28).
    """
    facts = tokens.facts
    since = _reading(facts)
    return {
        tokens.starts[i]
        for i in tokens.candidates
        if i
        and since[i - 1]
        and facts[i - 1].year
        and facts[i - 1].tail not in ",;:"
        and _OPENING.match(tokens.text, tokens.starts[i])
        and not MONTH.fullmatch(facts[i].word)
        and not _NOTE.match(tokens.text, tokens.starts[i])
        and all(
            _IN_DATES.fullmatch(fact.word) or MONTH.fullmatch(fact.word)
            for fact in facts[i - since[i - 1] : i - 1]
        )
    }


def _reading(facts: Sequence[Facts]) -> list[int]:
    """Return for each token how far back it is said when something was read; 0: not."""
    since = _LONGEST_DATE
    found = []
    for fact in facts:
        found.append(since if since < _LONGEST_DATE else 0)
        since = 1 if fact.word in _READ else since + 1
    return found
