"""What the ledger forgets: every table is accounted for, nothing is left in the file, and nobody is
brought back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from begin import begin, end
from made import address, person

from invite.errors import MustMend
from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.people.corrections import BY_HAND
from invite.ledger.people.erasure import ANONYMOUS, PERSONAL
from invite.ledger.storage.letter_text import KeptText
from invite.ledger.storage.location import Place, open_store
from invite.ledger.storage.store import Database
from invite.lifecycle import Fact
from invite.mailing.reply import Reply
from invite.people.known import Correction, SameOrDifferent, seen
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import Doubt, Entry, Hold, Name, Origin, Person, Role
from invite.plan import Because
from invite.records import replace

NOW = datetime(2027, 1, 12, 9, 14, tzinfo=UTC)
MATTI = person("mmmmmmmmmm", "Matti Salaisuus", "matti.salaisuus@example.org", group="Kohtaamo")
MAIJA = person("aaaaaaaaaa", "Maija Toinen", "maija.toinen@example.org", row=3)
ROW = Origin("a.csv", "", 2)
TABLES = PERSONAL.keys() | ANONYMOUS
OF_THE_ENGINE = {"sqlite_sequence", "version", "sender"}
NUMBERS = {
    "id", "number", "smtputf8", "reading", "position", "event", "started", "same", "export",
    "cancelled", "attempt",
}  # fmt: skip


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with Ledger(place, lambda: NOW) as made:
        made.persons.record_reading([(MATTI, None), (MAIJA, None)], (), ())
        for one in (MATTI, MAIJA):
            letter = _letter(one)
            begin(made, letter)
            end(made, letter, Fact.ACCEPTED, f"250 2.1.5 <{one.addresses[0]}> Ok")
        made.persons.remember_send()
        made.answers.give(
            SameOrDifferent(
                same=False, people=(MATTI.id, MAIJA.id), seen=(seen(MATTI), seen(MAIJA))
            )
        )
        made.hand.correct(Correction(person=MATTI.id, name=Name("Matti", "Salaisuus")))
        made.marks.put([MATTI.id, MAIJA.id], Reply.REGISTERED)
        yield made


def _letter(one: Person) -> NewLetter:
    return NewLetter(
        id=f"letter to {one.id}",
        person=one.id,
        mailing="kutsu",
        number=1,
        message_id=f"<{one.id}@example.org>",
        name=one.name.full,
        to=one.addresses[0],
        subject="Kutsu",
        text=KeptText(f"Hei {one.name.full}!"),
        digest="d",
        frame="f",
        event=EventFacts(
            title="Juhla", starts=NOW, ends=NOW, timezone="Europe/Helsinki", place=None
        ),
    )


@pytest.fixture
def content(place: Place) -> Callable[[], bytes]:
    """Gives all bytes of the ledger's files; where it is on a server, all of its rows."""
    if isinstance(place, Path):
        return lambda: b"".join(
            path.read_bytes() for path in place.parent.iterdir() if path.name.startswith(place.name)
        )

    def rows() -> bytes:
        with closing(open_store(place, None)) as store, store.reading() as db:
            tables = [db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
            return repr(tables).encode()

    return rows


def test_every_table_is_accounted_for(place: Place) -> None:
    """A table that nobody has thought of would keep what was to be erased."""
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if isinstance(place, Path)
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'invite'"
    )
    with closing(open_store(place, None)) as store, store.reading() as db:
        tables = {name for (name,) in db.execute(names)}
    assert tables - OF_THE_ENGINE == TABLES
    assert not PERSONAL.keys() & ANONYMOUS


