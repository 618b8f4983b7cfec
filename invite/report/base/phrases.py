"""The words for states and reasons, and text from strangers made safe to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from invite.lifecycle import Fact, State
from invite.people.model import Severity
from invite.safe_text import shown
from invite.summary import SKIPPED
from invite.words import _, ngettext

# How a state or a severity looks.
STYLES: Mapping[str, str] = {
    State.SENT: "green",
    State.WRITTEN: "cyan",
    State.READY: "",
    State.WAITING: "yellow",
    State.UNCLEAR: "bold yellow",
    State.FAILED: "bold red",
    SKIPPED: "dim",
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "dim",
}


def state_words(state: str) -> str:
    """A state in the coordinator's words."""
    words: dict[str, str] = {
        State.READY: _("ready to go"),
        State.WRITTEN: _("written to the outbox"),
        State.WAITING: _("waiting: tried, to be tried again"),
        State.UNCLEAR: _("unclear: may or may not have gone"),
        State.SENT: _("sent"),
        State.FAILED: _("failed"),
        "skipped": _("held back"),
    }
    return words.get(state, state)


def fact_words(fact: Fact) -> str:
    """What happened to a letter, in words."""
    words = {
        Fact.STARTED: _("begun, to"),
        Fact.ACCEPTED: _("accepted by the server"),
        Fact.WRITTEN: _("written to the outbox"),
        Fact.DEFERRED: _("not now, said the server"),
        Fact.REFUSED: _("refused by the server"),
        Fact.BOUNCED: _("came back"),
        Fact.DELAYED: _("delayed on its way"),
        Fact.DELIVERED: _("delivered"),
        Fact.RELEASED: _("did not go after all"),
    }
    return words[fact]


def moment(at: datetime | None) -> str:
    """A moment as a Finn writes it: 12.1.2027 klo 9.14 on paper, 12.1.2027 9:14 on the screen."""
    return f"{at.day}.{at.month}.{at.year} {at.hour}:{at.minute:02}" if at else ""


def nobody_words(rows: int) -> str:
    """That so many rows are in no count."""
    words = ngettext(
        "{n} row names nobody and gets no letter: invite people --flaws",
        "{n} rows name nobody and get no letter: invite people --flaws",
        rows,
    )
    return words.format(n=rows)


def unread_words(unread: Sequence[str]) -> str:
    """That nothing could be made of these files and sheets, so that nobody takes the counts for
    everybody.
    """
    names = ", ".join(shown(name) for name in unread)
    return _(
        "Not read: {names}. Whoever stands there alone is missing here: invite people --flaws."
    ).format(names=names)


def doubted_words(letters: int) -> str:
    """That so many letters have probably come back, and the coordinator is to say so."""
    words = ngettext(
        "{n} letter has probably not arrived: an address alone speaks for it",
        "{n} letters have probably not arrived: an address alone speaks for each",
        letters,
    )
    return words.format(n=letters)


def refusing_words() -> str:
    """That other servers refuse us, not our addresses."""
    return _("other mail servers refuse us: show IT what they say before more is sent")
