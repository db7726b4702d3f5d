"""The gate: one frame against its suite. Rows that fail a rule on rows are moved to quarantine, with the reason;
rules on the table judge the night. What a verdict leads to is the flow's business."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from flows.enums import Severity
from flows.records import CHECKS, PAYLOAD_CHARS, QUARANTINE
from flows.validate.judge import Judged, judge
from flows.validate.suites import Rule, Suite

SAMPLE_KEYS = 5
"""Enough to look at; a message with thousands of keys is read by nobody."""

KEY_CHARS = 200
THRESHOLD_CHARS = 300


@dataclass(frozen=True)
class Validated:
    """What the gate leaves: the rows that passed, the refused ones with their reason, and one check per rule."""

    passed: pl.DataFrame
    quarantine: pl.DataFrame
    checks: pl.DataFrame


def validate(
    table: str, frame: pl.DataFrame, suite: Suite, keys: tuple[str, ...], reached: int | None = None
) -> Validated:
    """Hold `frame` to `suite`.

    `keys` are the columns that name a row (joined by `/` where several). `passed` keeps the frame's columns and order;
    `quarantine` has one row per refused row, under the first rule that it fails, the others named in its reason;
    `checks` has one row per rule that was judged (one on the table can be met, but not failed, below its `min_rows`).
    An empty frame fails the floor; a rule that raised, or whose column has vanished, is critical. The limit on refused
    rows is a share of the `reached` rows, where more were met tonight than came here: the frame's, where it is None.
    """
    judged = judge(table, frame, suite)
    refused = refusals(judged)
    named = row_keys(frame, keys)
    checks = [check(table, one, frame.height, named) for one in judged]
    limit = limit_check(table, suite, frame.height if reached is None else reached, refused, named)
    if limit["is_passed"] or limit["count_rows"] >= suite.meta.quarantine.min_rows:
        checks.append(limit)
    return Validated(
        passed=frame.with_row_index("row").join(refused, on="row", how="anti", maintain_order="left").drop("row"),
        quarantine=quarantined(table, frame, named, refused),
        checks=pl.DataFrame(checks, schema=CHECKS, orient="row"),
    )


def verdict(checks: pl.DataFrame) -> Severity | None:
    """The worst severity among the failed checks, or None where all passed."""
    failed = set(checks.filter(~pl.col("is_passed"))["severity"])
    return next((severity for severity in Severity if severity in failed), None)  # declared worst first


def drop_orphans(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """`frame` (mentions or quotes) without the rows of the articles in `refused` (the articles' quarantine)."""
    return frame.join(refused.select("article_id").drop_nulls(), on="article_id", how="anti", maintain_order="left")


def refused_before(refused: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Those of `refused` (`records.QUARANTINE`) that were refused `before` by the same rule, and are still the same."""
    same = ["article_id", "rule", "payload"]
    return refused.join(before.select(same), on=same, how="semi", maintain_order="left")


def row_keys(frame: pl.DataFrame, keys: Sequence[str]) -> pl.Series:
    """The key of each row, bounded; a part that is absent shows as `?`."""
    parts = [pl.col(key).cast(pl.String).fill_null("?") for key in keys if key in frame.columns]
    key = pl.concat_str(parts, separator="/") if parts else pl.lit("?")
    return frame.select(key.str.slice(0, KEY_CHARS).alias("row_key")).to_series()


def refusals(judged: Sequence[Judged]) -> pl.DataFrame:
    """`row`, `rule`, `reason` per row that fails a rule on rows: its first rule in the suite's order, and why."""
    found = [
        pl.DataFrame({"row": one.failing}).with_columns(
            rule=pl.lit(one.rule.meta.rule_id), reason=pl.lit(one.rule.meta.why)
        )
        for one in judged
        if one.rule.meta.kind == "row" and one.failing is not None
    ]
    if not found:
        return pl.DataFrame(schema={"row": pl.UInt32, "rule": pl.String, "reason": pl.String})
    others = pl.col("rule").slice(1).str.join(", ")
    return (
        pl.concat(found)
        .group_by("row", maintain_order=True)
        .agg(pl.col("rule").first(), pl.col("reason").first(), others=others)
        .select(
            "row",
            "rule",
            pl.when(pl.col("others") == "")
            .then(pl.col("reason"))
            .otherwise(pl.concat_str("reason", pl.lit(" Also fails: "), "others", pl.lit(".")))
            .alias("reason"),
        )
        .sort("row")
    )


def quarantined(table: str, frame: pl.DataFrame, named: pl.Series, refused: pl.DataFrame) -> pl.DataFrame:
    """The refused rows as `records.QUARANTINE`; a payload is the row as JSON, each text and the whole bounded."""
    rows = frame[refused["row"]]
    bounded = rows.with_columns(pl.col(pl.String).str.slice(0, PAYLOAD_CHARS))
    payload = bounded.select(pl.struct(pl.all()).struct.json_encode().str.slice(0, PAYLOAD_CHARS)).to_series()
    article = rows["article_id"] if "article_id" in rows.columns else pl.lit(None, pl.String)
    return refused.select(
        input=pl.lit(None, pl.String),
        table_name=pl.lit(table),
        row_key=named[refused["row"]],
        article_id=article,
        rule="rule",
        reason="reason",
        payload=payload,
    ).cast(QUARANTINE)


def check(table: str, one: Judged, rows: int, named: pl.Series) -> dict[str, Any]:
    """One rule's result as a row of `records.CHECKS`. A rule that raised is critical, whatever it declares."""
    meta = one.rule.meta
    return {
        "table_name": table,
        "rule_id": meta.rule_id,
        "scope": "",
        "kind": meta.kind,
        "severity": Severity.CRITICAL if one.is_raised else one.rule.severity,
        "is_passed": one.is_passed,
        "count_failed": rows if one.is_raised else one.count_failed,
        "count_rows": rows,
        "observed": one.observed,
        "threshold": threshold(one.rule),
        "why": meta.why,
        "owner": meta.owner,
        "sample_keys": samples(named, one.failing),
    }


def limit_check(table: str, suite: Suite, rows: int, refused: pl.DataFrame, named: pl.Series) -> dict[str, Any]:
    """Whether so many rows were refused that the rest is not to be believed; critical."""
    limit = suite.meta.quarantine
    share = refused.height / max(rows, 1)
    return {
        "table_name": table,
        "rule_id": limit.rule_id,
        "scope": "",
        "kind": "table",
        "severity": Severity.CRITICAL,
        "is_passed": share <= limit.share,
        "count_failed": refused.height,
        "count_rows": rows,
        "observed": f"{refused.height:,} of {rows:,} rows refused ({share:.1%})",
        "threshold": f"at most {limit.share:.0%}",
        "why": limit.why,
        "owner": limit.owner,
        "sample_keys": samples(named, refused["row"]),
    }


def threshold(rule: Rule) -> str:
    """The limit of a rule, as written."""
    written = json.dumps({"rule": rule.type.removeprefix("expect_"), **rule.kwargs}, ensure_ascii=False)
    return written[:THRESHOLD_CHARS]


def samples(named: pl.Series, failing: pl.Series | None) -> list[str]:
    """The keys of the first failing rows."""
    return [] if failing is None else named[failing.head(SAMPLE_KEYS)].to_list()
