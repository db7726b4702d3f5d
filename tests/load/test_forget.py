"""A warehouse file is written anew without what is forgotten: no row, no byte, and every rule still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.ledger import Ledger
from flows.load.database import open_published
from flows.load.forget import Forgotten, find_rows, rewrite_published, rewrite_version
from flows.load.publish import PUBLISHED
from flows.load.verify import verify_published

from .conftest import SEEDS, SQL, Nights, Row, article, mention, publisher, quote

SECRET = "Xanthippe"
SHARED = "The harbour will close in May and nobody will be told about it in time"


def night_of(*names: str) -> dict[str, list[Row]]:
    """The rows of articles, each of which prints the same statement of Ana; a2 also names somebody else."""
    found: dict[str, list[Row]] = {"articles": [], "mentions": [], "quotes": []}
    for name in names:
        extra = f" {SECRET} Roe wept." if name == "a2" else " Bo wept."
        text = f"“{SHARED},” said Ana Lind.{extra}"
        found["articles"].append(
            article(name, text, title=f"{SECRET if name == 'a2' else 'Harbour'} {name}", url=f"https://c.test/{name}",
                    canonical_url=f"https://c.test/{name}")
        )  # fmt: skip
        start = text.index("Ana Lind")
        person = "Xanthippe Roe" if name == "a2" else "Bo"
        at = text.index(person)
        found["mentions"] += [
            mention(name, start, start + 8, "Ana Lind"),
            mention(name, at, at + len(person), person),
        ]
        said: dict[str, Any] = {
            "text": f"{SHARED},",
            "speaker": "Ana Lind",
            "speaker_entity_id": "e-ana lind",
            "cue": "said",
        }
        said |= {"speaker_text": "Ana Lind", "speaker_start": start, "speaker_end": start + 8, "speaker_form": "name"}
        said |= {"resolution": "explicit", "cue_start": start - 5, "cue_end": start - 1, "cue_class": "speech"}
        found["quotes"].append(quote(name, (1, 1 + len(SHARED) + 1), **said))
    return found


def build(folder: Path, *names: str) -> Path:
    """The published file of one night with these articles."""
    rows = night_of(*names)
    tonight = Nights(folder / "nights").tonight(*rows["articles"], mentions=rows["mentions"], quotes=rows["quotes"])
    return publisher(folder / "warehouse", SQL, SEEDS)(tonight)


def content(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    with open_published(file) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by 1")
        return {
            name: sorted(connection.execute(f"from main.{name}").fetchall(), key=repr) for (name,) in tables.fetchall()
        }


def names_a2(text: str) -> bool:
    return text.endswith("/a2")


def republish(file: Path, what: Forgotten) -> None:
    with Ledger.open(file.parent, SQL) as ledger:
        rewrite_published(file, what, names_a2, ledger, SQL, SEEDS)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return build(tmp_path / "three", "a1", "a2", "a3")


def test_the_published_file_is_that_of_the_articles_left(three: Path, tmp_path: Path) -> None:
    assert SECRET.encode() in three.read_bytes()
    what = find_rows(three, Forgotten(articles=frozenset({"a2"})))
    assert what.addresses == {"https://c.test/a2"}
    republish(three, what)
    assert SECRET.encode() not in three.read_bytes()
    assert SECRET.lower().encode() not in three.read_bytes()
    assert content(three) == content(build(tmp_path / "two", "a1", "a3"))
    with open_published(three) as connection:
        (count,) = connection.execute("select count(*) from quotes_by('Ana Lind')").fetchone() or (0,)
    assert count == 2


def test_a_version_loses_the_rows_and_nothing_else(three: Path) -> None:
    before = content(three)
    with Ledger.open(three.parent, SQL) as ledger:
        rewrite_version(three, find_rows(three, Forgotten(articles=frozenset({"a2"}))), names_a2, ledger, SQL)
        assert verify_published(three.parent, ledger).change is None
    assert SECRET.encode() not in three.read_bytes()
    after = content(three)
    assert [row[0] for row in after["articles"]] == ["a1", "a3"]
    assert all(row in before["quotes"] for row in after["quotes"])
    names = {row[1]: row[5:] for row in after["entities"]}
    assert names == {"Ana Lind": (2, 2), "Bo": (2, 2)}
    with open_published(three) as connection:
        assert connection.execute("select comment from duckdb_tables() where table_name = 'articles'").fetchone()


@pytest.mark.parametrize(
    "asked",
    [
        Forgotten(addresses=frozenset({"https://c.test/a2"})),
        Forgotten(sources=frozenset({"courier.test"})),
        Forgotten(articles=frozenset({"a2"})),
    ],
    ids=["address", "source", "article"],
)
def test_articles_are_found_by_each_key(three: Path, asked: Forgotten) -> None:
    assert "a2" in find_rows(three, asked).articles


def test_the_last_article_can_be_forgotten(tmp_path: Path) -> None:
    file = build(tmp_path, "a2")
    republish(file, find_rows(file, Forgotten(articles=frozenset({"a2"}))))
    assert all(rows == [] for name, rows in content(file).items() if name != "entity_decisions")
    assert SECRET.encode() not in file.read_bytes()
    assert file.name == PUBLISHED


def test_late_quotes_of_the_forgotten_go_too(tmp_path: Path) -> None:
    nights, publish = Nights(tmp_path / "nights"), publisher(tmp_path / "warehouse", SQL, SEEDS)
    publish(nights.tonight(article("a1", "It rained."), article("a2", "It snowed.")))
    said = "“It never stops.”"
    file = publish(
        nights.tonight(
            *(article(name, said) for name in ("a1", "a2")), quotes=[quote("a1", (1, 16)), quote("a2", (1, 16))]
        )
    )
    assert [row[1] for row in content(file)["late_quotes"]] == ["a1", "a2"]
    what = Forgotten(articles=frozenset({"a2"}))
    with Ledger.open(file.parent, SQL) as ledger:
        rewrite_version(file, what, names_a2, ledger, SQL)
    assert [row[1] for row in content(file)["late_quotes"]] == ["a1"]
    republish(file, Forgotten(articles=frozenset({"a1"})))
    assert content(file)["late_quotes"] == []
