import httpx
import pytest
from prefect.server.api.server import SubprocessASGIServer

from flows.cli.server import STARTS, TemporaryServer
from flows.errors import OnRecordError


class Child:
    """A process that has been started and can be stopped."""

    is_alive = True

    def terminate(self) -> None:
        self.is_alive = False

    def wait(self, timeout: float = 0) -> None:
        pass


@pytest.mark.parametrize("slow_answers", range(STARTS))
def test_a_server_too_busy_to_answer_is_started_anew(slow_answers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    children = slow_start(monkeypatch, slow_answers)
    TemporaryServer(port=1 + slow_answers).start()
    assert [child.is_alive for child in children] == [False] * slow_answers + [True]


def test_a_server_that_never_answers_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    children = slow_start(monkeypatch, STARTS)
    with pytest.raises(OnRecordError, match="prefect server start"):
        TemporaryServer(port=99).start()
    assert [child.is_alive for child in children] == [False] * STARTS


def slow_start(monkeypatch: pytest.MonkeyPatch, slow_answers: int) -> list[Child]:
    """Let Prefect's own start time out so many times before it succeeds; the processes it began."""
    children: list[Child] = []

    def start(self: SubprocessASGIServer, timeout: int | None = None) -> None:
        children.append(Child())
        self.server_process = children[-1]  # type: ignore[assignment]
        if len(children) <= slow_answers:
            raise httpx.ReadTimeout("busy")

    monkeypatch.setattr(SubprocessASGIServer, "start", start)
    return children
