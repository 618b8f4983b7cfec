"""Evidence for the order of one name's parts: capitals, particles, the tables of names, and how the
address is built.
"""

from __future__ import annotations

import re
from math import log2

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.names import PARTICLES, given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.language.sv import swedish_remarks

UNKNOWN = 1e-7


LIKELY, SURE = 3.0, 6.0
"""Bits: the evidence of an address built as first.last, or of two well-known names, for the order
of one row.
"""


_DOUBLE_INITIALS = re.compile(r"[^\W\d_](?:\.-?|-)[^\W\d_]\.?")


def is_double_initials(word: str) -> bool:
    """Whether a word is the initials of a double given name, `J-P`, `J.-P.`, `J.P.`: no surname,
    and nothing to greet by.
    """
    return bool(_DOUBLE_INITIALS.fullmatch(word))


def _by_initials(head: str, tail: str) -> int:
    """1 where the initials of a double given name stand first, -1 where they stand last."""
    return is_double_initials(head) - is_double_initials(tail)


def _by_capitals(head: str, tail: str) -> int:
    """-1 where the first word alone stands in capitals, as surnames do; 1 where the last does."""
    if head.isupper() == tail.isupper() or min(len(head), len(tail)) <= 2:
        return 0
    return -1 if head.isupper() else 1


def order_evidence(words: tuple[str, ...], local: str) -> float:
    """Bits for "first name first" (below 0: surname first) from the name lists, capitals, and how
    the address is built.

    local: the address before the @, "" where there is none. `VIRTANEN Matti` writes the surname in
    capitals.
    """
    if len(words) < 2:
        return 0.0
    head, tail = words[0], words[-1]
    bits = by_lists(head, tail)
    bits += SURE * (_by_initials(head, tail) or _by_capitals(head, tail))
    if any(w.lower() in PARTICLES for w in words[1:-1]):
        bits += SURE
    elif head in PARTICLES:
        bits -= SURE
    return bits + by_address(head, tail, local)


def by_lists(head: str, tail: str) -> float:
    """Bits from how common each word is as a given name and as a surname."""
    ahead = (given_weight(head) + UNKNOWN) * (surname_weight(tail) + UNKNOWN)
    behind = (surname_weight(head) + UNKNOWN) * (given_weight(tail) + UNKNOWN)
    return max(-10.0, min(10.0, log2(ahead / behind)))


_JOINTS = re.compile(r"[._-]+")
_HOUSEHOLD = re.compile(
    "|".join(language.HOUSEHOLD for language in (finnish_remarks, swedish_remarks, english_remarks))
    + "|koti|hem|home|house"
)


def by_address(head: str, tail: str, local: str) -> float:
    """Bits from an address built as first.last, which nearly all are; more than SURE where both
    parts are the very words.
    """
    parts = [p for p in _JOINTS.split(local.casefold()) if p]
    if len(parts) < 2:
        return 0.0
    a, b = ascii_key(head).replace(" ", ""), ascii_key(tail).replace(" ", "")
    first, last = parts[0], parts[-1]
    if a == b or any(map(_HOUSEHOLD.fullmatch, map(ascii_key, parts))):
        return 0.0  # `price.family@` begins with a surname
    if first == a or last == b:
        return SURE + (first == a and last == b)
    return -SURE - (first == b and last == a) if first == b or last == a else 0.0


_UNLISTED_GIVEN, _UNLISTED_SURNAME = 2e-5, 1e-5


def sure_order(words: tuple[str, ...], local: str = "") -> int:
    """1 where a name surely has the first name first, -1 where the surname, 0 where it could be
    either way round: by capitals, by the address, by the tables of names.

    A name that no table has is counted like the rarest that they have; two given names, or two
    surnames, tell nothing unless one of them is far more common so.
    """
    head, tail = words[0], words[-1]
    if len(words) < 2:
        return 0
    if head in PARTICLES or any(word.lower() in PARTICLES for word in words[1:-1]):
        return -1 if head in PARTICLES else 1
    if written_so := _by_initials(head, tail) or _by_capitals(head, tail):
        return written_so
    address = by_address(head, tail, local)
    tables = by_tables(head, tail)
    if address and tables * address >= 0:
        return 1 if address > 0 else -1
    return 0 if address else tables


def by_tables(head: str, tail: str) -> int:
    """1, -1 or 0 by the tables of names alone, as for `sure_order`."""
    if only := only_reading(head, tail):
        return only
    ahead = (given_weight(head) + _UNLISTED_GIVEN) * (surname_weight(tail) + _UNLISTED_SURNAME)
    behind = (surname_weight(head) + _UNLISTED_SURNAME) * (given_weight(tail) + _UNLISTED_GIVEN)
    bits = log2(ahead / behind)
    return 0 if abs(bits) < SURE else 1 if bits > 0 else -1


def only_reading(head: str, tail: str) -> int:
    """1 or -1 where both words are known, each as one of the two alone."""
    given, surname = given_weight(head) > 0, surname_weight(head) > 0
    given_too, surname_too = given_weight(tail) > 0, surname_weight(tail) > 0
    if given and surname_too and not (surname or given_too):
        return 1
    return -1 if surname and given_too and not (given or surname_too) else 0
