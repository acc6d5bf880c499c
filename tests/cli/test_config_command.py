"""`evidencekit config`, the schema of the file, and names that are nearly right."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main
from evidencekit.config import SETTINGS, Config, configured, key_of, variable_of
from evidencekit.config.schema import schema
from evidencekit.errors import ConfigError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["config", *arguments], env=environment)


def test_it_says_what_is_in_force_and_from_where(folder: Path) -> None:
    file = folder / "pyproject.toml"
    file.write_text(
        '[tool.evidencekit]\nfail-on = "note"\noffline = true\n'
        'severity.EK303 = "error"\n'
        'ignore."10.1000/182" = "a leaflet"\n',
        "utf-8",
    )

    done = run("--format", "json", "--online", EVIDENCEKIT_FAIL_ON="error")

    content = json.loads(done.stdout)
    assert content["file"] == str(file)
    assert list(content["settings"]) == [key_of(name) for name in SETTINGS]
    told = {
        key: (s["value"], s["origin"], s["from"])
        for key, s in content["settings"].items()
        if key in ("fail-on", "offline", "severity", "timeout", "mailto")
    }
    assert told == {
        "fail-on": ("error", "environment", "EVIDENCEKIT_FAIL_ON"),
        "offline": (False, "option", "--offline"),
        "severity": ({"EK303": "error"}, "file", f"{file}: severity"),
        "timeout": (10.0, "default", "default"),
        "mailto": (None, "default", "default"),
    }
    assert content["exemptions"] == [
        {
            "doi": "10.1000/182",
            "fingerprint": None,
            "rules": [],
            "reason": "a leaflet",
            "path": None,
            "file": "pyproject.toml",
            "line": 5,
        }
    ]


@pytest.mark.parametrize("format_", ["text", "json"])
def test_addresses_and_keys_are_not_shown(format_: str) -> None:
    done = run(
        *("--format", format_, "--mailto", "editor@example.org"),
        EVIDENCEKIT_NCBI_API_KEY="0a1b2c3d4e",
    )

    assert done.exit_code == 0
    assert "editor@" not in done.output
    assert "0a1b2c3d4e" not in done.output
    assert done.output.count("(set, not shown)") == 2
    assert "EVIDENCEKIT_NCBI_API_KEY" in done.output


def test_text_has_a_line_for_each_setting_and_entry(folder: Path) -> None:
    (folder / "evidencekit.toml").write_text(
        "[ignore]\nEK303 = 'x'\n\"10.1000/182\" = "
        "{reason = 'a \\u001B[2J leaflet', rules = 'EK204', path = '*.md'}\n".replace(
            "'a \\u001B[2J leaflet'", '"a \\u001B[2J leaflet"'
        ),
        "utf-8",
    )

    lines = run().stdout.splitlines()

    assert lines[0] == f"configuration file: {folder / 'evidencekit.toml'}"
    assert len(lines) == 2 + len(SETTINGS) + 1
    assert lines[3].split() == [
        "ignore",
        "EK303",
        f"{folder}/evidencekit.toml:",
        "ignore",
    ]
    assert lines[-1] == (
        f"evidencekit.toml:3: 10.1000/182 ignores EK204 in {folder}/*.md: a [2J leaflet"
    )


# Names that are nearly right ---------------------------------------------------------


def test_a_variable_that_means_nothing_is_a_warning_with_the_nearest_name() -> None:
    done = run(
        EVIDENCEKIT_MALITO="x",
        EVIDENCEKIT_STATE="known to watch",
        EVIDENCEKIT_TRACEBACK="1",
        EVIDENCEKIT_WRITE_BASELINE="x",
    )

    assert done.exit_code == 0
    assert done.stderr == (
        "evidencekit: EVIDENCEKIT_MALITO: no such setting "
        "(did you mean EVIDENCEKIT_MAILTO?); it is ignored\n"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--select", "EK2O2"],
            "--select: EK2O2: no rule has this code or name (did you",
        ),
        (["--ignore", "mising-doi"], "(did you mean missing-doi?); see"),
        (["--services", "crosref"], "pubmed, pmc (did you mean crossref?)"),
        (["--config", "missing.toml"], "missing.toml: cannot be read (No such file"),
        (["--config", "."], ".: cannot be read (Is a directory)"),
    ],
)
def test_a_wrong_name_in_an_option_is_one_line(
    arguments: list[str], complaint: str
) -> None:
    done = run(*arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("evidencekit.toml", "fail_onn = 1", "fail_onn: no such setting (did you mean"),
        ("evidencekit.toml", 'ignored = ["EK1"]', "(did you mean ignore?); there are"),
        ("evidencekit.toml", "[severity]\nEK303 = 1", "give error, warning or note"),
        ("evidencekit.toml", "severity = 3", "severity: 3 cannot be used; give a sev"),
        ("evidencekit.toml", "ignore = 3", "ignore: 3 cannot be used; give rule codes"),
        ("evidencekit.toml", 'select = ["EK2O2"]', "select: EK2O2: no rule has this"),
        ("pyproject.toml", "[tool]\nevidencekit = 3", "tool.evidencekit: is no table"),
    ],
)
def test_a_wrong_name_or_type_in_a_file_is_one_line(
    folder: Path, name: str, text: str, complaint: str
) -> None:
    (folder / name).write_text(text + "\n", "utf-8")

    done = run()

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"evidencekit: {folder / name}: ")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_project_file_that_is_named_must_have_our_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")

    done = run("--config", "pyproject.toml")

    assert done.exit_code == 2
    assert "pyproject.toml: has no table [tool.evidencekit]" in done.stderr


def test_a_project_file_whose_tool_is_no_table_does_not_concern_us(
    folder: Path,
) -> None:
    (folder / "pyproject.toml").write_text('tool = "evidencekit"\n', "utf-8")

    assert configured({}, {}, folder) == Config()


# The schema --------------------------------------------------------------------------

GOOD = [
    "",
    'select = "EK2,missing-doi"',
    'select = ["EK2", "missing-doi"]\nignore = ["EK303"]',
    'fail-on = "note"\nbaseline = "known.json"\noffline = true\nno-cache = false',
    'record = "a.json"\nmailto = "a@example.org"\ntimeout = 2.5\ncache-dir = "x"',
    'replay = "a.json"\ntimeout = 3\nncbi-api-key = "0a1b"\ndate = "2024-05"',
    "date = 2024",
    "embeddings = false",
    'services = ["crossref", "doi"]\ncrossref-url = "http://127.0.0.1:8000"',
    'doi-url = "https://doi.org"\ndatacite-url = "https://a.example/x"\n'
    'pubmed-url = "https://a.example"\npmc-url = "https://a.example"',
    '[severity]\nEK303 = "warning"\nmissing-doi = "note"',
    '[ignore]\nEK303 = "why"\n"10.1000/182" = "why"\n0123456789abcdef = "why"\n'
    '"0123456789abcdef-2" = {reason = "why", rules = ["EK2"], path = "*.md"}\n'
    '"https://doi.org/10.1000/182" = {reason = "why", rules = "EK2"}',
]
BAD = [
    "colour = true",
    "select = 3",
    "select = [1]",
    'fail-on = "fatal"',
    "baseline = 1",
    'record = ""',
    "offline = 3",
    'mailto = "me"',
    'doi-url = "doi.org"',
    'pmc-url = "https://user@a.example"',
    'pubmed-url = "https://a.example?key=1"',
    "services = [3]",
    'services = ["openalex"]',
    'ncbi-api-key = "no key"',
    "timeout = 0",
    "timeout = true",
    "date = 31",
    'date = "May"',
    '[severity]\nEK303 = "fatal"',
    "severity = 3",
    '[ignore]\nEK303 = ""',
    "[ignore]\nEK303 = 3",
    '[ignore]\n"10.1000 182" = "x"',
    '[ignore]\n"10.1000/182" = {rules = ["EK2"]}',
    '[ignore]\n"10.1000/182" = {reason = "x", rule = "EK2"}',
    '[ignore]\n"10.1000/182" = {reason = "x", rules = [1]}',
    '[ignore]\n"10.1000/182" = {reason = "x", path = 1}',
]


def stored() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (ROOT / "schema/config-v1.json").read_text("utf-8")
    )
    return content


def test_the_schema_is_one_and_names_every_setting() -> None:
    jsonschema.Draft202012Validator.check_schema(stored())

    assert stored() == json.loads(json.dumps(schema()))
    assert set(stored()["properties"]) == {key_of(name) for name in SETTINGS}
    tried = {key for text in GOOD for key in tomllib.loads(text)}
    assert tried == set(stored()["properties"])


@pytest.mark.parametrize("text", GOOD)
def test_what_the_schema_allows_is_read(folder: Path, text: str) -> None:
    (folder / "evidencekit.toml").write_text(text, "utf-8")

    jsonschema.validate(tomllib.loads(text), stored())
    configured({}, {}, folder)


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_forbids_is_refused(folder: Path, text: str) -> None:
    (folder / "evidencekit.toml").write_text(text, "utf-8")

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), stored())
    with pytest.raises(ConfigError):
        configured({}, {}, folder)


def test_the_example_of_the_documentation_can_be_used(folder: Path) -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    examples = [part.partition("```")[0] for part in page.split("```toml\n")[1:]]

    assert len(examples) == 2
    for example in examples:
        (folder / "evidencekit.toml").write_text(example, "utf-8")
        jsonschema.validate(tomllib.loads(example), stored())
        assert run().exit_code == 0


def test_the_defaults_in_the_schema_are_those_of_the_code() -> None:
    described = {
        k: p["default"] for k, p in stored()["properties"].items() if "default" in p
    }
    defaults = Config()

    assert described == {
        key_of(name): list(value) if isinstance(value, tuple) else value
        for name in SETTINGS
        if (value := getattr(defaults, name)) not in (None, ())
    }


def test_every_setting_has_an_option_of_config_save_the_key() -> None:
    options = {o for p in main.get_command(None, "config").params for o in p.opts}  # type: ignore[union-attr, arg-type]  # our group needs no context, and has the command

    missing = [n for n in SETTINGS if f"--{key_of(n)}" not in options]
    # A command line can be seen by others on the machine.
    assert missing == ["ncbi_api_key"]
    assert len({variable_of(name) for name in SETTINGS}) == len(SETTINGS)
