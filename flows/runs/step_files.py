"""The results of the finished steps of a run, one JSON file a step or shard, so that a resumed run takes them over.

A file is written whole or not at all, after its step has ended. The rows themselves are in Parquet files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.enums import StepName
from flows.system.whole_files import write_whole

PARAMETERS = "parameters.json"
"""The file with the parameters of the run."""

_ORDER = list(StepName)


@dataclass(frozen=True)
class Kept:
    """The result of a finished step, and the seconds that it took."""

    result: Any
    seconds: float


@dataclass(frozen=True)
class StepFiles:
    """The files of one run, in `folder`."""

    folder: Path

    def read(self, step: StepName, kind: Any, part: str = "") -> Kept | None:
        """The result of a finished step (or its `part`, a shard) as the type `kind`; None if it has to be done.

        A result whose files are gone has to be done again.
        """
        try:
            kept = json.loads(self._path(step, part).read_text("utf-8"))
            return Kept(TypeAdapter(kind).validate_python(kept["result"]), kept["seconds"])
        except (OSError, ValueError, KeyError, ValidationError):
            return None

    def write(self, step: StepName, kind: Any, result: Any, seconds: float, part: str = "") -> None:
        """Keep the result of a step that has ended."""
        kept = {"result": TypeAdapter(kind).dump_python(result, mode="json"), "seconds": seconds}
        write_whole(self._path(step, part), json.dumps(kept).encode(), is_synced=True)

    def remove_after(self, step: StepName) -> None:
        """Remove the results of all steps after `step`: they depend on it."""
        for later in _ORDER[_ORDER.index(step) + 1 :]:
            for file in self.folder.glob(f"{_ORDER.index(later)}-*.json"):
                file.unlink()

    def _path(self, step: StepName, part: str) -> Path:
        return self.folder / f"{_ORDER.index(step)}-{step}{part and f'-{part}'}.json"
