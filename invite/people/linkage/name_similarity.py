"""How alike two names are: the same, one fuller than the other, an initial, a call name, misspelt,
or another person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from rapidfuzz.distance import OSA

from invite.language.names import PARTICLES, call_names, given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.model import Name


class NameAgreement(StrEnum):
    """How two names compare, the most alike first."""

    SAME = "same"  # order, capitals, diacritics and hyphens make no difference
    # one has a second name, a middle initial or a double surname that the other leaves out
    FULLER = "fuller"
    INITIAL = (  # one has only the initial of the first name (or of the surname), or no surname
        "initial"
    )
    SECOND = "second"  # one leaves out the first of several given names: Matti Juhani and Juhani
    CALL = "call"  # Matti and Matias
    TYPO = "typo"  # a letter or two differ, and not both spellings are names of their own
    SURNAME = "surname"  # the same first name, another surname
    # the same surname, another first name: one of a family, or a nickname that no list has
    FIRST = "first"
    # a letter differs and both are real names (Marja, Maria), or the second names contradict
    NEAR = "near"
    OTHER = "other"  # clearly different

    # an enum's own goes through Python, and the tables are looked up a million times
    __hash__ = str.__hash__


JOINABLE = frozenset(
    {
        NameAgreement.SAME,
        NameAgreement.FULLER,
        NameAgreement.INITIAL,
        NameAgreement.SECOND,
        NameAgreement.CALL,
        NameAgreement.TYPO,
    }
)

Words = tuple[str, ...]


class NameKey(Struct, frozen=True, gc=False):
    """A name as it is compared: words of ASCII letters.

    whole: all of them in an order that the writer's does not touch, and `ae`, `oe`, `ue` as `a`,
    `o`, `u`, for some write ä, ö, ü so. joined: the same, first names and surnames each in one
    word. long: whole without initials.
    """

    first: Words
    last: Words
    whole: str
    long: str
    joined: str

    @property
    def ends(self) -> Words:
        """The first of the first names and the last of the surnames."""
        return tuple([_folded(word) for word in (*self.first[:1], *self.last[-1:])])

    @property
    def complete(self) -> bool:
        """Whether first name and surname are there, neither as an initial only."""
        return bool(self.first and self.last) and len(self.first[0]) > 1 and len(self.last[0]) > 1


@remembered(262144)
def name_key(first: str, last: str) -> NameKey:
    """The key of a name. Hyphens part words; a comma or dot is no letter."""
    given, family = (tuple(ascii_key(part).replace(",", " ").split()) for part in (first, last))
    every = sorted(map(_folded, given + family))
    whole, long = " ".join(every), " ".join([word for word in every if len(word) > 1])
    long = whole if long == whole else long  # as of nearly all names, and kept once
    single = len(given) == len(family) == 1
    joined = whole if single else " ".join(sorted(_folded("".join(w)) for w in (given, family)))
    return NameKey(given, family, whole, long, joined)


def _folded(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if "e" in word else word


def key_of(name: Name) -> NameKey:
    """The key of a person's name. What tells father from son stands like a second given name, which
    keeps two of one name apart.
    """
    given = f"{name.first} {name.generation}" if name.generation else name.first
    return name_key(given, name.last)


def spelling_key(name: Name) -> str:
    """One text for all spellings of a name, by which somebody who was erased is known again."""
    return key_of(name).whole


# First names by surnames: what the two comparisons together say. What is not here is OTHER.
_L = NameAgreement
_TOGETHER: dict[tuple[NameAgreement, NameAgreement], NameAgreement] = {
    (_L.SAME, _L.SAME): _L.SAME,
    (_L.SAME, _L.FULLER): _L.FULLER,
    (_L.SAME, _L.INITIAL): _L.INITIAL,
    (_L.SAME, _L.TYPO): _L.TYPO,
    (_L.SAME, _L.NEAR): _L.NEAR,
    (_L.SAME, _L.OTHER): _L.SURNAME,
    (_L.FULLER, _L.SAME): _L.FULLER,
    (_L.FULLER, _L.FULLER): _L.FULLER,
    (_L.FULLER, _L.TYPO): _L.TYPO,
    (_L.FULLER, _L.OTHER): _L.SURNAME,
    (_L.INITIAL, _L.SAME): _L.INITIAL,
    (_L.INITIAL, _L.FULLER): _L.INITIAL,
    (_L.INITIAL, _L.TYPO): _L.NEAR,
    (_L.CALL, _L.TYPO): _L.NEAR,
    (_L.OTHER, _L.SAME): _L.FIRST,
    (_L.SECOND, _L.SAME): _L.SECOND,
    (_L.SECOND, _L.FULLER): _L.SECOND,
    (_L.SECOND, _L.TYPO): _L.NEAR,
    (_L.CALL, _L.SAME): _L.CALL,
    (_L.CALL, _L.FULLER): _L.CALL,
    (_L.TYPO, _L.SAME): _L.TYPO,
    (_L.TYPO, _L.FULLER): _L.TYPO,
    (_L.TYPO, _L.TYPO): _L.NEAR,
    (_L.NEAR, _L.SAME): _L.NEAR,
    (_L.NEAR, _L.FULLER): _L.NEAR,
}


def name_agreement(a: NameKey, b: NameKey) -> NameAgreement:
    """How alike two names are, whichever way round either is written."""
    if a.whole == b.whole or a.joined == b.joined:
        return NameAgreement.SAME
    if a.long == b.long and " " in a.long:
        # wherever a middle initial stands: "Virtanen Matti J."; two different ones are two people
        return NameAgreement.FULLER if len(a.whole) != len(b.whole) else NameAgreement.NEAR
    straight = _TOGETHER.get(
        (_given(a.first, b.first), _surname(a.last, b.last)), NameAgreement.OTHER
    )
    if straight is NameAgreement.SURNAME and (not a.first or len(a.first[0]) == 1):
        return NameAgreement.OTHER  # neither none nor an initial is a first name
    if straight in JOINABLE or not _may_be_swapped(a, b):
        return straight
    swapped = _TOGETHER.get(
        (_given(a.first, b.last), _surname(a.last, b.first)), NameAgreement.OTHER
    )
    # "the same first name" is worth nothing when that first name was a surname on the other side
    return swapped if swapped in JOINABLE else straight


def _may_be_swapped(a: NameKey, b: NameKey) -> bool:
    """Whether first name and surname may stand the other way round on one side, as far as their
    initials tell.
    """
    return _initial_in(a.first, b.last) and _initial_in(a.last, b.first)


def _initial_in(a: Words, b: Words) -> bool:
    return bool(a and b) and (
        a[0][0] in [word[0] for word in b] or b[0][0] in [word[0] for word in a]
    )


@remembered(131072)
def _given(a: Words, b: Words) -> NameAgreement:
    """How alike two first names are (each with second names, if any)."""
    if a == b or _folded("".join(a)) == _folded("".join(b)):
        return NameAgreement.SAME
    if not a or not b:
        return NameAgreement.OTHER
    if _initials(a, b) or _initials(b, a):
        return NameAgreement.INITIAL
    if a[0] == b[0]:
        return NameAgreement.FULLER if _no_contradiction(a[1:], b[1:]) else NameAgreement.NEAR
    if _second_of(a, b) or _second_of(b, a):
        return NameAgreement.SECOND
    if b[0] in call_names(a[0]):  # not by a third name that both may go by: Juha and Janne are two
        return NameAgreement.CALL
    slip = _misspelt("".join(a), "".join(b), given_weight)
    if slip is NameAgreement.OTHER and len(a) != len(b) and _no_contradiction(a[1:], b[1:]):
        return _misspelt(a[0], b[0], given_weight)
    return slip


def _no_contradiction(a: Words, b: Words) -> bool:
    """Whether second names can belong to one person: either leaves them out, or they begin alike
    ("J.", "Juhani").
    """
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=False))


def _initials(short: Words, full: Words) -> bool:
    """Whether `short` is only the initials of `full`: "M.", "M. J.", "J-P", "JP"."""
    if len(short[0]) == 1:
        # an initial tells nothing of another initial, and further words must fit too
        return len(full[0]) > 1 and all(
            len(x) == 1 and y[0] == x for x, y in zip(short, full, strict=False)
        )
    return len(short) == 1 and len(full) > 1 and short[0] == "".join(word[0] for word in full)


def _second_of(short: Words, full: Words) -> bool:
    """Whether `short` begins with another given name of `full` than its first, and has nothing that
    is not in it.
    """
    if len(full) < 2 or short[0] not in full[1:]:
        return False
    left = [word for word in full if word != short[0]]
    for word in short[1:]:
        fitting = next((one for one in left if one.startswith(word) or word.startswith(one)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


# What stands before a place in one surname: Ala-Mettälä is no double surname, and another than
# Mettälä.
_STANDING = (
    "ala yla yli ali iso vaha uusi vanha keski pikku suur pitka etela pohjois ita lansi taka kanta"
)
_FIRST_PARTS = frozenset(_STANDING.split())


def _halves(surname: Words) -> Iterator[str]:
    """The surnames of a double one: `ylä-kivi`, `laine` of Ylä-Kivi-Laine."""
    before = ""
    for place, word in enumerate(surname, 1):
        if word in _FIRST_PARTS and place < len(surname):
            before += word
        else:
            yield before + word
            before = ""


@remembered(32768)
def _surname(a: Words, b: Words) -> NameAgreement:
    """How alike two surnames are; a double one and either half of it are one fuller than the
    other.
    """
    if a == b or _folded("".join(a)) == _folded("".join(b)):
        return NameAgreement.SAME
    if not a or not b:
        return NameAgreement.INITIAL  # a surname that is not said fits as an initial does
    if len(a) + len(b) > 2:
        mine, yours = set(_halves(a)) - PARTICLES, set(_halves(b)) - PARTICLES
        if mine and yours and (mine <= yours or yours <= mine):
            return NameAgreement.FULLER
    elif 1 in (len(a[0]), len(b[0])) and a[0][0] == b[0][0]:
        return NameAgreement.INITIAL
    return _misspelt("".join(a), "".join(b), surname_weight)


def _misspelt(a: str, b: str, weight: Callable[[str], float]) -> NameAgreement:
    """Whether one is a slip of the other; names of their own are not."""
    if not differ_by_slip(a, b):
        return NameAgreement.OTHER
    return NameAgreement.NEAR if weight(a) > 0 and weight(b) > 0 else NameAgreement.TYPO


def differ_by_slip(a: str, b: str) -> bool:
    """Whether one letter is off, or two from eight letters on.

    A letter changed in a word of three makes another word oftener than a slip: Tim, Tom, Kim.
    """
    shorter = min(len(a), len(b))
    allowed = 2 if shorter >= 8 else 1
    long = shorter >= 3 and max(len(a), len(b)) >= 4
    return long and OSA.distance(a, b, score_cutoff=allowed) <= allowed


# What two names of one person may be.
_ONE = JOINABLE | {NameAgreement.SURNAME}


def conflicting(a: NameKey, b: NameKey) -> bool:
    """Whether the names cannot be one person's."""
    return name_agreement(a, b) not in _ONE


def excused(a: NameKey, b: NameKey, others: Iterable[NameKey]) -> bool:
    """Whether two names that conflict are still one person's, because one is a slip of a name that
    the other fits too: two slips of one name are further from each other than from it.
    """
    for name in others:
        mine, yours = name_agreement(a, name), name_agreement(b, name)
        if NameAgreement.TYPO in (mine, yours) and mine in _ONE and yours in _ONE:
            return True
    return False
