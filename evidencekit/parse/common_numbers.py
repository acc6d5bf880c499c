"""Labels the numbers whose punctuation alone tells what they are."""

import re

from evidencekit.parse.tokens import Tokens

_PAGES = (
    r"(?P<page>[A-Za-z]{0,3}\d+[A-Za-z]?"
    r"(?:\s?[-–—−‐‑]{1,2}\s?[A-Za-z]{0,3}\d+[A-Za-z]?)?)"
)
_ISSUE = (
    r"(?P<issue>(?:\d{1,4}|(?i:suppl?\.?|pt\.?|spec\.?)[^():;]{0,14})"
    r"(?:[-–/]\d{1,4})?(?:\s(?i:suppl?|pt)\.?(?:\s\w{1,3})?)?)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "2011;18(3):362-370", "2005 Mar 9;293(10):1204-11", "2015;15:180"
        r"(?<!\d)(?P<date>(?:1[6-9]|20)\d\d(?:\s[^\W\d_]{3,9}\.?(?:\s\d{1,2})?)?)\s?;\s?"
        rf"(?P<volume>\d{{1,4}}[A-Z]?)\s?(?:\({_ISSUE}\)\s?)?:\s?{_PAGES}(?![\w(])",
        # "18(3): 362-370", "113(52), E8443-E8452"
        rf"(?<![\w.(])(?P<volume>\d{{1,4}}[A-Z]?)\s?\({_ISSUE}\)\s?[:,]\s?"
        rf"(?:pp?\.\s?)?{_PAGES}(?![\w(])",
        # "vol. 12, no. 3, pp. 4-9", "v. 12, n. 3, p. 4-9"
        r"(?i)\bv(?:ol)?\.\s?(?P<volume>\d{1,4})\s?,\s?"
        r"(?:n[or]?\.|iss(?:ue)?\.?|n[º°])\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\s?,\s?"
        rf"pp?\.\s?{_PAGES}(?![\w(])",
    )
)


def label_numbers(text: str, cut: Tokens, labels: list[str]) -> list[int]:
    """Label the last volume, issue and pages that are printed in a common form.

    Returns the places of the tokens in that form.
    """
    for pattern in _PATTERNS:
        match = None
        for match in pattern.finditer(text):  # noqa: B007 - the last one is wanted
            pass
        if match is None:
            continue
        start, end = match.span()
        if any(
            start < cut.ends[i] and cut.starts[i] < end and cut.words[i][0] == "<"
            for i in range(len(labels))
        ):
            continue
        groups = {name: match.span(name) for name in match.groupdict()}
        if re.fullmatch(r"(?:1[6-9]|20)\d\d", match.group("issue") or ""):
            groups["date"] = groups.pop("issue")  # "119 (2006): 1224–35"
        for name, (first, last) in groups.items():
            for i in range(len(labels)):
                if first <= cut.starts[i] < last:
                    labels[i] = name
        return [i for i in range(len(labels)) if start <= cut.starts[i] < end]
    return []
