"""Keeps which entries are one person so far, and lets nothing be joined that contradicts itself or the coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from invite.people.likeness import JOINABLE, Likeness, NameKey, likeness
from invite.people.match import Edge, Face, edge_between
from invite.people.traits import Traits, together

MANY = 40  # names of one cluster; one more spelling than this is asked about

_ONE = JOINABLE | {Likeness.SURNAME}


def clash(a: NameKey, b: NameKey) -> bool:
    """Whether the names cannot be one person's."""
    return likeness(a, b) not in _ONE


def excused(a: NameKey, b: NameKey, others: Iterable[NameKey]) -> bool:
    """Whether two names that clash are still one person's, because one is a slip of a name that the other fits too:
    two slips of one name are further from each other than from it.
    """
    for name in others:
        mine, yours = likeness(a, name), likeness(b, name)
        if Likeness.TYPO in (mine, yours) and mine in _ONE and yours in _ONE:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A join that was not made. crowded: because somebody else fits as well; else because names contradict it."""

    edge: Edge
    crowded: bool


@dataclass(slots=True)
class Clusters:
    """Faces joined so far. Grows only; every join is checked against all names and answers on both sides.

    tags: on which side of which "different" answer a face is. joins, doubts: the edges taken, and those that could not be.
    """

    faces: Sequence[Face]
    tags: Mapping[int, frozenset[tuple[int, int]]]
    joins: list[Edge] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _parent: list[int] = field(init=False)
    _members: dict[int, list[int]] = field(default_factory=dict)
    _names: dict[int, tuple[NameKey, ...]] = field(default_factory=dict)
    _traits: dict[int, Traits] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)
    _slips: set[frozenset[NameKey]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._parent = list(range(len(self.faces)))

    def find(self, place: int) -> int:
        """The cluster that a face is in, by its smallest place."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def between(self, x: int, y: int) -> tuple[int, int]:
        """The clusters of two faces, in order."""
        one, two = self.find(x), self.find(y)
        return (one, two) if one < two else (two, one)

    def whole(self, edge: Edge) -> Edge | None:
        """What the rules say of the clusters that an edge leads between, by all that is known of both; None: apart, or one."""
        x, y = self.between(edge.x, edge.y)
        if x == y:
            return None
        if x not in self._members and y not in self._members:
            return edge  # nothing more is known of either
        return edge_between(x, y, self.traits(x), self.traits(y))

    def members(self, root: int) -> list[int]:
        """The places of a cluster's faces, in order."""
        return sorted(self._members.get(root, [root]))

    def roots(self) -> list[int]:
        """All clusters."""
        return [place for place in range(len(self.faces)) if self._parent[place] == place]

    def traits(self, root: int) -> Traits:
        """What all of a cluster is compared by."""
        if root not in self._members:
            return self.faces[root].traits
        found = self._traits.get(root)
        if found is None:
            found = self._traits[root] = together(self.faces[place].traits for place in self.members(root))
        return found

    def names(self, root: int) -> tuple[NameKey, ...]:
        """The different names of a cluster."""
        return self._names.get(root) or self.faces[root].traits.names

    def compatible(self, x: int, y: int) -> bool:
        """Whether two clusters can be one: no answer parts them, and no two names clash.

        Where the coordinator said that two of clashing names are one, it is enough that one of their names fits.
        """
        if self.told_apart(x, y):
            return False
        mine, yours = self.names(x), self.names(y)
        if len(mine) + len(yours) > MANY:
            return False
        pairs = [self._clash(a, b, (*mine, *yours)) for a in mine for b in yours]
        return not all(pairs) if x in self._told or y in self._told else not any(pairs)

    def _clash(self, a: NameKey, b: NameKey, others: Sequence[NameKey]) -> bool:
        return clash(a, b) and frozenset((a, b)) not in self._slips and not excused(a, b, others)

    def told_apart(self, x: int, y: int) -> bool:
        """Whether the coordinator said that these are two."""
        if not self.tags:
            return False
        return any((answer, 1 - side) in self._tags(y) for answer, side in self._tags(x))

    def _tags(self, root: int) -> frozenset[tuple[int, int]]:
        return frozenset().union(*(self.tags.get(place, frozenset()) for place in self.members(root)))

    def unite(self, x: int, y: int, *, told: bool = False) -> int:
        """Make two clusters one, whatever; returns its root."""
        x, y = sorted((self.find(x), self.find(y)))
        if x == y:
            return x
        names = dict.fromkeys((*self.names(x), *self.names(y)))
        mine, yours = self._members.pop(x, [x]), self._members.pop(y, [y])
        more, fewer = (mine, yours) if len(mine) >= len(yours) else (yours, mine)
        more.extend(fewer)
        self._members[x] = more
        self._parent[y] = x
        self._traits.pop(x, None)
        self._names[x] = tuple(names)
        if told or y in self._told:
            self._told.add(x)
        return x

    def take(self, edge: Edge) -> bool:
        """Join the two sides of an edge if nothing speaks against it; else keep the doubt."""
        x, y = self.find(edge.x), self.find(edge.y)
        if x == y:
            return True
        if edge.comparison.name is Likeness.NEAR:
            self._slips.add(frozenset(edge.comparison.names))  # the rule has found one of the two to be a slip
        if not self.compatible(x, y):
            self.doubts.append(Doubt(edge, crowded=False))
            return False
        self.unite(x, y)
        self.joins.append(edge)
        return True
