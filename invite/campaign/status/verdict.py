"""Did they get it? What became of one mailing to one person, told apart as a coordinator would tell
it apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.ledger.letters.letters import LetterStory
from invite.lifecycle import Fact, State
from invite.plan import DRAFTS
from invite.summary import SKIPPED, Line


class VerdictCase(StrEnum):
    """What became of it. BY_HAND: sent, as the coordinator says. AGAIN: a further letter has
    gone after an earlier one that may have arrived; INSTEAD: after one that did not. DELAYED: the
    receiver's server has not taken it yet. OUTSIDE: the mailing is not for them.
    """

    SENT = "sent"
    BY_HAND = "sent-by-hand"
    DELAYED = "delayed"
    AGAIN = "sent-again"
    INSTEAD = "sent-instead"
    WRITTEN = "written"
    READY = "ready"
    WAITING = "waiting"
    UNCLEAR = "unclear"
    REFUSED = "refused"
    BOUNCED = "bounced"
    SKIPPED = "skipped"
    OUTSIDE = "outside"


class MailingVerdict(Struct, frozen=True, kw_only=True):
    """The answer for one mailing. at, to, words: when, where to, and the server's words of the
    letter that counts.

    because: why they are skipped. first_at, first_to: of an earlier letter, for AGAIN and INSTEAD.
    Instants are aware.
    """

    mailing: str
    case: VerdictCase
    at: datetime | None = None
    to: str = ""
    words: str = ""
    because: str = ""
    first_at: datetime | None = None
    first_to: str = ""


_PLAIN = {
    State.WRITTEN.value: VerdictCase.WRITTEN,
    State.READY.value: VerdictCase.READY,
    State.WAITING.value: VerdictCase.WAITING,
    State.UNCLEAR.value: VerdictCase.UNCLEAR,
    SKIPPED: VerdictCase.SKIPPED,
}
# What a letter's time is told by: when it went, whatever was heard of it later.
_WENT = (Fact.ACCEPTED, Fact.STARTED, Fact.WRITTEN)


def verdict(mailing: str, line: Line | None, letters: Sequence[LetterStory]) -> MailingVerdict:
    """What became of a mailing to a person. line: where they stand in it; None: it is not for them.
    letters: all of theirs.
    """
    if line is None:
        return MailingVerdict(mailing=mailing, case=VerdictCase.OUTSIDE)
    ours = [letter for letter in letters if letter.mailing == mailing]
    counts = next((letter for letter in ours if letter.message_id == line.message_id), None)
    at = (_went(counts) if counts else None) or line.at
    if line.state == State.FAILED:
        bounced = counts is not None and any(event.fact is Fact.BOUNCED for event in counts.events)
        case = VerdictCase.BOUNCED if bounced else VerdictCase.REFUSED
    elif line.state == State.SENT:
        earlier = [
            letter for letter in ours if letter.number < line.number and letter.state in _TRIED
        ]
        if earlier and counts:
            return _again(mailing, line, counts, earlier[-1])
        facts = {event.fact for event in counts.events} if counts else set()
        late = Fact.DELAYED in facts and Fact.DELIVERED not in facts
        sent = VerdictCase.BY_HAND if line.by_hand else VerdictCase.SENT
        case = VerdictCase.DELAYED if late else sent
    else:
        case = _PLAIN[line.state]
    drafts = line.state == State.WRITTEN and line.because in DRAFTS
    because = line.because if case is VerdictCase.SKIPPED or drafts else ""
    return MailingVerdict(
        mailing=mailing, case=case, at=at, to=line.to, words=line.reply, because=because
    )


_TRIED = (State.SENT, State.UNCLEAR, State.FAILED)


def _again(mailing: str, line: Line, counts: LetterStory, earlier: LetterStory) -> MailingVerdict:
    return MailingVerdict(
        mailing=mailing,
        case=VerdictCase.INSTEAD if earlier.state is State.FAILED else VerdictCase.AGAIN,
        at=_went(counts),
        to=line.to,
        words=line.reply,
        first_at=_went(earlier),
        first_to=earlier.to,
    )


def _went(letter: LetterStory) -> datetime | None:
    for fact in _WENT:
        if found := [event.at for event in letter.events if event.fact is fact]:
            return found[-1]
    return None
