"""The rule table: which evidence makes two rows one person by itself, which makes a question, which keeps them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from invite.people.compare import Comparison, Tie
from invite.people.evidence import name_bits
from invite.people.likeness import Likeness

LEAST = 0.001  # how likely two must be one for an open case to be asked about: on small sheets any same name, on large ones few
RARE = 18.0  # bits of a name; below it (Matti Virtanen: 16) name and region are not enough by themselves


class Verdict(Enum):
    """What a rule says of two sides.

    JOIN: one person, by a detail that people do not share. PLACE: one person, by name and place, unless somebody else fits
    as well. ASK: a question. OPEN: a question if it is likely enough among so many people. APART: two people.
    """

    JOIN = "join"
    PLACE = "place"
    ASK = "ask"
    OPEN = "open"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: the first whose names and condition fit decides. words: what the documentation says of it."""

    words: str
    names: frozenset[Likeness]
    fits: Callable[[Comparison], bool]
    verdict: Verdict


L, T = Likeness, Tie
_FULL = frozenset({L.SAME, L.FULLER})
_TYPO = frozenset({L.TYPO})
_SHORT = frozenset({L.INITIAL})
_CALL = frozenset({L.CALL})
_SURNAME = frozenset({L.SURNAME})
_FIRST = frozenset({L.FIRST})
_NEAR = frozenset({L.NEAR})
_JOINABLE = _FULL | _TYPO | _SHORT | _CALL
_NEARLY = frozenset({T.SAME, T.NEAR})
_OPEN = frozenset({T.UNKNOWN, T.MOVED})


def _same_work(c: Comparison) -> bool:
    """The same organisation, and no other region."""
    return c.organisation in _NEARLY and c.region is not T.OTHER


def _same_spot(c: Comparison) -> bool:
    """The same region, and no other organisation."""
    return c.region is T.SAME and c.organisation is not T.OTHER


def _elsewhere(c: Comparison) -> bool:
    """Another organisation in another region, and no telephone that says otherwise."""
    return c.organisation is T.OTHER and c.region is T.OTHER and c.phone is not T.SAME


def _rare(c: Comparison) -> bool:
    return min(map(name_bits, c.names)) >= RARE


