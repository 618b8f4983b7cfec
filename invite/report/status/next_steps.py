"""Where a project stands in one line, and what its coordinator may do next, each with the command
to copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.check.quick import BeforeSend
from invite.campaign.sending.lateness import past
from invite.campaign.status.today import Today
from invite.ledger.approvals import How
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.plan import DRAFTS, Because
from invite.records import replace
from invite.report.base import document
from invite.report.base.phrases import (
    doubted_words,
    outdated_words,
    refusing_words,
    setting_words,
    unread_words,
)
from invite.report.base.picture import Document, Remark
from invite.report.base.steps import Step, Steps
from invite.report.status import day as day_line
from invite.safe_text import shown
from invite.summary import LastReading
from invite.tally import AT_PEACE, Tally
from invite.words import _, ngettext

# Who is held by these is named by a step of their own.
ASKED = frozenset(one.value for one in (Because.QUESTION, Because.HELD, Because.ANSWER))


def outside() -> tuple[Step, ...]:
    """For somebody who stands in no project folder."""
    return (
        Step("invite demo", _("see the whole job on an example, in a minute")),
        Step("invite init", _("start a project in the folder with your spreadsheets")),
        Step(
            "invite --help",
            _("all commands; put --project FOLDER before one to work on a project elsewhere"),
        ),
    )


def steps(found: Today, before: BeforeSend | None = None) -> tuple[Step, ...]:
    """What the project needs now. before: what would stop `send`, if anything, which comes first;
    and what need not be looked at again.
    """
    if before and (red := before.red):
        first = Step("invite check", f"{red.where} {red.what}".strip())
        return (first, *steps(found, replace(before, red=None)))
    if found.tallies.closed:
        why = _("purged: the counts are kept, and there is nothing left to do")
        return (Step("invite status", why),)
    looked = before.looked if before else {}
    if found.overdue is None:
        return _inside(found, looked)
    n = found.overdue.days
    why = ngettext(
        "personal details are kept {n} day too long",
        "personal details are kept {n} days too long",
        n,
    ).format(n=n)
    return (Step("invite purge", why), *_inside(found, looked))


def _inside(found: Today, looked: Mapping[str, How]) -> tuple[Step, ...]:
    one = found.tallies
    steps = []
    if one.refusing_us:
        steps.append(Step("invite bounces", refusing_words()))
    steps += _questions(found)
    if one.read.unnamed:
        names = ", ".join(map(shown, one.read.unnamed))
        why = _("in the folder, but not in the settings: {names}").format(names=names)
        steps.append(Step("invite init --update", why))
    if one.read.at is None:
        why = _("read the sheets: who would be written to, and what is wrong with them")
        return (*steps, Step("invite people", why))
    if one.doubted:
        steps.append(Step("invite bounces", doubted_words(one.doubted)))
    steps += [*_sheets(one.read), *_answers(found)]
    sending = False
    for tally, mailing in zip(one.mailings, found.mailings, strict=True):
        option = "" if tally is one.mailings[0] else f" --mailing {tally.mailing}"
        steps += _to_mend(tally, option)
        steps += _drafts(tally, option, found.courier)
        if (todo := tally.to_go) and not past(found, mailing):
            sends = _to_send(todo, option, mailing, found, looked.get(mailing.name))
            steps += sends[-1:] if sending else sends
            sending = True
        if held := sum(n for because, n in tally.held.items() if because not in AT_PEACE | ASKED):
            why = ngettext(
                "{n} person is held: see why", "{n} people are held: see why", held
            ).format(n=held)
            steps.append(Step(f"invite status{option}", why))
    rest = _("everybody has been written to")
    if found.over:
        rest = _("the event is over; when personal details are no longer needed: invite purge")
    return tuple(steps) or (Step("invite status", rest),)


def _questions(found: Today) -> Iterator[Step]:
    """What is asked of the coordinator: who is who, and whose the lines of registrations are."""
    held = found.tallies.mailings[0].held
    if n := held[Because.QUESTION] + held[Because.HELD]:
        why = ngettext(
            "{n} person is held until you have decided",
            "{n} people are held until you have decided",
            n,
        )
        yield Step("invite review", why.format(n=n))
    if n := found.open_lines:
        why = ngettext(
            "{n} line of registrations needs your answer",
            "{n} lines of registrations need your answer",
            n,
        )
        yield Step("invite registrations", why.format(n=n))


def _sheets(read: LastReading) -> Iterator[Step]:
    """What of the sheets is in no count, or in another way than they stand now."""
    if read.unread:
        yield Step("invite people --flaws", unread_words(read.unread))
    elif read.nobody:
        n = read.nobody
        why = ngettext(
            "{n} row names nobody and gets no letter", "{n} rows name nobody and get no letter", n
        )
        yield Step("invite people --flaws", why.format(n=n))
    if read.changed:
        yield Step("invite people", _("the sheets have changed since they were read"))


def _answers(found: Today) -> Iterator[Step]:
    """What is known of answers had better be fresh before anybody is reminded; and who was there is
    known to the coordinator.
    """
    if found.called_off:
        return
    day = found.day
    reminding = any(
        Word.NO_ANSWER in words(mailing.audience) and tally.to_go
        for tally, mailing in zip(found.tallies.mailings, found.mailings, strict=True)
    )
    if found.over:
        if (
            day
            and not day.attended
            and any(Word.ATTENDED in words(mailing.audience) for mailing in found.mailings)
        ):
            yield Step(
                "invite mark",
                _("say who attended, by name or from a sheet: invite mark --from FILE attended"),
            )
    elif day and day.export_days:
        n = day.export_days
        why = ngettext(
            "the export of registrations is {n} day old",
            "the export of registrations is {n} days old",
            n,
        )
        yield Step(
            "invite registrations",
            f"{why.format(n=n)}: " + _("get a new one, and add its file name to this command"),
        )
    elif day and day.export_days is None and reminding:
        why = _(
            "who has registered is not known yet: get the export, and add its"
            " file name to this command"
        )
        yield Step("invite registrations", why)


def _drafts(tally: Tally, option: str, courier: str) -> Iterator[Step]:
    """Nobody but the coordinator knows whether drafts were sent, or where they have gone."""
    gone = sum(one.because in DRAFTS and one.state == State.WRITTEN for one in tally.look)
    if lying := tally.counts[State.WRITTEN] - gone:
        if courier == "drafts":
            why = ngettext(
                "{n} draft is in Drafts: see whether it has left",
                "{n} drafts are in Drafts: see which have left",
                lying,
            )
            yield Step("invite status --refresh", why.format(n=lying))
        else:
            why = ngettext(
                "Have you sent this draft from your mail program?",
                "Have you sent these {n} drafts from your mail program?",
                lying,
            )
            yield Step(f"invite settle --outbox --sent{option}", why.format(n=lying))
    if gone:
        why = ngettext(
            "{n} draft is no longer there: say whether it was sent",
            "{n} drafts are no longer there: say whether they were sent",
            gone,
        )
        yield Step(f"invite status{option} --state written", why.format(n=gone))


def _to_mend(tally: Tally, option: str) -> list[Step]:
    steps = []
    if n := tally.counts[State.UNCLEAR]:
        why = ngettext(
            "{n} letter may or may not have gone", "{n} letters may or may not have gone", n
        ).format(n=n)
        steps.append(Step(f"invite status{option} --state unclear", why))
    if n := tally.counts[State.FAILED]:
        why = ngettext(
            "{n} letter was refused or came back", "{n} letters were refused or came back", n
        ).format(n=n)
        steps.append(Step(f"invite status{option} --state failed", why))
    return steps


def _to_send(
    todo: int, option: str, mailing: Mailing, found: Today, looked: How | None
) -> list[Step]:
    why = ngettext("{n} letter to send", "{n} letters to send", todo).format(n=todo)
    if Word.NO_ANSWER in words(mailing.audience):
        why = ngettext("{n} person to remind", "{n} people to remind", todo).format(n=todo)
        last = found.event.reply_by
        if last and found.now.date() <= last:
            why = ngettext(
                "{n} person to remind by {day}.{month}.",
                "{n} people to remind by {day}.{month}.",
                todo,
            )
            why = why.format(n=todo, day=last.day, month=last.month)
    steps = [] if looked else [Step(f"invite preview{option}", _("look at the letters"))]
    if looked != "test":
        test = Step(f"invite send{option} --test {found.me}", _("send yourself test letters"))
        steps.append(test)
    return [*steps, Step(f"invite send{option}", why)]


def screen(found: Today, before: BeforeSend | None = None) -> RenderableType:
    """`invite` alone, in a project. before: as for `steps`."""
    last = day_line.director(found)
    said = [Text(f"\n{last}")] if last else []
    return Group(day_line.heading(found), Steps(steps(found, before)), *said)


def remarks(found: Today) -> Iterator[Remark]:
    """What is said next to it: that the event has changed since letters went, and what had better
    be changed in the settings.
    """
    if found.outdated:
        yield Remark(outdated_words(found.outdated))
    yield from map(Remark, setting_words(found.warnings))


def to_document(found: Today, before: BeforeSend | None = None) -> Document:
    """`invite --json`, in a project. before: as for `steps`."""
    return {
        "project": str(found.folder),
        **document.overview(found.overview),
        "day": day_line.to_document(found.day),
        "outdated": found.outdated.people if found.outdated else 0,
        "next": [step.command for step in steps(found, before)],
    }


def outside_document() -> Document:
    """The same where no project is."""
    return {"project": None, "next": [step.command for step in outside()]}
