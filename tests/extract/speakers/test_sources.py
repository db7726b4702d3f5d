"""Who speaks, by the shipped pipeline and by trees built by hand: a line a case, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from flows.extract.rows import Found

Extract = Callable[[str], Found]
Built = Callable[[Doc], Found]


def tree(*rows: str) -> Doc:
    """A document of rows "word tag dependency head [entity]"; heads count from 0, the class follows from the tag."""
    cells = [row.split() for row in rows]
    tags = [cell[1] for cell in cells]
    return Doc(
        English().vocab,
        words=[cell[0] for cell in cells],
        tags=tags,
        pos=[_class(tag, dep) for _, tag, dep, *_ in cells],
        deps=[cell[2] for cell in cells],
        heads=[int(cell[3]) for cell in cells],
        ents=[f"B-{cell[4]}" if len(cell) > 4 else "O" for cell in cells],
    )


def _class(tag: str, dep: str) -> str:
    if dep == "mark":
        return "SCONJ"
    for prefix, name in (("NNP", "PROPN"), ("NN", "NOUN"), ("VB", "VERB"), ("W", "PRON"), ("PRP", "PRON")):
        if tag.startswith(prefix):
            return name
    return {"DT": "DET", "IN": "ADP", "RB": "ADV", "CC": "CCONJ", "TO": "PART"}.get(tag, "PUNCT")


TREES: list[tuple[str, list[str], str | None]] = [
    (
        "a remark whose subject the tree gives to the verb",
        [
            "Roe NNP nsubj 7 PERSON", ", , punct 7", "who WP nsubj 7", "left VBD acl:relcl 0", "Rome NNP obj 3 GPE",
            ", , punct 7", "later RB advmod 7", "said VBD ROOT 7", "it PRP nsubj 9", "holds VBZ ccomp 7",
        ],
        "Roe",
    ),
    (
        "the subject of a passive goes on to the next verb",
        [
            "Roe NNP nsubj:pass 2 PERSON", "was VBD aux:pass 2", "cheered VBN ROOT 2", "by IN case 4",
            "Poe NNP obl:agent 2 PERSON", "and CC cc 6", "said VBD conj 2", "it PRP nsubj 8", "holds VBZ ccomp 6",
        ],
        "Roe",
    ),
    (
        "what somebody issued speaks for them",
        [
            "Roe NNP nsubj 1 PERSON", "issued VBD ROOT 1", "a DT det 3", "statement NN obj 1", "saying VBG acl 3",
            "it PRP nsubj 6", "holds VBZ ccomp 4",
        ],
        "Roe",
    ),
    (
        "people who say something speak for themselves",
        [
            "Roe NNP nsubj 1 PERSON", "met VBD ROOT 1", "a DT det 3", "farmer NN obj 1", "saying VBG acl 3",
            "it PRP nsubj 6", "holds VBZ ccomp 4",
        ],
        "a farmer",
    ),
    (
        "whoever is led to say it",
        [
            "Rain NN nsubj 1", "led VBD ROOT 1", "Roe NNP obj 1 PERSON", "to TO mark 4", "say VB xcomp 1",
            "it PRP nsubj 6", "holds VBZ ccomp 4",
        ],
        "Roe",
    ),
    (
        "a name right before the verb, where the tree has a subject from another clause",
        [
            "Rain NN nsubj 1", "fell VBD ROOT 1", "as IN mark 4", "Roe NNP obl 1 PERSON", "said VBD advcl 1",
            "it PRP nsubj 6", "holds VBZ ccomp 4",
        ],
        "Roe",
    ),
    (
        "no subject in the tree, a remark before the verb",
        [
            "Roe NNP dep 5 PERSON", ", , punct 5", "its PRP$ dep 3", "chair NN dep 5", ", , punct 5",
            "said VBD ROOT 5", "it PRP nsubj 7", "holds VBZ ccomp 5",
        ],
        "Roe",
    ),
    (
        "a day is nobody",
        [
            "Roe NNP dep 3 PERSON", "on IN case 2", "Friday NNP nsubj 3 DATE", "said VBD ROOT 3", "it PRP nsubj 5",
            "holds VBZ ccomp 3",
        ],
        None,
    ),
    (
        "what was said in a remark is handed on to no verb with a subject of its own",
        [
            "Roe NNP nsubj 7 PERSON", ", , punct 4", "who WP nsubj 4", "later RB advmod 4", "praised VBD acl:relcl 0",
            "Rome NNP obj 4 GPE", ", , punct 0", "said VBD ROOT 7", "it PRP nsubj 9", "holds VBZ ccomp 7",
        ],
        "Roe",
    ),
    (
        "a remark behind brackets",
        [
            "Roe NNP dep 9 PERSON", "( -LRB- punct 2", "Ohio NNP appos 0", ") -RRB- punct 2", ", , punct 6",
            "who WP nsubj 9", "left VBD acl:relcl 0", "Rome NNP obj 6 GPE", ", , punct 0", "said VBD ROOT 9",
            "it PRP nsubj 11", "holds VBZ ccomp 9",
        ],
        "Roe",
    ),
    (
        "a description in which the tree found the subject",
        [
            "Roe NNP dep 9 PERSON", ", , punct 4", "in IN case 4", "a DT det 4", "coat NN nmod 0", "with IN case 6",
            "buttons NNS nsubj 9", "that WDT nsubj 6", ", , punct 4", "said VBD ROOT 9", "it PRP nsubj 11",
            "holds VBZ ccomp 9",
        ],
        "Roe",
    ),
    (
        "no scene is a subject",
        [
            "In IN case 2", "the DT det 2", "court NN nsubj 5", ", , punct 2", "Roe NNP conj 2 PERSON",
            "said VBD ROOT 5", "it PRP nsubj 7", "holds VBZ ccomp 5",
        ],
        "Roe",
    ),
    (
        "a name between a comma and the verb, where the tree has the subject of the clause before",
        [
            "As IN mark 3", "the DT det 2", "rain NN nsubj 8", "fell VBD acl 2", "on IN case 5", "Rome NNP obl 3 GPE",
            ", , punct 2", "Danubia NNP appos 2 ORG", "said VBD ROOT 8", "it PRP nsubj 10", "holds VBZ ccomp 8",
        ],
        "Danubia",
    ),
    (
        "a participle behind a comma that the tree hung on a noun",
        [
            "Roe NNP nsubj 1 PERSON", "crossed VBD ROOT 1", "a DT det 3", "bridge NN obj 1", "of IN case 5",
            "stone NN nmod 3", ", , punct 7", "adding VBG acl 5", "it PRP nsubj 9", "holds VBZ ccomp 7",
        ],
        "Roe",
    ),
    (
        "a participle behind a comma that the tree hung on what was said before",
        [
            "Roe NNP nsubj 1 PERSON", "said VBD ROOT 1", "Poe NNP nsubj 3 PERSON", "left VBD ccomp 1", ", , punct 5",
            "adding VBG advcl 3", ", , punct 9", "“ `` punct 9", "it PRP nsubj 9", "holds VBZ ccomp 5", "” '' punct 9",
        ],
        "Roe",
    ),
    (
        "a second verb of saying that the tree joined to what was said of the speaker",
        [
            "Roe NNP nsubj 1 PERSON", "said VBD ROOT 1", "she PRP nsubj 3", "left VBD ccomp 1", "Rome NNP obj 3 GPE",
            "and CC cc 6", "added VBD conj 3", ", , punct 10", "“ `` punct 10", "it PRP nsubj 10", "holds VBZ ccomp 6",
            "” '' punct 10",
        ],
        "Roe",
    ),
    (
        "a participle that opens the sentence",
        [
            "Having VBG aux 1", "said VBN ROOT 1", "it PRP nsubj 3", "holds VBZ ccomp 1", ", , punct 6",
            "Roe NNP nsubj 6 PERSON", "left VBD parataxis 1",
        ],
        "Roe",
    ),
    (
        "a verb that the tagger took for a noun",
        [
            "Danubia NNP compound 1 ORG", "claims NNS ROOT 1", "that IN mark 4", "it PRP nsubj 4", "holds VBZ acl 1",
        ],
        "Danubia",
    ),
    (
        "a name of what the speaker is for is part of it, not the speaker",
        [
            "poll NN nsubj 4", "for IN case 2", "station NN nmod 0", "Val NNP nsubj 4 PERSON", "said VBD ROOT 4",
            "it PRP nsubj 6", "holds VBZ ccomp 4",
        ],
        "poll for station Val",
    ),
    (
        "a name right before a noun of saying",
        [
            "Danubia NNP compound 1 ORG", "criticism NN nsubj 5", "that IN mark 4", "it PRP nsubj 4",
            "holds VBZ acl 1", "fell VBD ROOT 5",
        ],
        "Danubia",
    ),
    (
        "whoever goes so far as to say it",
        [
            "Roe NNP nsubj 1 PERSON", "went VBD ROOT 1", "so RB advmod 3", "far RB advmod 1", "as IN mark 6",
            "to TO mark 6", "say VB advcl 3", "it PRP nsubj 8", "holds VBZ ccomp 6",
        ],
        "Roe",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "speaker"), [case[1:] for case in TREES], ids=[case[0] for case in TREES])
def test_who_speaks_in_a_tree(built: Built, rows: list[str], speaker: str | None) -> None:
    said = [row for row in built(tree(*rows)).quotes if row["text"].endswith("it holds")]
    assert {row["speaker_text"] for row in said} - {None} == {speaker} - {None}


SENTENCES: list[tuple[str, str, str, str]] = [
    ("a share of people", "In Marn, 85% of voters said the tax was too high.", "said", "85% of voters"),
    ("behind a dateline", "Rome (ANS) – Mayor Ann Roe has left, saying that it rained.", "saying", "Ann Roe"),
    (
        "behind its dash",
        "New York (ANS) – Vice President Ben Poe on Monday hit the road, accusing Roe of waste.",
        "accusing",
        "Ben Poe",
    ),
    ("no scene", "The guard first said it rained, but in a later letter said it snowed.", "said", "guard"),
    ("a verb joined to an infinitive", "Roe called Poe the best man to run and said he would win.", "said", "Roe"),
    ("a verb joined to a deal", "Roe urged Poe to sign a deal that would end it and praised us.", "praised", "Roe"),
    ("behind an occasion", "Roe withdrew the books after they came out, saying it rained.", "saying", "Roe"),
    ("a pitch to those who hear it", "Roe is making a pitch to voters saying the law is bad.", "saying", "Roe"),
    ("a text to those who read it", "Roe sent an email to voters saying it was late.", "saying", "Roe"),
    ("behind a second deed", "Police charged Poe with theft and Roe fired him, saying it was late.", "saying", "Roe"),
    ("who came away convinced", "Ann Roe came away convinced that the dam will hold.", "convinced", "Ann Roe"),
    ("no thing", "The row began two months after Poe joined the race, calling Roe a thief.", "calling", "Poe"),
    ("a text in which somebody speaks", "Roe hit back in a letter stating that it rained.", "stating", "Roe"),
    ("behind an outer subject", "It's not that Roe feels he has anything to fear.", "feels", "Roe"),
    ("behind an if", "It was as if Roe's rivals had decided that all was lost.", "had decided", "Roe's rivals"),
    ("two titles of one name", "Head teacher and former director of schools Ann Roe said it fell.", "said", "Ann Roe"),
    ("behind a reduced clause", "Roe said there was no call planned with Poe, adding that it fell.", "adding", "Roe"),
    ("behind a remark and its main verb", "Ann Roe, who left Rome, wrote to us to say she was ill.", "say", "Ann Roe"),
    ("a title with two fields", "Val Vice President for news and talk Ann Roe called it late.", "called", "Ann Roe"),
    ("who answers", "Roe claimed that it fell, a charge that Poe denied, noting that it rained.", "noting", "Poe"),
    ("for what somebody is judged", "The Post gave Roe two stars for dismissing the idea.", "dismissing", "Roe"),
    ("a clause taken for a time", "After farmers openly opposed a tax, Roe asked us to stay.", "opposed", "farmers"),
    ("no month", "Roe has left, and last June stirred trouble with an assertion that it fell.", "assertion", "Roe"),
    ("who asked, behind what", "Roe had been asked to keep it by the committee.", "had been asked", "committee"),
    ("who attacked, behind for what", "Roe was attacked on the speeches by Ben Poe.", "was attacked", "Ben Poe"),
    ("inverted", "The team will win again, predicted Madeleine Kunz, the coach.", "predicted", "Madeleine Kunz"),
    ("a short form of has", "Ann Roe waited. She's said she'll fight on.", "'s said", "Ann Roe"),
    ("who is convinced", "Ann Roe is convinced that the dam will hold.", "convinced", "Ann Roe"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "speaker"), [case[1:] for case in SENTENCES], ids=[c[0] for c in SENTENCES])
def test_who_speaks_in_a_sentence(extract: Extract, text: str, cue: str, speaker: str) -> None:
    assert {row["speaker"] for row in extract(text).quotes if row["cue"] == cue} == {speaker}


def test_an_article_is_nobody_even_where_the_tree_gives_it_to_the_verb(extract: Extract) -> None:
    [row] = extract("“I'm done,” Carter, 31, a two-time All-Star, said.").quotes
    assert row["speaker_text"] == "Carter"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe has spoken of Rome, and last June stirred trouble with an assertion that the dam was full.",
        "Ann Roe released her records in July, which showed she was fit for duty.",
    ],
)
def test_a_month_is_no_speaker(extract: Extract, text: str) -> None:
    assert not {"June", "July"} & {row["speaker"] for row in extract(text).quotes}
