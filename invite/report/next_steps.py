"""Where a project stands in one line, and what its coordinator may do next, each with the command to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.event import Event
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.report.day import Day, line
from invite.report.phrases import shown, unread_words
from invite.tally import AT_PEACE, Tallies, Tally
from invite.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next. command: to copy; why: in words."""

    command: str
    why: str


def outside() -> tuple[Step, ...]:
    """For somebody who stands in no project folder."""
    return (
        Step("invite demo", _("see the whole main job on an example, in a minute")),
        Step("invite init", _("begin a project in the folder where your spreadsheets are")),
        Step("invite --project FOLDER", _("work on a project in another folder")),
    )


def inside(
    one: Tallies, courier: str, mailings: Sequence[Mailing], event: Event, now: datetime, day: Day | None
) -> tuple[Step, ...]:
    """What the project needs now. one: all mailings counted, in the order of `mailings`. now: in the event's time zone."""
    if one.read.at is None:
        return (Step("invite people", _("read the sheets: who would be written to, and what is wrong with them")),)
    steps = []
    if one.read.unread:
        steps.append(Step("invite people --flaws", unread_words(one.read.unread)))
    if one.read.changed:
        steps.append(Step("invite people", _("the sheets have changed since they were read")))
    if day and day.export_days and now < event.ends:
        n = day.export_days
        why = ngettext("the export of registrations is {n} day old", "the export of registrations is {n} days old", n)
        steps.append(Step("invite registrations FILE", why.format(n=n)))
    for tally, mailing in zip(one.mailings, mailings, strict=True):
        option = "" if tally is one.mailings[0] else f" --mailing {tally.mailing}"
        steps += _to_mend(tally, option)
        todo = (
            tally.counts[State.READY] + tally.counts[State.WAITING] + (tally.counts[State.WRITTEN] if courier != "outbox" else 0)
        )
        if todo:
            steps += _to_send(todo, option, mailing, event, now)
        if held := sum(n for because, n in tally.held.items() if because not in AT_PEACE):
            why = ngettext("{n} person is held back: see why", "{n} people are held back: see why", held).format(n=held)
            steps.append(Step(f"invite status{option} --state skipped", why))
        if todo:
            break
    written = any(tally.counts[State.WRITTEN] for tally in one.mailings)
    if courier == "outbox" and written and not any(step.command.startswith("invite send") for step in steps):
        steps.append(Step("invite status", _("the letters lie in the outbox folder; open them in your mail program")))
    return tuple(steps) or (Step("invite status", _("everybody has been written to")),)


def letting_go(steps: tuple[Step, ...], closed: bool, overdue: timedelta | None) -> tuple[Step, ...]:
    """The steps, as the purge changes them. closed: it has been done. overdue: for how long it should have been."""
    if closed:
        return (Step("invite status", _("purged: the counts are kept, and there is nothing left to do")),)
    if overdue is None:
        return steps
    n = overdue.days
    why = ngettext("people's details are kept {n} day too long", "people's details are kept {n} days too long", n).format(n=n)
    return (Step("invite purge", why), *steps)


def _to_mend(tally: Tally, option: str) -> list[Step]:
    steps = []
    if n := tally.counts[State.UNCLEAR]:
        why = ngettext("{n} letter may or may not have gone", "{n} letters may or may not have gone", n).format(n=n)
        steps.append(Step(f"invite status{option} --state unclear", why))
    if n := tally.counts[State.FAILED]:
        why = ngettext("{n} letter was refused or came back", "{n} letters were refused or came back", n).format(n=n)
        steps.append(Step(f"invite status{option} --state failed", why))
    return steps


def _to_send(todo: int, option: str, mailing: Mailing, event: Event, now: datetime) -> list[Step]:
    why = ngettext("{n} letter to send", "{n} letters to send", todo).format(n=todo)
    if Word.NO_ANSWER in words(mailing.audience):
        why = ngettext("{n} to remind", "{n} to remind", todo).format(n=todo)
        if event.reply_by and now.date() <= event.reply_by:
            why = ngettext("{n} to remind by {day}.{month}.", "{n} to remind by {day}.{month}.", todo)
            why = why.format(n=todo, day=event.reply_by.day, month=event.reply_by.month)
    return [
        Step(f"invite preview{option}", _("look at the letters")),
        Step(f"invite send{option} --test YOUR@ADDRESS", _("send samples to yourself")),
        Step(f"invite send{option}", why),
    ]


def heading(event: Event, now: datetime, one: Tallies, day: Day | None) -> RenderableType:
    """The event, how far off it is, what has come of the invitation, and each mailing in one line."""
    days = (event.starts.date() - now.date()).days
    ahead = ngettext("in {n} day", "in {n} days", days).format(n=days)
    when = ahead if days > 0 else _("today") if days == 0 else _("over")
    lines: list[RenderableType] = [Text.assemble((shown(event.title), "bold"), f"  ({when})")]
    if day:
        lines.append(Text(line(day), style="bold"))
    for tally in one.mailings:
        words_ = _("{mailing}: {people} people, {reached} reached, {written} in the outbox, {ready} to go, {look} to look at")
        lines.append(
            Text(
                words_.format(
                    mailing=tally.mailing,
                    people=tally.people,
                    reached=tally.reached,
                    written=tally.counts[State.WRITTEN],
                    ready=tally.counts[State.READY] + tally.counts[State.WAITING],
                    look=tally.looks - tally.counts[State.WAITING],
                )
            )
        )
    return Group(*lines)


def picture(steps: tuple[Step, ...]) -> RenderableType:
    """The steps, the commands to copy on the left."""
    table = Table(box=None, pad_edge=False, title=Text(_("Next:"), style="bold"), title_justify="left", show_header=False)
    table.add_column(style="cyan", no_wrap=True)
    for step in steps:
        table.add_row(step.command, Text(step.why))
    return table
