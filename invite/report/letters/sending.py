"""What `invite send` shows: before the yes, what had better be known, and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rich.console import RenderableType

from invite.campaign.sending.samples import SampleSending
from invite.campaign.sending.send import PreparedSend, Sending
from invite.report.base import problems
from invite.report.base.phrases import (
    nobody_words,
    outdated_words,
    setting_words,
    unnamed_words,
)
from invite.report.base.picture import Document, Remark
from invite.report.letters import outgoing, since_look
from invite.report.registrations import export
from invite.safe_text import shown
from invite.words import ngettext

SETTLE = "invite settle --outbox --sent"
Done = Sending | SampleSending


def before(found: PreparedSend) -> list[RenderableType | Remark]:
    """What would go to how many, who is left out and why, and what changed since the last look."""
    shown_first = [outgoing.plan(found.plan, found.mailing, found.courier)]
    if found.letters:
        shown_first += since_look.picture(
            found.since, found.mailing, first=found.first, me=found.me
        )
    return [*shown_first, *_remarks(found)]


def _remarks(found: PreparedSend) -> Iterator[Remark]:
    """What had better be looked at before letters go: the day, drafts, settings, what others were
    told, how old answers are.
    """
    if found.late:
        yield Remark(found.late, bold=True)
    if found.drafts:
        yield Remark(_of_drafts(found), bold=True)
    if found.unsent:
        words = ngettext(
            "{n} person has an earlier letter that is still a draft, and is"
            " skipped. If you have sent it: {command}",
            "{n} people have an earlier letter that is still a draft, and are"
            " skipped. If you have sent them: {command}",
            found.unsent,
        )
        yield Remark(words.format(n=found.unsent, command=SETTLE), bold=True)
    yield from map(Remark, setting_words(found.warnings))
    if found.outdated:
        yield Remark(outdated_words(found.outdated))
    if found.stale is not None:
        yield Remark(export.stale(found.stale))
    if found.nobody:
        yield Remark(nobody_words(found.nobody))
    if found.unnamed:
        yield Remark(unnamed_words(found.unnamed, found.ignore), bold=True)


def _of_drafts(found: PreparedSend) -> str:
    """What becomes of the drafts of those who are written to."""
    if not found.by_mail:
        words = ngettext(
            "{n} draft is written again: to another address, or because the event has changed.",
            "{n} drafts are written again: to another address, or because the event has changed.",
            found.drafts,
        )
        return words.format(n=found.drafts)
    words = ngettext(
        "{n} of these is an unchanged draft: the draft is removed, and the"
        " letter goes by e-mail. If you have sent it by hand, stop here:"
        " {command}",
        "{n} of these are unchanged drafts: the drafts are removed, and the"
        " letters go by e-mail. If you have sent them by hand, stop here:"
        " {command}",
        found.drafts,
    )
    return words.format(n=found.drafts, command=SETTLE)


def question(found: PreparedSend) -> str:
    """What is said yes to."""
    n = found.letters
    return ngettext("{n} letter would be sent.", "{n} letters would be sent.", n).format(n=n)


def screen(done: Done) -> list[RenderableType]:
    """What the run has done; of a dry run all was said before."""
    match done:
        case SampleSending():
            return _samples(done)
        case Sending(dry_run=True) | Sending(agreed=False):
            return []
        case Sending():
            return [outgoing.sent(done.lines, done.prepared.courier)]
    assert_never(done)


def _samples(done: SampleSending) -> list[RenderableType]:
    n = len(done.lines)
    if not done.dry_run:
        words = ngettext("{n} test letter to {address}:", "{n} test letters to {address}:", n)
        return [words.format(n=n, address=done.to), outgoing.sent(done.lines, done.courier)]
    words = ngettext(
        "{n} test letter would go to {address}:", "{n} test letters would go to {address}:", n
    )
    about = [f"  {shown(person.name.full)}: {shown(subject)}" for person, subject in done.subjects]
    return [words.format(n=n, address=done.to), *about]


def to_document(done: Done) -> Document:
    """`invite send --json`, and with `--test`."""
    match done:
        case SampleSending():
            found = outgoing.to_document(
                done.mailing, done.courier, done.lines, dry_run=done.dry_run
            )
            return {**found, "test": done.to}
        case Sending(prepared=prepared):
            found = outgoing.to_document(
                prepared.mailing,
                prepared.courier,
                done.lines,
                dry_run=done.dry_run or not done.agreed,
            )
            return {
                **found,
                "rows_without_person": prepared.nobody,
                "unnamed": list(prepared.unnamed),
                **since_look.to_document(prepared.since),
                **(problems.to_document(done.stopped) if done.stopped else {}),
            }
    assert_never(done)
