"""A long check under every trouble: 1,000 references against the enforcing stand-in.

    python -m bench.endurance [--works FILE] [--references N] [SCENARIO ...]

The stand-in keeps to Crossref's limits of the polite pool (429 above them) and takes
0.3 seconds for an answer; the command runs in a process of its own. Reports are
compared byte for byte with the first cold run's, with the stand-in's port masked, and
every `retrieved`: it is the time of day at which a service answered.
"""

import argparse
import json
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.standin.checks import begun, environment, masked
from tests.standin.faults import PASSING, Fault, Mix
from tests.standin.limits import REAL_LIMITS
from tests.standin.records import Record, records
from tests.standin.server import StandIn

WORKS = Path(__file__).parents[2] / "shared/data/crossref/works.jsonl.gz"
_LATENCY_S = 0.3


@dataclass
class Bench:
    """What the scenarios share."""

    works: dict[str, Record]
    folder: Path
    count: int
    reports: dict[str, str] = field(default_factory=dict)

    def standin(self) -> StandIn:
        return StandIn(self.works, limits=REAL_LIMITS, latency_s=_LATENCY_S)

    def article(self, suffix: str) -> Path:
        path = self.folder / f"references{suffix}"
        if not path.exists():
            write = bibtex if suffix == ".bib" else printed
            chosen = [w for w in self.works.values() if usable(w)][: self.count]
            path.write_text(write(chosen), "utf-8")
        return path

    def expected(self) -> str:
        """Return the report of a cold run without any trouble."""
        if "cold" not in self.reports:
            with self.standin() as standin:
                self.reports["cold"] = self.run(standin, "expected").report
        return self.reports["cold"]

    def run(self, standin: StandIn, cache: str, *options: str) -> "Run":
        return self.begun(standin, cache, *options).ended()

    def begun(
        self, standin: StandIn, cache: str, *options: str, suffix: str = ".bib"
    ) -> "Begun":
        started = time.perf_counter()
        process = begun(
            self.article(suffix),
            environment(
                standin.url,
                self.folder / cache,
                EVIDENCEKIT_MAILTO="bench@example.org",
            ),
            *options,
        )
        return Begun(process, started, standin.url)


@dataclass(frozen=True)
class Begun:
    """A check that is running."""

    process: subprocess.Popen[str]
    started: float
    url: str

    def ended(self) -> "Run":
        output, errors = self.process.communicate()
        seconds = time.perf_counter() - self.started
        report = masked(output).replace(self.url, "http://standin")
        return Run(self.process.returncode, report, errors, seconds)


@dataclass(frozen=True)
class Run:
    """How a check ended."""

    code: int
    report: str
    errors: str
    seconds: float


def cold(bench: Bench) -> None:
    """At the limit and not above: 20 batches at 3 a second are 6.7 seconds."""
    for suffix in (".bib", ".txt"):
        with bench.standin() as standin:
            run = bench.begun(standin, f"cold{suffix}", suffix=suffix).ended()
        kinds = Counter("doi.org" if "doiRA" in t else "Crossref" for t in standin.log)
        if suffix == ".bib":
            bench.reports["cold"] = run.report
        say(f"cold {suffix}", run, standin, f"requests {dict(kinds)}", pace(standin))


def warm(bench: Bench) -> None:
    """The second run asks nobody."""
    for suffix in (".bib", ".txt"):
        with bench.standin() as standin:
            bench.begun(standin, f"warm{suffix}", suffix=suffix).ended()
            asked = standin.requests
            run = bench.begun(standin, f"warm{suffix}", suffix=suffix).ended()
            say(f"warm {suffix}", run, standin, f"asked {standin.requests - asked}")


def faults(bench: Bench) -> None:
    """One request in ten fails, in every way alone, and in all ways mixed."""
    expected = bench.expected()
    kinds = [*((fault,) for fault in PASSING), *[PASSING] * 3]
    for seed, mix in enumerate(kinds, start=1):
        with bench.standin() as standin:
            standin.mix = Mix(0.1, mix, seed)
            run = bench.run(standin, f"faults{seed}")
        name = mix[0].value if len(mix) == 1 else f"all, seed {seed}"
        say(f"faults: {name}", run, standin, same(run.report, expected))


