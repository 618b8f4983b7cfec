"""What of the sheets had better be looked at before letters go: files, rows, names, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from invite.campaign.check.model import Check
from invite.campaign.gathering.gather import Gathered, Sheets
from invite.campaign.gathering.unnamed_files import unnamed
from invite.campaign.project import Project
from invite.campaign.status.overview import last_reading
from invite.people.extraction.row_addresses import is_dropped
from invite.people.lookup import plain
from invite.people.model import Doubt, Flaw, Name, Person
from invite.plan import Because
from invite.safe_text import named, shown
from invite.settings.schema import IGNORE
from invite.settings.toml.template import toml
from invite.words import _, ngettext

LISTED = 10  # lines of one kind; the others are counted


def since_last_look(project: Project) -> Iterator[Check]:
    """The files that are otherwise than when they were last read. Before they are read again."""
    reading = last_reading(project)
    if reading.changed:
        what = _("Changed since they were last read: {names}.")
        yield _yellow(
            what.format(names=named(reading.changed)),
            _("See what that changes: invite people --changes"),
        )
    elif reading.at is not None:
        yield _green(_("No file has changed since the sheets were last read."))


def sheets(project: Project, gathered: Gathered) -> Iterator[Check]:
    """What came of reading them."""
    people = gathered.roster.people
    read = sum(bool(one.entries) for one in gathered.understandings)
    counted = ngettext("{n} person", "{n} people", len(people)).format(n=len(people))
    what = ngettext("{people} from {n} sheet.", "{people} from {n} sheets.", read)
    yield _green(what.format(people=counted, n=read))
    yield from _unnamed(project)
    yield from _groups_by_sheet(gathered)
    yield from _rows(gathered)
    yield from _held(gathered)
    yield from _spellings(people)
    yield from _dropped(gathered.roster.flaws)


def unread(found: Sheets) -> Iterator[Check]:
    """The files that cannot be read, where more than that cannot be looked at."""
    for flaw in found.broken:
        yield Check(
            area="sheets", level="red", what=flaw.problem, hint=flaw.hint, where=str(flaw.origin)
        )
    if not found.broken:
        n = len(found.files)
        words = ngettext("{n} file can be read.", "{n} files can be read.", n)
        yield _green(words.format(n=n))


def _unnamed(project: Project) -> Iterator[Check]:
    """Files that may hold people and that nobody named: nobody on them is invited."""
    files = unnamed(project)
    line = f"{IGNORE.name} = {toml((*project.settings.ignore, *files))}"
    for file in files:
        yield _yellow(
            _("In the folder, but not in the settings: nobody in it is invited."),
            _(
                "To add it: invite init --update. If it has nobody to invite, write"
                " at the top of invite.toml: {line}"
            ).format(line=shown(line)),
            shown(file),
        )
    if not files:
        yield _green(_("The settings name every file with people in it."))


def _groups_by_sheet(gathered: Gathered) -> Iterator[Check]:
    """The groups that only the name of a sheet tells: a letter names them, and a sheet is called
    anything.
    """
    groups = dict.fromkeys(
        one.group
        for one in gathered.understandings
        if one.group and one.sheet and any(entry.role.group == one.group for entry in one.entries)
    )
    if groups:
        what = _("Groups that letters name by the sheets' names: {names}.")
        yield _green(what.format(names=named([*groups], LISTED)))


def _rows(gathered: Gathered) -> Iterator[Check]:
    n = gathered.nobody
    if not n:
        yield _green(_("Every row with people in it names somebody."))
        return
    words = ngettext(
        "{n} row names nobody and gets no letter.", "{n} rows name nobody and get no letter.", n
    )
    yield _yellow(words.format(n=n), _("To see them: invite people --flaws"))


def _held(gathered: Gathered) -> Iterator[Check]:
    """Who gets no letter until somebody looks, by what holds them."""
    roster = gathered.roster
    if n := len(roster.questions):
        words = ngettext("{n} open question: who is who?", "{n} open questions: who is who?", n)
        yield _yellow(words.format(n=n), _("To answer them: invite review"))
    hint = _("Held until you say how: invite review")
    for because, what in _kinds().items():
        people = [
            person for person in roster.people if any(h.because is because for h in person.holds)
        ]
        if people:
            yield _yellow(f"{what}: {_names(people)}.", hint)
    silent = [one for one in roster.people if gathered.held.get(one.id) is Because.NO_ADDRESS]
    if silent:
        yield _yellow(
            _("No address: {names}.").format(names=_names(silent)),
            _("Write it in the sheet, or: invite correct WHO --address ADDRESS"),
        )
    if not (roster.questions or silent or any(person.holds for person in roster.people)):
        yield _green(_("Nobody is held: no open question, nothing doubtful."))


def _kinds() -> dict[Doubt, str]:
    """What holds people, in words."""
    return {
        Doubt.GREETING: _("A name that a letter cannot greet"),
        Doubt.NAME_ORDER: _("A name that could be either way round"),
        Doubt.AGAINST: _("Words that speak against inviting"),
        Doubt.ADDRESS: _("A doubtful address"),
        Doubt.ROW: _("Something is wrong with the row"),
    }


def _spellings(people: Sequence[Person]) -> Iterator[Check]:
    """Names that the rows of one person write in several ways; the letter takes one. An initial
    is no other way: the letter takes the name that it stands for.
    """
    several = [
        person
        for person in people
        if not all(_stands_for(other, person.name) for other in person.also_called)
    ]
    for person in several[:LISTED]:
        others = ", ".join(shown(name.full) for name in person.also_called)
        what = _("“{name}” is also written {others}; the letter says “{greeting}”.").format(
            name=shown(person.name.full), others=others, greeting=shown(person.name.greeting)
        )
        hint = _("If that is wrong: invite correct {id} --name NAME").format(id=person.id)
        yield _yellow(what, hint, str(person.origins[0]) if person.origins else "")
    if (rest := len(several) - LISTED) > 0:
        words = _("{n} more names are written in several ways.").format(n=rest)
        yield _yellow(words, _("To see one: invite people --why WHO"))
    if not several:
        yield _green(_("Everybody's name is written in one way."))


def _stands_for(short: Name, name: Name) -> bool:
    """Whether a name is the other with initials for first names: `A. Kivikoski`."""
    initials, first = plain(short.first).split(), plain(name.first).split()
    return plain(short.last) == plain(name.last) and initials == [
        word[:1] for word in first[: len(initials)]
    ]


def _dropped(flaws: Iterable[Flaw]) -> Iterator[Check]:
    """Remarks and brackets that stood next to a name or an address and are in no letter; each is
    to be read once.
    """
    dropped = [flaw for flaw in flaws if is_dropped(flaw)]
    for flaw in dropped[:LISTED]:
        what = _("“{text}” was next to a name or an address and is left out.")
        hint = _("Read it: does it speak against inviting? Then: invite correct WHO --left")
        yield _yellow(what.format(text=shown(flaw.value)), hint, str(flaw.origin))
    if (rest := len(dropped) - LISTED) > 0:
        words = _("{n} more remarks are left out.").format(n=rest)
        yield _yellow(words, _("To read them: invite people --flaws"))
    if not dropped:
        yield _green(_("No remark next to a name or an address is left out."))


def _names(people: Sequence[Person]) -> str:
    return named([person.name.full for person in people], 5)


def _yellow(what: str, hint: str = "", where: str = "") -> Check:
    return Check(area="sheets", level="yellow", what=what, hint=hint, where=where)


def _green(what: str) -> Check:
    return Check(area="sheets", level="green", what=what)
