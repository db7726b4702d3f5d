"""The rules of Great Expectations and their arguments, read from its files, because its import takes seconds."""

from __future__ import annotations

import json
from collections.abc import Set
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def is_known(rule_type: str) -> bool:
    """Whether Great Expectations has a rule of this type: each has a file of its own."""
    return any((folder / f"{rule_type}.py").is_file() for folder in list_rule_folders())


def find_refusal(rule_type: str, given: Set[str]) -> str | None:
    """The reason why a rule of this type refuses the arguments `given`; None if it accepts them or has no schema."""
    schema = load_schema(rule_type)
    if schema is None:
        return None
    for name in sorted(given - schema["properties"].keys()):
        meant = get_close_matches(name, schema["properties"], 1)
        return f"it takes no {name}{f'; did you mean {meant[0]}?' if meant else '.'}"
    lacking = sorted(set(schema.get("required", ())) - given)
    return f"it lacks {', '.join(lacking)}." if lacking else None


@cache
def load_schema(rule_type: str) -> dict[str, Any] | None:
    """The JSON schema of a rule, named after its class; None for the rules without one."""
    name = rule_type.replace("_", "")
    files = (
        file
        for folder in list_rule_folders()
        for file in (folder / "schemas").glob("*.json")
        if file.stem.lower() == name
    )
    return next((json.loads(file.read_text("utf-8")) for file in files), None)


def list_rule_folders() -> list[Path]:
    """The folders of Great Expectations that hold its rules."""
    spec = find_spec("great_expectations")
    return [Path(folder) / "expectations" / "core" for folder in (spec and spec.submodule_search_locations) or ()]
