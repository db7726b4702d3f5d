"""The wheel and the source archive hold what an installed package needs, and the wheel finds it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from flows import __version__
from flows.settings import find_home

ROOT = Path(__file__).parents[2]
SHIPPED = ("sql", "seeds", "expectations", "models/en_onrecord_sm")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> zipfile.ZipFile:
    """The wheel, opened."""
    return zipfile.ZipFile(dist / f"onrecord-{__version__}-py3-none-any.whl")


def files_under(folder: str) -> set[str]:
    """The files of the checkout under a folder that belong to the project."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_ships_the_whole_folder(wheel: zipfile.ZipFile, folder: str) -> None:
    assert {f"flows/data/{name}" for name in files_under(folder)} <= set(wheel.namelist())


def test_the_wheel_holds_the_package_and_no_more(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if not name.startswith(("flows/data/", "onrecord-"))}
    assert names == files_under("flows")


def test_the_source_archive_can_be_worked_with(dist: Path) -> None:
    with tarfile.open(dist / f"onrecord-{__version__}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "requirements.lock", "tests/conftest.py", "docs/conf.py", "models/project.yml"} <= names
    assert not [name for name in names if name.startswith((".venv", "warehouse", "build", "dist"))]


def test_an_unpacked_wheel_makes_a_warehouse(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    made = subprocess.run(
        [sys.executable, "-m", "flows.report.dictionary"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert made.stdout == (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")


def test_an_unpacked_wheel_runs_a_night(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.txt").write_text("“The bridge is safe,” Ann Roe said on Monday.\n", "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PREFECT_"))}

    def onrecord(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flows", *arguments],
            cwd=tmp_path,
            env=kept | {"PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    onrecord("run", "articles")
    assert "The bridge is safe" in onrecord("sql", "select speaker, text from quotes")


@pytest.mark.parametrize(("is_packaged", "home"), [(True, "flows/data"), (False, ".")])
def test_the_data_is_found(tmp_path: Path, is_packaged: bool, home: str) -> None:
    (tmp_path / "flows" / "data" if is_packaged else tmp_path / "flows").mkdir(parents=True)
    assert find_home(tmp_path / "flows") == tmp_path / home
