"""What tests of the whole share: one Prefect server, one warehouse with a night in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

# Read by the packages when they are imported.
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"
os.environ.pop("PREFECT_API_URL", None)

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "seeds" / "articles"
NIGHT = date(2026, 11, 22)
START = datetime(2026, 11, 22, 2, tzinfo=UTC)

SLOW_FIXTURES = {"model", "prefect_server"}
"""A test that asks for one of these, even through another fixture, is marked `slow`."""
SLOW_PLACES = (
    "tests/site/",
    "tests/packaging/",
    "tests/models/test_card.py",
    "tests/models/test_mentions.py",
    "tests/models/test_silver.py",
    "tests/docs/test_site.py",
    "tests/ingest/test_mutations.py",
    "tests/identity/test_order.py",
    "tests/identity/test_variant_pairs.py",
    "tests/validate/test_apart.py",
    "tests/validate/test_gate.py",
    "tests/validate/test_step.py",
    "tests/alert/test_step.py",
    "tests/cli/test_serve.py",
    "tests/examples/",
    "tests/ingest/fetch/test_crawl.py",
    "tests/ingest/fetch/test_faults.py",
    "tests/load/test_forget.py",
    "tests/load/test_step.py",
    "tests/load/test_stories.py",
    "tests/load/test_verify.py",
    "tests/report/test_diff.py",
)
"""Where tests build sites or packages, drive a browser, score the weights, read all places of the world, judge
hundreds of made inputs, start the gate's process, ask real servers night after night, or publish whole nights."""

LONGEST = (
    "tests/cli/test_serve.py",
    "tests/cli/test_run.py",
    "tests/runs/test_resume.py",
    "tests/nightly/test_flow.py",
    "tests/nightly/test_closing.py",
    "tests/alert/test_nights.py",
)
"""The files that take longest, the longest first."""


def pytest_configure(config: pytest.Config) -> None:
    if moved := [place for place in (*SLOW_PLACES, *LONGEST) if not (ROOT / place).exists()]:
        raise pytest.UsageError(f"tests/conftest.py names tests that are elsewhere now: {', '.join(moved)}")
    config.addinivalue_line(
        "markers", "slow: needs the language pipeline, Prefect, a browser or a build; or takes seconds"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests; put their files first, so that no process is left alone with one at the end."""
    for item in items:
        if SLOW_FIXTURES & set(getattr(item, "fixturenames", ())) or find_place(item).startswith(SLOW_PLACES):
            item.add_marker("slow")
    slow_files = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (rank_length(item), item.path not in slow_files))


def find_place(item: pytest.Item) -> str:
    """The path of a test's file in this checkout."""
    return item.path.relative_to(ROOT).as_posix()


def rank_length(item: pytest.Item) -> int:
    """The rank of a test's file among the longest; that of all others is behind them."""
    place = find_place(item)
    return LONGEST.index(place) if place in LONGEST else len(LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Escape what UTF-8 cannot hold in captured output: pytest-xdist sends reports between processes as UTF-8."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections]
    return report


@pytest.fixture(scope="session")
def model() -> str:
    """The language pipeline of the tests; those that need one are skipped where there is none."""
    folder = os.environ.get("ONRECORD_MODEL", str(ROOT / "models" / "en_onrecord_sm"))
    if not Path(folder).is_dir():
        pytest.skip("models/en_onrecord_sm is not in this checkout; ONRECORD_MODEL=FOLDER names another pipeline")
    return folder


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Prefect server of its own for the tests, as a night starts one; its address."""
    from prefect.context import _temporary_global_settings_context, get_settings_context

    from flows.cli.prefect_client import send_the_rest, use_server
    from flows.cli.server import TemporaryServer

    with TemporaryServer(tmp_path_factory.mktemp("prefect")) as server:
        server.wait_until_ready()
        with (
            use_server(server.api_url),
            # Prefect's own threads know the settings of its import alone, and would start a server of their own.
            _temporary_global_settings_context(get_settings_context()),
            send_the_rest(server.is_running),
        ):
            yield server.api_url


@pytest.fixture(scope="session")
def kept_gate() -> Iterator[None]:
    """One gate for all nights of this process: each would import Great Expectations anew, which takes seconds."""
    from flows.nightly import flow
    from flows.validate.apart import end_gate

    with end_gate(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "dismiss_gate", lambda: None)
        patch.setattr(flow, "end_gate", nullcontext)
        yield


@dataclass(frozen=True)
class Night:
    """A night that has been run: its warehouse and its run."""

    warehouse: Path
    run_id: str

    def ledger(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        """The rows of a query on the ledger."""
        from flows.ledger import Ledger

        with Ledger.read(self.warehouse) as ledger:
            return ledger.rows(query, parameters)

    def sql(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query on the published file."""
        from flows.load.database import open_published

        with open_published(self.warehouse / "onrecord.duckdb") as connection:
            return connection.sql(query).fetchall()

    def outcomes(self) -> dict[str, str]:
        """The outcome of each input of the run, by the last part of its name."""
        rows = self.ledger("select input, outcome from outcomes where run_id = ?", self.run_id)
        return {Path(row["input"]).name: row["outcome"] for row in rows}


RunNight = Callable[..., Night]


@pytest.fixture(scope="session")
def run_night(prefect_server: str, kept_gate: None, model: str) -> RunNight:
    """A function that runs one night: `run_night(warehouse, targets, night=…, started_at=…, **settings)`."""
    from flows.nightly.flow import nightly

    def run(
        warehouse: Path, *targets: Path, night: date = NIGHT, started_at: datetime = START, **settings: Any
    ) -> Night:
        overrides = {"warehouse": str(warehouse), "model": model, **settings}
        names = [str(target) for target in targets]
        return Night(warehouse, nightly(names, night=night, started_at=started_at, overrides=overrides))

    return run


@pytest.fixture(scope="session")
def first_night(run_night: RunNight, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """A night on the sample articles. Its warehouse is only read, except by `second_night`."""
    return run_night(tmp_path_factory.mktemp("warehouse"), SAMPLES)
