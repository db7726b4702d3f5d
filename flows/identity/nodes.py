"""Nodes: the distinct names of the units, with what all units of a name say together. The label is a vote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from flows.identity.bodies import BodyName, parse_body
from flows.identity.fold import unify_spelling
from flows.identity.persons import PersonName, parse_person
from flows.identity.vocabulary import Names

FOREIGN_PERSON = 0.3
"""Weight of a PERSON label on two words of which the first is no given name: companies are often taken for persons."""
CLEAR_LEAD = 4
"""How many times the articles of a word its bearers must have for the word to be their surname, whatever its label."""
UNDATED = "9999"
"""Sorts behind every time of publication."""
MINORITY = 0.25
"""Share of a word's articles up to which its other reading (person or not) is an error of labelling."""


@dataclass(slots=True)
class Node:
    """A name as the warehouse has it: how many articles and mentions, its labels, and the first article with it."""

    base: str
    is_person: bool
    name: str
    label: str
    gender: str
    is_listed: bool
    articles: int
    mentions: int
    first: str
    person: PersonName | None = None
    body: BodyName | None = None

    @property
    def key(self) -> tuple[str, bool]:
        """What tells the node: the folded words, and whether they are a person's."""
        return self.base, self.is_person

    @property
    def family(self) -> str:
        """The word that all names share which can be one entity with this one."""
        if self.person:
            return self.person.family
        return self.body.family if self.body else self.base


def count_names(units: pl.DataFrame) -> pl.DataFrame:
    """The distinct names of the units with what is said of them: all that nodes need, and small."""
    return units.group_by("base", "is_person", "name", "label", "gender", "is_listed").agg(
        pl.col("mention_count").sum().cast(pl.Int64()).alias("mentions"),
        pl.len().cast(pl.Int64()).alias("articles"),
        pl.col("published_at").min().alias("first_at"),
    )


def vote_sides(counted: pl.DataFrame, names: Names) -> pl.DataFrame:
    """`count_names` with `voted`, whether all units of a name are a person's; null where each keeps its own reading."""
    mentions = pl.col("mentions").cast(pl.Float64())
    votes = counted.group_by("base").agg(
        mentions.filter(pl.col("is_person")).sum().alias("person"),
        mentions.filter(~pl.col("is_person")).sum().alias("thing"),
        pl.col("is_listed").any(),
        pl.col("articles").sum(),
    )
    borne = _count_bearers(counted, names)
    rows = [_vote(row, borne, names) for row in votes.filter(pl.col("thing") > 0).iter_rows(named=True)]
    decided = pl.DataFrame(rows, {"base": pl.String(), "voted": pl.Boolean()}, orient="row")
    return counted.join(decided, on="base", how="left")


def _count_bearers(counted: pl.DataFrame, names: Names) -> dict[str, int]:
    """The articles that name a person in full, by family."""
    full = counted.filter(pl.col("is_person") & pl.col("base").str.contains(" "))
    by_base = full.group_by("base").agg(pl.col("name").min(), pl.col("articles").sum())
    found: dict[str, int] = defaultdict(int)
    for _, name, articles in by_base.iter_rows():
        found[parse_person(name, names).family] += articles
    return found


def _vote(row: Mapping[str, Any], borne: Mapping[str, int], names: Names) -> tuple[str, bool | None]:
    """Whether all units of a name are persons; None leaves each unit as it is."""
    base, person, thing = row["base"], row["person"], row["thing"]
    words = tuple(base.split())
    if words in names.places or words in names.peoples or row["is_listed"]:
        return base, None if person > CLEAR_LEAD * thing else False
    if len(words) > 1:
        weight = 1.0 if words[0] in names.given_names else FOREIGN_PERSON
        return base, person * weight > thing
    if borne.get(unify_spelling(base), 0) >= CLEAR_LEAD * row["articles"]:
        return base, True
    if min(person, thing) <= MINORITY * (person + thing):
        return base, person > thing
    return base, None


def make_nodes(voted: pl.DataFrame, names: Names) -> list[Node]:
    """One node per name and reading (person or not) of `vote_sides`, in order of name."""
    counted = voted.with_columns(is_person=pl.coalesce("voted", "is_person"))
    grouped = (
        counted.group_by("base", "is_person")
        .agg(
            pl.col("articles").sum(),
            pl.col("mentions").sum(),
            pl.col("first_at").min().dt.to_string("iso").fill_null(UNDATED).alias("first"),
            pl.col("is_listed").any(),
        )
        .join(_winner(_body_labels(counted), "label"), on=["base", "is_person"])
        .join(_winner(_weigh_forms(counted), "name"), on=["base", "is_person"])
        .join(_winner(counted.filter(pl.col("gender") != ""), "gender"), on=["base", "is_person"], how="left")
        .sort("base", "is_person")
    )
    return [_make_node(row, names) for row in grouped.iter_rows(named=True)]


def _weigh_forms(counted: pl.DataFrame) -> pl.DataFrame:
    """The units with the weight of each form as a name: its articles.

    The noun of a people or party comes first ("Republicans", not "Republican"); capitals alone count half.
    """
    is_noun = (pl.col("label") == "NORP") & pl.col("name").str.ends_with("s")
    is_loud = pl.col("name") == pl.col("name").str.to_uppercase()
    weight = pl.when(is_noun).then(1000).when(is_loud).then(1).otherwise(2)
    return counted.with_columns(mentions=pl.col("articles") * weight)


def _body_labels(counted: pl.DataFrame) -> pl.DataFrame:
    """The units with a body's label where a name that is no person's was taken for one."""
    is_wrong = ~pl.col("is_person") & (pl.col("label") == "PERSON")
    relabelled = counted.with_columns(label=pl.when(is_wrong).then(pl.lit("ORG")).otherwise("label"))
    weight = pl.when(is_wrong).then(1).otherwise(pl.col("mentions") * 1000)
    return relabelled.with_columns(mentions=weight)


def _winner(counted: pl.DataFrame, column: str) -> pl.DataFrame:
    """The value of a column with the most mentions among those of a name; the first in order among equals."""
    summed = counted.group_by("base", "is_person", column).agg(pl.col("mentions").sum().alias("n"))
    ranked = summed.sort(["base", "is_person", "n", column], descending=[False, False, True, False])
    return ranked.group_by("base", "is_person", maintain_order=True).agg(pl.col(column).first())


def _make_node(row: dict[str, object], names: Names) -> Node:
    base, is_person = str(row["base"]), bool(row["is_person"])
    node = Node(
        base=base,
        is_person=is_person,
        name=str(row["name"]),
        label=str(row["label"]),
        gender=str(row["gender"] or ""),
        is_listed=bool(row["is_listed"]),
        articles=int(str(row["articles"])),
        mentions=int(str(row["mentions"])),
        first=str(row["first"]),
    )
    words = tuple(base.split())
    if is_person:
        node.person = parse_person(node.name, names)
    elif node.label == "ORG" or (node.label not in ("NORP", "EVENT", "MISC") and words not in names.places):
        node.body = parse_body(words, names)
    return node
