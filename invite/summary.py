"""Where everyone in a mailing stands: one line a person, and counts that add up to the people."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, tzinfo
from typing import assert_never

from msgspec import Struct

from invite.lifecycle import DraftFound, KnownBy, State
from invite.mailing.reply import COMING, Reply
from invite.people.model import Person
from invite.plan import OF_DRAFT, Because, Standing, starts_next

SKIPPED = "skipped"
SENT_BY_HAND = "sent-by-hand"
NO_ANSWER = "no_answer"
# Who comes, as everybody is counted: who was there had registered, and an answer that is not clear
# is none yet.
ANSWERS = (Reply.REGISTERED.value, Reply.DECLINED.value, NO_ANSWER)
# In the order in which a coordinator reads them: who has it, who is still to get it, who needs a
# human.
STATES: tuple[str, ...] = (
    *(state.value for state in (State.SENT, State.WRITTEN, State.READY, State.WAITING)),
    "unclear",
    "failed",
    SKIPPED,
)


class Line(Struct, frozen=True, kw_only=True, gc=False):
    """Where one person stands in one mailing. state: a `State`'s value or "skipped", whose reason
    is in `because`.

    because: for letters, the reason a resend was given, or how a draft was found. at: when the last
    thing happened to the letter, aware. reply: the server's last words. message_id: ours; theirs:
    what the server put in its place, or nothing. proof: how the state is known. answer: what they
    said of coming to the event; None: nothing.
    """

    person: Person
    state: str
    because: str = ""
    to: str = ""
    number: int = 0
    at: datetime | None = None
    reply: str = ""
    message_id: str = ""
    theirs: str = ""
    proof: KnownBy | None = None
    answer: Reply | None = None

    @property
    def by_hand(self) -> bool:
        """Whether the coordinator's word is all that says that it went."""
        return self.state == State.SENT and self.proof is KnownBy.YOU

    @property
    def shown_state(self) -> str:
        """The state as reports name it: by whose word somebody was reached, too."""
        return SENT_BY_HAND if self.by_hand else self.state

    @property
    def coming(self) -> str:
        """One of ANSWERS; "" for who has not been reached and has not answered either."""
        if self.answer in COMING:
            return Reply.REGISTERED.value
        if self.answer is Reply.DECLINED:
            return self.answer.value
        return NO_ANSWER if self.state == State.SENT else ""


class Summary(Struct, frozen=True, kw_only=True):
    """Where everyone in one mailing stands. The counts of the states add up to the people."""

    mailing: str
    lines: tuple[Line, ...]

    def counts(self) -> Counter[str]:
        """How many are in each state."""
        return Counter(line.state for line in self.lines)

    def answers(self) -> Counter[str]:
        """Who comes, by `Line.coming`."""
        return Counter(line.coming for line in self.lines)

    @property
    def reached(self) -> int:
        """How many have been reached: their letter was accepted by a server and has not come
        back.
        """
        return self.counts()[State.SENT]


class LastReading(Struct, frozen=True, kw_only=True):
    """How the sheets were when they were last read. at: when that was, aware; None: never.

    changed: the files that differ since. unread: the files and sheets that nothing could be made of
    then: whoever stands on them alone is in no count. nobody: how many rows had an address then, or
    words, and name nobody. unnamed: spreadsheets that lie in the folder now and are in no source;
    ignore: what the settings leave out on purpose.
    """

    at: datetime | None
    changed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    nobody: int = 0
    unnamed: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Overview(Struct, frozen=True, kw_only=True):
    """Where the whole project stands, as the sheets were last read."""

    mailings: tuple[Summary, ...]
    read: LastReading


def line(
    person: Person,
    held: Because | None,
    standing: Standing | None,
    zone: tzinfo | None = None,
    *,
    reaches: bool,
    answer: Reply | None = None,
) -> Line:
    """Where one person stands: what has happened to their letter outweighs what holds them back
    now.

    zone: the time zone that instants are told in; UTC if none is given. reaches: as for
    `plan.decide`. answer: what they said of coming.
    """
    to = person.address.written if person.address else ""
    reason = held or (None if person.address else Because.NO_ADDRESS)
    if standing is None or _to_go(person, standing, reason, reaches=reaches):
        return Line(
            person=person,
            state=SKIPPED if reason else State.READY.value,
            because=reason.value if reason else "",
            to=to,
            answer=answer,
        )
    return Line(
        person=person,
        state=standing.state.value,
        because=_because(standing),
        to=standing.to or to,
        number=standing.number,
        at=standing.at and standing.at.astimezone(zone or UTC),
        reply=standing.reply,
        message_id=standing.message_id,
        theirs=standing.theirs,
        proof=standing.proof,
        answer=answer,
    )


def _because(standing: Standing) -> str:
    """The reason a resend was given; of a draft that is not as we left it, that."""
    lies = standing.state is not State.WRITTEN or standing.draft is DraftFound.LIES
    return standing.because if lies else OF_DRAFT[standing.draft].value


def _to_go(person: Person, standing: Standing, reason: Because | None, *, reaches: bool) -> bool:
    """Whether the letter is still to go, so that what holds the person back now is what counts."""
    match standing.state:
        case State.READY:
            return True
        case State.WAITING:
            return reason is not None  # else it is told as waiting, with the server's words
        case State.WRITTEN if reaches and standing.draft is DraftFound.LIES:
            # a draft has reached nobody, so it is no news of somebody who is held
            return True
        case State.WRITTEN | State.FAILED | State.UNCLEAR | State.SENT:
            return reason is None and starts_next(standing, person.address, reaches=reaches)
    assert_never(standing.state)
