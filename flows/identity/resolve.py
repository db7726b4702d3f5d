"""From units to entities: one entity per person, body or place, whatever the order in which articles came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

import polars as pl

from flows.identity.clusters import Clusters
from flows.identity.decisions import Decision, Verdict
from flows.identity.families import cluster_family
from flows.identity.nodes import Node, count_names, make_nodes, vote_sides
from flows.identity.placing import ReadNames, place_units
from flows.identity.things import apply_definitions, cluster_things, join_labels
from flows.identity.vocabulary import Names
from flows.records import digest


def resolve_entities(
    units: pl.DataFrame,
    definitions: pl.DataFrame,
    names: Names,
    decisions: Sequence[Decision] = (),
    read_names: ReadNames | None = None,
) -> pl.DataFrame:
    """The entity of each unit, of columns `RESOLVED`. `units`: `UNITS`; `definitions`: `DEFINITIONS`.

    `read_names` reads the company of names where `units` are those in reach alone; else it comes from `units`.
    """
    voted = vote_sides(count_names(units), names)
    clusters = cluster_nodes(make_nodes(voted, names), definitions, names, decisions)
    pools = make_pools(clusters)
    sides = voted.select("base", "is_person", "voted").unique()
    return _describe(units, place_units(units, sides, clusters, pools, read_names), clusters, names)


def cluster_nodes(
    nodes: Sequence[Node], definitions: pl.DataFrame, names: Names, decisions: Sequence[Decision] = ()
) -> Clusters:
    """Join the nodes that are one entity anywhere; name the bearers of the rest. Decisions come before all rules."""
    clusters = Clusters(nodes)
    _apply_decisions(decisions, clusters)
    by_key = {node.key: index for index, node in enumerate(nodes)}
    families: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.person:
            families[node.family].append(index)
    for family in sorted(families):
        cluster_family(families[family], clusters, names)
    cluster_things(clusters)
    apply_definitions(definitions, clusters, by_key)
    borne = {node.family for node in nodes if node.person and node.person.given}
    join_labels(clusters, by_key, borne)
    return clusters


def _apply_decisions(decisions: Sequence[Decision], clusters: Clusters) -> None:
    """Decisions name ids; an id is that of the name first known, so that it leads to a node without any table."""
    if not decisions:
        return
    by_id = {entity_id(node): index for index, node in enumerate(clusters.nodes)}
    known = [each for each in decisions if each.one in by_id and each.other in by_id]
    for decision in sorted(known, key=lambda each: (each.verdict is Verdict.DIFFERENT, each.one, each.other)):
        one, other = by_id[decision.one], by_id[decision.other]
        if decision.verdict is Verdict.SAME:
            clusters.join(one, other, "decision")
        else:
            clusters.bar(one, other)


def make_pools(clusters: Clusters) -> dict[int, set[int]]:
    """For each node that is a short name, the cores that may bear it: full names of its family and offered ones."""
    by_family: dict[str, set[int]] = defaultdict(set)
    sizes: dict[int, int] = defaultdict(int)
    for index, node in enumerate(clusters.nodes):
        sizes[clusters.find(index)] += 1
        if node.person and node.person.given and index not in clusters.pools:
            by_family[node.person.family].add(clusters.find(index))
    things = {node.base: index for index, node in enumerate(clusters.nodes) if not node.is_person}
    pools: dict[int, set[int]] = {}
    for index, node in enumerate(clusters.nodes):
        is_short = node.person is not None and node.person.is_surname
        if not (is_short or index in clusters.pools) or sizes[clusters.find(index)] > 1:
            continue
        pool = {clusters.find(bearer) for bearer in clusters.pools.get(index, ())}
        if node.person and is_short:
            pool |= by_family[node.person.family]
            pool |= {clusters.find(things[node.base])} if node.base in things else set()
        pool = {core for core in pool - {index} if not clusters.is_barred(index, core)}
        if pool:
            pools[index] = pool
    return pools


def _describe(units: pl.DataFrame, placed: pl.DataFrame, clusters: Clusters, names: Names) -> pl.DataFrame:
    entities = pl.DataFrame(
        _entity_rows(clusters),
        {"entity": pl.Int32(), "entity_id": pl.String(), "name": pl.String(), "label": pl.String()},
        orient="row",
    )
    reasons = {index: reason for index, (_, reason) in clusters.reasons.items()}
    own = pl.DataFrame(
        {"node": range(len(clusters.nodes)), "own": [reasons.get(i, "same_name") for i in range(len(clusters.nodes))]},
        {"node": pl.Int32(), "own": pl.String()},
    )
    scores = pl.DataFrame({"reason": list(names.scores), "base_score": list(names.scores.values())})
    score = pl.col("base_score") * pl.coalesce("share", 1.0)
    described = (
        placed.drop("unit")
        .join(own, on="node", maintain_order="left")
        .select("entity", "share", reason=pl.coalesce("reason", "own"))
        .join(entities, on="entity", maintain_order="left")
        .join(scores, on="reason", how="left", maintain_order="left")
        .select("entity_id", "name", "label", "reason", score=score.round(3))
    )
    return units.select("article_id", "chain_id").hstack(described)


def _entity_rows(clusters: Clusters) -> list[tuple[int, str, str, str]]:
    members: dict[int, list[Node]] = defaultdict(list)
    defined = {id(clusters.nodes[index]) for index, (_, reason) in clusters.reasons.items() if reason == "definition"}
    for index, node in enumerate(clusters.nodes):
        members[clusters.find(index)].append(node)
    return [(core, *describe_entity(group, defined)) for core, group in members.items()]


def describe_entity(group: Sequence[Node], defined: Set[int]) -> tuple[str, str, str]:
    """The id, name and label of the nodes that are one entity.

    The id is that of the name first known: by time of publication, undated articles last. The name is the form in use,
    of a listed name before others, in most articles, and no initial, acronym or surname alone where there is another.
    """
    if len(group) == 1:
        return entity_id(group[0]), group[0].name, group[0].label
    first = min(group, key=lambda node: (node.first, node.base))
    best = min(group, key=lambda node: (not node.is_listed, id(node) in defined or _is_scant(node), _rank(node)))
    votes: dict[str, int] = defaultdict(int)
    sides = {node.is_person for node in group}
    for node in group:
        if len(sides) == 1 or not node.is_person:
            votes[node.label] += node.mentions
    return entity_id(first), best.name, min(votes, key=lambda label: (-votes[label], label))


def _rank(node: Node) -> tuple[int, int, int, str]:
    return -node.articles, -node.mentions, len(node.base), node.base


def _is_scant(node: Node) -> bool:
    return node.person is not None and (node.person.is_surname or len(node.base.split()[0]) == 1)


def entity_id(node: Node) -> str:
    """The id of the entity first known by a node."""
    return name_id(node.base, is_person=node.is_person)


def name_id(base: str, *, is_person: bool) -> str:
    """The id of the entity first known by a name: of its folded words; a surname alone has another than the thing."""
    is_surname = is_person and " " not in base
    return digest("entity", base, *(("surname",) if is_surname else ()))
