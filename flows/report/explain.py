"""An article in the terminal with its quotes, cues and speakers coloured, and for each quote the rule that made it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.text import Text

from flows.errors import UsageError
from flows.report.plain import blanked, plain

if TYPE_CHECKING:
    from flows.settings import Settings

Row = dict[str, Any]
STYLES = {"direct": "green", "mixed": "cyan", "indirect": "blue"}
CUE, SPEAKER = "bold yellow", "bold magenta"
ARTICLE = """
    select article_id, url, title, text from main.articles
    where article_id = $id or ($is_prefix and starts_with(article_id, $id)) order by article_id limit 2
"""
QUOTES = "select * from main.quotes where article_id = $id order by start_char, end_char, quote_id"


class Explained(NamedTuple):
    """An article, its quotes, and the reason if it was not extracted."""

    article: Row
    quotes: list[Row]
    unread: str | None = None


def from_warehouse(published: Path, article_id: str) -> Explained:
    """The article of that id (or of the only id that starts so) and its quotes, from a published file.

    Raises `UsageError` where there is none, or more than one.
    """
    from flows.load.database import open_published

    with open_published(published) as connection:
        asked = {"id": article_id, "is_prefix": len(article_id) >= 4}
        articles = connection.sql(ARTICLE, params=asked).pl().to_dicts()
        if len(articles) != 1:
            said = "no article" if not articles else "more than one article"
            raise UsageError(
                f"{published} has {said} with the id {plain(article_id)}: find ids with "
                '`onrecord sql "select article_id, title from articles"`, or give the path of a file.'
            )
        quotes = connection.sql(QUOTES, params={"id": articles[0]["article_id"]}).pl().to_dicts()
    return Explained(articles[0], quotes)


def from_path(path: Path, settings: Settings) -> list[Explained]:
    """The articles under `path` and their quotes, read and extracted now; the warehouse is not touched.

    Raises `UsageError` where there is no article, or the language pipeline cannot be used.
    """
    import polars as pl

    from flows.extract import extract_shard
    from flows.ingest.step import ingest
    from flows.load.known import KNOWN

    found: list[Explained] = []
    with TemporaryDirectory() as made:
        folder = Path(made)
        nothing = pl.DataFrame(schema=KNOWN)
        read = ingest(
            [path],
            source=None,
            known=nothing,
            extractor="",
            folder=folder,
            shard_size=1000,
            progress=lambda _n, _m: None,
        )
        for shard in read.shards:
            done = extract_shard(
                shard, folder, model=settings.model, seeds=settings.seeds, languages=settings.languages
            )
            quotes = pl.read_parquet(done.quotes).sort("start_char", "end_char", "quote_id").to_dicts()
            refused = {row["article_id"]: row["reason"] for row in pl.read_parquet(done.quarantine).to_dicts()}
            found += [
                Explained(
                    article,
                    [q for q in quotes if q["article_id"] == article["article_id"]],
                    refused.get(article["article_id"]) or _passed_over(article, settings.languages),
                )
                for article in pl.read_parquet(shard).to_dicts()
            ]
        if not found:
            unread = pl.read_parquet(read.quarantine).to_dicts()
            why = plain(unread[0]["reason"], 200) if unread else "it holds no article"
            raise UsageError(f"Nothing can be explained in {path}: {why}")
    return found


def _passed_over(article: Row, languages: Collection[str]) -> str | None:
    language = article["language"]
    if language is None or language in languages:
        return None
    return f"its language, {language}, is none of those that are extracted ({', '.join(sorted(languages))})"


def print_article(console: Console, explained: Explained, seeds: Path) -> None:
    """Print an article with its quotes coloured and numbered, and below it what is known of each."""
    article, quotes, unread = explained
    console.print(Text(plain(article["title"] or article["url"] or article["article_id"], 200), style="bold"))
    console.print(Text(plain(f"{article['article_id']}  {article['url'] or ''}", 300), style="dim"))
    console.print()
    console.print(coloured(article["text"], quotes))
    console.print()
    console.print(_legend())
    reasons = rule_reasons(seeds)
    for number, quote in enumerate(quotes, 1):
        console.print(explanation(number, quote, reasons))
    if unread:
        console.print(Text(f"This article was not extracted: {plain(unread, 300)}", style="red"))
    elif not quotes:
        console.print("Nobody is quoted in this article.")


def coloured(text: str, quotes: Iterable[Row]) -> Text:
    """The text with contents, cues and speakers coloured; control characters become blanks, so that offsets hold."""
    shown = Text(blanked(text))
    numbered = list(enumerate(quotes, 1))
    for _, quote in numbered:
        for segment in quote["segments"]:
            shown.stylize(STYLES.get(quote["kind"], ""), segment["start_char"], segment["end_char"])
    for _, quote in numbered:
        if quote["cue_start"] is not None:
            shown.stylize(CUE, quote["cue_start"], quote["cue_end"])
        if quote["speaker_start"] is not None:
            shown.stylize(SPEAKER, quote["speaker_start"], quote["speaker_end"])
    return _numbered(shown, numbered)


def _numbered(shown: Text, quotes: list[tuple[int, Row]]) -> Text:
    """The text with a quote's number before its first word."""
    starts = sorted((quote["start_char"], number) for number, quote in quotes)
    pieces = shown.divide([start for start, _ in starts])
    whole = Text()
    for number, piece in zip([0, *(number for _, number in starts)], pieces, strict=True):
        if number:
            whole.append(f"[{number}] ", style="dim")
        whole.append_text(piece)
    return whole


def _legend() -> Text:
    parts = [*STYLES.items(), ("cue", CUE), ("speaker", SPEAKER)]
    return Text("  ").join(Text(name, style=style) for name, style in parts)


def explanation(number: int, quote: Row, reasons: dict[str, str]) -> Text:
    """What is known of one quote: its words, who says them and how that is known, and the rule that found it."""
    who = plain(quote["speaker"] or "nobody is named")
    written = f", written “{plain(quote['speaker_text'])}”" if quote["speaker_text"] else ""
    has_role = quote["speaker_role"] and quote["speaker_role"] != quote["speaker"]
    role = f", {plain(quote['speaker_role'])}" if has_role else ""
    cue = f"“{plain(quote['cue'])}” ({quote['cue_class']})" if quote["cue"] else "none"
    return Text.assemble(
        (f"\n[{number}] ", "dim"),
        (plain(quote["text"], 300), STYLES.get(quote["kind"], "")),
        (f"\n    {quote['kind']}{', never closed' if quote['is_unclosed'] else ''}; cue {cue}"),
        ("\n    by ", ""),
        (who, SPEAKER),
        (f"{role}{written}: {quote['resolution']}"),
        (f"\n    rule {quote['rule']}: {reasons.get(quote['rule'], 'no longer among the rules')}"),
        (f"\n    confidence {quote['confidence']:.2f}"),
    )


def rule_reasons(seeds: Path) -> dict[str, str]:
    """What each rule finds, from the seed table of the rules."""
    with (seeds / "quote_confidence.csv").open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row["reason"] for row in csv.DictReader(file)}
