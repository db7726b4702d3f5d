"""What a night makes of `main`: new, revised and re-extracted articles, and what is derived from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from flows.identity.resolve import name_id
from flows.load.merge import merge

from .conftest import SEEDS, SQL, Nights, Stage, article, mention, quote, two_o_clock

ANA, BEN = (name_id(name, is_person=True) for name in ("ana", "ben"))
ANA_MARIN = name_id("ana marin", is_person=True)
GOVERNMENT = name_id("government of turkey", is_person=False)
SAID = "“Rain,” said Ana."
SPOKEN = {"mentions": [mention("a1", 13, 16, "Ana")], "quotes": [quote("a1", (1, 6))]}


def test_a_new_article_is_its_first_version(stage: Stage) -> None:
    stage.load(article("a1", SAID, title="Rain"), **SPOKEN)
    columns = "article_id, title, version, first_seen_at, loaded_at, run_id, extractor, story_id, copy_of"
    start = two_o_clock(1)
    assert stage.rows(f"select {columns} from articles") == [
        ("a1", "Rain", 1, start, start, "2026-11-01.1", "x1", None, None)
    ]
    assert stage.rows("select article_id, version, text, seen_from, seen_to from article_versions") == [
        ("a1", 1, SAID, start, None)
    ]


def test_a_night_without_news_changes_nothing(stage: Stage) -> None:
    stage.load(article("a1", SAID), article("a2", SAID), **SPOKEN)
    before = stage.content()
    stage.load()
    assert stage.content() == before


def test_a_new_text_is_a_version_and_takes_the_old_rows_with_it(stage: Stage) -> None:
    stage.load(article("a1", SAID), article("a2", "Ben left."), **SPOKEN)
    stage.load(article("a1", "Cem said no."), mentions=[mention("a1", 0, 3, "Cem")])
    assert stage.rows("select version, text, seen_from, seen_to from article_versions where article_id = 'a1'") == [
        (1, SAID, two_o_clock(1), two_o_clock(2)),
        (2, "Cem said no.", two_o_clock(2), None),
    ]
    assert stage.rows("select version, first_seen_at, loaded_at, run_id from articles where article_id = 'a1'") == [
        (2, two_o_clock(1), two_o_clock(2), "2026-11-02.1")
    ]
    assert stage.rows("select text from mentions") == [("Cem",)]
    assert stage.rows("from quotes") == stage.rows("from quote_mentions") == []
    assert stage.rows("select version, run_id from articles where article_id = 'a2'") == [(1, "2026-11-01.1")]


def test_new_metadata_is_no_new_version(stage: Stage) -> None:
    stage.load(article("a1", SAID, title="Rain"), **SPOKEN)
    versions = stage.rows("from article_versions")
    stage.load(article("a1", SAID, title="Rain", section="Weather"), **SPOKEN)
    assert stage.rows("select section, version, run_id from articles") == [("Weather", 1, "2026-11-02.1")]
    assert stage.rows("from article_versions") == versions


def test_a_new_headline_is_a_version(stage: Stage) -> None:
    stage.load(article("a1", SAID, title="Rain"), **SPOKEN)
    stage.load(article("a1", SAID, title="Heavy rain"), **SPOKEN)
    assert stage.rows("select version, title from article_versions order by 1") == [(1, "Rain"), (2, "Heavy rain")]
    assert stage.rows("select title, version from articles") == [("Heavy rain", 2)]


def test_quotes_of_earlier_versions_are_kept(stage: Stage) -> None:
    stage.load(article("a1", SAID), **SPOKEN)
    stage.load(article("a1", "Cem said no."))
    assert stage.rows("select version, text from version_quotes") == [(1, "…")]
    assert stage.rows("from quotes") == []


def test_an_extraction_by_new_rules_replaces_the_old(stage: Stage) -> None:
    stage.load(article("a1", SAID), **SPOKEN)
    stage.load(
        article("a1", SAID),
        mentions=[mention("a1", 13, 16, "Ana"), mention("a1", 1, 5, "Rain")],
        quotes=[quote("a1", (1, 6), rule="other")],
        extractor="x2",
    )
    assert stage.rows("select version, first_seen_at, extractor from articles") == [(1, two_o_clock(1), "x2")]
    assert stage.rows("select text from mentions order by text") == [("Ana",), ("Rain",)]
    assert stage.rows("select rule from quotes") == [("other",)]
    assert stage.rows("select mention_id from quote_mentions") == [("a1-1-5",)]


def test_rows_of_an_article_that_is_not_loaded_tonight_stay_out(stage: Stage) -> None:
    stage.load(article("a1", SAID), mentions=[mention("a9", 0, 3, "Zoe")], quotes=[quote("a9", (0, 3))])
    assert stage.rows("from mentions") == stage.rows("from quotes") == stage.rows("from entities") == []


@pytest.mark.parametrize(
    ("span", "is_inside"),
    [
        ((10, 13), True),
        ((17, 20), True),
        ((9, 12), False),
        ((18, 21), False),
        ((30, 33), True),
        ((22, 25), False),
        ((15, 35), False),
    ],
    ids=[
        "at its start",
        "at its end",
        "from before it",
        "to after it",
        "in a later piece",
        "in the gap",
        "over the gap",
    ],
)
def test_a_mention_is_of_a_quote_when_it_lies_inside_a_segment(
    stage: Stage, span: tuple[int, int], is_inside: bool
) -> None:
    stage.load(article("a1"), mentions=[mention("a1", *span, "Ana")], quotes=[quote("a1", (10, 20), (30, 40))])
    found = stage.rows("select quote_id, mention_id, entity_id from quote_mentions")
    assert found == ([(f"a1-{((10, 20), (30, 40))}", f"a1-{span[0]}-{span[1]}", ANA)] if is_inside else [])


def test_a_mention_is_of_a_quote_and_of_the_quote_around_it(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[mention("a1", 5, 8, "Ana")], quotes=[quote("a1", (0, 20)), quote("a1", (4, 9))])
    assert len(stage.rows("from quote_mentions")) == 2


def test_a_mention_of_another_article_is_of_no_quote(stage: Stage) -> None:
    stage.load(article("a1"), article("a2"), mentions=[mention("a2", 5, 8, "Ana")], quotes=[quote("a1", (0, 20))])
    assert stage.rows("from quote_mentions") == []


def test_an_entity_is_what_its_mentions_say(stage: Stage) -> None:
    ana = {"entity_id": "e1"}
    stage.load(
        article("a1"),
        mentions=[
            mention("a1", 0, 9, "Ana Marin", **ana),
            mention("a1", 10, 15, "Ana Marin", text="Marin", **ana),
            mention("a1", 16, 19, "Ana Marin", text="she", kind="pronoun", **ana),
            mention("a1", 20, 29, "2026", entity_id=None, entity_name=None, label="DATE"),
        ],
    )
    stage.load(article("a2"), mentions=[mention("a2", 0, 9, "ANA MARIN", **ana), mention("a2", 9, 18, "Ben")])
    columns = "entity_id, name, label, aliases, first_seen_at, mention_count, article_count"
    assert stage.rows(f"select {columns} from entities order by entity_id") == [
        (BEN, "Ben", "PERSON", [], two_o_clock(2), 1, 1),
        (ANA_MARIN, "Ana Marin", "PERSON", ["ANA MARIN", "Marin"], two_o_clock(1), 4, 2),
    ]


def test_an_entity_leaves_with_its_last_mention(stage: Stage) -> None:
    stage.load(article("a1"), mentions=[mention("a1", 0, 3, "Ana")])
    stage.load(article("a1", "Other."))
    assert stage.rows("from entities") == []


@pytest.mark.parametrize("resolution", ["metonym", "coreference"])
def test_a_body_that_speaks_through_a_metonym_is_an_entity(stage: Stage, resolution: str) -> None:
    government = {"speaker": "Government of Turkey", "speaker_entity_id": "e-body", "resolution": resolution}
    stage.load(article("a1"), quotes=[quote("a1", (0, 9), **government)])
    columns = "entity_id, name, label, mention_count, article_count, first_seen_at"
    assert stage.rows(f"select {columns} from entities") == [
        (GOVERNMENT, "Government of Turkey", "ORG", 0, 0, two_o_clock(1))
    ]


def copies(stage: Stage) -> dict[str, str | None]:
    return dict(stage.rows("select article_id, copy_of from articles"))


def test_a_later_article_of_the_same_text_is_a_copy(stage: Stage) -> None:
    stage.load(article("z1"))
    stage.load(article("a1"), article("a2", "Different."))
    assert copies(stage) == {"z1": None, "a1": "z1", "a2": None}


def test_on_one_night_the_first_published_is_the_original(stage: Stage) -> None:
    noon = two_o_clock(1) + timedelta(hours=10)
    stage.load(article("a1"), article("a2", published_at=noon), article("a3", published_at=noon - timedelta(hours=1)))
    assert copies(stage) == {"a1": "a3", "a2": "a3", "a3": None}


def test_a_copy_stands_alone_when_its_original_changes(stage: Stage) -> None:
    stage.load(article("a1"), article("a2"), article("a3"))
    assert copies(stage) == {"a1": None, "a2": "a1", "a3": "a1"}
    stage.load(article("a1", "Corrected."))
    assert copies(stage) == {"a1": None, "a2": None, "a3": "a2"}


def test_a_re_extracted_copy_stays_one(stage: Stage) -> None:
    stage.load(article("a1"))
    stage.load(article("a2"))
    stage.load(article("a2"), extractor="x2")
    assert copies(stage) == {"a1": None, "a2": "a1"}


def test_all_files_of_a_night_are_loaded(stage: Stage, nights: Nights) -> None:
    one = nights.tonight(article("a1", SAID), mentions=[mention("a1", 13, 16, "Ana")])
    two = nights.tonight(article("a2", "Ben left."), mentions=[mention("a2", 0, 3, "Ben")])
    both: dict[str, Any] = {
        part: [*getattr(one, part), *getattr(two, part)] for part in ("articles", "mentions", "quotes")
    }
    merge(stage.connection, replace(two, **both), SQL, SEEDS)
    assert stage.rows("select text from mentions order by all") == [("Ana",), ("Ben",)]


def test_a_night_without_files_changes_nothing(stage: Stage, nights: Nights) -> None:
    stage.load(article("a1", SAID), **SPOKEN)
    before = stage.content()
    merge(stage.connection, replace(nights.tonight(), articles=[], mentions=[], quotes=[]), SQL, SEEDS)
    assert stage.content() == before
