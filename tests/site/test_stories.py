"""What identity brings: stories, families of quotes, vanished quotes, names and why they are one, ids that moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.conftest import build, entity_id, write_warehouse

RUANE = entity_id("Tomas Ruane")
IDENTITY = f"""
    insert into main.stories values
        ('5a01', 'Footbridge <b>', 'aa01', timestamptz '2026-11-19 09:00+00', timestamptz '2026-11-20 09:00+00', 2, 2),
        ('5a02', 'Alone', 'aa04', null, null, 1, 1);
    update main.articles set story_id = '5a01' where article_id in ('aa01', 'aa02');
    update main.articles set copy_of = 'aa01' where article_id = 'aa02';
    update main.articles set version = 2 where article_id = 'aa01';
    insert into main.quote_families values ('aa01q0', 'f1', true, 1.0), ('aa02q0', 'f1', false, 0.9);
    insert into main.article_versions by name
        select * replace (2 as version, seen_from + interval 1 day as seen_from)
        from main.article_versions where article_id = 'aa01';
    insert into main.version_quotes by name
        select * exclude (quote_id, text, segments), 'old' as quote_id, 'I never asked, for anything at all' as text,
            [{{start_char: 0, end_char: 14}}, {{start_char: 30, end_char: 49}}] as segments, 1 as version
        from main.quotes where quote_id = 'aa01q0';
    update ops.runs set night = date '2026-11-25' where night = '2026-11-21';
    insert into main.entity_redirects values ('00d1', '{RUANE}', 'initial', 0.88, 'run');
    insert into main.article_names by name
        select 'aa02' as article_id, 'c' as chain_id, 'ruane' as base, true as is_person, 'T. Ruane' as name,
            'PERSON' as label, '' as gender, false as is_listed, 1 as mention_count, 'x' as made_by,
            '{RUANE}' as entity_id, 'initial' as reason, 0.88 as score;
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a warehouse with a story of two articles."""
    folder = write_warehouse(tmp_path_factory.mktemp("stories") / "w", extra=IDENTITY)
    build(folder)
    return folder / "site"


def test_a_story_shows_how_it_spread(pages: Path) -> None:
    page = (pages / "stories" / "5a01.html").read_text("utf-8")
    assert "Footbridge &lt;b&gt;" in page
    assert page.index("The Estuary Post") < page.index("Lantern Wire")
    assert '<span class="tag">copy</span>' in page


def test_a_story_shows_who_printed_first(pages: Path) -> None:
    first = (pages / "stories" / "5a01.html").read_text("utf-8").partition('id="first"')[2]
    assert "I asked for a bridge" in first
    assert "../articles/aa01.html#q1" in first


def test_words_of_a_later_version_are_shown_with_its_time(tmp_path: Path) -> None:
    late = "insert into main.late_quotes values ('aa01q0', 'aa01', timestamptz '2026-11-21 02:00+00');"
    swapped = "update main.quote_families set is_first = quote_id = 'aa02q0';"
    folder = write_warehouse(tmp_path / "w", extra=IDENTITY + late + swapped)
    build(folder)
    first = (folder / "site" / "stories" / "5a01.html").read_text("utf-8").partition('id="first"')[2]
    assert "../articles/aa02.html#q1" in first
    assert "20 November 2026, 09:00 UTC" in first


def test_only_stories_of_two_articles_have_pages(pages: Path) -> None:
    assert [path.stem for path in (pages / "stories").iterdir()] == ["5a01"]
    assert "Alone" not in (pages / "stories.html").read_text("utf-8")


def test_an_article_links_its_story_and_its_original(pages: Path) -> None:
    page = (pages / "articles" / "aa02.html").read_text("utf-8")
    assert "../stories/5a01.html" in page
    assert "../articles/aa01.html" in page


def test_a_vanished_quote_is_on_the_front_page(pages: Path) -> None:
    vanished = (pages / "index.html").read_text("utf-8").partition('id="vanished"')[2].partition("</section>")[0]
    assert '<del data-c="before">I never asked … for anything at all</del>' in vanished
    assert '<span class="tag" data-c="change">vanished</span>' in vanished


def test_an_uncertain_name_is_flagged_with_its_reason(pages: Path) -> None:
    page = (pages / "names" / f"{RUANE}.html").read_text("utf-8")
    assert "T. Ruane: the given name is an initial in one" in page
    assert "0.88, uncertain: please check" in page


def test_the_page_of_a_merged_id_leads_on(pages: Path) -> None:
    page = (pages / "names" / "00d1.html").read_text("utf-8")
    assert f"../names/{RUANE}.html" in page


def test_a_vanished_quote_has_the_night_and_shows_where_it_was_interrupted(pages: Path) -> None:
    vanished = (pages / "index.html").read_text("utf-8").partition('id="vanished"')[2].partition("</section>")[0]
    assert "I never asked … for anything at all" in vanished
    assert "25 November 2026" in vanished
    assert "21 November 2026" not in vanished


def test_a_copy_adds_nothing_to_the_counts_of_names(pages: Path) -> None:
    page = (pages / "names.html").read_text("utf-8")
    rows = {row.partition("</a>")[0].rpartition(">")[2]: row for row in page.split("<tr")}
    cells = {name: re.findall(r'<td class="num">([^<]*)', row) for name, row in rows.items()}
    assert cells["Tomas Ruane"] == ["0", "0", "0"]
    assert cells["Galway"] == ["0", "1", "2"]
    own = (pages / "names" / f"{RUANE}.html").read_text("utf-8")
    assert "<div><dt>quotes by</dt><dd>0</dd></div>" in own
