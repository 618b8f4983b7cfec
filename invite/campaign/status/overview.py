"""Summarising: who has been reached, as the ledger knows it, without reading a sheet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invite.campaign.project import Project
from invite.campaign.sending.eligibility import Waves
from invite.ledger.audit_log import Everybody
from invite.ledger.letters.reports import ALARM
from invite.ledger.people.persons import Recorded
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import Person, PersonId, ReadFile
from invite.plan import OUTSIDE, Because
from invite.sources.files import find, shown
from invite.summary import SKIPPED, LastReading, Line, Overview, Summary, line
from invite.tally import NOWHERE, Tallies, Tally, in_order, needs_human


def overview(project: Project, mailings: Iterable[Mailing]) -> Overview:
    """Where everyone stands in these mailings, and whether the sheets are still as they were
    read.
    """
    recorded = project.ledger.persons.recorded()
    waves = Waves(project)
    return Overview(
        mailings=tuple(summary(project, mailing, recorded, waves) for mailing in mailings),
        read=last_reading(project),
    )


def last_reading(project: Project) -> LastReading:
    """How the sheets were when last read, told in the event's time zone. Among the changed files
    are those that the settings name now and did not then, or the other way.
    """
    read_at, files, unread, nobody = project.ledger.persons.last_reading()
    if read_at is None:
        return LastReading(at=None)
    if project.ledger.letting_go.closed():
        return LastReading(
            at=project.local(read_at)
        )  # what was read is forgotten, and nothing is to be read again
    folder = project.settings.folder
    named = {
        shown(path, folder)
        for source in project.settings.sources
        for path in find(source.file, folder)[0]
    }
    read = {mark.path for mark in files}
    changed = [
        mark.path for mark in files if mark.path not in named or _differs(folder / mark.path, mark)
    ]
    return LastReading(
        at=project.local(read_at),
        changed=(*changed, *sorted(named - read)),
        unread=unread,
        nobody=nobody,
    )


def summary(
    project: Project, mailing: Mailing, recorded: Iterable[Recorded], waves: Waves | None = None
) -> Summary:
    """Where everyone in the audience of one mailing stands. Whom it is not for, and who is on no
    sheet any more, count only if they have a letter.
    """
    recorded = tuple(recorded)
    waves = waves or Waves(project)
    standings = waves.standings(mailing)
    held = {one.person.id: one.held for one in recorded if one.held}
    reasons = waves.reasons(mailing, (one.person for one in recorded), held)
    zone = ZoneInfo(project.settings.event.timezone)
    lines = tuple(
        line(
            one.person,
            reasons.get(one.person.id),
            standings.get(one.person.id),
            zone,
            reaches=project.reaches,
        )
        for one in recorded
        if one.person.id in standings or not (one.gone or reasons.get(one.person.id) in OUTSIDE)
    )
    return Summary(mailing=mailing.name, lines=lines)


def _differs(path: Path, mark: ReadFile) -> bool:
    try:
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) == (mark.size, mark.mtime_ns):
            return False
        # Copied, or saved without a change: only other content is a change.
        return (
            now.st_size != mark.size or hashlib.sha256(path.read_bytes()).hexdigest() != mark.digest
        )
    except OSError:
        return True


@dataclass(frozen=True, slots=True)
class Stood:
    """Where one person stands in all mailings. states: of each mailing, in their order; None where
    it is not for them.

    at: when something happened last, in the event's time zone. lines: those that there may be
    something to note of.
    """

    person: Person
    to: str
    states: Sequence[str | None]
    at: datetime | None
    lines: Sequence[Line]


def stood(found: Overview) -> Iterator[Stood]:
    """Everybody of an overview."""
    lines: dict[PersonId, dict[str, Line]] = {}
    for summary in found.mailings:
        for each in summary.lines:
            lines.setdefault(each.person.id, {})[summary.mailing] = each
    for theirs in lines.values():
        *_earlier, latest = theirs.values()
        states = [
            theirs[one.mailing].state if one.mailing in theirs else None for one in found.mailings
        ]
        at = max((each.at for each in theirs.values() if each.at), default=None)
        yield Stood(latest.person, latest.to, states, at, tuple(theirs.values()))


Place = tuple[str, str]  # a state, and why somebody is skipped


def tallies(
    project: Project,
    mailings: Sequence[Mailing],
    *,
    most: int | None = None,
    detailed: Collection[str] = (),
) -> Tallies:
    """Where everyone stands in these mailings, counted just as `tally.tallied` counts the lines of
    all.

    most: how many of those who need a human to name. detailed: the mailings to count by role,
    region and group too.
    """
    everybody = _everybody(project, parts=bool(detailed))
    counted = (
        _tally(project, everybody, mailing, most, detailed=mailing.name in detailed)
        for mailing in mailings
    )
    reports = project.ledger.reports
    found = Tallies(
        mailings=tuple(counted),
        read=last_reading(project),
        doubted=reports.questions(),
        refusing_us=reports.refusing_us() >= ALARM,
    )
    return found.at_rest() if project.ledger.letting_go.closed() else found


def stood_counted(project: Project, mailings: Sequence[Mailing]) -> Iterator[Stood]:
    """Where everybody stands in these mailings, for a workbook without addresses."""

    everybody = _everybody(project, parts=False)
    at = project.ledger.counting.last()
    found: list[
        tuple[Mapping[str, frozenset[str]], Mapping[str, Place | None], Mapping[str, Line]]
    ] = []
    for mailing in mailings:
        plain, single = _places(project, everybody, mailing)
        # Who is simply to be written to has nothing else to be told.
        told = [id_ for id_, place in single.items() if place is None or place[0] == SKIPPED]
        found.append((plain, single, _lines(project, mailing, told)))
    zone = ZoneInfo(project.settings.event.timezone)
    for one in project.ledger.persons.recorded():
        id_ = one.person.id
        lines = tuple(lines[id_] for _plain, _single, lines in found if id_ in lines)
        states = [_state(id_, *each) for each in found]
        if any(states):
            yield Stood(
                one.person, "", states, at[id_].astimezone(zone) if id_ in at else None, lines
            )


def _everybody(project: Project, *, parts: bool) -> Everybody:
    """With the letters of all mailings: whom one is for may hang on the earlier ones."""
    return project.ledger.counting.everybody(
        [mailing.name for mailing in project.settings.mailings], parts=parts
    )


def _state(
    id_: str,
    plain: Mapping[str, frozenset[str]],
    single: Mapping[str, Place | None],
    lines: Mapping[str, Line],
) -> str | None:
    if id_ in lines:
        return lines[id_].state
    if place := single.get(id_):
        return place[0]
    return next((state for state, people in plain.items() if id_ in people), None)


def telling(project: Project, mailings: Sequence[Mailing]) -> Mailing:
    """The mailing that a look at the project is most about: the last that has letters; the first
    where none has.
    """
    begun = project.ledger.counting.begun()
    return next((mailing for mailing in reversed(mailings) if mailing.name in begun), mailings[0])


def _tally(
    project: Project, everybody: Everybody, mailing: Mailing, most: int | None, *, detailed: bool
) -> Tally:
    plain, single = _places(project, everybody, mailing)
    lines = _lines(project, mailing, [id_ for id_, place in single.items() if place is None])
    places = {
        id_: place or _place(lines[id_]) for id_, place in single.items() if place or id_ in lines
    }
    look = [id_ for id_, (state, because) in places.items() if needs_human(state, because)]
    lines |= _lines(project, mailing, [id_ for id_ in look[:most] if id_ not in lines])
    counts = Counter(state for state, _because in places.values())
    counts.update({state: len(people) for state, people in plain.items() if people})
    sides = [_by_part(everybody, which, plain, places) if detailed else {} for which in (0, 2, 1)]
    return Tally(
        mailing=mailing.name,
        counts=counts,
        held=Counter(because for state, because in places.values() if state == SKIPPED),
        roles=sides[0],
        regions=sides[1],
        groups=sides[2],
        look=tuple(lines[id_] for id_ in look[:most]),
        looks=len(look),
    )


def _place(line: Line) -> Place:
    return line.state, line.because if line.state == SKIPPED else ""


def _places(
    project: Project, everybody: Everybody, mailing: Mailing
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, Place | None]]:
    """By state, those whose one letter has gone; and the place of everybody else, None where more
    must be known to tell it.

    The rules stand in `summary.line` and `Waves`. What is told here is only the plain case: one
    letter that has gone, or none in a mailing that leaves nobody aside, or whose audience can be
    told at a glance.
    """
    told = everybody.letters[mailing.name]
    waves = Waves(project)
    leaves_aside = not waves.plain(mailing)
    glance = waves.at_a_glance(mailing, everybody.letters) if leaves_aside else None
    # A draft is to go again where the person has another address now: `summary.line` asks the plan.
    plain = {State.SENT.value: told.sent}
    with_letter = told.sent | told.written | told.others
    single: dict[str, Place | None] = {}
    for id_, held, gone in everybody.roster:
        if id_ in told.sent:
            continue
        if id_ in with_letter or (
            leaves_aside and not gone and (glance is None or id_ in glance.unknown)
        ):
            single[id_] = None
        elif not gone:
            aside = glance.reason(id_) if glance else None
            if aside in OUTSIDE:
                continue
            # As in `Waves.reasons`: who asked to be left alone is told so first, then what hinders
            # them, then the rest.
            because = aside if aside is Because.STOPPED else held or aside
            single[id_] = (SKIPPED, str(because)) if because else (State.READY.value, "")
    return plain, single


def _by_part(
    everybody: Everybody,
    which: int,
    plain: Mapping[str, frozenset[str]],
    places: Mapping[str, Place],
) -> Mapping[str, Counter[str]]:
    """Counts of states by one side of the parts, by its place in a part; as `tally.by_part`."""
    theirs: dict[str, set[str]] = {}
    for parts, people in everybody.parts:
        for name in {part[which] or NOWHERE for part in parts} - {NOWHERE} or {NOWHERE}:
            theirs.setdefault(name, set()).update(people)
    states: dict[str, set[str]] = {state: set(people) for state, people in plain.items()}
    for id_, (state, _because) in places.items():
        states.setdefault(state, set()).add(id_)
    found = {
        name: +Counter({state: len(people & in_it) for state, in_it in states.items()})
        for name, people in theirs.items()
    }
    return in_order({name: counts for name, counts in found.items() if counts})


def _lines(project: Project, mailing: Mailing, people: Collection[str]) -> dict[str, Line]:
    """The lines of these people, by id; those outside the audience have none."""
    if not people:
        return {}
    ids = [PersonId(id_) for id_ in people]
    recorded = project.ledger.persons.recorded(of=ids)
    return {
        line.person.id: line
        for line in summary(project, mailing, recorded, Waves(project, of=ids)).lines
    }
