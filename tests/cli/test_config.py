"""Settings: what wins, what is found, and what a bad one is answered with."""

from pathlib import Path

import pytest

from evidencekit.api import settings
from evidencekit.config import Config, configured
from evidencekit.errors import ConfigError
from evidencekit.model import PartialDate, Severity
from evidencekit.services import Settings


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert configured({}, {}, tmp_path) == Config()


def test_option_wins_over_environment_over_file_over_default(tmp_path: Path) -> None:
    write(
        tmp_path / "evidencekit.toml",
        'mailto = "file@example.org"\nfail-on = "note"\nselect = ["EK2"]\n',
    )
    environment = {
        "EVIDENCEKIT_MAILTO": "environment@example.org",
        "EVIDENCEKIT_FAIL_ON": "error",
    }
    options = {"mailto": "option@example.org", "fail_on": None, "select": ()}

    config = configured(options, environment, tmp_path)

    assert config == Config(
        mailto="option@example.org", fail_on=Severity.ERROR, select=("EK2",)
    )


def test_every_setting_can_come_from_the_environment(tmp_path: Path) -> None:
    environment = {
        "EVIDENCEKIT_SELECT": "EK1,EK2 missing-doi",
        "EVIDENCEKIT_IGNORE": "EK303",
        "EVIDENCEKIT_FAIL_ON": "note",
        "EVIDENCEKIT_OFFLINE": "1",
        "EVIDENCEKIT_RECORD": "answers.json",
        "EVIDENCEKIT_MAILTO": "editor@example.org",
        "EVIDENCEKIT_CROSSREF_URL": "http://127.0.0.1:8000/",
        "EVIDENCEKIT_DOI_URL": "http://127.0.0.1:8001",
        "EVIDENCEKIT_CACHE_DIR": "cache",
        "EVIDENCEKIT_NO_CACHE": "yes",
        "EVIDENCEKIT_TIMEOUT": "2.5",
        "EVIDENCEKIT_DATE": "2024-05",
        "PATH": "/usr/bin",
    }

    config = configured({}, environment, tmp_path)

    assert config == Config(
        select=("EK1", "EK2", "missing-doi"),
        ignore=("EK303",),
        fail_on=Severity.NOTE,
        offline=True,
        record=Path("answers.json"),
        mailto="editor@example.org",
        crossref_url="http://127.0.0.1:8000",
        doi_url="http://127.0.0.1:8001",
        cache_dir=Path("cache"),
        no_cache=True,
        timeout_s=2.5,
        date=PartialDate(2024, 5),
    )


def test_the_services_to_ask_are_named_in_one_text_or_in_many(tmp_path: Path) -> None:
    in_one = configured({}, {"EVIDENCEKIT_SERVICES": "crossref, DOI"}, tmp_path)
    in_two = configured({"services": ("crossref", "doi")}, {}, tmp_path)

    assert in_one == in_two == Config(services=("crossref", "doi"))


def test_what_is_not_configured_is_what_the_services_do_by_themselves() -> None:
    by_default = settings(Config(no_cache=True))

    assert by_default == Settings(shared_limits=True)


def test_an_empty_variable_counts_as_unset(tmp_path: Path) -> None:
    assert configured({}, {"EVIDENCEKIT_MAILTO": ""}, tmp_path) == Config()


def test_a_flag_of_the_file_can_be_switched_off_by_option(tmp_path: Path) -> None:
    write(tmp_path / "evidencekit.toml", "offline = true\n")

    assert configured({"offline": False}, {}, tmp_path) == Config(offline=False)


def test_the_nearest_file_upward_that_has_our_settings_is_used(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.evidencekit]\nignore = ["EK303"]\n')
    inner = tmp_path / "article" / "draft"
    inner.mkdir(parents=True)
    write(tmp_path / "article" / "pyproject.toml", '[project]\nname = "x"\n')

    assert configured({}, {}, inner) == Config(ignore=("EK303",))


def test_a_pyproject_file_that_does_not_concern_us_may_be_broken(
    tmp_path: Path,
) -> None:
    write(tmp_path / "pyproject.toml", "= not toml\n")

    assert configured({}, {}, tmp_path) == Config()


