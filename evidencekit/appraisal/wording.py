"""How firmly a claim speaks: of cause and effect, of how much evidence, of whom."""

import re

# The present tense states what holds in general; the past tense tells of one study. A
# plain form is a verb only behind a plural: "to reduce" and "an increase" are none.
_EFFECTS = (
    *("prevent", "reduce", "improve", "lower", "raise", "cure", "boost", "relieve"),
    *("alleviate", "ease", "enhance", "promote", "stimulate", "inhibit", "trigger"),
    *("worsen", "increase", "decrease", "treat", "suppress", "slow", "delay", "cause"),
)
_WITH_PREPOSITION = ("protect against", "lead to", "result in")
_PLAIN = "|".join((*_EFFECTS, *_WITH_PREPOSITION))
_THIRD = "|".join(
    [*(f"{verb}s" for verb in _EFFECTS),
     *(verb.replace(" ", "s ", 1) for verb in _WITH_PREPOSITION)]
)  # fmt: skip
# "Prices rise" and "causes of death" have no object that anything is done to.
_OBJECT = (
    r"(?=\s(?!(?:in|of|with|further|as|by|over|from|when|and|or|on|at|for|than)\b))"
)
_CAUSAL = re.compile(
    r"\b(?:(?:has|have) been|is|are) (?:shown|found|proven|demonstrated|known) to"
    rf" (?:significantly |help )?(?:{_PLAIN})\b"
    rf"|(?<!\bthe )(?<!\bof )(?<!\bin )(?<!\()\b(?:{_THIRD})\b{_OBJECT}"
    rf"|(?<=[b-hj-rt-z]s )(?<!was )(?<!has )(?<!this )(?<!us )(?:{_PLAIN})\b{_OBJECT}"
    r"|\bhelps? (?:to )?(?:reduce|prevent|improve|treat|relieve|lower|protect)\b"
    r"|\b(?:is|are) (?:an? )?(?:highly |very )?effective\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|can|could|would|should|appears?|seems?|suggest\w*|likely|unlikely"
    r"|potential\w*|possib\w+|perhaps|probabl\w+|hypothes\w+|propos\w+|thought"
    r"|believed|tends?|associat\w+|link(?:s|ed)|correlat\w+"
    r"|implicat\w+|reportedly|assum\w+|expected|uncertain|unclear"
    r"|unknown|controvers\w+|limited|preliminary|promising|considered|whether"
    r"|sometimes|predict\w*|risk factors?|aims?|aimed|designed|not|no|lack\w*)\b",
    re.IGNORECASE,
)
# The claim speaks of a study as a study, so that its reader knows what it rests on.
_ATTRIBUTED = re.compile(
    r"\b(?:et al|and colleagues|authors?|investigators|a (?:\w+[- ]){0,4}?(?:study"
    r"|trial"
    r"|survey|analysis|experiment|report|review)|one (?:\w+ ){0,3}(?:study|trial"
    r"|survey)"
    r"|the (?:\w+[- ]){0,3}?(?:study|trial|survey)|this (?:study|trial|survey)"
    r"|in (?:their|this|that|another|our|my) (?:\w+ ){0,2}(?:study|trial|work)|cohorts?"
    r"|longitudinal|prospective|retrospective|cross-?sectional|observational|case"
    r"|cases|case-control|pilot|small|we|our|study of|studies (?:of|in"
    r"|on) (?:\w+ ){0,2}"
    r"(?:mice|rats|animals))\b",
    re.IGNORECASE,
)
# Somebody else says so: "Doe reported that", "in some studies".
_REPORTED = re.compile(
    r"\b(?:reports?|reported|showed|found|stated?|argued?|observed|demonstrated"
    r"|claim(?:s|ed)"
    r"|conclude[ds]|noted|admits?) that\b|\b(?:animal|preclinical|some"
    r"|several) studies\b",
    re.IGNORECASE,
)
_PLANTS = re.compile(
    r"\b(?:plants?|arabidopsis|thaliana|crops?|maize|seedlings?|drought|leaf|leaves"
    r"|roots?|soils?|nanoparticles?|cultivars?|forage|broilers?)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?<!\d )(?<!two )(?<!three )(?<!few )(?<!five )(?<!four )(?<!these )"
    r"\b(?:(?:many|several|numerous|multiple|various|most|previous|recent|other|prior"
    r"|these|clinical|epidemiological|experimental|human|large)\s+){0,3}"
    r"(?:studies|trials|experiments|meta-analyses|reviews) (?:have |also "
    r"|consistently ){0,3}"
    r"(?:shown?|showed|found|find|suggest(?:s|ed)?|demonstrated?|indicated?|reported?"
    r"|confirm(?:ed)?|reveal(?:ed)?|support(?:ed)?|prove[dn]?)\b"
    r"|\bresearch (?:has |also |clearly "
    r"|consistently ){0,3}(?:shows?|shown|found|finds|suggests?|demonstrates?"
    r"|indicates?"
    r"|confirms?|proves?|proven)\b",
    re.IGNORECASE,
)
# What a reader of a health page would take for an effect on people.
_HEALTH = re.compile(
    r"\b(?:symptoms?|diseases?|disorders?|risk|pain|blood pressure|hypertension|weight"
    r"|obes\w+|sleep|insomnia|mood|depress\w+|anxiety|cancers?|tumou?rs?|death"
    r"|mortality|survival|infections?|patients?|people|adults?|children|women|men"
    r"|infants?|cholesterol|diabet\w+|glucose|insulin|inflammat\w+|cognit\w+|memory"
    r"|dementia|heart|stroke|cardiovascular|asthma|allerg\w+|fatigue|health|fitness"
    r"|strength|recovery|well-?being|quality of life|pregnan\w+|fractures?|bone)\b",
    re.IGNORECASE,
)
_ILLNESS = re.compile(
    r"\b(?:symptoms?|diseases?|disorders?|patients?|pain|hypertension|depress\w+"
    r"|anxiety"
    r"|insomnia|cancers?|diabet\w+|dementia|stroke|asthma|infections?|obesity"
    r"|mental health|illness(?:es)?|syndrome)\b",
    re.IGNORECASE,
)
_SYNTHESIS = re.compile(
    r"\b(?:meta-?analys[ei]s|systematic reviews?|pooled analys[ei]s)\b", re.IGNORECASE
)
_SPECIES = re.compile(
    r"\b(?:animals?|mice|mouse|murine|rats?|rodents?|rabbits?|pigs?|piglets?|swine"
    r"|porcine|dogs?|canine|monkeys?|macaques?|primates?|zebrafish|fish|drosophila"
    r"|fl(?:y|ies)|worms?|elegans|hamsters?|gerbils?|sheep|lambs?|cattle|cows?|calves"
    r"|chickens?|chicks?|broilers?|hens?|poultry|birds?|livestock|species|in vivo"
    r"|(?:pre-?)clinical(?:ly)? models?|preclinical|experimental(?:ly)?|models?|knock-?"
    r"(?:out|down|in)|transgenic|wild-?type|xenografts?|[-/]/-|deficient)\b",
    re.IGNORECASE,
)
_LABORATORY = re.compile(
    r"\b(?:in vitro|cells?|cultured?|lines?|tissue|expression|assays?|biochemical"
    r"|molecular|membranes?|proteins?|genes?|receptors?|signal+ing|pathways?)\b",
    re.IGNORECASE,
)


