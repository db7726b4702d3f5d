"""What somebody asked to forget is recognised by digests, whatever the spelling, and ends without a name."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from flows.enums import KeyKind, Outcome
from flows.ingest.forgotten import NOTHING, digest_key, is_forgotten, make_matcher, mask_name
from flows.ingest.options import Options
from flows.ingest.step import ingest
from flows.records import KNOWN_VERSIONS, article_id

ADDRESS = "https://courier.test/2026/a-name"
SPELLINGS = (ADDRESS, f"{ADDRESS}?utm_source=x", f"{ADDRESS}#top", "https://COURIER.test/2026/a-name")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_address_is_recognised_in_each_spelling(spelling: str) -> None:
    forgotten = frozenset({digest_key(KeyKind.ADDRESS, ADDRESS)})
    assert is_forgotten(forgotten, addresses=(None, spelling))
    assert not is_forgotten(forgotten, addresses=("https://courier.test/2026/another",), source=ADDRESS)


def test_kinds_of_keys_are_kept_apart() -> None:
    forgotten = frozenset({digest_key(KeyKind.SOURCE, "courier.test")})
    assert is_forgotten(forgotten, source="courier.test")
    assert not is_forgotten(forgotten, article_id="courier.test", addresses=("courier.test",))
    assert not is_forgotten(NOTHING, source="courier.test")


@pytest.mark.parametrize(
    "record",
    [
        f'{{"url": "{ADDRESS}?utm_medium=y", "text": "Secret words of a person."}}',
        f'{{"url": "{ADDRESS}", "text": ""}}',
        '{"source": "gone.test", "id": "1", "text": "Secret words of a person."}',
        '{"source": "kept.test", "id": "7", "text": "Secret words of a person."}',
    ],
    ids=["address", "refused", "source", "article"],
)
def test_a_forgotten_record_leaves_no_words(record: str, tmp_path: Path) -> None:
    keys = {
        digest_key(KeyKind.ADDRESS, ADDRESS),
        digest_key(KeyKind.SOURCE, "gone.test"),
        digest_key(KeyKind.ARTICLE, article_id(None, None, "kept.test", "7")),
    }
    file = tmp_path / "day.jsonl"
    file.write_text(f'{record}\n{{"source": "kept.test", "id": "2", "text": "It rained in Lodz."}}', "utf-8")
    ingested = ingest(
        [file],
        source=None,
        known=KNOWN_VERSIONS.to_frame(),
        extractor="x1",
        folder=tmp_path / "ingested",
        shard_words=25_000,
        progress=lambda done, total: None,
        options=Options(forgotten=frozenset(keys)),
    )
    outcomes = pl.read_parquet(ingested.outcomes).to_dicts()
    assert ingested.counts[Outcome.SKIPPED] == ingested.counts[Outcome.LOADED] == 1
    (skipped,) = [row for row in outcomes if row["outcome"] == "skipped"]
    assert (skipped["input"], skipped["rule"]) == (mask_name(f"{file}:line 1"), "forgotten")
    assert (skipped["source"], skipped["article_id"]) == (None, None)
    assert pl.read_parquet(ingested.quarantine).is_empty()
    assert "Secret" not in str([pl.read_parquet(shard).rows() for shard in ingested.shards])


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        (ADDRESS, True),
        (f"the same article as {ADDRESS}?utm_source=x, with another text", True),
        (f"<link>{ADDRESS}#top</link>", True),
        (f"{ADDRESS} (raw/2026/a.warc.gz:120)", True),
        (f"{ADDRESS}-and-more", False),
        (f"{ADDRESS}/comments", False),
        (f"{ADDRESS}?page=2", False),
        ("https://courier.test/2026/", False),
        ("no address", False),
    ],
)
def test_a_text_names_an_address_as_a_whole(text: str, is_named: bool) -> None:
    assert make_matcher({ADDRESS})(text) is is_named


def test_a_file_is_named_by_its_path() -> None:
    assert make_matcher({"file:///news/a.txt"})("file:///news/a.txt: empty")
