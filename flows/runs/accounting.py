"""Every input ends in exactly one outcome. Settles outcomes after later steps refused articles; asserts the sum."""

from __future__ import annotations

import polars as pl

from flows.enums import Outcome
from flows.errors import GateFailed, OnRecordError

_ARRIVING = (Outcome.LOADED, Outcome.REVISED)
_REACHED = {Outcome.LOADED, Outcome.REVISED, Outcome.UNCHANGED, Outcome.REPEATED}
MOST_REASONS = 5
"""Inputs that a message names; the ledger has all."""
LONGEST_REASON = 200
"""Code points of a reason in a message."""


def count_reached_articles(outcomes: pl.DataFrame) -> int:
    """The number of articles among the inputs of ingest's `outcomes`: new, changed or unchanged."""
    return outcomes.filter(pl.col("outcome").is_in([outcome.value for outcome in _REACHED]))["article_id"].n_unique()


def settle_outcomes(outcomes: pl.DataFrame, quarantine: pl.DataFrame) -> pl.DataFrame:
    """The outcomes (`records.OUTCOMES`) after `quarantine` (`records.QUARANTINE`) removed whole articles.

    An article that was refused after ingest is `quarantined`, with the rule and reason of its first refusal.
    """
    refused = (
        quarantine.filter(pl.col("table_name") == "articles")
        .unique("article_id", keep="first", maintain_order=True)
        .select("article_id", refused_by=pl.col("rule"), refused_for=pl.col("reason"))
    )
    joined = outcomes.join(refused, on="article_id", how="left", maintain_order="left")
    is_refused = pl.col("refused_by").is_not_null()
    return joined.with_columns(
        outcome=pl.when(is_refused).then(pl.lit(Outcome.QUARANTINED.value)).otherwise("outcome"),
        rule=pl.coalesce("refused_by", "rule"),
        reason=pl.coalesce("refused_for", "reason"),
    ).select(outcomes.columns)


def add_inputs(refused: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
    """The rows that were refused after ingest (`records.QUARANTINE`), each with the input of its article."""
    origins = (
        outcomes.filter(pl.col("article_id").is_not_null() & (pl.col("outcome") != Outcome.REPEATED.value))
        .unique("article_id", keep="first", maintain_order=True)
        .select("article_id", origin="input")
    )
    joined = refused.join(origins, on="article_id", how="left", maintain_order="left")
    return joined.with_columns(input=pl.coalesce("input", "origin")).select(refused.columns)


def count_outcomes(outcomes: pl.DataFrame, inputs: int) -> dict[Outcome, int]:
    """The number of inputs per outcome; raises `OnRecordError` unless each of `inputs` ended in exactly one."""
    counts = {Outcome(name): count for name, count in outcomes["outcome"].value_counts().iter_rows()}
    if sum(counts.values()) != inputs or outcomes["input"].n_unique() != inputs:
        raise OnRecordError(
            f"{inputs:,} inputs ended in {sum(counts.values()):,} outcomes of {outcomes['input'].n_unique():,} inputs: "
            "an input was lost or counted twice. Nothing was published; this is a fault of On Record, please report it."
        )
    return {outcome: counts.get(outcome, 0) for outcome in Outcome}


def require_handed_on(outcomes: pl.DataFrame, articles: pl.DataFrame) -> None:
    """Raises `OnRecordError` unless `articles` holds every article that the settled `outcomes` load.

    `articles` may also hold known articles with an unchanged text, which are extracted again.
    """
    is_arriving = pl.col("outcome").is_in([outcome.value for outcome in _ARRIVING])
    reached = outcomes.filter(pl.col("outcome").is_in([outcome.value for outcome in _REACHED]))
    lost = reached.filter(is_arriving).join(articles, on="article_id", how="anti").height
    unexpected = articles.join(reached, on="article_id", how="anti").height
    if lost or unexpected:
        raise OnRecordError(
            f"{lost:,} articles were lost before the load, and {unexpected:,} articles belong to no input. "
            "Nothing was published; this is a fault of On Record, please report it."
        )


def require_some_loaded(counts: dict[Outcome, int], outcomes: pl.DataFrame) -> None:
    """Raises `GateFailed` if inputs were given and none of them is, or becomes, an article of the warehouse.

    An address whose server answers that nothing changed is an article already; an input that is forgotten is left out
    on purpose.
    """
    is_known = outcomes["rule"].is_in(["not_modified", "forgotten"]).any()
    if sum(counts.values()) and not is_known and not any(counts[outcome] for outcome in _REACHED):
        ended = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items() if count)
        raise GateFailed(f"No input could be loaded ({ended}), so nothing was published. {_tell_reasons(outcomes)}")


def _tell_reasons(outcomes: pl.DataFrame) -> str:
    """The first inputs that were left out, each with its reason."""
    told = outcomes.filter(pl.col("reason").is_not_null()).head(MOST_REASONS)
    lines = [f"{row['input']}: {row['reason'][:LONGEST_REASON]}" for row in told.to_dicts()]
    more = f" And {outcomes.height - len(lines):,} more." if outcomes.height > len(lines) else ""
    return "".join(f"{line.rstrip('.')}. " for line in lines).rstrip() + more