RULES: tuple[Rule, ...] = (
    Rule("clearly different names", frozenset({L.OTHER}), lambda c: True, Verdict.APART),
    # one and the same address
    Rule("the same name and address", _FULL, lambda c: c.address is T.SAME, Verdict.JOIN),
    Rule(
        "an initial and the same address, in the same organisation or region",
        _SHORT,
        lambda c: c.address is T.SAME and not _elsewhere(c),
        Verdict.JOIN,
    ),
    Rule(
        "a name misspelt, and an address made of the name, or the same telephone or organisation with it",
        _TYPO,
        lambda c: c.address is T.SAME and not _elsewhere(c) and (c.personal or c.phone in _NEARLY or c.organisation in _NEARLY),
        Verdict.JOIN,
    ),
    Rule(
        "a call name, and an address made of the name, or the same telephone with it",
        _CALL,
        lambda c: c.address is T.SAME and not _elsewhere(c) and (c.personal or c.phone in _NEARLY),
        Verdict.JOIN,
    ),
    Rule(
        "a changed surname: the same first name, an address made of either name, the same telephone or organisation",
        _SURNAME,
        lambda c: c.address is T.SAME and c.personal and (c.phone is T.SAME or c.organisation is T.SAME),
        Verdict.JOIN,
    ),
    Rule(
        "two real names one letter apart, the same address made of the name, and the same telephone",
        _NEAR,
        lambda c: c.address is T.SAME and c.personal and c.phone is T.SAME,
        Verdict.JOIN,
    ),
    Rule(
        "the same surname with another first name, an address made of one of them, the same telephone or organisation",
        _FIRST,
        lambda c: c.address is T.SAME and c.personal and (c.phone is T.SAME or (_same_work(c) and c.phone is T.UNKNOWN)),
        Verdict.ASK,
    ),
    Rule("names alike, and the same address", _JOINABLE | _SURNAME | _NEAR, lambda c: c.address is T.SAME, Verdict.ASK),
    # one organisation does not give one person two mailboxes of one name
    Rule(
        "the same name and place, but two mailboxes of the name at one organisation",
        _FULL,
        lambda c: c.address is T.RIVAL and c.phone is not T.SAME,
        Verdict.ASK,
    ),
    Rule(
        "names alike, but two mailboxes at one organisation",
        _JOINABLE,
        lambda c: c.address is T.RIVAL and c.phone is not T.SAME,
        Verdict.APART,
    ),
    # one and the same telephone
    Rule("the same name and telephone", _FULL, lambda c: c.phone is T.SAME, Verdict.JOIN),
    Rule(
        "a name misspelt or an initial, the same telephone, and the same organisation or region",
        _TYPO | _SHORT,
        lambda c: c.phone is T.SAME and (_same_work(c) or _same_spot(c)),
        Verdict.JOIN,
    ),
    Rule(
        "names alike, and the same telephone",
        _JOINABLE | _SURNAME | _NEAR,
        lambda c: c.phone is T.SAME,
        Verdict.ASK,
    ),
    # an address misspelt
    Rule(
        "the same name, an address one slip away, and the same organisation or region",
        _FULL,
        lambda c: c.address is T.NEAR and (_same_work(c) or _same_spot(c)),
        Verdict.JOIN,
    ),
    Rule(
        "a name misspelt, an address one slip away, and the same organisation",
        _TYPO | _SHORT,
        lambda c: c.address is T.NEAR and _same_work(c),
        Verdict.JOIN,
    ),
    # what is remembered
    Rule("the same name on the row where they stood", _FULL, lambda c: c.stood is T.SAME, Verdict.JOIN),
    Rule(
        "the same name on the sheet where they stood, and no other place",
        _FULL,
        lambda c: c.stood is T.NEAR and c.region is not T.OTHER and c.organisation is not T.OTHER,
        Verdict.PLACE,
    ),
    Rule(
        "a name misspelt or an initial, on the row where they stood, and no other place",
        _TYPO | _SHORT,
        lambda c: c.stood is T.SAME and _same_work(c),
        Verdict.PLACE,
    ),
    # name and place
    Rule(
        "the same name, organisation and region, but another telephone and another address",
        _FULL,
        lambda c: _same_work(c) and c.phone is T.OTHER and c.address not in _OPEN,
        Verdict.ASK,
    ),
    Rule("the same name and organisation, no other region", _FULL, _same_work, Verdict.PLACE),
    Rule(
        "the same name, not a common one, the same region, and no address or organisation that says otherwise",
        _FULL,
        lambda c: _same_spot(c) and c.address is T.UNKNOWN and c.phone is not T.OTHER and _rare(c),
        Verdict.PLACE,
    ),
    Rule(
        "a name misspelt, the same organisation and region, and no address or telephone that says otherwise",
        _TYPO,
        lambda c: _same_work(c) and c.region is T.SAME and c.address is T.UNKNOWN and c.phone is not T.OTHER and _rare(c),
        Verdict.PLACE,
    ),
    Rule(
        "an initial, the same organisation and region, and no address or telephone that says otherwise",
        _SHORT,
        lambda c: _same_work(c) and c.region is T.SAME and c.address is T.UNKNOWN and c.phone is not T.OTHER and _rare(c),
        Verdict.PLACE,
    ),
    Rule("names alike, and the same organisation", _TYPO | _SHORT | _CALL, _same_work, Verdict.OPEN),
    Rule(
        "names alike, and addresses made of the same whole name at different places",
        _TYPO | _SHORT | _CALL,
        lambda c: c.address is T.MOVED,
        Verdict.OPEN,
    ),
    Rule(
        "names alike, the same region, and no organisation or address that says otherwise",
        _TYPO | _SHORT | _CALL,
        lambda c: _same_spot(c) and c.address is T.UNKNOWN,
        Verdict.OPEN,
    ),
    Rule("the same name elsewhere", _FULL, lambda c: True, Verdict.OPEN),
    Rule("nothing else in common", frozenset(Likeness), lambda c: True, Verdict.APART),
)
_BY_NAME: dict[Likeness, tuple[Rule, ...]] = {
    likeness: tuple(rule for rule in RULES if likeness in rule.names) for likeness in Likeness
}


def decide(comparison: Comparison) -> Rule:
    """The rule that decides about two sides: the first of the table that fits."""
    for rule in _BY_NAME[comparison.name]:
        if rule.fits(comparison):
            return rule
    raise AssertionError(comparison)  # the last rule fits everything
