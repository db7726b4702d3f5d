"""Pages of outlets, and the list of them with the health of their sources."""

from __future__ import annotations

from collections.abc import Iterator

from flows.site.charts import draw_timeline, group_by_time
from flows.site.pages import Context, Page, outlet_path
from flows.site.warehouse import Row, SiteWarehouse, listed_sql, shown_sql

_IDS = "select distinct source, outlet_id from site_articles"
_RELATIONS = {"days": "outlet_days", "speakers": "outlet_speakers", "articles": "outlet_articles"}


def read_pages(warehouse: SiteWarehouse) -> Iterator[Page]:
    """The list of outlets, then one page an outlet."""
    outlets = warehouse.listed("outlets")
    health = warehouse.listed("source_health")
    ids = {row["source"]: row["outlet_id"] for row in warehouse.rows(_IDS)}
    for outlet in outlets:
        outlet["outlet_id"] = ids[outlet["outlet"]]
    sql = {name: listed_sql(name) for name in ("outlets", "source_health")}
    yield Page("outlets.html", "outlets.html.j2", {"outlets": outlets, "health": health, "sql": sql})
    relations = {name: warehouse.by_page(file) for name, file in _RELATIONS.items()}
    by_source: dict[str, Row] = {row["source"]: row for row in health}
    for outlet in outlets:
        rows = {name: pages.get(outlet["outlet_id"], []) for name, pages in relations.items()}
        data = {"outlet": outlet, "health": by_source.get(outlet["outlet"]), **rows}
        yield Page(outlet_path(outlet["outlet_id"]), "outlet.html.j2", data, _prepare)


def _prepare(data: Context) -> Context:
    name = data["outlet"]["outlet"]
    unit, bars = group_by_time([(row["day"], row["count_articles"]) for row in data["days"]])
    shown = ("outlet_days", "outlet_speakers", "outlet_articles")
    return data | {
        "unit": unit,
        "bars": bars,
        "plot": draw_timeline(bars, f"Articles of {name}, by {unit}"),
        "sql": {query: shown_sql(query, name=name) for query in shown},
    }
