"""The figures of the rules, by code: how often they are right, and on what.

Only what a bench printed, or what was judged by reading from its lists. A rule that is
not here was not measured. docs/verdicts.md and docs/claims.md say how it was done.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from evidencekit.model import Measured

_DATE = "2026-11-28"
_VERDICTS = "python -m bench.verdicts --sample 150 --right 535"
_APPRAISAL = "python -m bench.appraisal"
_CLAIMS = "python -m bench.claims"
_LINKING = "python -m bench.linking"
_SCHEMES = "python -m bench.doi_scheme"
_WAYS = "python -m bench.directions"

# Precision and how many findings; recall and how many planted defects (None: the bench
# plants none that this rule alone has to name).
_BY_VERDICTS: Mapping[str, tuple[float, int, float | None, int]] = {
    "EK201": (0.989, 827, 1.000, 600),
    "EK202": (0.999, 897, 0.996, 900),
    "EK203": (1.000, 300, 1.000, 300),
    "EK204": (0.998, 581, 0.933, 150),
    "EK205": (0.993, 149, 0.987, 150),
    "EK211": (0.996, 805, 0.979, 750),
    "EK212": (0.997, 698, 0.928, 750),
    "EK213": (0.997, 306, 0.997, 300),
    "EK214": (1.000, 147, 0.980, 150),
    "EK215": (1.000, 153, 1.000, 150),
    "EK216": (1.000, 150, 1.000, 150),
    "EK217": (1.000, 302, 0.987, 300),
    "EK301": (0.997, 1588, None, 0),
    "EK303": (0.945, 308, 0.987, 150),
    "EK401": (0.970, 166, 1.000, 150),
    "EK501": (0.987, 152, 1.000, 150),
    "EK502": (0.980, 153, 1.000, 150),
    "EK503": (0.987, 152, 1.000, 150),
}
_READ = "judged by reading"
# What is measured, the share, of how many, the sample, the command.
_OTHERS: Mapping[str, tuple[tuple[str, float, int, str, str], ...]] = {
    "EK106": (
        ("let go", 1.0, 651, "registered works, by their own DOIs", _SCHEMES),
    ),
    "EK402": (
        ("precision", 33 / 37, 37, "findings on articles read as text", _CLAIMS),
    ),
    "EK404": (
        ("let go", 1.0, 106, "articles read as text", _CLAIMS),
    ),
    "EK602": (
        ("let go", 2270 / 2282, 2282, "references of introductions", _LINKING),
        ("recall", 67 / 102, 102, "references of another article put into them",
         _LINKING),
    ),
    "EK603": (
        ("precision: the design", 0.95, 100, f"titles that name one, {_READ}",
         f"{_APPRAISAL} --list designs"),
        ("precision: the wording of an effect", 32 / 34, 34,
         f"sentences that cite, {_READ}", f"{_APPRAISAL} --list causal"),
        ("precision: “studies show”", 39 / 40, 40, f"sentences that cite, {_READ}",
         f"{_APPRAISAL} --list plural"),
        ("precision: how many people", 30 / 31, 31, f"abstracts, {_READ}",
         f"{_APPRAISAL} --list abstracts"),
    ),
    "EK607": (
        ("precision", 1.0, 9, f"findings on articles, {_READ}",
         f"{_APPRAISAL} --list EK607"),
        ("precision: the time word", 31 / 32, 32, f"sentences over works, {_READ}",
         f"{_APPRAISAL} --list EK607 --years 4"),
    ),
    "EK608": (
        ("precision", 56 / 59, 59, "references named in articles with one wrong number",
         f"{_APPRAISAL} --planted"),
        ("recall", 56 / 70, 70, "wrong numbers planted", f"{_APPRAISAL} --planted"),
    ),
    "EK610": (
        ("precision", 119 / 130, 130, "claims put beside a title on the other group",
         f"{_APPRAISAL} --list swapped"),
        ("let go", 1.0, 182, "claims on a group, as they are", _APPRAISAL),
        ("precision: the group", 115 / 120, 120,
         f"titles and sentences that name one, {_READ}",
         f"{_APPRAISAL} --list populations"),
    ),
    "EK605": (
        ("precision", 34 / 36, 36, "claims over works told in our own words", _WAYS),
        ("recall", 34 / 43, 43, "such claims that the work denies", _WAYS),
        ("let go", 1618 / 1619, 1619, "claims of articles, beside their own abstract",
         _WAYS),
        ("precision: reading “no effect”", 98 / 101, 101,
         f"sentences of articles, {_READ}", _WAYS),
        ("recall: reading “no effect”", 30 / 38, 38, f"sentences of abstracts, {_READ}",
         _WAYS),
    ),
}  # fmt: skip


CODES = frozenset({*_BY_VERDICTS, *_OTHERS})


def measured(code: str) -> tuple[Measured, ...]:
    """Return the figures of a rule; none where nothing was measured."""
    return tuple(chain(_of_verdicts(code), _of_others(code)))


def _of_verdicts(code: str) -> Iterator[Measured]:
    if code not in _BY_VERDICTS:
        return
    precision, said, recall, due = _BY_VERDICTS[code]
    findings = "findings on references in nineteen styles"
    yield Measured("precision", precision, said, findings, _VERDICTS, _DATE)
    if recall is not None:
        yield Measured("recall", recall, due, "planted defects", _VERDICTS, _DATE)


def _of_others(code: str) -> Iterator[Measured]:
    for what, share, of, sample, command in _OTHERS.get(code, ()):
        yield Measured(what, share, of, sample, command, _DATE)
