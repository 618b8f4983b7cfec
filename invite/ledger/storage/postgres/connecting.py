"""Makes a connection to PostgreSQL that the promises can stand on, or says why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from invite.errors import MustMend
from invite.ledger.storage.postgres.conninfo import PostgresPlace, parameters
from invite.ledger.storage.postgres.driver import psycopg
from invite.ledger.storage.postgres.server_errors import in_our_words, no_connection, pooler
from invite.words import _

OLDEST = 150000  # PostgreSQL 15, as `server_version_num` says it
# Said to every connection. Who falls asleep in a transaction holds the others up: the server ends
# it before they give up.
_SESSION = """
SELECT pg_backend_pid(), current_setting('server_version_num')::int,
    current_setting('server_encoding'), set_config('search_path', 'invite', false),
    set_config('lock_timeout', %s, false), set_config('statement_timeout', '0', false),
    set_config('idle_in_transaction_session_timeout', %s, false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
"""


def connect(place: PostgresPlace, *, patience: int, asleep: int) -> psycopg.Connection[Any]:
    """A connection that commits each statement by itself. patience: for how long it waits until
    another program lets go of the ledger. asleep: after how long the server ends a transaction in
    which it says nothing (both in seconds). Raises MustMend for a server that does
    not let us in or cannot be used, LedgerUnusable for one that is not there.
    """
    where, given = str(place), parameters(_parts(place.url))
    made = _log_in(place, given, where)
    try:
        row = made.execute(_SESSION, (f"{patience}s", f"{asleep}s")).fetchone()
        assert row is not None
        _check(row, made.info.backend_pid, where)
        made.adapters.register_dumper(bool, _BoolDumper)
    except psycopg.Error as error:
        made.close()
        raise in_our_words(error, where, lost=True) from error
    except BaseException:
        made.close()
        raise
    return made


def _log_in(place: PostgresPlace, given: dict[str, str], where: str) -> psycopg.Connection[Any]:
    said = cast("dict[str, Any]", given)
    try:
        return psycopg.connect(autocommit=True, **said)
    except psycopg.OperationalError as error:
        pgconn, secret = error.pgconn, None
        if pgconn is not None and pgconn.needs_password:
            secret = place.password(pgconn.host.decode(), pgconn.user.decode())
        if not secret:
            raise no_connection(error, where) from error
    try:
        return psycopg.connect(autocommit=True, **said, password=secret)
    except psycopg.OperationalError as error:
        raise no_connection(error, where) from error


class _BoolDumper(psycopg.adapt.Dumper):
    """As 0 and 1, which PostgreSQL takes for a number and for a truth value."""

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


def _parts(url: str) -> dict[str, str]:
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error as error:
        raise MustMend(
            _("The URL of the ledger cannot be read: {words}.").format(words=str(error).strip()),
            hint=_('Write it like this: "postgresql://USER@HOST/DATABASE"'),
        ) from error
    return {key: str(value) for key, value in parts.items() if value}


def _check(said: Sequence[Any], pid: int, where: str) -> None:
    """Raises MustMend for a server that cannot be used. said: the row of `_SESSION`. pid: the
    server process that we were told of when we were let in; a pooler tells of none that there is.
    """
    theirs, version, encoding, *_set = said
    if pid != theirs:
        raise pooler(where)
    if version < OLDEST:
        raise MustMend(
            _("The ledger {path} is on PostgreSQL {version}; 15 or newer is needed.").format(
                path=where, version=version // 10000
            )
        )
    if encoding != "UTF8":
        raise MustMend(
            _("The database {path} uses {encoding}: names would be lost.").format(
                path=where, encoding=encoding
            ),
            hint=_("Make one that is in UTF8: createdb --encoding=UTF8 --template=template0 NAME"),
        )
