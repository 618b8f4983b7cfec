"""Finds out whose each line of an export is: by token, by address, by name; where that is not sure,
it is a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from invite.mailing.reply import FOUND, ExportLine, How, Matched
from invite.people.linkage.classify import edge_between
from invite.people.linkage.features import Features, of_entry
from invite.people.linkage.name_similarity import (
    JOINABLE,
    NameAgreement,
    NameKey,
    key_of,
    name_agreement,
)
from invite.people.linkage.organisations import organisation_key
from invite.people.linkage.rules import MatchVerdict
from invite.people.model import Entry, Name, PersonId, Role
from invite.people.webmail import WEBMAIL

# Two people of one family are told apart by the first name; a changed surname or a slip is still
# the same person, where the token or the address says so too.
_SAME_PERSON = JOINABLE | {NameAgreement.SURNAME, NameAgreement.NEAR}
_SURE = frozenset({MatchVerdict.JOIN, MatchVerdict.PLACE})


class Guest(Struct, frozen=True, kw_only=True):
    """Somebody who may have answered, with every name and address they ever had.

    tokens: of each id they were known by. link: their own, if a sheet gives them one.
    """

    id: PersonId
    names: tuple[Name, ...]
    addresses: frozenset[str]
    features: Features
    tokens: tuple[str, ...]
    link: str | None = None


class Guests:
    """Everybody who may have answered, found by token, link, address and name."""

    def __init__(self, guests: Iterable[Guest]) -> None:
        self.all = tuple(guests)
        self.by_id = {guest.id: guest for guest in self.all}
        self.by_token = {token: guest for guest in self.all for token in guest.tokens}
        self.by_link = {guest.link: guest for guest in self.all if guest.link}
        self.by_address: defaultdict[str, list[Guest]] = defaultdict(list)
        self.by_word: defaultdict[str, list[Guest]] = defaultdict(list)
        for guest in self.all:
            for address in guest.addresses:
                self.by_address[address].append(guest)
            for word in {word for name in guest.names for word in key_of(name).long.split()}:
                self.by_word[word].append(guest)


def match(
    lines: Sequence[ExportLine],
    guests: Guests,
    said: Mapping[str, PersonId | None],
    key_for: Callable[[str], str],
) -> tuple[Matched, ...]:
    """Whose each line is. said: what the coordinator said of a line, by its key; None: nobody's.
    key_for: makes a key of text.
    """
    found = []
    for line in lines:
        key = key_for(_looks(line))
        if key in said:
            person = said[key]
            known = person is not None and person in guests.by_id
            found.append(
                Matched(
                    line=line,
                    key=key,
                    how=How.SAID if known else How.IGNORED,
                    person=person if known else None,
                )
            )
        else:
            how, whose, others = _whose(line, guests)
            found.append(Matched(line=line, key=key, how=how, person=whose, others=others))
    return tuple(found)


def _looks(line: ExportLine) -> str:
    """What a line is known again by in a later export: who it names; where it names nobody, its
    code.
    """
    name = key_of(line.name).whole if line.name else ""
    return "/".join((name, *sorted(address.key for address in line.addresses))) or "/".join(
        line.codes
    )


_Found = tuple[How, PersonId | None, tuple[PersonId, ...]]


def _whose(line: ExportLine, guests: Guests) -> _Found:
    named = key_of(line.name) if line.name else None
    pointed, how = _pointed(line, guests)
    if pointed and _fits(pointed, line, named):
        return how, pointed.id, ()
    by_address = _by_address(line, named, guests)
    if by_address and by_address[0] in FOUND:
        return by_address
    by_name = _by_name(line, named, guests)
    if by_address:
        # Somebody's address with another's name: a colleague who answers for them, perhaps; whoever
        # it may be is asked about.
        return How.UNSURE, None, tuple(dict.fromkeys((*_may_be(by_name), *by_address[2])))
    if pointed and by_name[0] is How.STRANGER:
        # Somebody else came by this person's link: it was handed on.
        return How.OTHER_LINK, None, (pointed.id,)
    return by_name


def _may_be(found: _Found) -> tuple[PersonId, ...]:
    return (found[1],) if found[1] else found[2]


def _pointed(line: ExportLine, guests: Guests) -> tuple[Guest | None, How]:
    """Whom a token or a personal link in the line points at."""
    for code in line.codes:
        if code in guests.by_token:
            return guests.by_token[code], How.TOKEN
    for link in line.links:
        if link in guests.by_link:
            return guests.by_link[link], How.LINK
    return None, How.TOKEN


def _fits(guest: Guest, line: ExportLine, named: NameKey | None) -> bool:
    """Whether the line may be of the one whom its token points at: it names them, or nobody."""
    if any(address.key in guest.addresses for address in line.addresses):
        return named is None or _alike(guest, named, _SAME_PERSON | {NameAgreement.FIRST})
    return named is None or _alike(guest, named, _SAME_PERSON)


def _alike(guest: Guest, named: NameKey, enough: frozenset[NameAgreement]) -> bool:
    return any(name_agreement(key_of(name), named) in enough for name in guest.names)


def _by_address(line: ExportLine, named: NameKey | None, guests: Guests) -> _Found | None:
    """By an address that only one person has, or only one of those whom the name fits; None where
    the address is nobody's.
    """
    owners = list(
        {
            guest.id: guest
            for address in line.addresses
            for guest in guests.by_address.get(address.key, ())
        }.values()
    )
    if not owners:
        return None
    if named is not None:
        fitting = [guest for guest in owners if _alike(guest, named, _SAME_PERSON)]
        if len(fitting) == 1:
            return How.ADDRESS, fitting[0].id, ()
        return How.UNSURE, None, tuple(guest.id for guest in fitting or owners)
    if len(owners) == 1:
        return How.ADDRESS, owners[0].id, ()
    return How.UNSURE, None, tuple(guest.id for guest in owners)


def _by_name(line: ExportLine, named: NameKey | None, guests: Guests) -> _Found:
    """By the name, where the rules of who is who join the two, or nobody else has it and nothing
    says otherwise.
    """
    if named is None:
        return How.STRANGER, None, ()
    near = list(
        {
            guest.id: guest for word in named.long.split() for guest in guests.by_word.get(word, ())
        }.values()
    )
    alike = [guest for guest in near if _alike(guest, named, JOINABLE)]
    mine = _features(line)
    joined = [guest for guest in alike if mine and _joins(mine, guest)]
    same = [guest for guest in alike if _alike(guest, named, frozenset({NameAgreement.SAME}))]
    for sure in (
        joined,
        same if len(alike) == len(same) == 1 and _not_elsewhere(line, same[0]) else [],
    ):
        if len(sure) == 1:
            return How.NAME, sure[0].id, ()
    if not alike:
        return How.STRANGER, None, ()
    return How.UNSURE, None, tuple(guest.id for guest in alike)


def _features(line: ExportLine) -> Features | None:
    role = Role(kind="", origin=line.origin)
    return of_entry(
        Entry(
            name=line.name,
            addresses=line.addresses,
            role=role,
            organisation=line.organisation,
            phone=line.phone,
        )
    )


def _joins(mine: Features, guest: Guest) -> bool:
    edge = edge_between(0, 1, mine, guest.features)
    return edge is not None and edge.rule.verdict in _SURE


def _not_elsewhere(line: ExportLine, guest: Guest) -> bool:
    """Whether the line says nothing of another place: no other organisation, no address at one that
    is not theirs.
    """
    domains = {address.key.rpartition("@")[2] for address in line.addresses} - WEBMAIL
    theirs = {address.rpartition("@")[2] for address in guest.addresses}
    told = organisation_key(line.organisation or "")
    same_work = not told or not guest.features.organisations or told in guest.features.organisations
    # A private mailbox says nothing of who writes, and neither does a line without any address; it
    # is a question then.
    return same_work and domains <= theirs and (bool(domains) or bool(told) or not line.addresses)
