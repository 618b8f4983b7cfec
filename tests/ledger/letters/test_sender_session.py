"""Sends, crashes, restarts, deferrals, releases, resends, bounces and settlements in any order keep
the promises.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from begin import take, tell
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from ledgers import new_letter
from made import address, person
from postgres import Postgres, needs_postgres

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Asked, Ending
from invite.ledger.storage.letter_text import KeptText
from invite.ledger.storage.location import Place
from invite.ledger.storage.store import Database
from invite.lifecycle import Fact, State
from invite.people.model import Address, PersonId
from invite.plan import Send, decide
from invite.records import replace

PEOPLE = ("p1", "p2", "p3")
# What happens to a letter that was begun → the fact that tells of it, and whether the server has
# the letter. The last three are a lost answer, or a sender that dies: no fact, and the server may
# have it or not.
FATES: dict[str, tuple[Fact | None, bool]] = {
    "accepted": (Fact.ACCEPTED, True),
    "deferred": (Fact.DEFERRED, False),
    "refused": (Fact.REFUSED, False),
    "lost before the content": (Fact.RELEASED, False),
    "lost answer, kept": (None, True),
    "lost answer, not kept": (None, False),
    "dies": (None, False),
    "dies after the dot": (None, True),
}


class Sending(RuleBasedStateMachine):
    """The ledger, and beside it what the server truly has."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.place = self.new_place()
        self.time = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
        self.addresses: dict[str, Address] = {}
        self.server: Counter[tuple[str, int]] = Counter()  # (person, number of the letter) → copies
        self.ledger = Ledger(self.place, self.clock)

    def new_place(self) -> Place:
        """Where the ledger is."""
        return self.folder / "invite.db"

    def clock(self) -> datetime:
        """Goes on by itself."""
        self.time += timedelta(seconds=1)
        return self.time

    def teardown(self) -> None:
        """Nothing is left."""
        self.ledger.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @initialize()
    def read(self) -> None:
        """The people come from their sheets."""
        self.addresses = {id_: address(f"{id_}@example.org") for id_ in PEOPLE}
        self.ledger.persons.record_reading(
            [(person(id_, f"Etu {id_}"), None) for id_ in PEOPLE], [], []
        )

    def planned(self) -> list[Send]:
        """Who is to be written to now; and everybody has a step."""
        people = [
            replace(person(id_, f"Etu {id_}"), addresses=(self.addresses[id_],)) for id_ in PEOPLE
        ]
        plan = decide(people, self.ledger.letters.standings("kutsu"), {}, reaches=True)
        assert [step.person.id for step in plan.steps] == list(PEOPLE)
        return list(plan.sends)

    def draft(self, send: Send) -> NewLetter:
        """The letter of a step."""
        id_ = self.ledger.keys.letter_id(send.person.id, "kutsu", send.number)
        return NewLetter(
            id=id_,
            person=send.person.id,
            mailing="kutsu",
            number=send.number,
            message_id=send.message_id or f"<{id_}@example.org>",
            name=send.person.name.full,
            to=send.to,
            subject="Kutsu",
            text=KeptText("Hei"),
            digest="d",
            frame="f",
            deliberate=send.deliberate,
        )

    def carry(self, turns: SenderSession[NewLetter], sends: list[Send], fates: list[str]) -> None:
        """One sender's run, until it is done or dead."""
        waiting = [self.draft(send) for send in sends]
        turns.prepare(waiting, lambda draft: draft)
        ending: Ending | None = None
        for fate in (*fates, *["accepted"] * len(waiting)):
            turn = take(turns, waiting, ending)
            ending = None
            if turn.draft is None:
                return
            fact, kept = FATES[fate]
            if kept:
                self.server[turn.draft.person, turn.draft.number] += 1
            if fate.startswith("dies"):
                return
            ending = Ending(turn.id, fact, "250 2.0.0 ok")
        if ending is not None:
            tell(turns, ending)

    @rule(fates=st.lists(st.sampled_from(sorted(FATES)), max_size=4))
    def send(self, fates: list[str]) -> None:
        """A run, in which this and that happens."""
        with self.ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
            self.carry(turns, self.planned(), fates)

    @rule(
        first=st.lists(st.sampled_from(sorted(FATES)), max_size=3),
        second=st.lists(st.sampled_from(sorted(FATES)), max_size=3),
    )
    def two_at_once(self, first: list[str], second: list[str]) -> None:
        """Two runs that have planned the same."""
        sends = self.planned()
        with ExitStack() as stack:
            for fates in (first, second):
                turns = stack.enter_context(
                    self.ledger.sender(courier="smtp", pace=0.0, daily=None)
                )
                self.carry(turns, sends, fates)

    @rule()
    def restart(self) -> None:
        """The program is closed and opened again."""
        self.ledger.__exit__(None, None, None)
        self.ledger = Ledger(self.place, self.clock)

    @rule()
    def dies_before_the_first(self) -> None:
        """A run has written down what is to be known of its letters, and dies before it begins
        one.
        """
        with self.ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
            turns.prepare([self.draft(send) for send in self.planned()], lambda draft: draft)

    @rule(id_=st.sampled_from(PEOPLE), fate=st.sampled_from(sorted(FATES)))
    def resend(self, id_: str, fate: str) -> None:
        """Somebody says that nothing came: a letter with the next number, unless theirs has not
        gone at all.
        """
        standing = self.ledger.letters.standings("kutsu").get(PersonId(id_))
        fresh = standing is None or standing.state in (State.READY, State.WAITING)
        number = 1 if standing is None else standing.number + (not fresh)
        one = Send(person(id_, f"Etu {id_}"), self.addresses[id_], number, deliberate=True)
        with self.ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
            self.carry(turns, [one], [fate])

    @rule(id_=st.sampled_from(PEOPLE))
    def corrected(self, id_: str) -> None:
        """They get another address."""
        self.addresses[id_] = address(f"{id_}.{self.time.timestamp():.0f}@example.org")

    @rule(id_=st.sampled_from(PEOPLE))
    def bounced(self, id_: str) -> None:
        """What was sent comes back: the server does not have it any more, in a manner of
        speaking.
        """
        standing = self.ledger.letters.standings("kutsu").get(PersonId(id_))
        if standing is not None and standing.state is State.SENT:
            with self.ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
                tell(turns, Ending(standing.letter, Fact.BOUNCED))
            del self.server[id_, standing.number]

    @rule()
    def settled(self) -> None:
        """Somebody looks into the Sent folder, and tells the truth."""
        for doubt in self.ledger.unclear.all():
            assert not doubt.in_hand
            assert self.ledger.unclear.settle(
                doubt, sent=self.server[doubt.person, doubt.number] > 0
            )

    @invariant()
    def nobody_has_the_same_letter_twice(self) -> None:
        """Whatever happened, no letter is with the server twice under one number."""
        assert all(copies <= 1 for copies in self.server.values())

    @invariant()
    def states_are_true(self) -> None:
        """Sent: the server has it. Ready, waiting, failed: it does not. In doubt: nobody is written
        to by the plan.
        """
        if not self.addresses:
            return
        standings = self.ledger.letters.standings("kutsu")
        going = {send.person.id for send in self.planned()}
        for id_, standing in standings.items():
            has = self.server[id_, standing.number] > 0
            match standing.state:
                case State.SENT:
                    assert has
                    assert id_ not in going
                case State.UNCLEAR:
                    assert id_ not in going
                    assert not standing.in_hand
                case _:
                    assert not has
        assert {id_ for id_ in PEOPLE if id_ not in standings} <= going


