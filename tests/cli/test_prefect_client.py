"""What a run does when its temporary Prefect server is gone."""

from __future__ import annotations

import logging

import pytest
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES

from flows.cli.prefect_client import RETRIES, drop_lost_lines, send_the_rest, use_server


def test_a_dead_server_is_asked_only_a_few_times() -> None:
    with use_server("http://127.0.0.1:9/api"):
        assert PREFECT_CLIENT_MAX_RETRIES.value() == RETRIES


def test_a_lost_line_of_the_log_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    drop_lost_lines()
    record = logging.LogRecord("flows", logging.INFO, __file__, 1, "%d", ("no number",), None)
    logging.StreamHandler().handle(record)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("is_running", [True, False])
def test_nothing_is_sent_to_a_server_that_is_gone(is_running: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    drained: list[float] = []
    monkeypatch.setattr(EventsWorker, "drain_all", lambda timeout: drained.append(timeout))
    monkeypatch.setattr("prefect.logging.handlers.APILogHandler.flush", lambda _: None)
    with send_the_rest(lambda: is_running):
        pass
    assert bool(drained) is is_running
