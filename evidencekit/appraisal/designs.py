"""The design of a study from its title, its abstract and PubMed's publication types.

Levels are those of the Oxford Centre for Evidence-Based Medicine for the question
"does this intervention help?" (OCEBM Levels of Evidence Working Group, "The Oxford 2011
Levels of Evidence"): 1 systematic review, 2 randomised trial, 3 controlled or cohort
study without randomisation, 4 case series and case-control study, 5 reasoning from
mechanism. Cross-sectional studies, which that question leaves out, stand at 4, as they
look back from the outcome; studies of animals and cells, and reviews without a stated
method, at 5. Protocols, guidelines and qualitative studies have no level: they report
no effect.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencekit.claims.sentences import sentences
from evidencekit.model import Design
from evidencekit.normalize import plain

DESIGNS = {
    "protocol": None,
    "guideline": None,
    "systematic review": 1,
    "review": 5,
    "comment": 5,
    "case report": 4,
    "case series": 4,
    "randomised trial": 2,
    "uncontrolled study": 4,
    "controlled trial": 3,
    "case-control study": 4,
    "cross-sectional study": 4,
    "cohort study": 3,
    "qualitative study": None,
    "pilot study": None,
    "laboratory study": 5,
}
# Studies whose results are observed, not brought about.
OBSERVATIONAL = frozenset(
    {"cohort study", "cross-sectional study", "case-control study", "case report"}
    | {"case series"}
)
# One set of people, animals or cells each.
SINGLE = OBSERVATIONAL | {"randomised trial", "controlled trial", "laboratory study"}
SINGLE |= {"uncontrolled study"}


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_STUDY = r"(?:stud(?:y|ies)|trial|analysis|investigation|survey|evaluation)"
# The first that is found names the design: a protocol of a trial is a protocol, a
# review of trials a review.
_NAMED = (
    (
        "protocol",
        _pattern(
            r"\b(?:study|trial|review|research) protocol\b",
            r"(?<!management )(?<!treatment )\bprotocol (?:for|of) (?:an?|the"
            r"|two) (?:[\w-]+ ){0,7}?"
            r"(?:trial|study|review|survey|meta-analys)",
            r":\s*(?:an? )?protocol\b",
            r"\brationale(?:,| and) (?:study )?(?:design|methods)\b",
            r"\bdesign and (?:rationale|protocol)\b",
        ),
    ),
    (
        "guideline",
        _pattern(
            r"\bguidelines?\b",
            r"\bconsensus (?:statement|report|paper)\b",
            r"\bposition (?:statement|paper|stand)\b",
            r"\brecommendations? (?:for|of|from)\b",
        ),
    ),
    (
        "systematic review",
        _pattern(
            r"\bmeta-?\s?analy(?:sis|ses|tic)\b",
            r"\bsystematic(?:ally)? (?:literature |and \w+ |\w+ )?(?:review|overview)",
            r"\bumbrella review\b",
            r"\bpooled analysis\b",
            r"\bmeta-regression\b",
            r"\bquantitative (?:review|synthesis)\b",
        ),
    ),
    (
        "case series",
        _pattern(
            r"\bcase[- ]series\b",
            r"\breports? (?:of|on) (?:two|three|four|five|six"
            r"|\d+) (?:\w+ ){0,2}cases\b",
            r":\s*(?:two|three|four|five|six|\d+) case reports\b",
        ),
    ),
    (
        "case report",
        _pattern(
            r"\bcase[- ]report\b(?! form)",
            r"\b(?:clinical|patient|single)[- ]case[- ]study\b",
            r"\breport of (?:a|one) (?:\w+ ){0,2}case\b",
            r"^(?:an? )?(?:\w+ ){0,2}case of\b",
        ),
    ),
    (
        "review",
        _pattern(
            r"\bscoping review\b",
            r":\s*(?:an? |the )?(?:\w+ ){0,3}(?:review|overview|primer)\b(?! board)",
            r"\b(?:narrative|critical|literature|integrative|brief|mini-?|comprehensive"
            r"|clinical|evidence-based)[- ]review\b",
            r"\ba review\b(?! of \d+ (?:cases|patients))",
            r"^(?:an? )?(?:review|overview) of (?:the )?"
            r"(?!\d+ (?:cases|patients))",
        ),
    ),
    (
        "case-control study",
        _pattern(r"\bcase[- ](?:control(?:led)?|referent)\b"),
    ),
    (
        "randomised trial",
        _pattern(
            r"(?<!non-)(?<!non)(?<!quasi-)(?<!mendelian )\brandomi[sz]ed\b"
            r"(?!,? (?:and|or|versus|vs\.?) (?:non-?randomi[sz]ed|observational))",
            r"\brandomi[sz]ed?,? (?:controlled|clinical|placebo|double)",
            r"\b(?:double|single|triple)[- ]blind(?:ed)?\b",
            r"\bplacebo[- ]controlled\b",
            r"(?<!mendelian )\brandomi[sz]ation (?:of|in|to)\b",
            r"\brandom(?:ly)? (?:allocat|assign)\w+\b",
        ),
    ),
    (
        "controlled trial",
        _pattern(
            r"\b(?:non-?randomi[sz]ed|quasi-?(?:randomi[sz]ed|experimental))\b",
            r"\bcontrolled (?:clinical )?trial\b",
        ),
    ),
    (
        "cross-sectional study",
        _pattern(
            r"\bcross-?\s?sectional\b",
        ),
    ),
    (
        "cohort study",
        _pattern(
            r"\bcohorts?(?: (?:study|studies|analysis))?\b",
            r"\b(?:longitudinal|prospective|retrospective|follow-?\s?up"
            rf"|observational)(?:,? [\w-]+){{0,2}} {_STUDY}\b",
            r"\b(?:chart|(?:medical )?records?) review\b",
            r"\b\d+[- ]year (?:longitudinal |prospective )?follow-?\s?up\b",
        ),
    ),
    (
        "cross-sectional study",
        _pattern(
            r"\b(?:national|nationwide|population|community|household|online|web|postal"
            r"|questionnaire|telephone|health)(?:-based)? (?:\w+ ){0,2}survey\b",
        ),
    ),
    (
        "uncontrolled study",
        _pattern(
            r"\bphase (?:I|1)[ab]? (?:clinical )?(?:trial|study)\b",
            r"\b(?:single-arm|open-label,? single-(?:arm|group)|uncontrolled|one-group)"
            rf"(?:,? [\w-]+){{0,2}} {_STUDY}\b",
        ),
    ),
    (
        "qualitative study",
        _pattern(
            rf"\bqualitative (?:\w+ )?(?:{_STUDY}|research|interviews)\b",
            r"\b(?:focus group|interview) study\b",
            r"\bphenomenolog(?:y|ical) study\b",
        ),
    ),
)
# A title about designs, or one that says what is done with them, is of none.
_ABOUT = _pattern(
    r"\b(?:reporting|statement|checklist|handbook|cochrane (?:collaboration|risk)|bias"
    r"|heterogeneity|inconsistency|software|package|criteria for|methodological"
    r"|methodology|sample size|statistical|how to|tutorial|introduction to|search"
    r"|registry|register|cohort profile|design of|validation|validity"
    r"|reliability|psychometric|development of"
    r"|quality of (?:reporting|the|evidence|studies|trials|reviews|research)"
    r"|critical appraisal (?:of (?:studies|trials|research)|tools?|skills|checklists?)"
    r"|step-by-step|questionnaire|cohort characteristics|\d(?:st|nd|rd|th) ed"
    r"|research methods?|a guide"
    r"|asses(?:s|sing|sment of) (?:the )?(?:quality|risk)|(?:prisma|consort|strobe"
    r"|moose"
    r"|cosmin|prospero|grade))\b"
)
_PILOT = _pattern(
    r"\b(?:pilot|feasibility|proof[- ]of[- ](?:concept|principle)|preliminary (?:study"
    r"|trial|results|findings|evidence|report|investigation|data))\b"
)
_ANIMALS = _pattern(
    r"(?<!for )\b(?:mice|mouse|murine|rats?|rodents?|rabbits?|hamsters?|gerbils?"
    r"|guinea pigs?"
    r"|zebrafish|drosophila|caenorhabditis|c\. elegans|macaques?|monkeys?|piglets?"
    r"|porcine|canine(?! kidney)|beagles?|sheep|chicks|broilers|xenopus)\b"
)
_CELLS = _pattern(
    r"\b(?:in vitro|(?:cell|cancer|carcinoma|tumou?r|human) lines?|cell cultures?"
    r"|cultured \w+|organoids?|(?:HeLa|HEK-?293\w*|Caco-?2|HepG2|MCF-?7) cells?)\b"
)
_SEVERAL = _pattern(r"\b(?:studies|trials|cohorts|surveys|experiments|evaluations)\b")
_PEOPLE = _pattern(
    r"\b(?:patients?|humans?(?! (?:[\w-]+ ){0,3}(?:cells?|lines?)\b)|men|women|people"
    r"|adults?(?! (?:\w+ )?(?:mice|mouse|rats?|zebrafish))"
    r"|children|adolescents?|infants"
    r"|participants|volunteers|population|persons|individuals|users"
    r"|owners?|pregnan\w+|cohort|epidemiolog\w+)\b"
)
# PubMed's publication types, lower case.
_TYPES = {
    "clinical trial protocol": "protocol",
    "meta-analysis": "systematic review",
    "systematic review": "systematic review",
    "practice guideline": "guideline",
    "guideline": "guideline",
    "randomized controlled trial": "randomised trial",
    "case reports": "case report",
    "review": "review",
    "editorial": "comment",
    "comment": "comment",
    "letter": "comment",
    "observational study": "cohort study",
}
# In an abstract a design is the work's own only where the sentence speaks of the work.
_OWN = _pattern(
    r"\b(?:we|our group) (?:\w+ ){0,2}(?:conducted|performed|did|carried out|report"
    r"|present|describe|undertook|used|enrolled|recruited|randomi[sz]ed|designed"
    r"|followed|reviewed|searched|studied|examined|investigated|included|employed)",
    r"\b(?:this|the present|our) (?:was|is|study|trial|paper|review|report|case|article"
    r"|work|research|[\w-]+ (?:study|trial|review|analysis|report|survey))\b",
    r"\b(?:study )?design\s?[:.]",
    r"\b(?:was|were) (?:conducted|performed|carried out|undertaken|used|enrolled"
    r"|recruited|randomi[sz]ed|randomly|followed|included|allocated|assigned)\b",
    r"^(?:methods?|materials and methods|participants|setting|data sources)\b",
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A title or sentence, and the field of the record that it stands in."""

    field: str
    text: str

    @property
    def plain(self) -> str:
        """The text with the hyphens that are typed: "cross‐sectional" has another."""
        return _HYPHENS.sub("-", self.text)


