"""Small things that the ledger remembers about itself, each under a key: its name, what is still
to be deleted; and its secret, in a table of its own, which not everybody may read who may look.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from invite.ledger.storage.keys import Keys
from invite.ledger.storage.store import Database, Store

NAME = "id"
SUCCESSOR, GENERATION = "successor", "generation"
SAID = "said"


def recalled(db: Database, key: str) -> bytes | None:
    """What is kept under a key. Runs inside a transaction of the caller's."""
    row = db.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None


def recalled_all(db: Database, *keys: str) -> tuple[bytes | None, ...]:
    """The same for several keys, by one statement."""
    marks = ", ".join("?" * len(keys))
    rows = db.execute(f"SELECT key, value FROM memory WHERE key IN ({marks})", keys)  # noqa: S608 - only marks
    kept = {key: bytes(value) for key, value in rows}
    return tuple(kept.get(key) for key in keys)


def remember(db: Database, key: str, value: bytes) -> None:
    """Keep this under a key, in place of what was there. Runs inside a transaction of the
    caller's.
    """
    db.execute(
        "INSERT INTO memory VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def forget(db: Database, key: str) -> None:
    """Keep nothing under a key. Runs inside a transaction of the caller's."""
    db.execute("DELETE FROM memory WHERE key = ?", (key,))


def secret_of(db: Database) -> bytes:
    """The ledger's one secret: 32 random bytes."""
    (value,) = db.execute("SELECT value FROM token_secret").fetchone()
    return bytes(value)


def name_of(db: Database) -> str:
    """What the ledger is called where nothing may tell of it; every copy of it has the same."""
    return (recalled(db, NAME) or Keys(secret_of(db)).ledger_id.encode()).decode()


def new_secret(db: Database) -> None:
    """Take another secret, so that nothing can be made again that was made by the old one; the
    ledger keeps its name.
    """
    remember(db, NAME, name_of(db).encode())
    db.execute("UPDATE token_secret SET value = ?", (secrets.token_bytes(32),))


def first_secret(db: Database) -> None:
    """Give a new ledger its secret, and the name that comes of it."""
    if db.execute("SELECT 1 FROM token_secret").fetchone() is None:
        db.execute("INSERT INTO token_secret VALUES (?)", (secrets.token_bytes(32),))
    remember(db, NAME, name_of(db).encode())


class Remarks:
    """The part of the ledger that knows what was said of the settings, which is said but once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def unsaid(self, remarks: Sequence[str]) -> tuple[str, ...]:
        """Those of these that were not said the last time; from now on these all have been."""
        digests = {hashlib.sha256(one.encode()).hexdigest(): one for one in remarks}
        with self._store.reading() as db:
            said = set((recalled(db, SAID) or b"").decode().split())
        if said != digests.keys():
            with self._store.writing() as db:
                remember(db, SAID, " ".join(digests).encode())
        return tuple(words for digest, words in digests.items() if digest not in said)


class Succession:
    """The part of the ledger that knows whether another goes on in its place."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def successor(self) -> str:
        """Who goes on, in words; "" where this one does."""
        with self._store.reading() as db:
            return (recalled(db, SUCCESSOR) or b"").decode()

    def generation(self) -> int:
        """How often it was handed over."""
        with self._store.reading() as db:
            return int(recalled(db, GENERATION) or b"0")

    def close(self, to: str) -> None:
        """From now on nobody begins a letter by it. to: who goes on, in words."""
        with self._store.writing() as db:
            remember(db, SUCCESSOR, to.encode())

    def open(self, generation: int) -> None:
        """This one goes on, as that generation."""
        with self._store.writing() as db:
            forget(db, SUCCESSOR)
            remember(db, GENERATION, str(generation).encode())
