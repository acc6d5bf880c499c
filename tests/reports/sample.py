"""A report with one of everything, composed by hand."""

from evidencekit.model import (
    Claim,
    Compared,
    Document,
    DocumentReport,
    Evidence,
    Exemption,
    Finding,
    Fix,
    Item,
    Known,
    Link,
    Name,
    PartialDate,
    Problem,
    Reference,
    Report,
    RuleFailure,
    RulePage,
    Severity,
    Span,
    Status,
    Suppressed,
    Suppression,
    Unchecked,
    Update,
    Verdict,
    Work,
    line_and_column,
)

YOGA = (
    "Vollbehr NK, Bartels-Velthuis AA, Nauta MH, et al. Hatha yoga for acute, chronic "
    "and/or treatment-resistant mood and anxiety disorders: A systematic review and "
    "meta-analysis. PLoS One. 2018;13(10):e0204925. doi:10.1371/journal.pone.0216631"
)
DIET = (
    "Mechlińska A, Włodarczyk A, et al. Dietary patterns of treatment–resistant "
    "depression patients. Nutrients. 2022;14(18):3766. doi:10.3390/nu14183766"
)
FATIGUE = (
    "Puetz TW, O’Connor PJ, Dishman RK. Effects of chronic exercise on feelings of "
    "energy and fatigue. Psychol Bull. 2006;132(6):866-876."
)
PROSE = "Yoga eases depression. So does a walk in the woods."
TEXT = f"{PROSE}\n\n## References\n\n1. {YOGA}\n2. {DIET}\n3. {FATIGUE}\n"

CROSSREF = "https://api.crossref.org/works/10.1371%2Fjournal.pone.0216631"
ANSWERED = "2026-11-23T10:15:00Z"


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


YOGA_REFERENCE = Reference(
    "1",
    YOGA,
    span(YOGA),
    Item(
        type="article-journal",
        title="Hatha yoga for acute, chronic and/or treatment-resistant mood and "
        "anxiety disorders: A systematic review and meta-analysis",
        author=(
            Name("Vollbehr", "NK"),
            Name("Bartels-Velthuis", "AA"),
            Name("Nauta", "MH"),
        ),
        et_al=True,
        container_title="PLoS One",
        issued=PartialDate(2018),
        volume="13",
        issue="10",
        page="e0204925",
        doi="10.1371/journal.pone.0216631",
    ),
    label="1.",
)
DIET_REFERENCE = Reference(
    "2", DIET, span(DIET), Item(type="article-journal", doi="10.3390/nu14183766")
)
FATIGUE_REFERENCE = Reference(
    "3", FATIGUE, span(FATIGUE), Item(type="article-journal", volume="132")
)
NOTICE = Work(
    Item(
        type="article-journal",
        title="Correction: Hatha yoga for acute, chronic and/or treatment-resistant "
        "mood and anxiety disorders",
        author=(Name(literal="The PLOS ONE Staff"),),
        issued=PartialDate(2019, 5, 7),
        doi="10.1371/journal.pone.0216631",
    ),
    service="Crossref",
    url=CROSSREF,
    retrieved=ANSWERED,
    updates=(
        Update(
            "10.1371/journal.pone.0204925",
            "correction",
            "Correction",
            "publisher",
            PartialDate(2019, 5, 7),
        ),
    ),
)
QUANTITATIVE = Work(
    Item(
        type="article-journal",
        title="Effects of chronic exercise on feelings of energy and fatigue: "
        "A quantitative synthesis.",
        doi="10.1037/0033-2909.132.6.866",
    ),
    service="Crossref",
    url="https://api.crossref.org/works/10.1037%2F0033-2909.132.6.866",
    retrieved=ANSWERED,
)


def finding(
    code: str, name: str, severity: Severity, problem: Problem, place: Span
) -> Finding:
    line, column = line_and_column(TEXT, place.start)
    fingerprint = f"{int(code[2:]):016x}"
    return Finding(code, name, severity, problem, place, line, column, fingerprint)


