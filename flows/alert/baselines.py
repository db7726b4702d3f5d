"""Whether a source's night is unusual, compared with its own past.

A measure is compared with the median of earlier nights, plus or minus 3.5 robust standard deviations (1.4826 times the
median absolute deviation; Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). The distance is never less
than the change that its rule in `expectations/baselines.csv` calls worth an alert. From eight known nights of a weekday
on, only nights of that weekday are compared. Until then, all nights of four weeks are compared, and a value that this
weekday had before is usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.enums import CheckKind, Severity
from flows.seeds import Row, read_seed

WARM_UP_NIGHTS = 7
"""A week. With less history, a weekend looks like a failure."""

WEEKDAY_NIGHTS = 8
"""Eight weeks of a weekday give a median that one odd night does not move."""

POOLED_DAYS = 28
WEEKDAY_DAYS = 182
DEVIATIONS = 3.5
NORMAL = 1.4826
FEWEST_ARTICLES = 3
"""Median articles a night below which a source has no usual night."""

SILENT = "source_silent"
SILENT_WHY = "A source that brought articles every night and now brings none has moved, blocks us or is broken."
FREQUENT = 0.9

Measure = Literal["articles", "undated", "unsigned", "unquoted", "words", "quotes", "unresolved", "new_entities"]
MEASURES: tuple[str, ...] = get_args(Measure)

Counts = Mapping[str, int]
"""The articles and quotes of one source and night, as `ops.source_nights` counts them."""


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

    def value(self, counts: Counts) -> float | None:
        """The measure in one night; None where fewer than `min_base` were counted."""
        if not self.per:
            return float(counts[self.measure])
        base = counts[self.per]
        return counts[self.measure] / base if base >= max(self.min_base, 1) else None


@dataclass(frozen=True)
class Usual:
    """The usual value of a measure: its median over so many nights, and the last value that is not unusual."""

    middle: float
    limit: float
    nights: int


def load_baselines(path: Path) -> list[BaselineRule]:
    """The rules of a CSV file; raises `SeedError` that names the file, the line and the column."""
    rows = read_seed(path.parent, path.stem, tuple(BaselineRule.model_fields))
    rules: list[BaselineRule] = []
    for row in rows:
        rule = _parse_rule(row)
        if rule.rule_id in {other.rule_id for other in rules}:
            raise row.error("rule_id", f"{rule.rule_id} is the name of another rule")
        rules.append(rule)
    return rules


def _parse_rule(row: Row) -> BaselineRule:
    try:
        return BaselineRule.model_validate(row.values)
    except ValidationError as error:
        first = error.errors()[0]
        raise row.error(str(first["loc"][0]), first["msg"]) from error


def check_source_nights(
    past: Mapping[str, Mapping[date, Counts]], tonight: Mapping[str, Counts], night: date, rules: Sequence[BaselineRule]
) -> list[dict[str, Any]]:
    """Rows of `records.CHECKS`, one per source and rule that can be judged.

    `past` holds the counts of each source on each earlier night that was published (zeros where it brought nothing),
    `tonight` those of this night. A source is judged from `WARM_UP_NIGHTS` on; a silent one on its silence alone.
    """
    checks = []
    for source, nights in sorted(past.items()):
        found = tonight.get(source)
        if len(nights) < WARM_UP_NIGHTS:
            continue
        if found is not None and found["articles"]:
            checks.append(silence_check(source, nights, is_passed=True))
            checks += check_measures(source, nights, found, night, rules)
        elif is_expected(nights, night):
            checks.append(silence_check(source, nights, is_passed=False))
    return checks


def check_measures(
    source: str, nights: Mapping[date, Counts], found: Counts, night: date, rules: Iterable[BaselineRule]
) -> list[dict[str, Any]]:
    """One check for each rule that this source's night can be compared by."""
    active = {day: counts for day, counts in nights.items() if counts["articles"]}
    if not active or median(counts["articles"] for counts in active.values()) < FEWEST_ARTICLES:
        return []
    checks = []
    for rule in rules:
        value = rule.value(found)
        values = {day: rule.value(counts) for day, counts in active.items()}
        usual = find_usual({day: known for day, known in values.items() if known is not None}, night, rule)
        if value is not None and usual is not None:
            checks.append(measure_check(source, rule, value, usual))
    return checks


