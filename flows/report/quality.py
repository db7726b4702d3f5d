"""The quality page: one static HTML file with the open incidents and every rule, its reason, owner and history.

The page loads no other file and runs no script. Text from articles and sources is escaped.
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

from flows.alert.incidents import RANK, Incident, parse_incident
from flows.enums import Severity
from flows.ledger import Ledger
from flows.printing import strip_controls
from flows.report.incidents import find_newest_night

PAGE = "quality.html"
NIGHTS = 60
BAR, GAP, HEIGHT = 5, 1, 24
FAILED, PASSED = "#c0392b", "#9fb8ad"
RESOLVED_SHOWN = 20


@dataclass(frozen=True)
class Point:
    """The result of a rule in one run, over all its scopes."""

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
    """Write the page of a ledger to `page` in one step, so that a reader never sees half of it."""
    page.parent.mkdir(parents=True, exist_ok=True)
    part = page.with_suffix(".part")
    part.write_text(render_quality_page(ledger), "utf-8")
    part.replace(page)


def render_quality_page(ledger: Ledger) -> str:
    """The page as HTML."""
    incidents = [parse_incident(row) for row in ledger.rows("select * from incidents order by rule_id, scope")]
    still_open = [one for one in incidents if one.is_open]
    resolved = [one for one in incidents if not one.is_open and one.resolved_on]
    runs = ledger.rows(
        "select run_id, night, status, error from runs where status <> 'running' order by rowid desc limit 1"
    )
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: type(value)(strip_controls(value)) if isinstance(value, str) else value,
    )
    return environment.get_template("quality.html.j2").render(
        run=runs[0] if runs else None,
        night=find_newest_night(ledger),
        incidents=sorted(still_open, key=sort_key),
        resolved=sorted(resolved, key=lambda one: one.resolved_on or date.min, reverse=True)[:RESOLVED_SHOWN],
        tables=group_rules(ledger),
        failed=FAILED,
        passed=PASSED,
    )


def sort_key(incident: Incident) -> tuple[int, date, str]:
    """Sort key for incidents: the worst first, then the oldest."""
    return RANK[incident.severity], incident.opened_on, incident.incident_id


def group_rules(ledger: Ledger) -> dict[str, list[RuleLine]]:
    """Table -> its rules with their history over the last `NIGHTS` runs."""
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
        tables[table].append(make_rule_line(group))
    return dict(tables)


def make_rule_line(checks: Sequence[dict[str, Any]]) -> RuleLine:
    """One rule, from its checks in the order of their runs; with its state in the last run that judged it."""
    points = make_points(checks)
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
        threshold="per source, from its own past" if shown["scope"] else shown["threshold"] or "",
        observed=scoped or "",
        is_passed=points[-1].is_passed,
        plot=draw_plot(points),
    )


def make_points(checks: Sequence[dict[str, Any]]) -> list[Point]:
    """One point per run; a rule on sources counts sources."""
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


def draw_plot(points: Sequence[Point]) -> Markup:
    """The history as one bar per run: its height is the failing share, with a visible minimum; red means failed."""
    shares = [point.count_failed / point.count_rows if point.count_rows else 0.0 for point in points]
    highest = max([*shares, 0.001])
    bars: list[svg.Element] = []
    for position, (point, share) in enumerate(zip(points, shares, strict=True)):
        height = round(2 + (HEIGHT - 2) * share / highest, 1)
        tooltip = f"{point.night}: {point.count_failed:,} of {point.count_rows:,} ({share:.2%})"
        bars.append(
            svg.Rect(
                x=position * (BAR + GAP),
                y=HEIGHT - height,
                width=BAR,
                height=height,
                fill=PASSED if point.is_passed else FAILED,
                elements=[svg.Title(text=str(escape(tooltip)))],
            )
        )
    width = max(len(points), 1) * (BAR + GAP)
    return Markup(str(svg.SVG(width=width, height=HEIGHT, elements=bars)))
