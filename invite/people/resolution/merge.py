"""Makes one person of the entries that describe them: the best spelled name, every address and
role, conflicts said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct, field

from invite.language import Language
from invite.people.groups import Groups
from invite.people.linkage.classify import entry_order
from invite.people.linkage.organisations import organisation_key
from invite.people.model import (
    Address,
    Doubt,
    Entry,
    Flaw,
    Hold,
    Name,
    Origin,
    Person,
    PersonId,
    Role,
    Severity,
)
from invite.people.resolution.best_name import best_name, spelled_otherwise
from invite.people.resolution.two_addresses import mistyped
from invite.people.table.parts import DEPUTY, is_member, title_of
from invite.people.webmail import WEBMAIL
from invite.words import N_, _

T = TypeVar("T")


class Preference(Struct, frozen=True, kw_only=True):
    """What an address is preferred by.

    newest: each file's place among the sources, the later the newer; what it does not name comes
    before. bounced: keys of addresses that mail came back from. shared: keys of addresses that
    people of clearly different names have. domains: those that several people have.
    workplaces: (organisation as compared, domain) that colleagues have in common.
    """

    newest: Mapping[str, int] = field(default_factory=dict)
    bounced: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    workplaces: frozenset[tuple[str, str]] = frozenset()


def merged(
    who: PersonId, entries: Iterable[Entry], preference: Preference, groups: Groups
) -> tuple[Person, tuple[Flaw, ...]]:
    """One person of one or more entries, at least one of them with a name, and what the entries
    disagree about.

    Where several say different things of what a person has one of, the newest source is right.
    """
    rows = list(entries)
    if len(rows) == 1 and rows[0].name is not None:
        return _alone(who, rows[0], rows[0].name, preference, groups), ()
    # in the order of the sources, so that what was added by hand, which is read last, stands last
    rows.sort(key=lambda row: (preference.newest.get(row.origin.file, -1), entry_order(row)))
    newest = sorted(rows, key=lambda row: -preference.newest.get(row.origin.file, -1))
    addresses = _addresses(newest, preference)
    languages: dict[Language, Origin] = _all(newest, lambda row: row.language)
    links = _all(newest, lambda row: row.link)
    extra: dict[str, str] = {}
    for row in newest:
        for heading, value in row.extra.items():
            if value or heading not in extra:
                extra[heading] = extra.get(heading) or value
    names = [row.name for row in newest if row.name is not None]
    sure = [row.name for row in newest if row.name is not None and not _doubts_name(row)]
    name = best_name(sure or names, addresses)
    person = Person(
        id=who,
        name=name,
        also_called=_others(names, name),
        addresses=addresses,
        roles=_roles(role for row in rows for role in groups.meant(row.role)),
        origins=tuple(dict.fromkeys(row.origin for row in rows)),
        organisation=next((row.organisation for row in newest if row.organisation), None),
        phone=next((row.phone for row in newest if row.phone), None),
        language=next(iter(languages), None),
        link=next(iter(links), None),
        unwanted=any(row.unwanted for row in rows),
        extra=MappingProxyType(extra),
        holds=_holds(rows),
    )
    return person, tuple(_conflicts(person, rows, languages, links))


def _alone(who: PersonId, row: Entry, name: Name, preference: Preference, groups: Groups) -> Person:
    """The person of one row, as most are: nothing to choose from but among its addresses."""
    return Person(
        id=who,
        name=name,
        also_called=_others((name,), name),
        addresses=_addresses((row,), preference),
        roles=groups.meant(row.role),
        origins=(row.origin,),
        organisation=row.organisation or None,
        phone=row.phone or None,
        language=row.language,
        link=row.link or None,
        unwanted=row.unwanted,
        extra=row.extra,
        holds=row.holds,
    )


_OF_NAMES = frozenset({Doubt.GREETING, Doubt.NAME_ORDER})


def _doubts_name(row: Entry) -> bool:
    return any(hold.because in _OF_NAMES for hold in row.holds)


def _holds(rows: Sequence[Entry]) -> tuple[Hold, ...]:
    """What holds the person of these rows. A name that one of them doubts is not theirs where
    another has one that is certain.
    """
    if not any(row.holds for row in rows):
        return ()
    named = any(row.name is not None and not _doubts_name(row) for row in rows)
    holds = (hold for row in rows for hold in row.holds)
    return tuple(dict.fromkeys(hold for hold in holds if not (named and hold.because in _OF_NAMES)))


def _others(names: Sequence[Name], best: Name) -> tuple[Name, ...]:
    """The other ways in which rows write a name, a surname that they had before among them."""
    every = {(name.first, name.last) for name in names}
    every.update((name.before.first, name.before.last) for name in names if name.before)
    other = every - {(best.first, best.last)}
    return tuple(sorted((Name(*words) for words in other), key=lambda name: name.full))


def _all(rows: Sequence[Entry], what: Callable[[Entry], T | None]) -> dict[T, Origin]:
    """Everything that the rows say of one thing, with the first row that says it."""
    found: dict[T, Origin] = {}
    for row in rows:
        value = what(row)
        if value:
            found.setdefault(value, row.origin)
    return found


def _conflicts(
    person: Person,
    rows: Sequence[Entry],
    languages: Mapping[Language, Origin],
    links: Mapping[str, Origin],
) -> Iterable[Flaw]:
    """What the rows of one person disagree about and a letter depends on."""
    for what, values, hint in (
        (
            "language",
            languages,
            N_("Correct the sheets, or set the language: invite correct WHO --language fi"),
        ),
        ("link", links, N_("Leave only the right registration link in the sheets.")),
    ):
        if len(values) > 1:
            kept = next(iter(values))
            yield Flaw(
                origin=next(origin for value, origin in values.items() if value != kept),
                field=what,
                value=", ".join(values),
                problem=_(
                    "The rows of {name} disagree: {values}. The newest, {kept}, is used."
                ).format(
                    name=person.name.full,
                    values=", ".join(f"{v} ({o})" for v, o in values.items()),
                    kept=kept,
                ),
                hint=_(hint),
                severity=Severity.WARNING,
            )
    yield from spelled_otherwise(person, rows)
    if person.unwanted and not all(row.unwanted for row in rows):
        wanted = next(row.origin for row in rows if not row.unwanted)
        yield Flaw(
            origin=next(row.origin for row in rows if row.unwanted),
            field="unwanted",
            value=person.name.full,
            problem=_(
                "By this row {name} is not to be invited, but they are on {origin}"
                " too. Nothing is sent to them."
            ).format(name=person.name.full, origin=wanted),
            hint=_("If they are to be invited after all, change this row."),
            severity=Severity.WARNING,
        )


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each part once; its title from whichever row has one. A chair in one row and a secretary in
    another are two parts.
    """
    parts: dict[tuple[tuple[str, str | None, str | None], str], Role] = {}
    for role in roles:
        part = role.part, title_of(role.title or "")
        if part not in parts or (role.title and not parts[part].title):
            parts[part] = role
    return tuple(
        role
        for (_part, title), role in parts.items()
        if not any(
            other is not role and _covers(other, more, role, title)
            for (_other, more), other in parts.items()
        )
    )


