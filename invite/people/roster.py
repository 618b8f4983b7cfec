"""Makes persons of entries: who is who, what must be asked, and what was found wrong on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from invite.people.answers import Told, told
from invite.people.cluster import Clusters, clusters_of
from invite.people.evidence import words
from invite.people.identity import Answer, Correction, Known
from invite.people.match import Edge, Face, edges, entry_order, faces, origin_order
from invite.people.memory import Remembered, remember_who
from invite.people.merge import Preference, best_name, merged
from invite.people.model import Address, Entry, Evidence, Flaw, Origin, Person, PersonId, Question, Roster, Severity
from invite.people.questions import questions_of
from invite.people.traits import Traits
from invite.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why one person stands for several rows: the two sides' rows, the rule, and what spoke for joining them."""

    person: PersonId
    left: tuple[Origin, ...]
    right: tuple[Origin, ...]
    edge: Edge
    sides: tuple[Traits, Traits]

    @property
    def rule(self) -> str:
        """The rule of the table that joined them."""
        return self.edge.rule.words

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was found, the weightiest first."""
        return words(*self.sides, self.edge.comparison)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsWho:
    """The roster with its reasons.

    merges: why the rows of each person are one, for `--why`. joined: known persons who turned out to be one, as (the id that
    went, the id that stays). told: the answers that were used.
    """

    roster: Roster
    merges: tuple[Merge, ...] = ()
    joined: tuple[tuple[PersonId, PersonId], ...] = ()
    told: tuple[Answer, ...] = ()

    def why(self, who: PersonId) -> tuple[Merge, ...]:
        """The merges that made one person."""
        return tuple(merge for merge in self.merges if merge.person == who)


def who_is_who(
    entries: Sequence[Entry],
    *,
    known: Sequence[Known] = (),
    answers: Sequence[Answer] = (),
    corrections: Sequence[Correction] = (),
    bounced: frozenset[str] = frozenset(),
    order: Sequence[str] = (),
    new_id: Callable[[], PersonId],
) -> WhoIsWho:
    """Find out who is who among the entries. The order of entries decides nothing but which source is the newest.

    known: everybody ever seen, the oldest first. answers: the newest of two about the same people holds. bounced: keys of
    addresses that mail came back from. order: the sources' files from the oldest to the newest; where not given, as their
    first entries come. new_id: makes the id of a person never seen before.
    """
    found = faces(entries)
    said = told(found, known, answers)
    clusters = clusters_of(found, edges(found), same=said.same, tags=said.tags)
    who = remember_who(clusters, known, said, new_id)
    preference = _preference(entries, order, bounced, found)
    rows = _rows(clusters, who, entries)
    made = [merged(identity, rows[identity], preference) for identity in who.order]
    people, ...
