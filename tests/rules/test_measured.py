"""The figures of the rules: each is of a rule that there is, and can be had again."""

from importlib.util import find_spec

import pytest

from evidencekit.model import Measured
from evidencekit.rules.measured import CODES, measured
from evidencekit.rules.registry import Rule, rules


def test_figures_are_of_rules_that_there_are() -> None:
    assert set(CODES) <= {rule.code for rule in rules()}


@pytest.mark.parametrize(
    "figure", {m for code in CODES for m in measured(code)}, ids=str
)
def test_a_figure_is_a_share_that_a_bench_prints(figure: Measured) -> None:
    assert 0 <= figure.share <= 1
    assert figure.of > 0
    assert figure.what.split(":")[0] in ("precision", "recall", "let go")
    assert figure.command.startswith("python -m ")
    assert find_spec(figure.command.split()[2])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_in_preview_has_no_precision_yet(rule: Rule) -> None:
    if rule.preview:
        assert not any(figure.what == "precision" for figure in rule.measured)