def test_one_person_is_erased(ledger: Ledger, content: Callable[[], bytes]) -> None:
    """Nothing of them is left in the file, their facts are, and everybody else is as before."""
    before = ledger.letters.standings("kutsu")[MAIJA.id]
    ledger.letting_go.erase(MATTI.id, (), spelling_key)
    ledger.letting_go.swept()
    for words in (b"Matti", b"Salaisuus", b"salaisuus"):
        assert words not in content(), words
    assert b"maija.toinen" in content()
    assert ledger.letters.standings("kutsu")[MAIJA.id] == before
    assert len(ledger.letters.standings("kutsu")) == 2
    assert [known.id for known in ledger.persons.known()] == [MAIJA.id]
    erased = ledger.stops.do_not_write()
    assert erased is not None
    assert erased.has_address("matti.salaisuus@example.org")
    assert erased.has_name(spelling_key(Name("SALAISUUS", "Matti")))
    assert not erased.has_address("maija.toinen@example.org")
    assert not erased.has_name(spelling_key(MAIJA.name))


def test_what_is_said_of_an_erased_one_later_is_not_kept(
    ledger: Ledger, content: Callable[[], bytes]
) -> None:
    """The server's answer to a letter that was in hand is a fact without words."""
    ledger.letting_go.erase(MATTI.id, (), spelling_key)
    end(ledger, _letter(MATTI), Fact.BOUNCED, "550 5.1.1 <matti.salaisuus@example.org>")
    ledger.letting_go.swept()
    assert b"salaisuus" not in content()
    assert not begin(ledger, _letter(MATTI))


def _write(db: Database, table: str, one: Person) -> int:
    """Write a row about this person, as a program would that knows of no erasing; how many there
    are of them then.
    """
    (letter,) = db.execute("SELECT id FROM letter WHERE person = ?", (one.id,)).fetchone()
    (fact,) = db.execute("SELECT max(id) FROM fact WHERE letter = ?", (letter,)).fetchone()
    about = {"person": one.id, "left": one.id, "letter": letter, "fact": fact, "shape": None}
    names = [column[0] for column in db.execute(f"SELECT * FROM {table}").description]
    numbers = NUMBERS | ({"seen"} if table == "at_server" else set())
    row = [about.get(name, 1 if name in numbers else f"x{one.id}") for name in names]
    # In the place of what is there: a number of its own, or none.
    db.execute(f"DELETE FROM {table} WHERE {PERSONAL[table]}", (one.id,))
    for number in ("id", "number"):
        if number in names:
            db.execute(f"DELETE FROM {table} WHERE {number} = 1")
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    (rows,) = db.execute(
        f"SELECT count(*) FROM {table} WHERE {PERSONAL[table]}", (one.id,)
    ).fetchone()
    return int(rows)


@pytest.mark.parametrize("table", sorted(PERSONAL))
def test_nothing_of_an_erased_one_is_written_down_again(
    ledger: Ledger, place: Place, table: str
) -> None:
    """Whatever a program that was running meanwhile brings of them, none of it stays, in no table;
    that of others does.
    """
    ledger.letting_go.erase(MATTI.id, (), spelling_key)
    with closing(open_store(place, None)) as store, store.writing() as db:
        if table == "export_line":
            db.execute("INSERT INTO export VALUES (1, 'x', 'x', 'x', 'x', 'x', 'x', 1, 1)")
        found = [_write(db, table, one) for one in (MATTI, MAIJA)]
    assert found[0] == 0
    assert found[1] > 0


def test_what_was_composed_before_the_erasing_is_not_kept(
    ledger: Ledger, content: Callable[[], bytes]
) -> None:
    """A send that waited for its yes meanwhile brings neither name, address nor text back, and what
    it has of others it keeps.
    """
    ledger.letting_go.erase(MATTI.id, (), spelling_key)
    second = [
        replace(_letter(one), id=f"second to {one.id}", number=2, message_id=f"<{one.id}2@x>")
        for one in (MATTI, MAIJA)
    ]
    ledger.claims.prepare(second)
    ledger.letting_go.swept()
    assert b"alaisuus" not in content()
    assert [begin(ledger, one) for one in second] == [False, True]


