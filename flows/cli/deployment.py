"""The nightly flow as a deployment of a Prefect server."""

from __future__ import annotations

from typing import Any, cast

from prefect import serve
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows.errors import UsageError
from flows.nightly.flow import nightly

NAME = "on-record"


def serve_nightly(*, api: str, cron: str, time_zone: str, parameters: dict[str, Any]) -> None:
    """Register the deployment `nightly/on-record` at the server of `api` and run it on schedule until interrupted.

    Raises `UsageError` if `cron` is not a cron expression.
    """
    _require_cron(cron)
    with temporary_settings({PREFECT_API_URL: api}):
        deployment = nightly.to_deployment(
            name=NAME,
            schedule=Cron(cron, timezone=time_zone),
            parameters=parameters,
            # The server leaves a deployment paused after it was stopped.
            paused=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        # One night at a time: a second one would only fail on the lock of the first.
        serve(cast(RunnerDeployment, deployment), limit=1)


def _require_cron(cron: str) -> None:
    try:
        CronSchedule(cron=cron)
    except ValidationError:
        raise UsageError(f'--cron "{cron}" is not a cron expression; every night at two is "0 2 * * *".') from None
