"""Whom pronouns and descriptions mean, by the shipped pipeline and weights: a text a line, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

Extract = Callable[[str], Found]

MEANT = [
    ("the man of a couple", "Al and Ann Roe left Rome. Mr Roe was cold. He said that it rained.", "He", "Al Roe"),
    ("the wife of who was told apart", "Al Roe and his wife Ann left. Mr Roe slept. Mrs Roe said she was cold.", "she",
     "Ann Roe"),
    ("the subject of the sentence before", "Ann Roe met Mary Poe. She said that it rained.", "She", "Ann Roe"),
    ("whoever the apposition names", "Al Roe met Bo Poe. The coach, Ben Orr, disputed that. He smiled.",
     "He", "Ben Orr"),
    ("nobody of the other gender", "Ann Roe met Ben Poe. He said that it rained.", "He", "Ben Poe"),
    ("nobody beside the same verb", "Ann Roe praised Mary Poe. Ann Roe met her.", "her", "Mary Poe"),
    ("the subject of her own words", "Delphine Roos lost her voice, she said.", "she", "Delphine Roos"),
    ("not who is quoted", "Mary Poe came to Rome. “I trust her,” Ann Roe said.", "her", "Mary Poe"),
    ("the subject ahead", "In her book, Ann Roe says that it rained.", "her", "Ann Roe"),
    ("a noun against a given name", "Evelyn Roe, the vicar’s husband, left Rome. He smiled.", "He", "Evelyn Roe"),
    ("the body for the company", "Danubia Motors will leave Ohio. The company said it rained.",
     "The company", "Danubia Motors"),
    ("the minister of the same field",
     "The finance minister, Al Roe, met the health minister, Ben Poe. The finance minister left.",
     "The finance minister", "Al Roe"),
    ("a campaign of somebody’s own", "Ann Roe’s campaign closed its office. The campaign said it rained.",
     "The campaign", "Roe campaign"),
    ("the campaign of a pronoun", "Ann Roe lost her voice. Her campaign said it rained.",
     "Her campaign", "Roe campaign"),
    ("whom a predicate describes", "Ann Roe is a lawyer. Ben Poe is a cook. The lawyer left.", "The lawyer", "Ann Roe"),
    ("the one of that state", "Ohio Sen. Ann Roe met Utah Sen. Al Poe. The Ohio senator left.",
     "The Ohio senator", "Ann Roe"),
    ("the gender told behind", "Ben Poe met Sen. Ann Roe. The Republican said she left.", "The Republican", "Ann Roe"),
    ("a body by its own noun", "Plains Weather Center sent a warning. “It will rain,” the center said.", "the center",
     "Plains Weather Center"),
    ("a noun that no list has", "Ann Roe left Rome. “It rained,” the skeptic said.", "the skeptic", "Ann Roe"),
    ("who bears the noun by name", "Judge clears the way\n\nJudge Ann Roe spoke in Rome. The judge said it rained.",
     "The judge", "Ann Roe"),
    ("whoever the sentence opens with", "Polls opened late. As for Ben Poe, he said he was calm.", "he", "Ben Poe"),
    ("the same beside a speaker of that gender",
     "Sen. Al Roe spoke first. “We will wait,” the senator said.\n\nAs for Ben Poe, he said he was calm.", "he",
     "Ben Poe"),
    ("not whose mother she is",
     "The trust is sorry, said Al Roe, whose mother, Ann, died in May. He wept.", "He", "Al Roe"),
    ("whom she says she is",
     "The woman identified herself as a 52-year-old Marn resident named Ann Roe. “It rained,” the woman said.",
     "the woman", "Ann Roe"),
    ("whom the police say he is", "The driver was identified by police as Al Roe, 43. The driver said it rained.",
     "The driver", "Al Roe"),
    ("whom others say he is", "A spokesman identified the victim as retired teacher Al Roe. The victim had slept.",
     "The victim", "Al Roe"),
    ("nobody named in what it says", "Al Roe wept. The guard, Ben Poe, left. He said Roe had slept.", "He", "Ben Poe"),
    ("nobody named as the place", "Ann Roe left the town of Kidal. “It rained,” she said.", "she", "Ann Roe"),
    ("a body named far back, by its noun",
     "The Marn Institute sent a poll. Ann Roe’s campaign read it. “It rained,” the institute said.", "the institute",
     "Marn Institute"),
    ("a name whose closing comma is left out", "A farmer in Ohio, Ben Poe  said it rained. He left.", "He", "Ben Poe"),
    ("the paper by its name", "The Marn Gazette met Danubia Motors in Rome. The newspaper said it rained.",
     "The newspaper", "Marn Gazette"),
    ("the carmaker by its name", "Danubia Motors sued the Marn Gazette. The carmaker said it rained.",
     "The carmaker", "Danubia Motors"),
    ("no country for a person", "Ann Roe left. Puerto Rico lost a bank. “It rained,” she said.", "she", "Ann Roe"),
    ("no company for a person",
     "Velmont Semiconductors met Ben Poe. The company wants water. The mayor, Al Roe, said it rained. “No,” he said.",
     "he", "Al Roe"),
    ("a headline’s noun by the title below",
     "Danish diplomat praises the vote\n\nDanish diplomat Ann Roe praised the vote on Monday.", "Danish diplomat",
     "Ann Roe"),
    ("the campaign of who is described", "Ann Roe, whose campaign ended in May, left Rome.", "campaign",
     "Roe campaign"),
    ("the island for a land", "Puerto Rico borrowed from San Juan. The island said it rained.", "The island",
     "Puerto Rico"),
    ("the senator of the state, whatever the party",
     "Democratic candidate Al Roe met Ben Poe, a cook. The Vermont senator said it rained.", "The Vermont senator",
     "Al Roe"),
    ("the one whose state a bracket tells",
     "Sen. Ann Roe (R-Ky.) met Sen. Al Poe. The Kentucky senator left.", "The Kentucky senator", "Ann Roe"),
    ("the one of that state, told behind the name",
     "Sen. Ann Roe of Utah met Sen. Al Poe of Ohio. The Utah senator said it rained.", "The Utah senator", "Ann Roe"),
    ("the one of that party",
     "Rep. Ann Roe (D-Ohio) met Al Poe. The Democrat said it rained.", "The Democrat", "Ann Roe"),
    ("the president beside his deputy",
     "President Al Roe met Vice President Ben Poe. The president said it rained.", "The president", "Al Roe"),
    ("the lieutenant governor", "Lt. Gov. Ann Roe met Gov. Al Poe. The lieutenant governor said it rained.",
     "The lieutenant governor", "Ann Roe"),
    ("who is not of the scene",
     "Ann Roe left Rome. In talks with the host Mary Poe, the candidate said it rained.", "the candidate", "Ann Roe"),
    ("a person by her age", "Ann Roe opened a shop. The 43-year-old said it rained.", "The 43-year-old", "Ann Roe"),
    ("nobody told by her",
     "Sen. Al Roe met Ann Poe. The senator told her it rained.", "The senator", "Al Roe"),
    ("no body beside a person",
     "Ann Poe, a spokeswoman, left. Facebook built it, and it is safe, she said.", "she", "Ann Poe"),
    ("no justice that is no judge", "Ann Roe and Al Poe spoke of jobs and criminal justice. He left.", "He", "Al Poe"),
    ("who was let speak by a relative clause",
     "The mayor, Al Roe, left. The plan came from Ben Poe, who said it rained.\n\n“It is cold,” he told us.", "he",
     "Ben Poe"),
    ("the one the text calls so, however far back",
     "The fire commissioner, Al Roe, left. It rained. Mary Poe slept. Ann Orr was cold. The commissioner slept.",
     "The commissioner", "Al Roe"),
    ("one of the family before the last name",
     "Sen. Al Roe met the cook Ben Poe in Ohio. The lawmaker said it rained.", "The lawmaker", "Al Roe"),
    ("the force for a police body",
     "Marn Police sent a warning. It rained. Ben Poe was cold. The force said it rained.", "The force", "Marn Police"),
    ("who does what the noun says",
     "Ben Poe, who drives the 16A, left. Al Roe was cold. The driver said it rained.", "The driver", "Ben Poe"),
    ("a body by a noun for persons too",
     "Danubia Motors sued Ben Poe, a lawyer. The developer said it rained.", "The developer", "Danubia Motors"),
    ("a person by a noun for bodies too", "Ann Roe left Rome. The broker said it rained.", "The broker", "Ann Roe"),
    ("a body by a word of its name, of no list",
     "The Marn Emporium will close. The emporium said it rained.", "The emporium", "Marn Emporium"),
    ("no minister of another field",
     "The leader of the council, Al Roe, met the energy minister, Ann Poe. The former Chief Minister said it rained.",
     "The former Chief Minister", "Al Roe"),
    ("the one of that age",
     "Al Roe, 43, left Rome. Ben Poe, 29, was cold. Ben Poe slept. The 43-year-old said it rained.", "The 43-year-old",
     "Al Roe"),
    ("who prosecutes", "Al Roe, prosecuting, was late. Ben Poe was cold. The prosecutor said it rained.",
     "The prosecutor", "Al Roe"),
    ("the daughter of whose father he is",
     "Ann Roe left. Her father, Ben Roe, was cold. “It rained,” said his daughter.", "his daughter", "Ann Roe"),
    ("the mother of whose son he is",
     "Ann Roe, whose son Noah died, left. Mary Poe slept. Noah’s mother said it rained.", "Noah’s mother", "Ann Roe"),
    ("the wife of a couple", "Norman and Esther Roe left. Norman Roe was cold. His wife said it rained.", "His wife",
     "Esther Roe"),
    ("one of a people of two words",
     "Peter Roe flew in from London. The South African said it rained.", "The South African", "Peter Roe"),
    ("a Swede", "Jonas Roe owns a farm. The Swede said it rained.", "The Swede", "Jonas Roe"),
    ("a company by its seat", "Danubia Motors will leave Ohio. The Stockholm-based group said it rained.",
     "The Stockholm-based group", "Danubia Motors"),
    ("who is named below the first paragraph",
     "A security guard who stole was jailed.\n\nAl Roe, 29, had the keys. Ben Poe was cold. The guard said it rained.",
     "The guard", "Al Roe"),
    ("a body by a word of its name before another noun",
     "The Farm Workers League sued the board. Danubia Motors was closed. The workers group said it rained.",
     "The workers group", "Farm Workers League"),
    ("a person by an age that the tree hung elsewhere",
     "Al Roe left Rome. “I had ordered the eggs,” the 48-year-old told a radio.", "the 48-year-old", "Al Roe"),
    ("a noun of no list that formed one before a name",
     "The lexicographer Ann Roe left. Al Poe was cold. He slept. The lexicographer said it rained.",
     "The lexicographer", "Ann Roe"),
    ("who is named below a headline and the lead",
     "Doctor quits over tape\n\nA famous doctor left Rome on Monday.\n\nIt rained.\n\nAnn Roe sent a letter.",
     "A famous doctor", "Ann Roe"),
    ("one told by an adjective too",
     "Retired state trooper Al Roe left. Ben Poe was cold. The former trooper said it rained.", "The former trooper",
     "Al Roe"),
    ("the title’s noun", "Sen. Ann Roe met Ben Poe. The senator said it rained.", "The senator", "Ann Roe"),
]  # fmt: skip

UNNAMED = [
    ("a city beside a company", "Danubia Motors stopped its work. The city said it rained.", "The city"),
    ("an indefinite description", "Ann Roe met Mary Poe. A woman said that it rained.", "A woman"),
    ("a friend of somebody named", "Ann Roe left Rome. Her friend said that it rained.", "Her friend"),
    ("a president beside another", "The Turkish president met Joe Roe in Rome.", "The Turkish president"),
    (
        "an adviser of somebody named",
        "Ted Roe left Ohio. “It rained,” said a senior Roe adviser.",
        "a senior Roe adviser",
    ),
    ("a share of others", "Ann Roe left Rome. The share of voters saying “it rained” grew.", "The share of voters"),
    ("a quality", "Ann Roe left Rome. Her weakness suggests that it rained.", "Her weakness"),
    ("a country beside a town", "The fair opened in Chicago. The country is at peace.", "The country"),
    ("a country beside a club with its word", "Al Roe left Marn Country Club. The country was cold.", "The country"),
    ("the country of who speaks", "Ann Roe left Ohio for Japan. “This country is tired,” she said.", "This country"),
    ("the campaign of who speaks", "Ann Roe’s campaign met Ben Poe. “I love my campaign,” he said.", "my campaign"),
    ("somebody who is not yet", "President Ann Roe left Rome. The next president will stay.", "The next president"),
    (
        "a campaign that is no body",
        "Ann Roe’s campaign closed its office. It rained during the campaign.",
        "the campaign",
    ),
    ("what somebody becomes", "Ben Poe met Ann Roe, who became the mayor of Marn.", "the mayor of Marn"),
    ("a body by they", "Danubia Motors will leave Ohio. They were cold.", "They"),
    ("an officer of another", "Al Roe met Ben Poe. Roe’s campaign manager said it rained.", "Roe’s campaign manager"),
    ("the letter of a body", "Danubia Motors left Ohio. The letter said it rained.", "The letter"),
    ("who writes the article", "Ann Roe met Ben Poe. “It rained,” this reporter said.", "this reporter"),
    (
        "somebody of another report",
        "Ann Roe left Rome.\n\n___\n\nIt rained in Ohio. The candidate is late.",
        "The candidate",
    ),
    (
        "a guest of the first paragraph",
        "Police looked for a man after a hunter saw him.\n\nAl Roe left Rome.",
        "a hunter",
    ),
    ("weather", "Danubia Motors will leave Ohio. It rained.", "It"),
]


def meant(found: Found, text: str) -> str | None:
    """The entity of the last pronoun or description that reads `text`; None where it has none."""
    rows = [row for row in found.mentions if row["text"] == text and row["kind"] != "name"]
    return rows[-1]["entity_name"] if rows else None


@pytest.mark.parametrize(("text", "phrase", "name"), [case[1:] for case in MEANT], ids=[case[0] for case in MEANT])
def test_a_phrase_means(extract: Extract, text: str, phrase: str, name: str) -> None:
    assert meant(extract(text), phrase) == name


@pytest.mark.parametrize(("text", "phrase"), [case[1:] for case in UNNAMED], ids=[case[0] for case in UNNAMED])
def test_a_phrase_means_nobody_named(extract: Extract, text: str, phrase: str) -> None:
    assert meant(extract(text), phrase) is None


def test_persons_joined_by_and_are_a_group(extract: Extract) -> None:
    [row] = extract("Ann Roe and Ben Poe were in Rome. They said that it rained.").quotes
    assert (row["speaker"], row["resolution"]) == ("Ann Roe and Ben Poe", "coreference")
