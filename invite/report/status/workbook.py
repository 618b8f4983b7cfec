"""The workbooks: where everybody stands, and who is on the sheets, in the event's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from invite.campaign.status.overview import PersonStates
from invite.event import Event
from invite.language import Language
from invite.language.texts import Table
from invite.lifecycle import State
from invite.people.model import Person, PersonId, Roster
from invite.plan import Because
from invite.report.base.wording import region, report_words, said
from invite.report.base.xlsx import SheetTable, Value, workbook
from invite.report.status.actions import ReportWords, matter
from invite.summary import ANSWERS, SKIPPED, Line
from invite.summary import STATES as ORDER
from invite.tally import NOWHERE, PartCounts, Parts, Tallies, Tally


def status(
    people: Iterable[PersonStates],
    counted: Tallies,
    event: Event,
    now: datetime,
    *,
    addresses: bool = False,
) -> bytes:
    """A sheet of people, a sheet of totals and a sheet of what to do. now: in the event's time
    zone.

    addresses: whether e-mail addresses stand in it; without, they are taken out of the servers'
    words too.
    """
    words = _Words(event.language)
    told = ReportWords(event.language, addresses, counted.mailings[0].mailing)
    sheets = (
        _standings(people, [tally.mailing for tally in counted.mailings], words, told),
        SheetTable(
            words("totals"),
            [
                *(words("mailing"), "", "", words("all"), words("reached")),
                *(*words.states(), *words.answers()),
            ],
            _totals(counted, words),
        ),
        _to_do(counted, words, told),
    )
    return workbook(sheets, title=f"{words('status')}: {event.title}", made=now)


def people(roster: Roster, held: Mapping[PersonId, Because], event: Event, now: datetime) -> bytes:
    """Everybody on the sheets, one row each, with their addresses. held: why some cannot be written
    to.
    """
    words = _Words(event.language)
    columns = (
        "name",
        "first_name",
        "last_name",
        "address",
        "addresses",
        "organisation",
        "role",
        "group",
        "region",
        "language",
    )
    rows = [
        [
            person.name.full,
            person.name.first,
            person.name.last,
            person.address.written if person.address else "",
            ", ".join(address.written for address in person.addresses[1:]),
            person.organisation or "",
            *words.parts(person),
            said(report_words(event.language).language_names, person.language or event.language),
            ", ".join(map(str, person.origins)),
            said(report_words(event.language).reasons, held[person.id])
            if person.id in held
            else "",
            person.id,
        ]
        for person in roster.people
    ]
    header = [*map(words, columns), words("rows"), words("notes"), "id"]
    return workbook(
        [SheetTable(words("people"), header, rows)],
        title=f"{words('people')}: {event.title}",
        made=now,
    )


class _Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str) -> str:
        return said(report_words(self.language).headings, key)

    def states(self) -> list[str]:
        """All states, in their order."""
        return [said(report_words(self.language).states, state) for state in ORDER]

    def answers(self) -> list[str]:
        """The answers, in their order."""
        return [self.answer(answer) for answer in ANSWERS]

    def answer(self, answer: str) -> str:
        """An answer in words; "" for none of which anything can be said."""
        return said(report_words(self.language).answers, answer) if answer else ""

    def mailing(self, name: str) -> str:
        """What a mailing is called."""
        return said(report_words(self.language).mailings, name)

    def named(self, table: Table, name: str) -> str:
        """A role's kind by its table."""
        return said(table, name)

    def parts(self, person: Person) -> tuple[str, str, str]:
        """A person's roles, groups and regions, each told once."""
        kinds = dict.fromkeys(
            said(report_words(self.language).kinds, role.kind) for role in person.roles
        )
        groups = dict.fromkeys(role.group for role in person.roles if role.group)
        regions = dict.fromkeys(
            region(role.region, self.language) for role in person.roles if role.region
        )
        return ", ".join(kinds), ", ".join(groups), ", ".join(regions)


