"""What the part before the @ tells of whose address it is."""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz.distance import OSA

from invite.language.names import given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.linkage.name_similarity import NameKey

CUT = 8  # letters that old systems gave to a user's name: `mvirtane`


class NameInAddress(StrEnum):
    """What of a name an address is built from. WHOLE: first name (or its initial) and surname;
    PART: one of them.
    """

    WHOLE = "whole"
    PART = "part"
    NOT = "not"


@remembered(262144)
def name_in_address(address: str, name: NameKey) -> NameInAddress:
    """What of the name stands in the address before the @, whatever the order and the marks
    between.
    """
    local = alphanumerics(address.rpartition("@")[0])
    firsts = [word for word in name.first if len(word) > 1]
    lasts = [word for word in (*name.last, "".join(name.last)) if len(word) > 2]
    has_last = any(word in local for word in lasts)
    if (has_last and any(word in local for word in firsts)) or _initial_and_surname(
        local.rstrip("0123456789"), name
    ):
        return NameInAddress.WHOLE
    has_first = any(word in local for word in firsts if len(word) > 2)
    return NameInAddress.PART if has_last or has_first else NameInAddress.NOT


def spells(address: str, name: NameKey) -> bool:
    """Whether the address has first name and surname in full."""
    first, last = "".join(name.first[:1]), "".join(name.last)
    letters = letters_only(address.rpartition("@")[0])
    return letters in (first + last, last + first) and min(len(first), len(last)) > 1


def _initial_and_surname(local: str, name: NameKey) -> bool:
    """`mvirtanen`, `virtanenm`, `mj.virtanen`: the surname and nothing but initials of the first
    names; or cut short.
    """
    last = "".join(name.last)
    if len(local) == CUT and name.first and local == (name.first[0][0] + last)[:CUT]:
        return True
    rest = local.removeprefix(last) if local.startswith(last) else local.removesuffix(last)
    initials = "".join(word[0] for word in name.first)
    return rest != local and bool(rest) and initials.startswith(rest)


def alphanumerics(local: str) -> str:
    """The letters and digits alone."""
    return "".join(filter(str.isalnum, ascii_key(local)))


@remembered(131072)
def letters_only(local: str) -> str:
    """The letters without the digits that a crowded webmail adds: `aada.vahaaho80`."""
    return "".join(filter(str.isalpha, ascii_key(local)))


def is_alias(local: str, name: NameKey) -> bool:
    """Whether the mailbox is one of the forms that an organisation makes of the name alone: no
    number, no extra letter.
    """
    return alphanumerics(local) in _forms(name)


@remembered(131072)
def _forms(name: NameKey) -> frozenset[str]:
    first, call, last = "".join(name.first), "".join(name.first[:1]), "".join(name.last)
    initials = "".join(word[0] for word in name.first)
    return frozenset(
        form
        for one in dict.fromkeys((first, call, initials))
        if one and last
        for form in (
            one + last,
            last + one,
            one[0] + last,
            (one[0] + last)[:CUT],
            last + one[0],
            one + last[0],
            one,
            last,
        )
    )


def typing_error(a: str, b: str) -> bool:
    """Whether one is a slip of the other: one letter off, neither the first nor a number, which
    tell two people apart.
    """
    if min(len(a), len(b)) < 6 or a[0] != b[0] or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return [ch for ch in a if ch.isdigit()] == [ch for ch in b if ch.isdigit()]


def has_one_letter_more(a: str, b: str, name: NameKey) -> bool:
    """Whether one is the name and the other the name and one letter more, as of a second name:
    `mattij.virtanen`.
    """
    if not name.complete:
        return False
    first, last = "".join(name.first[:1]), "".join(name.last)
    one, two = sorted((alphanumerics(a), alphanumerics(b)), key=len)
    rest = two.removeprefix(first).removesuffix(last)
    if one != first + last or len(two) != len(one) + 1:
        return False
    return (len(rest) == 1 and rest not in (first[-1], last[0])) or (
        two[:-1] == one and two[-1] not in (one[-1], one[-2])
    )


def both_names(a: str, b: str) -> bool:
    """Whether what differs is a name on either side (`laura.virtanen`, `lauri.virtanen`), and so
    hardly a slip.
    """
    one, two = (_PARTS.split(ascii_key(local)) for local in (a, b))
    different = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    return len(one) == len(two) and all(_is_name(x) and _is_name(y) for x, y in different)


_PARTS = re.compile(r"[^a-z]+")


def _is_name(word: str) -> bool:
    return given_weight(word) > 0 or surname_weight(word) > 0
