"""Who a speaker is, by the shipped pipeline: the last quote of each text, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

Extract = Callable[[str], Found]

LAST = [
    (
        "whoever made a letter, not who saw it",
        "Fares will rise, according to a letter seen by the Danube Courier.",
        ("letter", "role"),
    ),
    (
        "who is the subject before somebody's agent",
        "Ann Roe wept. She has an offer, her agent confirmed, and a job in Rome. “Ask me on Monday,” she said.",
        ("Ann Roe", "coreference"),
    ),
    (
        "who asked, of a question that is told first",
        "Ann Roe left. Asked what they were, she smiled.",
        (None, "nobody"),
    ),
    (
        "an office of two places",
        "It was cold. “Somebody should fetch a ladder,” said the Kingston and Surbiton MP.",
        ("Kingston and Surbiton MP", "role"),
    ),
    ("an office that letters behind names are too", "The Clacton MP said it rained.", ("Clacton MP", "role")),
    (
        "who is of that people",
        "Arne Roe, the Dutchman, left. Ben Poe, an Egyptian, wept. Roe sang. The Egyptian said it rained.",
        ("Ben Poe", "coreference"),
    ),
    (
        "a body whose name looks like a person’s",
        "The newspaper, the Sarnholter Bote, said it rained.",
        ("Sarnholter Bote", "explicit"),
    ),
    (
        "a body by a noun that is formed like one for a person",
        "John Roe urged Boeing to stay open.\n\nThe planemaker said it would think.",
        ("Boeing", "coreference"),
    ),
    (
        "an unnamed speaker whom the sentence before introduced",
        "Al Roe spoke. A nurse who had worked with Roe for years said it was cold. “We all wept,” he said.",
        ("nurse", "coreference"),
    ),
    (
        "who answers a question",
        "Al Roe spoke in Rome. A reporter asked Roe whether it had rained. “We all wept,” he said.",
        ("Al Roe", "coreference"),
    ),
    (
        "a name behind two roles and a title of several words",
        "Democratic candidate and former secretary of state Ann Roe said it rained.",
        ("Ann Roe", "explicit"),
    ),
    (
        "a name behind an office of several words in an apposition",
        "Al Roe spoke. The second speaker in the hall, former Secretary of Trade Ann Poe, said it rained.",
        ("Ann Poe", "explicit"),
    ),
    (
        "a newspaper whose name has an owner in it",
        "The People’s Daily newspaper said it rained.",
        ("People’s Daily", "explicit"),
    ),
    (
        "a newspaper whose name ends with a noun for a person",
        "The fund hired Ben Poe, who is a lawyer, according to the Danube Courier.",
        ("Danube Courier", "explicit"),
    ),
    (
        "a name behind its own role in an apposition",
        "His wife, longtime Ann Roe aide Mary Poe, said it rained.",
        ("Mary Poe", "explicit"),
    ),
    (
        "whoever made a poll",
        "A poll conducted by Danube Research found that fares will rise.",
        ("Danube Research", "explicit"),
    ),
    (
        "a name that ends with a noun for a person",
        "It was cold in Rome. Ann Roe left. The Daily Caller said it rained.",
        ("Daily Caller", "explicit"),
    ),
    (
        "an office written with capitals",
        "Ann Roe is a leader of the opposition. The Opposition Leader said it rained.",
        ("Ann Roe", "coreference"),
    ),
    ("the man of a couple", "Al and Ann Roe left Rome. Mr Roe said it rained.", ("Al Roe", "explicit")),
    (
        "the woman of a couple",
        "Al and Ann Roe left Rome. Mr Roe slept. Mrs. Roe said it rained.",
        ("Ann Roe", "explicit"),
    ),
    ("a couple’s surname alone", "Al and Ann Roe left Rome. Roe said it rained.", ("Ann Roe", "explicit")),
    (
        "a husband’s surname alone",
        "Al Roe and his wife Ann left. Roe said it rained.",
        ("Al Roe", "explicit"),
    ),
    (
        "the woman of a couple by a pronoun",
        "Al and Ann Roe left Rome. “It rained,” Mr Roe said. Ann Roe wept. “It is cold,” she said.",
        ("Ann Roe", "coreference"),
    ),
    (
        "a wife whose surname is left out",
        "Al Roe and his wife Ann left Rome. “It rained,” Mr Roe said. Mrs Roe said it was cold.",
        ("Ann Roe", "explicit"),
    ),
    (
        "nobody whose given name contradicts the form of address",
        "Ann Roe left Rome. Mr Roe said it rained.",
        ("Roe", "explicit"),
    ),
    ("a place before an office", "Ohio Gov. Ann Roe on Friday said it rained.", ("Ann Roe", "explicit")),
    ("a body before a rank", "“It rained,” said retired Army Lt. Gen. Ben Poe.", ("Ben Poe", "explicit")),
    ("an owner before a name", "The Marn Courier’s Ann Roe wrote that it rained.", ("Ann Roe", "explicit")),
    ("a place behind another", "Ann Roe of Columbia, South Carolina says it rained.", ("Ann Roe", "explicit")),
    ("letters behind a name", "Ms Ann Roe KC said it rained.", ("Ann Roe", "explicit")),
    ("a dateline in small letters", "Marn, Nevada - Ann Roe said it rained.", ("Ann Roe", "explicit")),
    ("an acting head", "Ann Roe, acting head of police, said it rained.", ("Ann Roe", "explicit")),
    ("a name that somebody goes by", "“It rained,” wrote a man calling himself Ben Poe.", ("Ben Poe", "explicit")),
    ("two roles of one person", "The plan was praised by envoy and former mayor Ann Roe.", ("Ann Roe", "explicit")),
    ("a role that no list has", "A gynecologist at the ward, Ann Roe, said it rained.", ("Ann Roe", "explicit")),
    (
        "the body whose report speaks",
        "Fares will rise, according to a report by the Danube Institute.",
        ("Danube Institute", "explicit"),
    ),
    ("who wrote what speaks", "The deal is off, according to a post from Ann Roe.", ("Ann Roe", "explicit")),
    ("nobody whom a text is about", "A book about Ann Roe says it rained.", ("book about Ann Roe", "role")),
    ("the first of two", "Ben Poe and his aide Ann Roe said it rained.", ("Ben Poe", "explicit")),
    ("the plural behind a base form", "The pills cut deaths by a third, say doctors.", ("doctors", "role")),
    (
        "who is to do it",
        "It was a chance for Ann Roe to condemn the plan.",
        ("Ann Roe", "explicit"),
    ),
    ("a publication before its noun", "“It rained,” said the Marn Herald magazine.", ("Marn Herald", "explicit")),
    (
        "not the son of the same name",
        "Al Roe and his son, Ben Roe, left Rome. Al Roe slept. Mr. Roe said it rained.",
        ("Al Roe", "explicit"),
    ),
    (
        "the name that can speak",
        "The pact was made with help from Ann Roe, who said it rained.",
        ("Ann Roe", "coreference"),
    ),
    (
        "somebody without a name of whom the sentence before speaks, not who spoke last",
        "“It is safe,” Ann Roe said.\n\nA farmer from Rome was fined on Monday. She told the police that she had paid.",
        ("farmer from Rome", "coreference"),
    ),
    (
        "who is named since then",
        "A farmer left Rome. Ann Roe came. “It shakes,” she said.",
        ("Ann Roe", "coreference"),
    ),
    (
        "the subject of the sentence before, not who spoke last",
        "“It is safe,” Ann Roe said.\n\nMary Poe walked over the bridge. “It shakes,” she said.",
        ("Mary Poe", "coreference"),
    ),
    (
        "nobody who is named in the words",
        "Ann Roe met Mary Poe in Rome. “I trust Ann Roe,” she said.",
        ("Mary Poe", "coreference"),
    ),
    (
        "a name between commas behind a role",
        "The city’s mayor, Ann Roe, said that the bridge was safe.",
        ("Ann Roe", "explicit"),
    ),
    (
        "a titled name between commas behind an office of several words",
        "The Inspector-General of Police, Mr Ben Poe, has warned that the bridge is closed.",
        ("Ben Poe", "explicit"),
    ),
    (
        "a name between commas behind one of them",
        "Two guards came. One of them, Ben Poe, insists that the bridge is closed.",
        ("Ben Poe", "explicit"),
    ),
    (
        "a name between commas behind a counterpart",
        "Ann Roe spoke in Rome. Her counterpart, Ben Poe, said the bridge was closed.",
        ("Ben Poe", "explicit"),
    ),
    ("a name right behind a role", "“It fell,” the teacher Ann Roe said.", ("Ann Roe", "explicit")),
    ("no company is a place", "Danubia will close a bridge in Ohio, the company said.", ("company", "role")),
    (
        "a cue that the tagger takes for a noun",
        '"We won," said Ben Poe. "He lies," Ann Roe shot back.',
        ("Ann Roe", "explicit"),
    ),
    ("no emoji", "“The bridge is open,”💔 said Ann Roe.", ("Ann Roe", "explicit")),
    (
        "a role that a name between commas bears",
        "Her coach, Ben Poe, walked over the bridge. The coach said that it was safe.",
        ("Ben Poe", "coreference"),
    ),
    (
        "a body by what it is called",
        "The Danube Relief Committee met in Rome. According to the committee, the bridge is safe.",
        ("Danube Relief Committee", "coreference"),
    ),
    (
        "whoever is quoted as saying",
        "Ann Roe left Rome. A radio station quoted her as saying that the bridge was safe.",
        ("Ann Roe", "coreference"),
    ),
    (
        "words set before the speaker are no part of it",
        "In Rome, a farmer from the hills said the bridge was safe.",
        ("farmer from the hills", "role"),
    ),
    (
        "several of whom the sentence before speaks",
        "Nurses walked out. They said that it was cold.",
        ("Nurses", "coreference"),
    ),
    (
        "the one counted, where the tree has the number for the speaker",
        "The league said it would review the decision. “It’s football, it isn’t a court,” one Riga supporter shrugged.",
        ("one Riga supporter", "role"),
    ),
    (
        "a person of a body",
        "Heavy rain fell in Ohio. Ravi Nwoso of Human Rights Watch said the dam was weak.",
        ("Ravi Nwoso", "explicit"),
    ),
    (
        "a study, not the journal that it is in",
        "Heavy rain fell in Ohio. A study published in the journal Nature found the dam was weak.",
        ("study", "role"),
    ),
    (
        "a company with its seat in a town of a state",
        "Danubia Motors lost $41 million. The Columbus, Ohio-based company said it was in talks.",
        ("Danubia Motors", "coreference"),
    ),
    (
        "a study, with the day on which it was published",
        "Heavy rain fell in Ohio. A study published on Monday in the journal Nature found the dam was weak.",
        ("study", "role"),
    ),
    ("a person by age, whatever the tree", "“It rained,” the 48-year-old told a radio.", ("48-year-old", "role")),
    ("a noun that the tagger took for a name", "“It rained,” the retired dairyman said.", ("retired dairyman", "role")),
    (
        "a campaign that calls others something",
        "Ann Roe’s campaign called Danubia’s report a joke.",
        ("Roe campaign", "coreference"),
    ),
    (
        "nobody whom the scene names",
        "Ann Roe left Rome. At a meeting with the Marn Institute, a young woman said it rained.",
        ("young woman", "role"),
    ),
    ("a name with an “’s” of its own", "Nurses at Saint Ann’s said it was cold.", ("Nurses at Saint Ann’s", "role")),
    ("an owner", "The minister’s claim that it is safe was wrong.", ("minister", "role")),
    (
        "by nobody who is named, who is asked by others",
        "Ann Roe, asked if she would resign, left the room.",
        (None, "nobody"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in LAST], ids=[case[0] for case in LAST])
def test_who_says_the_last_quote(extract: Extract, text: str, wanted: tuple[str, str]) -> None:
    row = extract(text).quotes[-1]
    assert (row["speaker"], row["resolution"]) == wanted


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Inspector-General of Police, Mr Ben Poe, has warned that it rained.", "Inspector-General of Police"),
        ("The city’s mayor, Ann Roe, said that it rained.", "city’s mayor"),
        ("Ben Poe, 43, a teacher from Leeds, said that it rained.", "a teacher from Leeds"),
    ],
)
def test_the_role_beside_a_name(extract: Extract, text: str, role: str) -> None:
    assert extract(text).quotes[-1]["speaker_role"] == role
