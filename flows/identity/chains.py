"""What one article says of one identity: the forms of its name, its labels, its gender, and the fullest form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.identity.bodies import fold_thing
from flows.identity.fold import fold_name
from flows.identity.forms import Form, clean_form
from flows.identity.persons import parse_person
from flows.identity.splits import Row, find_marked, split_mention
from flows.identity.surroundings import Mark, find_marks, find_told_label
from flows.identity.vocabulary import Names, Words

LONGEST_HEADLINE = 200
"""Code points of a first paragraph that still is a headline; the 99th percentile of news headlines is near 120."""
SENTENCE_ENDS = (".", ".”", '."')
"""How the lead of an article ends, and no headline: a lead may be the only place of a full name."""
TITLE_REACH = 30
"""Code points before a name in which its title stands ("Lieutenant Governor ")."""
MOST_WORDS_PERSON, MOST_WORDS_BODY = 4, 7
"""Words up to which a longer form is the fuller one; beyond them it is mostly two names run together."""
USUAL_SHARE = 0.9
"""Share of its forms from which a listed name stands for a chain: sixteen of "Twitter", one of "Wilayat Twitter"."""
TITLE_WEIGHT = 3
"""Votes of a form of address ("Mrs.") against one of a pronoun, which may be another's."""
_PRONOUN_GENDER = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_INITIAL = re.compile(r"[A-Z]\.?")
_MADE = re.compile(
    r"\d|^(?!Mc|Mac|De|Di|La|Le|Du|Van|Fitz|O)\w*[a-z][A-Z]|\.(?:com|org|net|gov|tv|io)$|^[B-DF-HJ-NP-TV-XZ]{3,5}$"
)
"""What no one word of a person's name has: digits, a capital inside, an internet domain, capitals without a vowel."""
_DIGIT = re.compile(r"\d")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]\.?")


def _take_first(votes: Counter[str]) -> str:
    """The word with the most votes, the first in order among equals."""
    return max(votes, key=votes.__getitem__)


@dataclass(slots=True)
class Chain:
    """The mentions of one identity in an article, with its forms in the text and in the headline."""

    chain_id: str
    forms: Counter[str] = field(default_factory=Counter)
    headline_forms: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    marks: Counter[Mark] = field(default_factory=Counter)
    titled: int = 0
    mentions: list[Row] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The label that words beside its names tell, else that of most of them; "MISC" where it has none.

        A title tells more than words beside another mention: "Mr. Fenton, whose agency, Fenton, made the ads".
        """
        votes = self.labels if self.titled and "PERSON" not in self.told else self.told or self.labels
        return _take_first(votes) if votes else "MISC"

    def is_always(self, mark: Mark) -> bool:
        """Whether every one of its names has a mark."""
        return self.marks[mark] == sum(self.labels.values()) > 0

    @property
    def gender(self) -> str:
        """'male', 'female' or ''."""
        return _take_first(self.genders) if self.genders else ""


@dataclass(frozen=True, slots=True)
class NamedChain:
    """A chain with the fullest form of its name and the folded words of that."""

    chain: Chain
    name: str
    words: Words


def read_chains(article: Row, mentions: Sequence[Row], names: Names) -> list[NamedChain]:
    """The chains of an article. `article`: title and text; `mentions` in order of place."""
    headline_end = find_headline_end(article["title"], article["text"])
    marked = find_marked(mentions, names)
    starts = {mention["start_char"] for mention in mentions}
    chains: dict[str, Chain] = {}
    for mention in mentions:
        read = split_mention(mention, article["text"], marked, names)
        chain = chains.get(read["entity_id"])
        if chain is None:
            chain = chains[read["entity_id"]] = Chain(read["entity_id"])
        chain.mentions.append(read)
        if read["kind"] == "name":
            is_headline = read["start_char"] < headline_end
            _add_name(chain, read, article["text"], is_headline, names)
            is_person = is_full_name(read["text"], read["label"], names)
            marks = find_marks(
                article["text"], read["start_char"], read["end_char"], starts, names, is_person=is_person
            )
            for mark in marks:
                chain.marks[mark] += not (is_headline and mark is Mark.CUT_OFF)
        elif gender := _PRONOUN_GENDER.get(read["text"].lower()):
            chain.genders[gender] += 1
    return _share_told([_name_chain(chain, names) for chain in chains.values()])


def _share_told(named: list[NamedChain]) -> list[NamedChain]:
    """The chains; what words beside one name tell holds for all chains of that name."""
    told = {each.words: each.chain.told for each in named if each.chain.told}
    for each in named:
        each.chain.told = each.chain.told or told.get(each.words, each.chain.told)
    return named


def find_headline_end(title: str | None, text: str) -> int:
    """Where the headline at the start of a text ends, in code points; 0 where the text has none."""
    first, blank, _ = text.partition("\n\n")
    line = first.strip()
    if title and line and fold_name(line) == fold_name(title):
        return len(first)
    is_line = bool(blank) and not title and "\n" not in line and len(line) <= LONGEST_HEADLINE
    return len(first) if is_line and not line.endswith(SENTENCE_ENDS) else 0


def _add_name(chain: Chain, mention: Row, text: str, is_headline: bool, names: Names) -> None:
    before = text[max(0, mention["start_char"] - TITLE_REACH) : mention["start_char"]].rpartition("\n")[2]
    form = clean_form(mention["text"], before, mention["label"], is_headline, names)
    if form.text:
        chain.labels[_correct_label(form, mention["label"], names)] += 1
        (chain.headline_forms if is_headline else chain.forms)[form.text] += 1
        told = find_told_label(text, mention["start_char"], mention["end_char"], names)
        is_sure = bool(form.title) or mention["label"] == "NORP" or fold_name(mention["text"]) in names.places
        is_sure |= told == "GPE" and mention["label"] == "ORG"  # "at Stanford, California," names a university
        if told and not is_sure and not is_full_name(form.text, mention["label"], names):
            chain.told[told] += 1
        chain.titled += bool(form.title)
        if form.gender:
            chain.genders[form.gender] += TITLE_WEIGHT


def _correct_label(form: Form, label: str, names: Names) -> str:
    """The label of a mention where its shape says more than the pipeline: an address, initials, letters and digits."""
    words = form.text.split()
    has_initial = len(words) == 3 and _INITIAL.fullmatch(words[1]) and "".join(fold_name(words[0])) in names.given_names
    if form.is_addressed or (has_initial and label in ("ORG", "GPE")):
        return "PERSON"
    is_made = len(words) == 1 and (_MADE if label == "PERSON" else _DIGIT).search(form.text)
    is_dotted = _DOTTED.fullmatch(form.text)
    return (
        "ORG"
        if label in ("PERSON", "GPE") and (is_made or is_dotted) and fold_name(form.text) not in names.person_aliases
        else label
    )


def is_full_name(text: str, label: str, names: Names) -> bool:
    """Whether a name is a person's beyond doubt: "Ann Roe, a founder of the bank"."""
    words = fold_name(text)
    return label == "PERSON" and len(words) > 1 and words[0] in names.given_names


