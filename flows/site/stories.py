"""Pages of stories: how each spread, and who printed its quotes first."""

from __future__ import annotations

from collections.abc import Iterator

from flows.site.pages import Context, Page, story_path
from flows.site.warehouse import SiteWarehouse, listed_sql, shown_sql


def read_pages(warehouse: SiteWarehouse) -> Iterator[Page]:
    """The list of stories, then one page a story of at least two articles."""
    stories = warehouse.listed("stories")
    yield Page("stories.html", "stories.html.j2", {"stories": stories, "sql": listed_sql("stories")})
    articles = warehouse.by_page("story_articles")
    first_prints = warehouse.by_page("story_first_prints")
    for story in warehouse.rows("select * from stories where count_articles > 1 order by story_id"):
        story_id = story["story_id"]
        data = {
            "story": story,
            "articles": articles.get(story_id, []),
            "first_prints": first_prints.get(story_id, []),
        }
        yield Page(story_path(story_id), "story.html.j2", data, _prepare)


def _prepare(data: Context) -> Context:
    story_id = data["story"]["story_id"]
    names = ("story_articles", "story_first_prints")
    return data | {"sql": {name: shown_sql(name, id=story_id) for name in names}}
