"""The memory of one project, as the program holds it."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from invite.ledger.approvals import Approvals
from invite.ledger.audit_log import AuditLog
from invite.ledger.draft_letters import DraftLetters
from invite.ledger.letters.begun import BegunLetters
from invite.ledger.letters.claims import Claims
from invite.ledger.letters.event_versions import Events
from invite.ledger.letters.letters import Letters
from invite.ledger.letters.reports import Reports
from invite.ledger.letters.returned_mail import WaitingMails
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.server_ids import ServerIds
from invite.ledger.letters.unclear import UnclearLetter, UnclearLetters
from invite.ledger.marks import HandMarks
from invite.ledger.people.corrections import Corrections
from invite.ledger.people.decisions import StoredDecisions
from invite.ledger.people.erasure import Erasure
from invite.ledger.people.merges import Merges
from invite.ledger.people.opt_outs import OptOuts
from invite.ledger.people.persons import Persons
from invite.ledger.people.search import PersonSearch
from invite.ledger.people.subject_access import SubjectAccess
from invite.ledger.registrations import Registrations
from invite.ledger.storage.keys import Keys
from invite.ledger.storage.location import Place, open_store
from invite.ledger.storage.memory import Remarks, Succession, name_of, secret_of
from invite.ledger.storage.store import Store
from invite.ledger.storage.witness import Witness
from invite.ledger.written_files import WrittenFiles


class Ledger:
    """Persons, letters and facts in one place. Use as a context manager.

    place: as `location` finds it. clock: gives the present instant, aware; where none is given it
    is the system's, or that of the server that several computers share. Raises LedgerUnusable, here
    and in all its parts, when the ledger cannot be used, MustMend where it cannot be reached so.
    """

    # Its parts, each made when it is first asked for.
    answers = cached_property(lambda self: StoredDecisions(self._store))
    hand = cached_property(lambda self: Corrections(self._store))
    persons = cached_property(lambda self: Persons(self._store, self.hand))
    letters = cached_property(lambda self: Letters(self._store))
    claims = cached_property(lambda self: Claims(self._store))
    server_ids = cached_property(lambda self: ServerIds(self._store))
    unclear = cached_property(lambda self: UnclearLetters(self._store, self._saw))
    drafts = cached_property(lambda self: DraftLetters(self._store, self._saw))
    reports = cached_property(lambda self: Reports(self._store, self.letters))
    returned_mail = cached_property(lambda self: WaitingMails(self._store))
    finding = cached_property(lambda self: PersonSearch(self._store, self.persons))
    merges = cached_property(lambda self: Merges(self._store))
    holding = cached_property(lambda self: SubjectAccess(self._store))
    journal = cached_property(lambda self: AuditLog(self._store))
    events = cached_property(lambda self: Events(self._store))
    registrations = cached_property(lambda self: Registrations(self._store))
    marks = cached_property(lambda self: HandMarks(self._store))
    stops = cached_property(lambda self: OptOuts(self._store, self.keys))
    approvals = cached_property(lambda self: Approvals(self._store))
    written = cached_property(lambda self: WrittenFiles(self._store))
    letting_go = cached_property(lambda self: Erasure(self._store, self.keys))
    witness = cached_property(lambda self: Witness(self.id))
    remarks = cached_property(lambda self: Remarks(self._store))
    succession = cached_property(lambda self: Succession(self._store))
    begun = cached_property(lambda self: BegunLetters(self._store, self.keys))

    def __init__(self, place: Place, clock: Callable[[], datetime] | None = None) -> None:
        self._store: Store = open_store(place, clock)
        try:
            with self._store.reading() as db:
                self.id = name_of(db)
        except BaseException:
            self._store.close()
            raise

    @cached_property
    def keys(self) -> Keys:
        """By which tokens and letters get their names; not everybody may know them who may look."""
        with self._store.reading() as db:
            return Keys(secret_of(db))

    @contextmanager
    def sender(
        self, *, courier: str, pace: float, daily: int | None
    ) -> Iterator[SenderSession[Any]]:
        """Be somebody who sends letters, over any number of connections. courier, pace, daily: as
        in `Delivery`.
        """
        with (
            closing(self._store.another()) as store,
            store.senders.one() as name,
            self.witness.recorder(name) as begun,
            self.witness.recorder(name, drafts=True) as drafted,
        ):
            digest = self.keys.witness
            yield SenderSession(
                store,
                Claims(store),
                lambda letters, at: begun.add(map(digest, letters), at),
                lambda letters, at: drafted.add(map(digest, letters), at),
                name=name,
                courier=courier,
                pace=pace,
                daily=daily,
            )

    def copy(self, to: Path) -> None:
        """Write all of it into one closed file, in place of what stands there."""
        self._store.copy(to)

    def fold(self) -> None:
        """Bring what was written into the file itself, so that the file alone is the whole."""
        self._store.fold()

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file or its tables, in words; nothing where all is well."""
        return self._store.problems()

    def now(self) -> str:
        """The present instant as it is written down."""
        return self._store.now()

    def certainly_unsent(self, letter: UnclearLetter) -> bool:
        """Whether a letter was begun on this computer and never had a draft at the server that it
        could be sent from. That the ledger knows of none is not enough: it may be an older copy.
        """
        return self.witness.certainly_unsent(self.keys.witness(letter.letter), letter.sender)

    def _saw(self, letters: Sequence[str], at: str) -> None:
        """Tell the witness of letters that went otherwise than by a sender."""
        with self.witness.recorder(f"{os.getpid()}-{secrets.token_hex(6)}") as recorder:
            recorder.add(map(self.keys.witness, letters), at)

    @property
    def where(self) -> str:
        """Where it is kept: a file's path, or a URL without a password."""
        return self._store.where

    @property
    def shared(self) -> bool:
        """Whether several computers use it."""
        return self._store.shared

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
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
