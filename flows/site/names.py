"""Pages of people, bodies and places, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.site.charts import draw_timeline, group_by_time
from flows.site.pages import Context, Page, name_path
from flows.site.warehouse import Row, SiteWarehouse, listed_sql, shown_sql

_SURE = 0.9
"""Score of a name from which the page lists it without a warning: below it are initials, countries left out and short
names that one bearer dominates."""

_RELATIONS = {
    "quotes": "quotes_by_entity",
    "about": "quotes_about_entity",
    "days": "entity_days",
    "roles": "entity_roles",
    "company": "entity_company",
    "talk": "entity_talk",
    "names": "entity_names",
    "merges": "entity_merges",
    "seats": "entity_seats",
}


def read_pages(warehouse: SiteWarehouse) -> Iterator[Page]:
    """The list of names, then one page an entity."""
    names = warehouse.listed("names")
    entities = warehouse.rows("select * exclude (first_seen_at) from site_entities")
    yield Page("names.html", "names.html.j2", {"names": names, "sql": listed_sql("names")})
    relations = {name: warehouse.by_page(file) for name, file in _RELATIONS.items()}
    for entity in entities:
        rows = {name: pages.get(entity["entity_id"], []) for name, pages in relations.items()}
        yield Page(name_path(entity["entity_id"]), "name.html.j2", {"entity": entity, **rows}, _prepare)
    yield from _moved_pages(entities, relations["merges"])


def _moved_pages(entities: list[Row], merges: dict[str, list[Row]]) -> Iterator[Page]:
    """For each id that another has replaced, a page that leads to the new one, so that saved links live on."""
    present = {name_path(entity["entity_id"]) for entity in entities}
    for entity in entities:
        for merge in merges.get(entity["entity_id"], []):
            if (path := name_path(merge["old_id"])) not in present:
                present.add(path)
                yield Page(path, "redirect.html.j2", {"entity_id": entity["entity_id"], "name": entity["name"]})


def _prepare(data: Context) -> Context:
    entity, name = data["entity"], data["entity"]["name"]
    unit, bars = group_by_time([(row["day"], row["count_articles"]) for row in data["days"]])
    talk = data["talk"]
    shown = ("quotes_by_entity", "quotes_about_entity", "entity_days", "entity_company", "entity_talks_of")
    return data | {
        "unit": unit,
        "bars": bars,
        "plot": draw_timeline(bars, f"Articles that name {name}, by {unit}"),
        "talks_of": [row for row in talk if row["direction"] == "to"],
        "spoken_of_by": [row for row in talk if row["direction"] == "from"],
        "sure": _SURE,
        "sql": {query: shown_sql(query, id=entity["entity_id"]) for query in (*shown, "entity_spoken_of_by")},
    }
