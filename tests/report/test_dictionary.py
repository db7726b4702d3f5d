"""A small warehouse, rendered."""

from __future__ import annotations

import duckdb

from flows.report.dictionary import make_data_dictionary


def test_relations_columns_and_macros_with_their_comments() -> None:
    with duckdb.connect() as warehouse:
        warehouse.execute(
            """
            create table main.articles (article_id VARCHAR not null, authors VARCHAR[]);
            comment on table main.articles is 'One row per article';
            comment on column main.articles.article_id is 'The id | the key';
            create schema mart;
            create view mart.silent as select 1 as one;
            create macro main.quotes_by(called) as table select called as name;
            comment on macro table main.quotes_by is 'One row per quote';
            """
        )
        page = make_data_dictionary(warehouse)
    assert "### main.articles\n\nOne row per article. (table)\n" in page
    assert "| `article_id` | VARCHAR not null | The id \\| the key |" in page
    assert "| `authors` | VARCHAR[] |  |" in page
    assert "### mart.silent" in page
    assert "| `one` | INTEGER |  |" in page
    assert "| `quotes_by(called)` | rows | One row per quote |" in page
