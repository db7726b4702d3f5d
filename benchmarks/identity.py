"""The cost of one night of identity: new articles into a synthetic warehouse whose names follow Zipf's law.

usage: python -m benchmarks.identity [--articles 200000] [--night 1000] [--people 150000]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from flows.identity.frames import DEFINITIONS, UNITS
from flows.identity.resolve import resolve_entities
from flows.identity.scope import find_scope, make_blocks
from flows.identity.vocabulary import read_names

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES_AN_ARTICLE = 15
SURNAME_SHARE = 0.2
"""Share of the persons of an article that it names by surname alone."""


def make_people(count: int, rng: np.random.Generator) -> pl.DataFrame:
    """Full names of given names from the seeds and surnames of syllables, both by Zipf's law."""
    given = pl.read_csv(SEEDS / "given_names.csv")["name"].to_numpy()
    syllables = np.array([a + b for a in "bdfghklmnprstvz" for b in ("a", "en", "or", "il", "us")])
    surnames = np.unique([("".join(rng.choice(syllables, 2 + i % 2))).title() for i in range(count // 4)])
    firsts = rng.choice(given, count)
    lasts = surnames[np.minimum(rng.zipf(1.2, count) - 1, len(surnames) - 1)]
    return pl.DataFrame(
        {"name": np.char.add(np.char.add(firsts.astype(str), " "), lasts.astype(str)), "surname": lasts}
    )


def make_articles(first: int, count: int, people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The units of articles from number `first` on, one article a minute."""
    who = np.minimum(rng.zipf(1.15, count * NAMES_AN_ARTICLE) - 1, people.height - 1)
    article = np.repeat(np.arange(first, first + count), NAMES_AN_ARTICLE)
    is_short = rng.random(len(who)) < SURNAME_SHARE
    names = np.where(is_short, people["surname"].to_numpy()[who], people["name"].to_numpy()[who])
    frame = pl.DataFrame({"article": article, "name": names.astype(str)}).unique(maintain_order=True)
    return frame.select(
        pl.format("a{}", pl.col("article").cast(pl.String()).str.zfill(9)).alias("article_id"),
        pl.col("name").alias("chain_id"),
        pl.col("name").str.to_lowercase().alias("base"),
        pl.lit(True).alias("is_person"),
        "name",
        pl.lit("PERSON").alias("label"),
        pl.lit("").alias("gender"),
        pl.lit(False).alias("is_listed"),
        pl.lit(2).alias("mention_count"),
        (pl.datetime(2020, 1, 1, time_zone="UTC") + pl.duration(minutes=pl.col("article"))).alias("published_at"),
    ).cast(UNITS)


def read_company(folder: Path, articles: pl.Series) -> pl.DataFrame:
    """The names in articles, from the file of all units."""
    wanted = articles.to_frame("article_id").lazy()
    return (
        pl.scan_parquet(folder / "units.parquet")
        .select("article_id", "base")
        .join(wanted, on="article_id", how="semi")
        .collect()
    )


def measure_night(folder: Path) -> None:
    """Resolve what the night reaches, as the load does: the known units lie in a file, those in reach are read."""
    names = read_names(SEEDS)
    new = pl.read_parquet(folder / "new.parquet")
    started = time.process_time()
    blocks = pl.concat([pl.read_parquet(folder / "blocks.parquet"), make_blocks(new, names)]).unique()
    scope = find_scope(new["base"], blocks, DEFINITIONS.to_frame(), NO_IDS)
    reached = pl.scan_parquet(folder / "units.parquet").join(scope.to_frame("base").lazy(), on="base", how="semi")
    units = reached.collect()
    read = time.process_time()
    found = resolve_entities(units, DEFINITIONS.to_frame(), names, read_names=partial(read_company, folder))
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{scope.len():,} names and {units.height:,} units reached, {found['entity_id'].n_unique():,} entities")
    print(f"scope {read - started:.1f} s, resolve {ended - read:.1f} s of processor time, peak {peak:.2f} GiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--night", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=150_000)
    args = parser.parse_args()
    rng = np.random.default_rng(14)
    people = make_people(args.people, rng)
    known = make_articles(0, args.articles, people, rng)
    new = make_articles(args.articles, args.night, people, rng)
    print(f"{known.height:,} units of {known['base'].n_unique():,} names in {args.articles:,} articles", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new.write_parquet(folder / "new.parquet")
        pl.concat([known, new]).write_parquet(folder / "units.parquet")
        distinct = known.select("base", "is_person", "name").unique("base")
        make_blocks(distinct, read_names(SEEDS)).write_parquet(folder / "blocks.parquet")
        # A process of its own, so that its peak of memory is the night's.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(measure_night, folder).result()


NO_IDS = pl.DataFrame(schema={"base": pl.String(), "entity_id": pl.String()})

if __name__ == "__main__":
    main()
