"""Names that are one entity wherever they stand, and short names whose bearer each article decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.identity.nodes import Node


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a node is one with another: the reason of `seeds/merge_scores.csv` and the score from 0 to 1."""

    one: int
    other: int
    reason: str


@dataclass(slots=True)
class Clusters:
    """Nodes joined into cores. `pools`: for a node that is a short name, the nodes that may bear it."""

    nodes: Sequence[Node]
    parent: list[int] = field(default_factory=list)
    reasons: dict[int, tuple[int, str]] = field(default_factory=dict)
    pools: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    pool_reasons: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.nodes)))

    def find(self, node: int) -> int:
        """The root of a node's core."""
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, node: int, core: int, reason: str) -> None:
        """Make a node and a core one; the reason stays with the node that joins."""
        a, b = self.find(node), self.find(core)
        if a != b:
            self.parent[a] = b
            self.reasons.setdefault(node, (core, reason))

    def offer(self, node: int, bearers: Iterable[int], reason: str) -> None:
        """Name the nodes that may bear a short name."""
        self.pools[node].update(bearers)
        self.pool_reasons.setdefault(node, reason)


def rank(nodes: Sequence[Node], index: int) -> tuple[int, int, str]:
    """Order among names that compete: the one of more articles, then the longer one, then by letters."""
    node = nodes[index]
    return -node.articles, -len(node.base), node.base
