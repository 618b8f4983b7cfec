"""What the rules ask of a comparison: whether place, telephone, address or the name's rarity speak for or against."""

from __future__ import annotations

from invite.people.compare import Comparison, Tie
from invite.people.evidence import name_bits, rarity

RARE = 18.0  # bits of a name; below it (Matti Virtanen: 16) name and region are not enough by themselves
UNIQUE = 24.5  # from here on hardly anybody else in Finland (5.6 million people: 22.4 bits) bears the name

NEARLY = frozenset({Tie.SAME, Tie.NEAR})


def same_work(c: Comparison) -> bool:
    """The same organisation, and no other region."""
    return c.organisation in NEARLY and c.region is not Tie.OTHER


def same_spot(c: Comparison) -> bool:
    """The same region, and no other organisation."""
    return c.region is Tie.SAME and c.organisation is not Tie.OTHER


def elsewhere(c: Comparison) -> bool:
    """Another organisation in another region, and no telephone that says otherwise."""
    return c.organisation is Tie.OTHER and c.region is Tie.OTHER and c.phone is not Tie.SAME


def told(c: Comparison) -> bool:
    """Addresses say that an incomplete or misspelt name is the other's."""
    return c.address is Tie.MOVED or (c.address is Tie.UNKNOWN and c.spelt)


def one_slip(c: Comparison) -> bool:
    """First name or surname differs, not the second names, which tell two of one name apart."""
    one, two = c.names
    return (one.first[:1], one.last) != (two.first[:1], two.last)


def nothing_else(c: Comparison) -> bool:
    """No other organisation, region or telephone."""
    return Tie.OTHER not in {c.organisation, c.region, c.phone}


def whole(c: Comparison) -> bool:
    """Both have first name and surname."""
    return all(name.first and name.last for name in c.names)


def rare(c: Comparison) -> bool:
    """Not a common name."""
    return min(map(name_bits, c.names)) >= RARE


def unique(c: Comparison) -> bool:
    """Hardly anybody else in Finland bears the name."""
    return min(map(rarity, c.names)) >= UNIQUE
