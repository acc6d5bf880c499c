"""An article with markers, its records with abstracts, and what is asked of them.

The facts are those of the founding article's references 1, 8, 10, 11 and 12; all
sentences are ours.
"""

from collections.abc import Iterator

from evidencekit.judge import judge
from evidencekit.model import Found, Item, Lookups, Name, PartialDate, Work
from evidencekit.readers import read
from evidencekit.rules.registry import selected

ARTICLE = """\
# Living with stubborn depression

Research shows that training in mindfulness lets people brood less [1]. Hatha yoga
helps people with depression and improves anxiety [2]. Research shows that a single
session raises hormones that steady mental health [3]. Physical therapy has been shown
to help reduce both pain and depression [4]. Studies show that people with depression
eat little fish [5].

## References

1. Eisendrath S, Chartier M, McLane M. Adapting mindfulness-based cognitive therapy for
   treatment-resistant depression. Cogn Behav Pract. 2011;18:362-370. doi:10.5555/1
2. Vollbehr NK, Nauta MH. Hatha yoga for acute, chronic and/or treatment-resistant mood
   and anxiety disorders. PLoS ONE. 2018;13:e0204925. doi:10.5555/2
3. Popovic M, Timper K. Exercise upregulates copeptin levels which is not regulated by
   interleukin-1. PLoS One. 2019;14:e0217800. doi:10.5555/3
4. Wideman TH, Scott W. Recovery from depressive symptoms over the course of physical
   therapy: a prospective cohort study. J Orthop Sports Phys Ther. 2012;42:957-967.
   doi:10.5555/4
5. Mechlińska A, Włodarczyk A. Dietary patterns of treatment-resistant depression
   patients. Nutrients. 2022;14:3766. doi:10.5555/5
"""
_RECORDS = (
    ("Adapting mindfulness-based cognitive therapy for treatment-resistant depression: "
     "A Clinical Case Study", "Eisendrath", 2011, ""),
    ("Hatha yoga for acute, chronic and/or treatment-resistant mood and anxiety "
     "disorders: A systematic review and meta-analysis", "Vollbehr", 2018,
     "Eighteen trials were pooled. Hatha yoga had no significant effect on anxiety or "
     "depression when the control group had usual care."),
    ("Exercise upregulates copeptin levels which is not regulated by interleukin-1",
     "Popovic", 2019, "In a crossover trial, 17 healthy men cycled three times."),
    ("Recovery from depressive symptoms over the course of physical therapy: a "
     "prospective cohort study", "Wideman", 2012, ""),
    ("Dietary patterns of treatment-resistant depression patients", "Mechlińska", 2022,
     "We asked 15 patients what they had eaten during a week."),
)  # fmt: skip


def _lookups() -> Lookups:
    return Lookups(dict(_found()))


def _found() -> Iterator[tuple[str, Found]]:
    for number, (title, family, year, abstract) in enumerate(_RECORDS, 1):
        doi = f"10.5555/{number}"
        date = PartialDate(year)
        item = Item(title=title, author=(Name(family),), issued=date, doi=doi)
        url = f"https://api.crossref.org/works/{doi}"
        work = Work(
            item,
            "Crossref",
            url,
            "2026-11-23T12:00:00Z",
            dates=(date,),
            abstract=abstract or None,
        )
        yield doi, Found(work)


def test_each_claim_is_asked_about_the_study_it_rests_on() -> None:
    page = read("article.md", data=ARTICLE.encode())

    report = judge(page, _lookups(), selected(["EK603", "EK605"]))

    assert [
        (f.code, f.problem.reference, f.problem.message) for f in report.findings
    ] == [
        (
            "EK603",
            "1",
            "“Research shows” speaks of more than one study; reference 1 is a case "
            "report (level 4 of 5): say “one study”, or cite a review",
        ),
        (
            "EK605",
            "2",
            "the claim states an effect; the abstract of reference 2 reports none: "
            "read both sentences",
        ),
        (
            "EK603",
            "3",
            "“Research shows” speaks in general; reference 3 looked at 17 people: "
            "say so",
        ),
        (
            "EK603",
            "4",
            "“has been shown to help reduce” states an effect; reference 4 is a cohort "
            "study (level 3 of 5): say it less firmly, or cite a trial",
        ),
        (
            "EK603",
            "5",
            "“Studies show” speaks in general; reference 5 looked at 15 people: say so",
        ),
    ]


def test_without_records_the_printed_titles_tell_less() -> None:
    page = read("article.md", data=ARTICLE.encode())

    report = judge(page, Lookups(), selected(["EK603"]))

    assert [finding.problem.reference for finding in report.findings] == ["4"]


def test_the_design_of_each_study_is_in_the_verdicts() -> None:
    page = read("article.md", data=ARTICLE.encode())

    verdicts = judge(page, _lookups(), ()).verdicts

    assert [str(verdict.design) for verdict in verdicts] == [
        "case report (level 4 of 5)",
        "systematic review (level 1 of 5)",
        "None",
        "cohort study (level 3 of 5)",
        "None",
    ]
