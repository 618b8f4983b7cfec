"""The memory keeps what it was told, whatever happens."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from begin import Carries, begin, end
from made import address, person

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.letters.letters import NewLetter
from invite.lifecycle import Fact, State
from invite.people.known import Appearance, Correction, SameOrDifferent
from invite.people.model import Entry, Name, Origin, PersonId, ReadFile, Role
from invite.plan import Because


def clock() -> datetime:
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "invite.db", clock) as opened:
        opened.persons.record_reading(
            [(person(), None)], [], [ReadFile(path="a.csv", size=1, mtime_ns=2, digest="x")]
        )
        yield opened


def new_letter(
    ledger: Ledger, to: str = "p1@example.org", number: int = 1, id_: str = "p1"
) -> NewLetter:
    letter = ledger.keys.letter_id(PersonId(id_), "kutsu", number)
    return NewLetter(
        person=PersonId(id_),
        mailing="kutsu",
        number=number,
        message_id=f"<{letter}@example.org>",
        name="Matti Meikäläinen",
        to=address(to),
        subject="Kutsu",
        text="Hei Matti",
        digest="d",
        frame="f",
    )


def state(ledger: Ledger, id_: str = "p1") -> State | None:
    found = ledger.letters.standings("kutsu").get(PersonId(id_))
    return found.state if found else None


def test_a_started_letter_cannot_be_started_again(ledger: Ledger) -> None:
    """The claim is a row: whoever comes second is told no, and a crash after it leaves the letter
    unclear.
    """
    letter = new_letter(ledger)
    assert begin(ledger, letter)
    assert not begin(ledger, letter)
    assert state(ledger) is State.UNCLEAR


def test_what_became_of_it_is_kept(ledger: Ledger) -> None:
    """When, where to, and what the server said can be told for ever after."""
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.ACCEPTED, "250 2.0.0 Ok: queued as 4F1")
    (story,) = ledger.letters.letters_of(PersonId("p1"))
    assert (story.state, story.to, story.text) == (State.SENT, "p1@example.org", "Hei Matti")
    assert [(event.fact, event.words) for event in story.events] == [
        (Fact.STARTED, "p1@example.org"),
        (Fact.ACCEPTED, "250 2.0.0 Ok: queued as 4F1"),
    ]
    assert story.events[1].at == clock()


def test_a_released_letter_may_go_again_under_its_own_name(ledger: Ledger) -> None:
    """A letter that did not go after all is ready, and its Message-ID stays, so that a retry is
    recognisable.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.RELEASED)
    assert state(ledger) is State.READY
    assert begin(ledger, new_letter(ledger))
    assert ledger.letters.standings("kutsu")[PersonId("p1")].message_id == letter.message_id


def test_the_outbox_reaches_nobody(ledger: Ledger) -> None:
    """What was written to the outbox is not written again by it, and goes when a real courier
    comes.
    """
    letter = new_letter(ledger)
    assert ledger.letters.write_down(
        letter, courier="outbox", write=lambda: "outbox/kutsu/Matti.eml"
    )
    assert not ledger.letters.write_down(
        letter, courier="outbox", write=lambda: "outbox/kutsu/Matti.eml"
    )
    assert begin(ledger, letter)


