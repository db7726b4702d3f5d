"""The log of a run, `run.log` in its folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from typing_extensions import override


class _LogFile(logging.FileHandler):
    """On a full disk, lines are lost without a traceback for each: the run itself says what happened."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Pass over a line that cannot be written."""


@contextmanager
def write_log(file: Path) -> Iterator[None]:
    """Write what the package logs in this block into a file, from the level INFO on."""
    handler = _LogFile(file, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("flows")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    except BaseException:
        logger.exception("the run failed")
        raise
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
        with suppress(OSError):  # a full disk, which the run itself says
            handler.close()
