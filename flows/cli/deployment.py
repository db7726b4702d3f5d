"""The nightly flow as a deployment of a Prefect server."""

from __future__ import annotations

from typing import Any

from prefect import serve
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import EntrypointType
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.nightly import nightly

NAME = "on-record"


def serve_nightly(*, api: str, schedule: CronSchedule, parameters: dict[str, Any]) -> None:
    """Register the deployment `nightly/on-record` at the server of `api` and run it on schedule until interrupted."""
    with temporary_settings({PREFECT_API_URL: api}):
        deployment = nightly.to_deployment(
            name=NAME,
            schedule=schedule,
            parameters=parameters,
            # A deployment that was stopped the last time is left paused by the server.
            paused=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        # One night at a time: a second would only meet the lock of the first.
        serve(deployment, limit=1)
