"""The front page: what the newest night brought."""

from __future__ import annotations

from collections.abc import Iterator

from flows.site.charts import draw_timeline, group_by_time
from flows.site.pages import Context, Page
from flows.site.render import format_day
from flows.site.warehouse import Row, SiteWarehouse, listed_sql

_LISTS = (
    "morning_figures",
    "morning_speakers",
    "morning_topics",
    "morning_movers",
    "morning_new_names",
    "morning_changes",
    "lost_quotes",
    "notable_quotes",
    "quotes_by_day",
)


def read_pages(warehouse: SiteWarehouse, fewest: int) -> Iterator[Page]:
    """The front page, and the list of articles.

    `fewest`: the articles of the night, and half of those before it, from which the first lines say who rose. Below 20,
    one article is a change of five points or more, and the sentence would report chance.
    """
    lists = {name: warehouse.listed(name) for name in _LISTS}
    numbers = {
        row["quote_id"]: row["number"]
        for row in warehouse.rows(
            "select quote_id, number from site_quotes where list_contains($ids, quote_id)",
            {"ids": [row["quote_id"] for row in lists["notable_quotes"]]},
        )
    }
    paged = {row["entity_id"] for row in warehouse.rows("select entity_id from site_entities")}
    named = [row["entity_id"] for name in _LISTS for row in lists[name] if "entity_id" in row]
    data = {
        "morning": warehouse.rows("select * exclude (seen_at) from morning")[0],
        "lists": lists,
        "numbers": numbers,
        "fewest": fewest,
        "paged": sorted(paged & {*named, *(row["speaker_entity_id"] for row in lists["notable_quotes"])}),
    }
    articles = warehouse.listed("articles")
    _name_untitled(warehouse, [articles, *lists.values()])
    yield Page("index.html", "morning.html.j2", data, _prepare)
    yield Page("articles.html", "articles.html.j2", {"articles": articles, "sql": listed_sql("articles")})


def _name_untitled(warehouse: SiteWarehouse, lists: list[list[Row]]) -> None:
    """Give articles without a headline the words that their pages go by."""
    rows = [row for rows in lists for row in rows if "title" in row and not row["title"]]
    titles = {
        row["article_id"]: row["title"]
        for row in warehouse.rows(
            "select article_id, title from site_articles where list_contains($ids, article_id)",
            {"ids": [row["article_id"] for row in rows]},
        )
    }
    for row in rows:
        row["title"] = titles[row["article_id"]]


def _prepare(data: Context) -> Context:
    days, movers = data["lists"]["quotes_by_day"], data["lists"]["morning_movers"]
    unit, bars = group_by_time([(row["day"], row["quotes"]) for row in days])
    return data | {
        "lead": _lead(data["lists"], data["fewest"]),
        "compared": _compared(movers[0]) if movers else "",
        "unit": unit,
        "bars": bars,
        "plot": draw_timeline(bars, f"Quotes by {unit} of publication"),
        "sql": {name: listed_sql(name) for name in _LISTS},
    }


def _lead(lists: dict[str, list[Row]], fewest: int) -> str:
    """The night in a sentence or two, from the tops of its lists."""
    speakers, topics, movers = (lists[f"morning_{name}"] for name in ("speakers", "topics", "movers"))
    said = []
    if speakers:
        first = speakers[0]
        said.append(f"{first['speaker']} was quoted most, {_times(first['quotes'])}.")
    if topics:
        said.append(f"Most was said about {' and '.join(row['name'] for row in topics[:2])}.")
    if movers and movers[0]["change"] > 0 and _is_enough(movers[0], fewest):
        said.append(f"{movers[0]['name']} rose most against {_compared(movers[0])}.")
    return " ".join(said)


def _is_enough(mover: Row, fewest: int) -> bool:
    return bool(mover["total_now"] >= fewest and mover["total_before"] >= 2 * fewest)


def _compared(mover: Row) -> str:
    """What the night is compared with: "40 articles since 9 November 2026"."""
    count = mover["total_before"]
    return f"{count:,} article{'' if count == 1 else 's'} since {format_day(mover['before_from'])}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
