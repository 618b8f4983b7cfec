"""Dispatching: each letter written down as started, carried, and written down as what became of
it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from invite.campaign.delivery.connection import Connection
from invite.campaign.delivery.proof import proved_after
from invite.campaign.delivery.queue import Agenda
from invite.campaign.delivery.run import Carried, Ended, Notice, Run
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.delivery.couriers import make_couriers
from invite.delivery.model import Courier, Parcel, Written
from invite.delivery.smtp.errors import RefusedInARow
from invite.errors import LedgerUnusable
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.baseline import note
from invite.ledger.safekeeping.comparison import require
from invite.ledger.safekeeping.succession import require_current

if TYPE_CHECKING:
    from invite.delivery.graph.proof import Proof

LOOK = 0.02  # seconds between two looks whether somebody wants it to stop
WORTH = 10  # letters that a further connection is opened for
NOW = 3.0  # seconds that connections have to come to an end when everything is to stop at once


class Control(Protocol):
    """Whoever may want a run to stop."""

    def asked(self) -> bool:
        """Whether somebody wants it to stop. Then nothing new is begun, and those letters in hand
        are finished.
        """

    def confirmed(self) -> bool:
        """Whether it is to stop, asked when no letter is in hand any more; no: it goes on."""


class Uncontrolled:
    """Nobody stops it."""

    def asked(self) -> bool:
        """Never."""
        return False

    def confirmed(self) -> bool:
        """Never."""
        return False


Couriers = Callable[[], Courier]


def couriers_for(
    project: Project, mailing_name: str, show: Callable[[str], None] | None = None
) -> Couriers:
    """Makes couriers as the settings say. show: to whoever sits there and may sign in again. Raises
    MustMend where their settings or their password are missing.
    """
    settings = project.settings
    return make_couriers(
        settings.delivery, outbox(project, mailing_name), sender=settings.sender.address, show=show
    )


def mailbox(project: Project, show: Callable[[str], None] | None = None) -> Proof | None:
    """The mailbox that letters leave from, where it may be read. show: as for `couriers_for`."""
    if project.settings.delivery.courier != "graph":
        return None
    proof: Proof | None = getattr(couriers_for(project, "", show)(), "proof", None)
    return proof


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
        settled=draft.settled,
    )


def dispatch(
    project: Project,
    drafts: Iterable[Draft],
    spool: Spool,
    couriers: Couriers,
    *,
    control: Control | None = None,
    notice: Callable[[Notice], None] = lambda _notice: None,
) -> Iterator[Carried]:
    """Carry the letters, yielding what became of each when that is written down; a letter put off
    may come several times.

    notice: called with why nothing goes for a while. Raises ServerRefusesUs when the server says no
    to us (nobody is marked failed), LedgerUnusable when the ledger cannot be written or knows less
    than was sent: no letter leaves that is not written down. Given up in the middle (closed), it
    stops at once, and letters in hand stay unclear.
    """
    control = control or Uncontrolled()
    require_current(project.ledger)
    if project.begins:
        require(project.ledger, project.settings.folder, project.settings.event.facts())
    try:
        if project.begins:
            yield from _to_server(project, tuple(drafts), spool, couriers, control, notice)
        else:
            yield from _to_outbox(project, drafts, spool, couriers(), control)
    finally:
        _put_by(project, notice)


def _to_server(
    project: Project,
    drafts: tuple[Draft, ...],
    spool: Spool,
    couriers: Couriers,
    control: Control,
    notice: Callable[[Notice], None],
) -> Iterator[Carried]:
    ledger, delivery = project.ledger, project.settings.delivery
    first = couriers()
    first.open()
    try:
        name = getattr(first, "name", delivery.courier)
        with ledger.sender(courier=name, pace=delivery.pace, daily=delivery.daily) as turns:
            note(ledger, project.settings.folder, project.settings.event.facts(cancelled=False))
            turns.prepare(drafts, spool.letter)
            run = Run(Agenda(drafts, delivery.patience), spool, turns, delivery.patience)
            yield from _Threads(project, run, couriers).work(
                first, delivery.connections, control, notice
            )
        if (proof := getattr(first, "proof", None)) is not None:
            yield from proved_after(project, proof, notice)
    finally:
        first.close()


class _Threads:
    """The connections of a run, each in a thread of its own, and the one that watches over them."""

    def __init__(self, project: Project, run: Run, couriers: Couriers) -> None:
        self._project, self._run, self._couriers = project, run, couriers

    def work(
        self, first: Courier, most: int, control: Control, notice: Callable[[Notice], None]
    ) -> Iterator[Carried]:
        """Yield what the connections have done, until all have come to their end; raise what has
        stopped them.
        """
        run = self._run
        count = min(most, -(-run.agenda.untouched() // WORTH))
        open_couriers = [first, *(self._couriers() for _ in range(count - 1))]
        threads = [
            threading.Thread(target=self._connection(c, first), daemon=True) for c in open_couriers
        ]
        for thread in threads:
            thread.start()
        at_work = len(threads)
        try:
            while at_work:
                for told in run.told(LOOK):
                    match told:
                        case Carried():
                            yield told
                        case Notice():
                            notice(told)
                        case Ended():
                            at_work -= 1
                self._look(control)
            if run.agenda.next_run is not None:
                notice(Notice("next run", run.agenda.next_run))
        finally:
            run.stop()
            if at_work:
                _break_off(open_couriers)
            end = time.monotonic() + NOW
            for thread in threads:
                thread.join(max(0.0, end - time.monotonic()))
        if run.error is not None:
            # What was taken for a no to an address was one to us; by now every connection has
            # written down what it took.
            if isinstance(run.error, RefusedInARow):
                run.turns.release(run.error.earlier)
            raise run.error

    def _connection(self, courier: Courier, first: Courier) -> Callable[[], None]:
        return Connection(self._run, courier, self._parcel, first=courier is first).work

    def _parcel(self, draft: Draft) -> Parcel:
        return parcel(self._project, draft, self._run.spool.take(draft))

    def _look(self, control: Control) -> None:
        """Whether somebody wants it to stop: pause, and ask when no letter is in hand."""
        run = self._run
        if run.stopped or not control.asked():
            return
        run.pause(on=True)
        if run.idle:
            if run.agenda.due() is not None and control.confirmed():
                run.stop()
            run.pause(on=False)


def _put_by(project: Project, notice: Callable[[Notice], None]) -> None:
    """After a run, however it ended, the ledger's file is whole by itself, and there is a copy of
    it.
    """
    ledger = project.ledger
    with contextlib.suppress(LedgerUnusable):  # another program holds it, or the disk is full
        ledger.fold()
    if why := backups.keep(ledger, project.settings.folder, project.clock()):
        notice(Notice("backup", 0.0, why))


def _break_off(couriers: Iterable[Courier]) -> None:
    """End connections in the middle of whatever they do."""
    for courier in couriers:
        courier.abort()


def _to_outbox(
    project: Project, drafts: Iterable[Draft], spool: Spool, courier: Courier, control: Control
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
        yield Carried(
            draft.person.id, draft.letter.message_id, None if place is None else Written(place)
        )


def _written(courier: Courier, letter: Parcel) -> tuple[str, str]:
    """Write the letter into the outbox; where it lies, and its digest."""
    outcome = courier.carry(letter)
    assert isinstance(outcome, Written)
    return outcome.path, outcome.mark
