"""Extracts the shards of a night in parallel: in processes of this machine, or on the workers of a Dask cluster.

A shard that an earlier attempt of the run has done is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from prefect.futures import PrefectFuture, as_completed

from flows.enums import StepName
from flows.extract import Exchange, Extracted, name_place
from flows.nightly.prefect_tasks import extract_elsewhere_task, extract_task, make_task_runner
from flows.progress import Report
from flows.runs.run import Run
from flows.system.orphans import block_sigint

AHEAD = 2
"""Shards a worker that are handed over before they are needed: no worker waits, and the run holds few at a time."""

Future = PrefectFuture[Any]


def extract_shards(run: Run, shards: Sequence[Path], report: Report) -> list[Extracted]:
    """The results of `shards`, in any order. Each is kept as soon as it is done."""
    kept = {shard: run.files.read(StepName.EXTRACT, Extracted, shard.stem) for shard in shards}
    extracted: list[Extracted] = [one.result for one in kept.values() if one]
    left = [shard for shard in shards if not kept[shard]]
    report(len(extracted), len(shards))
    with _open_workers(run, len(left)) as (submit, fetch):
        for shard, future in _complete(submit, left, AHEAD * run.settings.workers):
            result = fetch(future.result())
            run.files.write(StepName.EXTRACT, Extracted, result, result.seconds, shard.stem)
            extracted.append(result)
            report(len(extracted), len(shards))
    return extracted


def _complete(submit: Callable[[Path], Future], shards: Sequence[Path], ahead: int) -> Iterator[tuple[Path, Future]]:
    """Each shard with its future when that is done; at most `ahead` are under way."""
    waiting = iter(shards)
    running: dict[Future, Path] = {}
    while True:
        with block_sigint():  # a submission may start a process
            running |= {submit(shard): shard for shard in islice(waiting, ahead - len(running))}
        if not running:
            return
        done = next(iter(as_completed(list(running))))
        yield running.pop(done), done


Workers = tuple[Callable[[Path], Future], Callable[[Extracted], Extracted]]
"""What hands a shard to a worker, and what brings its result to this machine."""


@contextmanager
def _open_workers(run: Run, shards: int) -> Iterator[Workers]:
    """The workers of the cluster if the settings name one, else those of this machine."""
    settings, folder = run.settings, run.folder / "extracted"
    with make_task_runner(settings, shards) as runner:
        if settings.dask_scheduler is None:
            given: dict[str, Any] = {"folder": folder, "model": settings.model, "seeds": settings.seeds}
            given |= {"languages": settings.languages}
            yield lambda shard: runner.submit(extract_task, {"articles": shard, **given}), lambda done: done
            return
        exchange = Exchange(f"{settings.dask_folder or run.warehouse / 'shared'}/{run.run_id}")
        given = {"exchange": exchange, "languages": settings.languages, "extractor": run.extractor}
        given |= {"model": name_place(settings.model), "seeds": name_place(settings.seeds)}
        try:
            yield (
                lambda shard: runner.submit(extract_elsewhere_task, {"articles": exchange.put(shard), **given}),
                lambda done: exchange.fetch_extracted(done, folder),
            )
        finally:
            exchange.remove()
