"""Compares the entries that may be one human being, and says of each pair what the rule table
says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from invite.people.linkage.blocking import pairs
from invite.people.linkage.comparison import Comparison, Tie, compare, spelt
from invite.people.linkage.features import Traits, of_entry, together
from invite.people.linkage.name_similarity import JOINABLE, Likeness, likeness
from invite.people.linkage.rules import SURE, Rule, Verdict, decide
from invite.people.linkage.weights import BITS, bits, likely, worth_asking
from invite.people.model import Entry, Origin


@dataclass(frozen=True, slots=True)
class Face:
    """Entries that are alike in everything that is compared: one comparison does for all of
    them.
    """

    traits: Traits
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two faces (by their places, the smaller first), and what the rules say of them. weight: in
    bits.
    """

    x: int
    y: int
    rule: Rule
    comparison: Comparison
    weight: float

    def joins(self, people: int) -> bool:
        """Whether the rule makes them one among so many people, unless something else speaks
        against it.
        """
        verdict = self.rule.verdict
        return verdict in _SURE or (
            verdict is Verdict.LIKELY and likely(self.weight, people) >= SURE
        )


def faces(entries: Sequence[Entry]) -> tuple[Face, ...]:
    """The entries that have a name, those alike together, in an order that the order of files and
    rows does not touch.
    """
    alike: defaultdict[tuple[object, ...], list[tuple[Traits, Entry]]] = defaultdict(list)
    for entry in entries:
        traits = of_entry(entry)
        if traits is not None:
            alike[traits.looks].append((traits, entry))
    found = []
    for several in alike.values():
        if len(several) > 1:
            several.sort(key=lambda pair: entry_order(pair[1]))
        traits = (
            several[0][0] if len(several) == 1 else together(traits for traits, _entry in several)
        )
        found.append(Face(traits, tuple(entry for _traits, entry in several)))
    return tuple(sorted(found, key=_order))


def origin_order(origin: Origin) -> tuple[str, str, int]:
    """Origins in order, those without a sheet or row first."""
    return origin.file, origin.sheet or "", origin.row or 0


def entry_order(entry: Entry) -> tuple[str, str, int, str, str]:
    """Entries in order: by origin, then by what tells two entries of one row apart."""
    name = entry.name.full if entry.name else ""
    return (
        *origin_order(entry.origin),
        name,
        " ".join(str(address) for address in entry.addresses),
    )


def _order(face: Face) -> tuple[object, ...]:
    """By all that faces are told apart by, so that no two are equal."""
    traits = face.traits
    name = traits.names[0]
    return (
        name.whole,
        sorted(traits.organisations),
        sorted(traits.regions),
        sorted(traits.addresses),
        sorted(traits.phones),
        name.first,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What the rules say of the pairs worth comparing. sure: to be joined by a detail. open: the
    others.
    """

    sure: tuple[Edge, ...]
    open: tuple[Edge, ...]


def compared(found: Sequence[Face]) -> Compared:
    """Compare all who may be one."""
    traits = [face.traits for face in found]
    sure: list[Edge] = []
    doubtful: list[Edge] = []
    for x, y in pairs(traits):
        edge = edge_between(x, y, traits[x], traits[y])
        if edge is None:
            continue
        if edge.rule.verdict is Verdict.JOIN:
            sure.append(edge)
        elif edge.rule.verdict not in _IF_LIKELY or worth_asking(
            edge.weight + _MAY_GAIN, len(found)
        ):
            doubtful.append(edge)
    return Compared(tuple(sure), tuple(doubtful))


# What a pair may gain when all that is known of both is taken together: the same region, where one
# row does not say it. The same telephone or organisation would stand on some two of their rows, and
# decide there.
_MAY_GAIN = BITS["region", Tie.SAME]
_SURE = frozenset({Verdict.JOIN, Verdict.PLACE})
_IF_LIKELY = frozenset({Verdict.LIKELY, Verdict.OPEN})


def edge_between(x: int, y: int, a: Traits, b: Traits) -> Edge | None:
    """What the rules say of one pair; None where they are kept apart."""
    if len(a.names) == len(b.names) == 1:
        alike = likeness(a.names[0], b.names[0])
        if alike is Likeness.OTHER:
            return None
        if (
            alike not in JOINABLE
            and a.addresses.isdisjoint(b.addresses)
            and a.phones.isdisjoint(b.phones)
        ):
            one, two = a.names[0], b.names[0]
            changed = alike is Likeness.SURNAME and (spelt(a, one, two) or spelt(b, two, one))
            if not changed and (alike is not Likeness.NEAR or not _beside(a, b)):
                return None
        today = a.known is None and b.known is None
        if today and alike is not Likeness.SAME and not a.origins.isdisjoint(b.origins):
            return None  # two people in one row are two people
    comparison = compare(a, b)
    rule = decide(comparison)
    if rule.verdict is Verdict.APART:
        return None
    return Edge(x, y, rule, comparison, bits(comparison))


def _beside(a: Traits, b: Traits) -> bool:
    """Whether they have organisation and region in common, and one has no address."""
    together = not a.organisations.isdisjoint(b.organisations) and not a.regions.isdisjoint(
        b.regions
    )
    return together and not (a.addresses and b.addresses)