def test_a_date_may_be_toml_s_own(tmp_path: Path) -> None:
    write(tmp_path / "evidencekit.toml", "date = 2024-05-31\n")

    assert configured({}, {}, tmp_path) == Config(date=PartialDate(2024, 5, 31))


def test_paths_in_a_file_start_where_the_file_stands(tmp_path: Path) -> None:
    write(tmp_path / "evidencekit.toml", 'replay = "records.json"\n')
    inner = tmp_path / "inner"
    inner.mkdir()

    assert configured({}, {}, inner) == Config(replay=tmp_path / "records.json")


def test_a_named_file_is_used_in_place_of_the_one_found(tmp_path: Path) -> None:
    write(tmp_path / "evidencekit.toml", "offline = true\n")
    other = tmp_path / "other.toml"
    write(other, 'ignore = "EK401"\n')

    assert configured({}, {}, tmp_path, other) == Config(ignore=("EK401",))


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        (
            'fail-on = "fatal"',
            'fail-on: "fatal" cannot be used; give error, warning or note',
        ),
        ("offline = 3", "offline: 3 cannot be used; give true or false"),
        (
            "select = [1]",
            "select: [1] cannot be used; give rule codes or names, such as "
            '["EK2", "missing-doi"]',
        ),
        (
            'mailto = "me"',
            "mailto: what is given cannot be used; give one e-mail address",
        ),
        (
            'doi-url = "doi.org"',
            'doi-url: "doi.org" cannot be used; give a URL that begins with '
            "https:// or http://",
        ),
        (
            "date = 31",
            "date: 31 cannot be used; give a date such as 2024-05-31, 2024-05 or 2024",
        ),
        ("replay = 1", "replay: 1 cannot be used; give a path"),
        (
            'services = ["crossref", "openalex"]',
            "services: ['crossref', 'openalex'] cannot be used; there are crossref, "
            "doi, datacite, pubmed, pmc",
        ),
        (
            'ncbi-api-key = "no key"',
            "ncbi-api-key: what is given cannot be used; "
            "give a key of letters and digits",
        ),
        (
            "timeout = 0",
            "timeout: 0 cannot be used; give a number of seconds above 0",
        ),
        (
            "colour = true",
            "colour: no such setting; there are baseline, cache-dir, crossref-url, "
            "datacite-url, date, doi-url, embeddings, fail-on, ignore, mailto, "
            "ncbi-api-key, no-cache, offline, pmc-url, pubmed-url, record, replay, "
            "select, services, severity, timeout",
        ),
    ],
)
def test_a_bad_setting_is_named_with_its_file_and_the_way_out(
    tmp_path: Path, setting: str, complaint: str
) -> None:
    file = tmp_path / "evidencekit.toml"
    write(file, setting)

    with pytest.raises(ConfigError) as raised:
        configured({}, {}, tmp_path)

    assert str(raised.value) == f"{file}: {complaint}"


def test_a_bad_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        configured({}, {"EVIDENCEKIT_OFFLINE": "maybe"}, tmp_path)

    assert str(raised.value) == (
        'EVIDENCEKIT_OFFLINE: "maybe" cannot be used; give true or false'
    )


def test_a_bad_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        configured({"crossref_url": "ftp://x"}, {}, tmp_path)

    assert str(raised.value) == (
        '--crossref-url: "ftp://x" cannot be used; give a URL that begins with '
        "https:// or http://"
    )


def test_recording_while_replaying_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        configured({"record": Path("a"), "replay": Path("b")}, {}, tmp_path)

    assert str(raised.value) == (
        "record and replay exclude each other: to renew a records file, "
        "give record alone"
    )


def test_a_missing_or_broken_file_is_one_clear_line(tmp_path: Path) -> None:
    missing, broken = tmp_path / "missing.toml", tmp_path / "broken.toml"
    write(broken, "a = \n")

    with pytest.raises(ConfigError) as of_missing:
        configured({}, {}, tmp_path, missing)
    with pytest.raises(ConfigError) as of_broken:
        configured({}, {}, tmp_path, broken)

    assert str(of_missing.value) == (
        f"{missing}: cannot be read (No such file or directory)"
    )
    assert str(of_broken.value) == (
        f"{broken}: is not valid TOML: Invalid value (at line 1, column 5)"
    )


def write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
