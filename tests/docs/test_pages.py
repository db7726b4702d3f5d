"""The pages say what the code, the figures and the files say."""

from __future__ import annotations

import re
import textwrap
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

from docs.pictures import draw_confidence, write
from flows import enums, settings
from flows.errors import Exit
from tests.conftest import Night
from tests.docs.pages import PAGES, ROOT, blocks

README = ROOT / "README.md"
TABLES = [block for page in PAGES for block in blocks(page, "toml")]
GUIDE = ROOT / "docs" / "adding-a-rule.md"
SCRIPTS = [block for page in PAGES if page != GUIDE for block in blocks(page, "python")]
PARTS = blocks(GUIDE, "python")
"""The guide shows parts of files, which do not run alone."""
DEFINED = (
    enums.Outcome,
    enums.Severity,
    enums.QuoteKind,
    enums.CueClass,
    enums.SpeakerForm,
    enums.Resolution,
    enums.MentionKind,
    enums.Label,
)


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_shown_settings_are_accepted(table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings.load(**tomllib.loads(table))


def test_the_readme_lists_every_exit_code() -> None:
    codes = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert [int(code) for code in codes] == sorted(Exit)


def test_quality_figures_are_those_of_their_page() -> None:
    table = README.read_text("utf-8").split("## How good it is")[1].split("## The tables")[0]
    sources = [*(ROOT / "docs").glob("*.md"), ROOT / "models" / "README.md"]
    measured = {figure for page in sources for figure in re.findall(r"\d+\.\d", page.read_text("utf-8"))}
    assert set(re.findall(r"\b\d{1,2}\.\d\b", table)) - {"0.9"} <= measured


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_a_shown_script_runs(script: str, first_night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "warehouse").symlink_to(first_night.warehouse)
    monkeypatch.chdir(tmp_path)
    exec(script, {})


@pytest.mark.parametrize("part", PARTS, ids=range(len(PARTS)))
def test_a_part_of_the_guide_is_python(part: str) -> None:
    compile(textwrap.dedent(part), GUIDE.name, "exec")


@pytest.mark.parametrize("vocabulary", DEFINED, ids=lambda one: one.__name__)
def test_the_glossary_defines_every_value(vocabulary: type[StrEnum]) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [value for value in vocabulary if f"`{value}`" not in glossary] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent == ROOT], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_plot_shows_the_fitted_confidences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docs.pictures.DOCS", tmp_path)
    write("confidence", draw_confidence(ROOT / "seeds" / "quote_confidence.csv"))
    drawn, kept = (folder / "confidence.svg" for folder in (tmp_path, ROOT / "docs"))
    assert drawn.read_text("utf-8") == kept.read_text("utf-8"), "the confidences have changed: run `make docs`"


@pytest.mark.parametrize("name", ["summary", "explain", "confidence"])
def test_a_picture_loads_nothing(name: str) -> None:
    picture = (ROOT / "docs" / f"{name}.svg").read_text("utf-8")
    assert set(re.findall(r"https?://[^\"')\s]+", picture)) <= {"http://www.w3.org/2000/svg"}
