"""Blocking: who is compared with whom. Only those who share something together with a piece of a
name, and never a whole crowd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from invite.language.names import call_names
from invite.people.linkage.features import Features
from invite.people.linkage.local_part import letters_only
from invite.people.linkage.name_similarity import NameKey, Words, differ_by_slip

# a block of more is split, so that none costs more than so many comparisons for each of its members
MAX_BLOCK = 24
# in what is large still when it was split, each is compared with so many next to it in order
NEIGHBOURS = 6


def pairs(records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `records`, the smaller first, each once, in order; never two who are known
    from an earlier reading. At most about 200 for each record, usually fewer than ten.
    """
    around: list[list[Sequence[int]]] = [[] for _record in records]
    again = any(record.known for record in records)
    for keys in (_details, _words, _rows) if again else (_details, _words):
        for block in _blocks(records, keys):
            for group in [block] if len(block) <= MAX_BLOCK else _groups(block, records):
                if keys is _words:
                    for place, later in _of_like_names(group, records):
                        around[place].append(later)
                    continue
                for place in group[:-1]:
                    around[place].append(group)
    for x, groups in enumerate(around):
        for y in sorted(set().union(*groups)) if groups else ():
            if y > x and not (records[x].known and records[y].known):
                yield x, y


class PlainName(NamedTuple):
    """A name of one first name and one surname, neither an initial; as written, and as compared."""

    first: str
    last: str
    first_key: str
    last_key: str

    @classmethod
    def of(cls, name: NameKey) -> PlainName | None:
        """None for other names."""
        if len(name.first) != 1 or len(name.last) != 1:
            return None
        (first,), (last,) = name.first, name.last
        return None if len(first) == 1 or len(last) == 1 else cls(first, last, *name.ends)

    @property
    def joined(self) -> Words:
        """The name as addresses have it, either way round."""
        return self.first + self.last, self.last + self.first

    def may_be(self, other: PlainName) -> bool:
        """Whether `name_agreement` can say of the two anything but OTHER, SURNAME or FIRST. It is
        found by a distance or two: on long lists most of those who share a word of their names have
        no more in common, and to compare them took half of the time.
        """
        first, last, first_key, last_key = self
        first2, last2, first_key2, last_key2 = other
        return (
            (last_key == last_key2 or differ_by_slip(last, last2))
            and (
                first_key == first_key2
                or differ_by_slip(first, first2)
                or first2 in call_names(first)
            )
        ) or (
            (last[0] == first2[0] and first[0] == last2[0])  # see `name_similarity`
            and (last_key == first_key2 or differ_by_slip(last, first2))
            and (
                first_key == last_key2 or differ_by_slip(first, last2) or last2 in call_names(first)
            )
        )