def hedged(claim: str) -> bool:
    """Say whether the claim leaves it open how far it holds."""
    return bool(_HEDGE.search(claim))


def attributed(claim: str) -> bool:
    """Say whether the claim names the study or the kind of study that it rests on."""
    return bool(_ATTRIBUTED.search(claim))


def causal(claim: str) -> str | None:
    """Return the words that state an effect on health as a fact; None if none do."""
    if hedged(claim) or attributed(claim) or _REPORTED.search(claim):
        return None
    if _PLANTS.search(claim) or not _HEALTH.search(claim):
        return None
    found = _CAUSAL.search(claim)
    return found[0].strip() if found else None


def plural(claim: str) -> str | None:
    """Return the words that speak of more than one study: "research shows"."""
    found = _PLURAL.search(claim)
    return found[0] if found else None


def synthesis(claim: str) -> str | None:
    """Return the words by which the claim names a synthesis of several studies."""
    found = _SYNTHESIS.search(claim)
    return found[0] if found else None


def of_animals(claim: str) -> bool:
    """Say whether the claim speaks of animals, or of models of a disease."""
    return bool(_SPECIES.search(claim))


def of_cells(claim: str) -> bool:
    """Say whether the claim speaks of what goes on in cells."""
    return bool(_LABORATORY.search(claim))


def of_illness(claim: str) -> bool:
    """Say whether the claim speaks of the ill, or of an illness."""
    return bool(_ILLNESS.search(claim))
