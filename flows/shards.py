"""Extracts the shards of a night in parallel. A shard that an earlier attempt of the run has done is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.futures import as_completed

from flows.enums import StepName
from flows.extract import Extracted
from flows.orphans import block_sigint
from flows.prefect_tasks import extract_task, make_task_runner
from flows.progress import Report
from flows.run import Run


def extract_shards(run: Run, shards: Sequence[Path], report: Report) -> list[Extracted]:
    """The results of `shards`, in any order. Each is kept as soon as it is done."""
    settings = run.settings
    kept = {shard: run.files.read(StepName.EXTRACT, Extracted, shard.stem) for shard in shards}
    extracted: list[Extracted] = [one.result for one in kept.values() if one]
    left = [shard for shard in shards if not kept[shard]]
    common = {
        "folder": run.folder / "extracted",
        "model": settings.model,
        "seeds": settings.seeds,
        "languages": settings.languages,
    }
    with make_task_runner(settings, len(left)) as runner:
        with block_sigint():
            futures = {runner.submit(extract_task, parameters={"articles": one, **common}): one for one in left}
        report(len(extracted), len(shards))
        for future in as_completed(list(futures)):
            result: Extracted = future.result()
            run.files.write(StepName.EXTRACT, Extracted, result, result.seconds, futures[future].stem)
            extracted.append(result)
            report(len(extracted), len(shards))
    return extracted