def find_usual(values: Mapping[date, float], night: date, rule: BaselineRule) -> Usual | None:
    """The usual value of the rule's measure on such a night; None before the warm-up is over."""
    weekday = {day: value for day, value in values.items() if day.weekday() == night.weekday()}
    same = [value for day, value in weekday.items() if is_within(day, night, WEEKDAY_DAYS)]
    if len(same) >= WEEKDAY_NIGHTS:
        middle, limit = find_limit(same, rule)
        return Usual(middle, limit, len(same))
    pooled = [value for day, value in values.items() if is_within(day, night, POOLED_DAYS)]
    if len(pooled) < WARM_UP_NIGHTS:
        return None
    middle, limit = find_limit(pooled, rule)
    seen = [find_limit([value], rule)[1] for value in same]
    extreme = min([limit, *seen]) if rule.side == "low" else max([limit, *seen])
    return Usual(middle, extreme, len(pooled))


def find_limit(values: Sequence[float], rule: BaselineRule) -> tuple[float, float]:
    """The median of `values`, and the farthest value on the rule's side that is not unusual."""
    middle = median(values)
    deviation = NORMAL * median(abs(value - middle) for value in values)
    change = rule.change * (abs(middle) if rule.scale == "relative" else 1)
    distance = max(DEVIATIONS * deviation, change)
    return middle, middle - distance if rule.side == "low" else middle + distance


def is_expected(nights: Mapping[date, Counts], night: date) -> bool:
    """Whether a source brings articles nearly every night, and did so on the last night of this weekday.

    The nights of the present silence do not count: it lasts until the source returns or four weeks pass. An earlier
    silence counts as one night, however long it was: after an outage of three nights a source is watched as before.
    """
    last = max((day for day, counts in nights.items() if counts["articles"]), default=date.min)
    recent = {day: bool(counts["articles"]) for day, counts in nights.items() if is_within(day, night, POOLED_DAYS)}
    recent = collapse_silences({day: is_active for day, is_active in sorted(recent.items()) if day <= last})
    same = max((day for day in recent if day.weekday() == night.weekday()), default=None)
    is_frequent = len(recent) >= WARM_UP_NIGHTS and sum(recent.values()) >= FREQUENT * len(recent)
    return is_frequent and (same is None or recent[same])


def collapse_silences(nights: Mapping[date, bool]) -> dict[date, bool]:
    """Nights in their order, and whether the source was active; of each silence only its first night."""
    before = (True, *nights.values())
    pairs = zip(nights.items(), before, strict=False)
    return {day: is_active for (day, is_active), was_active in pairs if is_active or was_active}


def is_within(day: date, night: date, days: int) -> bool:
    """Whether `day` is one of the `days` before `night`."""
    return night - timedelta(days=days) <= day < night


def measure_check(source: str, rule: BaselineRule, value: float, usual: Usual) -> dict[str, Any]:
    """A measure compared with its usual value, as a row of `records.CHECKS`."""
    is_passed = value >= usual.limit if rule.side == "low" else value <= usual.limit
    unit = f" {rule.measure} per {rule.per[:-1]}" if rule.per else f" {rule.measure}"
    observed = f"{value:,.4g}{unit}; usual {usual.middle:,.4g} (median of {usual.nights} nights)"
    threshold = f"at {'least' if rule.side == 'low' else 'most'} {usual.limit:,.4g}"
    meta = {"rule_id": rule.rule_id, "severity": rule.severity, "why": rule.why, "owner": rule.owner}
    return check_row(source, is_passed, observed, threshold, usual.nights, **meta)


def silence_check(source: str, nights: Mapping[date, Counts], *, is_passed: bool) -> dict[str, Any]:
    """Whether a source brought any article, as a row of `records.CHECKS`."""
    last = max((day for day, counts in nights.items() if counts["articles"]), default=None)
    observed = "articles came" if is_passed else f"no article; the last came on {last}"
    meta = {"rule_id": SILENT, "severity": Severity.WARNING, "why": SILENT_WHY, "owner": "ingest"}
    return check_row(source, is_passed, observed, "at least 1 article", len(nights), **meta)


def check_row(source: str, is_passed: bool, observed: str, threshold: str, nights: int, **meta: Any) -> dict[str, Any]:
    """A row of `records.CHECKS` about a source; `count_rows` is the number of nights it was compared with."""
    return {
        "table_name": "source_nights",
        "scope": source,
        "kind": CheckKind.BASELINE,
        "is_passed": is_passed,
        "count_failed": int(not is_passed),
        "count_rows": nights,
        "observed": observed,
        "threshold": threshold,
        "sample_keys": [],
        **meta,
    }
