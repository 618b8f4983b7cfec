"""Blocking: who is compared with whom. Only those who share something together with a piece of a
name, and never a whole crowd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from invite.people.linkage.features import Features
from invite.people.linkage.local_part import letters_only
from invite.people.linkage.name_similarity import NameKey

# a block of more is split, so that none costs more than so many comparisons for each of its members
MAX_BLOCK = 24
# in what is large still when it was split, each is compared with so many next to it in order
NEIGHBOURS = 6

Key = tuple[object, ...]


def pairs(records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `records`, the smaller first, each once; never two who are known from an
    earlier reading. At most about 200 for each record, usually fewer than ten.
    """
    again = any(record.known for record in records)
    alone: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    for place, record in enumerate(records):
        found = blocking_keys(record)
        # most keys are met once: a number for each of them instead of a key and a list saves half
        # of the time and memory, and two keys that fall on one number only cost a comparison
        for key in set(map(hash, chain(found, _rows(record)) if again else found)):
            block = blocks.get(key)
            if block is not None:
                block.append(place)
                continue
            first = alone.setdefault(key, place)
            if first != place:
                blocks[key] = [first, place]
    del alone  # of a long list, as much as all its people
    seen: set[int] = set()
    for block in sorted(blocks.values()):
        for x, y in _within(block, records):
            number = x * len(records) + y
            if number not in seen:
                seen.add(number)
                yield x, y


def _rows(record: Features) -> Iterator[Key]:
    """The rows where the record stands, or stood."""
    for origin in record.origins or record.earlier:
        yield "row", origin


def blocking_keys(record: Features) -> Iterator[Key]:
    """What the record is looked up by."""
    for address in record.addresses:
        yield "address", address
        local = letters_only(address.rpartition("@")[0])
        if len(local) > 5:
            yield "local", local
    for phone in record.phones:
        yield "phone", phone
    for name in record.names:
        yield from _name_keys(name, record)


def _name_keys(name: NameKey, record: Features) -> Iterator[Key]:
    words, ends = name.long.split(), name.ends
    yield ("name", *words)
    if len(words) > 2:
        yield ("name", *sorted(ends))
    initials = _double_initials(name)
    if initials:
        for address in record.addresses:
            yield "initials", initials, name.last, address.rpartition("@")[2]
    for word in words:
        for organisation in record.organisations:
            yield "word at work", word, organisation
        for region in record.regions:
            for other in ends:
                if other != word:
                    yield "word in region", word, other[0], region


def _double_initials(name: NameKey) -> str:
    """`jp` of Juha-Pekka, J-P and JP; "" where there is one given name only."""
    if len(name.first) == 1:
        return name.first[0] if len(name.first[0]) == 2 else ""
    return "".join(word[0] for word in name.first)


_SPLITS: tuple[Callable[[Features], object], ...] = (
    lambda record: record.names[0].whole,
    lambda record: record.names[0].last,
    lambda record: record.names[0].first,
    lambda record: min(record.organisations, default=None),
    lambda record: min(record.regions, default=None),
)


def _within(block: Sequence[int], records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """The pairs of one block: all of a small one; a large one is split by each detail in turn, and
    what is large still is put in order, each compared with the next few.
    """
    if _small(block, records):
        yield from _all(block, records)
        return
    for detail in _SPLITS:
        parts: defaultdict[object, list[int]] = defaultdict(list)
        for place in block:
            parts[detail(records[place])].append(place)
        for value, part in parts.items():
            if value is None:
                continue
            if _small(part, records):
                yield from _all(part, records)
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


def _all(block: Sequence[int], records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    for place, x in enumerate(block):
        for y in block[place + 1 :]:
            if not (records[x].known and records[y].known):
                yield x, y


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
            if records[x].known and records[y].known:
                continue
            if records[x].names[0].whole == records[y].names[0].whole:
                yield min(x, y), max(x, y)
