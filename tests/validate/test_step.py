"""A night's frames through the gate, and the same articles again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from flows.validate.gate import find_worst_failure
from flows.validate.step import NightContext, validate_night

from .conftest import EXPECTATIONS, GOOD

NOBODY = pl.DataFrame(schema=dict.fromkeys(("article_id", "rule", "payload"), pl.String))


def brought(good: int, bad: int, first: int = 0) -> pl.DataFrame:
    """Articles from the number `first` on; the last `bad` of them of the year 22."""
    frame = GOOD["articles"](first + good + bad)[first:]
    is_bad = pl.int_range(pl.len()) >= good
    return frame.with_columns(
        published_at=pl.when(is_bad).then(pl.col("published_at").dt.offset_by("-2004y")).otherwise("published_at"),
        published_on=pl.when(is_bad).then(pl.col("published_on").dt.offset_by("-2004y")).otherwise("published_on"),
    )


class Gate:
    """The gate, night by night; every night is published, and what it refuses is known to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused = NOBODY

    def night(
        self, articles: pl.DataFrame, mentions: int = 0, quotes: int = 0, unchanged: int = 0
    ) -> tuple[str | None, dict[str, bool], int]:
        """The verdict, which rules were met and failed, and how many rows were refused."""
        frames = {"articles": articles, "mentions": GOOD["mentions"](mentions), "quotes": GOOD["quotes"](quotes)}
        files = []
        for table, frame in frames.items():
            files.append([self.folder / f"{table}-0.parquet"])
            frame.write_parquet(files[-1][0])
        met = NightContext(articles.height + unchanged, self.refused, frozenset({"en"}))
        night = validate_night(
            files[0], files[1], files[2], [], context=met, expectations=EXPECTATIONS, folder=self.folder / "out"
        )
        refused, checks = pl.read_parquet(night.quarantine), pl.read_parquet(night.checks)
        assert pl.read_parquet(night.articles).height + refused.filter(table_name="articles").height == articles.height
        self.refused = pl.concat([self.refused, refused.select(NOBODY.columns)])
        return find_worst_failure(checks), dict(checks.select("rule_id", "is_passed").iter_rows()), refused.height


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path)


def test_refused_articles_that_come_again_are_set_aside_again_and_no_news(gate: Gate) -> None:
    said, _, refused = gate.night(brought(20, 5), mentions=40, quotes=40)
    assert (said, refused) == ("warning", 5)
    assert gate.night(brought(0, 5, first=20), unchanged=20) == (None, {}, 5)
    said, rules, refused = gate.night(brought(0, 5, first=20).vstack(brought(2, 0, first=90)), unchanged=20)
    assert (said, refused) == (None, 5)
    assert rules["article_year_plausible"], "it is met by what is new"
    assert rules["articles_quarantined_share"]


def test_a_share_of_refused_articles_is_of_all_that_were_met(gate: Gate) -> None:
    assert gate.night(brought(2, 52), mentions=9, unchanged=215)[0] == "warning"
    assert Gate(gate.folder).night(brought(2, 52), mentions=9)[0] == "critical"


def test_a_refused_article_that_changed_is_judged_anew(gate: Gate) -> None:
    gate.night(brought(1, 1))
    changed = brought(0, 1, first=1).with_columns(text=pl.lit("Another text."))
    said, rules, _ = gate.night(changed)
    assert (said, rules["article_year_plausible"]) == ("warning", False)


def test_only_articles_that_passed_could_have_held_a_mention(gate: Gate) -> None:
    assert gate.night(brought(4, 20), unchanged=100)[0] == "warning"
    assert gate.night(brought(20, 0, first=50).with_columns(language=pl.lit("fr")))[0] is None
    said, rules, _ = gate.night(brought(20, 0, first=50))
    assert said == "critical"
    assert not rules["mentions_not_empty"]


def test_a_limit_is_met_on_few_rows_and_fails_on_many(gate: Gate) -> None:
    assert gate.night(brought(3, 0), mentions=3)[1]["articles_quarantined_share"]
    assert gate.night(brought(3, 0), mentions=3)[1]["mentions_people_found"]
    assert "articles_quarantined_share" not in gate.night(brought(1, 2))[1]
