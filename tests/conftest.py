"""What tests of the whole share: one Prefect server, one warehouse with a night in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
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


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "slow: needs the language pipeline, Prefect, a browser or a build; or takes seconds"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        place = item.path.relative_to(ROOT).as_posix()
        if SLOW_FIXTURES & set(getattr(item, "fixturenames", ())) or place.startswith(SLOW_PLACES):
            item.add_marker("slow")


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
def prefect_server() -> Iterator[str]:
    """A real Prefect server of its own for the tests; its address."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        url: str = PREFECT_API_URL.value()
        yield url


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
def run_night(prefect_server: str, model: str) -> RunNight:
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
