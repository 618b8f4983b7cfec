"""Brings the ledger's tables in PostgreSQL up to date, and says who may do what with them."""

from __future__ import annotations

from typing import Any

from invite.errors import LedgerUnusable
from invite.ledger.storage.memory import first_secret
from invite.ledger.storage.postgres.advisory_locks import LEDGER
from invite.ledger.storage.postgres.driver import psycopg
from invite.ledger.storage.postgres.server_errors import FORBIDDEN, newer
from invite.ledger.storage.postgres.server_schema import MIGRATIONS
from invite.ledger.storage.postgres.wording import translated
from invite.ledger.storage.store import Database, Parameters, Rows
from invite.words import _

# Who sends may do all but rewrite the past and change tables; who looks cannot make a token.
_ROLES = """
DO $$
DECLARE one TEXT;
BEGIN
    FOREACH one IN ARRAY ARRAY['invite_sender', 'invite_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', one);
            EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
                CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one);
            END;
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA invite TO %I', one);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA invite TO %I', one);
        IF one = 'invite_sender' THEN
            GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA invite TO invite_sender;
            REVOKE INSERT, UPDATE, DELETE ON version FROM invite_sender;
            REVOKE UPDATE, DELETE ON letter, fact, event_version, log FROM invite_sender;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA invite TO invite_sender;
        ELSE
            REVOKE SELECT ON token_secret FROM invite_reader;
        END IF;
    END LOOP;
END $$
"""


class _Plain:
    """A connection as `Database` has it, for a ledger that is only being made."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Parameters = (), /) -> Rows:
        found: Any = self._connection.execute(translated(sql), parameters)
        rows: Rows = found
        return rows

    def executemany(self, sql: str, parameters: Any, /) -> Rows:
        cursor: Any = self._connection.cursor()
        cursor.executemany(translated(sql), list(parameters))
        rows: Rows = cursor
        return rows


def version_of(connection: psycopg.Connection[Any]) -> int:
    """How many migrations the ledger has; 0 where there is none."""
    row = connection.execute("SELECT to_regclass('invite.version') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        return 0
    found = connection.execute("SELECT number FROM invite.version").fetchone()
    return int(found[0]) if found else 0


def bring_up_to_date(connection: psycopg.Connection[Any], where: str) -> None:
    """Make the tables, or those that came since; all of it or nothing. Raises LedgerUnusable for a
    ledger of a newer version, and where only its owner may do that.
    """
    version = version_of(connection)
    if version > len(MIGRATIONS):
        raise newer(where)
    if version == len(MIGRATIONS):
        return
    try:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s, 0)", (LEDGER,))
            # Looked at again now that nobody else can be at it.
            version = version_of(connection)
            if not version:
                connection.execute("CREATE SCHEMA IF NOT EXISTS invite")
            for number in range(version, len(MIGRATIONS)):
                connection.execute(MIGRATIONS[number].encode())
                connection.execute("UPDATE version SET number = %s", (number + 1,))
            db: Database = _Plain(connection)
            first_secret(db)
            connection.execute(_ROLES)
    except psycopg.Error as error:
        if error.sqlstate != FORBIDDEN:
            raise
        raise LedgerUnusable(
            _(
                "The ledger {path} has no tables of this version, and your user may not make them."
            ).format(path=where),
            hint=_(
                "Whoever owns the database runs any command of this version once, for"
                " example: invite"
            ),
        ) from error