FINDINGS = (
    finding(
        "EK202",
        "notice-doi",
        Severity.ERROR,
        Problem(
            "10.1371/journal.pone.0216631 is registered as “Correction: Hatha yoga for "
            "acute, chronic and/or treatment-resistant mood and anxiety disorders”, a "
            "correction of the cited article.",
            evidence=(
                Evidence(
                    "DOI",
                    "10.1371/journal.pone.0216631",
                    "10.1371/journal.pone.0204925",
                    "Crossref",
                    CROSSREF,
                    ANSWERED,
                ),
                Evidence(
                    "title",
                    "Hatha yoga for acute, chronic and/or treatment-resistant mood and "
                    "anxiety disorders: A systematic review and meta-analysis",
                    "Correction: Hatha yoga for acute, chronic and/or "
                    "treatment-resistant mood and anxiety disorders",
                    "Crossref",
                    CROSSREF,
                    ANSWERED,
                ),
            ),
            suggested_doi="10.1371/journal.pone.0204925",
            reference="1",
        ),
        span("10.1371/journal.pone.0216631"),
    ),
    finding(
        "EK301",
        "missing-doi",
        Severity.WARNING,
        Problem(
            "The work has the DOI 10.1037/0033-2909.132.6.866, which is not printed.",
            evidence=(
                Evidence(
                    "DOI",
                    None,
                    "10.1037/0033-2909.132.6.866",
                    "Crossref",
                    QUANTITATIVE.url,
                    ANSWERED,
                ),
            ),
            fix=Fix(
                "Add doi:10.1037/0033-2909.132.6.866 at the end",
                Span(span(FATIGUE).end, span(FATIGUE).end),
                " doi:10.1037/0033-2909.132.6.866",
                safe=True,
            ),
            suggested_doi="10.1037/0033-2909.132.6.866",
            reference="3",
        ),
        span(FATIGUE),
    ),
    finding(
        "EK303",
        "truncated-title",
        Severity.NOTE,
        Problem(
            "The registered title goes on: “A quantitative synthesis”.",
            evidence=(
                Evidence(
                    "title",
                    "Effects of chronic exercise on feelings of energy and fatigue",
                    "Effects of chronic exercise on feelings of energy and fatigue: "
                    "A quantitative synthesis.",
                    "Crossref",
                    QUANTITATIVE.url,
                    ANSWERED,
                ),
            ),
            reference="3",
            confidence=0.98765,
        ),
        span("Effects of chronic exercise on feelings of energy and fatigue"),
    ),
    finding(
        "EK404",
        "misnumbered-list",
        Severity.WARNING,
        Problem("The list goes from 3 to the end without a number 4."),
        span("## References"),
    ),
    finding(
        "EK601",
        "unsupported-claim",
        Severity.WARNING,
        Problem("No reference in the list supports this claim.", claim="c2"),
        span("So does a walk in the woods."),
    ),
)
CLAIMS = (
    Claim(
        "c1",
        "Yoga eases depression.",
        span("Yoga eases depression."),
        True,
        (
            Link("1", "content", 0.912345, "linked", "Yoga eased depression."),
            Link("3", "order", 0.3, "weak"),
        ),
    ),
    Claim(
        "c2", "So does a walk in the woods.", span("So does a walk in the woods."), True
    ),
)
OVERSTATED = finding(
    "EK603",
    "overstated-claim",
    Severity.NOTE,
    Problem(
        "“eases” states an effect; reference 3 is a cohort study (level 3 of 5)",
        (
            Evidence("claim", "Yoga eases depression.", None),
            Evidence("title", "Yoga and low mood: a cohort study", None),
        ),
        reference="3",
        claim="c1",
    ),
    span("Yoga eases depression."),
)
LET_PASS = (
    Suppressed(
        finding(
            "EK303",
            "truncated-title",
            Severity.NOTE,
            Problem("the title goes on", reference="3"),
            span(FATIGUE),
        ),
        (Suppression(Span(0, 0), Span(0, 9), ("EK303",), "=house style, we cut"),),
    ),
    Suppressed(
        finding(
            "EK304",
            "missing-field",
            Severity.NOTE,
            Problem("not printed, but registered: page 207", reference="3"),
            span(FATIGUE),
        ),
        (Exemption("a leaflet", doi="10.1000/182", file="pyproject.toml", line=3),),
    ),
    Suppressed(
        finding(
            "EK401",
            "duplicate-reference",
            Severity.WARNING,
            Problem("the same work as reference 1", reference="3"),
            span(FATIGUE),
        ),
        (Known("article.md", "EK401", "0000000000000191"),),
    ),
)
REPORT = Report(
    (
        DocumentReport(
            Document(
                "drafts/article.md",
                "text/markdown",
                TEXT,
                references=(YOGA_REFERENCE, DIET_REFERENCE, FATIGUE_REFERENCE),
                claims=CLAIMS,
            ),
            (
                Verdict("1", Status.NOTICE, NOTICE, "10.1371/journal.pone.0204925"),
                Verdict("2", Status.UNCHECKED),
                Verdict("3", Status.VERIFIED, QUANTITATIVE),
            ),
            FINDINGS,
            (Unchecked("2", "Crossref", "no answer within 10 s"),),
            (RuleFailure("EK103", "ValueError: month 13"),),
            LET_PASS,
        ),
        DocumentReport(
            Document("refs.bib", "text/x-bibtex", "", has_prose=False), (), (), ()
        ),
    ),
    {"name": "evidencekit", "version": "0.1.0", "crossref": "https://api.crossref.org"},
    tuple(
        RulePage(f.code, f.name, f.severity, f"About {f.name}.\n\nMore of that.")
        for f in FINDINGS[:-1]
    ),
    Compared(
        "drafts/known.json",
        (Known("article.md", "EK105", "92b443776258f225", "4", "volume 0"),),
    ),
)
