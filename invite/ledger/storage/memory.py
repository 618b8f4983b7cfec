"""Small things that the ledger remembers about itself, each under a key: its secret, its name,
what is still to be deleted.
"""

from __future__ import annotations

from invite.ledger.storage.store import Database


def recalled(db: Database, key: str) -> bytes | None:
    """What is kept under a key. Runs inside a transaction of the caller's."""
    row = db.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None


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
