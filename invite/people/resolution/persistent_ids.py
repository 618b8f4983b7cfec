"""Gives everybody on the sheets the id that they had before, if they were ever seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from invite.people.known import Known
from invite.people.linkage.blocking import CROWD, Key
from invite.people.linkage.classify import Edge, edge_between
from invite.people.linkage.clustering import Clusters
from invite.people.linkage.comparison import Tie
from invite.people.linkage.features import Traits, of_known
from invite.people.linkage.name_similarity import Likeness
from invite.people.linkage.rules import Verdict
from invite.people.model import PersonId
from invite.people.resolution.decisions import Told

_FULL = frozenset({Likeness.SAME, Likeness.FULLER})


@dataclass(frozen=True, slots=True)
class Remembered:
    """Who the clusters (by their roots) are.

    ids: the id of each. known: those remembered of each, the oldest first. joined: (the id that
    went, the id that stays). vanished: those remembered who are on no sheet any more.
    """

    ids: Mapping[int, PersonId]
    known: Mapping[int, tuple[Known, ...]]
    joined: tuple[tuple[PersonId, PersonId], ...]
    vanished: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A remembered person (by age) may be a cluster (by root)."""

    age: int
    root: int
    edge: Edge
    fit: float


def remember_who(
    clusters: Clusters, known: Sequence[Known], said: Told, new_id: Callable[[], PersonId]
) -> Remembered:
    """Who each cluster is. Those whom memory shows to be one are united in `clusters`. known: the
    oldest first.
    """
    claimed = _Claimed(clusters, known, said)
    if known:
        index = _index(clusters)
        traits = [of_known(one) for one in known]
        details = _claims(clusters, known, traits, index, _by_details)
        claimed.by_details([claim for claim in details if claim.edge.rule.verdict is Verdict.JOIN])
        claimed.by_answers()
        left = [age for age in range(len(known)) if age not in claimed.home]
        taken = claimed.tenants()
        places = _claims(clusters, known, traits, index, _by_place, ages=left)
        people = len(clusters.faces)
        claimed.by_place(
            [
                one
                for one in places
                if one.edge.joins(people) and clusters.find(one.root) not in taken
            ]
        )
    tenants = claimed.tenants()
    ids: dict[int, PersonId] = {}
    joined: list[tuple[PersonId, PersonId]] = []
    for root in clusters.roots():
        ages = sorted(tenants.get(root, ()))
        ids[root] = known[ages[0]].id if ages else new_id()
        joined += [(known[age].id, ids[root]) for age in ages[1:]]
    vanished = tuple(one for age, one in enumerate(known) if age not in claimed.home)
    who = {root: tuple(known[age] for age in sorted(ages)) for root, ages in tenants.items()}
    return Remembered(ids, who, tuple(joined), vanished)


