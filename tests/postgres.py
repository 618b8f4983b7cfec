"""A real PostgreSQL of our own on loopback, one for all tests of a process; a database for each
test. Nothing of the system's databases is touched.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from postfix import AS_ROOT, HOST, free_port

with contextlib.suppress(ImportError):  # an extra
    import psycopg

from invite.ledger.ledger import Ledger
from invite.ledger.storage.postgres.conninfo import PostgresPlace

# Debian keeps the server's programs out of PATH, one folder for each version.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
_PLACES = os.pathsep.join((*(str(one) for one in reversed(_FOLDERS)), os.environ.get("PATH", "")))
PG_CTL, INITDB = (shutil.which(name, path=_PLACES) for name in ("pg_ctl", "initdb"))
OWNER = "postgres"  # of the server where this is root, which it refuses to run as
needs_postgres = pytest.mark.skipif(
    PG_CTL is None or INITDB is None, reason="PostgreSQL is not installed (Debian: postgresql)"
)
# Tests need no disk to be waited for; `benchmarks/` and `tools/` leave it on.
FAST = ("-c", "fsync=off", "-c", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. user: may do everything in it. folder: where its files are."""

    port: int
    folder: Path
    options: tuple[str, ...]

    @property
    def user(self) -> str:
        """Who may do everything in it."""
        return OWNER if AS_ROOT else getpass.getuser()

    def url(self, database: str, user: str | None = None) -> str:
        """The URL of a database."""
        return f"postgresql://{user or self.user}@{HOST}:{self.port}/{database}"

    def place(self, database: str, user: str | None = None) -> PostgresPlace:
        """The same for a ledger."""
        return PostgresPlace(url=self.url(database, user))

    def new(self) -> str:
        """A new database with an empty ledger in it; its name."""
        name = f"test_{secrets.token_hex(6)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE ledger")
        return name

    def sql(self, *statements: str, database: str = "postgres") -> None:
        """Run statements, each by itself, as who may do everything."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def one(self, query: str, url: str) -> object:
        """The one value of a query in a database."""
        with psycopg.connect(url) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]

    def order(self, word: str, *options: str) -> None:
        """`pg_ctl WORD`."""
        assert PG_CTL is not None
        _run(PG_CTL, word, "-D", str(self.folder / "data"), "-w", "-s", *options)

    def start(self) -> None:
        """Start it, and wait until it is there."""
        words = " ".join(
            ("-p", str(self.port), "-h", HOST, "-k", f"'{self.folder}'", *self.options)
        )
        self.order("start", "-o", words, "-l", str(self.folder / "log"))

    def restart(self) -> None:
        """Stop it as a power cut would, and start it again."""
        self.order("stop", "-m", "immediate")
        self.start()


def _run(*command: str) -> None:
    as_owner = ("runuser", "-u", OWNER, "--") if AS_ROOT else ()
    done = subprocess.run(
        (*as_owner, *command), check=False, capture_output=True, timeout=120, cwd="/"
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


@contextmanager
def running_postgres(options: Sequence[str] = FAST) -> Iterator[Postgres]:
    """A server on a free port, with the database `ledger` that others are copied from."""
    assert INITDB is not None
    folder = Path(tempfile.mkdtemp(prefix="invite-pg-"))
    folder.chmod(0o700)
    if AS_ROOT:
        shutil.chown(folder, OWNER)
    server = Postgres(free_port(), folder, tuple(options))
    try:
        _run(
            INITDB, "-D", str(folder / "data"), "-E", "UTF8", "--no-locale", "-A", "trust",
            "--no-sync", "--no-instructions",
        )  # fmt: skip
        server.start()
        try:
            server.sql("CREATE DATABASE ledger")
            with Ledger(server.place("ledger")):
                pass
            yield server
        finally:
            server.order("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