def _covers(fuller: Role, more: str, role: Role, title: str) -> bool:
    """Whether a row says nothing that a fuller one of the same kind does not: it leaves the group,
    the region or the title out. A chair, or whoever a row calls a member, is no deputy.
    """
    if fuller.kind != role.kind or not (
        role.group in {None, fuller.group} and role.region in {None, fuller.region}
    ):
        return False
    if title == more:
        return fuller.part != role.part
    if DEPUTY in {title, more} and is_member((fuller if title else role).title or ""):
        return title == DEPUTY
    return not title or (title == DEPUTY and bool(more))


_Rank = tuple[bool, bool, bool, int, bool, bool, int, tuple[str, str, int, str, str]]


def _addresses(newest: Sequence[Entry], preference: Preference) -> tuple[Address, ...]:
    """All addresses, the preferred first: not bounced, no slip of another of them, one's own before
    a shared one, the newest source, the one that colleagues have the domain of, the organisation's
    before webmail, then as they stood.
    """
    if len(newest) == 1 and len(newest[0].addresses) < 2:
        return newest[0].addresses
    every = {address.key: address for row in newest for address in row.addresses}
    if len(every) == 1:
        return (min((address for row in newest for address in row.addresses), key=_capitals),)
    names = [row.name for row in newest if row.name]
    slips = mistyped(every.values(), names, preference.domains) if len(every) > 1 else frozenset()
    ranks: dict[str, _Rank] = {}
    written: dict[str, Address] = {}
    for row in newest:
        for place, address in enumerate(row.addresses):
            key = address.key
            domain = key.rpartition("@")[2]
            rank = (
                key in preference.bounced,
                every[key] in slips,
                key in preference.shared,
                -preference.newest.get(row.origin.file, -1),
                (organisation_key(row.organisation or ""), domain) not in preference.workplaces,
                domain in WEBMAIL,
                place,
                entry_order(row),
            )
            if key in ranks:
                ranks[key] = min(rank, ranks[key])
                if address != written[key]:
                    written[key] = min(address, written[key], key=_capitals)
            else:
                ranks[key], written[key] = rank, address
    return tuple(written[key] for key in sorted(ranks, key=ranks.__getitem__))


def _capitals(address: Address) -> tuple[int, str]:
    """Of two ways to write one address, the one with fewer capitals comes first."""
    return sum(ch.isupper() for ch in address.written), address.written
