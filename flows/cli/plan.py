"""`onrecord plan`: what a run would do."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import Model, Targets, Warehouse, load_settings, require_night, require_targets


def plan(
    targets: Targets = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Source of the articles; without PATH or URL, the configured source."),
    ] = None,
    warehouse: Warehouse = None,
    model: Model = None,
    is_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON, with every article.")] = False,
) -> None:
    """Show what a run would fetch, read, extract again and why, and write. Changes nothing, and requests nothing.

    \b
    Examples:
      onrecord plan                  what tonight's run would do with the sources in onrecord.toml
      onrecord plan articles/        which of these articles are new, changed, or known
      onrecord plan --json | jq '.extract | length'
    """
    settings = load_settings(warehouse=warehouse, model=model)
    named = require_targets(targets, settings, source)
    require_night(settings)

    import json

    from rich.console import Console

    from flows.extract import extractor_digest
    from flows.ingest.inputs import select_inputs
    from flows.progress import show_step
    from flows.report.plan import make_plan
    from flows.report.print_plan import print_plan

    inputs = select_inputs(named, settings.sources, source)
    with show_step(Console(stderr=True), "plan", "inputs") as report:
        made = make_plan(settings, inputs, extractor_digest(settings.model, settings.seeds), report)
    if is_json:
        print(json.dumps(made.to_json(), ensure_ascii=False, indent=2))
    else:
        print_plan(Console(), made)
