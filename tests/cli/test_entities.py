"""`onrecord entities` on a warehouse of two articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.errors import UsageError
from flows.identity.decisions import DECISIONS, HEADER, Verdict, read_decisions
from flows.load.database import open_published
from flows.load.publish import PUBLISHED
from flows.load.step import load_stage
from flows.report.entities import find_entity
from tests.load.conftest import SEEDS, SQL, Nights, article, mention


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entities")
    named = [mention("a1", 0, 9, "Ana Marin"), mention("a2", 0, 9, "Ana Marin"), mention("a1", 10, 20, "Luis Marin")]
    named += [mention("a1", 30, 34, "Iowa", label="GPE"), mention("a2", 30, 43, "Iowa Assembly", label="ORG")]
    tonight = Nights(folder / "nights").tonight(article("a1", title="Rain"), article("a2", "Snow."), mentions=named)
    load_stage(folder, tonight, sql=SQL, seeds=SEEDS).rename(folder / PUBLISHED)
    return folder


def call(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["entities", *words, "--warehouse", str(folder)])


def test_show_prints_names_and_reasons(folder: Path) -> None:
    shown = call(folder, "show", "Ana").output
    assert "Ana Marin PERSON, 2 mentions in 2 articles" in shown
    assert "same_name" in shown


def test_show_says_when_a_name_means_several(folder: Path) -> None:
    assert "Marin means 2 entities." in call(folder, "show", "Marin").output


def test_review_prints_both_lists(folder: Path) -> None:
    shown = call(folder, "review").output
    assert "Least sure merges" in shown
    assert "Short names that nobody was found for" in shown


def test_a_decision_is_written_with_ids_and_reason(folder: Path, tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    assert call(tmp_path, "same", "Ana Marin", "Luis Marin", "--reason", "one person").exit_code == 0
    (decision,) = read_decisions(tmp_path / DECISIONS)
    assert (decision.verdict, decision.reason) == (Verdict.SAME, "one person")
    assert (decision.one_name, decision.other_name) == ("Ana Marin", "Luis Marin")
    told = "decided to be the same as {} ({}); the next run obeys"
    for name, other, key in (("Ana", "Luis Marin", decision.other), ("Luis", "Ana Marin", decision.one)):
        assert told.format(other, key) in call(tmp_path, "show", name).output.replace("\n", " ")
    assert "next run" not in call(folder, "show", "Ana").output


@pytest.mark.parametrize(
    ("asked", "message"),
    [("Marin", "means 2 entities, name one by its id"), ("Nobody", "No entity has the name or id 'Nobody'")],
)
def test_unclear_names_are_refused(folder: Path, asked: str, message: str) -> None:
    result = call(folder, "different", asked, "Luis Marin", "--reason", "x")
    assert message in str(result.exception)
    assert not (folder / DECISIONS).exists()


def find_ids(folder: Path, *names: str) -> list[str]:
    with open_published(folder / PUBLISHED) as connection:
        return [find_entity(connection, name).entity_id for name in names]


def test_a_person_and_a_place_are_not_joined_by_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    person, place = find_ids(folder, "Ana Marin", "Iowa")
    for one, other in (("Ana Marin", "Iowa"), ("Ana Marin", place), (person, "Iowa")):
        message = str(call(tmp_path, "same", one, other, "--reason", "x").exception)
        assert f"'Ana Marin' ({person}) is PERSON and 'Iowa' ({place}) is GPE: different kinds" in message
        assert f"onrecord entities same {person} {place}" in message
    assert not (tmp_path / DECISIONS).exists()


def test_kinds_may_differ_where_both_ids_are_given(folder: Path, tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    person, place = find_ids(folder, "Ana Marin", "Iowa")
    assert call(tmp_path, "same", person, place[:8], "--reason", "a misread name").exit_code == 0
    assert len(read_decisions(tmp_path / DECISIONS)) == 1


@pytest.mark.parametrize("words", [("same", "Iowa", "Iowa Assembly"), ("different", "Iowa", "Ana Marin")])
def test_what_may_be_so_is_written(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    assert call(tmp_path, *words, "--reason", "x").exit_code == 0


def test_undo_shows_the_last_decision_and_takes_it_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    call(tmp_path, "different", "Iowa", "Ana Marin", "--reason", "x")
    before = (tmp_path / DECISIONS).read_bytes()
    call(tmp_path, "same", "Ana Marin", "Luis Marin", "--reason", "one person")
    result = call(tmp_path, "undo")
    assert "line 3: Ana Marin (" in result.output
    assert "same, because: one person" in result.output
    assert (tmp_path / DECISIONS).read_bytes() == before


def test_undo_finds_a_decision_by_names_or_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    for words in (("undo", "Luis Marin", "Ana Marin"), ("undo", "--line", "2")):
        call(tmp_path, "same", "Ana Marin", "Luis Marin", "--reason", "one person")
        assert call(tmp_path, *words).exit_code == 0
        assert read_decisions(tmp_path / DECISIONS) == []


@pytest.mark.parametrize("words", [("Ana Marin",), ("Ana Marin", "Luis Marin", "--line", "2")])
def test_undo_refuses_half_a_decision(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "Give two entities, or --line, or neither" in str(call(tmp_path, "undo", *words).exception)


def test_a_run_refuses_an_unknown_id_before_it_begins(folder: Path, tmp_path: Path, model: str) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    (tmp_path / DECISIONS).write_text(f"{','.join(HEADER)}\nsame,0123,4567,a guess,,\n", "utf-8")
    article = tmp_path / "rain.txt"
    article.write_text("Rain fell.", "utf-8")
    result = CliRunner().invoke(app, ["run", str(article), "--model", model, "--warehouse", str(tmp_path)])
    assert "decisions.csv, line 2, column one: no entity has or had the id '0123'" in str(result.exception)
    assert not (tmp_path / "runs").exists()


def test_decisions_that_cannot_be_written_are_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / PUBLISHED).symlink_to(folder / PUBLISHED)
    (tmp_path / DECISIONS).write_text(",".join(HEADER) + "\n", "utf-8")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *args: object, **others: object) -> object:
        if path.name.startswith((DECISIONS, f".{DECISIONS}")) and mode[0] in "aw":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *args, **others)  # type: ignore[call-overload]

    assert call(tmp_path, "same", "Iowa", "Iowa Assembly", "--reason", "one").exit_code == 0
    monkeypatch.setattr(Path, "open", refuse)
    for words in (("same", "Ana Marin", "Luis Marin", "--reason", "one"), ("undo",)):
        refused = call(tmp_path, *words)
        assert isinstance(refused.exception, UsageError)
        assert str(refused.exception).endswith(f"{DECISIONS} cannot be written: Permission denied.")
