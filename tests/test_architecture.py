"""Who may know whom, and who may look at the clock: the rules that keep the steps apart."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from flows import extract

ROOT = Path(__file__).parents[1]
FLOWS = ROOT / "flows"
MODULES = sorted(FLOWS.rglob("*.py"))

FOUNDATION = {
    *("__version__", "enums", "errors", "ordinary_words", "records", "seeds"),
    *("setting_checks", "settings", "settings_sections"),
}
MAY_KNOW = {
    **dict.fromkeys(FOUNDATION, FOUNDATION),
    "printing": FOUNDATION,
    "progress": FOUNDATION,
    "system": FOUNDATION,
    "ledger_file": FOUNDATION,
    "ledger": FOUNDATION | {"ledger_file"},
    "ingest": FOUNDATION | {"ingest"},
    "extract": FOUNDATION | {"extract", "system"},
    "validate": FOUNDATION | {"validate", "system"},
    "identity": FOUNDATION | {"identity", "system"},
    "load": FOUNDATION | {"load", "ledger", "identity"},
    "alert": FOUNDATION | {"alert", "ledger", "printing"},
    "runs": FOUNDATION | {"runs", "load", "ledger", "alert", "system"},
}
"""Part of `flows` -> the parts it may import. The other parts are at the end of `ORDER`, which limits them."""

ORDER = [
    *sorted(FOUNDATION),
    *("printing", "progress", "system", "ledger_file", "ledger"),
    *("ingest", "extract", "validate", "identity", "load", "alert", "site", "report"),
    *("forget", "runs", "nightly", "cli", "__main__"),
]
"""The parts of `flows`, in the order of the steps: a part imports earlier parts only (and its own modules)."""

OWNERS = {
    "prefect": {"nightly", "cli"},
    "duckdb": {"load", "alert", "report", "site", "cli"},
    "sqlite3": {"ledger", "ledger_file", "runs", "report"},
    "great_expectations": {"validate"},
    "spacy": {"extract"},
    "trafilatura": {"ingest"},
}
"""Library -> the parts that may import it."""

EXAMINER = FLOWS / "report" / "doctor.py"
"""It looks whether every library works, so it has to touch them."""

SLOW = {"prefect", "spacy", "great_expectations", "polars", "duckdb", "pandas", "trafilatura"}

WRITE_A_WAREHOUSE = {"load"}
READ_THE_CLOCK = {"cli"}

CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}


def part(module: Path) -> str:
    """The part of `flows` that a module belongs to: its folder, or itself."""
    return module.relative_to(FLOWS).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of what is imported anywhere in a tree; `from flows import x` is `flows.x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            names = node.module == "flows"
            yield from (f"flows.{alias.name}" for alias in node.names) if names else (str(node.module),)


def top_level(tree: ast.Module) -> ast.Module:
    """What runs when a module is imported, but for its functions' bodies and blocks for the type checker."""
    kept = [
        node
        for node in tree.body
        if not isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(body=kept, type_ignores=[])


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"), str(module))


def name(module: Path) -> str:
    return str(module.relative_to(ROOT))


def test_a_module_knows_only_what_comes_before_it() -> None:
    wrong = [
        f"{name(module)} may not know {full}"
        for module in MODULES
        for full in imports(parsed(module))
        if full.startswith("flows.") and full.split(".")[1] not in MAY_KNOW.get(part(module), {full.split(".")[1]})
    ]
    assert wrong == []


def test_extract_is_known_by_its_face_only() -> None:
    wrong = [
        f"{name(module)} imports {full}: import it from flows.extract"
        for module in MODULES
        if part(module) != "extract"
        for full in imports(parsed(module))
        if full.startswith("flows.extract.")
    ]
    assert wrong == []


@pytest.mark.parametrize("given", extract.__all__)
def test_the_face_of_extract_gives_each_name(given: str) -> None:
    assert callable(getattr(extract, given))


def test_no_part_imports_a_later_one() -> None:
    wrong = [
        f"{name(module)} may not import {full}"
        for module in MODULES
        for full in imports(parsed(module))
        if full.startswith("flows.") and part(module) in ORDER and full.split(".")[1] in ORDER
        if part(module) not in FOUNDATION and ORDER.index(full.split(".")[1]) > ORDER.index(part(module))
    ]
    assert wrong == []


def module_imports() -> dict[str, set[str]]:
    """Module -> the modules of `flows` that it imports when it is imported itself."""
    names = {
        str(module.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__") for module in MODULES
    }
    graph = {}
    for module in MODULES:
        own = str(module.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")
        graph[own] = {full for full in imports(top_level(parsed(module))) if full in names and full != own}
    return graph


def test_no_modules_import_each_other() -> None:
    graph = module_imports()
    while leaves := [module for module, needed in graph.items() if not needed & graph.keys()]:
        for module in leaves:
            del graph[module]
    assert sorted(graph) == []


def test_a_library_is_known_where_its_work_is_done() -> None:
    wrong = [
        f"{name(module)} may not import {full}"
        for module in MODULES
        if module != EXAMINER
        for full in imports(parsed(module))
        if part(module) not in OWNERS.get(full.split(".")[0], {part(module)})
    ]
    assert wrong == []


def test_slow_libraries_wait_until_they_are_needed() -> None:
    wrong = [
        f"{name(module)} imports {full} at once"
        for module in MODULES
        for full in imports(top_level(parsed(module)))
        if full.split(".")[0] in ({"great_expectations"} | (SLOW if module.name == "__init__.py" else set()))
    ]
    assert wrong == []


def clock_reads(tree: ast.Module) -> Iterator[int]:
    """Lines that read the calendar clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            if ast.unparse(node.value).split(".")[-1] in CLOCK_OWNERS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time" and {a.name for a in node.names} & CLOCKS:
            yield node.lineno


@pytest.mark.parametrize(
    "code",
    ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()", "from time import time"],
)
def test_a_look_at_the_clock_is_seen(code: str) -> None:
    assert list(clock_reads(ast.parse(code))) == [1]


def test_only_the_command_line_reads_the_clock() -> None:
    wrong = [
        f"{name(module)}:{line} reads the clock"
        for module in MODULES
        if part(module) not in READ_THE_CLOCK
        for line in clock_reads(parsed(module))
    ]
    assert wrong == []


def opens_for_writing(tree: ast.Module) -> Iterator[int]:
    """Lines that open a database file in which they could write."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open_stage", "duckdb.connect"}:
            given = " ".join(ast.unparse(argument) for argument in node.args)
            if node.args and ":memory:" not in given:
                yield node.lineno


def test_only_load_opens_a_file_for_writing() -> None:
    wrong = [
        f"{name(module)}:{line} may write a warehouse file"
        for module in MODULES
        if part(module) not in WRITE_A_WAREHOUSE
        for line in opens_for_writing(parsed(module))
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", ["flows", "sql", "tests", "seeds", "expectations"])
def test_nothing_is_left_to_do(folder: str) -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X ")
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".sql", ".csv", ".json"}]
    left = [name(path) for path in files if any(mark in path.read_text("utf-8", "replace") for mark in marks)]
    assert left == []


def test_the_command_line_answers_without_the_slow_libraries() -> None:
    code = f"import sys, flows.cli; print(*sorted(set({sorted(SLOW)!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
