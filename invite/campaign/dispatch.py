"""Dispatching: each letter written down as started, carried, and written down as what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from invite.campaign.compose import Draft, Spool
from invite.campaign.project import Project
from invite.delivery.model import Accepted, Courier, Deferred, Outcome, Parcel, Refused, Unclear, Written
from invite.errors import InviteError, ServerRefusesUs
from invite.lifecycle import Fact
from invite.words import _

ENOUGH = 3  # letters in a row that the server puts off for a reason that holds for everybody


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one letter. outcome None: another sender has it, so it was left alone."""

    draft: Draft
    outcome: Outcome | None


def courier_for(project: Project, mailing_name: str) -> Courier:
    """The courier that the settings name. Raises MustMend where its settings or its password are missing."""
    from invite.delivery.couriers import make_courier

    return make_courier(project.settings.delivery, outbox(project, mailing_name))


def outbox(project: Project, mailing_name: str) -> Path:
    """The folder that the outbox courier writes a mailing's letters to."""
    return project.settings.folder / "outbox" / mailing_name


def parcel(project: Project, draft: Draft, content: bytes) -> Parcel:
    """The letter as a courier carries it."""
    return Parcel(
        sender=project.settings.sender.address,
        recipient=draft.recipient,
        message_id=draft.letter.message_id,
        content=content,
        label=draft.person.name.full,
        smtputf8=draft.smtputf8,
    )


def dispatch(
    project: Project,
    drafts: Iterable[Draft],
    spool: Spool,
    courier: Courier,
    *,
    stopped: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Carried]:
    """Carry the letters one by one, yielding what became of each.

    stopped: asked before each letter; a letter in hand is always finished. Raises ServerRefusesUs when the server says no to us
    (nobody is marked failed), LedgerUnusable when the ledger cannot be written: no letter leaves that is not written down.
    """
    delivery = project.settings.delivery
    carry = _to_people if project.reaches else _to_outbox
    next_at = time.monotonic()
    pushed_back = 0
    courier.open()
    for draft in drafts:
        if (pause := next_at - time.monotonic()) > 0:
            sleep(pause)
        if stopped():
            return
        next_at = time.monotonic() + delivery.pace
        outcome = carry(project, draft, spool, courier)
        yield Carried(draft, outcome)
        pushed_back = pushed_back + 1 if isinstance(outcome, Deferred) and outcome.slow_down else 0
        if pushed_back == ENOUGH:
            raise ServerRefusesUs(
                _("The mail server takes no more letters now. It says: {reply}").format(reply=words(outcome)),
                hint=_("Run the command again later: it goes on where it was."),
            )


def _to_people(project: Project, draft: Draft, spool: Spool, courier: Courier) -> Outcome | None:
    ledger, name = project.ledger.letters, project.settings.delivery.courier
    if not ledger.start(draft.letter, courier=name, reaches=True):
        return None
    try:
        outcome = courier.carry(parcel(project, draft, spool.take(draft)))
    except InviteError as error:
        # A no to us, before or instead of the letter: it did not go, and whoever runs this again goes on with it.
        ledger.release((draft.letter.message_id, *getattr(error, "earlier", ())), courier=name)
        raise
    fact = _fact(outcome)
    if fact is not None:
        ledger.add_fact(draft.letter, fact, courier=name, words=words(outcome))
    return outcome


def _to_outbox(project: Project, draft: Draft, spool: Spool, courier: Courier) -> Outcome | None:
    # A file that is written twice is the same file, so it may come before the fact; a crash between leaves the letter ready.
    outcome = courier.carry(parcel(project, draft, spool.take(draft)))
    name = project.settings.delivery.courier
    taken = project.ledger.letters.write_down(draft.letter, courier=name, words=words(outcome))
    return outcome if taken else None


def _fact(outcome: Outcome) -> Fact | None:
    match outcome:
        case Accepted():
            return Fact.ACCEPTED
        case Written():
            return Fact.WRITTEN
        case Deferred():
            return Fact.DEFERRED
        case Refused():
            return Fact.REFUSED
        case Unclear():
            return None  # started, and nothing more is known: that is what unclear means
    assert_never(outcome)


def words(outcome: Outcome | None) -> str:
    """What the server said, or where the letter lies."""
    match outcome:
        case None:
            return _("another sender has this letter")
        case Written(path):
            return path
        case Accepted(reply) | Deferred(reply) | Refused(reply) | Unclear(reply):
            return reply
    assert_never(outcome)
