"""From texts to rows: runs the pipeline over a batch of articles and returns plain rows of `records`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from flows import records
from flows.enums import SpeakerForm
from flows.extract import pipeline, vocabulary
from flows.extract.coreference.rows import find_referring_mentions
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import Mention, find_mentions
from flows.extract.quotes import Quote
from flows.extract.text.plain import plain
from flows.system.importing import collect_afterwards

Row = dict[str, Any]
Text = tuple[str, str | None, str]
"""An article's id, its URL and its text."""


@dataclass(slots=True)
class Found:
    """The rows of one article."""

    mentions: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)


def extract(texts: Sequence[Text], *, model: str, seeds: Path) -> Iterator[Found]:
    """Yield the rows of each text, in order. A text on which anything raises gives one quarantine row and no other."""
    nlp = pipeline.load(model, seeds)
    with nlp.memory_zone():
        docs = _parse(nlp, [plain(text) for _, _, text in texts])
        for article, doc in zip(texts, docs, strict=True):
            yield _build_found(article, doc, seeds)


def _parse(nlp: Language, texts: list[str]) -> list[Doc | Exception]:
    """The documents of a batch. Where the batch fails, each text is read alone, so that a bad one costs only itself."""
    try:
        return list(nlp.pipe(texts))
    except Exception:  # a model may raise anything; the bad text raises again below, alone
        return [_parse_alone(nlp, text) for text in texts]


def _parse_alone(nlp: Language, text: str) -> Doc | Exception:
    try:
        return nlp(text)
    except Exception as error:  # goes to quarantine with its reason
        return error


def _build_found(article: Text, doc: Doc | Exception, seeds: Path) -> Found:
    try:
        if isinstance(doc, Exception):
            raise doc
        return document_rows(article[0], article[2], doc, vocabulary.load(seeds))
    except Exception as error:  # goes to quarantine with its reason; the night goes on
        return Found(refused=[_build_refusal(article, error)])


def _build_refusal(article: Text, error: Exception) -> Row:
    article_id, url, text = article
    return {
        "input": url or article_id,
        "table_name": "articles",
        "row_key": article_id,
        "article_id": article_id,
        "rule": "extraction_error",
        "reason": f"{type(error).__name__}: {error}"[: records.PAYLOAD_CHARS],
        "payload": text[: records.PAYLOAD_CHARS],
    }


@collect_afterwards()
def document_rows(article_id: str, text: str, doc: Doc, words: vocabulary.Vocabulary) -> Found:
    """Return the rows of one text, from the document that was parsed from it."""
    named = find_mentions(doc, words)
    said, chains = QuoteFinder(words).read(doc, named)
    referring = find_referring_mentions(doc, chains, words.mention_chances)
    return Found(
        mentions=[_mention_row(article_id, text, mention) for mention in (*named, *referring)],
        quotes=[quote_row(article_id, text, quote) for quote in said],
    )


def _mention_row(article_id: str, text: str, mention: Mention) -> Row:
    return {
        "mention_id": records.mention_id(article_id, mention.start, mention.end, mention.kind),
        "article_id": article_id,
        "entity_id": mention.entity_id,
        "entity_name": mention.entity_name,
        "kind": mention.kind,
        "label": mention.label,
        "text": text[mention.start : mention.end],
        "start_char": mention.start,
        "end_char": mention.end,
    }


def quote_row(article_id: str, text: str, quote: Quote) -> Row:
    """Return a quote as a row; its text is its segments joined by one space."""
    cue, speaker = quote.cue, quote.speaker
    return {
        "quote_id": records.quote_id(article_id, list(quote.segments), quote.kind),
        "article_id": article_id,
        "kind": quote.kind,
        "text": " ".join(text[start:end] for start, end in quote.segments),
        "start_char": quote.segments[0][0],
        "end_char": quote.segments[-1][1],
        "segments": [{"start_char": start, "end_char": end} for start, end in quote.segments],
        "cue": text[cue.start : cue.end] if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "cue_class": cue.cue_class if cue else None,
        "speaker": speaker.name if speaker else None,
        "speaker_entity_id": speaker.entity_id if speaker else None,
        "speaker_text": text[speaker.start : speaker.end] if speaker else None,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
        "speaker_form": speaker.form if speaker else SpeakerForm.NONE,
        "speaker_role": speaker.role if speaker else None,
        "resolution": quote.resolution,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "is_unclosed": quote.is_unclosed,
    }
