"""action.yml: put together as GitHub wants it, and its scripts run as GitHub does.

Source: docs.github.com, "Metadata syntax reference" and "Workflow syntax" for the keys,
and for `shell: bash` the command line.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
CONTEXTS = {
    *("runner.temp", "github.action_path", "github.run_id", "github.run_attempt"),
    *("github.job", "strategy.job-index"),
}


def test_the_action_has_the_keys_that_github_knows() -> None:
    assert {"name", "description", "runs"} <= set(ACTION)
    assert set(ACTION) <= {
        *("name", "author", "description", "inputs", "outputs", "runs", "branding"),
    }
    assert ACTION["runs"]["using"] == "composite"
    for given in ACTION["inputs"].values():
        assert set(given) <= {"description", "required", "default"}
        assert given["description"]
        assert given.get("required") or isinstance(given["default"], str)
    for output in ACTION["outputs"].values():
        assert set(output) == {"description", "value"}
    for step in STEPS:
        assert set(step) <= {"name", "id", "if", "shell", "run", "env", "uses", "with"}
        assert ("run" in step) != ("uses" in step)
        assert ("run" in step) == ("shell" in step)
        assert not step.get("uses") or re.fullmatch(r"[\w./-]+@v\d+", step["uses"])


def test_every_expression_names_something_that_exists() -> None:
    ids = {step["id"] for step in STEPS if "id" in step}
    known = CONTEXTS | {f"inputs.{name}" for name in ACTION["inputs"]}
    text = (ROOT / "action.yml").read_text("utf-8")
    used = {
        name
        for expression in EXPRESSION.findall(text)
        for name in re.findall(r"\b[a-z]+(?:\.[\w-]+)+", expression)
    }
    of_steps = {name for name in used if name.startswith("steps.")}

    assert used - of_steps <= known
    assert {name.split(".")[1] for name in of_steps} <= ids
    written = set(re.findall(r'echo "(\w+)=', text))
    assert {name.split(".")[3] for name in of_steps} <= written


def test_no_script_has_an_expression_in_it() -> None:
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="needs shellcheck")
def test_shellcheck_has_no_complaint() -> None:
    for step in STEPS:
        if "run" in step:
            command = ("shellcheck", "--shell=bash", "-")
            done = subprocess.run(
                command, input=step["run"], capture_output=True, text=True
            )
            assert done.stdout == ""


# Run ---------------------------------------------------------------------------------


@dataclass
class Job:
    """A job with the steps that are scripts, run one after the other."""

    folder: Path
    inputs: dict[str, str]
    outputs: dict[str, str]
    summary: str = ""
    log: str = ""

    def run(self, name: str) -> int:
        """Run the step called `name`; return its exit code."""
        [step] = [step for step in STEPS if step.get("name") == name]
        output, summary = self.folder / "output", self.folder / "summary"
        output.write_text("")
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            **{n: self._filled(value) for n, value in step.get("env", {}).items()},
        }
        script = self.folder / "script.sh"
        script.write_text(step["run"])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder / "workspace",
            env=environment,
            capture_output=True,
            text=True,
        )
        lines = output.read_text().splitlines()
        self.outputs |= dict(line.split("=", 1) for line in lines)
        self.summary = summary.read_text("utf-8") if summary.exists() else ""
        self.log = done.stdout + done.stderr
        return done.returncode

    def _filled(self, text: str) -> str:
        values = {f"inputs.{name}": value for name, value in self.inputs.items()}
        values |= {f"steps.check.outputs.{n}": v for n, v in self.outputs.items()}
        values["runner.temp"] = str(self.folder / "temp")
        return EXPRESSION.sub(lambda match: values[match[1]], text)

    def report(self, name: str) -> str:
        return (self.folder / "temp" / name).read_text("utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    if not shutil.which("bash"):
        pytest.skip("needs bash")
    for folder in ("workspace/content/inner", "temp"):
        (tmp_path / folder).mkdir(parents=True)
    article = (ROOT / "examples/article.md").read_text("utf-8")
    (tmp_path / "workspace/content/inner/article.md").write_text(article, "utf-8")
    inputs = {n: str(i.get("default", "")) for n, i in ACTION["inputs"].items()}
    inputs["options"] = f"--replay {ROOT / 'examples/records.json'}"
    inputs["paths"] = "content/**/*.md"
    return Job(tmp_path, inputs, {})


def test_findings_go_to_annotations_summary_and_reports(job: Job) -> None:
    assert job.run("Check the references") == 0
    assert job.outputs == {"reports": "true", "code": "1"}
    assert "::error file=content/inner/article.md,line=89," in job.log
    assert job.summary.startswith("## References\n")
    assert "EK202" in job.summary
    sarif = json.loads(job.report("evidencekit.sarif"))
    assert len(sarif["runs"][0]["results"]) == 7
    assert "<html" in job.report("evidencekit.html")
    assert job.run("Result") == 1


def test_options_count_and_nothing_found_ends_with_0(job: Job) -> None:
    job.inputs["options"] += " --select EK303 --fail-on error"

    assert job.run("Check the references") == 0
    assert job.outputs["code"] == "0"
    assert job.run("Result") == 0


def test_wrong_usage_has_no_reports_and_fails(job: Job) -> None:
    job.inputs["options"] += " --select EK999"

    assert job.run("Check the references") == 0
    assert job.outputs == {"code": "2"}
    assert "EK999: no rule has this code" in job.log
    assert job.summary == ""
    assert job.run("Result") == 2


def test_one_unreadable_file_costs_neither_the_report_nor_the_failure(job: Job) -> None:
    job.inputs["paths"] += " missing.md"

    job.run("Check the references")

    assert job.outputs == {"reports": "true", "code": "2"}
    assert "EK202" in job.summary


def test_no_input_runs_a_command(job: Job) -> None:
    job.inputs["paths"] = (
        'content/inner/article.md $(touch ran) `touch ran` ;touch "ran"'
    )
    job.inputs["since"] = "$(touch ran)"
    job.inputs["mailto"] = "$(touch ran)@example.org"

    job.run("Check the references")

    assert job.outputs["code"] == "2"
    assert not (job.folder / "workspace/ran").exists()


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_since_checks_what_changed(job: Job) -> None:
    workspace = job.folder / "workspace"
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=workspace, check=True)
    job.inputs |= {"paths": ".", "since": "HEAD"}
    job.run("Check the references")
    nothing = dict(job.outputs)
    (workspace / "new.bib").write_text("@misc{a, title={A}, doi={10.1/}}\n")
    job.run("Check the references")

    assert nothing == {"reports": "true", "code": "0"}
    assert "file=new.bib" in job.log
    assert "article.md" not in job.log
