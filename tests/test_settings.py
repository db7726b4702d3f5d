"""Where a setting comes from, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import find_stray_variables, load


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an environment without our variables."""
    for name in ("WAREHOUSE", "MODEL", "WORKERS", "LANGUAGES", "TIME_ZONE", "ALERT_TO"):
        monkeypatch.delenv(f"ONRECORD_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str | bytes) -> None:
    Path("onrecord.toml").write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def test_a_flag_wins_over_the_environment_over_the_file_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().workers == 2
    write("workers = 3")
    assert load().workers == 3
    monkeypatch.setenv("ONRECORD_WORKERS", "4")
    assert load().workers == 4
    assert load(workers=5).workers == 5


def test_a_flag_that_was_not_given_is_no_flag() -> None:
    write("workers = 3")
    assert load(workers=None, warehouse=None).workers == 3


def test_nothing_is_read_before_it_is_asked_for() -> None:
    before = load().warehouse
    write('warehouse = "elsewhere"')
    assert (before, load().warehouse) == (Path("warehouse"), Path("elsewhere"))


@pytest.mark.parametrize("given", ["tr", "tr,en", "tr, en", '["tr", "en"]'])
def test_languages_can_be_listed_in_the_environment(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ONRECORD_LANGUAGES", given)
    assert load().languages - {"en"} == {"tr"}


def test_a_secret_is_not_shown() -> None:
    write('alert_to = "mailto://user:password@mail.test"')
    assert "password" not in repr(load())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wharehouse = 'x'", r"wharehouse: unknown setting; did you mean warehouse\?"),
        ("[fetching]\nretry = 1", r"fetching.retry: unknown setting; did you mean fetching.retries\?"),
        (
            "[sources.courier]\nkind = 'feed'\nurl = ['https://courier.test']\nurls = []",
            r"sources.courier.url: unknown setting; did you mean sources.courier.urls\?",
        ),
        ("zzz = 1", "zzz: unknown setting; `onrecord init` lists all settings"),
        ("workers = 0", "workers: Input should be greater than or equal to 1"),
        ("workers = 'many'", "workers: Input should be a valid integer"),
        ("time_zone = 'Europe/Constantinopel'", "time_zone: .*'Europe/Constantinopel' is not a time zone"),
        ("time_zone = 'Europe'", "'Europe' is not a time zone"),
        ("time_zone = '../etc'", "'../etc' is not a time zone"),
        ("task_runner = 'dask'", "task_runner: Input should be 'processes' or 'threads'"),
        ("[sources.courier]\nkind = 'feed'", "sources.courier: .*a source of kind 'feed' needs urls"),
        ("workers = ", "onrecord.toml is not valid TOML: Invalid value"),
        ("[sources", "onrecord.toml is not valid TOML"),
        (b"warehouse = 'caf\xe9'", "onrecord.toml is not valid TOML: .*utf-8"),
    ],
)
def test_a_wrong_setting_is_a_usage_error_that_names_it(text: str | bytes, said: str) -> None:
    write(text)
    with pytest.raises(UsageError, match=said) as error:
        load()
    assert "onrecord.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_variable_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WORKERS", "many")
    with pytest.raises(UsageError, match="workers: "):
        load()


@pytest.mark.parametrize("name", ["WAREHOUSE", "MODEL", "WORKERS", "LANGUAGES", "ALERT_TO"])
def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = load()
    monkeypatch.setenv(f"ONRECORD_{name}", "")
    assert load() == before


def test_a_variable_that_sets_nothing_is_noticed_with_the_one_that_may_be_meant() -> None:
    strays = find_stray_variables(
        {
            "ONRECORD_WORKRES": "4",
            "ONRECORD_FETCHING__DELAYS": "1",
            "ONRECORD_NONSENSE": "1",
            "ONRECORD_WORKERS": "4",
            "ONRECORD_FETCHING": "{}",
            "ONRECORD_FETCHING__DELAY": "1",
            "onrecord_model": "en_core_web_sm",
            "ONRECORD_SOURCES__COURIER__KIND": "feed",
            "PATH": "/bin",
        }
    )
    assert strays == {
        "ONRECORD_FETCHING__DELAYS": "ONRECORD_FETCHING__DELAY",
        "ONRECORD_NONSENSE": None,
        "ONRECORD_WORKRES": "ONRECORD_WORKERS",
    }


def test_a_variable_that_is_not_the_json_it_should_be_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_SOURCES", "{courier")
    with pytest.raises(UsageError, match="sources"):
        load()


def test_a_wrong_flag_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"workers: .*less than or equal to 4096"):
        load(workers=5_000)
