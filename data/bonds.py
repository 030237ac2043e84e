"""Which reports editors want to be one event, and which never: constraints that grouping obeys. Pure; knows no table.

Decisions are gone through from the first to the last, so a later one overrules an earlier one, and one that was undone
is left out as if it had never been. What follows depends on them and on the reports only, not on what came in when.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from data.telling import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What one decision says of reports: those of the one side and of the other are one event, or are not.

    Each side is in order of rank when it was decided; either may be empty, where no reading tells its reports now.
    """

    is_together: bool
    one: tuple[Key, ...]
    other: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """What all decisions say together.

    Attributes:
        edges: Two reports each whose events are one, in order of decision.
        apart: For a report, those with which it is never one event.
    """

    edges: tuple[tuple[Key, Key], ...] = ()
    apart: Mapping[Key, frozenset[Key]] = field(default_factory=dict)

    def part(self, one: Iterable[Key], others: Collection[Key]) -> bool:
        """Return whether a report of one side is never one event with one of the other."""
        return any(not self.apart[key].isdisjoint(others) for key in one if key in self.apart)

    def partners(self, keys: Collection[Key]) -> frozenset[Key]:
        """Return the reports that an edge joins to one of these."""
        return frozenset(
            other for pair in self.edges for one, other in (pair, pair[::-1]) if one in keys and other not in keys
        )


NO_BONDS = Bonds()


def bonds_of(decided: Iterable[Bond]) -> Bonds:
    """Return what decisions that hold say together.

    Args:
        decided: Oldest first.

    Returns:
        A merge outweighs what parted the two sides before it; a split what joined them.
    """
    edges: list[tuple[Key, Key]] = []
    apart: dict[Key, set[Key]] = defaultdict(set)
    for bond in decided:
        if not bond.one or not bond.other:
            continue
        if bond.is_together:
            for one, other in product(bond.one, bond.other):
                apart[one].discard(other)
                apart[other].discard(one)
            edges.append((bond.one[0], bond.other[0]))
            continue
        sides = (set(bond.one), set(bond.other))
        edges = [edge for edge in edges if not any(edge[0] in a and edge[1] in b for a, b in (sides, sides[::-1]))]
        for one, other in product(bond.one, bond.other):
            apart[one].add(other)
            apart[other].add(one)
    return Bonds(edges=tuple(edges), apart={key: frozenset(others) for key, others in apart.items() if others})


def united(groups: Mapping[Key, Collection[Key]], bonds: Bonds, *, rank: Callable[[Key], Any]) -> dict[Key, set[Key]]:
    """Return groups of reports with those made one that an edge joins.

    Args:
        groups: Reports by the first of each group.
        bonds: An edge that would join two reports which are never one event is passed over.
        rank: Puts the first report of a group first.
    """
    made = {first: set(keys) for first, keys in groups.items() if keys}
    place = {key: first for first, keys in made.items() for key in keys}
    for one, other in bonds.edges:
        a, b = place.get(one), place.get(other)
        if a is None or b is None or a == b or bonds.part(made[a], made[b]):
            continue
        first, gone = sorted((a, b), key=rank)
        joined = made.pop(gone)
        made[first] |= joined
        place |= dict.fromkeys(joined, first)
    return made
