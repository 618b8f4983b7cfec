"""What the ledger asks of its engine, and nothing else: transactions, and the few things that
engines say each in their own way. Their answers stand in `sqlite/` and `postgres/`.

All other SQL of the ledger is what SQLite and PostgreSQL 15 both take; `tools/house.py` holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, Self

from invite.errors import LedgerUnusable, MustMend
from invite.words import _

Parameters = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """What a statement gives (PEP 249's cursor, as far as it is used)."""

    @property
    def rowcount(self) -> int:
        """How many rows a statement has written."""

    @property
    def description(self) -> Any:
        """The columns; the first part of each is its name."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """A connection inside a transaction. Parameters stand as `?` or `:name`."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Rows:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Rows:
        """Run one statement with each of these."""


class Senders(Protocol):
    """Who is sending just now: whoever dies is known to be gone, at once."""

    def one(self) -> AbstractContextManager[str]:
        """Be a sender for the length of a `with`; gives the name that facts carry. Raises
        LedgerUnusable where that cannot be.
        """

    def alive(self, names: Iterable[str]) -> frozenset[str]:
        """Those of these senders who are still there."""

    def declare_dead(self, db: Database, name: str) -> None:
        """Let a sender who is not there begin nothing more, should it come back: what it had begun
        is in other hands from now on. Inside a transaction of the caller's that holds the ledger.
        """


class Store(Protocol):
    """One connection to where the ledger is kept. Whatever the engine raises comes out as
    LedgerUnusable, or MustMend after the purge.
    """

    @property
    def where(self) -> str:
        """Where the ledger is kept: a file's path, or a URL without a password."""

    @property
    def shared(self) -> bool:
        """Whether several computers use it, so that what it knows may have come from any."""

    @property
    def senders(self) -> Senders:
        """Who sends by this ledger."""

    def close(self) -> None:
        """Let go of it."""

    def now(self) -> str:
        """The present instant as it is written down: ISO 8601, UTC."""

    def instant(self) -> float:
        """The present instant in seconds since 1970."""

    def another(self) -> Self:
        """The same ledger by a connection of its own, for a thread that writes much; others may
        use it too, though never two at once.
        """

    def reading(self) -> AbstractContextManager[Database]:
        """The connection, to look."""

    def writing(self) -> AbstractContextManager[Database]:
        """One transaction that holds the ledger: all of it is durable when the block ends, or none
        of it happened.
        """

    def sending(self, *, alone: bool, wait: bool = True) -> AbstractContextManager[Database]:
        """The same for one who sends, and is one of `senders`. alone: not with `writing` only, but
        with no other sender either, since what one does depends on what all have done. wait: for
        other programs and for a server; else LedgerBusy is raised where that would be needed.
        """

    def come_back(self) -> None:
        """After `LedgerLost`: be the same sender again by another connection. Raises LedgerUnusable
        where the ledger stays away, or where the sender was taken for dead meanwhile.
        """

    def shrink(self) -> bool:
        """Let nothing stay on the disk that was deleted; False while another program still looks
        at it.
        """

    def fold(self) -> bool:
        """Bring what was written to where it stays, so that a copy of the ledger is a whole one;
        False while another program still looks at it.
        """

    def restart_log(self) -> None:
        """Make what is written next cheap to flush, now that much was written."""

    def copy(self, to: Path) -> None:
        """Write all of it into one closed file, in place of what stands there."""

    def problems(self) -> tuple[str, ...]:
        """What is wrong with it: pages that cannot be read, rows that are missing, facts that could
        be changed.
        """

    def one_of(self, parameter: str) -> str:
        """SQL for `IN`: the values of a parameter (`:name`) that was made by `many`."""

    def many(self, values: Collection[str]) -> object:
        """Any number of texts as one parameter."""

    def joined(self, column: str) -> str:
        """SQL that joins a group's texts by commas."""

    def json(self, column: str, *path: str | int) -> str:
        """SQL for what lies there in a column of JSON, as text."""

    def insert(self, db: Database, into: str, rows: Sequence[Sequence[object]]) -> Sequence[int]:
        """Insert rows into a numbered table, `table (columns)`, in their order and by one
        statement; their numbers. At each statement other threads get their turn.
        """

    def claimable(self, db: Database, person: str) -> bool:
        """Whether no other sender is just beginning a letter to this person, and none will until
        the transaction is over.
        """

    def unusual(self, db: Database, letters: Sequence[Sequence[str]]) -> frozenset[int]:
        """Which letters need a closer look before they are begun, by their place in the list.

        letters: (id, digest, address, reason, preface, person) of each. Nearly every letter is
        prepared as it goes, nothing has happened to it, it goes to somebody known by one id alone,
        and nobody has asked to be left alone.
        """


class LedgerLost(LedgerUnusable):
    """The connection to the ledger was lost; what was under way may have happened or not."""


class LedgerBusy(LedgerUnusable):
    """Another program holds the ledger for longer than one waits in silence; nothing was done."""


def closed() -> MustMend:
    """What is said to whoever wants to go on after the purge."""
    return MustMend(
        _(
            "This project has been purged: its mailings are closed for good, and its people are"
            " forgotten."
        ),
        hint=_(
            "The counts are kept: invite status. For another event make a new folder: invite init"
        ),
    )
