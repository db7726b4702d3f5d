from __future__ import annotations

import time

import polars as pl
import pytest

from flows.identity.decisions import Decision, Verdict
from flows.identity.frames import DEFINITIONS, RESOLVED, UNITS
from flows.identity.resolve import resolve_entities
from flows.identity.units import make_units
from tests.identity.warehouses import count_entities, day, entities, frames, names, units

TRUMP = ("Donald Trump", "PERSON")
MELANIA = ("Melania Trump", "PERSON")


def resolve(articles: dict[str, list[tuple[str, str]]], decisions: list[Decision] | None = None) -> pl.DataFrame:
    made = units(articles)
    found = resolve_entities(made.units, made.definitions, names(), decisions or [])
    return found.join(made.units.select("article_id", "chain_id", written="name"), on=["article_id", "chain_id"])


def test_surname_joins_the_bearer_in_its_article() -> None:
    found = entities({"a": [("Ann Roe", "PERSON"), ("Mrs. Roe", "PERSON")], "b": [("Tom Roe", "PERSON")] * 3})
    assert found["a", "Mrs. Roe"] == found["a", "Ann Roe"]


def test_surname_of_whom_an_article_is_about_stays_apart_from_a_bearer_beside_him() -> None:
    found = entities({"a": [("Ben Roe", "PERSON"), *[("Mr. Roe", "PERSON")] * 6], "b": [("Al Roe", "PERSON")]})
    assert found["a", "Mr. Roe"] != found["a", "Ben Roe"]


def test_surname_joins_the_dominant_bearer() -> None:
    articles = {f"a{i}": [TRUMP] for i in range(4)} | {"m": [MELANIA], "s": [("Trump", "PERSON")]}
    found = entities(articles)
    assert found["s", "Trump"] == found["a0", "Donald Trump"]


def test_middle_initials_tell_two_people_apart() -> None:
    both = [("Ben W. Roe", "PERSON"), ("Ben H.W. Roe", "PERSON")]
    found = entities({"a": both, "b": both[:1] * 3, "c": both[1:], "d": both[::-1]})
    assert found["a", "Ben W. Roe"] == found["b", "Ben W. Roe"] == found["d", "Ben W. Roe"]
    assert found["a", "Ben H.W. Roe"] == found["c", "Ben H.W. Roe"] == found["d", "Ben H.W. Roe"]
    assert len(set(found.values())) == 2


def test_surname_stays_alone_if_nobody_dominates() -> None:
    articles = (
        {f"a{i}": [TRUMP] for i in range(3)} | {f"m{i}": [MELANIA] for i in range(3)} | {"s": [("Trump", "PERSON")]}
    )
    assert len(set(entities(articles).values())) == 3


def test_company_tells_two_bearers_apart() -> None:
    north = [("Velport", "GPE"), ("Zemlak Mining", "ORG"), ("Ines Brok", "PERSON")]
    south = [("Ostrand", "GPE"), ("Harl Ferries", "ORG"), ("Udo Senn", "PERSON")]
    articles = {f"a{i}": [("Ann Roe", "PERSON"), *north] for i in range(3)}
    articles |= {f"t{i}": [("Tom Roe", "PERSON"), *south] for i in range(3)}
    articles |= {"n": [("Roe", "PERSON"), *north], "s": [("Roe", "PERSON"), *south], "x": [("Roe", "PERSON")]}
    found = resolve(articles).filter(pl.col("written") == "Roe")
    placed = dict(found.select("article_id", "name").iter_rows())
    assert placed == {"n": "Ann Roe", "s": "Tom Roe", "x": "Roe"}
    assert set(found["reason"]) == {"company", "same_name"}


def test_company_tells_two_bodies_of_one_acronym_apart() -> None:
    north, south = [("Velport", "GPE"), ("Ines Brok", "PERSON")], [("Ostrand", "GPE"), ("Udo Senn", "PERSON")]
    articles = {f"a{i}": [("Harbour Safety Board", "ORG"), ("HSB", "ORG"), *north] for i in range(3)}
    articles |= {f"t{i}": [("Hill Seed Bank", "ORG"), ("HSB", "ORG"), *south] for i in range(3)}
    articles |= {"n": [("HSB", "ORG"), *north], "s": [("HSB", "ORG"), *south]}
    found = entities(articles)
    assert found["n", "HSB"] == found["a0", "Harbour Safety Board"]
    assert found["s", "HSB"] == found["t0", "Hill Seed Bank"]