def killed(bench: Bench) -> None:
    """Killed in the middle, three times: nothing is lost, and nothing asked twice."""
    expected = bench.expected()
    lost = 0
    with bench.standin() as standin:
        for requests in (5, 11, 17):
            begun = bench.begun(standin, "killed")
            wait(lambda most=requests: standin.requests >= most)  # type: ignore[misc]
            begun.process.send_signal(signal.SIGKILL)
            # An answer sent this long ago has come and was kept.
            known = asked(
                t for at, t in standin.answered if at < time.monotonic() - 0.2
            )
            before = standin.requests
            begun.ended()
            lost += len(known & asked(standin.log[before:]))
        before = standin.requests
        run = bench.run(standin, "killed")
        lost += len(known & asked(standin.log[before:]))
        notes = f"answered and asked for again: {lost}"
        say("killed three times", run, standin, same(run.report, expected), notes)


def together(bench: Bench) -> None:
    """Two at once: with one cache, and with one each; the limit is for both."""
    expected = bench.expected()
    for caches in (("one", "one"), ("left", "right")):
        with bench.standin() as standin:
            begun = [bench.begun(standin, cache) for cache in caches]
            for run in [process.ended() for process in begun]:
                say(f"two at once, caches {caches}", run, standin, pace(standin))
                print(f"    {same(run.report, expected)} {run.errors.strip()}")


