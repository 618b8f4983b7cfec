"""Gives everybody on the sheets the id that they had before, if they were ever seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from invite.people.known import KnownPerson
from invite.people.linkage.clustering import Clusters
from invite.people.model import PersonId


class Identities(Struct, frozen=True):
    """Who the clusters with somebody on the sheets are, by their roots.

    ids: the id of each. known: those known of each, the oldest first. joined: (the id that went,
    the id that stays). disappeared: the known who are on no sheet any more.
    """

    ids: Mapping[int, PersonId]
    known: Mapping[int, tuple[KnownPerson, ...]]
    joined: tuple[tuple[PersonId, PersonId], ...]
    disappeared: tuple[KnownPerson, ...]


def assign_ids(
    clusters: Clusters, known: Sequence[KnownPerson], new_id: Callable[[], PersonId]
) -> Identities:
    """Who each cluster is: the oldest of the known in it, or somebody new. known: the oldest
    first.
    """
    ages = {one.id: age for age, one in enumerate(known)}
    ids: dict[int, PersonId] = {}
    of_cluster: dict[int, tuple[KnownPerson, ...]] = {}
    joined: list[tuple[PersonId, PersonId]] = []
    for root in clusters.roots():
        if not clusters.on_sheets(root):
            continue
        records = (clusters.records[place].features for place in clusters.members(root))
        several = tuple(known[age] for age in sorted(ages[x] for one in records for x in one.known))
        ids[root] = several[0].id if several else new_id()
        joined += [(one.id, ids[root]) for one in several[1:]]
        if several:
            of_cluster[root] = several
    found = {one.id for several in of_cluster.values() for one in several}
    gone = tuple(one for one in known if one.id not in found)
    return Identities(ids, of_cluster, tuple(joined), gone)
