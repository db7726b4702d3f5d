"""Whether a source's night is unusual, given its own past.

A measure is held against the median of earlier nights, give or take 3.5 robust standard deviations (1.4826 times the
median absolute deviation; Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993), and never against less
than the change that its rule in `expectations/baselines.csv` calls worth an alert. Once eight nights of a weekday are
known, only they are compared; until then all nights of four weeks, and what the weekday has already been is usual.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.enums import Severity
from flows.errors import OnRecordError

WARM_UP_NIGHTS = 7
"""A week: before it a weekend looks like a failure."""

WEEKDAY_NIGHTS = 8
"""Eight weeks of a weekday are enough for a median that one odd night does not move."""

POOLED_DAYS = 28
WEEKDAY_DAYS = 182
DEVIATIONS = 3.5
NORMAL = 1.4826
FEWEST_ARTICLES = 3
"""A source that brings fewer articles on a usual night has no usual night."""

SILENT = "source_silent"
SILENT_WHY = "A source that brought something every night and now brings nothing has moved, blocks us or has broken."
FREQUENT = 0.9

Measure = Literal["articles", "undated", "unsigned", "unquoted", "words", "quotes", "unresolved", "new_entities"]
MEASURES: tuple[str, ...] = get_args(Measure)

Night = Mapping[str, int]
"""What a source brought in one night: the counts of `ops.source_nights`."""


class BaselineRule(BaseModel):
    """One line of `expectations/baselines.csv`: a measure (per another, or per night) and the change worth an alert."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    rule_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    measure: Measure
    per: Measure | Literal[""]
    side: Literal["low", "high"]
    scale: Literal["relative", "absolute"]
    change: float = Field(gt=0, allow_inf_nan=False)
    min_base: int = Field(ge=0)
    severity: Severity
    owner: str = Field(min_length=1)
    why: str = Field(min_length=20)

    def value(self, night: Night) -> float | None:
        """The measure in one night; None where too few were counted for it to say anything."""
        if not self.per:
            return float(night[self.measure])
        base = night[self.per]
        return night[self.measure] / base if base >= max(self.min_base, 1) else None


@dataclass(frozen=True)
class Usual:
    """What a measure usually is: its median over so many nights, and the last value that is not unusual."""

    middle: float
    limit: float
    nights: int


def load_baselines(path: Path) -> list[BaselineRule]:
    """The rules of a CSV file; raises `OnRecordError` that names the line and the column that is wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file, restkey="more", restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OnRecordError(f"{path} cannot be read: {error}.") from error
    rules: list[BaselineRule] = []
    for number, line in enumerate(lines, start=2):
        try:
            rules.append(BaselineRule.model_validate(line))
        except ValidationError as error:
            first = error.errors()[0]
            raise OnRecordError(
                f"{path}, line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}."
            ) from error
        if any(rule.rule_id == rules[-1].rule_id for rule in rules[:-1]):
            raise OnRecordError(f"{path}, line {number}: rule_id: {rules[-1].rule_id} stands for another rule already.")
    return rules


def judge_sources(
    past: Mapping[str, Mapping[date, Night]], tonight: Mapping[str, Night], night: date, rules: Sequence[BaselineRule]
) -> list[dict[str, Any]]:
    """Rows of `records.CHECKS`, one per source and rule that can be judged.

    `past` is what each source brought on each earlier night that was published (all zeros where it brought nothing),
    `tonight` the same for this night. A source is judged after `WARM_UP_NIGHTS`; a silent one on its silence alone.
    """
    checks = []
    for source, nights in sorted(past.items()):
        found = tonight.get(source)
        if len(nights) < WARM_UP_NIGHTS:
            continue
        if found is not None and found["articles"]:
            checks.append(silence(source, nights, night, is_passed=True))
            checks += measured(source, nights, found, night, rules)
        elif is_expected(nights, night):
            checks.append(silence(source, nights, night, is_passed=False))
    return checks


def measured(
    source: str, nights: Mapping[date, Night], found: Night, night: date, rules: Iterable[BaselineRule]
) -> list[dict[str, Any]]:
    """The rules that this source's night can be held to."""
    spoken = {day: counts for day, counts in nights.items() if counts["articles"]}
    if not spoken or median(counts["articles"] for counts in spoken.values()) < FEWEST_ARTICLES:
        return []
    checks = []
    for rule in rules:
        value = rule.value(found)
        values = {day: rule.value(counts) for day, counts in spoken.items()}
        usual = usual_of({day: known for day, known in values.items() if known is not None}, night, rule)
        if value is not None and usual is not None:
            checks.append(check(source, rule, value, usual))
    return checks


