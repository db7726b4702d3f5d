"""Who a speaker is: the entity behind a name, a pronoun, a role or a metonym."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Span, Token

from flows.extract.mentions import Mention
from flows.extract.quotes import Speaker
from flows.extract.vocabulary import Vocabulary


class Resolver:
    """Names the speaker behind a noun phrase, from the mentions of its article."""

    def __init__(self, doc: Doc, mentions: list[Mention], vocabulary: Vocabulary) -> None:
        self.doc, self.vocabulary = doc, vocabulary
        self.mentions = [m for m in mentions if m.identity]
        self.starts = [m.start for m in self.mentions]

    def speaker(self, phrase: Span, head: Token) -> Speaker:
        """The speaker that `phrase` means."""
        start, end = phrase.start_char, phrase.end_char
        at = bisect_left(self.starts, start)
        for mention in self.mentions[at : at + 6]:
            if mention.end <= end and mention.start <= head.idx < mention.end:
                return Speaker(start, end, "name", mention.entity_name, mention.entity_id, None, "explicit")
        if head.pos_ == "PRON":
            return Speaker(start, end, "pronoun")
        return Speaker(start, end, "nominal", phrase.text, None, None, "role")
