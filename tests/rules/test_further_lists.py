"""Rules about a list and its markers say nothing of a further list."""

from evidencekit.judge import judge
from evidencekit.model import Lookups
from evidencekit.readers.markdown import read
from evidencekit.rules.registry import rules

ARTICLE = """\
# Energy

Food matters [1]. So does exercise [2].

## References

1. Lakhan SE, Vieira KF. Nutritional therapies. Nutr J. 2008;7(1):2.
2. Popovic M. Exercise upregulates copeptin. PLoS One. 2019;14(5):e0217800.

## Further reading

1. Lakhan SE, Vieira KF. Nutritional therapies. Nutr J. 2008;7(1):2.
2. Puetz TW. Effects of chronic exercise. Psychol Bull. 2006;132(6):866-876.
"""


def codes(text: str) -> set[str]:
    report = judge(read("a.md", text), Lookups(), rules())
    return {finding.code for finding in report.findings}


def test_a_further_list_counts_anew_repeats_and_need_not_be_cited() -> None:
    assert not {"EK401", "EK402", "EK404"} & codes(ARTICLE)


def test_the_list_itself_must_count_on_and_be_cited() -> None:
    broken = ARTICLE.replace("2. Pop", "3. Pop").replace("exercise [2]", "exercise")

    assert {"EK404"} <= codes(broken)
