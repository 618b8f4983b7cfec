"""Looks into the mailbox: whether a letter lies in Drafts still, has left, or is nowhere to be
seen.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from msgspec import Struct

from invite.access import graph
from invite.access.exchange import HttpAnswer, HttpRequest, NoAnswer
from invite.access.graph import GraphNo, Mailbox
from invite.access.mail_account import MailItem
from invite.delivery.graph.refusal import refusal, unreachable
from invite.delivery.graph.requester import Pause, Requester, Steps
from invite.errors import ServerRefusesUs
from invite.words import _

MOST_PAGES = 400  # of 50 letters
TRIES = 3


class Where(Enum):
    """Where a letter is. DRAFTS: it did not go. SENT: it went. NOWHERE: on its way, or gone."""

    DRAFTS = auto()
    SENT = auto()
    NOWHERE = auto()


class Sight(Struct, frozen=True):
    """What is seen of a letter. message_id: as its receiver sees it."""

    where: Where
    message_id: str = ""

    @property
    def went(self) -> bool:
        """It is among what was sent."""
        return self.where is Where.SENT

    @property
    def lies(self) -> bool:
        """It is a draft still."""
        return self.where is Where.DRAFTS


class Proof:
    """A mailbox that may be read. Each method raises ServerRefusesUs where it cannot be."""

    def __init__(self, mailbox: Mailbox, requester: Requester) -> None:
        self._mailbox = mailbox
        self._requester = requester
        self._outbox: str | None = None

    def look(self, id_: str) -> Sight:
        """What is seen of the letter that was sent from a draft."""
        return self._requester.run(self._look(id_))

    def find(self, message_id: str) -> Sight:
        """What is seen of a letter by its Message-ID, in whatever folder."""
        return self._requester.run(self._find(message_id))

    def drafts(self, since: datetime) -> tuple[MailItem, ...]:
        """What was laid into Drafts since then, by whomever."""
        return self._requester.run(self._list("drafts", since))

    def sent(self, since: datetime) -> tuple[MailItem, ...]:
        """What has come into Sent Items and was made since then."""
        return self._requester.run(self._list("sentitems", since))

    def received(self, since: datetime) -> tuple[MailItem, ...]:
        """What has come into the Inbox since then."""
        return self._requester.run(self._list("inbox", since))

    def content(self, id_: str) -> bytes:
        """A message as it came, or nothing where it is gone."""
        return self._requester.run(self._content(id_))

    def text(self, id_: str) -> str:
        """What a message says, or nothing."""
        return self._requester.run(self._text(id_))

    def discard(self, id_: str) -> bool:
        """Put a draft away; whether it was there."""
        return self._requester.run(self._discard(id_))

    def pause(self, seconds: float) -> None:
        """Wait."""
        self._requester.run(_pause(seconds))

    def _look(self, id_: str) -> Steps[Sight]:
        if self._outbox is None:
            answer = yield from self.ask(graph.folder(self._mailbox, "outbox"))
            self._outbox = graph.id_of(answer) if answer else ""
        answer = yield from self.ask(graph.look(self._mailbox, id_))
        item = graph.item_of(answer) if answer else None
        return self._sight(item)

    def _find(self, message_id: str) -> Steps[Sight]:
        answer = yield from self.ask(graph.by_message_id(self._mailbox, message_id))
        items = graph.page_of(answer) if answer else ()
        sights = [self._sight(item) for item in items]
        return next((one for one in sights if one.where is Where.SENT), Sight(Where.NOWHERE))

    def _sight(self, item: MailItem | None) -> Sight:
        """What a folder tells. What Exchange is just sending may be seen in the Outbox first."""
        if item is None or (self._outbox and item.folder == self._outbox):
            return Sight(Where.NOWHERE)
        return Sight(Where.DRAFTS if item.is_draft else Where.SENT, item.message_id)

    def _list(self, folder: str, since: datetime) -> Steps[tuple[MailItem, ...]]:
        items: list[MailItem] = []
        asked: HttpRequest | None = graph.listing(self._mailbox, folder, since)
        for _n in range(MOST_PAGES):
            if asked is None:
                break
            answer = yield from self.ask(asked)
            if answer is None:
                break
            items += graph.page_of(answer)
            asked = graph.further(self._mailbox, answer)
        return tuple(items)

    def _content(self, id_: str) -> Steps[bytes]:
        answer = yield from self.ask(graph.content_of(self._mailbox, id_))
        return answer.body if answer else b""

    def _text(self, id_: str) -> Steps[str]:
        answer = yield from self.ask(graph.text_of(self._mailbox, id_))
        return graph.body_of(answer) if answer else ""

    def _discard(self, id_: str) -> Steps[bool]:
        answer = yield from self.ask(graph.discard(self._mailbox, id_))
        return answer is not None

    def ask(self, asked: HttpRequest) -> Steps[HttpAnswer | None]:
        """The answer; None for what is not there. Asked again where the server is busy."""
        came: HttpAnswer | NoAnswer | None = None
        for number in range(TRIES):
            came = yield asked
            if isinstance(came, HttpAnswer):
                meaning = graph.meaning_of(came)
                if meaning is None:
                    return came
                if meaning is GraphNo.GONE:
                    return None
                if meaning not in (GraphNo.SLOW_DOWN, GraphNo.NOBODY_KNOWS):
                    raise refusal(meaning, came, self._mailbox, self._mailbox.address)
            if number + 1 < TRIES:
                yield Pause(1.0 + number)
        if isinstance(came, NoAnswer):
            raise unreachable(came)
        assert came is not None
        raise ServerRefusesUs(
            _("Microsoft Graph cannot show the mailbox right now. It says: {reply}").format(
                reply=graph.words_of(came)
            ),
            hint=_("Run the command again in a few minutes."),
        )


def _pause(seconds: float) -> Steps[None]:
    yield Pause(seconds)
