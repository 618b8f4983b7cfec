"""Which of the people a command is about: the filters that are the same on every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Self

from msgspec import Struct

from invite.campaign.project import Project
from invite.errors import Problem, WrongUsage
from invite.language.regions import find_region
from invite.lifecycle import State
from invite.people.lookup import find, plain
from invite.people.model import Person, PersonId
from invite.records import replace
from invite.safe_text import shown
from invite.words import _, near, ngettext

LISTED = 20  # of those who could be meant
STATES = (*(state.value for state in State), "skipped")

Words = Iterable[str] | None
# Asks whoever sits there which of several people is meant. In: the error that lists them; out: the
# place of the one in its problems, or None where nobody is there or no answer will do.
Choose = Callable[[WrongUsage], int | None]


def nobody_chooses(_several: WrongUsage) -> None:
    """For whoever has nobody to ask: several people of one name stay an error."""


class Filters(Struct, frozen=True, kw_only=True):
    """`--role`, `--region`, `--group`, `--state`, `--only`, `--except`: several of one kind mean
    any of them.
    """

    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, role: Words, region: Words, group: Words, state: Words, only: Words, but: Words
    ) -> Self:
        """The filters as they stand on the command line, None where an option was not given."""
        return cls(
            roles=tuple(role or ()),
            regions=tuple(region or ()),
            groups=tuple(group or ()),
            states=tuple(state or ()),
            only=tuple(only or ()),
            but=tuple(but or ()),
        )

    @property
    def any(self) -> bool:
        """Whether there is anything to filter by."""
        return any((self.roles, self.regions, self.groups, self.states, self.only, self.but))


EVERYBODY = Filters()
ALIKE = 0.8  # of 1.0: how alike a name and a slip in it are


def chosen(people: Sequence[Person], filters: Filters) -> frozenset[PersonId]:
    """The ids of those who pass all filters but `--state`, which is for whoever knows the states.

    Raises WrongUsage, with everything at once, for a name that nobody or several have, and for a
    role, region or group that nobody has: a slip there would leave people out silently.
    """
    problems: list[Problem] = []
    only = _meant(people, filters.only, "--only", problems)
    but = _meant(people, filters.but, "--except", problems)
    regions = tuple(find_region(region) or region for region in filters.regions)
    tests = (
        ("--role", filters.roles, {role.kind for person in people for role in person.roles}),
        ("--region", regions, {role.region for person in people for role in person.roles}),
        ("--group", filters.groups, {role.group for person in people for role in person.roles}),
        ("--state", filters.states, set(STATES)),
    )
    for option, wanted, there in tests:
        problems += _unknown(option, wanted, {value for value in there if value})
    if problems:
        raise WrongUsage(_("The filters do not fit the people."), problems=problems)
    roles, groups = _plain(filters.roles), _plain(filters.groups)
    where = _plain(regions)
    return frozenset(
        person.id
        for person in people
        if (not filters.only or person.id in only)
        and person.id not in but
        and (
            not (roles or where or groups)
            or any(_fits(role, roles, where, groups) for role in _parts(person))
        )
    )


def one(people: Iterable[Person], who: str, choose: Choose = nobody_chooses) -> Person:
    """The one person meant by WHO. Raises WrongUsage when nobody is, or several are and none is
    chosen (naming them, to choose by id).
    """
    everyone = tuple(people)
    try:
        return _only_one(everyone, who)
    except WrongUsage as error:
        place = choose(error) if error.problems else None
        if place is None:
            raise
        return _only_one(everyone, error.problems[place].where)


def refuse_torn(people: Iterable[Person], who: Sequence[str]) -> None:
    """Raise WrongUsage where two words next to each other look like the name of one person that
    lacks its quotation marks, `Kirsi Ojala`: each alone would mean somebody else. Surname first,
    only where somebody is called so.
    """
    names = [(plain(one.name.first).split(), plain(one.name.last).split()) for one in people]
    first = {word for theirs, _last in names for word in theirs}
    last = {word for _first, theirs in names for word in theirs}
    for one_word, next_word in pairwise(who):
        a, b = plain(one_word), plain(next_word)
        turned = any(a in theirs_last and b in theirs for theirs, theirs_last in names)
        if (a in first and b in last) or turned:
            raise WrongUsage(
                _("“{name}”: is this one person, or two?").format(name=f"{one_word} {next_word}"),
                hint=_(
                    "A name of several words needs quotation marks: {name}. If you mean two"
                    " people, give each by full name, address or id."
                ).format(name=f'"{one_word} {next_word}"'),
            )


def everyone(project: Project) -> tuple[Person, ...]:
    """Everybody as last read, those on no sheet any more among them."""
    return tuple(one.person for one in project.ledger.persons.recorded())


def meant(people: Iterable[Person], wanted: Filters, choose: Choose) -> Filters:
    """The filters with each `--only` and `--except` that several people could be made clear, where
    somebody can be asked.
    """
    if not (wanted.only or wanted.but):
        return wanted
    everybody = tuple(people)

    def clear(who: str) -> str:
        try:
            return one(everybody, who, choose).id
        except WrongUsage:  # which `chosen` tells of, with all the others
            return who

    return replace(wanted, only=tuple(map(clear, wanted.only)), but=tuple(map(clear, wanted.but)))


def _only_one(people: Sequence[Person], who: str) -> Person:
    found = find(people, who)
    if not found:
        hint = _(
            "Give a name, a part of it, an address or an id; `invite people` lists everybody."
            " For somebody on a sheet: invite who --why-not NAME"
        )
        names = {part for person in people for part in (person.name.full, person.name.last) if part}
        if meant := near(who, names, alike=ALIKE):
            hint = _("Did you mean {name}?").format(name=shown(meant)) + " " + hint
        raise WrongUsage(_("There is nobody called {who}.").format(who=who), hint=hint)
    if len(found) > 1:
        rest = len(found) - LISTED
        more = (
            ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest) + " "
            if rest > 0
            else ""
        )
        raise WrongUsage(
            _("{n} people could be {who}.").format(n=len(found), who=who),
            hint=more + _("Say which one by id or address."),
            problems=[Problem(person.id, _described(person)) for person in found[:LISTED]],
        )
    return found[0]


def _meant(
    people: Sequence[Person], names: tuple[str, ...], option: str, problems: list[Problem]
) -> frozenset[PersonId]:
    ids: set[PersonId] = set()
    for who in names:
        try:
            ids.add(one(people, who).id)
        except WrongUsage as error:
            problems += [Problem(f"{option} {who}", error.what), *error.problems]
            problems[-1] = replace(problems[-1], hint=error.hint)
    return frozenset(ids)


def _unknown(option: str, wanted: tuple[str, ...], there: set[str]) -> list[Problem]:
    known = _plain(there)
    hint = _("There is: {names}.").format(names=", ".join(sorted(there)) or "–")
    return [
        Problem(f"{option} {value}", _("nobody has this"), hint)
        for value in wanted
        if plain(value) not in known
    ]


def _plain(values: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(value) for value in values)


def _parts(person: Person) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (plain(role.kind), plain(role.region or ""), plain(role.group or ""))
        for role in person.roles
    )


def _fits(
    part: tuple[str, str, str],
    roles: frozenset[str],
    regions: frozenset[str],
    groups: frozenset[str],
) -> bool:
    kind, region, group = part
    return (
        (not roles or kind in roles)
        and (not regions or region in regions)
        and (not groups or group in groups)
    )


def _described(person: Person) -> str:
    address = person.address.written if person.address else _("no address")
    rows = ", ".join(str(origin) for origin in person.origins[:3])
    return ", ".join(
        part for part in (person.name.full, address, person.organisation, rows) if part
    )
