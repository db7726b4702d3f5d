"""Looks up the language pipeline that the setting `model` names: its folder, and what its files tell about it.

Reads files only, because spaCy takes seconds to import and a night without new articles does not need it. A damaged
file or a missing part shows only when the pipeline is loaded (`pipeline.load`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from configparser import Error, RawConfigParser
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flows.errors import UsageError

PARTS = {"ner": frozenset({"ner", "beam_ner"}), "parser": frozenset({"parser", "beam_parser"})}
"""The parts that the extraction needs, each with the names and factories by which pipelines call it."""

FILES = ("config.cfg", "meta.json")
"""The files in a pipeline's folder. The folder of an installed package, or of spaCy 2, has only the second."""

MAX_ERROR_CHARS = 300

MANY = "xx"
"""spaCy's code for a pipeline of many languages."""


@dataclass(frozen=True, slots=True)
class Model:
    """A pipeline: the folder of its files, the package that it is installed as (None: a folder), its language."""

    folder: Path
    package: str | None
    language: str
    spacy: str
    """The versions of spaCy that it was made for, as a version specifier; empty where its files do not tell."""


def locate_model(model: str) -> tuple[Path, str | None] | None:
    """The folder of the pipeline's files and the installed package they belong to; None where no pipeline is found.

    A folder without `FILES` is no pipeline, whatever its name, and hides no installed pipeline.
    """
    folder = Path(os.path.expanduser(model))  # noqa: PTH111 (Path.expanduser raises for an unknown user)
    if _is_pipeline(folder):
        return folder, None
    package = model.replace("-", "_")
    inside = (one for root in _package_folders(package) for one in sorted(root.glob("*")) if _is_pipeline(one))
    return next(((one, package) for one in inside), None)


def _is_pipeline(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _package_folders(package: str) -> Iterator[Path]:
    if package.isidentifier():
        with suppress(ImportError, ValueError):  # ValueError: `__main__` and its like
            spec = find_spec(package)
            yield from map(Path, (spec and spec.submodule_search_locations) or ())


def find_model(model: str) -> Model:
    """The pipeline named `model`: a folder, or the name of an installed one.

    Raises `UsageError` with the remedy where it is missing, unreadable, untrained, or has no parser or no names.
    """
    found = locate_model(model)
    if found is None:
        raise UsageError(
            f"There is no language pipeline {model}: set `model` to the folder of one, which holds "
            f"{' and '.join(FILES)}, or to an installed one's name."
        )
    folder, package = found
    try:
        meta, settings = _read_meta(folder), _read_settings(folder)
        components, labels = _find_components(settings), dict(meta.get("labels", {}))
        language = str(json.loads(settings["nlp"]["lang"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Error) as error:
        raise UsageError(
            f"The language pipeline {model} cannot be read from {folder} ({describe_error(error)}): get it anew, for "
            "spaCy 3."
        ) from None
    _require_parts(model, components, labels)
    return Model(folder, package, language, str(meta.get("spacy_version", "")))


def describe_error(error: Exception) -> str:
    """An error on one line of bounded length, because spaCy's messages may list every component."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:MAX_ERROR_CHARS]


def require_model(model: str, languages: Collection[str]) -> None:
    """Raises `UsageError` where the files show that the pipeline cannot be used, or reads none of `languages`."""
    language = find_model(model).language
    if language not in {MANY, *languages}:
        raise UsageError(
            f"The language pipeline {model} reads {language}, and the articles that are extracted are in "
            f"{', '.join(sorted(languages))}: choose another `model`, or set `languages`."
        )


def _read_meta(folder: Path) -> Mapping[str, Any]:
    return dict(json.loads((folder / "meta.json").read_text("utf-8")))


def _read_settings(folder: Path) -> RawConfigParser:
    """`config.cfg`: sections of settings, whose values are JSON."""
    settings = RawConfigParser(delimiters=("=",))
    settings.read_string((folder / "config.cfg").read_text("utf-8"))
    return settings


def _find_components(settings: RawConfigParser) -> dict[str, str]:
    """The components that are switched on, each with its factory."""
    off = json.loads(settings.get("nlp", "disabled", fallback="[]"))
    names = [name for name in json.loads(settings["nlp"]["pipeline"]) if name not in off]
    return {name: str(json.loads(settings.get(f"components.{name}", "factory", fallback='""'))) for name in names}


def _require_parts(model: str, components: Mapping[str, str], labels: Mapping[str, Any]) -> None:
    by_part = {
        part: [name for name, factory in components.items() if {name, factory} & known] for part, known in PARTS.items()
    }
    missing = [part for part, names in by_part.items() if not names]
    if missing:
        raise UsageError(f"The language pipeline {model} has no {' and no '.join(missing)}: choose one that has both.")
    untrained = [name for names in by_part.values() for name in names if labels.get(name) == []]
    if untrained:
        raise UsageError(
            f"The language pipeline {model} was never trained: its {' and its '.join(untrained)} know no label. "
            "Choose one that was."
        )
