"""The quality page: one static HTML file with the open incidents and every rule, its reason, owner and history.

It loads nothing from elsewhere and runs no script. Whatever comes from an article or a source is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import svg
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from flows.alert.incidents import RANK, Incident, Status, incident_of
from flows.enums import Severity
from flows.ledger import Ledger
from flows.report.incidents import newest_night
from flows.report.plain import printable

PAGE = "quality.html"
NIGHTS = 60
BAR, GAP, HEIGHT = 5, 1, 24
FAILED, PASSED = "#c0392b", "#9fb8ad"
RESOLVED_SHOWN = 20


@dataclass(frozen=True)
class Point:
    """One run's result of a rule, over all its scopes."""

    night: str
    run_id: str
    count_failed: int
    count_rows: int
    is_passed: bool


@dataclass(frozen=True)
class RuleLine:
    """A rule as the page shows it."""

    table_name: str
    rule_id: str
    kind: str
    severity: str
    owner: str
    why: str
    threshold: str
    observed: str
    is_passed: bool
    plot: Markup


def write_quality_page(ledger: Ledger, page: Path) -> None:
    """Write the page of a ledger to `page`, in one step, so that a reader never meets half of it."""
    page.parent.mkdir(parents=True, exist_ok=True)
    part = page.with_suffix(".part")
    part.write_text(quality_page(ledger), "utf-8")
    part.replace(page)


def quality_page(ledger: Ledger) -> str:
    """The page as HTML."""
    incidents = [incident_of(row) for row in ledger.rows("select * from incidents order by rule_id, scope")]
    still = [one for one in incidents if one.status is Status.OPEN]
    resolved = [one for one in incidents if one.status is Status.RESOLVED and one.resolved_on]
    runs = ledger.rows(
        "select run_id, night, status, error from runs where status <> 'running' order by rowid desc limit 1"
    )
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: type(value)(printable(value)) if isinstance(value, str) else value,
    )
    return environment.get_template("quality.html.j2").render(
        run=runs[0] if runs else None,
        night=newest_night(ledger),
        incidents=sorted(still, key=rank),
        resolved=sorted(resolved, key=lambda one: one.resolved_on or date.min, reverse=True)[:RESOLVED_SHOWN],
        tables=rules_by_table(ledger),
        failed=FAILED,
        passed=PASSED,
    )


def rank(incident: Incident) -> tuple[int, date, str]:
    """The worst first, then the oldest."""
    return RANK[incident.severity], incident.opened_on, incident.incident_id


def rules_by_table(ledger: Ledger) -> dict[str, list[RuleLine]]:
    """Table -> its rules with their history over the last `NIGHTS` runs that judged anything."""
    checks = ledger.rows(
        """
        select checks.*, night
        from checks join runs using (run_id)
        where run_id in (select run_id from runs order by rowid desc limit ?)
        order by runs.rowid
        """,
        [NIGHTS],
    )
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for check in checks:
        groups[check["table_name"], check["rule_id"]].append(check)
    tables: dict[str, list[RuleLine]] = defaultdict(list)
    for (table, _), group in sorted(groups.items()):
        tables[table].append(rule_line(group))
    return dict(tables)


def rule_line(checks: Sequence[dict[str, Any]]) -> RuleLine:
    """One rule, from its checks in the order of their runs; as it stood in the last run that judged it."""
    points = points_of(checks)
    latest = [check for check in checks if check["run_id"] == points[-1].run_id]
    shown = min(latest, key=lambda check: (check["is_passed"], RANK[Severity(check["severity"])]))
    scoped = (
        f"{points[-1].count_failed} of {points[-1].count_rows} sources fail" if shown["scope"] else shown["observed"]
    )
    return RuleLine(
        table_name=shown["table_name"],
        rule_id=shown["rule_id"],
        kind=shown["kind"],
        severity=shown["severity"],
        owner=shown["owner"] or "",
        why=shown["why"] or "",
        threshold="by source, from its own past" if shown["scope"] else shown["threshold"] or "",
        observed=scoped or "",
        is_passed=points[-1].is_passed,
        plot=plot(points),
    )


def points_of(checks: Sequence[dict[str, Any]]) -> list[Point]:
    """One point a run; a rule on sources counts sources."""
    by_run: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for check in checks:
        by_run[check["run_id"]].append(check)
    return [
        Point(
            night=group[0]["night"],
            run_id=run_id,
            count_failed=sum(check["count_failed"] for check in group),
            count_rows=len(group) if group[0]["scope"] else group[0]["count_rows"],
            is_passed=all(check["is_passed"] for check in group),
        )
        for run_id, group in by_run.items()
    ]


def plot(points: Sequence[Point]) -> Markup:
    """The history as bars, one a run: as high as the share that failed, at least visible; red where the rule failed."""
    shares = [point.count_failed / point.count_rows if point.count_rows else 0.0 for point in points]
    highest = max([*shares, 0.001])
    bars: list[svg.Element] = []
    for position, (point, share) in enumerate(zip(points, shares, strict=True)):
        height = round(2 + (HEIGHT - 2) * share / highest, 1)
        said = f"{point.night}: {point.count_failed:,} of {point.count_rows:,} ({share:.2%})"
        bars.append(
            svg.Rect(
                x=position * (BAR + GAP),
                y=HEIGHT - height,
                width=BAR,
                height=height,
                fill=PASSED if point.is_passed else FAILED,
                elements=[svg.Title(text=str(escape(said)))],
            )
        )
    width = max(len(points), 1) * (BAR + GAP)
    return Markup(str(svg.SVG(width=width, height=HEIGHT, elements=bars)))
