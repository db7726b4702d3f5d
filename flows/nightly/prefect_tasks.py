"""The functions of the steps as Prefect tasks, and the task runner that extracts shards in parallel.

Whether a failed task is tried again is decided here; what a run records of its steps is in `tasks`.
"""

from __future__ import annotations

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.enums import StepName
from flows.errors import OnRecordError, UsageError
from flows.extract import extract_from, extract_shard
from flows.ingest.fetch.step import fetch
from flows.ingest.step import ingest
from flows.load.step import check_stage, load_stage, publish_stage
from flows.settings import Settings
from flows.system.orphans import die_with_parent
from flows.validate.apart import validate_apart


def is_transient(_task: object, _run: object, state: Any) -> bool:
    """Whether a retry may help: an error of the machine (files, network, memory), not of the input or of this code."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | MemoryError) and not isinstance(error, OnRecordError)


_once: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}
_retried: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [2, 20], "retry_condition_fn": is_transient, **_once}

fetch_task = task(name=StepName.FETCH.value, task_run_name="fetch", **_once)(fetch)
ingest_task = task(name=StepName.INGEST.value, task_run_name="ingest", **_retried)(ingest)
extract_task = task(name=StepName.EXTRACT.value, task_run_name="extract {articles.stem}", **_retried)(extract_shard)
extract_elsewhere_task = task(name=StepName.EXTRACT.value, task_run_name="extract {articles}", **_retried)(extract_from)
validate_task = task(name=StepName.VALIDATE.value, task_run_name="validate", **_once)(validate_apart)
load_task = task(name=StepName.LOAD.value, task_run_name="load {tonight.run_id}", **_retried)(load_stage)
check_task = task(name=StepName.CHECK.value, task_run_name="check {stage.stem}", **_once)(check_stage)
publish_task = task(name=StepName.PUBLISH.value, task_run_name="publish {run_id}", **_once)(publish_stage)


def make_task_runner(settings: Settings, shards: int) -> TaskRunner[Any]:
    """The runner of the shards. A single shard stays in this process, which saves a worker's start (3 to 5 s).

    Raises `UsageError` if the settings name a Dask scheduler and the extra `dask` is not installed.
    """
    if settings.dask_scheduler is not None:
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ImportError:
            raise UsageError("dask_scheduler is set, but Dask is not installed: pip install 'onrecord[dask]'") from None
        return DaskTaskRunner(address=settings.dask_scheduler)
    if settings.task_runner == "threads" or shards <= 1:
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    return ProcessPoolTaskRunner(max_workers=min(settings.workers, shards), initializer=die_with_parent)
