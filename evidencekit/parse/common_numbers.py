"""Labels the numbers whose punctuation alone tells what they are."""

import re
from bisect import bisect_left, bisect_right

from evidencekit.parse.tokens import Tokens

_PAGES = (
    r"(?P<page>[A-Za-z]{0,3}\d+[A-Za-z]?"
    r"(?:\s?[-–—−‐‑]{1,2}\s?[A-Za-z]{0,3}\d+[A-Za-z]?)?)"
)
_ISSUE = (
    r"(?P<issue>(?:\d{1,4}|(?i:suppl?\.?|pt\.?|spec\.?)[^():;]{0,14})"
    r"(?:[-–/]\d{1,4})?(?:\s(?i:suppl?|pt)\.?(?:\s\w{1,3})?)?)"
)
# Each with a sign that it cannot be without, which is looked for first.
_PATTERNS = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        # "2011;18(3):362-370", "2005 Mar 9;293(10):1204-11", "2015;15:180"
        (
            ";",
            r"(?<!\d)(?P<date>(?:1[6-9]|20)\d\d"
            r"(?:\s[^\W\d_]{3,9}\.?(?:\s\d{1,2})?)?)\s?;\s?"
            rf"(?P<volume>\d{{1,4}}[A-Z]?)\s?(?:\({_ISSUE}\)\s?)?:\s?{_PAGES}(?![\w(])",
        ),
        # "13, no. 4 (2020): 123–45", "13, no. 4 (April 2020): 123"
        (
            "no. ",
            rf"(?<![\w.(])(?P<volume>\d{{1,4}}),\sno\.\s(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)"
            r"\s\((?:[^\W\d_]{3,9}\.?\s(?:\d{1,2},?\s)?)?(?P<date>(?:1[6-9]|20)\d\d)\)"
            rf"\s?[:,]\s?(?:pp?\.\s?)?{_PAGES}(?![\w(])",
        ),
        # "18(3): 362-370", "113(52), E8443-E8452"
        (
            "(",
            rf"(?<![\w.(])(?P<volume>\d{{1,4}}[A-Z]?)\s?\({_ISSUE}\)\s?[:,]\s?"
            rf"(?:pp?\.\s?)?{_PAGES}(?![\w(])",
        ),
        # "vol. 12, no. 3, pp. 4-9", "v. 12, n. 3, p. 4-9"
        (
            "p.",
            r"\b[Vv](?:[Oo][Ll])?\.\s?(?P<volume>\d{1,4})\s?,\s?"
            r"(?:[Nn](?:[OoRr])?\.|[Ii]ss(?:ue)?\.?|[Nn][º°])\s?"
            rf"(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s?,\s?[Pp]?p\.\s?{_PAGES}(?![\w(])",
        ),
    )
)


def label_numbers(text: str, cut: Tokens, labels: list[str]) -> list[int]:
    """Label the last volume, issue and pages that are printed in a common form.

    Returns the places of the tokens in that form.
    """
    for sign, pattern in _PATTERNS:
        if sign not in text:
            continue
        match = None
        for match in pattern.finditer(text):  # noqa: B007 - the last one is wanted
            pass
        if match is None:
            continue
        places = range(
            bisect_right(cut.ends, match.start()), bisect_left(cut.starts, match.end())
        )
        if any(cut.words[i][0] == "<" for i in places):
            continue
        groups = {name: match.span(name) for name in match.groupdict()}
        if re.fullmatch(r"(?:1[6-9]|20)\d\d", match.group("issue") or ""):
            groups["date"] = groups.pop("issue")  # "119 (2006): 1224–35"
        for name, (first, last) in groups.items():
            for i in places:
                if first <= cut.starts[i] < last:
                    labels[i] = name
        return [i for i in places if cut.starts[i] >= match.start()]
    return []
