"""The quality page: how the last run went, the open incidents, and every rule, the failing ones first.

It is written from the ledger, so that it tells of a night that published nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import svg
from markupsafe import Markup, escape

from flows.enums import Severity
from flows.site.limits import describe_limit
from flows.site.pages import Context, Page

Row = dict[str, Any]
QUALITY = "quality.html"
_NIGHTS = 60
"""Runs in a rule's history: two months of nights, as wide as a column of the table."""
_RESOLVED_SHOWN = 20
_BAR, _GAP, _HEIGHT = 3, 1, 24
_RANK = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}

_LAST_RUN = """
    select run_id, night, started_at, seconds, status, error
    from runs where status <> 'running' order by rowid desc limit 1
"""
_CHECKS = """
    select checks.*, night
    from checks join runs using (run_id)
    where run_id in (select run_id from runs order by rowid desc limit ?)
    order by runs.rowid
"""
_SQL = {
    "incidents": "select * from ops.incidents where status = 'open' order by severity, opened_on;",
    "rules": "select * from ops.checks where run_id = (select max_by(run_id, started_at) from ops.runs)\n"
    "order by is_passed, severity, table_name, rule_id;",
}


class Readable(Protocol):
    """Whatever answers SQL on the ledger's tables."""

    def rows(self, query: str, parameters: Sequence[Any] = ..., /) -> list[Row]:
        """The rows of a query."""


@dataclass(frozen=True)
class Point:
    """One run's result of a rule, over all its scopes."""

    night: str
    run_id: str
    count_failed: int
    count_rows: int
    is_passed: bool


def read_page(ledger: Readable) -> Page:
    """The page of a ledger."""
    runs = ledger.rows(_LAST_RUN)
    nights = ledger.rows("select max(night) as night from runs")
    incidents = [_incident(row, nights[0]["night"]) for row in ledger.rows("select * from incidents")]
    data = {
        "run": runs[0] if runs else None,
        "incidents": sorted((one for one in incidents if one["status"] == "open"), key=_incident_rank),
        "resolved": _resolved(incidents),
        "checks": ledger.rows(_CHECKS, [_NIGHTS]),
        "sql": _SQL,
    }
    return Page(QUALITY, "quality.html.j2", data, _prepare)


def _prepare(data: Context) -> Context:
    return data | {"rules": _rules(data["checks"])}


def _incident(row: Row, night: str | None) -> Row:
    muted = row["muted_until"]
    return row | {
        "limit": describe_limit(row["threshold"]),
        "observed": _observed(row["observed"]),
        "samples": _samples(row["sample_keys"]),
        "is_muted": bool(muted and night and str(muted) >= str(night)),
    }


def _incident_rank(incident: Row) -> tuple[int, str, str]:
    """The worst first, then the oldest."""
    return _RANK.get(incident["severity"], 3), str(incident["opened_on"]), incident["incident_id"]


def _resolved(incidents: Sequence[Row]) -> list[Row]:
    done = [one for one in incidents if one["status"] == "resolved" and one["resolved_on"]]
    done.sort(key=lambda one: (str(one["resolved_on"]), one["incident_id"]), reverse=True)
    return done[:_RESOLVED_SHOWN]


def _samples(keys: str | None) -> list[str]:
    try:
        told = json.loads(keys or "[]")
    except ValueError:
        return []
    return [str(key) for key in told[:10]] if isinstance(told, list) else []


def _rules(checks: Sequence[Row]) -> list[Row]:
    """Every rule with its history; those that failed in their last run first, then by severity and name."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for check in checks:
        groups[check["table_name"], check["rule_id"]].append(check)
    rules = [_rule(group) for group in groups.values()]
    return sorted(
        rules,
        key=lambda rule: (rule["is_passed"], _RANK.get(rule["severity"], 3), rule["table_name"], rule["rule_id"]),
    )


def _rule(checks: Sequence[Row]) -> Row:
    """One rule, from its checks in the order of their runs; as it stood in the last run that judged it."""
    points = _points(checks)
    latest = [check for check in checks if check["run_id"] == points[-1].run_id]
    worst = min(latest, key=lambda check: (check["is_passed"], _RANK.get(check["severity"], 3)))
    scoped = f"{points[-1].count_failed} of {points[-1].count_rows} sources fail"
    return {
        "table_name": worst["table_name"],
        "rule_id": worst["rule_id"],
        "severity": worst["severity"],
        "owner": worst["owner"] or "",
        "why": worst["why"] or "",
        "limit": "by source, from its own past" if worst["scope"] else describe_limit(worst["threshold"]),
        "observed": scoped if worst["scope"] else _observed(worst["observed"]),
        "is_passed": points[-1].is_passed,
        "plot": draw_history(points),
        "points": [asdict(point) for point in points],
    }


def _observed(observed: object) -> str:
    return "" if observed in (None, "null") else str(observed)


def _points(checks: Sequence[Row]) -> list[Point]:
    """One point a run; a rule on sources counts sources."""
    by_run: dict[str, list[Row]] = defaultdict(list)
    for check in checks:
        by_run[check["run_id"]].append(check)
    return [
        Point(
            night=str(group[0]["night"]),
            run_id=run_id,
            count_failed=sum(check["count_failed"] for check in group),
            count_rows=len(group) if group[0]["scope"] else group[0]["count_rows"],
            is_passed=all(check["is_passed"] for check in group),
        )
        for run_id, group in by_run.items()
    ]


def draw_history(points: Sequence[Point]) -> Markup:
    """One bar a run, as high as the share that failed, at least visible; in the colour of a loss where it failed."""
    shares = [point.count_failed / point.count_rows if point.count_rows else 0.0 for point in points]
    highest = max([*shares, 0.001])
    bars: list[svg.Element] = []
    for position, (point, share) in enumerate(zip(points, shares, strict=True)):
        height = round(2 + (_HEIGHT - 2) * share / highest, 1)
        told = f"{point.night}: {point.count_failed:,} of {point.count_rows:,} ({share:.2%})"
        bars.append(
            svg.Rect(
                x=position * (_BAR + _GAP),
                y=round(_HEIGHT - height, 1),
                width=_BAR,
                height=height,
                class_=["bar" if point.is_passed else "loss"],
                elements=[svg.Title(text=str(escape(told)))],
            )
        )
    width = max(len(points), 1) * (_BAR + _GAP)
    return Markup(str(svg.SVG(width=width, height=_HEIGHT, elements=bars, extra={"aria-hidden": "true"})))
