"""Names that are one entity wherever they stand, and short names whose bearer each article decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.identity.nodes import Node


@dataclass(slots=True)
class Clusters:
    """Nodes joined into cores. `pools`: for a node that is a short name, the nodes that may bear it."""

    nodes: Sequence[Node]
    parent: list[int] = field(default_factory=list)
    reasons: dict[int, tuple[int, str]] = field(default_factory=dict)
    pools: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    barred: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.nodes)))

    def find(self, node: int) -> int:
        """The root of a node's core."""
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def is_barred(self, one: int, other: int) -> bool:
        """Whether a decision keeps the cores of two nodes apart."""
        if not self.barred:
            return False
        a, b = self.find(one), self.find(other)
        return b in self.barred.get(a, ())

    def bar(self, one: int, other: int) -> None:
        """Keep the cores of two nodes apart."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self.barred[a].add(b)
            self.barred[b].add(a)

    def join(self, node: int, core: int, reason: str) -> None:
        """Make a node and a core one, unless they are barred; the reason stays with the node that joins."""
        a, b = self.find(node), self.find(core)
        if a == b or self.is_barred(a, b):
            return
        self.parent[a] = b
        self.reasons.setdefault(node, (core, reason))
        for other in self.barred.pop(a, set()):
            self.barred[other] = (self.barred[other] - {a}) | {b}
            self.barred[b].add(other)

    def offer(self, node: int, bearers: Iterable[int]) -> None:
        """Name the nodes that may bear a short name."""
        self.pools[node].update(bearer for bearer in bearers if not self.is_barred(node, bearer))


def rank(nodes: Sequence[Node], index: int) -> tuple[int, int, str]:
    """Order among names that compete: the one of more articles, then the longer one, then by letters."""
    node = nodes[index]
    return -node.articles, -len(node.base), node.base
