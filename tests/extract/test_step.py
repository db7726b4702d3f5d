"""The extract step: shards in, Parquet out, and what makes an article be extracted again."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from flows import records
from flows.errors import UsageError
from flows.extract import rows, step
from flows.extract.model_lookup import FILES
from flows.extract.seed_files import SEED_FILES

SEEDS = Path(__file__).parents[2] / "seeds"
COLUMNS = ("article_id", "url", "language", "text", "word_count")
ENGLISH = frozenset({"en"})


def shard(folder: Path, *articles: tuple[str, str | None, str]) -> Path:
    """A shard of articles given as id, language and text."""
    schema = {name: records.ARTICLES[name] for name in COLUMNS}
    found = [dict(zip(COLUMNS, (i, None, lang, text, len(text.split())), strict=True)) for i, lang, text in articles]
    path = folder / "articles-000007.parquet"
    pl.DataFrame(found, schema=schema).write_parquet(path)
    return path


def test_a_shard_gives_three_files_of_its_number(tmp_path: Path, model: str) -> None:
    text = "“It is safe,” Ann Roe said."
    path = shard(tmp_path, ("a", "en", text), ("b", None, text), ("c", "de", "„Nein“, sagte sie."))
    done = step.extract_shard(path, tmp_path / "out", model=model, seeds=SEEDS, languages=ENGLISH)
    assert [p.name for p in (done.mentions, done.quotes, done.quarantine)] == [
        "mentions-000007.parquet",
        "quotes-000007.parquet",
        "extract-quarantine-000007.parquet",
    ]
    assert (done.articles, done.extracted, done.words) == (3, 2, 12)
    quotes = pl.read_parquet(done.quotes)
    assert quotes.schema == records.QUOTES
    assert quotes["article_id"].to_list() == ["a", "b"]
    assert pl.read_parquet(done.mentions).schema == records.MENTIONS
    assert pl.read_parquet(done.quarantine).is_empty()


def test_a_failing_article_costs_only_itself(tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows.document_rows

    def fails(article_id: str, *given: object) -> rows.Found:
        if article_id == "bad":
            raise ValueError("no")
        return whole(article_id, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(rows, "document_rows", fails)
    path = shard(tmp_path, ("bad", "en", "“A,” Ann Roe said."), ("good", "en", "“A,” Ann Roe said."))
    done = step.extract_shard(path, tmp_path, model=model, seeds=SEEDS, languages=ENGLISH)
    [refused] = pl.read_parquet(done.quarantine).to_dicts()
    assert (refused["article_id"], refused["rule"], refused["reason"]) == ("bad", "extraction_error", "ValueError: no")
    assert pl.read_parquet(done.quotes)["article_id"].to_list() == ["good"]
    assert done.extracted == 1


def test_seeds_and_pipeline_change_the_digest(tmp_path: Path) -> None:
    seeds, pipeline = tmp_path / "seeds", tmp_path / "pipeline"
    shutil.copytree(SEEDS, seeds)
    pipeline.mkdir()
    (pipeline / "config.cfg").touch()
    (pipeline / "meta.json").write_text("1")
    first = step.extractor_digest(str(pipeline), seeds)
    assert step.extractor_digest(str(pipeline), seeds) == first
    (seeds / "reporting_verbs.csv").write_text("verb\n")
    second = step.extractor_digest(str(pipeline), seeds)
    (pipeline / "meta.json").write_text("2")
    assert len({first, second, step.extractor_digest(str(pipeline), seeds)}) == 3


def test_a_tilde_path_has_a_digest_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "none").mkdir()
    assert step.extractor_digest("~/none", SEEDS) != step.extractor_digest(str(tmp_path / "none"), SEEDS)
    for name in FILES:
        (tmp_path / "none" / name).touch()
    assert step.extractor_digest("~/none", SEEDS) == step.extractor_digest(str(tmp_path / "none"), SEEDS)


def test_the_listed_seeds_are_enough(tmp_path: Path, model: str) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in SEED_FILES:
        shutil.copy(SEEDS / f"{name}.csv", seeds)
    path = shard(tmp_path, ("a", "en", "“It is safe,” Ann Roe of the EU said on Monday."))
    done = step.extract_shard(path, tmp_path, model=model, seeds=seeds, languages=ENGLISH)
    assert pl.read_parquet(done.quarantine).is_empty()
    assert pl.read_parquet(done.quotes).height == 1


@pytest.mark.parametrize("name", SEED_FILES)
def test_a_seed_that_counts_changes_the_extractor(tmp_path: Path, name: str) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("articles"))
    before = step.extractor_digest("none", tmp_path / "seeds")
    with (tmp_path / "seeds" / f"{name}.csv").open("a") as file:
        file.write("\n")
    assert step.extractor_digest("none", tmp_path / "seeds") != before


def test_a_missing_pipeline_is_reported_with_fix(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="set `model` to the folder of one"):
        step.extract_shard(shard(tmp_path, ("a", "en", "A.")), tmp_path, model="none", seeds=SEEDS, languages=ENGLISH)


def test_batches_are_bounded_in_texts_and_characters() -> None:
    def sizes(*lengths: int) -> list[list[int]]:
        return [
            [len(text) for _, _, text in batch] for batch in step.make_batches(("a", None, "x" * n) for n in lengths)
        ]

    assert [len(batch) for batch in sizes(*[1] * 33)] == [16, 16, 1]
    assert sizes(40_000, 20_000, 30_000, 90_000, 1) == [[40_000], [20_000, 30_000], [90_000], [1]]
    assert sizes() == []
