"""What the rules ask of two sides, each question with a name of its own.

`work` is the organisation where the region does not say otherwise; `made of the name`: first name
(or its initial) and surname stand in the address before the @.
"""

from __future__ import annotations

from invite.people.linkage.comparison import Agreement, Comparison
from invite.people.linkage.local_part import NameInAddress
from invite.people.linkage.weights import name_weight, rarity

# match weight of a name; below it (Matti Virtanen: 16) name and region are not enough by themselves
RARE = 18.0
# from here on hardly anybody else in Finland (5.6 million people: 22.4 bits) bears the name
UNIQUE = 24.5

NEARLY = frozenset({Agreement.SAME, Agreement.NEAR})
# addresses that do not contradict: none on one side, one that many share, the same name elsewhere
UNCONTRADICTED = frozenset({Agreement.UNKNOWN, Agreement.SHARED, Agreement.MOVED})
NO_EVIDENCE = frozenset({Agreement.UNKNOWN, Agreement.SHARED})


def same_address(c: Comparison) -> bool:
    """An address in common that nobody of another name has."""
    return c.address is Agreement.SAME


def same_phone(c: Comparison) -> bool:
    """A telephone number in common that nobody of another name has."""
    return c.phone is Agreement.SAME


def same_work(c: Comparison) -> bool:
    """The same organisation, and no other region."""
    return c.organisation in NEARLY and c.region is not Agreement.OTHER


def same_region(c: Comparison) -> bool:
    """The same region, and no other organisation."""
    return c.region is Agreement.SAME and c.organisation is not Agreement.OTHER


def elsewhere(c: Comparison) -> bool:
    """Another organisation in another region, and no telephone that says otherwise."""
    return (
        c.organisation is Agreement.OTHER
        and c.region is Agreement.OTHER
        and c.phone is not Agreement.SAME
    )


def phone_or_work(c: Comparison) -> bool:
    """Nearly the same telephone or organisation."""
    return c.phone in NEARLY or c.organisation in NEARLY


def name_in_other_address(c: Comparison) -> bool:
    """Addresses say that an incomplete or misspelt name is the other's."""
    return c.address is Agreement.MOVED or (c.address in NO_EVIDENCE and c.spelt)


def one_slip(c: Comparison) -> bool:
    """First name or surname differs, not the second names, which tell two of one name apart."""
    one, two = c.names
    return (one.first[:1], one.last) != (two.first[:1], two.last)


def uncontradicted(c: Comparison) -> bool:
    """No other organisation, region or telephone."""
    return Agreement.OTHER not in {c.organisation, c.region, c.phone}


def complete(c: Comparison) -> bool:
    """Both have first name and surname."""
    return all(name.first and name.last for name in c.names)


def double_initials(c: Comparison) -> bool:
    """One has only the initials of a double first name: J-P and Juha-Pekka, or Jari-Pekka."""
    return any(
        name.first
        and len("".join(name.first)) == 2
        and (len(name.first) == 2 or not any(ch in "aeiouy" for ch in name.first[0]))
        for name in c.names
    )


def rare(c: Comparison) -> bool:
    """Not a common name."""
    return min(map(name_weight, c.names)) >= RARE


def unique(c: Comparison) -> bool:
    """Hardly anybody else in Finland bears the name."""
    return min(map(rarity, c.names)) >= UNIQUE


# What the rules of the table ask, where it is more than one of the above.


def in_a_strange_mailbox(c: Comparison) -> bool:
    """An address that is not made of the name, and another organisation in another region: father
    and son at the family's, as far as anybody can tell. What was one person once stays one.
    """
    not_made_of_it = c.name_in_address is NameInAddress.NOT
    return same_address(c) and not_made_of_it and elsewhere(c) and c.known != 1


def initial_at_address(c: Comparison) -> bool:
    """The same address, not elsewhere, and made of the name or with no other telephone."""
    return same_address(c) and not elsewhere(c) and (c.personal or c.phone is not Agreement.OTHER)


def slip_at_address(c: Comparison) -> bool:
    """The same address, not elsewhere, and made of the name or with the same work or telephone."""
    return same_address(c) and not elsewhere(c) and (c.personal or phone_or_work(c))


def second_name_at_address(c: Comparison) -> bool:
    """The same address, not elsewhere; made of the name with nothing else against it, or with the
    same work or telephone.
    """
    own = c.personal and uncontradicted(c)
    return same_address(c) and not elsewhere(c) and (own or phone_or_work(c))


def call_name_at_address(c: Comparison) -> bool:
    """The same address, made of the name, with the same work or telephone."""
    own = same_address(c) and c.personal and not elsewhere(c)
    return own and (same_work(c) or c.phone in NEARLY)


def surname_at_address(c: Comparison) -> bool:
    """The same address, made of either name, with the same telephone or organisation."""
    return same_address(c) and c.personal and (same_phone(c) or c.organisation is Agreement.SAME)


def near_name_at_address(c: Comparison) -> bool:
    """The same address, made of one of the names, with the same telephone or work."""
    own = same_address(c) and c.personal
    return own and (same_phone(c) or (same_work(c) and one_slip(c)))


