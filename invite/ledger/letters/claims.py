"""Claiming letters: a letter is begun by whoever makes its one row say so, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from invite.event import EventFacts
from invite.ledger.letters.event_versions import remembered
from invite.ledger.letters.facts import Facts, Happened, OthersLetters
from invite.ledger.letters.server_ids import ServerId, forget, keep
from invite.ledger.people.opt_outs import left_alone
from invite.ledger.storage.letter_text import KeptText, keep_texts
from invite.ledger.storage.store import Database, LedgerLost, Store
from invite.lifecycle import Fact, State, state_of
from invite.people.model import Address, PersonId
from invite.plan import may_start

COLUMNS = (
    "letter",
    "name",
    "address_key",
    "address",
    "subject",
    "digest",
    "frame",
    "because",
    "preface",
    "event",
)
LETTER = "INSERT INTO letter VALUES (?, ?, ?, ?, ?)"
WORDS = f"INSERT INTO letter_words ({', '.join(COLUMNS)})"
MARKS = ", ".join("?" * len(COLUMNS))
ANEW = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])
IF_OURS = "WHERE EXISTS (SELECT 1 FROM letter WHERE id = ?) ON CONFLICT DO NOTHING"


class NewLetter(Struct, frozen=True, kw_only=True):
    """What is written down about a letter before it goes. id: by `Keys.letter_id`. event: what it
    tells of the event. The rest: as for `plan.Send`.
    """

    id: str
    person: PersonId
    mailing: str
    number: int
    message_id: str
    name: str
    to: Address
    subject: str
    text: KeptText
    digest: str
    frame: str
    because: str = ""
    preface: str = ""
    deliberate: bool = False
    event: EventFacts | None = None

    @property
    def planned(self) -> tuple[str, ...]:
        """See `Claimable`."""
        return self.id, self.digest, self.to.key, self.because, self.preface, self.person


class Claimable(Protocol):
    """A letter that waits, as far as it must be known to be begun."""

    @property
    def id(self) -> str:
        """As for `NewLetter`."""

    @property
    def message_id(self) -> str:
        """As for `NewLetter`."""

    @property
    def to(self) -> Address:
        """As for `NewLetter`."""

    @property
    def planned(self) -> tuple[str, ...]:
        """By what it is seen whether it goes as it was prepared: a row for `Store.unusual`."""


D = TypeVar("D", bound=Claimable)


class Claims:
    """The part of the ledger by which letters are begun. What it writes is durable when a method
    returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts = Facts(store)
        self._others = OthersLetters()
        self._version: tuple[EventFacts, int] | None = None

    def prepare(self, letters: Sequence[NewLetter]) -> None:
        """Write down all that is to be known of letters that nothing is known of yet; nothing has
        happened to them by that.

        Letters that somebody else has prepared or begun stay as they are.
        """
        ordered = sorted(letters, key=lambda one: one.id)
        while True:
            try:
                with self._store.writing() as db:
                    self._prepare(db, ordered)
            except LedgerLost:  # nothing has happened to them, so it may well be done twice
                self._version = None
                self._store.come_back()
            else:
                return

    def _prepare(self, db: Database, letters: Sequence[NewLetter]) -> None:
        own = [(one.id, one.person, one.mailing, one.number, one.message_id) for one in letters]
        db.executemany(f"{LETTER} ON CONFLICT DO NOTHING", own)
        words = [
            (*_words(one.id, one, one.because, one.preface), self._event(db, one.event), one.id)
            for one in letters
        ]
        db.executemany(f"{WORDS} SELECT {MARKS} {IF_OURS}", words)
        keep_texts(db, [(one.id, one.text) for one in letters])

    def started_all(
        self,
        db: Database,
        letters: Sequence[D],
        whole: Callable[[D], NewLetter],
        *,
        courier: str,
        sender: str,
    ) -> list[str | None]:
        """Claim letters and write down that they have been started, before the server hears of
        them, in few statements inside a transaction of the caller's; the id of each, None where it
        may not be begun any more.

        whole: all that is written down about one. sender: whose lock tells whether it lives.
        """
        have = self._others.have
        found = [None if have(db, one.id) else one.id for one in letters]
        there = [n for n, id_ in enumerate(found) if id_]
        unusual = self._store.unusual(db, [letters[n].planned for n in there])
        for n in sorted(there[n] for n in unusual):
            found[n] = self._claim(db, whole(letters[n]), over=False)
        self._others.look_out = None in found
        # Where it went is kept with the fact: the letter may go elsewhere later, if this address
        # fails.
        begun = [
            Happened(id_, Fact.STARTED, one.to.written, sender)
            for id_, one in zip(found, letters, strict=True)
            if id_ is not None
        ]
        self._facts.add(db, begun, courier=courier)
        return found

    def have_gone(self, db: Database, letter: Claimable) -> bool:
        """Whether a letter that could not be begun is known to have gone by somebody else."""
        return self._others.have(db, letter.id)

    def write_down(
        self, letter: NewLetter, *, courier: str, write: Callable[[], tuple[str, str]]
    ) -> str | None:
        """Claim the letter, have it written into the outbox, and write down where it lies; None
        where it may not be begun.

        write: writes the file and tells where, and by what it is known to be as it was left. It
        does so while nobody else can stop, erase or purge: whoever does so afterwards finds the
        file.
        """
        with self._store.writing() as db:
            id_ = self._claim(db, letter, over=True)
            if id_ is None:
                return None
            place, mark = write()
            self._facts.add(db, [Happened(id_, Fact.WRITTEN, place)], courier=courier)
            keep(db, [ServerId(id_, mark=mark)])
            return place

    def released(self, db: Database, message_ids: Iterable[str], *, courier: str) -> None:
        """Write down of these letters, by Message-ID, that they did not go after all: the server's
        no was to us. Inside a transaction of the caller's.
        """
        for message_id in message_ids:
            row = db.execute("SELECT id FROM letter WHERE message_id = ?", (message_id,)).fetchone()
            # One that a report has shown to have gone meanwhile stays so.
            if row and state_of(_facts_of(db, row[0])) is not State.SENT:
                self._facts.add(db, [Happened(row[0], Fact.RELEASED)], courier=courier)

    def _claim(self, db: Database, letter: NewLetter, *, over: bool) -> str | None:
        """The letter's id, if this sender has it now. Runs inside a transaction that nobody else
        can be inside at once. over: whether a draft of it is written over.
        """
        id_ = self._id_of(db, letter)
        if not self._store.claimable(db, letter.person):
            return None
        said = self._may_go(db, id_, letter, over=over)
        if said is None:
            return None
        because, preface = said
        forget(db, id_)
        db.execute(
            f"{LETTER} ON CONFLICT DO NOTHING",
            (id_, letter.person, letter.mailing, letter.number, letter.message_id),
        )
        # What a resend was given stays with it: a retry that brings nothing of its own takes
        # nothing away.
        reasons = (letter.because or because, letter.preface or preface)
        words = _words(id_, letter, *reasons)
        db.execute(
            f"{WORDS} VALUES ({MARKS}) ON CONFLICT (letter) DO UPDATE SET {ANEW}",
            (*words, self._event(db, letter.event)),
        )
        # Two senders claim at once, each in an order of its own: what letters share is left to whom
        # is alone, or the two would wait for each other.
        text = letter.text if over else KeptText(letter.text.whole)
        keep_texts(db, [(id_, text)], over=True)
        return id_

    def _event(self, db: Database, event: EventFacts | None) -> int | None:
        """The number of what the letter tells of the event. All letters of a run tell the same, so
        it is looked up once.
        """
        if event is None:
            return None
        if self._version is None or self._version[0] != event:
            self._version = (event, remembered(db, event, self._store.now()))
        return self._version[1]

    def _may_go(
        self, db: Database, id_: str, letter: NewLetter, *, over: bool
    ) -> tuple[str, str] | None:
        """The reason and the preface that an earlier attempt was given, if the letter may be begun
        now.
        """
        state = state_of(_facts_of(db, id_))
        before = db.execute(
            "SELECT address_key, because, preface FROM letter_words WHERE letter = ?", (id_,)
        ).fetchone()
        key, because, preface = before or (letter.to.key, "", "")
        if state is State.WRITTEN and not over:
            return None  # a draft that lies elsewhere is taken back first
        # A draft that is asked for by name is written again.
        if not may_start(state, reaches=letter.deliberate, new_address=key != letter.to.key):
            return None
        if _gone_by_another(db, id_, letter) or left_alone(db, letter.person):
            return None
        return because, preface

    def _id_of(self, db: Database, letter: NewLetter) -> str:
        # A person known by two ids found to be one keeps the letters of both, so the row may be
        # under the other id.
        row = db.execute(
            "SELECT id FROM letter WHERE message_id = ?", (letter.message_id,)
        ).fetchone()
        return row[0] if row else letter.id


