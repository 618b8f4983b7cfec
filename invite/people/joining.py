"""Joins what is one person: strong evidence first, and nobody who fits somebody else as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from invite.people.cluster import MANY, Clusters, Doubt, clash, excused
from invite.people.likeness import Likeness, NameKey
from invite.people.match import Compared, Edge, Face

MARGIN = 4.0  # bits by which one fit must be better than another that excludes it, or neither is taken


def strongest_first(edges: Iterable[Edge]) -> list[Edge]:
    """In an order that depends on nothing but the edges themselves."""
    return sorted(edges, key=lambda edge: (-edge.weight, edge.x, edge.y))


def join_by_details(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what shares a detail that people do not share. An initial or a slip that fits two people fits neither."""
    edges = list(edges)
    contested = _contested_names(clusters.faces, edges)
    for edge in strongest_first(edges):
        if (edge.x, edge.y) in contested:
            clusters.doubts.append(Doubt(edge, crowded=True))
        else:
            clusters.take(edge)


def _contested_names(faces: Sequence[Face], edges: Iterable[Edge]) -> set[tuple[int, int]]:
    """The edges from an uncertain name to one of several clashing ones, unless it is clearly the best of them."""
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
                weight >= edge.weight - MARGIN and clash(name, rival) and not excused(name, rival, own)
                for rival, weight in rivals
            ):
                contested.add((edge.x, edge.y))
    return contested


def join_by_place(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join what has the name and the place in common, judged by all that is known of both, unless somebody else fits as well.

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
