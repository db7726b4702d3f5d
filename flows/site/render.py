"""Templates to bytes: autoescape, strict names, and the filters that the templates use."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.enums import Label
from flows.site import charts, pages
from flows.site.text import clean, shorten, web_address

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"

LABELS = {
    Label.PERSON: "Person",
    Label.ORG: "Organisation",
    Label.GPE: "Country or city",
    Label.LOC: "Place",
    Label.NORP: "Group",
    Label.EVENT: "Event",
}
KINDS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the outlet's words",
}
RESOLUTIONS = {
    "explicit": "named in the same sentence",
    "coreference": "meant by a pronoun or a description",
    "continuation": "the speaker of the quote before",
    "metonym": "the body that a place or building stands for",
    "role": "known by a role, without a name",
    "unresolved": "somebody, unknown who",
    "nobody": "no source is named",
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def make_environment() -> Environment:
    """The environment of every page; all that is printed loses control and direction characters."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters |= {
        "day": format_day,
        "moment": format_moment,
        "number": format_number,
        "percent": format_percent,
        "short": shorten,
        "web_address": web_address,
        "label": lambda label: LABELS.get(label, "Name"),
    }
    environment.globals |= {
        "article_path": pages.article_path,
        "name_path": pages.name_path,
        "outlet_path": pages.outlet_path,
        "story_path": pages.story_path,
        "draw_bar": charts.draw_bar,
        "KINDS": KINDS,
        "RESOLUTIONS": RESOLUTIONS,
    }
    return environment


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def format_day(day: date | datetime | str | None) -> str:
    """A day in words: 28 November 2026. A day in a text (the ledger's) is read as ISO 8601."""
    if isinstance(day, str):
        day = datetime.fromisoformat(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "undated"


def format_moment(moment: datetime | str | None) -> str:
    """A moment in UTC: 28 November 2026, 02:00 UTC. Midnight is what a day alone is read as, and stays a day."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment and moment.time() == time():
        return format_day(moment)
    return f"{format_day(moment)}, {moment:%H:%M} UTC" if moment else "undated"


def format_number(value: float | None) -> str:
    """A number with thousands apart; nothing for none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def format_percent(share: float | None) -> str:
    """A share from 0 to 1 as whole percent."""
    return "" if share is None else f"{100 * share:.0f} %"
