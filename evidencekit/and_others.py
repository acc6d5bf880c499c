"""How reference lists say that a work has more authors than they print."""

import re

# Small letters tell "u. a." and "vd." from initials: "Khan U. A.", "Smith VD".
_SMALL = (
    r"\bu\.\s*a\b\.?",  # German
    r"\bv[db]\b\.",  # Turkish
    r"\bm\.\s*fl\b\.?",  # Swedish, Danish
    r"\ba\s+kol\b\.",  # Czech, Slovak
    r"\bi\s+(?:in|wsp|dr|sur|sar)\b\.",  # Polish, Croatian, Serbian
    r"\b(?:и|та|і)\s+(?:др|ін|соавт)\b\.",  # Russian, Ukrainian
)
_ANY = (
    r"\bet\.?\s*al(?:ii|\b)\.?",
    r"\bет\s*ал\b\.?",
    r"\bet\s+coll?\b\.?",
    r"\b[ey]\s+(?:cols?|otr[oa]s|outr[oa]s)\b\.?",
    r"\b(?:and|&)\s+(?:\d+\s+)?others\b",
    r"\bve\s+(?:ark|diğerleri)\b\.?",
    r"(?<=[\s,;，、])(?:等|ほか|他)(?![^\W_])",
    "…",
    r"\.\.\.",
)
PHRASES = rf"(?:{'|'.join(_ANY)}|(?-i:{'|'.join(_SMALL)}))"
AND_OTHERS = re.compile(PHRASES, re.IGNORECASE)
# One of these is in all that `PHRASES` match, and in few lists without.
HINTS = (
    *("et al", "et. al", "et.al", "etal", "et\xa0al", "et col", "col.", "cols", " col"),
    *("others", "otr", "outr", "u. ", "u.a", "ve ", "vd.", "vb.", "m. fl", "m.fl"),
    *("kol.", " i ", "др.", "ін.", "соавт", "ет", "等", "ほか", "他", "…", "..."),
)
