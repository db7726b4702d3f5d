"""Readers of the name corpora: one function a format, each yielding `Labelled` blocks with the corpus' own labels.

What belongs here: how a corpus is written on disk. What its labels mean here is `labels.csv` and `mentions.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.conllu import Sentence, read_sentences
from models.mentions import Labelled, Mention, guess_spaces, is_written_as_name

BLOCK_WORDS = 120  # several sentences, so that a surname meets its full name; short, so that a batch mixes texts
Row = tuple[str, str]


def from_rows(rows: list[Row]) -> Labelled:
    """Words with IOB1 or IOB2 tags, as one text."""
    words = tuple(word for word, _ in rows)
    return Labelled(words, guess_spaces(words), tuple(_mentions([tag for _, tag in rows])))


def _mentions(tags: list[str]) -> Iterator[Mention]:
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if label and (prefix in {"B", "O"} or kind != label):
            yield Mention(start, i, label)
            label = ""
        if not label and prefix in {"B", "I"}:
            start, label = i, kind


def _joined(sentences: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """Join consecutive sentences into blocks of about `BLOCK_WORDS`."""
    block: list[Row] = []
    for sentence in sentences:
        if block and len(block) + len(sentence) > BLOCK_WORDS:
            yield block
            block = []
        block = block + sentence
    if block:
        yield block


def read_columns(path: Path, word: int = 0, tag: int = 1) -> Iterator[list[Row]]:
    """Yield the sentences of a column file (blank line between sentences, `-DOCSTART-` and `#` lines left out)."""
    sentence: list[Row] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if line.strip() and not line.startswith(("-DOCSTART-", "# ")):
            if len(columns) > max(word, tag) and columns[word]:
                sentence.append((columns[word], columns[tag]))
        elif sentence:
            yield sentence
            sentence = []


def read_wikigold(root: Path) -> Iterator[Labelled]:
    yield from map(from_rows, _joined(read_columns(root / "wikigold" / "wikigold.conll.txt")))


def read_crossner(root: Path, domain: str, split: str) -> Iterator[Labelled]:
    """Sentences of one domain, each by itself: they come from different articles."""
    yield from map(from_rows, read_columns(root / "CrossNER" / "ner_data" / domain / f"{split}.txt"))


def read_uner(root: Path, split: str) -> Iterator[Labelled]:
    """Web text with PER, ORG and LOC only."""
    rows = _joined(read_columns(root / "UNER_English-EWT" / f"en_ewt-ud-{split}.iob2", word=1, tag=2))
    yield from map(from_rows, rows)


def read_redocred(root: Path) -> Iterator[Labelled]:
    """Wikipedia introductions; a mention's place is its sentence and its words in it."""
    for split in ("dev", "test"):
        for document in json.loads((root / "Re-DocRED" / "data" / f"{split}_revised.json").read_text(encoding="utf-8")):
            yield from map(from_rows, _joined(_redocred_sentences(document)))


def _redocred_sentences(document: dict[str, Any]) -> Iterator[list[Row]]:
    tags = [["O"] * len(sentence) for sentence in document["sents"]]
    spans = {(m["sent_id"], *m["pos"], m["type"]) for entity in document["vertexSet"] for m in entity}
    for number, start, end, label in sorted(spans, key=lambda s: (s[0], s[2] - s[1], s[1])):  # a longer one wins
        for i in range(start, min(end, len(tags[number]))):
            tags[number][i] = ("B-" if i == start else "I-") + label
    for sentence, labels in zip(document["sents"], tags, strict=True):
        yield [(w.strip() or "\u00a0", tag) for w, tag in zip(sentence, labels, strict=True)]


def read_re3d(root: Path) -> Iterator[Labelled]:
    """Statements on a conflict. Every mention is labelled, "we" too: one not written as a name is left open."""
    for path in sorted((root / "re3d").glob("*/*.conll")):
        for block in _joined(read_columns(path)):
            text = from_rows(block)
            mentions = (m if _looks_named(text, m) else Mention(m.start, m.end, "unnamed") for m in text.mentions)
            yield Labelled(text.words, text.spaces, tuple(mentions))


def _looks_named(text: Labelled, mention: Mention) -> bool:
    words = text.words[mention.start : mention.end]
    while words and words[0].lower() in {"the", "a", "an"}:
        words = words[1:]
    plain = not words or (
        len(words) == 1 and words[0].lower() in {"i", "we", "they", "he", "she", "it", "our", "their"}
    )
    return not plain and is_written_as_name(words)


ENTITY = re.compile(r"\((\d+)-(\w+)[^()]*(\))?|(\d+)\)")  # "(7-person-new…", closed at once or later by "7)"


def read_gum(paths: Iterable[Path]) -> Iterator[Labelled]:
    """Names inside the entity mentions of GUM: the mention's proper nouns around its head word."""
    for path in paths:
        document: list[Sentence] = []
        for sentence in read_sentences(path):
            if sum(len(s.words) for s in document) + len(sentence.words) > BLOCK_WORDS and document:
                yield gum_block(document)
                document = []
            document.append(sentence)
        yield gum_block(document)


def gum_block(sentences: list[Sentence]) -> Labelled:
    words = [w for s in sentences for w in s.words]
    found = [m for s in _with_offsets(sentences) for m in _gum_mentions(*s)]
    named = sorted({(m.start, m.end): m for m in found}.values(), key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for mention in named:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    taken = {i for m in kept for i in range(m.start, m.end)}
    kept += [Mention(i, i + 1, "proper") for i, w in enumerate(words) if w.upos == "PROPN" and i not in taken]
    return Labelled(tuple(w.form for w in words), tuple(w.space_after for w in words), tuple(kept))


def _with_offsets(sentences: list[Sentence]) -> Iterator[tuple[Sentence, int]]:
    offset = 0
    for sentence in sentences:
        yield sentence, offset
        offset += len(sentence.words)


def _gum_mentions(sentence: Sentence, offset: int) -> Iterator[Mention]:
    opened: list[tuple[str, str, int]] = []
    for i, word in enumerate(sentence.words):
        for match in ENTITY.finditer(word.misc.get("Entity", "")):
            if match[1]:
                opened.append((match[1], match[2], i))
            number = match[4] or (match[1] if match[3] else "")
            for item in [o for o in reversed(opened) if o[0] == number][:1]:
                opened.remove(item)
                yield from _named_part(sentence, offset, item[2], i + 1, item[1])


def _named_part(sentence: Sentence, offset: int, start: int, end: int, label: str) -> Iterator[Mention]:
    """The run of proper nouns about the mention's head, "of" and the like included where proper nouns follow."""
    head = next((i for i in range(start, end) if not start < sentence.words[i].head <= end), start)
    if sentence.words[head].upos != "PROPN":
        return
    proper = {"PROPN"} if label == "person" else {"PROPN", "ADJ", "NUM", "NOUN", "VERB"}
    left = right = head
    while left > start and sentence.words[left - 1].upos in proper and sentence.words[left - 1].form[0].isupper():
        left -= 1
    while right + 1 < end and (step := _step_right(sentence, right, end)):
        right += step
    yield Mention(offset + left, offset + right + 1, label)


def _step_right(sentence: Sentence, right: int, end: int) -> int:
    if sentence.words[right + 1].upos == "PROPN":
        return 1
    small = right + 1
    while small < end and sentence.words[small].form in {"of", "the", "for", "and", "-"}:
        small += 1
    joined = small < end and small > right + 1 and sentence.words[small].upos == "PROPN"
    return small - right if joined and sentence.words[right + 1].form in {"of", "for", "-"} else 0
