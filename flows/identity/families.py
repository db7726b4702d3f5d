"""Persons of one family name: which full names are one person, and whom initials and short forms may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.identity.clusters import Clusters, rank
from flows.identity.fold import unify_spelling
from flows.identity.nodes import Node
from flows.identity.persons import PersonName, compare_persons, is_tail
from flows.identity.vocabulary import Names, unify_given

MOST_RIVALS = 200
"""Names compared with one name at most, so that 50,000 bearers of one surname cost no square."""
CLEAR_LEAD = 4
"""How many times the articles of its rival a name must have to take a short form of the given name for itself."""


def cluster_family(members: Sequence[int], clusters: Clusters, names: Names) -> None:
    """Join the full names of one family that are one person; offer bearers for the names that several may mean."""
    nodes = clusters.nodes
    groups: dict[str, list[int]] = defaultdict(list)
    for index in members:
        if (person := nodes[index].person) and person.given:
            groups[unify_spelling(person.first)].append(index)
    tails = _find_tails(members, nodes)
    cores = {given: _cluster_given(group, clusters, names, tails) for given, group in groups.items() if len(given) > 1}
    _join_variants(cores, clusters, names)
    for given, group in groups.items():
        if len(given) == 1:
            _place_initials(group, cores, clusters, names)
    for index, bearers in tails.items():
        _place_tail(index, bearers, clusters, names)


def _person(clusters: Clusters, index: int) -> PersonName:
    person = clusters.nodes[index].person
    assert person is not None
    return person


def _find_tails(members: Sequence[int], nodes: Sequence[Node]) -> dict[int, list[int]]:
    """Names that are the end of fuller ones ("López Obrador"), with the nodes of those."""
    by_words: dict[tuple[str, ...], int] = {}
    for index in members:
        person = nodes[index].person
        if person and len(person.words) > 1:
            by_words.setdefault(person.words, index)
    found: dict[int, list[int]] = defaultdict(list)
    for words, index in by_words.items():
        for start in range(1, len(words) - 1):
            short = by_words.get(words[start:])
            if short is not None and is_tail(_known(nodes[short]), _known(nodes[index])):
                found[short].append(index)
    return found


def _known(node: Node) -> PersonName:
    assert node.person is not None
    return node.person


def _cluster_given(group: Sequence[int], clusters: Clusters, names: Names, tails: dict[int, list[int]]) -> list[int]:
    """Names with one given name, the fuller ones first: each joins the one core that fits, or offers several."""
    cores: list[int] = []
    order = sorted(group, key=lambda i: (-len(_person(clusters, i).given), rank(clusters.nodes, i)))
    for index in order:
        if index in tails and _person(clusters, index).first not in names.given_names:
            continue
        fitting = {clusters.find(c): r for c in cores[:MOST_RIVALS] if (r := _compare(index, c, clusters, names))}
        if len(fitting) == 1:
            ((core, reason),) = fitting.items()
            clusters.join(index, core, reason)
        elif fitting:
            clusters.offer(index, fitting)
        else:
            cores.append(index)
    return cores


def _place_tail(index: int, bearers: Sequence[int], clusters: Clusters, names: Names) -> None:
    """Two surnames (López Obrador) offer their bearers; a given and a family name are one with a longer name's rest."""
    if _person(clusters, index).first not in names.given_names:
        clusters.offer(index, bearers)
        return
    for bearer in bearers:
        small, large = sorted((index, bearer), key=lambda i: rank(clusters.nodes, i), reverse=True)
        if clusters.nodes[large].articles >= CLEAR_LEAD * clusters.nodes[small].articles or len(bearers) == 1:
            clusters.join(small, large, "middle_name")


def _compare(one: int, other: int, clusters: Clusters, names: Names) -> str:
    a, b = clusters.nodes[one], clusters.nodes[other]
    if a.gender and b.gender and a.gender != b.gender:
        return ""
    return compare_persons(_known(a), _known(b), names)


def _join_variants(cores: dict[str, list[int]], clusters: Clusters, names: Names) -> None:
    """Join cores whose given names are variants (Joe, Joseph), where one partner is clear."""
    for given in sorted(cores):
        for index in cores[given]:
            first = _person(clusters, index).first
            others = [o for v in sorted(unify_given(first, names) - {given}) for o in cores.get(v, ())[:MOST_RIVALS]]
            fitting = [o for o in others if _compare(index, o, clusters, names)]
            if fitting and (partner := _clear_lead(fitting, clusters)) is not None:
                small, large = sorted((index, partner), key=lambda i: rank(clusters.nodes, i), reverse=True)
                clusters.join(small, large, "nickname")


def _clear_lead(fitting: Sequence[int], clusters: Clusters) -> int | None:
    """The one of several names that leads clearly by articles; None if none does."""
    order = sorted(dict.fromkeys(fitting), key=lambda i: rank(clusters.nodes, i))
    rivals = [i for i in order[1:] if clusters.find(i) != clusters.find(order[0])]
    if rivals and clusters.nodes[order[0]].articles < CLEAR_LEAD * clusters.nodes[rivals[0]].articles:
        return None
    return order[0]


def _place_initials(group: Sequence[int], cores: dict[str, list[int]], clusters: Clusters, names: Names) -> None:
    by_letter: dict[str, list[int]] = defaultdict(list)
    for given, indexes in cores.items():
        by_letter[given[0]] += indexes
    for index in group:
        first = unify_spelling(_person(clusters, index).first)
        rivals = sorted(by_letter[first], key=lambda i: rank(clusters.nodes, i))[:MOST_RIVALS]
        fitting = {clusters.find(i) for i in rivals if _compare(index, i, clusters, names)}
        if len(fitting) == 1:
            clusters.join(index, fitting.pop(), "initial")
        elif fitting:
            clusters.offer(index, fitting)
