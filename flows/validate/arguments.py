"""Which rules Great Expectations has, and which arguments they take, read from its files: its import takes seconds."""

from __future__ import annotations

import json
from collections.abc import Set
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def is_known(rule_type: str) -> bool:
    """Whether Great Expectations has such a rule: it keeps each in a file of its own."""
    return any((folder / f"{rule_type}.py").is_file() for folder in places())


def refusal_of(rule_type: str, given: Set[str]) -> str | None:
    """Why the rule cannot be had with the arguments that are `given`; None if it can, or no schema says."""
    schema = schema_of(rule_type)
    if schema is None:
        return None
    for name in sorted(given - schema["properties"].keys()):
        meant = get_close_matches(name, schema["properties"], 1)
        return f"it takes no {name}{f'; did you mean {meant[0]}?' if meant else '.'}"
    lacking = sorted(set(schema.get("required", ())) - given)
    return f"it lacks {', '.join(lacking)}." if lacking else None


@cache
def schema_of(rule_type: str) -> dict[str, Any] | None:
    """The JSON schema of a rule, named like its class; some rules have none."""
    name = rule_type.replace("_", "")
    files = (file for folder in places() for file in (folder / "schemas").glob("*.json") if file.stem.lower() == name)
    return next((json.loads(file.read_text("utf-8")) for file in files), None)


def places() -> list[Path]:
    """The folders in which Great Expectations keeps its rules."""
    spec = find_spec("great_expectations")
    return [Path(place) / "expectations" / "core" for place in (spec and spec.submodule_search_locations) or ()]
