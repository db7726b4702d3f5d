"""The log of a run holds its lines, and a disk that is full stops nothing."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from flows.runs.log import write_log

log = logging.getLogger("flows.trial")


def test_lines_of_a_run_are_in_its_log(tmp_path: Path) -> None:
    with write_log(tmp_path / "run.log"):
        log.info("starts")
    log.info("later")
    text = (tmp_path / "run.log").read_text("utf-8")
    assert "INFO flows.trial: starts" in text
    assert "later" not in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a file of Linux")
def test_a_full_disk_prints_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with write_log(Path("/dev/full")):
        log.info("starts")
    assert "Traceback" not in capsys.readouterr().err