def _of_like_names(
    group: Sequence[int], records: Sequence[Features]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Of those who share a word of their names and no more than a place, each with the later ones
    who may still be one with it: on long lists most of them are not. Not judged where an address
    may be made of another's name.
    """
    names = [
        PlainName.of(record.names[0]) if len(record.names) == 1 else None
        for record in map(records.__getitem__, group)
    ]
    mailboxes = {
        letters_only(key.rpartition("@")[0])
        for place in group
        if not records[place].own_addresses
        for key in records[place].addresses
    }
    judged = mailboxes.isdisjoint([text for name in names if name for text in name.joined])
    for at, place in enumerate(group[:-1]):
        one, later = names[at] if judged else None, group[at + 1 :]
        if one:
            others = zip(later, names[at + 1 :], strict=True)
            later = [y for y, other in others if not other or one.may_be(other)]
        if later:
            yield place, later


def _blocks(
    records: Sequence[Features], keys: Callable[[Features], Iterable[Hashable]]
) -> Iterable[list[int]]:
    """The places of those who share a key, in order."""
    alone: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    for place, record in enumerate(records):
        # most keys are met once: a number for each of them instead of a key and a list saves half
        # of the time and memory, and two keys that fall on one number only cost a comparison
        for key in map(hash, keys(record)):
            first = alone.setdefault(key, place)
            if first == place:
                continue
            block = blocks.get(key)
            if block is None:
                blocks[key] = [first, place]
            elif block[-1] != place:
                block.append(place)
    return blocks.values()


def blocking_keys(record: Features) -> Iterable[Hashable]:
    """What the record is looked up by."""
    return chain(_details(record), _words(record))


def _details(record: Features) -> list[Hashable]:
    """Addresses, what stands before their @, telephone numbers and names."""
    keys: list[Hashable] = [*record.addresses, *record.phones]
    for address in record.addresses:
        local = letters_only(address.rpartition("@")[0])
        if len(local) > 5:
            keys.append(("local", local))
    for name in record.names:
        keys.append(("name", name.long))
        if name.long.count(" ") > 1:
            keys.append(("name", " ".join(sorted(name.ends))))
        if initials := _double_initials(name):
            keys += [(initials, name.last, key.rpartition("@")[2]) for key in record.addresses]
    return keys


def _words(record: Features) -> list[Hashable]:
    """The words of the names, each with the organisation, and with the region and the first letter
    of the name's other end.
    """
    keys: list[Hashable] = []
    for name in record.names:
        words = name.long.split()
        keys += [(word, work) for word in words for work in record.organisations]
        if record.regions:
            ends = name.ends
            keys += [
                (word, other[0], region)
                for word in words
                for other in ends
                if other != word
                for region in record.regions
            ]
    return keys


def _rows(record: Features) -> Sequence[Hashable]:
    """The rows where the record stands, or stood."""
    return record.origins or record.earlier


def _double_initials(name: NameKey) -> str:
    """`jp` of Juha-Pekka, J-P and JP; "" where there is one given name only."""
    if len(name.first) == 1:
        return name.first[0] if len(name.first[0]) == 2 else ""
    return "".join([word[0] for word in name.first])


_SPLITS: tuple[Callable[[Features], object], ...] = (
    lambda record: record.names[0].whole,
    lambda record: record.names[0].last,
    lambda record: record.names[0].first,
    lambda record: min(record.organisations, default=None),
    lambda record: min(record.regions, default=None),
)


def _groups(block: Sequence[int], records: Sequence[Features]) -> Iterator[Sequence[int]]:
    """Of one block, those among whom each is compared with each: all of a small one; a large one is
    split by each detail in turn, and what is large still is put in order, each compared with the
    next few.
    """
    if _small(block, records):
        yield block
        return
    for detail in _SPLITS:
        parts: defaultdict[object, list[int]] = defaultdict(list)
        for place in block:
            parts[detail(records[place])].append(place)
        for value, part in parts.items():
            if value is None:
                continue
            if _small(part, records):
                yield part
            else:
                yield from _neighbours(part, records)


def _small(block: Sequence[int], records: Sequence[Features]) -> bool:
    """Whether all can be compared. Those on the sheets now are counted alone, so that what is known
    of them does not keep them from being compared as they were at the first reading.
    """
    if len(block) <= MAX_BLOCK:
        return True
    now = sum(1 for place in block if not records[place].known)
    return now <= MAX_BLOCK and len(block) <= 4 * MAX_BLOCK


def _neighbours(block: Sequence[int], records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """The sorted neighbourhood: records come in order, so those of one name that are the likeliest
    to be one are next to each other. Other names are left alone: who else fits them cannot be seen
    from a few neighbours.
    """
    block = sorted(block, key=lambda place: records[place].order)
    for place, x in enumerate(block):
        now = 0
        for y in block[place + 1 : place + 1 + 2 * NEIGHBOURS]:
            now += not records[y].known
            if now > NEIGHBOURS:
                break
            if records[x].names[0].whole == records[y].names[0].whole:
                yield min(x, y), max(x, y)
