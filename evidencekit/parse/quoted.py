"""Lists in which each entry is a name and its titles in quotation marks.

National Kidney Foundation: “About kidney disease.” J Sleep Res: “Naps,” May 2019.
"""

import re
from itertools import pairwise

from evidencekit.model import Span

_DATE = r"(?:,?\s[^“”\":\n]{0,24}\b(?:1[89]|20)\d\d\.?)?"
# From the quotation mark that ends the entry before, and its date, to the one that
# begins the title. A second title of the same body follows with no name before it.
_ENTRY = re.compile(
    rf"(?:\A\s*|\n|[”\"]{_DATE}\s*)(?P<name>[^\W\d_][^“”\":]{{1,120}}):\s+(?=[“\"]\S)"
)
_TITLE = re.compile(r":\s+[“\"](?=\S)")
_TITLES = re.compile(rf"(?:[:,]?\s*[“\"][^“”\"]+[”\"])+{_DATE}")
_FEWEST = 3
_MOST = 0.8  # of the titles behind a colon


def quoted_entries(text: str) -> list[Span] | None:
    """Return the entries of the list in `text` if all are such, else None.

    The last one ends with its titles and their date, whatever follows.
    """
    names = [match.start("name") for match in _ENTRY.finditer(text)]
    if len(names) < _FEWEST or len(names) < _MOST * len(_TITLE.findall(text)):
        return None
    titles = _TITLES.search(text, names[-1])
    end = titles.end() if titles else len(text)
    return [Span(a, a + len(text[a:b].rstrip())) for a, b in pairwise((*names, end))]
