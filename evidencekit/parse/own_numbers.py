"""The numbers that patents, reports and releases of software are printed with."""

import re

# Digits in groups, or in one row; a letter before them tells reissues and designs.
_DIGITS = (
    r"(?:RE|D|PP)?(?:\d{1,3}(?:[,   ]\d{3}){1,3}(?!\d)|\d{4}[/\-]?\d{5,7}|\d{5,12})"
)
_OFFICE = r"(?:US|EP|WO|JP|CN|KR|DE|GB|FR|CA|AU|RU|BR|ES|IN)"
# What kind of publication it is: "B2", "A1".
_KIND = r"(?:\s?[ABCEFSTUY]\d?\b)?"
_COUNTRY = (
    r"(?:U\.?\s?S\.?A?\.?|United States|European|International|World|Japanese|Chinese"
    r"|Korean|German|British|French|Canadian|Australian|Russian|PCT)"
)

PATENT = re.compile(
    rf"\(?(?:{_COUNTRY}\s+)?\bpatente?\b(?:\s+(?:application|publication|pub\.?))*"
    rf"(?:\s*(?:number|nos?|nr|n[º°])\.?:?)?,?\s*"
    rf"(?P<value>(?:{_OFFICE}\s?)?{_DIGITS}{_KIND})\)?",
    re.IGNORECASE,
)
# Without the word, the office and the kind have to be there: "EP 1234567 B1".
CODED_PATENT = re.compile(
    # The office stands first, so that only its few letters are looked at.
    rf"(?P<value>{_OFFICE}(?<![\w/.\-]..)[\s\-]?{_DIGITS}\s?[ABCEU]\d)(?![\w])"
)

REPORT_WORDS = ("report", "rep.", "brief", "paper", "publication", "pub.")
REPORT = re.compile(
    r"[(\[]?(?:\b(?:NBER|IZA|SSRN|NCHS)\s+)?"
    r"\b(?:(?:technical|tech\.?|research|working|discussion|policy|occasional)\s+)?"
    rf"(?:{'|'.join(map(re.escape, REPORT_WORDS))})"
    r"\s(?:numbers?|nos?|nr|n[º°])\b\.?\s?:?\s{0,2}"
    r"(?P<value>[A-Z0-9][\w./\-–]{0,30}(?<=[\w]))[)\]]?",
    re.IGNORECASE,
)

VERSION = re.compile(
    r"(?:\(\s?|\bR\s+package,?\s+)version\s+(?P<value>\d[\w.\-]{0,20}(?<=\w))\)?",
    re.IGNORECASE,
)