def first_name_at_address(c: Comparison) -> bool:
    """The same address, made of one of the names, with the same telephone, or work and no other."""
    own = same_address(c) and c.personal
    return own and (same_phone(c) or (same_work(c) and c.phone in NO_EVIDENCE))


def two_mailboxes(c: Comparison) -> bool:
    """Two mailboxes of the name at one organisation, and not the same telephone."""
    return c.address is Agreement.RIVAL and not same_phone(c)


def new_mailbox(c: Comparison) -> bool:
    """Another mailbox of the organisation, for one who stands where they stood."""
    there = c.address is Agreement.RIVAL and c.position in NEARLY
    return there and not elsewhere(c) and c.phone is not Agreement.OTHER


def initials_and_two_mailboxes(c: Comparison) -> bool:
    """The same, and one of the names is the initials of a double first name."""
    return two_mailboxes(c) and double_initials(c)


def slip_at_phone(c: Comparison) -> bool:
    """The same telephone, and the same work, region, shared mailbox or name in the address."""
    near = same_work(c) or same_region(c) or c.address is Agreement.SHARED
    return same_phone(c) and (near or name_in_other_address(c))


def address_misspelt(c: Comparison) -> bool:
    """An address one slip away, and the same work or region."""
    return c.address is Agreement.NEAR and (same_work(c) or same_region(c))


def slip_and_address_misspelt(c: Comparison) -> bool:
    """An address one slip away, and the same work."""
    return c.address is Agreement.NEAR and same_work(c)


def renamed(c: Comparison) -> bool:
    """An address made of the other's whole name, at the same work."""
    return same_work(c) and c.spelt


def on_their_row(c: Comparison) -> bool:
    """One is on the row where the other, who is on no sheet so far, stood."""
    return c.position is Agreement.SAME and c.known == 1


def on_their_sheet(c: Comparison) -> bool:
    """One is on the sheet where the other stood, and at no other place."""
    return c.position is Agreement.NEAR and Agreement.OTHER not in {c.region, c.organisation}


def on_their_row_at_work(c: Comparison) -> bool:
    """One is on the row where the other stood, at the same work."""
    return c.position is Agreement.SAME and same_work(c)


def in_a_shared_mailbox(c: Comparison) -> bool:
    """An address that people of other names have too, the same organisation or region, or a name
    that is not a common one, and nothing that says otherwise.
    """
    near = c.organisation in NEARLY or c.region is Agreement.SAME or rare(c)
    return c.address is Agreement.SHARED and uncontradicted(c) and near


def shares_with_others(c: Comparison) -> bool:
    """An address that people of other names have too; or a telephone, and not two mailboxes of the
    name.
    """
    return c.address is Agreement.SHARED or (
        c.phone is Agreement.SHARED and c.address is not Agreement.RIVAL
    )


def other_phone(c: Comparison) -> bool:
    """The same work, but another telephone."""
    return same_work(c) and c.phone is Agreement.OTHER


def common_and_not_their_address(c: Comparison) -> bool:
    """The same work and a common name, but addresses that are not both made of it."""
    return same_work(c) and c.address is Agreement.OTHER and not c.personal and not rare(c)


def common_and_not_at_work(c: Comparison) -> bool:
    """The same work and a common name, but two addresses, neither of them there. Others have the
    organisation, too, or it is none ("private person"): that is no evidence that is theirs.
    """
    two = c.address in {Agreement.OTHER, Agreement.MOVED}
    return same_work(c) and two and not c.at_work and not rare(c)


def complete_at_work(c: Comparison) -> bool:
    """First names and surnames, at the same work."""
    return same_work(c) and complete(c)


def rare_in_region(c: Comparison) -> bool:
    """Not a common name, the same region, and nothing that says otherwise."""
    return (
        same_region(c)
        and c.phone is not Agreement.OTHER
        and c.address in UNCONTRADICTED
        and rare(c)
    )


def unique_anywhere(c: Comparison) -> bool:
    """Hardly anybody else bears the name, one has no address, and nothing says otherwise."""
    return uncontradicted(c) and c.address in NO_EVIDENCE and unique(c)


def rare_at_work(c: Comparison) -> bool:
    """Not a common name, the same work and region, one has no address, and no other telephone."""
    return near_at_work(c) and rare(c)


def told_at_work(c: Comparison) -> bool:
    """The same work, an address made of the other's whole name, and no other telephone."""
    return same_work(c) and name_in_other_address(c) and c.phone is not Agreement.OTHER


def near_at_work(c: Comparison) -> bool:
    """The same work and region, one has no address, and no other telephone."""
    there = c.organisation in NEARLY and c.region is Agreement.SAME
    return there and c.address in NO_EVIDENCE and c.phone is not Agreement.OTHER


def anywhere_at_work(c: Comparison) -> bool:
    """The same organisation, in whatever region."""
    return c.organisation in NEARLY


def moved(c: Comparison) -> bool:
    """Addresses made of the same whole name at different places."""
    return c.address is Agreement.MOVED


def in_region(c: Comparison) -> bool:
    """The same region, and one has no address."""
    return same_region(c) and c.address in NO_EVIDENCE


def always(c: Comparison) -> bool:
    """Whatever is found."""
    return True
