from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.identity.frames import DEFINITIONS, RESOLVED, UNITS
from flows.identity.resolve import resolve_entities
from flows.identity.scope import BLOCKS, find_scope, make_blocks
from tests.identity.warehouses import Article, day, names, units

NAMED = [
    ("Donald Trump", "PERSON"),
    ("Donald J. Trump", "PERSON"),
    ("Donald Trump Jr.", "PERSON"),
    ("Trump", "PERSON"),
    ("Mrs. Trump", "PERSON"),
    ("Melania Trump", "PERSON"),
    ("George W. Bush", "PERSON"),
    ("George H.W. Bush", "PERSON"),
    ("George Bush", "PERSON"),
    ("Bush", "ORG"),
    ("Joe Biden", "PERSON"),
    ("Joseph R. Biden Jr.", "PERSON"),
    ("López Obrador", "PERSON"),
    ("Andrés Manuel López Obrador", "PERSON"),
    ("Ford", "ORG"),
    ("Ford", "PERSON"),
    ("Ford Motor Company", "ORG"),
    ("Gerald Ford", "PERSON"),
    ("Singapore Airlines (SIA)", "ORG"),
    ("SIA", "ORG"),
    ("Air Force", "ORG"),
    ("United States Air Force", "ORG"),
    ("Royal Thai Air Force", "ORG"),
    ("Washington", "GPE"),
    ("Washington", "PERSON"),
    ("Labour", "ORG"),
    ("New Zealand", "GPE"),
]
ARTICLES = st.lists(st.lists(st.sampled_from(NAMED), min_size=1, max_size=5), min_size=2, max_size=9)
NO_IDS = pl.DataFrame(schema={"base": pl.String(), "entity_id": pl.String()})


def read_from(known: pl.DataFrame, articles: pl.Series) -> pl.DataFrame:
    return known.filter(pl.col("article_id").is_in(articles.implode())).select("article_id", "base")


def load(batches: Sequence[dict[str, Article]], days: dict[str, object]) -> dict[tuple[str, str], tuple[str, str]]:
    """The entities of articles that come in batches, each resolved only as far as its names reach."""
    known, definitions, blocks, resolved = (s.to_frame() for s in (UNITS, DEFINITIONS, BLOCKS, RESOLVED))
    for batch in batches:
        new = units(batch, days)  # type: ignore[arg-type]
        known = pl.concat([known, new.units])
        definitions = pl.concat([definitions, new.definitions])
        blocks = pl.concat([blocks, make_blocks(new.units.select("base", "is_person", "name"), names())]).unique()
        scope = find_scope(new.units["base"], blocks, definitions, NO_IDS)
        inside = known.filter(pl.col("base").is_in(scope.implode()))
        reached = definitions.filter(pl.col("short").is_in(scope.implode()))
        changed = resolve_entities(inside, reached, names(), read_names=partial(read_from, known))
        resolved = pl.concat([resolved.join(changed, on=["article_id", "chain_id"], how="anti"), changed])
    return {(r["article_id"], r["chain_id"]): (r["entity_id"], r["name"]) for r in resolved.iter_rows(named=True)}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(ARTICLES, st.data())
def test_entities_do_not_depend_on_the_order(articles: list[Article], data: st.DataObject) -> None:
    named = {f"a{i}": article for i, article in enumerate(articles)}
    days = {key: day(data.draw(st.integers(0, 200))) for key in named if data.draw(st.booleans())}
    order = data.draw(st.permutations(sorted(named)))
    cut = data.draw(st.integers(1, len(order) - 1))
    first, second = ({key: named[key] for key in part} for part in (order[:cut], order[cut:]))
    at_once = load([named], dict(days))
    assert load([first, second], dict(days)) == at_once
    assert load([second, first], dict(days)) == at_once