def test_a_refused_letter_waits_for_another_address(ledger: Ledger) -> None:
    """A failed letter is begun again only when it goes elsewhere, and the old address stays in its
    story.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.REFUSED, "550 5.1.1 no such user")
    assert not begin(ledger, letter)
    assert begin(ledger, new_letter(ledger, "new@example.org"))
    (story,) = ledger.letters.letters_of(PersonId("p1"))
    assert [event.words for event in story.events if event.fact is Fact.STARTED] == [
        "p1@example.org",
        "new@example.org",
    ]


@pytest.mark.parametrize("table", ["fact", "letter"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 7", "DELETE FROM {}"])
def test_the_past_cannot_be_rewritten(ledger: Ledger, table: str, statement: str) -> None:
    """Neither facts nor letters can be changed or taken away, even by somebody who opens the
    file.
    """
    begin(ledger, new_letter(ledger))
    with (
        closing(sqlite3.connect(ledger.path)) as db,
        db,
        pytest.raises(sqlite3.IntegrityError, match="only ever added"),
    ):
        db.execute(statement.format(table))


def _claim(path: Path, queue: multiprocessing.Queue[int]) -> None:
    with Ledger(path, clock) as ledger:
        won = sum(begin(ledger, new_letter(ledger, id_=f"p{number}")) for number in range(40))
    queue.put(won)


def test_two_senders_share_out_the_letters(tmp_path: Path) -> None:
    """Processes that claim the same letters at once get each of them exactly once between them."""
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as ledger:
        ledger.persons.record_reading(
            [(person(f"p{number}"), None) for number in range(40)], [], []
        )
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[int] = context.Queue()
    senders = [context.Process(target=_claim, args=(path, queue)) for _ in range(3)]
    for sender in senders:
        sender.start()
    won = [queue.get(timeout=60) for _ in senders]
    for sender in senders:
        sender.join()
    assert sum(won) == 40


def test_two_ids_found_to_be_one_keep_both_letters(ledger: Ledger) -> None:
    """When two people turn out to be one, the letters of both stay, and the one that reached them
    counts.
    """
    ledger.persons.record_reading(
        [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
    )
    second = new_letter(ledger, "p2@example.org", id_="p2")
    begin(ledger, second)
    end(ledger, second, Fact.ACCEPTED, "250 ok")
    ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert state(ledger) is State.SENT
    assert len(ledger.letters.letters_of(PersonId("p1"))) == 1
    (known,) = ledger.persons.known()
    assert known.also == (PersonId("p2"),)
    assert known.names == (Name("Matti", "J. Meikäläinen"), Name("Matti", "Meikäläinen"))


def test_everyone_ever_seen_is_known(ledger: Ledger) -> None:
    """Who is gone from the sheets, and every address they had, is still known; the reading says who
    is here.
    """
    ledger.persons.record_reading([(person("p9", "Liisa Esimerkki"), Because.FLAW)], [], [])
    assert [known.id for known in ledger.persons.known()] == ["p1", "p9"]
    here, gone = ledger.persons.recorded()
    assert (here.person.id, here.held, here.gone) == ("p9", Because.FLAW, False)
    assert (gone.person.id, gone.held, gone.gone) == ("p1", Because.GONE, True)


def test_a_person_comes_back_as_they_were(ledger: Ledger) -> None:
    """What the ledger keeps of a person is all there is to them."""
    (recorded,) = ledger.persons.recorded()
    assert recorded.person == person()


def test_what_was_done_by_hand_is_kept_and_undone(ledger: Ledger) -> None:
    """Corrections and people added by hand come back as they were, in order, until they are
    undone.
    """
    correction = Correction(
        person=PersonId("p1"),
        name=Name("Matti", "Mallikas", "Matin"),
        address=address("new@example.org"),
    )
    role = Role(kind="lab-team", group="Kohtaamo", origin=Origin("anything"))
    entry = Entry(
        name=Name("Uusi", "Ihminen"),
        addresses=(address("uusi@example.org"),),
        role=role,
        language="sv",
    )
    first, second = ledger.hand.correct(correction), ledger.hand.add(entry)
    assert ledger.hand.corrections() == (correction,)
    assert ledger.hand.added() == (
        replace(entry, role=replace(role, origin=Origin("invite add", None, second))),
    )
    assert ledger.hand.undo(first)
    assert not ledger.hand.undo(first)
    assert [done.number for done in ledger.hand.done()] == [second]


def test_answers_are_kept_and_withdrawn(ledger: Ledger) -> None:
    """The newest answer about two people holds, comes back as it was given, and can be
    withdrawn.
    """
    seen = tuple(
        Appearance(names=frozenset({name}), addresses=frozenset({"a@example.org"}), region="Lappi")
        for name in ("A B", "C D")
    )
    answer = SameOrDifferent(
        same=True, people=(PersonId("p1"), PersonId("p2")), seen=(seen[0], seen[1])
    )
    ledger.answers.give(answer)
    number = ledger.answers.give(replace(answer, same=False))
    assert [given.answer for given in ledger.answers.given()] == [replace(answer, same=False)]
    assert ledger.answers.withdraw(number)
    assert ledger.answers.given() == ()


def test_tokens_are_stable_and_personal(tmp_path: Path) -> None:
    """The same person has the same token tomorrow; another person, or another project, has
    another.
    """
    with Ledger(tmp_path / "a.db", clock) as first:
        token = first.keys.token(PersonId("p1"))
        assert token != first.keys.token(PersonId("p2"))
    with Ledger(tmp_path / "a.db", clock) as again, Ledger(tmp_path / "b.db", clock) as other:
        assert again.keys.token(PersonId("p1")) == token != other.keys.token(PersonId("p1"))
        assert "secret" not in repr(again.keys)


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows keeps who may read a file in access lists, not in modes",
)
def test_nobody_else_can_read_it(ledger: Ledger) -> None:
    """The file and what SQLite lays beside it are the owner's alone."""
    for path in ledger.path.parent.glob("invite.db*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    """A file made by a newer program is not touched; that is exit code 5."""
    path = tmp_path / "invite.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerUnusable, match="newer") as caught:
        Ledger(path, clock)
    assert caught.value.exit_code == 5


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file made before rows of nobody were counted opens with all that it knew, and counts from
    the next reading on.
    """
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as made:
        made.persons.record_reading(
            [(person(), None)], [], [ReadFile(path="a.csv", size=1, mtime_ns=2, digest="x")]
        )
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("ALTER TABLE reading DROP COLUMN nobody")
        for table in ("at_server", "address_verdict", "returned_mail"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 1")
    with Ledger(path, clock) as opened:
        at, files, _unread, nobody = opened.persons.last_reading()
        assert (at is not None, len(files), nobody) == (True, 1, 0)
        opened.persons.record_reading([(person(), None)], [], [], nobody=2)
        assert opened.persons.last_reading()[3] == 2


@pytest.mark.parametrize(
    "content", [b"no database at all, but a text of some length" * 40, b"\x00" * 4096]
)
def test_a_file_that_is_no_ledger_is_said_so(tmp_path: Path, content: bytes) -> None:
    """A damaged file is an error that says not to throw it away."""
    path = tmp_path / "invite.db"
    path.write_bytes(content)
    with pytest.raises(LedgerUnusable):
        Ledger(path, clock)


@pytest.mark.parametrize("folder", ["full list", "locked", "malformed"])
def test_the_folder_s_name_is_no_reason(tmp_path: Path, folder: str) -> None:
    """What is wrong is told by the system's codes: a folder's name that reads like a fault does not
    mislead.
    """
    (tmp_path / folder).write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(LedgerUnusable, match="cannot be used"):
        Ledger(tmp_path / folder / "invite.db", clock)


def test_a_held_ledger_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program holds the file for too long, that is said, and nothing is half
    written.
    """
    monkeypatch.setattr("invite.ledger.storage.sqlite.WAIT_FOR_OTHERS", 0.1)
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as ledger:
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerUnusable, match="held by another"):
                ledger.log("anything")
            holder.execute("ROLLBACK")
        ledger.log("anything")


def test_the_code_is_kept_without_the_words(ledger: Ledger) -> None:
    """The fact keeps the server's number; its words, which may name somebody, stand where they can
    be erased.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.REFUSED, "550 5.1.1 <p1@example.org> unknown")
    with closing(sqlite3.connect(ledger.path)) as db, db:
        facts = db.execute("SELECT kind, code FROM fact ORDER BY id").fetchall()
    assert facts == [("started", ""), ("refused", "550 5.1.1")]


def _open(
    folder: Path, names: list[str], barrier: Barrier, queue: multiprocessing.Queue[str]
) -> None:
    for name in names:
        barrier.wait(60)
        try:
            Ledger(folder / name, clock).__exit__(None, None, None)
        except LedgerUnusable as error:
            queue.put(error.what)
    queue.put("")


def test_several_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    """Programs that open a ledger not there yet at the same instant wait for each other; none of
    them is sent away.
    """
    names = [f"{number}.db" for number in range(60)]
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[str] = context.Queue()
    barrier = context.Barrier(4)
    openers = [
        context.Process(target=_open, args=(tmp_path, names, barrier, queue)) for _ in range(4)
    ]
    for opener in openers:
        opener.start()
    told: list[str] = []
    while told.count("") < len(openers):
        told.append(queue.get(timeout=60))
    for opener in openers:
        opener.join()
    assert told == [""] * len(openers)


def test_a_reading_builds_on_the_last(ledger: Ledger) -> None:
    """Who found out who is who before another reading was written down writes nothing: the ids
    would differ.
    """
    since = ledger.persons.readings()
    assert ledger.persons.record_reading(
        [(person(), None), (person("p2"), None)], [], [], since=since
    )
    assert not ledger.persons.record_reading(
        [(person(), None), (person("p3"), None)], [], [], since=since
    )
    assert [known.id for known in ledger.persons.known()] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("fact", "may"),
    [(Fact.ACCEPTED, False), (None, False), (Fact.REFUSED, True), (Fact.DEFERRED, True)],
)
def test_two_who_were_found_to_be_one_meanwhile_get_one_letter(
    ledger: Ledger, fact: Fact | None, may: bool
) -> None:
    """A letter composed before two were found to be one is not begun when the other's has gone or
    may have; else it is.
    """
    ledger.persons.record_reading(
        [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
    )
    other = new_letter(ledger, "p2@example.org", id_="p2")
    assert begin(ledger, other)
    if fact:
        end(ledger, other, fact, "…")
    ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert begin(ledger, new_letter(ledger)) is may


def test_who_has_refused_a_letter_is_known(ledger: Ledger) -> None:
    """A failed letter tells each address whose last word to it was a no; one that was to us is
    none.
    """
    for to, fact in (("a", Fact.REFUSED), ("b", Fact.RELEASED), ("c", Fact.BOUNCED)):
        letter = new_letter(ledger, f"{to}@example.org")
        assert begin(ledger, letter)
        end(ledger, letter, fact, "…")
    assert ledger.letters.standings("kutsu")[PersonId("p1")].refused == {
        "a@example.org",
        "c@example.org",
    }


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize(
    ("fact", "may"),
    [(Fact.ACCEPTED, False), (None, False), (Fact.REFUSED, True), (Fact.RELEASED, True)],
)
def test_what_a_resend_has_replaced_meanwhile_is_not_retried(
    ledger: Ledger, *, fact: Fact | None, may: bool, joined: bool
) -> None:
    """A failed letter that a run has planned to a new address is not begun when letter 2 has gone
    instead, or may have; and a later letter that did not go stands in nobody's way. joined: letter
    2 is of an id found to be the same human being meanwhile.
    """
    first = new_letter(ledger)
    begin(ledger, first)
    end(ledger, first, Fact.REFUSED, "550 no")
    if joined:
        ledger.persons.record_reading(
            [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
        )
    second = new_letter(ledger, "new@example.org", number=2, id_="p2" if joined else "p1")
    assert begin(ledger, second)
    if fact:
        end(ledger, second, fact, "…")
    if joined:
        ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert begin(ledger, new_letter(ledger, "new@example.org")) is may


def test_a_retry_takes_nothing_away(ledger: Ledger) -> None:
    """The reason and the words of a resend stay with the letter when it is begun again without
    any.
    """
    letter = replace(new_letter(ledger), because="ei tullut", preface="Vielä kerran.")
    begin(ledger, letter)
    end(ledger, letter, Fact.DEFERRED, "450 later")
    assert begin(ledger, new_letter(ledger))
    found = ledger.letters.standings("kutsu")[PersonId("p1")]
    assert (found.because, found.preface) == ("ei tullut", "Vielä kerran.")


def test_a_draft_is_written_anew_on_purpose(ledger: Ledger) -> None:
    """What lies in the outbox is written again when somebody asks for it by name; what was accepted
    is not.
    """
    asked_for = replace(new_letter(ledger), deliberate=True)
    assert ledger.letters.write_down(new_letter(ledger), courier="outbox", write=lambda: "a.eml")
    assert ledger.letters.write_down(asked_for, courier="outbox", write=lambda: "a.eml")
    begin(ledger, new_letter(ledger))
    end(ledger, asked_for, Fact.ACCEPTED, "250 ok")
    assert not ledger.letters.write_down(asked_for, courier="outbox", write=lambda: "a.eml")


def test_letters_of_others_are_passed_over_in_parts(ledger: Ledger) -> None:
    """A sender that comes behind another passes over thousands of letters, and does not hold the
    ledger all the while.
    """
    people = [person(f"p{n}") for n in range(450)]
    ledger.persons.record_reading([(one, None) for one in people], [], [])
    all_ = [Carries(new_letter(ledger, id_=one.id)) for one in people]
    with ledger.sender(courier="smtp", pace=0, daily=None) as turns:
        turns.prepare(all_, lambda one: one.letter)
        first, second = iter(all_), iter(all_)
        begun = [
            turns.take(None, lambda _now: next(first, None), lambda one: one.letter)
            for _one in all_
        ]
        assert all(turn.draft for turn in begun)
        parts = [
            turns.take(None, lambda _now: next(second, None), lambda one: one.letter)
            for _part in range(4)
        ]
    assert [len(turn.passed) for turn in parts] == [200, 200, 50, 0]
    assert not any(turn.draft for turn in parts)