def usual_of(values: Mapping[date, float], night: date, rule: BaselineRule) -> Usual | None:
    """What the rule's measure usually is on such a night; None before the warm-up is over."""
    same = [
        value for day, value in values.items() if day.weekday() == night.weekday() and near(day, night, WEEKDAY_DAYS)
    ]
    if len(same) >= WEEKDAY_NIGHTS:
        middle, limit = spread(same, rule)
        return Usual(middle, limit, len(same))
    pooled = [value for day, value in values.items() if near(day, night, POOLED_DAYS)]
    if len(pooled) < WARM_UP_NIGHTS:
        return None
    middle, limit = spread(pooled, rule)
    seen = [spread([value], rule)[1] for value in same]
    extreme = min([limit, *seen]) if rule.side == "low" else max([limit, *seen])
    return Usual(middle, extreme, len(pooled))


def spread(values: Sequence[float], rule: BaselineRule) -> tuple[float, float]:
    """The median of `values`, and the farthest value on the rule's side that is not unusual."""
    middle = median(values)
    deviation = NORMAL * median(abs(value - middle) for value in values)
    change = rule.change * (abs(middle) if rule.scale == "relative" else 1)
    distance = max(DEVIATIONS * deviation, change)
    return middle, middle - distance if rule.side == "low" else middle + distance


def is_expected(nights: Mapping[date, Night], night: date) -> bool:
    """Whether a source brings something nearly every night, and did when it was this weekday last.

    The nights of the present silence do not count: it lasts until the source is back or four weeks are over. An earlier
    one counts as one night, however long it was: after an outage of three nights a source is watched as before.
    """
    last = max((day for day, counts in nights.items() if counts["articles"]), default=date.min)
    recent = {day: bool(counts["articles"]) for day, counts in nights.items() if near(day, night, POOLED_DAYS)}
    recent = once_silent({day: spoke for day, spoke in sorted(recent.items()) if day <= last})
    same = max((day for day in recent if day.weekday() == night.weekday()), default=None)
    is_frequent = len(recent) >= WARM_UP_NIGHTS and sum(recent.values()) >= FREQUENT * len(recent)
    return is_frequent and (same is None or recent[same])


def once_silent(nights: Mapping[date, bool]) -> dict[date, bool]:
    """Nights in their order, and whether the source spoke; of each silence its first night only."""
    spoke_before = (True, *nights.values())
    return {day: spoke for (day, spoke), before in zip(nights.items(), spoke_before, strict=False) if spoke or before}


def near(day: date, night: date, days: int) -> bool:
    """Whether `day` is one of the `days` before `night`."""
    return night - timedelta(days=days) <= day < night


def check(source: str, rule: BaselineRule, value: float, usual: Usual) -> dict[str, Any]:
    """A measure held against what is usual, as a row of `records.CHECKS`."""
    is_passed = value >= usual.limit if rule.side == "low" else value <= usual.limit
    unit = f" {rule.measure} per {rule.per[:-1]}" if rule.per else f" {rule.measure}"
    observed = f"{value:,.4g}{unit}; usual {usual.middle:,.4g} (median of {usual.nights} nights)"
    threshold = f"at {'least' if rule.side == 'low' else 'most'} {usual.limit:,.4g}"
    meta = {"rule_id": rule.rule_id, "severity": rule.severity, "why": rule.why, "owner": rule.owner}
    return row(source, is_passed, observed, threshold, usual.nights, **meta)


def silence(source: str, nights: Mapping[date, Night], night: date, *, is_passed: bool) -> dict[str, Any]:
    """Whether a source brought anything at all."""
    last = max((day for day, counts in nights.items() if counts["articles"]), default=None)
    observed = "articles came" if is_passed else f"no article; the last came on {last}"
    meta = {"rule_id": SILENT, "severity": Severity.WARNING, "why": SILENT_WHY, "owner": "ingest"}
    return row(source, is_passed, observed, "at least 1 article", len(nights), **meta)


def row(source: str, is_passed: bool, observed: str, threshold: str, nights: int, **meta: Any) -> dict[str, Any]:
    """A row of `records.CHECKS` about a source; `count_rows` are the nights that it was compared with."""
    return {
        "table_name": "source_nights",
        "scope": source,
        "kind": "baseline",
        "is_passed": is_passed,
        "count_failed": int(not is_passed),
        "count_rows": nights,
        "observed": observed,
        "threshold": threshold,
        "sample_keys": [],
        **meta,
    }