_HYPHENS = re.compile("[\u2010-\u2013]")


def design(
    title: str, abstract: str = "", publication_types: Sequence[str] = ()
) -> Design | None:
    """Return the design that the record names, None where it names none.

    The title decides, then PubMed's types, then the first sentence of the abstract
    that speaks of a design as the work's own. Markup in either is left out.
    """
    heading = _Passage("title", plain(title))
    own = [_Passage("abstract", text) for text in _own_sentences(abstract)]
    traits = tuple(_traits(heading, own))
    found = _named(heading) or _of_type(publication_types)
    found = found or next(filter(None, map(_named, own)), None)
    if found is None and set(traits) & {"animals", "cells"}:
        found = "laboratory study", heading
    if found is None and _PILOT.search(heading.plain):
        found = "pilot study", heading
    if found is None:
        return None
    name, passage = found
    level = DESIGNS[name]
    if level is not None and level < 5 and set(traits) & {"animals", "cells"}:
        level = 5
    return Design(name, level, passage.field, passage.text, traits)


def _own_sentences(abstract: str) -> Iterator[str]:
    text = plain(abstract)[:5_000]
    for span in sentences(text):
        if _OWN.search(sentence := span.of(text)):
            yield sentence


def _named(passage: _Passage) -> tuple[str, _Passage] | None:
    in_title = passage.field == "title"
    for name, pattern in _NAMED:
        found = pattern.search(passage.plain)
        if found is None or (in_title and name != "protocol" and _is_about(passage)):
            continue
        # An abstract may speak of a cohort that somebody else followed.
        if in_title or found[0].casefold() not in ("cohort", "cohorts"):
            return name, passage
    return None


def _is_about(heading: _Passage) -> bool:
    return bool(_ABOUT.search(heading.plain))


def _of_type(publication_types: Sequence[str]) -> tuple[str, _Passage] | None:
    by_name = {name.casefold(): name for name in publication_types}
    for known, name in _TYPES.items():
        if known in by_name:
            return name, _Passage("publication-type", by_name[known])
    return None


def _traits(heading: _Passage, own: Sequence[_Passage]) -> Iterator[str]:
    """Yield what the title says of a study's size and subjects."""
    if any(_PILOT.search(passage.plain) for passage in (heading, *own[:3])):
        yield "pilot"
    if _SEVERAL.search(heading.plain):
        yield "several"
    if _PEOPLE.search(heading.plain):
        return
    if _ANIMALS.search(heading.plain):
        yield "animals"
    elif _CELLS.search(heading.plain):
        yield "cells"
