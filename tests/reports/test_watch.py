"""The news of a watch, as people and programs read it."""

import json

from evidencekit.match.changes import Change, Kind
from evidencekit.model import Evidence, PartialDate, Severity, Unchecked
from evidencekit.reports.look import Look
from evidencekit.reports.watch import as_json, as_text
from evidencekit.watching.news import News
from evidencekit.watching.outcome import Place, Watched

DOI = "10.5555/work"
CHANGE = Change(
    Kind.RETRACTION,
    "10.5555/r",
    PartialDate(2026, 11, 20),
    ("Retraction Watch (record 70001)",),
    ("Error in Data",),
)
PROOF = Evidence(
    "updated-by",
    None,
    "10.5555/r",
    "Crossref",
    "https://api.crossref.org/works/10.5555%2Fwork",
    "2026-11-23T12:00:00Z",
)
NEWS = News(
    DOI,
    "retraction",
    Severity.ERROR,
    f"was retracted: {CHANGE}",
    PROOF,
    "Tides\x1b[2J and \u202emoon",
    CHANGE,
)


def outcome(
    places: int = 1, unchecked: tuple[Unchecked, ...] = (), flagged: int = 0
) -> Watched:
    cited = tuple(Place(f"{n}.md", n, str(n)) for n in range(1, places + 1))
    flags = tuple(f"10.5555/{n:02}" for n in range(flagged))
    return Watched(
        (DOI, *flags), (NEWS,), unchecked, {}, flags, flags, 0, {DOI: cited}, {"a": "b"}
    )


def test_text_names_the_work_the_notice_the_places_and_the_proof() -> None:
    assert as_text(outcome(), Look(width=100)) == (
        "10.5555/work\n"
        "  Tides [2J and moon\n"
        "  error was retracted: retraction 10.5555/r of 2026-11-20, recorded by "
        "Retraction Watch (record\n"
        "    70001) (Error in Data)\n"
        "  cited in 1.md:1 (1)\n"
        "  proof Crossref, 2026-11-23, https://api.crossref.org/works/10.5555%2Fwork\n"
        "\n"
        "1 DOI watched: 1 error, 0 warnings, 0 notes new; 0 unchecked\n"
    )


def test_colour_is_for_the_heading_and_the_severity() -> None:
    lines = as_text(outcome(), Look(color=True)).splitlines()

    assert lines[0] == "\x1b[1m10.5555/work\x1b[0m"
    assert lines[2].startswith("  \x1b[1;31merror\x1b[0m was retracted")


def test_long_lists_are_cut_short() -> None:
    silent = tuple(
        Unchecked(f"10.5555/s{n:02}", "Crossref", "HTTP 503") for n in range(12)
    )

    text = as_text(outcome(12, silent, 12), Look(width=1000))

    assert "9.md:9 (9), 10.md:10 (10) and 2 more\n" in text
    assert "  12 DOIs: Crossref: HTTP 503\n" in text
    assert "10.5555/s09 and 2 more\n" in text
    assert "10.5555/09 and 2 more; `evidencekit check` says more\n" in text


def test_json_has_it_all() -> None:
    content = json.loads(as_json(outcome(1, (Unchecked("10.5555/s", "S", "R"),), 1)))

    assert content == {
        "version": "1",
        "tool": {"a": "b"},
        "news": [
            {
                "DOI": DOI,
                "title": NEWS.title,
                "kind": "retraction",
                "severity": "error",
                "message": f"{DOI} was retracted: {CHANGE}",
                "notice": {
                    "DOI": "10.5555/r",
                    "PMID": None,
                    "date": "2026-11-20",
                    "said_by": ["Retraction Watch (record 70001)"],
                    "reasons": ["Error in Data"],
                },
                "places": [{"path": "1.md", "line": 1, "reference": "1"}],
                "evidence": {
                    "field": "updated-by",
                    "registered": "10.5555/r",
                    "service": "Crossref",
                    "url": PROOF.url,
                    "retrieved": PROOF.retrieved,
                },
            }
        ],
        "unchecked": [{"DOI": "10.5555/s", "service": "S", "reason": "R"}],
        "summary": {
            "watched": 2,
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "unchecked": 1,
            "first_seen": 1,
            "flagged": ["10.5555/00"],
            "without_doi": 0,
        },
    }
