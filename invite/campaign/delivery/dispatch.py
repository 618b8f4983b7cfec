"""Dispatching: letters to a server or into the outbox, and what is put by after a run."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from invite.campaign.delivery.carriers import couriers_for, outbox, parcel
from invite.campaign.delivery.notices import Carried, Control, Notice, Uncontrolled
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.delivery.model import Parcel, Written
from invite.delivery.outbox import OutboxCourier
from invite.errors import LedgerUnusable
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.comparison import require
from invite.ledger.safekeeping.succession import require_current


def dispatch(
    project: Project,
    mailing_name: str,
    drafts: Iterable[Draft],
    spool: Spool,
    *,
    control: Control | None = None,
    notice: Callable[[Notice], None] = lambda _notice: None,
    show: Callable[[str], None] | None = None,
) -> Iterator[Carried]:
    """Carry the letters, yielding what became of each when that is written down; a letter put off
    may come several times.

    notice: called with why nothing goes for a while. show: as for `couriers_for`. Raises
    ServerRefusesUs when the server says no to us (nobody is marked failed), LedgerUnusable when the
    ledger cannot be written or knows less than was sent: no letter leaves that is not written down.
    Given up in the middle (closed), it stops at once, and letters in hand stay unclear.
    """
    control = control or Uncontrolled()
    require_current(project.ledger)
    if project.begins:
        require(project.ledger, project.settings.folder, project.settings.event.facts())
    try:
        if project.begins:
            from invite.campaign.delivery.loop.to_server import to_server

            couriers = couriers_for(project, show)
            yield from to_server(project, tuple(drafts), spool, couriers, control, notice)
        else:
            courier = OutboxCourier(outbox(project, mailing_name))
            yield from _to_outbox(project, drafts, spool, courier, control)
    finally:
        _put_by(project, notice)


def _put_by(project: Project, notice: Callable[[Notice], None]) -> None:
    """After a run, however it ended, the ledger's file is whole by itself, and there is a copy of
    it.
    """
    ledger = project.ledger
    with contextlib.suppress(LedgerUnusable):  # another program holds it, or the disk is full
        ledger.fold()
    if why := backups.keep(ledger, project.settings.folder, project.clock()):
        notice(Notice("backup", 0.0, why))


def _to_outbox(
    project: Project,
    drafts: Iterable[Draft],
    spool: Spool,
    courier: OutboxCourier,
    control: Control,
) -> Iterator[Carried]:
    """Write the letters into the outbox, each file once its letter is claimed and before the fact
    is there. A crash between the two leaves the letter ready; a file that is written twice is the
    same file.
    """
    name = project.settings.delivery.courier
    for draft in drafts:
        if control.asked() and control.confirmed():
            return
        write = partial(_written, courier, parcel(project, draft, spool.take(draft)))
        place = project.ledger.claims.write_down(spool.letter(draft), courier=name, write=write)
        yield Carried(draft.person.id, draft.message_id, None if place is None else Written(place))


def _written(courier: OutboxCourier, letter: Parcel) -> tuple[str, str]:
    """Write the letter into the outbox; where it lies, and its digest."""
    outcome = courier.carry(letter)
    return outcome.path, outcome.mark
