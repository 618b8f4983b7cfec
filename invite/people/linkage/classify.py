"""Compares the entries that may be one human being, and says of each pair what the rule table
says: a match, a possible match for clerical review, or none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from invite.people.known import KnownPerson
from invite.people.linkage.blocking import pairs
from invite.people.linkage.comparison import (
    Agreement,
    Comparison,
    compare,
    organisation_agreement,
    phone_agreement,
    spelt,
)
from invite.people.linkage.features import Features, combine, of_entry, of_known
from invite.people.linkage.local_part import typing_error
from invite.people.linkage.name_similarity import JOINABLE, NameAgreement, name_agreement
from invite.people.linkage.rules import MatchRule, MatchVerdict, decide
from invite.people.linkage.shared_evidence import mark_shared
from invite.people.linkage.weights import WEIGHTS, likely, match_weight, name_weight, worth_asking
from invite.people.model import Entry, Origin

# how likely two must be one to be joined where a rule says "likely": on small sheets a rare name
# is, on large ones not
SURE = 0.995


class Record(Struct, frozen=True, gc=False):
    """Entries that are alike in everything that is compared: one comparison does for all of
    them.
    """

    features: Features
    entries: tuple[Entry, ...]


class Edge(Struct, frozen=True, gc=False):
    """Two records (by their places, the smaller first), and what the rules say of them. weight: in
    bits.
    """

    x: int
    y: int
    rule: MatchRule
    comparison: Comparison
    weight: float

    def joins(self, people: int) -> bool:
        """Whether the rule makes them one among so many people, unless something else speaks
        against it.
        """
        verdict = self.rule.verdict
        if self.comparison.known == 2:
            return False  # known as two people, they stay two unless the sheets make them one
        return verdict in _SURE or (
            verdict is MatchVerdict.LIKELY and likely(self.weight, people) >= SURE
        )


def records(entries: Sequence[Entry], known: Iterable[KnownPerson] = ()) -> tuple[Record, ...]:
    """The entries that have a name, those alike in one, in an order that the order of files and
    rows does not touch; and after them the persons known from earlier readings.
    """
    alike: defaultdict[tuple[object, ...], list[tuple[Features, Entry]]] = defaultdict(list)
    for entry in entries:
        features = of_entry(entry)
        if features is not None:
            alike[features.comparison_key].append((features, entry))
    # by name first: the order of all at once would be a second list as long as this one
    named: defaultdict[str, list[tuple[Features, tuple[Entry, ...]]]] = defaultdict(list)
    for several in alike.values():
        if len(several) > 1:
            several.sort(key=lambda pair: entry_order(pair[1]))
        features = several[0][0] if len(several) == 1 else combine([one for one, _ in several])
        named[features.names[0].whole].append((features, tuple([entry for _, entry in several])))
    del alike
    found = [
        record
        for name in sorted(named)
        for record in sorted(named.pop(name), key=lambda record: record[0].order)
    ]
    found += [(of_known(one), ()) for one in known]
    marked = mark_shared([features for features, _entries in found])
    return tuple(map(Record, marked, [entries for _features, entries in found]))


def population(found: Iterable[Record]) -> int:
    """Among how many people one may be taken for another: those on the sheets now."""
    return sum(1 for record in found if record.entries)


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


class Classification(Struct, frozen=True):
    """What the rules say of the pairs worth comparing. sure: to be joined by a detail. open: the
    others.
    """

    sure: tuple[Edge, ...]
    open: tuple[Edge, ...]

    def parted(self) -> tuple[Classification, Classification]:
        """Those between people on the sheets, and those to somebody known."""
        now, known = (
            Classification(
                tuple(edge for edge in self.sure if bool(edge.comparison.known) is known),
                tuple(edge for edge in self.open if bool(edge.comparison.known) is known),
            )
            for known in (False, True)
        )
        return now, known


def classify(found: Sequence[Record]) -> Classification:
    """Compare all who may be one."""
    features = [record.features for record in found]
    people = population(found)
    sure: list[Edge] = []
    doubtful: list[Edge] = []
    for x, y in pairs(features):
        a, b = features[x], features[y]
        edge = None if only_namesakes(a, b, people) else edge_between(x, y, a, b)
        if edge is None:
            continue
        if edge.rule.verdict is MatchVerdict.JOIN:
            sure.append(edge)
        elif edge.rule.verdict not in _IF_LIKELY or worth_asking(
            edge.weight + _may_gain(edge.comparison), people
        ):
            doubtful.append(edge)
    return Classification(tuple(sure), tuple(doubtful))


_SURE = frozenset({MatchVerdict.JOIN, MatchVerdict.PLACE})
_IF_LIKELY = frozenset({MatchVerdict.LIKELY, MatchVerdict.OPEN})


def only_namesakes(a: Features, b: Features, people: int) -> bool:
    """Whether two of other regions are certainly not worth asking about, found before all of them
    is compared: on long lists most of those of one name are, and their pairs grow the fastest.

    With no telephone and no domain of their addresses in common, no rule fits two of other regions
    on the sheets but those that hold where it is likely enough; and a name that is not quite the
    same, or other addresses, could only take from the weight that is reckoned here.
    """
    if (
        not (a.regions and b.regions and a.regions.isdisjoint(b.regions))
        or (a.known or b.known or len(a.names) + len(b.names) > 2)
        or not a.phones.isdisjoint(b.phones)
    ):
        return False
    mine, yours = ([key.rpartition("@")[2] for key in side.addresses] for side in (a, b))
    if any(x == y or typing_error(x, y) for x in mine for y in yours):
        return False
    weight = min(name_weight(a.names[0]), name_weight(b.names[0]))
    weight += WEIGHTS.get(("phone", phone_agreement(a, b)), 0.0)
    weight += WEIGHTS.get(("organisation", organisation_agreement(a, b)), 0.0)
    return not worth_asking(weight + WEIGHTS["region", Agreement.OTHER], people)


def _may_gain(comparison: Comparison) -> float:
    """What a pair may gain when all that is known of both is taken together: the same region, where
    one row does not say it. The same telephone or organisation would stand on some two of their
    rows, and decide there.
    """
    unknown = comparison.region is Agreement.UNKNOWN
    return WEIGHTS["region", Agreement.SAME] if unknown else 0.0


def edge_between(x: int, y: int, a: Features, b: Features) -> Edge | None:
    """What the rules say of one pair; None where they are kept apart."""
    if len(a.names) == len(b.names) == 1:
        alike = name_agreement(a.names[0], b.names[0])
        if alike is NameAgreement.OTHER:
            return None
        if (
            alike not in JOINABLE
            and a.addresses.isdisjoint(b.addresses)
            and a.phones.isdisjoint(b.phones)
        ):
            one, two = a.names[0], b.names[0]
            changed = alike is NameAgreement.SURNAME and (spelt(a, one, two) or spelt(b, two, one))
            if not changed and (alike is not NameAgreement.NEAR or not _in_common(a, b)):
                return None
        if alike is not NameAgreement.SAME and not set(a.origins).isdisjoint(b.origins):
            return None  # two people in one row are two people
    comparison = compare(a, b)
    rule = decide(comparison)
    if rule.verdict is MatchVerdict.APART:
        return None
    return Edge(x, y, rule, comparison, match_weight(comparison))


def _in_common(a: Features, b: Features) -> bool:
    """Whether they have organisation and region in common, and one has no address."""
    combine = not a.organisations.isdisjoint(b.organisations) and not a.regions.isdisjoint(
        b.regions
    )
    return combine and not (a.addresses and b.addresses)
