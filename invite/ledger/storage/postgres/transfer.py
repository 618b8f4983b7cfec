"""Moves a whole ledger from one engine to another, and looks whether all of it is there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from invite.ledger.storage.postgres.server_schema import APPEND_ONLY
from invite.ledger.storage.sqlite.connection import SqliteStore
from invite.ledger.storage.store import Database
from invite.ledger.storage.user_folder import remove

# Every table that both engines have, in the order in which rows need each other. Answers come
# before people, whom an answer parts; who was erased, and that the mailings are closed, at the end:
# from then on much is not taken any more.
MOVED = (
    "token_secret", "memory", "answer", "person", "person_name", "person_address", "person_sheet",
    "reading", "read_file", "unread", "roster", "merge", "last_send", "at_send", "letter",
    "event_version", "letter_words", "letter_shape", "letter_text", "fact", "fact_words",
    "at_server", "by_hand", "export", "export_line", "line_answer", "mark", "address_verdict",
    "returned_mail", "stop", "written_file",
    "do_not_write", "let_through", "approval", "log", "erased", "closed",
)  # fmt: skip
# In this order; a person whom another is found to be comes before that other.
_ORDER = {"person": " ORDER BY same_as IS NOT NULL, age"}
A_STATEMENT = 500  # rows written in one


def move(source: Database, target: Database) -> None:
    """Put all of the source in the place of what a new ledger holds. Inside a transaction of the
    caller's in each.
    """
    for table in ("token_secret", "memory"):
        target.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
    for table in MOVED:
        found = source.execute(f"SELECT * FROM {table}{_ORDER.get(table, '')}")  # noqa: S608
        columns = [f'"{column[0]}"' for column in found.description]
        into = f"INSERT INTO {table} ({', '.join(columns)})"
        rows = found.fetchall()
        marks = ", ".join("?" * len(columns))
        for start in range(0, len(rows), A_STATEMENT):
            target.executemany(f"{into} VALUES ({marks})", rows[start : start + A_STATEMENT])


def same(source: Database, target: Database) -> bool:
    """Whether every row of the one is in the other, and no more."""
    return all(_rows(source, table) == _rows(target, table) for table in MOVED)


def _rows(db: Database, table: str) -> Sequence[object]:
    found = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own words
    names = [column[0] for column in found.description]
    order = sorted(range(len(names)), key=names.__getitem__)
    return sorted(repr([row[n] for n in order]) for row in found)


def count_on(db: Database) -> None:
    """Let numbers that the server gives go on from those that were moved there."""
    rows = db.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'invite' AND identity_generation = 'BY DEFAULT'"
    )
    for table, column in rows.fetchall():
        highest = f"(SELECT coalesce(max({column}), 0) + 1 FROM {table})"  # noqa: S608 - our own words
        db.execute(
            f"SELECT setval(pg_get_serial_sequence('invite.{table}', '{column}'), {highest}, false)"
        )


def write_file(source: Database, to: Path) -> None:
    """Write the ledger into one closed file of SQLite's that only its owner may read: all of it, or
    nothing is there. Inside a transaction of the caller's.
    """
    whole = to.with_name(f".{to.name}.{os.getpid()}.whole")
    try:
        made = SqliteStore(whole, None)
        try:
            with made.writing() as file:
                move(source, file)
            made.copy(to)
        finally:
            made.close()
    finally:
        for end in ("", "-wal", "-shm"):
            remove(whole.with_name(whole.name + end))


def problems(db: Database) -> tuple[str, ...]:
    """What keeps facts from being certain. That rows have what they refer to, the server sees to;
    numbers of facts may be missing, since a transaction that fails takes its numbers with it.
    """
    rows = db.execute(
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    )
    there = {name for (name,) in rows}
    found = [
        f"{table}: not append-only any more"
        for table in APPEND_ONLY
        if not {f"{table}_stays", f"{table}_keeps"} <= there
    ]
    checked = db.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated").fetchall()
    return (*found, *(f"{name}: not checked" for (name,) in checked))
