"""What SQLite says in its own way; see `Store` for what each is."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from invite.ledger.storage.store import Database

UNUSUAL = """
SELECT asked.key FROM json_each(?) AS asked
WHERE NOT EXISTS (
        SELECT 1 FROM letter_words WHERE letter = json_extract(asked.value, '$[0]')
            AND digest = json_extract(asked.value, '$[1]')
            AND address_key = json_extract(asked.value, '$[2]')
            AND because = json_extract(asked.value, '$[3]')
            AND preface = json_extract(asked.value, '$[4]')
    )
    OR EXISTS (SELECT 1 FROM fact WHERE letter = json_extract(asked.value, '$[0]'))
    OR EXISTS (SELECT 1 FROM person WHERE same_as = json_extract(asked.value, '$[5]'))
    OR EXISTS (
        SELECT 1 FROM person WHERE id = json_extract(asked.value, '$[5]') AND same_as IS NOT NULL
    )
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
        values = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        db.execute(
            f"INSERT INTO {into} VALUES {values}",  # noqa: S608 - our own words
            [cell for row in rows for cell in row],
        )
        (last,) = db.execute("SELECT last_insert_rowid()").fetchone()
        return range(last - len(rows) + 1, last + 1)

    def claimable(self, db: Database, person: str) -> bool:
        """A file has one writer at a time."""
        return True

    def unusual(self, db: Database, letters: Sequence[Sequence[str]]) -> frozenset[int]:
        """By one statement over a text of JSON."""
        asked = json.dumps(letters, ensure_ascii=False)
        return frozenset(n for (n,) in db.execute(UNUSUAL, (asked,)))