TestSending = Sending.TestCase
TestSending.settings = settings(max_examples=25, stateful_step_count=25)


@needs_postgres
def test_sending_by_postgres(postgres: Postgres) -> None:
    """The same, by the other engine."""

    class OnServer(Sending):
        def new_place(self) -> Place:
            return postgres.place(postgres.new())

    run_state_machine_as_test(OnServer, settings=settings(max_examples=5, stateful_step_count=20))


def test_letters_that_others_have_sent_are_passed_over_by_one_look(ledger: Ledger) -> None:
    """Not a look at each; one that came back since is begun again at another address."""
    people = [person(f"p{n}") for n in range(30)]
    ledger.persons.record_reading([(one, None) for one in people], [], [])
    all_ = [new_letter(ledger, id_=one.id) for one in people]
    looks: list[str] = []
    with (
        ledger.sender(courier="smtp", pace=0, daily=None) as first,
        ledger.sender(courier="smtp", pace=0, daily=None) as second,
    ):
        mine = all_[:29]
        ending: Ending | None = None
        while (turn := take(first, mine, ending)).draft:
            ending = Ending(turn.id, Fact.ACCEPTED, "250 2.0.0 ok")
        claim = second._claims._claim

        def counted(db: Database, letter: NewLetter, *, over: bool) -> str | None:
            looks.append(letter.person)
            return claim(db, letter, over=over)

        with mock.patch.object(second._claims, "_claim", counted):
            answer = second.round([Asked(next=True)], all_, lambda one: one)
    assert answer.turns[0].draft is all_[29]
    assert [one.unclear for one in answer.passed] == [False] * 29
    assert looks[:1] == ["p0"]
    assert len(looks) <= 2
    first_letter = ledger.letters.standings("kutsu")[PersonId("p0")].letter
    with ledger.sender(courier="smtp", pace=0, daily=None) as again:
        tell(again, Ending(first_letter, Fact.BOUNCED, "550 5.1.1 no such user"))
        corrected = new_letter(ledger, "uusi@example.org", id_="p0")
        assert take(again, [all_[1], corrected]).draft is corrected


def test_letters_of_others_are_passed_over(ledger: Ledger) -> None:
    """A sender that comes behind another passes over the letters that the other has, and no more of
    them in one transaction than it is given: nobody else can write in the ledger meanwhile.
    """
    people = [person(f"p{n}") for n in range(45)]
    ledger.persons.record_reading([(one, None) for one in people], [], [])
    all_ = [new_letter(ledger, id_=one.id) for one in people]
    with ledger.sender(courier="smtp", pace=0, daily=None) as turns:
        turns.prepare(all_, lambda one: one)
        first = all_[:40]
        while first:
            assert take(turns, first).draft
        asked = [Asked(next=True)] * 3
        parts = [turns.round(asked, all_[:20], lambda one: one)]
        parts += [turns.round(asked, all_[20:], lambda one: one)]
    assert [len(part.passed) for part in parts] == [20, 20]
    assert [[turn.draft for turn in part.turns] for part in parts] == [[None] * 3, all_[40:43]]
    assert list(parts[1].left) == all_[43:]