def test_company_does_not_outweigh_a_dominant_bearer() -> None:
    south = [("Ostrand", "GPE"), ("Harl Ferries", "ORG"), ("Udo Senn", "PERSON"), ("Mia Torv", "PERSON")]
    articles = {f"a{i}": [("Ann Roe", "PERSON"), ("Velport", "GPE"), (f"Body {i}", "ORG")] for i in range(9)}
    articles |= {f"t{i}": [("Tom Roe", "PERSON"), *south] for i in range(2)} | {"s": [("Roe", "PERSON"), *south]}
    found = entities(articles)
    assert found["s", "Roe"] == found["a0", "Ann Roe"]


def test_one_shared_name_is_no_company() -> None:
    articles = {f"a{i}": [("Ann Roe", "PERSON"), ("Velport", "GPE")] for i in range(2)}
    articles |= {f"t{i}": [("Tom Roe", "PERSON"), ("Ostrand", "GPE")] for i in range(2)}
    articles["s"] = [("Roe", "PERSON"), ("Velport", "GPE")]
    found = entities(articles)
    assert found["s", "Roe"] not in {found["a0", "Ann Roe"], found["t0", "Tom Roe"]}


def test_form_of_address_excludes_the_other_gender() -> None:
    articles = {f"a{i}": [TRUMP] for i in range(5)}
    articles |= {f"m{i}": [("Mrs. Melania Trump", "PERSON")] for i in range(2)} | {"s": [("Mrs. Trump", "PERSON")]}
    articles["t"] = [("Mr. Donald Trump", "PERSON")]
    found = entities(articles)
    assert found["s", "Mrs. Trump"] == found["m0", "Mrs. Melania Trump"]


def test_bearers_of_other_months_do_not_dominate() -> None:
    articles = (
        {f"a{i}": [TRUMP] for i in range(4)} | {f"m{i}": [MELANIA] for i in range(3)} | {"s": [("Trump", "PERSON")]}
    )
    days = {f"a{i}": day(300) for i in range(4)} | {f"m{i}": day(2) for i in range(3)} | {"s": day(3)}
    found = entities(articles, days)
    assert found["s", "Trump"] == found["m0", "Melania Trump"]


def test_label_is_a_vote() -> None:
    found = resolve({"a": [("Apple", "ORG")], "b": [("Apple", "GPE")], "c": [("Apple", "ORG")]})
    assert found["entity_id"].n_unique() == 1
    assert set(found["label"]) == {"ORG"}


def test_article_defines_an_acronym_for_the_others() -> None:
    found = entities({"a": [("Harbour Safety Board", "ORG"), ("HSB", "ORG")], "b": [("HSB", "ORG")]})
    assert len(set(found.values())) == 1


def test_the_last_word_of_a_newspaper_is_the_newspaper() -> None:
    found = entities({"a": [("Velmont Post", "ORG"), ("Post", "ORG")], "b": [("Velmont Post", "ORG")]})
    assert found["a", "Post"] == found["b", "Velmont Post"]


def test_an_adjective_is_no_short_form_of_a_listed_body() -> None:
    found = entities({"a": [("White House", "ORG"), ("White", "PERSON")]})
    assert found["a", "White"] != found["a", "White House"]


def test_places_are_no_short_form_of_bodies() -> None:
    articles = {"a": [("Manchester", "GPE"), ("Manchester Rotary Club", "ORG")], "b": [("Manchester", "GPE")]}
    assert len(set(entities(articles).values())) == 2


@pytest.mark.parametrize("country", ["New Zealand", "Norway", "Israel"])
def test_labour_is_the_party_of_the_country(country: str) -> None:
    form = "Labor" if country == "Israel" else "Labour"
    found = resolve({"a": [(form, "ORG"), (country, "GPE")], "b": [("Labour", "ORG"), ("Britain", "GPE")]})
    parties = found.filter(pl.col("written").str.contains("Lab"))
    assert parties["entity_id"].n_unique() == 2
    assert set(parties["label"]) == {"NORP"}


