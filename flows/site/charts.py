"""The one chart style: bars, drawn as inline SVG without inline styles, so that the page's policy and colours hold.

Colours come from classes in `assets/site.css`; dark mode and print change them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import svg
from markupsafe import Markup, escape

WIDTH, HEIGHT = 720, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 12, 22
MOST_BARS = 92
"""Bars that stay wide enough to be seen; longer spans are shown by week, month or year."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_LABELS = 4
"""Labels below the bars that do not meet on a phone."""
_STEPS = (("day", 1), ("week", 7), ("month", 31), ("year", 366))


@dataclass(frozen=True)
class Bar:
    """One bar: its first day, the words that name its span, and its value."""

    start: date
    label: str
    value: int


def group_by_time(days: Sequence[tuple[date, int]]) -> tuple[str, list[Bar]]:
    """The unit (day, week, month or year) and one bar a unit, empty ones included, of values by day."""
    if not days:
        return "day", []
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    span = (last - first).days + 1
    unit = next((unit for unit, length in _STEPS if span / length <= MOST_BARS), "year")
    sums: dict[date, int] = {}
    start = _floor(first, unit)
    while start <= last and len(sums) < 400:
        sums[start] = 0
        start = _next(start, unit)
    for day, value in days:
        sums[_floor(day, unit)] = sums.get(_floor(day, unit), 0) + value
    return unit, [Bar(start, _label(start, unit), value) for start, value in sorted(sums.items())]


def draw_timeline(bars: Sequence[Bar], title: str) -> Markup:
    """Bars over time with an axis that says the first and last span and the highest value."""
    if not bars:
        return Markup("")
    top = max(1, *(bar.value for bar in bars))
    step = (WIDTH - _LEFT - _RIGHT) / max(len(bars), 12)
    elements = _grid(top)
    for position, bar in enumerate(bars):
        height = round((HEIGHT - _TOP - _BOTTOM) * bar.value / top, 1)
        elements.append(
            svg.Rect(
                x=round(_LEFT + position * step, 1),
                y=round(HEIGHT - _BOTTOM - height, 1),
                width=round(max(step * 0.8, 1), 1),
                height=height,
                class_=["bar"],
                elements=[svg.Title(text=str(escape(f"{bar.label}: {bar.value:,}")))],
            )
        )
    elements += _time_labels(bars, step)
    return _drawing(elements, WIDTH, HEIGHT, "chart", {"role": "img", "aria-label": str(escape(title))})


@lru_cache(maxsize=4096)  # most tables count to the same small numbers
def draw_bar(value: float, top: float, *, width: int = 120) -> Markup:
    """A bar beside a number in a table, so hidden from screen readers; a negative value has the colour of a loss."""
    length = round(width * abs(value) / top, 1) if top else 0.0
    rect = svg.Rect(x=0, y=2, width=max(length, 1), height=8, rx=1, class_=["loss" if value < 0 else "bar"])
    return _drawing([rect], width, 12, "inline", {"aria-hidden": "true"})


def _grid(top: int) -> list[svg.Element]:
    base = HEIGHT - _BOTTOM
    return [
        svg.Line(x1=_LEFT, x2=WIDTH - _RIGHT, y1=_TOP, y2=_TOP, class_=["grid"]),
        svg.Line(x1=_LEFT, x2=WIDTH - _RIGHT, y1=base, y2=base, class_=["axis"]),
        svg.Text(x=_LEFT - 6, y=_TOP + 4, text=f"{top:,}", text_anchor="end"),
        svg.Text(x=_LEFT - 6, y=base + 4, text="0", text_anchor="end"),
    ]


def _time_labels(bars: Sequence[Bar], step: float) -> list[svg.Element]:
    """The first, the last and evenly spaced labels between, as many as fit."""
    y, last = HEIGHT - 6, len(bars) - 1
    count = min(len(bars), _MOST_LABELS) if len(bars) > 8 else 1
    places = [round(last * place / max(1, count - 1)) for place in range(count)]
    labels: list[svg.Element] = []
    for place in places:
        anchor: Literal["start", "middle", "end"] = "start" if place == 0 else "end" if place == last else "middle"
        x = _LEFT + step * {"start": 0, "middle": place + 0.4, "end": len(bars)}[anchor]
        labels.append(svg.Text(x=round(x, 1), y=y, text=str(escape(bars[place].label)), text_anchor=anchor))
    return labels


def _drawing(elements: list[svg.Element], width: int, height: int, kind: str, extra: dict[str, str]) -> Markup:
    view = svg.ViewBoxSpec(0, 0, width, height)
    return Markup(str(svg.SVG(viewBox=view, class_=[kind], elements=elements, extra=dict(extra))))


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(start: date, unit: str) -> date:
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    return _floor(start + timedelta(days=days), unit)


def _label(start: date, unit: str) -> str:
    if unit == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return str(start.year) if unit == "year" else f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
