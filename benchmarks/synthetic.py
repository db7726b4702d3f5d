"""Synthetic articles in any number, as the steps before hand them to the load: 30 mentions and 4 quotes each.

Every rule of the warehouse holds for them. Names come back as they do in the news: a few are everywhere, most are rare,
and new ones never end. A thousand articles are a day. Every twentieth nearly repeats the one before it.
"""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from flows import records

START = datetime(2026, 11, 1, 2, tzinfo=UTC)
MENTIONS, QUOTES, NAMES = 30, 4, 12
"""Of one article; its mentions go round its names."""
PER_DAY = 1_000
COPY_EVERY = 20
GIVEN = ("Ana", "Ben", "Carla", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "James", "Karen", "Lucas")
SYLLABLES = ("ba", "do", "ki", "lu", "me", "na", "po", "ra", "se", "ti", "vo", "za", "gri", "sto", "fel", "har")


def make_rows(first: int, count: int) -> dict[str, pl.DataFrame]:
    """Articles `first` to `first + count` with their mentions and quotes, in the forms of `flows.records`."""
    number = pl.DataFrame({"n": pl.arange(first, first + count, eager=True)}, schema={"n": pl.UInt64})
    is_copy = (pl.col("n") % COPY_EVERY) == COPY_EVERY - 1
    number = number.with_columns(same=pl.col("n") - is_copy.cast(pl.UInt64))
    sentences = _place(_write_sentences(number))
    frames = {
        "articles": (_make_articles(number, sentences), records.ARTICLES),
        "mentions": (_make_mentions(sentences), records.MENTIONS),
        "quotes": (_make_quotes(sentences), records.QUOTES),
    }
    return {name: _complete(frame, schema) for name, (frame, schema) in frames.items()}