def test_listed_body_goes_by_the_name_in_use() -> None:
    used = [("State Department", "ORG")]
    found = resolve({"a": used, "b": used, "c": [("Department of State", "ORG")]})
    assert found["entity_id"].n_unique() == 1
    assert set(found["name"]) == {"State Department"}


def test_people_and_party_go_by_their_noun() -> None:
    articles = {f"a{i}": [("Republican", "NORP")] for i in range(3)} | {"b": [("Republicans", "NORP")]}
    articles |= {f"r{i}": [("Russian", "NORP")] for i in range(3)} | {"s": [("Russians", "NORP")]}
    assert set(resolve(articles)["name"]) == {"Republicans", "Russians"}


def test_an_adjective_is_its_country_and_a_noun_its_people() -> None:
    named = [("Canadian minister", "NORP"), ("Canadian", "NORP"), ("Canadians", "NORP"), ("Canada", "GPE")]
    rows, mentions = frames({"a": named})
    cut = pl.when(pl.col("text") == "Canadian minister")
    mentions = mentions.with_columns(
        text=cut.then(pl.lit("Canadian")).otherwise("text"),
        end_char=cut.then(pl.col("start_char") + len("Canadian")).otherwise("end_char"),
    )
    made = make_units(rows, mentions, names())
    found = resolve_entities(made.units, made.definitions, names())
    joined = mentions.join(made.chains, on="mention_id").join(found, on=["article_id", "chain_id"])
    assert joined.sort("start_char")["name"].to_list() == ["Canada", "Canadians", "Canadians", "Canada"]


def test_a_model_is_its_maker_and_model() -> None:
    articles = {"a": [("Velbus V380", "ORG"), ("V380", "ORG")], "b": [("V380", "ORG")]}
    assert set(resolve(articles)["name"]) == {"Velbus V380"}


def test_decision_joins_two_entities() -> None:
    articles = {"a": [("Prince", "PERSON")], "b": [("Roger Nelson", "PERSON")]}
    one, other = resolve(articles).sort("article_id")["entity_id"]
    decided = resolve(articles, [Decision(Verdict.SAME, one, other, "stage name")])
    assert decided["entity_id"].n_unique() == 1
    assert "decision" in set(decided["reason"])


def test_decision_keeps_two_entities_apart() -> None:
    articles = {"a": [("Joe Biden", "PERSON")], "b": [("Joseph Biden", "PERSON")]}
    ids = [entities({key: article})[key, article[0][0]] for key, article in articles.items()]
    decided = resolve(articles, [Decision(Verdict.DIFFERENT, ids[0], ids[1], "a namesake")])
    assert decided["entity_id"].n_unique() == 2


@pytest.mark.parametrize("name", ["X", "Ж", "李", "A" * 200, "Word " * 40, "...", "’s", "Mr.", "Al", "von", "Jr."])
def test_strange_names_are_entities(name: str) -> None:
    for label in ("PERSON", "ORG", "GPE", "NORP"):
        assert count_entities([[(name, label)], [(name, label), TRUMP]]) <= 2


def test_no_articles_give_no_entities() -> None:
    found = resolve_entities(UNITS.to_frame(), DEFINITIONS.to_frame(), names())
    assert found.schema == RESOLVED
    assert found.is_empty()


@pytest.mark.slow
def test_fifty_thousand_bearers_of_one_surname() -> None:
    count = 50_000
    base = [f"given{i:05d} smith" for i in range(count)] + ["smith"] * 100
    frame = (
        pl.DataFrame({"base": base})
        .with_row_index("i")
        .select(
            pl.format("a{}", "i").alias("article_id"),
            pl.format("c{}", "i").alias("chain_id"),
            "base",
            pl.lit(True).alias("is_person"),
            pl.col("base").alias("name"),
            pl.lit("PERSON").alias("label"),
            pl.lit("").alias("gender"),
            pl.lit(False).alias("is_listed"),
            pl.lit(1).alias("mention_count"),
            pl.lit(None).alias("published_at"),
        )
    )
    started = time.process_time()
    found = resolve_entities(frame.cast(UNITS), DEFINITIONS.to_frame(), names())
    assert found["entity_id"].n_unique() == count + 1
    assert time.process_time() - started < 60
