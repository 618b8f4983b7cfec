"""Where a project stands in one line, and what its coordinator may do next, each with the command to copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.event import Event
from invite.lifecycle import State
from invite.report.phrases import shown
from invite.summary import SKIPPED, Overview
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


def inside(one: Overview, courier: str) -> tuple[Step, ...]:
    """What the first mailing that is not finished needs."""
    if one.read_at is None:
        return (Step("invite people", _("read the sheets: who would be written to, and what is wrong with them")),)
    steps = []
    if one.changed:
        steps.append(Step("invite people", _("the sheets have changed since they were read")))
    for summary in one.mailings:
        counts = summary.counts()
        option = "" if summary is one.mailings[0] else f" --mailing {summary.mailing}"
        if counts[State.UNCLEAR]:
            n = counts[State.UNCLEAR]
            why = ngettext("{n} letter may or may not have gone", "{n} letters may or may not have gone", n).format(n=n)
            steps.append(Step(f"invite status{option} --state unclear", why))
        if counts[State.FAILED]:
            n = counts[State.FAILED]
            why = ngettext("{n} letter was refused or came back", "{n} letters were refused or came back", n).format(n=n)
            steps.append(Step(f"invite status{option} --state failed", why))
        todo = counts[State.READY] + counts[State.WAITING] + (counts[State.WRITTEN] if courier != "outbox" else 0)
        if todo:
            steps.append(Step(f"invite preview{option}", _("look at the letters")))
            steps.append(Step(f"invite send{option} --test YOUR@ADDRESS", _("send samples to yourself")))
            why = ngettext("{n} letter to send", "{n} letters to send", todo).format(n=todo)
            steps.append(Step(f"invite send{option}", why))
        if counts[SKIPPED]:
            n = counts[SKIPPED]
            why = ngettext("{n} person is held back: see why", "{n} people are held back: see why", n).format(n=n)
            steps.append(Step(f"invite status{option} --state skipped", why))
        if todo:
            break
    if courier == "outbox" and not any(step.command.startswith("invite send") for step in steps):
        steps.append(Step("invite status", _("the letters lie in the outbox folder; open them in your mail program")))
    return tuple(steps) or (Step("invite status", _("everybody has been written to")),)


def heading(event: Event, now: datetime, one: Overview) -> RenderableType:
    """The event, how far off it is, and each mailing in one line."""
    days = (event.starts.date() - now.date()).days
    ahead = ngettext("in {n} day", "in {n} days", days).format(n=days)
    when = ahead if days > 0 else _("today") if days == 0 else _("over")
    lines: list[RenderableType] = [Text.assemble((shown(event.title), "bold"), f"  ({when})")]
    for summary in one.mailings:
        counts = summary.counts()
        words = _("{mailing}: {people} people, {reached} reached, {written} in the outbox, {ready} to go, {look} to look at")
        lines.append(
            Text(
                words.format(
                    mailing=summary.mailing,
                    people=len(summary.lines),
                    reached=summary.reached,
                    written=counts[State.WRITTEN],
                    ready=counts[State.READY] + counts[State.WAITING],
                    look=counts[State.UNCLEAR] + counts[State.FAILED] + counts[SKIPPED],
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
