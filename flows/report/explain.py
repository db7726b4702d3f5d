"""An article in the terminal with its quotes, cues and speakers in colour, and the rule behind each quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
from rich.console import Console
from rich.text import Text

from flows.enums import QuoteKind
from flows.errors import UsageError
from flows.printing import blank_controls, one_line, shorten_middle
from flows.records import KNOWN_VERSIONS
from flows.seeds import read_seed

if TYPE_CHECKING:
    from flows.settings import Settings

Row = dict[str, Any]
_LEFT_OUT = ("quarantined", "failed", "skipped", "repeated")
UNDESCRIBED = "a new rule that was not measured yet, or an old one that is gone"
STYLES = {QuoteKind.DIRECT: "green", QuoteKind.MIXED: "cyan", QuoteKind.INDIRECT: "blue"}
MAX_SIGNS = 8
"""Signs shown of each choice, the strongest first."""
CUE, SPEAKER = "bold yellow", "bold magenta"
ARTICLE = """
    select article_id, url, title, text, language from main.articles
    where starts_with(article_id, $id) order by article_id limit 2
"""
QUOTES = "select * from main.quotes where article_id = $id order by start_char, end_char, quote_id"


class Explained(NamedTuple):
    """An article, its quotes, and the reason if it was not extracted; `is_failed`: since the extraction failed."""

    article: Row
    quotes: list[Row]
    skipped: str | None = None
    is_failed: bool = False


def from_warehouse(published: Path, article_id: str, languages: Collection[str]) -> Explained:
    """The article whose id starts with `article_id`, and its quotes, from a published file.

    Raises `UsageError` if there is no such article, or more than one.
    """
    from flows.load.database import open_published

    with open_published(published) as connection:
        articles = connection.sql(ARTICLE, params={"id": article_id}).pl().to_dicts() if article_id else []
        if len(articles) != 1:
            count = "no article has" if not articles else "several articles have"
            raise UsageError(
                f"In {published}, {count} an id that starts with {one_line(article_id)!r}: find ids with "
                '`onrecord sql "select article_id, title from articles"`, or give the path of a file or folder.'
            )
        quotes = connection.sql(QUOTES, params={"id": articles[0]["article_id"]}).pl().to_dicts()
    return Explained(articles[0], quotes, _find_language_reason(articles[0], languages))


def from_path(path: Path, settings: Settings) -> tuple[list[Explained], list[str]]:
    """The articles under `path` and their quotes, read and extracted now, and the inputs that hold no article, with
    the reasons; the warehouse is not touched.

    Raises `UsageError` if there is no article, or the language pipeline is not usable.
    """
    from flows.ingest.step import ingest

    with TemporaryDirectory() as made:
        ingested = ingest(
            [path],
            source=None,
            known=KNOWN_VERSIONS.to_frame(),
            extractor="",
            folder=Path(made),
            shard_words=1_000_000,
            progress=lambda _n, _m: None,
        )
        found = [one for shard in ingested.shards for one in _explain_shard(shard, Path(made), settings)]
        ended = pl.read_parquet(ingested.outcomes).filter(pl.col("outcome").is_in(_LEFT_OUT)).to_dicts()
    left_out = [
        f"{shorten_middle(row['input'], 120)}: {row['outcome']}, {one_line(row['reason'], 200)}" for row in ended
    ]
    if not found:
        raise UsageError(f"{path} has no article to explain. {left_out[0] if left_out else ''}".strip())
    return found, left_out


def _explain_shard(shard: Path, folder: Path, settings: Settings) -> Iterator[Explained]:
    from flows.extract import extract_shard

    done = extract_shard(shard, folder, model=settings.model, seeds=settings.seeds, languages=settings.languages)
    quotes = pl.read_parquet(done.quotes).sort("start_char", "end_char", "quote_id")
    refused = {row["article_id"]: row["reason"] for row in pl.read_parquet(done.quarantine).to_dicts()}
    for article in pl.read_parquet(shard).to_dicts():
        article_id = article["article_id"]
        failure = refused.get(article_id)
        skipped = failure or _find_language_reason(article, settings.languages)
        yield Explained(article, quotes.filter(article_id=article_id).to_dicts(), skipped, failure is not None)


def _find_language_reason(article: Row, languages: Collection[str]) -> str | None:
    language = article["language"]
    if language is None or language in languages:
        return None
    return f"its language is {language}; only {', '.join(sorted(languages))} is extracted"


def print_article(console: Console, explained: Explained, seeds: Path) -> None:
    """Print an article with its quotes coloured and numbered, and below it the details of each quote."""
    article, quotes, skipped, _ = explained
    console.print(Text(one_line(article["title"] or article["url"] or article["article_id"], 200), style="bold"))
    console.print(Text(one_line(f"{article['article_id']}  {article['url'] or ''}", 300), style="dim"))
    console.print()
    console.print(colour_text(article["text"], quotes))
    console.print()
    console.print(_make_legend())
    reasons = read_rule_reasons(seeds)
    for number, quote in enumerate(quotes, 1):
        console.print(describe_quote(number, quote, reasons))
    if skipped:
        console.print(Text(f"This article was not extracted: {one_line(skipped, 300)}", style="red"))
    elif not quotes:
        console.print("Nobody is quoted in this article.")


def print_meanings(console: Console, explained: Explained, settings: Settings) -> None:
    """Print whom each pronoun and description of an article means, with the signs behind the choice."""
    from flows.extract import explain_meanings

    for meaning in explain_meanings(explained.article["text"], settings.model, settings.seeds):
        signs = ", ".join(f"{sign} {weight:+.2f}" if weight else sign for sign, weight in meaning.signs[:MAX_SIGNS])
        console.print(
            Text.assemble(
                (f"\n{meaning.start:>6} ", "dim"),
                (one_line(meaning.text, 100), SPEAKER),
                f" → {one_line(meaning.name or 'nobody named')}, chance {meaning.chance:.2f}",
                (f"\n       {signs}", "dim"),
            )
        )


def colour_text(text: str, quotes: Iterable[Row]) -> Text:
    """The text with quotes, cues and speakers coloured. Control characters become blanks, so that offsets hold."""
    shown = Text(blank_controls(text))
    numbered = list(enumerate(quotes, 1))
    for _, quote in numbered:
        for segment in quote["segments"]:
            shown.stylize(STYLES.get(quote["kind"], ""), segment["start_char"], segment["end_char"])
    for _, quote in numbered:
        if quote["cue_start"] is not None:
            shown.stylize(CUE, quote["cue_start"], quote["cue_end"])
        if quote["speaker_start"] is not None:
            shown.stylize(SPEAKER, quote["speaker_start"], quote["speaker_end"])
    return _add_numbers(shown, numbered)


def _add_numbers(shown: Text, quotes: list[tuple[int, Row]]) -> Text:
    """The text with the number of each quote before its first word."""
    starts = sorted((quote["start_char"], number) for number, quote in quotes)
    pieces = shown.divide([start for start, _ in starts])
    whole = Text()
    for number, piece in zip([0, *(number for _, number in starts)], pieces, strict=True):
        if number:
            whole.append(f"[{number}] ", style="dim")
        whole.append_text(piece)
    return whole


def _make_legend() -> Text:
    parts = [*STYLES.items(), ("cue", CUE), ("speaker", SPEAKER)]
    return Text("  ").join(Text(name, style=style) for name, style in parts)


def describe_quote(number: int, quote: Row, reasons: dict[str, str]) -> Text:
    """The details of one quote: its words, its speaker and how the speaker was resolved, the rule that found it."""
    who = one_line(quote["speaker"] or "no named speaker")
    written = f", written “{one_line(quote['speaker_text'])}”" if quote["speaker_text"] else ""
    has_role = quote["speaker_role"] and quote["speaker_role"] != quote["speaker"]
    role = f", {one_line(quote['speaker_role'])}" if has_role else ""
    cue = f"“{one_line(quote['cue'])}” ({quote['cue_class']})" if quote["cue"] else "none"
    return Text.assemble(
        (f"\n[{number}] ", "dim"),
        (one_line(quote["text"], 300), STYLES.get(quote["kind"], "")),
        (f"\n    {quote['kind']}{', never closed' if quote['is_unclosed'] else ''}; cue {cue}"),
        ("\n    by ", ""),
        (who, SPEAKER),
        (f"{role}{written}: {quote['resolution']}"),
        (f"\n    rule {quote['rule']}: {reasons.get(quote['rule'], UNDESCRIBED)}"),
        (f"\n    confidence {quote['confidence']:.2f}"),
    )


def read_rule_reasons(seeds: Path) -> dict[str, str]:
    """Rule id -> description, from `quote_confidence.csv`."""
    return {row["rule"]: row["reason"] for row in read_seed(seeds, "quote_confidence", ("rule", "reason"))}
