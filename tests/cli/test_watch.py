"""`evidencekit watch`: news once, silence never, and only what was told is seen."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit import watch
from evidencekit.cli import main
from evidencekit.config import Config
from evidencekit.model import ByDoi, Lookups, Query
from evidencekit.services import BrokenOff, Resolver
from tests.standin.faults import Fault
from tests.standin.records import Record, record, records
from tests.standin.server import StandIn

POPOVIC = "10.1371/journal.pone.0217800"
OH = "10.3389/fpsyt.2020.00207"
NOTICE = "10.3389/fpsyt.2026.1"
STATE = "evidencekit-watch.json"
BIBLIOGRAPHY = f"""@article{{popovic2019,
  title = {{Exercise upregulates copeptin levels which is not regulated by
           interleukin-1}},
  author = {{Popovic, M}}, journal = {{PLoS One}}, year = 2019,
  doi = {{{POPOVIC}}}
}}
@article{{oh2020,
  title = {{Association between macronutrients intake and depression in the
           United States and South Korea}},
  author = {{Oh, J}}, journal = {{Frontiers in Psychiatry}}, year = 2020,
  doi = {{{OH}}}
}}
@misc{{page, title = {{A page}}, url = {{https://example.org}}, year = {{2020}}}}
"""


@pytest.fixture
def registered() -> dict[str, Record]:
    """The stand-in's records, for a test to change between two runs."""
    return records()


@pytest.fixture
def services(
    registered: dict[str, Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StandIn]:
    """The stand-in, asked by default, and a folder to run in with a bibliography."""
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.bib").write_text(BIBLIOGRAPHY, "utf-8")
    with StandIn(registered) as standin:
        monkeypatch.setenv("EVIDENCEKIT_CROSSREF_URL", standin.url)
        monkeypatch.setenv("EVIDENCEKIT_DOI_URL", standin.url)
        # In the polite pool, which lets us ask three times a second.
        monkeypatch.setenv("EVIDENCEKIT_MAILTO", "editor@example.org")
        yield standin


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["watch", *arguments])


def update(
    registered: dict[str, Record], type_: str, doi: str = OH, notice: str = NOTICE
) -> None:
    entry = {
        "DOI": notice,
        "type": type_,
        "source": "retraction-watch",
        "record-id": "70001",
        "updated": {"date-parts": [[2026, 11, 20]]},
    }
    registered[doi].setdefault("updated-by", []).append(entry)


def state() -> dict[str, list[str]]:
    works: dict[str, list[str]] = json.loads(Path(STATE).read_text("utf-8"))["works"]
    return {doi: entries for doi, entries in works.items() if doi != "end"}


def kinds(result: Result) -> list[tuple[str, str]]:
    return [(n["DOI"], n["kind"]) for n in json.loads(result.stdout)["news"]]


def test_the_first_run_remembers_in_silence_and_says_so(
    services: StandIn, registered: dict[str, Record]
) -> None:
    update(registered, "retraction")

    result = run("list.bib")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 DOIs watched: nothing new; 0 unchecked",
        "2 DOIs seen for the first time: remembered, and nothing reported",
        f"already retracted or under an expression of concern: {OH};",
        "  `evidencekit check` says more",
        "1 reference without a DOI, which cannot be watched",
    ]
    assert state() == {POPOVIC: [], OH: [f"retraction: {NOTICE} (2026-11-20)"]}


def test_a_retraction_is_reported_once_with_its_notice_and_where_it_is_cited(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    update(registered, "retraction")

    second, third = run("list.bib"), run("list.bib")

    assert second.stdout == (
        f"{OH}\n"
        "  Association Between Macronutrients Intake and Depression in the "
        "United States\n  and South Korea\n"
        f"  error was retracted: retraction {NOTICE} of 2026-11-20, recorded\n"
        "    by Retraction Watch (record 70001)\n"
        "  cited in list.bib:7 (oh2020)\n"
        f"  proof Crossref, {second.stdout.partition('Crossref, ')[2][:10]},\n"
        f"    {services.url}/works/10.3389%2Ffpsyt.2020.00207\n"
        "\n"
        "2 DOIs watched: 1 error, 0 warnings, 0 notes new; 0 unchecked\n"
        "1 reference without a DOI, which cannot be watched\n"
    )
    assert (second.exit_code, third.exit_code) == (1, 0)
    assert third.stdout.startswith("2 DOIs watched: nothing new; 0 unchecked\n")


@pytest.mark.parametrize(
    ("type_", "arguments", "code"),
    [
        ("correction", [], 0),
        ("correction", ["--fail-on", "note"], 1),
        ("expression_of_concern", [], 1),
        ("expression_of_concern", ["--fail-on", "error"], 0),
        ("retraction", ["--exit-zero"], 0),
    ],
)
def test_the_exit_code_follows_the_gravest_news(
    services: StandIn,
    registered: dict[str, Record],
    type_: str,
    arguments: list[str],
    code: int,
) -> None:
    run("list.bib")
    update(registered, type_)

    result = run("list.bib", "--format", "json", *arguments)

    assert [doi for doi, _ in kinds(result)] == [OH]
    assert result.exit_code == code


def test_without_a_path_all_that_is_remembered_is_watched(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    update(registered, "retraction")

    assert kinds(run("--format", "json")) == [(OH, "retraction")]


def test_without_a_path_and_a_state_there_is_nothing_to_watch(
    services: StandIn,
) -> None:
    result = run()

    assert result.exit_code == 2
    assert f"name the articles to watch: {STATE} remembers no works" in result.stderr


def test_silence_ends_with_3_and_leaves_the_state_as_it_was(services: StandIn) -> None:
    run("list.bib")
    before = Path(STATE).read_bytes()
    services.crossref_fault = services.doi_fault = Fault.BLOCKED

    result = run("list.bib")

    assert result.exit_code == 3
    assert run("list.bib", "--allow-unchecked").exit_code == 0
    assert Path(STATE).read_bytes() == before
    assert "2 DOIs watched: nothing new; 2 unchecked" in result.stdout


def test_a_work_that_nobody_answered_for_is_not_marked_as_seen(
    services: StandIn, registered: dict[str, Record]
) -> None:
    # Crossref lacks the one, and doi.org does not say what became of it.
    taken = registered.pop(POPOVIC)
    services.doi_fault = Fault.BLOCKED
    first = run("list.bib")
    services.doi_fault = None
    registered[POPOVIC] = taken
    update(registered, "retraction", POPOVIC)
    update(registered, "correction")

    second = run("list.bib", "--format", "json")

    assert (first.exit_code, second.exit_code) == (3, 0)
    assert kinds(second) == [(OH, "correction")]
    assert json.loads(second.stdout)["summary"]["flagged"] == [POPOVIC]


def test_a_change_is_told_though_another_work_could_not_be_checked(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    update(registered, "retraction")
    del registered[POPOVIC]
    services.doi_fault = Fault.BLOCKED

    result = run("list.bib", "--format", "json")
    services.doi_fault = None
    later = run("list.bib", "--format", "json")

    assert (result.exit_code, kinds(result)) == (1, [(OH, "retraction")])
    assert [u["DOI"] for u in json.loads(result.stdout)["unchecked"]] == [POPOVIC]
    assert kinds(later) == [(POPOVIC, "unregistered")]


def test_a_kept_answer_is_no_news_and_the_new_one_is_kept_for_the_check(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    CliRunner().invoke(main, ["check", "list.bib"])
    update(registered, "retraction")

    result = run("list.bib", "--format", "json")
    asked = services.requests
    checked = CliRunner().invoke(main, ["check", "list.bib", "--select", "EK501"])

    assert kinds(result) == [(OH, "retraction")]
    assert "EK501 retracted-work" in checked.stdout
    assert services.requests == asked


def test_the_works_of_other_articles_stay_remembered(services: StandIn) -> None:
    run("list.bib")
    other = BIBLIOGRAPHY.replace(POPOVIC, "10.1002/ana.23944").replace(OH, "")
    Path("other.bib").write_text(other, "utf-8")

    run("other.bib")

    assert sorted(state()) == ["10.1002/ana.23944", POPOVIC, OH]


def test_to_begin_anew_is_to_remember_these_works_only_as_they_are(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    Path("one.bib").write_text(BIBLIOGRAPHY.replace(POPOVIC, ""), "utf-8")
    update(registered, "retraction")

    result = run("one.bib", "--init", "--format", "json")

    assert (result.exit_code, kinds(result)) == (0, [])
    assert state() == {OH: [f"retraction: {NOTICE} (2026-11-20)"]}


def test_beginning_anew_forgets_nothing_that_could_not_be_asked(
    services: StandIn, registered: dict[str, Record]
) -> None:
    update(registered, "retraction")
    run("list.bib")
    before = state()
    services.crossref_fault = Fault.BLOCKED

    assert run("list.bib", "--init").exit_code == 3
    assert state() == before


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '{"version": "1", "dois": {}}',
            "is damaged or no file of `evidencekit watch`",
        ),
        ("<<<<<<< HEAD\n", "holds a merge conflict; keep both sides' lines"),
    ],
)
@pytest.mark.parametrize("arguments", [["list.bib"], ["list.bib", "--init"]])
def test_a_file_that_is_not_ours_is_one_line_and_stays_as_it_is(
    services: StandIn, content: str, complaint: str, arguments: list[str]
) -> None:
    Path(STATE).write_text(content, "utf-8")

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"evidencekit: {STATE}: {complaint}")
    assert result.stderr.count("\n") == 1
    assert Path(STATE).read_text("utf-8") == content
    assert services.requests == 0


def test_a_place_without_a_directory_is_refused_before_the_work(
    services: StandIn,
) -> None:
    result = run("list.bib", "--state", "missing/state.json")

    assert (result.exit_code, services.requests) == (2, 0)
    assert "there is no directory missing" in result.stderr


def test_an_unreadable_article_does_not_lose_the_others(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    update(registered, "retraction")

    result = run("list.bib", "missing.bib", "--format", "json")

    assert (result.exit_code, kinds(result)) == (2, [(OH, "retraction")])
    assert result.stderr == "evidencekit: missing.bib: there is no such file\n"
    assert kinds(run("list.bib", "--format", "json")) == []


def test_what_nobody_read_is_told_again(
    services: StandIn, registered: dict[str, Record]
) -> None:
    run("list.bib")
    update(registered, "retraction")
    command = [sys.executable, "-m", "evidencekit", "watch", "list.bib"]
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (1, b"")
    assert kinds(run("list.bib", "--format", "json")) == [(OH, "retraction")]


def test_an_interrupt_tells_what_had_come_and_remembers_no_more(
    services: StandIn, registered: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("list.bib")
    update(registered, "retraction", POPOVIC)
    update(registered, "retraction", OH)
    whole = Resolver.resolve

    def broken_off(self: Resolver, queries: Collection[Query]) -> Lookups:
        raise BrokenOff(whole(self, [ByDoi(OH)]))

    with monkeypatch.context() as patch:
        patch.setattr(Resolver, "resolve", broken_off)
        result = run("list.bib", "--format", "json")

    assert (result.exit_code, kinds(result)) == (130, [(OH, "retraction")])
    assert json.loads(result.stdout)["unchecked"] == [
        {
            "DOI": POPOVIC,
            "service": "interrupted",
            "reason": "the watch was broken off before the answer",
        }
    ]
    assert state() == {POPOVIC: [], OH: [f"retraction: {NOTICE} (2026-11-20)"]}


def test_fifty_works_cost_one_request(
    services: StandIn, registered: dict[str, Record]
) -> None:
    dois = [f"10.5555/{number:03}" for number in range(120)]
    for doi in dois:
        registered[doi] = record(
            {"doi": doi, "type": "journal-article", "title": "Of tides"}
        )
    entries = (f"@article{{k{n}, doi = {{{doi}}}}}\n" for n, doi in enumerate(dois))
    Path("many.bib").write_text("".join(entries), "utf-8")

    result = run("many.bib")

    assert "120 DOIs watched: nothing new; 0 unchecked" in result.stdout
    assert services.requests == 3


def test_a_program_decides_itself_when_something_is_seen(
    services: StandIn, registered: dict[str, Record]
) -> None:
    config = Config(
        crossref_url=services.url,
        doi_url=services.url,
        mailto="editor@example.org",
        no_cache=True,
    )
    watch("list.bib", config=config).save()
    update(registered, "retraction")

    unsaved = watch("list.bib", config=config)
    saved = watch("list.bib", config=config)
    saved.save()

    assert [news.kind for news in unsaved.news] == ["retraction"]
    assert [news.kind for news in saved.news] == ["retraction"]
    assert watch("list.bib", config=config).news == ()