def _standings(
    people: Iterable[PersonStates], names: Sequence[str], words: _Words, told: ReportWords
) -> SheetTable:
    """One row for everybody, with a state for each mailing and when something happened last."""
    states = (
        [f"{words('state')}: {words.mailing(name)}" for name in names]
        if len(names) > 1
        else [words("state")]
    )
    header = [words("name"), *([words("address")] if told.addresses else []), words("organisation")]
    header += [
        words("role"),
        words("group"),
        words("region"),
        words("answer"),
        *states,
        words("when"),
        words("notes"),
        words("where"),
    ]
    return SheetTable(words("people"), header, [_standing(one, words, told) for one in people])


def _standing(one: PersonStates, words: _Words, told: ReportWords) -> list[Value]:
    organisation = one.person.organisation and told.safe(one.person.organisation)
    row: list[Value] = [
        told.safe(one.person.name.full),
        *([one.to] if told.addresses else []),
        organisation,
    ]
    row += map(told.safe, words.parts(one.person))
    first = one.lines[0]
    row.append(words.answer(first.answer or first.coming) or None)
    states = report_words(words.language).states
    row += [state and said(states, state) for state in one.states]
    notes = dict.fromkeys(filter(None, (_note(line, told) for line in one.lines)))
    return [*row, one.at, "; ".join(notes) or None, told.where(first) or None]


def _note(line: Line, told: ReportWords) -> str:
    """Why, where the state alone does not say it; a server's thanks for a letter is no news."""
    if line.by_hand or matter(line) == line.because:
        return told.why(line)
    return (
        told.safe(line.reply)
        if line.state in ("waiting", "unclear", "failed")
        else told.safe(line.because)
    )


def _totals(counted: Tallies, words: _Words) -> Iterator[list[Value]]:
    for tally in counted.mailings:
        mailing = words.mailing(tally.mailing)
        yield [mailing, words("all"), "", *_counts(tally)]
        for because, n in tally.held.most_common():
            yield [
                mailing,
                said(report_words(words.language).states, SKIPPED),
                said(report_words(words.language).reasons, because),
                n,
                *[None] * (len(ORDER) + len(ANSWERS) + 1),
            ]
        for side, parts in (
            ("role", tally.roles),
            ("region", tally.regions),
            ("group", tally.groups),
        ):
            yield from (
                [mailing, words(side), name, *counts]
                for name, counts in _by_part(side, parts, words)
            )


def _by_part(side: str, parts: Parts, words: _Words) -> Iterator[tuple[str, list[Value]]]:
    for name, part in parts.items():
        called = {
            "role": said(report_words(words.language).kinds, name),
            "region": region(name, words.language),
        }.get(side, name)
        yield (called if name != NOWHERE else words("none"), _counts(part))


def _counts(one: Tally | PartCounts) -> list[Value]:
    states = [one.counts[state] for state in ORDER]
    answers = [one.answers[answer] for answer in ANSWERS]
    return [one.counts.total(), one.counts[State.SENT], *states, *answers]


def _to_do(counted: Tallies, words: _Words, told: ReportWords) -> SheetTable:
    address = [words("address")] if told.addresses else []
    header = [
        words("mailing"),
        words("name"),
        *address,
        words("why"),
        words("what"),
        words("command"),
    ]
    missing = words("unread").format(names=", ".join(map(told.safe, counted.read.unread)))
    rows: list[list[Value]] = []
    if counted.read.unread:
        rows.append(
            [
                None,
                None,
                *([None] if told.addresses else []),
                missing,
                None,
                "invite people --flaws",
            ]
        )
    rows += [
        [
            words.mailing(tally.mailing),
            told.safe(line.person.name.full),
            *([line.to] if told.addresses else []),
            told.why(line),
            told.what(line),
            told.command(line, tally.mailing),
        ]
        for tally in counted.mailings
        for line in tally.look
    ]
    return SheetTable(words("to_do"), header, rows)