class _Claimed:
    """Who of the remembered is which cluster, as far as decided. home: the cluster (any face of it)
    of each, by age.
    """

    def __init__(self, clusters: Clusters, known: Sequence[Known], said: Told) -> None:
        self._clusters = clusters
        self._known = known
        self._said = said
        self.home: dict[int, int] = {}
        self._tenants: defaultdict[int, set[int]] = defaultdict(set)

    def tenants(self) -> Mapping[int, frozenset[int]]:
        """The remembered of each cluster that has any."""
        return {root: frozenset(ages) for root, ages in self._tenants.items() if ages}

    def by_details(self, claims: Sequence[_Claim]) -> None:
        """The best fit first. A cluster that is somebody already becomes a second one too only by
        such a detail and name.
        """
        several: defaultdict[int, int] = defaultdict(int)
        for claim in claims:
            several[claim.age] += 1
        ordered = sorted(claims, key=lambda claim: (-claim.fit, claim.age, claim.root))
        for claim in ordered:
            full = claim.edge.comparison.name in _FULL
            if claim.age in self.home or not (full or several[claim.age] == 1):
                continue
            taken = self._tenants.get(self._clusters.find(claim.root))
            if not taken or (full and _shares_detail(claim) and self._may_join(claim.age, taken)):
                self._settle(claim.age, claim.root)
        for claim in ordered:
            # what was one person once stays one: they bring together what only memory knows to
            # belong together
            home, root = self.home.get(claim.age), self._clusters.find(claim.root)
            alike = claim.edge.comparison.name in _FULL and _shares_detail(claim)
            if home is None or self._tenants.get(root) or not alike:
                continue
            if self._clusters.compatible(self._clusters.find(home), root):
                self._unite(home, root)

    def by_answers(self) -> None:
        """Those whom the coordinator said to be one."""
        ages = {
            identity: age for age, one in enumerate(self._known) for identity in (one.id, *one.also)
        }
        for left, right in self._said.same_ids:
            one, two = ages.get(left), ages.get(right)
            if one is None or two is None or one == two:
                continue
            if one in self.home and two in self.home:
                self._unite(self.home[one], self.home[two], told=True)
            elif one in self.home or two in self.home:
                here, gone = (one, two) if one in self.home else (two, one)
                self._settle(gone, self.home[here])

    def by_place(self, claims: Sequence[_Claim]) -> None:
        """Whoever fits one cluster only, that nobody else fits."""
        wants: defaultdict[int, set[int]] = defaultdict(set)
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for claim in claims:
            wants[claim.age].add(claim.root)
            wanted[claim.root].add(claim.age)
        for age, roots in sorted(wants.items()):
            root = min(roots)
            if len(roots) == 1 and len(wanted[root]) == 1:
                self._settle(age, root)

    def _may_join(self, age: int, taken: set[int]) -> bool:
        mine = self._known[age].id
        return not any((mine, self._known[other].id) in self._said.apart_ids for other in taken)

    def _settle(self, age: int, root: int) -> None:
        self.home[age] = root
        self._tenants[self._clusters.find(root)].add(age)

    def _unite(self, x: int, y: int, *, told: bool = False) -> None:
        x, y = self._clusters.find(x), self._clusters.find(y)
        both = self._tenants.pop(x, set()) | self._tenants.pop(y, set())
        self._tenants[self._clusters.unite(x, y, told=told)] |= both


def _shares_detail(claim: _Claim) -> bool:
    """Whether an address or telephone says it: on the row where one stood, a namesake may stand
    when rows are moved.
    """
    return Tie.SAME in {claim.edge.comparison.address, claim.edge.comparison.phone}


def _claims(
    clusters: Clusters,
    known: Sequence[Known],
    traits: Sequence[Traits],
    index: Mapping[Key, Sequence[int]],
    keys: Callable[[Traits], Iterator[Key]],
    *,
    ages: Sequence[int] | None = None,
) -> Iterator[_Claim]:
    """Which clusters each of the remembered may be, whatever the rules say of it but that they are
    two.
    """
    for age in range(len(traits)) if ages is None else ages:
        mine = traits[age]
        for root in sorted(
            {clusters.find(root) for key in keys(mine) for root in index.get(key, ())[:CROWD]}
        ):
            theirs = clusters.traits(root)
            edge = edge_between(age, root, mine, theirs)
            if edge is not None:
                # of two who were taken for one, the id stays with the one who was written to
                home = 4 if known[age].preferred in theirs.addresses else 0
                yield _Claim(age, root, edge, edge.weight + _closeness(mine, theirs) + home)


def _closeness(mine: Traits, theirs: Traits) -> float:
    """Of several who fit, the one who has just these addresses and this name is the one."""
    every = mine.addresses | theirs.addresses
    shared = len(mine.addresses & theirs.addresses) / len(every) if every else 0.0
    return 6 * shared + (2 if mine.names[0].whole in {name.whole for name in theirs.names} else 0)


def _index(clusters: Clusters) -> Mapping[Key, Sequence[int]]:
    index: defaultdict[Key, list[int]] = defaultdict(list)
    for root in clusters.roots():
        traits = clusters.traits(root)
        for key in dict.fromkeys((*_by_details(traits), *_by_place(traits))):
            index[key].append(root)
    return index


def _by_details(traits: Traits) -> Iterator[Key]:
    names = [name.whole for name in traits.names]
    for address in traits.addresses:
        yield "address", address
        yield from (("address", address, name) for name in names)
    for phone in traits.phones:
        yield "phone", phone
        yield from (("phone", phone, name) for name in names)
    yield from (("origin", origin) for origin in traits.origins)


def _by_place(traits: Traits) -> Iterator[Key]:
    yield from (("origin", origin) for origin in traits.origins)
    for name in traits.names:
        yield from (("work", name.whole, organisation) for organisation in traits.organisations)
        yield from (("region", name.whole, region) for region in traits.regions)
        yield from (("sheet", name.whole, origin.file, origin.sheet) for origin in traits.origins)