def test_who_was_added_by_hand_is_erased_too(ledger: Ledger) -> None:
    """Their addition goes; an addition of somebody else stays."""
    entries = [
        Entry(
            name=Name(first, "Lisätty"),
            addresses=(address(f"{first}@example.net"),),
            role=Role(kind="x", origin=Origin("h")),
        )
        for first in ("Yksi", "Kaksi")
    ]
    one, _two = (ledger.hand.add(entry) for entry in entries)
    added = person("yyyyyyyyyy", "Yksi Lisätty", "Yksi@example.net")
    ledger.persons.record_reading([(added, None)], (), ())
    assert BY_HAND
    ledger.letting_go.erase(added.id, [one], spelling_key)
    assert [entry.name and entry.name.first for entry in ledger.hand.added()] == ["Kaksi"]


def test_the_purge(ledger: Ledger, place: Place, content: Callable[[], bytes]) -> None:
    """No name, address or text is left in the file; facts and counts are; nothing can be begun or
    written down any more.
    """
    token = ledger.keys.token(MATTI.id)
    standings = {id_: standing.state for id_, standing in ledger.letters.standings("kutsu").items()}
    size = len(content())
    ledger.letting_go.purge()
    ledger.letting_go.swept()
    for words in (b"Matti", b"salaisuus", b"Maija", b"toinen", b"Hei ", b"250 2.1.5 <", b"Kutsu"):
        assert words not in content(), words
    assert len(content()) <= size
    assert {
        id_: standing.state for id_, standing in ledger.letters.standings("kutsu").items()
    } == standings
    assert len(ledger.persons.recorded()) == 2
    assert [role.group for one in ledger.persons.recorded() for role in one.person.roles] == [
        "Kohtaamo",
        None,
    ]
    assert len(ledger.marks.all()) == 2
    with Ledger(place, lambda: NOW) as again:
        assert again.keys.token(MATTI.id) != token
    end(ledger, _letter(MATTI), Fact.BOUNCED, "550 <matti@example.org>")
    assert b"matti@" not in content()
    new = person("nnnnnnnnnn", "Uusi Tulija")
    with pytest.raises(MustMend):
        begin(ledger, _letter(new))
    with pytest.raises(MustMend):
        ledger.persons.record_reading([(MATTI, None)], (), ())
    with pytest.raises(MustMend):
        ledger.marks.put([MATTI.id], Reply.ATTENDED)
    assert b"Matti" not in content()


def test_what_holds_another_names_no_erased_one(
    ledger: Ledger, content: Callable[[], bytes]
) -> None:
    """Who shares an address with them is held in words that name them all; what else holds them
    stays.
    """
    holds = (
        Hold(Doubt.ADDRESS, "Matti.Salaisuus@example.org: Matti Salaisuus, Maija Toinen", ROW),
        Hold(Doubt.AGAINST, "poissa 2026", ROW),
    )
    ledger.persons.record_reading(
        [(MATTI, None), (replace(MAIJA, holds=holds), Because.HELD)], (), ()
    )
    ledger.persons.remember_send()
    ledger.letting_go.erase(MATTI.id, (), spelling_key)
    ledger.letting_go.swept()
    assert b"alaisuus" not in content()
    [maija] = ledger.persons.recorded()
    assert maija.person.holds == holds[1:]


def test_the_purge_forgets_what_held_people(ledger: Ledger, content: Callable[[], bytes]) -> None:
    """Its words are of a sheet: names, addresses, why somebody does not come."""
    held = replace(
        MATTI, holds=(Hold(Doubt.AGAINST, "Matti kuollut", ROW),), also_called=(MAIJA.name,)
    )
    ledger.persons.record_reading([(held, Because.HELD), (MAIJA, None)], (), ())
    ledger.letting_go.purge()
    ledger.letting_go.swept()
    assert b"kuollut" not in content()
    assert b"Matti" not in content()