def _mix(value: pl.Expr, salt: int) -> pl.Expr:
    """A number below 2 ** 24 that looks random, the same for the same value and salt (the finalizer of MurmurHash3)."""
    mixed = (value + 1) * 2_654_435_761 % 2**32 + salt * 7_919
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        mixed = (mixed ^ mixed // 2**shift) * factor % 2**32
    return (mixed ^ mixed // 2**16) // 256


def _word(value: pl.Expr, syllables: int) -> pl.Expr:
    """A made-up word out of the digits of a number."""
    parts = [
        (value // len(SYLLABLES) ** place % len(SYLLABLES)).replace_strict(
            range(len(SYLLABLES)), SYLLABLES, return_dtype=pl.String
        )
        for place in range(syllables)
    ]
    return pl.concat_str(parts)


def _words(salt: int, count: int) -> pl.Expr:
    at = pl.col("same") * MENTIONS + pl.col("i")
    return pl.concat_str([_word(_mix(at, salt + k), 3) for k in range(count)], separator=" ")


def _write_sentences(number: pl.DataFrame) -> pl.DataFrame:
    """One row per article and mention: the name, what stands before and behind it, and the quoted words, if any."""
    share = _mix(pl.col("same") * NAMES + pl.col("i") % NAMES, 1) / 2**24
    entity = (share**4 * (2_000 + 3 * pl.col("same"))).cast(pl.UInt64)
    title = _word(_mix(pl.col("entity"), 2), 4).str.to_titlecase()
    given = (pl.col("entity") % len(GIVEN)).replace_strict(range(len(GIVEN)), GIVEN, return_dtype=pl.String)
    kind = pl.col("entity") % 4
    name = (
        pl.when(kind < 2)
        .then(pl.concat_str([given, title], separator=" "))
        .when(kind == 2)
        .then(pl.concat_str([title, pl.lit("Holdings")], separator=" "))
        .otherwise(title)
    )
    label = pl.when(kind < 2).then(pl.lit("PERSON")).when(kind == 2).then(pl.lit("ORG")).otherwise(pl.lit("GPE"))
    quoted = pl.when(pl.col("i") < QUOTES).then(pl.concat_str([_words(10, 9), pl.lit(",")]))
    return (
        number.join(pl.DataFrame({"i": range(MENTIONS)}, schema={"i": pl.UInt64}), how="cross")
        .with_columns(entity=entity)
        .with_columns(name=name, label=label, words=quoted)
        .with_columns(
            lead=pl.when(pl.col("words").is_null())
            .then(pl.concat_str([_words(30, 5), pl.lit(" ")]))
            .otherwise(pl.concat_str([pl.lit("“"), "words", pl.lit("” ")])),
            tail=pl.when(pl.col("words").is_null())
            .then(pl.concat_str([pl.lit(" "), _words(50, 8), pl.lit(".")]))
            .otherwise(pl.lit(" said.")),
        )
    )


def _place(sentences: pl.DataFrame) -> pl.DataFrame:
    """The sentences with the place of each in its article's text, in characters."""
    length = pl.sum_horizontal(pl.col("lead", "name", "tail").str.len_chars()).cast(pl.Int32)
    placed = sentences.with_columns(length=length).with_columns(
        at=((pl.col("length") + 1).cum_sum() - (pl.col("length") + 1)).over("n").cast(pl.Int32)
    )
    start = pl.col("at") + pl.col("lead").str.len_chars().cast(pl.Int32)
    return placed.with_columns(start=start).with_columns(
        end=pl.col("start") + pl.col("name").str.len_chars().cast(pl.Int32)
    )


def _article_id() -> pl.Expr:
    return pl.format("a{}", pl.col("n"))


def _make_articles(number: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    joined = pl.concat_str(["lead", "name", "tail"])
    texts = sentences.group_by("n", maintain_order=True).agg(text=joined.str.join(" "))
    published_at = pl.lit(START) + pl.duration(days=pl.col("n") // PER_DAY, minutes=pl.col("n") % 1440)
    return number.join(texts, on="n", maintain_order="left").select(
        article_id=_article_id(),
        source=pl.format("outlet{}.test", pl.col("n") % 40),
        title=pl.format("Report {}", pl.col("n")),
        authors=pl.lit([], dtype=pl.List(pl.String)),
        published_at=published_at,
        published_on=published_at.dt.date(),
        language=pl.lit("en"),
        text=pl.format("{} Printed as number {}.", pl.col("text"), pl.col("n")),
        word_count=pl.lit(400),
        text_hash=pl.format("h{}", pl.col("n")),
        record_hash=pl.lit("r"),
    )


def _make_mentions(sentences: pl.DataFrame) -> pl.DataFrame:
    return sentences.select(
        mention_id=pl.format("m{}-{}", "n", "i"),
        article_id=_article_id(),
        entity_id=pl.format("e{}", "entity"),
        entity_name="name",
        kind=pl.lit("name"),
        label="label",
        text="name",
        start_char="start",
        end_char="end",
    )


def _make_quotes(sentences: pl.DataFrame) -> pl.DataFrame:
    begin, words = pl.col("at") + 1, pl.col("words").str.len_chars().cast(pl.Int32)
    return sentences.filter(pl.col("words").is_not_null()).select(
        quote_id=pl.format("q{}-{}", "n", "i"),
        article_id=_article_id(),
        kind=pl.lit("direct"),
        text="words",
        start_char=begin,
        end_char=begin + words,
        segments=pl.concat_list(pl.struct(start_char=begin, end_char=begin + words)),
        cue=pl.lit("said"),
        cue_start=pl.col("end") + 1,
        cue_end=pl.col("end") + 5,
        cue_class=pl.lit("speech"),
        speaker="name",
        speaker_entity_id=pl.format("e{}", "entity"),
        speaker_text="name",
        speaker_start="start",
        speaker_end="end",
        speaker_form=pl.lit("name"),
        resolution=pl.lit("explicit"),
        confidence=pl.lit(0.9),
        rule=pl.lit("synthetic"),
        is_unclosed=pl.lit(False),
    )


def _complete(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    missing = [pl.lit(None).alias(name) for name in schema if name not in frame.columns]
    return frame.with_columns(missing).select(schema.names()).cast(schema)
