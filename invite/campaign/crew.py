"""Several worker processes that compose and send together: their parts, their words, and what a dead one leaves behind."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self, cast

from invite.campaign.compose import Unwritable
from invite.campaign.dispatch import LOOK, Control
from invite.campaign.project import Clock, Project
from invite.campaign.ready import InHouse, in_house
from invite.campaign.run import Carried, Notice
from invite.campaign.spool import Spool
from invite.campaign.worker import Composed, Done, Idle, Part, Trouble, Word, work
from invite.delivery.model import Accepted, Refused, Unclear
from invite.delivery.row import PolicyRow
from invite.delivery.trouble import RefusedInARow, in_a_row
from invite.errors import InviteError
from invite.language import Language
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.plan import Send
from invite.words import _

ENDS = 5.0  # seconds that the workers have to end by themselves


@dataclass(slots=True)
class _Worker:
    """One process. sends: its part. left: it has ended, and its part perhaps not: it died, or the server turned it away."""

    process: SpawnProcess
    pipe: Connection
    sends: tuple[Send, ...] = ()
    idle: bool = False
    left: bool = False

    def say(self, word: Word | Part | None) -> None:
        """Tell it something; a dead one hears nothing."""
        try:
            self.pipe.send(word)
        except OSError:
            return


class Crew:
    """Worker processes for one run. Begin it before the sheets are read: the processes need a moment to be there."""

    def __init__(self, folder: Path, clock: Clock, workers: int) -> None:
        """folder: of the project. clock: a function that another process can import."""
        ForkingPickler.register(MappingProxyType, _unwrapped)  # people carry such, and pickle knows no way for them
        context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        for _number in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, folder, clock), daemon=True)
            process.start()
            theirs.close()  # so that its death is the pipe's end
            self._workers.append(_Worker(process, ours))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            # Stopped at once means now; what was in hand is unclear, as after a crash.
            if kind is not None and not issubclass(kind, Exception):
                worker.process.kill()
            worker.say(Word.STOP if worker.sends else None)
        end = time.monotonic() + ENDS
        for worker in self._workers:
            worker.process.join(max(0.0, end - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(ENDS)
            worker.pipe.close()

    def compose(
        self, project: Project, mailing: Mailing, sends: Iterable[Send], spool: Spool, remark: Callable[[str], None]
    ) -> CrewReady:
        """Have all letters composed and checked. spool: for those that this process must see to itself.

        Raises MustMend with all that is wrong with any of them.
        """
        whom = tuple(sends)
        # More workers than connections would have nothing to do.
        most = max(1, min(len(self._workers), project.settings.delivery.connections, len(whom)))
        at_work = self._workers[:most] if whom else []
        for n, worker in enumerate(at_work):
            worker.sends = whom[n::most]
            connections = project.settings.delivery.connections
            worker.say(Part(mailing.name, worker.sends, connections // most + (n < connections % most)))
        frames: dict[Language, str] = {}
        troubles: list[Trouble] = []
        remarks: dict[str, None] = {}
        left: list[Send] = []
        for worker in at_work:
            match _heard(worker):
                case Composed(shared, said):
                    frames |= shared
                    remarks |= dict.fromkeys(said)
                case Done(Trouble() as trouble):
                    troubles.append(trouble)
                case _:  # it is dead; nobody else may suffer
                    left += worker.sends
                    worker.sends = ()
        if troubles:
            raise _all_of(troubles, whom)
        for text in remarks:
            remark(text)
        own = in_house(project, mailing, left, spool)
        return CrewReady(project, mailing, whom, frames | dict(own.frames), self._at_work(), own)

    def _at_work(self) -> tuple[_Worker, ...]:
        return tuple(worker for worker in self._workers if worker.sends)


@dataclass(slots=True)
class CrewReady:
    """Letters composed by workers, each holding its part. own: those that this process had to compose itself.

    row: refusals that may be about us, over all workers: each knows only its own.
    """

    project: Project
    mailing: Mailing
    sends: tuple[Send, ...]
    frames: Mapping[Language, str]
    workers: tuple[_Worker, ...]
    own: InHouse
    row: PolicyRow = field(default_factory=PolicyRow)

    def carry(self, control: Control, notice: Callable[[Notice], None]) -> Iterator[Carried]:
        """As `dispatch` does; when the workers have ended, what some have left is sent from here."""
        told: set[PersonId] = set()
        errors: list[InviteError] = []
        turned_away: list[InviteError] = []
        with _killed_if_given_up(self.workers):
            for event in self._listen(control):
                match event:
                    case Carried():
                        told.add(event.person)
                        yield event
                    case Notice():
                        notice(event)
                    case Trouble():
                        (turned_away if event.alone else errors).append(event.error())
                    case RefusedInARow():
                        errors.append(event)
        if len(turned_away) == len(self.workers):
            errors += turned_away
        if errors:
            raise self._also_suspect(errors[0]) if isinstance(errors[0], RefusedInARow) else errors[0]
        if not control.asked():
            yield from self._rest(told, control, notice)

    def _listen(self, control: Control) -> Iterator[Carried | Notice | Trouble | RefusedInARow]:
        """What the workers say, until all have ended; Ctrl-C is passed on to them."""
        active = {worker.pipe: worker for worker in self.workers}
        self._say(active.values(), Word.GO)
        paused = False
        while active:
            for pipe in cast("list[Connection]", wait(list(active), LOOK)):  # on Windows they are of another class
                worker = active[pipe]
                match _heard(worker):
                    case Carried() as carried:
                        yield carried
                        if (no := self._about_us(carried)) is not None:
                            self._say(active.values(), Word.STOP)
                            yield no
                    case Notice() as notice:
                        yield notice
                    case Idle():
                        worker.idle = True
                    case Done(trouble):
                        del active[pipe]
                        if trouble is not None:
                            yield trouble
                            worker.left = trouble.alone
                            if not trouble.alone:
                                self._say(active.values(), Word.STOP)
                    case _:
                        del active[pipe]
                        worker.left = True  # dead; its part is seen to when the others have ended
            if control.asked() and not paused:
                paused = True
                self._say(active.values(), Word.PAUSE)
            if paused and active and all(worker.idle for worker in active.values()):
                paused = False
                self._say(active.values(), Word.STOP if control.confirmed() else Word.ON)

    def _say(self, workers: Iterable[_Worker], word: Word) -> None:
        for worker in workers:
            worker.idle = False
            worker.say(word)

    def _about_us(self, carried: Carried) -> RefusedInARow | None:
        """Whether this is one refusal too many, by whichever worker."""
        match carried.outcome:
            case Accepted():
                self.row.accepted()
            case Refused(reply, policy=True):
                to = next(send.to.written for send in self.sends if send.person.id == carried.person)
                if self.row.refused(carried.message_id, to):
                    return in_a_row(reply, self.project.settings.delivery, ())
        return None

    def _also_suspect(self, error: RefusedInARow) -> RefusedInARow:
        """Where it is found that the server refuses us, all refusals for the same reason count for nothing."""
        more = tuple(id_ for id_ in self.row.running() if id_ not in error.earlier)
        self.project.ledger.letters.release(more, courier=self.project.settings.delivery.courier)
        return RefusedInARow(error.what, hint=error.hint, earlier=(*error.earlier, *more))

    def _rest(self, told: set[PersonId], control: Control, notice: Callable[[Notice], None]) -> Iterator[Carried]:
        """What some workers have left: told from the ledger, or sent if it was not begun."""
        left = [send for worker in self.workers if worker.left for send in worker.sends if send.person.id not in told]
        standings = self.project.ledger.letters.standings(self.mailing.name) if left else {}
        again: list[Send] = []
        for send in left:
            standing = standings.get(send.person.id)
            same = standing if standing is not None and standing.number == send.number else None
            match same.state if same else State.READY:
                case State.SENT if same:
                    yield Carried(send.person.id, same.message_id, Accepted(same.reply))
                # A no to another address is from before this run.
                case State.FAILED if same and same.address == send.to.key:
                    yield Carried(send.person.id, same.message_id, Refused(same.reply))
                case State.UNCLEAR if same and not same.in_hand:
                    yield Carried(send.person.id, same.message_id, Unclear(_("Its sender ended before it knew.")))
                case _:
                    again.append(send)
        if self.own.drafts:  # without any it would open a connection for nothing
            yield from self.own.carry(control, notice)
        if again:
            with Spool() as spool:
                yield from in_house(self.project, self.mailing, again, spool).carry(control, notice)


@contextmanager
def _killed_if_given_up(workers: Iterable[_Worker]) -> Iterator[None]:
    """Given up in the middle (Ctrl-C again), the workers end now: they would wait for a slow server's answers."""
    try:
        yield
    except Exception:
        raise
    except BaseException:
        for worker in workers:
            worker.process.kill()
        for worker in workers:  # what they have done is asked next
            worker.process.join(ENDS)
        raise


def _heard(worker: _Worker) -> object:
    """The next thing that the worker says; None if it is dead."""
    try:
        return worker.pipe.recv()
    except (EOFError, OSError):
        return None


def _unwrapped(mapping: MappingProxyType[str, str]) -> tuple[Callable[[dict[str, str]], object], tuple[dict[str, str]]]:
    return _wrapped, (dict(mapping),)


def _wrapped(mapping: dict[str, str]) -> MappingProxyType[str, str]:
    """The type itself has no name that pickle finds."""
    return MappingProxyType(mapping)


def _all_of(troubles: list[Trouble], sends: tuple[Send, ...]) -> InviteError:
    """One error for all that the workers have found."""
    faults = [fault for trouble in troubles for fault in trouble.faults]
    if faults:
        order = {send.person.id: n for n, send in enumerate(sends)}
        faults.sort(key=lambda fault: order[fault.person] if fault.person is not None else -1)
        return Unwritable(faults, {send.person.id: send.person.name.full for send in sends})
    return troubles[0].error()
