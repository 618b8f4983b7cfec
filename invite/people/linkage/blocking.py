"""Who is compared with whom: only those who share something together with a piece of a name, and
never a whole crowd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from invite.people.linkage.features import Traits
from invite.people.linkage.local_part import unnumbered

# a block of more is parted, so that no block costs more than this many comparisons for each of its
# members
CROWD = 24
NEIGHBOURS = (
    6  # in what is still a crowd when parted, each is compared with so many next to it in order
)

Key = tuple[object, ...]


def pairs(faces: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `faces`, the smaller first, each once. At most about 200 for each face,
    usually fewer than ten.
    """
    alone: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    for place, face in enumerate(faces):
        # most keys are met once: a number for each of them instead of a key and a list saves half
        # of the time and memory, and two keys that fall on one number only cost a comparison
        for key in set(map(hash, keys(face))):
            block = blocks.get(key)
            if block is not None:
                block.append(place)
                continue
            first = alone.setdefault(key, place)
            if first != place:
                blocks[key] = [first, place]
    seen: set[int] = set()
    for block in sorted(blocks.values()):
        for x, y in _within(block, faces):
            number = x * len(faces) + y
            if number not in seen:
                seen.add(number)
                yield x, y


def keys(face: Traits) -> Iterator[Key]:
    """What the face is looked up by."""
    for address in face.addresses:
        yield "address", address
        local = unnumbered(address.rpartition("@")[0])
        if len(local) > 5:
            yield "local", local
    for phone in face.phones:
        yield "phone", phone
    for name in face.names:
        words = name.long
        yield ("name", *words)
        ends = name.ends
        if len(words) > 2:
            yield ("name", *sorted(ends))
        for word in words:
            for organisation in face.organisations:
                yield "word at work", word, organisation
            for region in face.regions:
                for other in ends:
                    if other != word:
                        yield "word in region", word, other[0], region


_PARTINGS: tuple[Callable[[Traits], object], ...] = (
    lambda face: face.names[0].whole,
    lambda face: face.names[0].last,
    lambda face: face.names[0].first,
    lambda face: min(face.organisations, default=None),
    lambda face: min(face.regions, default=None),
)


def _within(block: Sequence[int], faces: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """The pairs of one block: all of a small one; a crowd is parted by each detail in turn, and
    what is a crowd still is put in order, each compared with the next few.
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
                # Faces come in order, so those of one name that are the likeliest to be one are
                # next to each other. Other names are left alone: who else fits them cannot be seen
                # from a few neighbours.
                for place, x in enumerate(part):
                    near = part[place + 1 : place + 1 + NEIGHBOURS]
                    yield from (
                        (x, y) for y in near if faces[x].names[0].whole == faces[y].names[0].whole
                    )


def _all(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, x in enumerate(block):
        for y in block[place + 1 :]:
            yield x, y
