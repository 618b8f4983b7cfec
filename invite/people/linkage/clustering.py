"""Keeps which entries are one person so far, and lets nothing be joined that contradicts itself or
the coordinator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from msgspec import Struct

from invite.people.linkage.classify import Classification, Edge, Record, edge_between, population
from invite.people.linkage.features import Features, combine
from invite.people.linkage.name_similarity import NameAgreement, NameKey, conflicting, excused
from invite.people.linkage.rules import MatchVerdict

MANY = 40  # names of one cluster; one more spelling than this is asked about


class MissedJoin(Struct, frozen=True):
    """A join that was not made. crowded: because somebody else fits as well; else because names
    contradict it.
    """

    edge: Edge
    crowded: bool


@dataclass(slots=True)
class Clusters:
    """Records joined so far (union-find). Every join is checked against all names and answers on
    both sides.

    tags: on which side of which "different" answer a record is. people: so many are on the sheets.
    joins, doubts: the edges taken, and those that could not be.
    """

    records: Sequence[Record]
    tags: Mapping[int, frozenset[tuple[int, int]]]
    people: int
    joins: list[Edge] = field(default_factory=list)
    doubts: list[MissedJoin] = field(default_factory=list)
    _parent: list[int] = field(init=False)
    _members: dict[int, list[int]] = field(default_factory=dict)
    _names: dict[int, tuple[NameKey, ...]] = field(default_factory=dict)
    _features: dict[int, Features] = field(default_factory=dict)
    _overruled: set[int] = field(default_factory=set)
    _slips: set[frozenset[NameKey]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._parent = list(range(len(self.records)))
        # A name that was put right by hand clashes with what the sheet calls the same person.
        self._overruled.update(
            place for place, record in enumerate(self.records) if _is_renamed(record.features)
        )

    def find(self, place: int) -> int:
        """The cluster that a record is in, by its smallest place."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def between(self, x: int, y: int) -> tuple[int, int]:
        """The clusters of two records, in order."""
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
        return edge_between(x, y, self.features(x), self.features(y))

    def on_sheets(self, place: int) -> bool:
        """Whether somebody of the cluster is on a sheet now."""
        return any(self.records[one].entries for one in self.members(self.find(place)))

    def members(self, root: int) -> list[int]:
        """The places of a cluster's records, in order."""
        return sorted(self._members.get(root, [root]))

    def roots(self) -> list[int]:
        """All clusters."""
        return [place for place in range(len(self.records)) if self._parent[place] == place]

    def features(self, root: int) -> Features:
        """What all of a cluster is compared by."""
        if root not in self._members:
            return self.records[root].features
        found = self._features.get(root)
        if found is None:
            found = self._features[root] = combine(
                self.records[place].features for place in self.members(root)
            )
        return found

    def now(self, root: int) -> Features:
        """What those of a cluster who are on the sheets now are compared by."""
        records = (self.records[place] for place in self.members(root))
        return combine(record.features for record in records if record.entries)

    def names(self, root: int) -> tuple[NameKey, ...]:
        """The different names of a cluster."""
        return self._names.get(root) or self.records[root].features.names

    def compatible(self, x: int, y: int) -> bool:
        """Whether two clusters can be one: no answer parts them, and no two names conflict. Where
        the coordinator said that two of conflicting names are one, one fitting name is enough.
        """
        if self.separated(x, y):
            return False
        mine, yours = self.names(x), self.names(y)
        if len(mine) + len(yours) > MANY:
            return False
        pairs = [self._conflicting(a, b, (*mine, *yours)) for a in mine for b in yours]
        return not all(pairs) if x in self._overruled or y in self._overruled else not any(pairs)

    def _conflicting(self, a: NameKey, b: NameKey, others: Sequence[NameKey]) -> bool:
        slip = frozenset((a, b)) in self._slips
        return conflicting(a, b) and not slip and not excused(a, b, others)

    def separated(self, x: int, y: int) -> bool:
        """Whether the coordinator said that these are two."""
        if not self.tags:
            return False
        return any((answer, 1 - side) in self._tags(y) for answer, side in self._tags(x))

    def _tags(self, root: int) -> frozenset[tuple[int, int]]:
        return frozenset().union(
            *(self.tags.get(place, frozenset()) for place in self.members(root))
        )

    def union(self, x: int, y: int, *, overruled: bool = False) -> int:
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
        self._features.pop(x, None)
        self._names[x] = tuple(names)
        if overruled or y in self._overruled:
            self._overruled.add(x)
        return x

    def join(self, edge: Edge) -> bool:
        """Join the two sides of an edge if nothing speaks against it; else keep the doubt."""
        x, y = self.find(edge.x), self.find(edge.y)
        if x == y:
            return True
        if edge.comparison.name is NameAgreement.NEAR:
            # the rule has found one of the two to be a slip
            self._slips.add(frozenset(edge.comparison.names))
        if not self.compatible(x, y):
            self.doubt(edge, crowded=False)
            return False
        self.union(x, y)
        self.joins.append(edge)
        return True

    def doubt(self, edge: Edge, *, crowded: bool) -> None:
        """Keep a join that was not made. Whether a known person is one of those on the sheets is
        asked where nobody turns out to be them; see `resolution.disappeared`.
        """
        if not edge.comparison.known:
            self.doubts.append(MissedJoin(edge, crowded))


