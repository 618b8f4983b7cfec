"""The memory of one project, as the program holds it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from invite.ledger.storage.keys import Keys
from invite.ledger.storage.sqlite import Store

if TYPE_CHECKING:
    from invite.ledger.audit_log import Journal
    from invite.ledger.letters.approvals import Approvals
    from invite.ledger.letters.claims import Turns
    from invite.ledger.letters.event_versions import Events
    from invite.ledger.letters.letters import Letters
    from invite.ledger.letters.reports import Reports
    from invite.ledger.letters.returned_mail import WaitingMails
    from invite.ledger.letters.server_ids import ServerIds
    from invite.ledger.letters.unclear import Unclear
    from invite.ledger.marks import Marks
    from invite.ledger.people.corrections import Hand
    from invite.ledger.people.decisions import Answers
    from invite.ledger.people.erasure import LettingGo
    from invite.ledger.people.merges import Merges
    from invite.ledger.people.opt_outs import Stops
    from invite.ledger.people.persons import Persons
    from invite.ledger.people.search import Finding
    from invite.ledger.people.subject_access import Holding
    from invite.ledger.registrations import Registrations


class Ledger:
    """Persons, letters and facts in one file. Use as a context manager.

    clock: gives the present instant, aware. Raises LedgerUnusable, here and in all its parts, when
    the file cannot be used. Each part is loaded when it is first asked for: a command needs few of
    them, and `status` must be there at once.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._store = Store(path, clock)
        try:
            with self._store.reading() as db:
                (secret,) = db.execute("SELECT value FROM memory WHERE key = 'secret'").fetchone()
        except BaseException:
            self._store.close()
            raise
        self.keys = Keys(secret)

    @cached_property
    def answers(self) -> Answers:
        """Answers to the questions of who is who."""
        from invite.ledger.people.decisions import Answers

        return Answers(self._store)

    @cached_property
    def hand(self) -> Hand:
        """What was put right by hand."""
        from invite.ledger.people.corrections import Hand

        return Hand(self._store)

    @cached_property
    def persons(self) -> Persons:
        """Everybody ever seen."""
        from invite.ledger.people.persons import Persons

        return Persons(self._store, self.hand)

    @cached_property
    def letters(self) -> Letters:
        """The letters and their facts."""
        from invite.ledger.letters.letters import Letters

        return Letters(self._store, self.keys)

    @cached_property
    def server_ids(self) -> ServerIds:
        """What servers call our letters."""
        from invite.ledger.letters.server_ids import ServerIds

        return ServerIds(self._store)

    @cached_property
    def unclear(self) -> Unclear:
        """Letters of which nobody knows whether they went."""
        from invite.ledger.letters.unclear import Unclear

        return Unclear(self._store, self.letters)

    @cached_property
    def reports(self) -> Reports:
        """What came back."""
        from invite.ledger.letters.reports import Reports

        return Reports(self._store, self.letters)

    @cached_property
    def returned_mail(self) -> WaitingMails:
        """The mails that wait for the coordinator."""
        from invite.ledger.letters.returned_mail import WaitingMails

        return WaitingMails(self._store)

    @cached_property
    def finding(self) -> Finding:
        """Looks people up by WHO."""
        from invite.ledger.people.search import Finding

        return Finding(self._store, self.persons)

    @cached_property
    def merges(self) -> Merges:
        """Why people are one."""
        from invite.ledger.people.merges import Merges

        return Merges(self._store)

    @cached_property
    def holding(self) -> Holding:
        """Everything held on one person."""
        from invite.ledger.people.subject_access import Holding

        return Holding(self._store)

    @cached_property
    def journal(self) -> Journal:
        """What was done in this project."""
        from invite.ledger.audit_log import Journal

        return Journal(self._store)

    @cached_property
    def events(self) -> Events:
        """What was told of the event."""
        from invite.ledger.letters.event_versions import Events

        return Events(self._store)

    @cached_property
    def registrations(self) -> Registrations:
        """What the registration system's exports said."""
        from invite.ledger.registrations import Registrations

        return Registrations(self._store)

    @cached_property
    def marks(self) -> Marks:
        """What was marked by hand."""
        from invite.ledger.marks import Marks

        return Marks(self._store)

    @cached_property
    def stops(self) -> Stops:
        """Who is not written to any more."""
        from invite.ledger.people.opt_outs import Stops

        return Stops(self._store, self.keys)

    @cached_property
    def approvals(self) -> Approvals:
        """What was looked at before a sending."""
        from invite.ledger.letters.approvals import Approvals

        return Approvals(self._store)

    @cached_property
    def letting_go(self) -> LettingGo:
        """What is forgotten."""
        from invite.ledger.people.erasure import LettingGo

        return LettingGo(self._store, self.keys)

    @contextmanager
    def sender(self, *, courier: str, pace: float, daily: int | None) -> Iterator[Turns[Any]]:
        """Be somebody who sends letters, for as many threads as there are connections. courier,
        pace, daily: as in `Delivery`.
        """
        from invite.ledger.letters.claims import Turns
        from invite.ledger.letters.letters import Letters
        from invite.ledger.storage.locks import Senders

        senders = Senders(self.path)
        with senders.one() as name, closing(self._store.another()) as store:
            letters = Letters(store, self.keys)
            yield Turns(
                store, letters, senders, sender=name, courier=courier, pace=pace, daily=daily
            )

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self._store.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store.close()

    def log(self, what: str) -> None:
        """A line in the log of all that is done in this project. what: words without names or
        addresses.
        """
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO log (at, who, what) VALUES (?, ?, ?)",
                (self._store.now(), _who(), what),
            )


def _who() -> str:
    try:
        return getpass.getuser()
    except (
        OSError,
        KeyError,
        ImportError,
    ):  # no name in the environment and no user database (a container, Windows)
        return "?"
