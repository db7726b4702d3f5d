"""The results of the finished steps of a run, one JSON file a step or shard, so that a resumed run takes them over.

A file is written whole or not at all, after its step has ended. The rows themselves are Parquet files that results name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Kept[T]:
    """The result of a finished step, and the seconds that the step took."""

    result: T
    seconds: float
