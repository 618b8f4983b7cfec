"""Who is compared with whom: only those who share something together with a piece of a name, and never a whole crowd."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from invite.people.traits import Traits

CROWD = 24  # a block of more is parted, so that no block costs more than this many comparisons for each of its members
NEIGHBOURS = 6  # in what is still a crowd when parted, each is compared with so many next to it in order

Key = tuple[object, ...]


def pairs(faces: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `faces`, the smaller first, each once. At most about 200 for each face, usually fewer than ten."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for place, face in enumerate(faces):
        for key in keys(face):
            blocks[key].append(place)
    seen: set[int] = set()
    for block in blocks.values():
        if len(block) < 2:
            continue
        for x, y in _within(block, faces):
            number = x * len(faces) + y
            if number not in seen:
                seen.add(number)
                yield x, y


def keys(face: Traits) -> Iterator[Key]:
    """What the face is looked up by."""
    for address in face.addresses:
        yield "address", address
        local = address.rpartition("@")[0]
        if len(local) > 5:
            yield "local", local
    for phone in face.phones:
        yield "phone", phone
    for name in face.names:
        yield "name", name.whole
        last, first = "".join(name.last), name.first[0] if name.first else ""
        for organisation in face.organisations:
            yield "surname at work", last, organisation
            yield "first name at work", first, organisation
        for region in face.regions:
            yield "initial in region", last, first[:1], region


_PARTINGS: tuple[Callable[[Traits], object], ...] = (
    lambda face: face.names[0].whole,
    lambda face: face.names[0].last,
    lambda face: face.names[0].first,
    lambda face: min(face.organisations, default=None),
    lambda face: min(face.regions, default=None),
)


def _within(block: Sequence[int], faces: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """The pairs of one block: all of a small one; a crowd is parted by each detail in turn, and what is a crowd still is
    put in order, each compared with the next few.
    """
    if len(block) <= CROWD:
        yield from _all(block)
        return
    for detail in _PARTINGS:
        parts: defaultdict[object, list[int]] = defaultdict(list)
        for place in block:
            parts[detail(faces[place])].append(place)
        for value, part in parts.items():
            if value is None:
                continue
            if len(part) <= CROWD:
                yield from _all(part)
            else:
                # faces come in order (name, then the rest), so those next to each other are the likeliest to be one
                for place, x in enumerate(part):
                    yield from ((x, y) for y in part[place + 1 : place + 1 + NEIGHBOURS])


def _all(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, x in enumerate(block):
        for y in block[place + 1 :]:
            yield x, y
