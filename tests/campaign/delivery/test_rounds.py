"""One transaction for all connections that wait for the ledger."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from ledgers import clock, new_letter
from made import person
from paper import EVENT

from invite.campaign.delivery.loop.queue import Agenda
from invite.campaign.delivery.loop.rounds import Rounds
from invite.campaign.delivery.spool import Draft, Spool
from invite.delivery.threaded import new_runner
from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Asked, Ending, Passed, Turn
from invite.lifecycle import Fact, State
from invite.plan import Send

PEOPLE = tuple(person(f"p{n}") for n in range(9))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """With nine people."""
    with Ledger(tmp_path / "invite.db", clock) as made:
        made.persons.record_reading([(one, None) for one in PEOPLE], [], [])
        yield made


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many asked in each round."""
    seen, really = list[int](), SenderSession.round_at_once

    def counted(self: SenderSession[Draft], asked: list[Asked], *more: object) -> object:
        seen.append(len(asked))
        return really(self, asked, *more)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(SenderSession, "round_at_once", counted)
    return seen


def _drafts(ledger: Ledger, spool: Spool) -> list[Draft]:
    letters = [new_letter(ledger, id_=one.id) for one in PEOPLE]
    return [
        Draft(
            send=Send(one, letter.to, letter.number),
            mailing=letter.mailing,
            id=letter.id,
            message_id=letter.message_id,
            digest=letter.digest,
            frame=letter.frame,
            event=EVENT.facts(),
            recipient=letter.to.written,
            smtputf8=False,
            settled=True,
            offset=place,
            length=length,
        )
        for one, letter in zip(PEOPLE, letters, strict=True)
        for place, length in (spool.put(letter.subject, [letter.text.own.encode()], []),)
    ]


def _ids(turns: list[Turn[Draft]]) -> list[str]:
    return [turn.draft.person.id for turn in turns if turn.draft]


def test_who_asks_while_it_writes_shares_the_next_transaction(
    ledger: Ledger, sizes: list[int]
) -> None:
    """Three ask at once, and are answered by one transaction, each with a letter of its own; what
    became of the first three and the next three claims make up the second. All is durable then.
    """
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
    ):
        drafts = _drafts(ledger, spool)
        session.prepare(drafts, spool.letter)
        rounds = Rounds(session, Agenda(drafts, 0), spool, lambda _passed: None, lambda: 0)

        async def ask(endings: list[Ending | None]) -> list[Turn[Draft]]:
            return await asyncio.gather(*(rounds.ask(Asked(one, next=True)) for one in endings))

        first = runner.run(ask([None] * 3))
        assert ledger.letters.standings("kutsu")[PEOPLE[2].id].state is State.UNCLEAR
        second = runner.run(ask([Ending(turn.id, Fact.ACCEPTED, "250 ok") for turn in first]))
        assert ledger.letters.standings("kutsu")[PEOPLE[2].id].state is State.SENT
        assert not rounds.going
    assert (_ids(first), _ids(second)) == (["p0", "p1", "p2"], ["p3", "p4", "p5"])
    assert sizes == [3, 3]


def test_a_round_waits_for_others_as_long_as_some_come(ledger: Ledger, sizes: list[int]) -> None:
    """With three letters in hand, those of which the server answers a little later share the round;
    one whose server is silent is not waited for.
    """
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
    ):
        drafts = _drafts(ledger, spool)
        session.prepare(drafts, spool.letter)
        rounds = Rounds(session, Agenda(drafts, 0), spool, lambda _passed: None, lambda: 3)

        async def late(steps: int) -> Turn[Draft]:
            for _step in range(steps):
                await asyncio.sleep(0)
            return await rounds.ask(Asked(next=True))

        async def ask(answered: int) -> list[Turn[Draft]]:
            return await asyncio.gather(*(late(2 * n) for n in range(answered)))

        assert _ids(runner.run(ask(3))) == ["p0", "p1", "p2"]
        assert _ids(runner.run(ask(2))) == ["p3", "p4"]
    assert sizes == [3, 2]


def test_letters_of_another_sender_are_passed_over_and_told_once(
    ledger: Ledger, sizes: list[int]
) -> None:
    """Behind another sender with the same letters, they are passed over in few transactions; none
    of them is lost or told twice, and the next one is found.
    """
    passed = list[Passed[Draft]]()
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as other,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
    ):
        drafts = _drafts(ledger, spool)
        other.prepare(drafts, spool.letter)
        other.round([Asked(next=True)] * 8, drafts[:8], spool.letter)
        sizes.clear()
        agenda = Agenda(drafts, 0)
        rounds = Rounds(session, agenda, spool, passed.append, lambda: 0)
        turns = list[Turn[Draft]]()
        while not _ids(turns):
            assert agenda.due() is not None
            turns = [runner.run(rounds.ask(Asked(next=True)))]
    assert _ids(turns) == ["p8"]
    assert [one.draft.person.id for one in passed] == [f"p{n}" for n in range(8)]
    assert not any(one.unclear for one in passed)
    assert len(sizes) == 2
    assert agenda.due() is None


def test_the_loop_goes_on_while_another_program_holds_the_ledger(ledger: Ledger) -> None:
    """Who asks meanwhile waits, and gets a letter when the other one is done; whatever else waits
    in the loop does not.
    """
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
        closing(sqlite3.connect(ledger.where, isolation_level=None)) as other,
    ):
        drafts = _drafts(ledger, spool)
        rounds = Rounds(session, Agenda(drafts, 0), spool, lambda _passed: None, lambda: 0)

        async def ask() -> list[Turn[Draft]]:
            other.execute("BEGIN IMMEDIATE")
            waiting = asyncio.ensure_future(rounds.ask(Asked(next=True)))
            for _look in range(10):
                await asyncio.sleep(0.01)
                assert not waiting.done()
            other.execute("ROLLBACK")
            return [await waiting]

        assert _ids(runner.run(ask())) == ["p0"]
    assert ledger.letters.standings("kutsu")[PEOPLE[0].id].state is State.UNCLEAR


def test_who_cannot_write_down_what_it_does_gets_no_letter(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who wait hear of it, and whoever asks later."""

    def full(_fd: int, _lines: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("invite.ledger.storage.witness.os.write", full)
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
    ):
        drafts = _drafts(ledger, spool)
        rounds = Rounds(session, Agenda(drafts, 0), spool, lambda _passed: None, lambda: 0)

        async def ask() -> list[object]:
            asked = (rounds.ask(Asked(next=True)) for _n in range(2))
            return list(await asyncio.gather(*asked, return_exceptions=True))

        for _again in range(2):
            assert all(isinstance(came, LedgerUnusable) for came in runner.run(ask()))


@pytest.mark.parametrize("where", ["_round", "_others"])
def test_an_interrupt_while_it_writes_is_raised_once_and_shows_no_trace(
    where: str,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Ctrl-C in the middle of a transaction, or while it waits for others: whoever waits is
    cancelled, and asyncio shows nothing.
    """

    async def interrupted(*_asked: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Rounds, where, interrupted)
    with (
        Spool() as spool,
        ledger.sender(courier="smtp", pace=0, daily=None) as session,
        new_runner() as runner,
    ):
        rounds = Rounds(session, Agenda((), 0), spool, lambda _passed: None, lambda: 0)
        waits = runner.get_loop().create_task(rounds.ask(Asked()))
        with pytest.raises(KeyboardInterrupt):
            runner.run(asyncio.wait([waits]))
        runner.run(asyncio.sleep(0))
        assert waits.cancelled()
    del rounds, waits
    gc.collect()
    assert not caplog.records
