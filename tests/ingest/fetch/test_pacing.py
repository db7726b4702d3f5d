"""When the next request to a host may go: on a clock of the test's own."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from flows.ingest.fetch.pacing import Pacer, backoff, parse_retry_after
from flows.settings import Fetching


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were slept; the clock stands at 100 s but for them."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))

    monkeypatch.setattr("flows.ingest.fetch.pacing.time.monotonic", lambda: 100.0)
    monkeypatch.setattr("flows.ingest.fetch.pacing.asyncio.sleep", sleep)
    return slept


def wait(pacer: Pacer, *hosts: str) -> None:
    async def all_of_them() -> None:
        for host in hosts:
            await pacer.wait(host)

    asyncio.run(all_of_them())


def test_requests_are_spaced_per_host(waits: list[float]) -> None:
    wait(Pacer(Fetching(delay=2)), "a", "a", "b", "a")
    assert waits == [0, 2, 0, 4]


def test_a_host_can_only_lengthen_the_delay(waits: list[float]) -> None:
    pacer = Pacer(Fetching(delay=2))
    pacer.set_delay("slow", 5)
    pacer.set_delay("fast", 1)
    wait(pacer, "slow", "slow", "fast", "fast")
    assert waits == [0, 5, 0, 2]


def test_backoff_doubles_with_jitter() -> None:
    settings = Fetching(backoff=1)
    assert all(0.5 * 2**n <= backoff(settings, n) <= 1.5 * 2**n for n in range(5) for _ in range(50))
    assert len({backoff(settings, 0) for _ in range(50)}) > 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7), (" 0 ", 0), ("Sun, 22 Nov 2026 02:01:00 GMT", 60), ("Sun, 22 Nov 2026 01:00:00 GMT", 0), ("soon", None),
     ("", None), (None, None), ("9" * 400, 999999999)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_time(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, datetime(2026, 11, 22, 2, tzinfo=UTC)) == seconds
