"""Makes persons of entries: who is who, what must be asked, and what was found wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from invite.memo import uncollected
from invite.people.groups import Groups
from invite.people.known import (
    Correction,
    KnownPerson,
    SameOrDifferent,
    corrected,
    without_settled,
)
from invite.people.linkage.classify import Edge, classify, records
from invite.people.linkage.clustering import Clusters, clusters_of
from invite.people.linkage.features import Features
from invite.people.linkage.weights import words
from invite.people.model import Entry, Evidence, Flaw, Origin, Person, PersonId, Roster
from invite.people.resolution.decisions import decisions_for
from invite.people.resolution.holds import holding
from invite.people.resolution.merge import Preference, merged
from invite.people.resolution.persistent_ids import assign_ids
from invite.people.resolution.review import questions_of
from invite.people.resolution.shared_addresses import assign_nameless, owners_of, sharing
from invite.people.resolution.two_addresses import Domains, say_which
from invite.records import replace
from invite.words import _


class Merge(Struct, frozen=True, kw_only=True):
    """Why one person stands for several rows: the two sides' rows, the rule, and what spoke for
    joining them.
    """

    person: PersonId
    left: tuple[Origin, ...]
    right: tuple[Origin, ...]
    edge: Edge
    sides: tuple[Features, Features]

    @property
    def rule(self) -> str:
        """The rule of the table that joined them."""
        return _(self.edge.rule.words)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was found, the weightiest first."""
        return words(*self.sides, self.edge.comparison)


class Resolution(Struct, frozen=True, kw_only=True):
    """The roster with its reasons.

    merges: why the rows of each person are one, for `--why`; rows alike in everything need no
    reason. joined: known persons who turned out to be one, as (the id that went, the id that
    stays).
    """

    roster: Roster
    merges: tuple[Merge, ...] = ()
    joined: tuple[tuple[PersonId, PersonId], ...] = ()

    def why(self, who: PersonId) -> tuple[Merge, ...]:
        """The merges that made one person."""
        return tuple(merge for merge in self.merges if merge.person == who)


@uncollected()
def resolve(
    entries: Sequence[Entry],
    *,
    known: Sequence[KnownPerson] = (),
    answers: Sequence[SameOrDifferent] = (),
    corrections: Sequence[Correction] = (),
    bounced: frozenset[str] = frozenset(),
    order: Sequence[str] = (),
    flaws: Iterable[Flaw] = (),
    new_id: Callable[[], PersonId],
) -> Resolution:
    """Find out who is who among the entries. Their order decides who comes first in the roster and
    which source is the newest, nothing else.

    known: everybody ever seen, the oldest first. answers: the newest last. bounced: keys of
    addresses that mail came back from. order: the files from the oldest source to the newest; where
    not given, as their first entries come. flaws: of the sheets; serious ones hold the people of
    their rows. new_id: makes the id of a person never seen before.
    """
    found = records(entries, known)
    pairs = classify(found)
    said = decisions_for(found, known, answers)
    clusters = clusters_of(found, pairs, same=said.same, tags=said.tags)
    who = assign_ids(clusters, known, new_id)
    rows = {
        who.ids[root]: [entry for place in clusters.members(root) for entry in found[place].entries]
        for root in who.ids
    }
    questions = questions_of(clusters, pairs.open, who, said)
    merges = _merges(clusters, who.ids)
    del found, pairs, clusters  # what rows were compared by takes more room than all people
    owners = owners_of(rows)
    nameless = assign_nameless(entries, rows, owners)
    newest = {
        file: place
        for place, file in enumerate(order or dict.fromkeys(entry.origin.file for entry in entries))
    }
    shared = frozenset(key for key, ids in owners.items() if len(ids) > 1)
    domains = Domains(rows)
    preference = Preference(
        newest=newest,
        bounced=bounced,
        shared=shared,
        domains=domains.common,
        workplaces=domains.of_colleagues,
    )
    groups = Groups.of(entry.role for entry in entries)
    people, conflicts = _persons(rows, preference, groups)
    joined = dict(who.joined)
    meant = [replace(one, person=joined.get(one.person, one.person)) for one in corrections]
    settled = frozenset(one.person for one in meant if one.address)
    doubtful = tuple(say_which(people, domains, settled))
    people, slips = holding(people, rows, (*flaws, *nameless, *conflicts, *doubtful))
    people = _as_given(corrected(people, meant), entries)
    people, notes = sharing(people)
    people = without_settled(people, meant)
    roster = Roster(
        people=tuple(people),
        flaws=(*nameless, *conflicts, *doubtful, *slips, *notes),
        questions=questions,
    )
    return Resolution(roster=roster, merges=merges, joined=who.joined)


def _persons(
    rows: Mapping[PersonId, Sequence[Entry]], preference: Preference, groups: Groups
) -> tuple[list[Person], list[Flaw]]:
    """The people, and what the rows of each disagree about."""
    made = [merged(identity, several, preference, groups) for identity, several in rows.items()]
    return [person for person, _conflicts in made], [
        flaw for _person, conflicts in made for flaw in conflicts
    ]


def _as_given(people: Iterable[Person], entries: Sequence[Entry]) -> list[Person]:
    """In the order in which the sheets first name them."""
    first: dict[Origin, int] = {}
    for place, entry in enumerate(entries):
        first.setdefault(entry.origin, place)
    return sorted(
        people,
        key=lambda person: (
            min(map(first.__getitem__, person.origins)),
            person.name.full,
            person.id,
        ),
    )


def _merges(clusters: Clusters, ids: Mapping[int, PersonId]) -> tuple[Merge, ...]:
    """The joins that made each person."""
    return tuple(
        Merge(
            person=ids[clusters.find(edge.x)],
            left=tuple(entry.origin for entry in clusters.records[edge.x].entries),
            right=tuple(entry.origin for entry in clusters.records[edge.y].entries),
            edge=edge,
            sides=(clusters.records[edge.x].features, clusters.records[edge.y].features),
        )
        for edge in clusters.joins
        if not edge.comparison.known
    )
