"""A notebook with three questions to a warehouse: who is quoted most, what travels, and how many women speak.

pip install onrecord[notebook]
marimo edit examples/who_said_what.py          in a browser
python examples/who_said_what.py               only to see whether it runs

The folder of the warehouse is `warehouse`, or the one that ONRECORD_WAREHOUSE names.
"""

import marimo

app = marimo.App(app_title="Who said what")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo

    file = Path(os.environ.get("ONRECORD_WAREHOUSE", "warehouse"), "onrecord.duckdb")
    warehouse = duckdb.connect(str(file), read_only=True)
    return alt, mo, warehouse


@app.cell
def _(mo, warehouse):
    counts = warehouse.execute("select count(*), (select count(*) from quotes) from articles").fetchall()
    articles, quotes = counts[0]
    mo.md(f"# Who said what\n\n{articles:,} articles with {quotes:,} quotes.")
    return


@app.cell
def _(alt, mo, warehouse):
    most_quoted = warehouse.sql("""
        select speaker, sum(count_quotes - count_in_copies)::integer as quotes, count(distinct source) as outlets
        from mart.quoted_by_day
        group by speaker_entity_id, speaker
        order by quotes desc, speaker
        limit 20
    """).pl()
    most_quoted_chart = (
        alt.Chart(most_quoted)
        .mark_bar()
        .encode(x="quotes:Q", y=alt.Y("speaker:N", sort="-x"), tooltip=["speaker", "quotes", "outlets"])
    )
    mo.vstack([mo.md("## Who is quoted most? Copies count once."), most_quoted_chart])
    return most_quoted, most_quoted_chart


@app.cell
def _(alt, mo, warehouse):
    travelled = warehouse.sql("""
        select left(text, 60) as statement, speaker, first_source, count_outlets::integer as outlets, first_published_on
        from mart.first_prints
        order by outlets desc, first_published_on
        limit 20
    """).pl()
    travelled_chart = (
        alt.Chart(travelled)
        .mark_circle(size=90)
        .encode(x="first_published_on:T", y="outlets:Q", color="first_source:N", tooltip=travelled.columns)
    )
    mo.vstack([mo.md("## Which statements travelled, and who printed them first?"), travelled_chart])
    return travelled, travelled_chart


@app.cell
def _(alt, mo, warehouse):
    genders = warehouse.sql("""
        select source, gender, count(*)::integer as quotes
        from mart.attributed_quotes
        join mart.genders on entity_id = speaker_entity_id
        where not is_copy and gender is not null
        group by all
        order by source, gender
    """).pl()
    genders_chart = (
        alt.Chart(genders)
        .mark_bar()
        .encode(x=alt.X("quotes:Q", stack="normalize"), y="source:N", color="gender:N", tooltip=genders.columns)
    )
    mo.vstack([mo.md("## How many women speak, as far as texts and given names tell?"), genders_chart])
    return genders, genders_chart


if __name__ == "__main__":
    app.run()