def _is_renamed(features: Features) -> bool:
    """Whether a known person has been called by names that clash."""
    names = features.names
    return (
        bool(features.known)
        and 1 < len(names) <= MANY
        and any(conflicting(a, b) for a, b in combinations(names, 2))
    )


# by how much one fit must outweigh another that excludes it, or neither is taken
MARGIN = 4.0


def strongest_first(edges: Iterable[Edge]) -> list[Edge]:
    """In an order that depends on nothing but the edges themselves. A known person is first of all
    whoever has the address that they were written to: of two who were taken for one, the id stays
    with the one who has the letter.
    """
    return sorted(edges, key=lambda e: (not e.comparison.written_to, -e.weight, e.x, e.y))


def join_by_details(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what shares a detail that people do not share. An initial or a slip that fits two people
    fits neither.
    """
    for edge in _uncontested(clusters, edges):
        clusters.join(edge)


def join_the_known(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join the known to those on the sheets with whom they share such a detail: first each to whom
    they fit best, then to others, for what was one person once stays one; but two who are known as
    two people are not made one by what is remembered of either.
    """
    left = _uncontested(clusters, edges)
    for bridging in (False, True):
        for edge in left:
            if bridging is not (clusters.on_sheets(edge.x) and clusters.on_sheets(edge.y)):
                continue
            whole = clusters.whole(edge)
            if whole is None or whole.rule.verdict is not MatchVerdict.JOIN:
                continue
            if not bridging or whole.comparison.known == 1:
                clusters.join(edge)


def _uncontested(clusters: Clusters, edges: Iterable[Edge]) -> list[Edge]:
    """The edges to be taken, the strongest first; the others are doubts."""
    edges = strongest_first(edges)
    contested = _contested_names(clusters.records, edges)
    for edge in edges:
        if (edge.x, edge.y) in contested:
            clusters.doubt(edge, crowded=True)
    return [edge for edge in edges if (edge.x, edge.y) not in contested]


def _contested_names(records: Sequence[Record], edges: Iterable[Edge]) -> set[tuple[int, int]]:
    """The edges from an uncertain name to one of several conflicting ones, unless it is clearly the
    best of them.
    """
    around: defaultdict[int, list[tuple[Edge, int]]] = defaultdict(list)
    for edge in edges:
        if edge.comparison.name is not NameAgreement.SAME:
            around[edge.x].append((edge, edge.y))
            around[edge.y].append((edge, edge.x))
    contested: set[tuple[int, int]] = set()
    for place, several in around.items():
        own = records[place].features.names
        best: dict[NameKey, float] = {}
        for edge, other in several:
            name = records[other].features.names[0]
            best[name] = max(best.get(name, edge.weight), edge.weight)
        if len(best) < 2:
            continue
        rivals = sorted(best.items(), key=lambda pair: (-pair[1], pair[0].whole))[:MANY]
        for edge, other in several:
            name = records[other].features.names[0]
            if any(
                weight >= edge.weight - MARGIN
                and conflicting(name, rival)
                and not excused(name, rival, own)
                for rival, weight in rivals
            ):
                contested.add((edge.x, edge.y))
    return contested


def join_by_place(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what has the name and the place in common, judged by all that is known of both, unless
    somebody else fits as well. What was joined already is passed over.
    """
    around: defaultdict[int, dict[int, float]] = defaultdict(dict)
    fitting: list[Edge] = []
    for (x, y), edge in {clusters.between(edge.x, edge.y): edge for edge in edges}.items():
        whole = clusters.whole(edge)
        if whole is not None and whole.joins(clusters.people):
            around[x][y] = around[y][x] = whole.weight
            fitting.append(whole)
    for edge in strongest_first(fitting):
        if _contested_place(edge, around):
            clusters.doubt(edge, crowded=True)
        else:
            clusters.join(edge)


def _contested_place(edge: Edge, around: dict[int, dict[int, float]]) -> bool:
    """Whether one of the two fits a third as well that does not fit the other."""
    for one, other in ((edge.x, edge.y), (edge.y, edge.x)):
        for third, weight in around[one].items():
            if third != other and third not in around[other] and weight >= edge.weight - MARGIN:
                return True
    return False


def clusters_of(
    records: Sequence[Record],
    found: Classification,
    *,
    same: Iterable[tuple[int, int]] = (),
    tags: Mapping[int, frozenset[tuple[int, int]]] = MappingProxyType({}),
) -> Clusters:
    """Who is one: what the coordinator said first, then details, then names and places; people on
    the sheets among themselves first, then they and the known, by the same rules.
    """
    clusters = Clusters(records, tags, population(records))
    for x, y in same:
        clusters.union(x, y, overruled=True)
    now, known = found.parted()
    join_by_details(clusters, now.sure)
    join_by_place(clusters, now.open)
    join_the_known(clusters, known.sure)
    join_by_place(clusters, known.open)
    return clusters
