"""What PostgreSQL alone can get wrong: who is let in, who is alive, what is lost on the way."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from begin import take, tell
from ledgers import clock, new_letter, state
from made import person
from postfix import HOST, PLACES, free_port, wait_for
from postgres import Postgres, needs_postgres

from invite.errors import LedgerUnusable, MustMend
from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Ending
from invite.ledger.storage.location import open_store
from invite.ledger.storage.postgres import advisory_locks, server_connection
from invite.ledger.storage.postgres.conninfo import PostgresPlace, parameters
from invite.ledger.storage.store import LedgerLost
from invite.lifecycle import Fact, State
from invite.people.model import PersonId

T = TypeVar("T")
pytestmark = needs_postgres
PEOPLE = tuple(person(f"p{n}") for n in range(8))


@pytest.fixture
def place(postgres: Postgres) -> PostgresPlace:
    return postgres.place(postgres.new())


@pytest.fixture
def ledger(place: PostgresPlace) -> Iterator[Ledger]:
    with Ledger(place) as made:
        made.persons.record_reading([(one, None) for one in PEOPLE], [], [])
        yield made


def letters(ledger: Ledger) -> list[NewLetter]:
    """A letter to everybody."""
    return [new_letter(ledger, id_=one.id) for one in PEOPLE]


@contextmanager
def sending(ledger: Ledger) -> Iterator[SenderSession[NewLetter]]:
    """A sender without a pace."""
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
        yield turns


# ---- who is let in


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ({"host": "db.example.org"}, "verify-full"),
        ({"host": "db.example.org", "sslmode": "verify-full"}, "verify-full"),
        ({"host": "127.0.0.1"}, None),
        ({"host": "/run/postgresql"}, None),
        ({}, None),
        ({"host": "localhost,10.0.0.7"}, "verify-full"),
        ({"host": "localhost", "hostaddr": "10.0.0.7"}, "verify-full"),
    ],
)
def test_a_server_elsewhere_must_prove_who_it_is(said: dict[str, str], mode: str | None) -> None:
    """Off this computer nothing less than verify-full; on it whatever is said."""
    assert parameters(said).get("sslmode") == mode


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_less_is_refused(mode: str) -> None:
    """With what to write instead."""
    with pytest.raises(MustMend, match=mode) as caught:
        parameters({"host": "db.example.org", "sslmode": mode})
    assert "sslmode=verify-full" in caught.value.hint


def test_where_the_environment_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """PGHOST counts as if it stood in the URL; a service could name anything."""
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert parameters({"dbname": "x"})["sslmode"] == "verify-full"
    with pytest.raises(MustMend, match="service"):
        parameters({"service": "kutsut"})


def test_no_password_in_the_url(postgres: Postgres) -> None:
    """It is refused, and shown nowhere."""
    url = f"postgresql://me:hunter2@{HOST}:{postgres.port}/ledger"
    with pytest.raises(MustMend, match="password") as caught:
        Ledger(PostgresPlace(url=url))
    assert "hunter2" not in caught.value.what + caught.value.hint


def test_nobody_there() -> None:
    """It is said what to look at."""
    with pytest.raises(LedgerUnusable, match="cannot be reached"):
        Ledger(PostgresPlace(url=f"postgresql://me@{HOST}:{free_port()}/x"))


def test_a_newer_one_is_left_alone(postgres: Postgres) -> None:
    """Also by a program that had it open when it was brought up to date."""
    name = postgres.new()
    with Ledger(postgres.place(name), clock) as ledger:
        postgres.sql("UPDATE invite.version SET number = number + 1", database=name)
        with pytest.raises(LedgerUnusable, match="newer"):
            ledger.log("x")
    with pytest.raises(LedgerUnusable, match="newer"):
        Ledger(postgres.place(name), clock)


def test_roles_with_least_rights(postgres: Postgres) -> None:
    """Who may only look sees everything but the secret; who sends cannot rewrite the past."""
    name = postgres.new()
    for role in ("sender", "reader"):
        with suppress(Exception):
            postgres.sql(f"CREATE ROLE a_{role} LOGIN IN ROLE invite_{role}")
    with Ledger(postgres.place(name), clock) as owner:
        owner.persons.record_reading([(one, None) for one in PEOPLE], [], [])
    with Ledger(postgres.place(name, "a_sender"), clock) as ledger:
        with sending(ledger) as turns:
            assert take(turns, letters(ledger)).draft
        assert ledger.problems() == ()
    with closing(open_store(postgres.place(name, "a_sender"), clock)) as store:
        for sql in ("DELETE FROM fact", "DROP TABLE fact", "ALTER TABLE fact DISABLE TRIGGER ALL"):
            with pytest.raises(LedgerUnusable, match="may not"), store.writing() as db:
                db.execute(sql)
    with Ledger(postgres.place(name, "a_reader"), clock) as ledger:
        assert state(ledger, PEOPLE[0].id) is State.UNCLEAR
        assert len(ledger.persons.recorded()) == len(PEOPLE)
        for step in (lambda: ledger.keys, lambda: ledger.log("x")):
            with pytest.raises(LedgerUnusable, match="may not"):
                step()


def test_a_pooler_is_refused(postgres: Postgres, tmp_path: Path) -> None:
    """A real PgBouncer in transaction mode, which would hand one sender's lock to another."""
    program = shutil.which("pgbouncer", path=PLACES)
    if program is None:
        pytest.skip("PgBouncer is not installed (Debian: pgbouncer)")
    port, name = free_port(), postgres.new()
    tmp_path.chmod(0o755)
    (tmp_path / "users").write_text(f'"{postgres.user}" ""\n', encoding="utf-8")
    config = tmp_path / "ini"
    config.write_text(
        f"[databases]\n* = host={HOST} port={postgres.port}\n[pgbouncer]\nlisten_addr = {HOST}\n"
        f"listen_port = {port}\nauth_type = trust\nauth_file = {tmp_path}/users\n"
        "pool_mode = transaction\nunix_socket_dir =\n",
        encoding="utf-8",
    )
    for folder in (tmp_path, *tmp_path.parents):
        with suppress(OSError):
            folder.chmod(folder.stat().st_mode | 0o755)
    user = () if postgres.user != "postgres" else ("-u", "postgres")
    with subprocess.Popen(
        (program, "-q", *user, str(config)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(port, lambda: process.poll() is None)
            with pytest.raises(MustMend, match="pooler"):
                Ledger(PostgresPlace(url=f"postgresql://{postgres.user}@{HOST}:{port}/{name}"))
        finally:
            process.terminate()


# ---- who is alive


def test_a_sender_is_alive_by_its_connection(ledger: Ledger, place: PostgresPlace) -> None:
    """A letter is in hand while its sender is there; when it is gone it is in doubt, at once."""
    with Ledger(place) as other:
        with sending(ledger) as turns:
            take(turns, letters(ledger))
            assert [one.in_hand for one in other.unclear.all()] == [True]
        assert [one.in_hand for one in other.unclear.all()] == [False]


def test_who_was_taken_for_dead_begins_nothing_more(ledger: Ledger, postgres: Postgres) -> None:
    """Its connection is ended, as of a computer that sleeps; somebody settles what it had begun.
    When it wakes up, no letter is begun, however often it tries.
    """
    waiting = letters(ledger)
    with sending(ledger) as turns:
        turn = take(turns, waiting)
        assert turn.draft
        cut_senders(postgres, ledger)
        (doubt,) = until(lambda: [one for one in ledger.unclear.all() if not one.in_hand])
        assert ledger.unclear.settle(doubt, sent=False)
        for _time in range(2):
            with pytest.raises(LedgerUnusable, match="too long"):
                take(turns, waiting, Ending(turn.id, Fact.ACCEPTED))
    assert state(ledger, PEOPLE[0].id) is State.READY
    assert len(ledger.letters.standings("kutsu")) == 1


def test_whose_connection_was_cut_goes_on(ledger: Ledger, postgres: Postgres) -> None:
    """And no stricter: a lost connection costs nothing, not even a doubt, while nobody has taken
    the sender for dead.
    """
    waiting = letters(ledger)
    with sending(ledger) as turns:
        ending: Ending | None = None
        for _one in PEOPLE:
            turn = take(turns, waiting, ending)
            assert turn.draft
            ending = Ending(turn.id, Fact.ACCEPTED, "250 2.0.0 ok")
            cut_senders(postgres, ledger)
        assert ending
        tell(turns, ending)
    states = {one.state for one in ledger.letters.standings("kutsu").values()}
    assert states == {State.SENT}
    assert len(ledger.letters.standings("kutsu")) == len(PEOPLE)


def test_a_connection_that_is_cut_before_the_first_letter(
    ledger: Ledger, postgres: Postgres
) -> None:
    """What is known of letters before they begin is written down all the same."""
    waiting = letters(ledger)
    with sending(ledger) as turns:
        cut_senders(postgres, ledger)
        turns.prepare(waiting, lambda one: one)
        assert take(turns, waiting).draft
    assert len(ledger.letters.standings("kutsu")) == len(PEOPLE)


def test_what_is_in_hand_is_not_given_out_again(ledger: Ledger, postgres: Postgres) -> None:
    """One connection carries a letter while the ledger is lost; another asks for the next, and gets
    the next. It was so that it got the one in hand.
    """
    waiting = letters(ledger)
    with sending(ledger) as turns:
        first = take(turns, waiting)
        cut_senders(postgres, ledger)
        second = take(turns, waiting)
        cut_senders(postgres, ledger)
        third = take(turns, waiting, Ending(first.id, Fact.ACCEPTED, "250 2.0.0 ok"))
    whose = [turn.draft and turn.draft.person for turn in (first, second, third)]
    assert whose == ["p0", "p1", "p2"]


@pytest.mark.parametrize("answered", [False, True])
def test_a_commit_of_which_nobody_has_heard(
    ledger: Ledger, postgres: Postgres, monkeypatch: pytest.MonkeyPatch, *, answered: bool
) -> None:
    """Where the connection ends with the commit, it is looked up what came of it: each letter is
    begun once, told once, and given out. answered: whether the commit was done.
    """
    waiting = letters(ledger)
    with sending(ledger) as turns:
        first = take(turns, waiting)
        connection = turns._store._connection  # type: ignore[attr-defined]
        execute, commits = connection.execute, list[str]()

        def cutting(sql: str, *values: object, **options: object) -> object:
            if sql != "COMMIT":
                return execute(sql, *values, **options)
            commits.append(sql)
            if answered:
                execute(sql)
            cut_senders(postgres, ledger)
            return execute("SELECT 1")  # on a connection that is gone

        monkeypatch.setattr(connection, "execute", cutting)
        second = take(turns, waiting, Ending(first.id, Fact.ACCEPTED, "250 2.0.0 ok"))
        assert commits
        assert [one.draft and one.draft.person for one in (first, second)] == ["p0", "p1"]
        tell(turns, Ending(second.id, Fact.ACCEPTED, "250 2.0.0 ok"))
    (story,) = ledger.letters.letters_of(PersonId("p0"))
    assert [event.fact for event in story.events] == [Fact.STARTED, Fact.ACCEPTED]
    assert state(ledger, "p1") is State.SENT
    assert ledger.unclear.all() == ()


def test_the_server_s_clock_counts(place: PostgresPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose clock is wrong writes the same instants as any other."""
    monkeypatch.setattr(time, "time", lambda: 0.0)
    with closing(open_store(place, None)) as store, store.reading() as db:
        (now,) = db.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
        assert abs(now - store.instant()) < 5
        assert not store.now().startswith("1970")


def test_a_pace_is_one_for_all(ledger: Ledger, place: PostgresPlace) -> None:
    """Two senders with a pace begin one letter between them, and wait."""
    with (
        Ledger(place) as other,
        ledger.sender(courier="smtp", pace=60.0, daily=None) as first,
        other.sender(courier="smtp", pace=60.0, daily=None) as second,
    ):
        turns = [take(one, letters(ledger)) for one in (first, second)]
    assert [turn.draft is not None for turn in turns] == [True, False]
    assert turns[1].wait > ledger._store.instant() + 50


def test_two_senders_side_by_side(ledger: Ledger, place: PostgresPlace) -> None:
    """What one is just beginning, in a transaction that is open, the other passes over without
    waiting for it.
    """
    (first, *_rest) = letters(ledger)
    ledger.claims.prepare([first])
    asked = [(ledger.keys.letter_id(PersonId("p0"), "kutsu", 1), "d", "p0", "", "", "p0")]
    with sending(ledger) as turns, closing(open_store(place, None)) as store:
        with store.senders.one(), store.sending(alone=False) as db:
            store.unusual(db, asked)
            waiting = [first]
            assert take(turns, waiting).draft is None
            assert waiting == []
        assert take(turns, [first]).draft


def test_a_stopped_process_is_found_out(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server itself ends the connection of a sender that says nothing: one that is stopped, or
    asleep, or cut off without a word; and the sender knows when that time is over.
    """
    monkeypatch.setattr(advisory_locks, "DEAD_AFTER", 1)
    monkeypatch.setattr(server_connection, "DEAD_AFTER", 1)
    monkeypatch.setattr(advisory_locks, "HEARTBEAT", 60)
    waiting = letters(ledger)
    with sending(ledger) as turns:
        assert take(turns, waiting).draft
        until(lambda: [one for one in ledger.unclear.all() if not one.in_hand])
        with pytest.raises(LedgerUnusable, match="too long"):
            take(turns, waiting)


def test_who_falls_asleep_in_a_transaction_holds_nobody_up(
    ledger: Ledger, place: PostgresPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends the transaction of a sender that says nothing in it: the next one gets the
    letter, and whoever wakes up begins none by it.
    """
    monkeypatch.setattr(server_connection, "ASLEEP_SENDING", 1)
    waiting = letters(ledger)
    with (
        closing(open_store(place, None)) as store,
        closing(store.another()) as sleeper,
        sleeper.senders.one(),
        pytest.raises(LedgerLost),
        sleeper.sending(alone=True) as db,
    ):
        assert db.execute("SELECT 1").fetchone()
        with sending(ledger) as turns:
            assert take(turns, waiting).draft
        db.execute("SELECT 1")


def until(look: Callable[[], list[T]]) -> list[T]:
    """What `look` gives, as soon as it gives something."""
    end = time.monotonic() + 10
    while not (found := look()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def cut_senders(postgres: Postgres, ledger: Ledger) -> None:
    """End the connections of all who send by this ledger, as a network would."""
    name = ledger.where.rpartition("/")[2]
    postgres.sql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_database ON"
        f" pg_database.oid = database WHERE classid = {advisory_locks.SENDER} AND datname ="
        f" '{name}'"
    )
