"""Records in the log of a run how long each part of a step took."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger("flows.load")


@contextmanager
def log_seconds(part: str) -> Iterator[None]:
    """Log the seconds that a part of a step took, if it succeeds."""
    began = time.monotonic()
    yield
    log.info("%s: %.2f s", part, time.monotonic() - began)
