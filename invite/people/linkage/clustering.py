"""Keeps which entries are one person so far, and lets nothing be joined that contradicts itself or
the coordinator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from invite.people.linkage.classify import Compared, Edge, Face, edge_between
from invite.people.linkage.features import Traits, together
from invite.people.linkage.name_similarity import JOINABLE, Likeness, NameKey, likeness

MANY = 40  # names of one cluster; one more spelling than this is asked about

_ONE = JOINABLE | {Likeness.SURNAME}


def clash(a: NameKey, b: NameKey) -> bool:
    """Whether the names cannot be one person's."""
    return likeness(a, b) not in _ONE


def excused(a: NameKey, b: NameKey, others: Iterable[NameKey]) -> bool:
    """Whether two names that clash are still one person's, because one is a slip of a name that the
    other fits too: two slips of one name are further from each other than from it.
    """
    for name in others:
        mine, yours = likeness(a, name), likeness(b, name)
        if Likeness.TYPO in (mine, yours) and mine in _ONE and yours in _ONE:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A join that was not made. crowded: because somebody else fits as well; else because names
    contradict it.
    """

    edge: Edge
    crowded: bool


@dataclass(slots=True)
class Clusters:
    """Faces joined so far. Grows only; every join is checked against all names and answers on both
    sides.

    tags: on which side of which "different" answer a face is. joins, doubts: the edges taken, and
    those that could not be.
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
        """What the rules say of the clusters that an edge leads between, by all that is known of
        both; None: apart, or one.
        """
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
            found = self._traits[root] = together(
                self.faces[place].traits for place in self.members(root)
            )
        return found

    def names(self, root: int) -> tuple[NameKey, ...]:
        """The different names of a cluster."""
        return self._names.get(root) or self.faces[root].traits.names

    def compatible(self, x: int, y: int) -> bool:
        """Whether two clusters can be one: no answer parts them, and no two names clash.

        Where the coordinator said that two of clashing names are one, it is enough that one of
        their names fits.
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
        return frozenset().union(
            *(self.tags.get(place, frozenset()) for place in self.members(root))
        )

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
            self._slips.add(
                frozenset(edge.comparison.names)
            )  # the rule has found one of the two to be a slip
        if not self.compatible(x, y):
            self.doubts.append(Doubt(edge, crowded=False))
            return False
        self.unite(x, y)
        self.joins.append(edge)
        return True


MARGIN = (
    4.0  # bits by which one fit must be better than another that excludes it, or neither is taken
)


def strongest_first(edges: Iterable[Edge]) -> list[Edge]:
    """In an order that depends on nothing but the edges themselves."""
    return sorted(edges, key=lambda edge: (-edge.weight, edge.x, edge.y))


def join_by_details(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what shares a detail that people do not share. An initial or a slip that fits two people
    fits neither.
    """
    edges = list(edges)
    contested = _contested_names(clusters.faces, edges)
    for edge in strongest_first(edges):
        if (edge.x, edge.y) in contested:
            clusters.doubts.append(Doubt(edge, crowded=True))
        else:
            clusters.take(edge)


def _contested_names(faces: Sequence[Face], edges: Iterable[Edge]) -> set[tuple[int, int]]:
    """The edges from an uncertain name to one of several clashing ones, unless it is clearly the
    best of them.
    """
    around: defaultdict[int, list[tuple[Edge, int]]] = defaultdict(list)
    for edge in edges:
        if edge.comparison.name is not Likeness.SAME:
            around[edge.x].append((edge, edge.y))
            around[edge.y].append((edge, edge.x))
    contested: set[tuple[int, int]] = set()
    for place, several in around.items():
        own = faces[place].traits.names
        best: dict[NameKey, float] = {}
        for edge, other in several:
            name = faces[other].traits.names[0]
            best[name] = max(best.get(name, edge.weight), edge.weight)
        if len(best) < 2:
            continue
        rivals = sorted(best.items(), key=lambda pair: (-pair[1], pair[0].whole))[:MANY]
        for edge, other in several:
            name = faces[other].traits.names[0]
            if any(
                weight >= edge.weight - MARGIN
                and clash(name, rival)
                and not excused(name, rival, own)
                for rival, weight in rivals
            ):
                contested.add((edge.x, edge.y))
    return contested


def join_by_place(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what has the name and the place in common, judged by all that is known of both, unless
    somebody else fits as well.

    edges: between faces that may be one; what was joined already is passed over.
    """
    people = len(clusters.faces)
    around: defaultdict[int, dict[int, float]] = defaultdict(dict)
    fitting: list[Edge] = []
    for (x, y), edge in {clusters.between(edge.x, edge.y): edge for edge in edges}.items():
        whole = clusters.whole(edge)
        if whole is not None and whole.joins(people):
            around[x][y] = around[y][x] = whole.weight
            fitting.append(whole)
    for edge in strongest_first(fitting):
        if _contested_place(edge, around):
            clusters.doubts.append(Doubt(edge, crowded=True))
        else:
            clusters.take(edge)


def _contested_place(edge: Edge, around: dict[int, dict[int, float]]) -> bool:
    """Whether one of the two fits a third as well that does not fit the other."""
    for one, other in ((edge.x, edge.y), (edge.y, edge.x)):
        for third, weight in around[one].items():
            if third != other and third not in around[other] and weight >= edge.weight - MARGIN:
                return True
    return False


def clusters_of(
    faces: Sequence[Face],
    found: Compared,
    *,
    same: Iterable[tuple[int, int]] = (),
    tags: Mapping[int, frozenset[tuple[int, int]]] = MappingProxyType({}),
) -> Clusters:
    """Who is one: what the coordinator said first, then details, then names and places."""
    clusters = Clusters(faces, tags)
    for x, y in same:
        clusters.unite(x, y, told=True)
    join_by_details(clusters, found.sure)
    join_by_place(clusters, found.open)
    return clusters
