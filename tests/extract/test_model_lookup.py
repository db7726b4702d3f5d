"""What is known of a language pipeline before it is loaded: where it is, and why it is of no use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.extract.model_lookup import find_model, locate_model, require_model

Make = Callable[..., Path]

CONFIG = '[nlp]\nlang = "{language}"\npipeline = {pipeline}\ndisabled = {off}\n'
COMPONENTS = {"tagger": "tagger", "parser": "parser", "ner": "ner"}


def make(
    folder: Path,
    *,
    components: dict[str, str] = COMPONENTS,
    off: tuple[str, ...] = (),
    labels: dict[str, list[str]] | None = None,
    language: str = "en",
) -> Path:
    """The files of a pipeline that say what it is, without weights."""
    folder.mkdir(parents=True)
    config = CONFIG.format(language=language, pipeline=json.dumps(list(components)), off=json.dumps(off))
    config += "".join(f'\n[components.{name}]\nfactory = "{factory}"\n' for name, factory in components.items())
    (folder / "config.cfg").write_text(config)
    (folder / "meta.json").write_text(json.dumps({"spacy_version": ">=3.8.0,<3.9.0", "labels": labels or {}}))
    return folder


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A function that installs a pipeline under a name; the current folder is an empty one."""
    here, site = tmp_path / "here", tmp_path / "site"
    here.mkdir()
    site.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.syspath_prepend(str(site))

    def of(name: str) -> Path:
        folder = make(site / name / f"{name}-1.0.0")
        (site / name / "__init__.py").touch()
        (site / name / "meta.json").write_text("{}")
        return folder

    return of


@pytest.mark.parametrize("name", ["en_home", "en-home"])
def test_installed_pipelines_have_import_names(install: Callable[[str], Path], name: str) -> None:
    folder = install("en_home")
    assert locate_model(name) == (folder, "en_home")


def test_a_folder_that_is_no_pipeline_hides_none(install: Callable[[str], Path]) -> None:
    folder = install("en_home")
    (Path("en_home") / "notes").mkdir(parents=True)
    assert locate_model("en_home") == (folder, "en_home")
    Path("en_home/meta.json").write_text("{}")  # as the folder of a package, or of a pipeline for spaCy 2
    assert locate_model("en_home") == (folder, "en_home")


def test_a_folder_hides_an_installed_pipeline(install: Callable[[str], Path]) -> None:
    install("en_home")
    assert locate_model(str(make(Path("en_home")))) == (Path("en_home"), None)


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert locate_model("~/mine") is None
    folder = make(tmp_path / "mine")
    assert find_model("~/mine").folder == folder


@pytest.mark.parametrize("name", ["", "json", "__main__", "no such", "~nobody-here/x", "no/such/folder"])
def test_what_is_no_pipeline_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"There is no language pipeline .* config\.cfg and meta\.json"):
        find_model(name)


def test_what_its_files_say(tmp_path: Path) -> None:
    found = find_model(str(make(tmp_path / "p", language="de")))
    assert (found.folder, found.package, found.language, found.spacy) == (
        tmp_path / "p", None, "de", ">=3.8.0,<3.9.0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("components", "off", "labels", "said"),
    [
        ({"ner": "ner"}, (), {}, "has no parser"),
        ({"tagger": "tagger"}, (), {}, "has no ner and no parser"),
        (COMPONENTS, ("ner",), {}, "has no ner:"),
        (COMPONENTS, (), {"ner": [], "parser": ["nsubj"]}, "was never trained: its ner know"),
        (COMPONENTS, (), {"ner": [], "parser": []}, "was never trained: its ner and its parser know"),
    ],
)
def test_why_a_pipeline_is_of_no_use(
    tmp_path: Path, components: dict[str, str], off: tuple[str, ...], labels: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        find_model(str(make(tmp_path / "p", components=components, off=off, labels=labels)))


@pytest.mark.parametrize(
    "components",
    [{"syntax": "parser", "names": "ner"}, {"p": "beam_parser", "n": "beam_ner"}, {"parser": "own", "ner": "own"}],
)
def test_parts_are_known_by_factory_or_name(tmp_path: Path, components: dict[str, str]) -> None:
    assert find_model(str(make(tmp_path / "p", components=components, labels={"p": ["nsubj"]})))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.cfg", b"no settings"),
        ("config.cfg", b"[nlp]\nlang = en\npipeline = []\n"),
        ("config.cfg", b"[training]\nseed = 0\n"),
        ("config.cfg", b"\xff\xfe"),
        ("meta.json", b"{"),
        ("meta.json", b"[1]"),
        ("meta.json", b'{"labels": 1}'),
    ],
)
def test_files_that_cannot_be_read_are_said_so(tmp_path: Path, file: str, content: bytes) -> None:
    folder = make(tmp_path / "p")
    (folder / file).write_bytes(content)
    with pytest.raises(UsageError, match=r"cannot be read from .* get it anew"):
        find_model(str(folder))


@pytest.mark.parametrize(("language", "languages"), [("en", {"en", "tr"}), ("xx", {"tr"}), ("de", {"de"})])
def test_a_pipeline_for_some_of_the_articles(tmp_path: Path, language: str, languages: set[str]) -> None:
    require_model(str(make(tmp_path / "p", language=language)), languages)


def test_another_language_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", language="de")
    with pytest.raises(UsageError, match="p reads de, and the articles that are extracted are in en, tr:"):
        require_model(str(folder), {"tr", "en"})
