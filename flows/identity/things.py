"""Bodies and places: which names are one, and which short names may mean several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

import polars as pl

from flows.identity.bodies import BodyName, compare_bodies
from flows.identity.clusters import Clusters, rank

PLACES = ("GPE", "LOC")
"""Labels of places. A city is no short form of the newspaper that is named after it."""
CLEAR_SHARE = 0.8
"""Share of the articles that define an acronym which one long name must have to own it everywhere."""


def cluster_stem(members: Sequence[int], clusters: Clusters) -> None:
    """Join the names with the same words of their own; offer bearers where kind or country leaves several."""
    cores: list[int] = []
    for index in sorted(members, key=lambda i: (-len(_body(clusters, i).types), rank(clusters.nodes, i))):
        fitting = {
            clusters.find(c): r for c in cores if (r := compare_bodies(_body(clusters, index), _body(clusters, c)))
        }
        same = [c for c, reason in fitting.items() if reason != "country" and not _is_place(index, c, clusters)]
        if len(same) == 1:
            clusters.join(index, same[0], "company_form")
        elif same:
            clusters.offer(index, same)
        else:
            cores.append(index)
    plain = [core for core in cores if not _body(clusters, core).country]
    national = [core for core in cores if _body(clusters, core).country]
    for core in plain:
        if fitting_national := [n for n in national if compare_bodies(_body(clusters, core), _body(clusters, n))]:
            clusters.offer(core, fitting_national)


def _is_place(index: int, core: int, clusters: Clusters) -> bool:
    """Whether a name is a place's, not the short form of a body named after it: Columbia, Columbia University."""
    node, body = clusters.nodes[index], clusters.nodes[core]
    return node.label in PLACES and body.label == "ORG" and node.articles >= body.articles


def _body(clusters: Clusters, index: int) -> BodyName:
    body = clusters.nodes[index].body
    assert body is not None
    return body


def cluster_things(clusters: Clusters) -> None:
    """Join bodies by their own words."""
    stems: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, node in enumerate(clusters.nodes):
        if node.body:
            stems[node.body.stem].append(index)
    for stem in sorted(stems):
        if len(stems[stem]) > 1:
            cluster_stem(stems[stem], clusters)


def apply_definitions(definitions: pl.DataFrame, clusters: Clusters, by_key: Mapping[tuple[str, bool], int]) -> None:
    """Short names as articles define them: an acronym that has one long name joins it, others get bearers."""
    counted: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for short, long, is_acronym in definitions.select("short", "long", "is_acronym").iter_rows():
        counted[short, is_acronym][long] += 1
    for (short, is_acronym), longs in sorted(counted.items()):
        for key in ((short, False), (short, True)):
            if key in by_key:
                _define(by_key[key], longs, is_acronym, clusters, by_key)


def _define(
    index: int, longs: Counter[str], is_acronym: bool, clusters: Clusters, by_key: Mapping[tuple[str, bool], int]
) -> None:
    node = clusters.nodes[index]
    found = {long: by_key.get((long, False), by_key.get((long, True))) for long in longs}
    bearers = {long: bearer for long, bearer in found.items() if bearer is not None and bearer != index}
    if not bearers or (not is_acronym and (node.gender or node.label in PLACES)):
        return
    best, count = max(((long, longs[long]) for long in bearers), key=lambda each: (each[1], each[0]))
    if is_acronym and count >= CLEAR_SHARE * sum(longs.values()):
        clusters.join(index, bearers[best], "definition")
    else:
        clusters.offer(index, bearers.values())


def join_labels(clusters: Clusters, by_key: Mapping[tuple[str, bool], int], families: Set[str]) -> None:
    """A word that is taken for a person, while nobody's full name has that family, is the thing of the same name."""
    stems: dict[str, int] = {}
    for index, node in enumerate(clusters.nodes):
        if node.body and len(node.body.stem) == 1 and not node.body.country:
            stems.setdefault(node.body.stem[0], index)
    for index, node in enumerate(clusters.nodes):
        if node.person and node.person.is_surname and node.person.family not in families:
            thing = by_key.get((node.base, False), stems.get(node.base))
            if thing is not None and clusters.nodes[thing].label != "NORP":
                clusters.join(index, thing, "label")
