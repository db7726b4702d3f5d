"""The gate: one frame against its suite. Rows that fail a rule on rows go to quarantine, with the reason.

Rules on the table judge the night. The flow decides what follows from a failure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from flows.enums import CheckKind, Severity
from flows.records import CHECKS, PAYLOAD_CHARS, QUARANTINE
from flows.validate.forms import Rule
from flows.validate.judge import RuleResult, judge_frame
from flows.validate.suites import Suite

SAMPLE_KEYS = 5
"""Enough to start a search. Nobody reads a message with thousands of keys."""

KEY_CHARS = 200
THRESHOLD_CHARS = 300


@dataclass(frozen=True)
class Validated:
    """The rows that passed, the refused rows with their reasons, and one check per rule."""

    passed: pl.DataFrame
    quarantine: pl.DataFrame
    checks: pl.DataFrame


def validate(
    table: str, frame: pl.DataFrame, suite: Suite, keys: tuple[str, ...], reached: int | None = None
) -> Validated:
    """Check `frame` against `suite`.

    `keys` are the columns that identify a row (joined by `/`). `passed` keeps the columns and the order of the frame.
    `quarantine` has one row per refused row, under the first rule that it fails; its reason names the other rules.
    `checks` has one row per rule that was judged. Below its `min_rows`, a rule on the table can pass but not fail. An
    empty frame fails the floor. A rule that raises, or whose column is missing, is critical. The limit on refused rows
    is a share of `reached` rows, for frames that hold only part of the night's rows; by default of the frame's rows.
    """
    results = judge_frame(table, frame, suite)
    refused = collect_refusals(results)
    named = make_row_keys(frame, keys)
    checks = [make_check(table, one, frame.height, named) for one in results]
    limit = check_limit(table, suite, frame.height if reached is None else reached, refused, named)
    if limit["is_passed"] or limit["count_rows"] >= suite.meta.quarantine.min_rows:
        checks.append(limit)
    return Validated(
        passed=drop_rows(frame, refused),
        quarantine=quarantine_rows(table, frame, named, refused),
        checks=pl.DataFrame(checks, schema=CHECKS, orient="row"),
    )


def find_worst_failure(checks: pl.DataFrame) -> Severity | None:
    """The worst severity among the failed checks; None if all passed."""
    failed = set(checks.filter(~pl.col("is_passed"))["severity"])
    return next((severity for severity in Severity if severity in failed), None)  # the enum lists the worst first


def drop_rows(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """`frame` without the rows whose positions are the column `row` of `refused`; not copied if there are none."""
    if refused.is_empty():
        return frame
    return frame.with_row_index("row").join(refused, on="row", how="anti", maintain_order="left").drop("row")


def drop_orphans(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """`frame` (mentions or quotes) without the rows of the articles in `refused` (the articles' quarantine)."""
    gone = refused.select("article_id").drop_nulls()
    return frame.join(gone, on="article_id", how="anti", maintain_order="left") if gone.height else frame


def find_repeated_refusals(refused: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Those of `refused` (`records.QUARANTINE`) that the same rule refused `before`, with the same payload."""
    same = ["article_id", "rule", "payload"]
    return refused.join(before.select(same), on=same, how="semi", maintain_order="left")


def make_row_keys(frame: pl.DataFrame, keys: Sequence[str]) -> pl.Series:
    """The key of each row, bounded; a missing part shows as `?`."""
    parts = [pl.col(key).cast(pl.String).fill_null("?") for key in keys if key in frame.columns]
    key = pl.concat_str(parts, separator="/") if parts else pl.lit("?")
    return frame.select(key.str.slice(0, KEY_CHARS).alias("row_key")).to_series()


def collect_refusals(results: Sequence[RuleResult]) -> pl.DataFrame:
    """`row`, `rule`, `reason` for each row that fails a rule on rows: its first rule in the suite's order, and why."""
    found = [
        pl.DataFrame({"row": one.failing}).with_columns(
            rule=pl.lit(one.rule.meta.rule_id), reason=pl.lit(one.rule.meta.why)
        )
        for one in results
        if one.rule.meta.kind == CheckKind.ROW and one.failing is not None
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


def quarantine_rows(table: str, frame: pl.DataFrame, named: pl.Series, refused: pl.DataFrame) -> pl.DataFrame:
    """The refused rows as `records.QUARANTINE`. The payload is the row as JSON, bounded as a whole and in each text."""
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


def make_check(table: str, one: RuleResult, rows: int, named: pl.Series) -> dict[str, Any]:
    """The result of a rule as a row of `records.CHECKS`. A rule that raised is critical, whatever its severity."""
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
        "threshold": describe_threshold(one.rule),
        "why": meta.why,
        "owner": meta.owner,
        "sample_keys": sample_keys(named, one.failing),
    }


def check_limit(table: str, suite: Suite, rows: int, refused: pl.DataFrame, named: pl.Series) -> dict[str, Any]:
    """Check that few enough rows were refused to trust the rest; critical."""
    limit = suite.meta.quarantine
    share = refused.height / max(rows, 1)
    return {
        "table_name": table,
        "rule_id": limit.rule_id,
        "scope": "",
        "kind": CheckKind.TABLE,
        "severity": Severity.CRITICAL,
        "is_passed": share <= limit.share,
        "count_failed": refused.height,
        "count_rows": rows,
        "observed": f"{refused.height:,} of {rows:,} rows refused ({share:.1%})",
        "threshold": f"at most {limit.share:.0%}",
        "why": limit.why,
        "owner": limit.owner,
        "sample_keys": sample_keys(named, refused["row"]),
    }


def describe_threshold(rule: Rule) -> str:
    """The type and the arguments of a rule, as its suite has them."""
    written = json.dumps({"rule": rule.type.removeprefix("expect_"), **rule.kwargs}, ensure_ascii=False)
    return written[:THRESHOLD_CHARS]


def sample_keys(named: pl.Series, failing: pl.Series | None) -> list[str]:
    """The keys of the first failing rows."""
    return [] if failing is None else named[failing.head(SAMPLE_KEYS)].to_list()
