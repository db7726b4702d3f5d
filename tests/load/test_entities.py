"""Identity on the stage file: redirects, decisions, names of speakers, files of an earlier version."""

from __future__ import annotations

import pytest

from flows.identity.decisions import Decision, Verdict
from flows.identity.resolve import name_id
from flows.load import entities
from flows.load.merge import merge

from .conftest import SEEDS, SQL, Row, Stage, article, mention, quote

TEXT = "Rain fell on the bridge."
JOE, JOSEPH = (name_id(base, is_person=True) for base in ("joe biden", "joseph biden"))


def name(of: str, text: str, start: int = 0) -> Row:
    return mention(of, start, start + len(text), text, entity_id=f"chain {text}")


def test_a_vanished_id_leads_to_its_entity(stage: Stage) -> None:
    stage.load(article("a1", TEXT, published_at=None), mentions=[name("a1", "Joe Biden")])
    assert stage.rows("select entity_id from entities") == [(JOE,)]
    early = stage.rows("select first_seen_at - interval 9 days from articles")[0][0]
    stage.load(article("a2", TEXT, published_at=early), mentions=[name("a2", "Joseph Biden")])
    assert stage.rows("select entity_id from entities") == [(JOSEPH,)]
    assert stage.rows("select old_id, entity_id, run_id from entity_redirects") == [(JOE, JOSEPH, "2026-11-02.1")]
    assert stage.rows("select distinct entity_id from mentions") == [(JOSEPH,)]


def test_an_id_that_returns_is_redirected_no_more(stage: Stage) -> None:
    test_a_vanished_id_leads_to_its_entity(stage)
    stage.load(article("a2", "Nobody came."))
    assert stage.rows("select entity_id from entities") == [(JOE,)]
    assert stage.rows("select old_id, entity_id from entity_redirects") == [(JOSEPH, JOE)]


def test_a_decision_reaches_earlier_nights(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[name("a1", "Joe Biden")])
    stage.load(article("a2", TEXT), mentions=[name("a2", "Joseph Biden")])
    assert len(stage.rows("select distinct entity_id from mentions")) == 1
    apart = [Decision(Verdict.DIFFERENT, JOE, JOSEPH, "a namesake")]
    merge(stage.connection, stage.nights.tonight(), SQL, SEEDS, apart)
    assert len(stage.rows("select distinct entity_id from mentions")) == 2
    assert stage.rows("select verdict, reason from entity_decisions") == [("different", "a namesake")]
    merge(stage.connection, stage.nights.tonight(), SQL, SEEDS, [])
    assert len(stage.rows("select distinct entity_id from mentions")) == 1


def test_both_entities_return_when_a_decision_is_taken_back(stage: Stage) -> None:
    place = mention("a2", 0, 4, "Iowa", label="GPE")
    stage.load(article("a1"), article("a2", TEXT), mentions=[name("a1", "Joe Biden"), place])
    tables = ("entities", "article_names", "entity_redirects", "entity_decisions", "mentions")
    before = {table: stage.rows(f"from {table} order by all") for table in tables}
    joined = [Decision(Verdict.SAME, JOE, name_id("iowa", is_person=False), "a wrong line")]
    merge(stage.connection, stage.nights.tonight(), SQL, SEEDS, joined)
    assert len(stage.rows("from entities")) == 1
    merge(stage.connection, stage.nights.tonight(), SQL, SEEDS, [])
    assert {table: stage.rows(f"from {table} order by all") for table in tables} == before


def test_a_speaker_goes_by_the_name_of_the_entity(stage: Stage) -> None:
    speaker = {"speaker": "Joseph Biden", "speaker_entity_id": "chain Joseph Biden", "speaker_text": "Joseph Biden"}
    stage.load(
        article("a1"), article("a2", TEXT), mentions=[name("a1", "Joe Biden"), name("a2", "Joe Biden")], quotes=[]
    )
    stage.load(article("a3", "Snow."), mentions=[name("a3", "Joseph Biden")], quotes=[quote("a3", (0, 4), **speaker)])
    assert stage.rows("select speaker, speaker_text from quotes") == [("Joe Biden", "Joseph Biden")]
    assert stage.rows("select name from entities") == [("Joe Biden",)]


def test_son_and_father_of_one_chain_are_two(stage: Stage) -> None:
    text = "Donald Trump Jr. and Donald Trump spoke."
    names = [
        mention("a1", 0, 16, "Donald Trump Jr.", entity_id="c"),
        mention("a1", 21, 33, "Donald Trump", entity_id="c"),
    ]
    stage.load(article("a1", text), mentions=names)
    assert sorted(stage.rows("select name from entities")) == [("Donald Trump",), ("Donald Trump Jr.",)]


def test_names_of_an_older_file_are_read(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[name("a1", "Joe Biden")])
    stage.connection.execute("update mentions set entity_id = chain_id, chain_id = null; delete from article_names")
    stage.connection.execute("update entities set entity_id = 'chain Joe Biden'")
    stage.load()
    assert stage.rows("select entity_id from mentions") == stage.rows("select entity_id from entities") == [(JOE,)]
    assert stage.rows("select old_id, entity_id from entity_redirects") == [("chain Joe Biden", JOE)]


def test_a_surname_of_an_earlier_night_finds_its_bearer(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[name("a1", "Obama")])
    stage.load(article("a2", TEXT), article("a3", "Snow."), mentions=[name(a, "Barack Obama") for a in ("a2", "a3")])
    assert stage.rows("select name, article_count from entities") == [("Barack Obama", 3)]


def test_an_article_that_names_nobody_changes_no_entity(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[name("a1", "Joe Biden")])
    before = stage.rows("from entities")
    stage.load(article("a2", "It rained all day, and nobody spoke."))
    assert stage.rows("from entities") == before
    assert stage.rows("select count(*) from article_names where article_id = 'a2'") == [(0,)]


@pytest.mark.parametrize("portion", [1, 2, 500])
def test_articles_are_read_in_portions(portion: int, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "PORTION", portion)
    night = [article(f"a{number}", TEXT) for number in range(3)]
    names = [name(f"a{number}", text) for number, text in enumerate(("Joe Biden", "Joseph Biden", "Ann Roe"))]
    said = [quote("a2", (0, 4), speaker="Kremlin", speaker_entity_id="chain Kremlin")]
    stage.load(*night, mentions=names, quotes=said)
    found = stage.rows("select article_id, base, mention_count from article_names order by all")
    assert found == [("a0", "joe biden", 1), ("a1", "joseph biden", 1), ("a2", "ann roe", 1), ("a2", "kremlin", 0)]
    assert stage.rows("select name from entities order by all") == [("Ann Roe",), ("Joe Biden",), ("Kremlin",)]
    assert stage.rows("select count(distinct chain_id) from mentions where chain_id is not null") == [(3,)]