def _facts_of(db: Database, letter: str) -> Sequence[Fact]:
    rows = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (letter,))
    return [Fact(kind) for (kind,) in rows]


def _words(id_: str, letter: NewLetter, because: str, preface: str) -> tuple[str, ...]:
    """The columns of `letter_words` but for the last."""
    to = letter.to
    return (
        id_,
        letter.name,
        to.key,
        to.written,
        letter.subject,
        letter.digest,
        letter.frame,
        because,
        preface,
    )


def _gone_by_another(db: Database, id_: str, letter: NewLetter) -> bool:
    """Whether another letter has gone in this one's place, or may have, to the same human being:
    this number or a later one, under whichever of their ids. Another program may have resent it, or
    found two to be one, while this one had it planned.
    """
    kept = "(SELECT coalesce(same_as, id) FROM person WHERE id = ?)"
    others = db.execute(
        "SELECT id FROM letter WHERE mailing = ? AND number >= ? AND id != ?"  # noqa: S608 - no word of anybody's in it
        f" AND person IN (SELECT id FROM person WHERE id = {kept} OR same_as = {kept})",
        (letter.mailing, letter.number, id_, letter.person, letter.person),
    )
    for other in others.fetchall():
        if state_of(_facts_of(db, other[0])) in (State.SENT, State.UNCLEAR):
            return True
    return False
