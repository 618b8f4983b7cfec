"""What PostgreSQL says in its own way; see `Store` for what each is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from invite.ledger.storage.store import Database

# Strings and quoted names stay as they are, but for a percent sign, which psycopg takes for a mark.
_PARTS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|\?|(?<![:\w]):([a-z_]+)|%")
# The row of the human being is what two senders may not both hold: a letter of another number, or
# under another of their ids, would reach the same one.
HOLD = "SELECT id FROM person WHERE id = ANY(CAST(? AS text[])) FOR UPDATE SKIP LOCKED"
UNUSUAL = """
SELECT n - 1 FROM unnest(
    CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
    CAST(? AS text[])
) WITH ORDINALITY AS asked (id, digest, address, because, preface, person, n)
WHERE NOT EXISTS (
        SELECT 1 FROM letter_words WHERE letter = asked.id AND digest = asked.digest
            AND address_key = asked.address AND because = asked.because AND preface = asked.preface
    )
    OR EXISTS (SELECT 1 FROM fact WHERE letter = asked.id)
    OR EXISTS (SELECT 1 FROM person WHERE same_as = asked.person)
    OR EXISTS (SELECT 1 FROM person WHERE id = asked.person AND same_as IS NOT NULL)
    OR EXISTS (SELECT 1 FROM stop) OR EXISTS (SELECT 1 FROM erased)
"""


@lru_cache(maxsize=512)
def translated(sql: str) -> str:
    """A statement with psycopg's marks for its parameters in place of `?` and `:name`."""
    return _PARTS.sub(_mark, sql)


def _mark(found: re.Match[str]) -> str:
    if found[0] == "?":
        return "%s"
    return f"%({found[1]})s" if found[1] else found[0].replace("%", "%%")


class PostgresDialect:
    """The words of PostgreSQL."""

    def one_of(self, parameter: str) -> str:
        """An array, as one parameter."""
        return f"(SELECT unnest(CAST({parameter} AS text[])))"

    def many(self, values: Collection[str]) -> object:
        """As a list, which psycopg makes an array."""
        return list(values)

    def joined(self, column: str) -> str:
        """By string_agg."""
        return f"string_agg({column}, ',')"

    def json(self, column: str, *path: str | int) -> str:
        """By a path into the JSON. Our own words make it."""
        steps = ",".join(str(step) for step in path)
        return f"(CAST({column} AS json) #>> '{{{steps}}}')"

    def insert(self, db: Database, into: str, rows: Sequence[Sequence[object]]) -> Sequence[int]:
        """Rows of one statement get their numbers one after the other, in the order in which they
        stand; other transactions may get some in between.
        """
        if not rows:
            return ()
        values = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        made = db.execute(
            f"INSERT INTO {into} VALUES {values} RETURNING *",  # noqa: S608 - our own words
            [cell for row in rows for cell in row],
        )
        return sorted(row[0] for row in made)

    def claimable(self, db: Database, person: str) -> bool:
        """By the lock on the row of whoever they are known as."""
        row = db.execute(
            "SELECT coalesce(same_as, id) FROM person WHERE id = ?", (person,)
        ).fetchone()
        return row is None or db.execute(HOLD, (list(row),)).fetchone() is not None

    def restart_log(self) -> None:
        """Nothing to do: the server's log is its own."""

    def unusual(self, db: Database, letters: Sequence[Sequence[str]]) -> frozenset[int]:
        """Their people are held first, by a statement of its own: what another sender has just
        committed is seen by the next statement, not by this one.
        """
        if not letters:
            return frozenset()
        columns = [list(column) for column in zip(*letters, strict=True)]
        held = {row[0] for row in db.execute(HOLD, (columns[5],))}
        unusual = {int(row[0]) for row in db.execute(UNUSUAL, columns)}
        others = (n for n, person in enumerate(columns[5]) if person not in held)
        return frozenset((*unusual, *others))