def _take_given_name(chain: Chain) -> Counter[str]:
    """The name that extraction gives a chain without a usable form: pronouns alone, or nothing but a mark."""
    mention = chain.mentions[0]
    return Counter([mention["entity_name"] or mention["text"]])


def _name_chain(chain: Chain, names: Names) -> NamedChain:
    """The chain with its fullest form; a form that only the headline has comes second."""
    forms = chain.forms or chain.headline_forms or _take_given_name(chain)
    is_person = chain.label == "PERSON"

    def rank(form: str) -> tuple[int, bool, int, str]:
        words = parse_person(form, names).words if is_person else form.split()
        fullness = min(len(words), MOST_WORDS_PERSON if is_person else MOST_WORDS_BODY)
        fullness *= not (is_person and _has_prefix(form, forms, names))
        return -fullness, form.isupper() and len(form) > 4, -forms[form], form

    best = _find_usual(forms, min(forms, key=rank), names)
    return NamedChain(chain, best, fold_name(best) if is_person else fold_thing(best))


def _find_usual(forms: Counter[str], fullest: str, names: Names) -> str:
    """The fullest form, or the listed name that nearly all forms are and that the fullest has a word more before."""
    form = _take_first(forms)
    is_slip = fullest.endswith(f" {form}") and forms[form] >= USUAL_SHARE * forms.total()
    is_full = is_slip and any(is_full_name(other, "PERSON", names) for other in forms)
    return form if is_slip and not is_full and fold_thing(form) in names.aliases else fullest


def _has_prefix(form: str, forms: Iterable[str], names: Names) -> bool:
    """Whether a form is another with a word in front that is no given name: "Vermonter Bernie Sanders"."""
    words = fold_name(form)
    tails = {fold_name(other) for other in forms if len(other) < len(form)}
    return any(
        tail == words[-len(tail) :] and len(tail) > 1 and (tail[0] in names.given_names or tail[0] in names.variants)
        for tail in tails
        if words[0] not in names.given_names
    )