def corrupt(bench: Bench) -> None:
    """A cache damaged in the middle, in its head, and no database at all."""
    expected = bench.expected()
    damages: dict[str, Callable[[bytes], bytes]] = {
        "middle": lambda d: d[: len(d) // 2] + b"\xff" * 9000 + d[len(d) // 2 + 9000 :],
        "head": lambda d: b"\0" * 200 + d[200:],
        "cut": lambda d: d[: len(d) // 3],
        "text": lambda _: b"no database " * 999,
    }
    for name, damage in damages.items():
        with bench.standin() as standin:
            bench.run(standin, f"corrupt-{name}")
            before = standin.requests
            file = bench.folder / f"corrupt-{name}" / "answers.sqlite3"
            file.write_bytes(damage(file.read_bytes()))
            run = bench.run(standin, f"corrupt-{name}")
            asked = standin.requests - before
            again = bench.run(standin, f"corrupt-{name}")
            after = standin.requests - before - asked
            notes = f"asked {asked}, then {after}; said: {run.errors.strip()}"
            say(f"corrupt: {name}", run, standin, same(run.report, expected), notes)
            print(f"    then {same(again.report, expected)} {again.errors.strip()}")


def dead(bench: Bench) -> None:
    """From the start, or after five answers: it ends soon, with the rest unchecked."""
    for fault in (Fault.ERROR_JSON, Fault.SLOW, Fault.RESET, Fault.TOO_MANY):
        for answers in (0, 5):
            with bench.standin() as standin:
                begun = bench.begun(standin, f"dead-{fault}-{answers}", "--quiet")
                wait(
                    lambda standin=standin, most=answers: (  # type: ignore[misc]
                        len(standin.answered) >= most
                    )
                )
                standin.crossref_fault, since = fault, time.perf_counter()
                run = begun.ended()
                left_s = time.perf_counter() - since
            unchecked = json.loads(run.report)["summary"]["unchecked"]
            notes = f"unchecked {unchecked}, {left_s:.1f} s after its death"
            say(f"dead: {fault}, answers {answers}", run, standin, notes)


SCENARIOS: Mapping[str, Callable[[Bench], None]] = {
    function.__name__: function
    for function in (cold, warm, faults, killed, together, corrupt, dead)
}


def main() -> None:
    """Run the scenarios and print what came of them."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.endurance", description="A long check under trouble."
    )
    parser.add_argument("--works", type=Path, default=WORKS)
    parser.add_argument("--references", type=int, default=1000)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(records(works=chosen.works), Path(folder), chosen.references)
        for name in chosen.scenarios or SCENARIOS:
            SCENARIOS[name](bench)


def say(name: str, run: Run, standin: StandIn, *notes: str) -> None:
    """Print one line."""
    print(
        f"{name:<32}{run.seconds:7.2f} s  exit {run.code}  "
        f"429 for the pace: {standin.refused}  {', '.join(notes)}",
        flush=True,
    )


def pace(standin: StandIn) -> str:
    """Say how the limits on lists were kept."""
    gate = standin.gates["polite", "list"]
    times = [at for at, target in standin.answered if target.startswith("/works?")]
    batches = ""
    if len(times) > 19:
        batches = f"20 lists in {times[19] - times[0] + _LATENCY_S:.2f} s, "
    return f"{batches}most in a second {gate.busiest}, at once {gate.fullest}"


def same(report: str, expected: str) -> str:
    """Say whether the reports are the same, or where they first differ."""
    if report == expected:
        return "same report"
    ours, theirs = report.splitlines(), expected.splitlines()
    pairs = zip(ours, theirs, strict=False)
    first = next((pair for pair in pairs if pair[0] != pair[1]), (len(ours), 0))
    return f"ANOTHER REPORT: {first}"


def asked(targets: Iterable[str]) -> set[str]:
    """Return the DOIs that requests to Crossref ask for."""
    dois = set()
    for target in targets:
        url = urlsplit(target)
        for part in parse_qs(url.query).get("filter", [""])[0].split(","):
            if part.startswith("doi:"):
                dois.add(part.removeprefix("doi:"))
        if url.path.startswith("/works/"):
            dois.add(unquote(url.path.removeprefix("/works/")))
    return dois


def wait(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds, a minute at most."""
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)


def usable(work: Record) -> bool:
    """Say whether a list may name the work: almost all that have a title."""
    named = all("family" in author for author in work.get("author", ()))
    dated = (work.get("issued") or {}).get("date-parts", [[None]])[0][0]
    return bool(work.get("title") and dated and named and "," not in work["DOI"])


def bibtex(works: Sequence[Record]) -> str:
    """Return a bibliography of the works as they are registered."""
    entries = []
    for number, work in enumerate(works):
        names = " and ".join(
            f"{a['family']}, {a.get('given', '')}" for a in work.get("author", ())
        )
        fields = {
            "title": f"{{{work['title'][0]}}}",
            "author": names,
            "journal": " ".join(work.get("container-title", ())[:1]),
            "volume": work.get("volume"),
            "number": work.get("issue"),
            "pages": work.get("page"),
            "year": str(work["issued"]["date-parts"][0][0]),
            "doi": work["DOI"],
        }
        lines = (f"  {k} = {{{v}}}" for k, v in fields.items() if v)
        entries.append(f"@article{{work{number},\n" + ",\n".join(lines) + "\n}\n")
    return "\n".join(entries)


def printed(works: Sequence[Record]) -> str:
    """Return a text with a numbered list of the works."""
    lines = ["# A long review", "", "All that is known is in the literature [1].", ""]
    lines += ["## References", ""]
    for number, work in enumerate(works, start=1):
        lines.append(f"{number}. {_vancouver(work)}")
    return "\n".join(lines) + "\n"


def _vancouver(work: Mapping[str, Any]) -> str:
    authors = work.get("author", ())
    names = [
        f"{a['family']} {''.join(p[0] for p in a.get('given', '').split())}".strip()
        for a in authors[:6]
    ]
    if len(authors) > 6:
        names.append("et al")
    issue = f"({work['issue']})" if work.get("issue") else ""
    pages = f":{work['page']}" if work.get("page") else ""
    parts = [
        ", ".join(names),
        " ".join(work["title"][0].split()).rstrip("."),
        " ".join(work.get("container-title", ())[:1]),
        f"{work['issued']['date-parts'][0][0]};{work.get('volume', '')}{issue}{pages}",
        f"doi:{work['DOI']}",
    ]
    return ". ".join(filter(None, parts))


if __name__ == "__main__":
    main()
