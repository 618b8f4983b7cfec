"""What SQLite says in its own way; see `Store` for what each is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from invite.ledger.storage.store import Database

# {asked}: a row of parameters for each letter.
UNUSUAL = """
WITH asked (n, id, digest, address, because, preface, person) AS (VALUES {asked})
SELECT n FROM asked
WHERE NOT EXISTS (
        SELECT 1 FROM letter_words WHERE letter = asked.id AND digest = asked.digest
            AND address_key = asked.address AND because = asked.because AND preface = asked.preface
    )
    OR EXISTS (SELECT 1 FROM fact WHERE letter = asked.id)
    OR EXISTS (SELECT 1 FROM person WHERE same_as = asked.person)
    OR EXISTS (SELECT 1 FROM person WHERE id = asked.person AND same_as IS NOT NULL)
    OR EXISTS (SELECT 1 FROM stop) OR EXISTS (SELECT 1 FROM erased)
"""


class SqliteDialect:
    """The words of SQLite."""

    def one_of(self, parameter: str) -> str:
        """Any number of values: SQLite takes some 30,000 parameters, and one text of any length."""
        return f"(SELECT value FROM json_each({parameter}))"  # noqa: S608 - our own words

    def many(self, values: Collection[str]) -> object:
        """As one text of JSON."""
        return json.dumps(list(values))

    def joined(self, column: str) -> str:
        """By group_concat, since string_agg came with SQLite 3.44."""
        return f"group_concat({column})"

    def json(self, column: str, *path: str | int) -> str:
        """By json_extract. Our own words make the path."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return f"json_extract({column}, '${steps}')"

    def insert(self, db: Database, into: str, rows: Sequence[Sequence[object]]) -> Sequence[int]:
        """The rows of one statement are numbered one after the other: nobody else can write in
        between. `executemany` would be one statement for each row.
        """
        if not rows:
            return ()
        done = db.execute(
            f"INSERT INTO {into} VALUES {_marks(rows)}",  # noqa: S608 - our own words
            [cell for row in rows for cell in row],
        )
        assert isinstance(done, sqlite3.Cursor)
        last = done.lastrowid or 0
        return range(last - len(rows) + 1, last + 1)

    def claimable(self, db: Database, person: str) -> bool:
        """A file has one writer at a time."""
        return True

    def unusual(self, db: Database, letters: Sequence[Sequence[str]]) -> frozenset[int]:
        """By one statement over rows of parameters."""
        if not letters:
            return frozenset()
        rows = [(n, *letter) for n, letter in enumerate(letters)]
        found = db.execute(
            UNUSUAL.format(asked=_marks(rows)), [cell for row in rows for cell in row]
        )
        return frozenset(n for (n,) in found)


def _marks(rows: Sequence[Sequence[object]]) -> str:
    """Marks for the parameters of these rows."""
    return ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
