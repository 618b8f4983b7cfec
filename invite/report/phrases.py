"""The words for states and reasons, and text from strangers made safe to show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from invite.lifecycle import Fact, State
from invite.people.model import Severity
from invite.plan import Because
from invite.safe_text import harmless, one_line
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

shown = one_line  # what people wrote is only text, wherever it is shown


def shown_lines(text: str) -> str:
    """Several lines of what somebody wrote, made harmless, without a line end after the last."""
    return harmless(text).removesuffix("\n")


def named(names: Sequence[str], most: int = 10) -> str:
    """People by name in one line, as many as can be read at once, and how many more there are."""
    told = ", ".join(map(shown, names[:most]))
    rest = len(names) - most
    return told + " " + _("… and {n} more").format(n=rest) if rest > 0 else told


_PLAIN_WORD = re.compile(r"\w[\w.,:/+@-]{0,120}")
_QUOTABLE = re.compile(r"\w[\w.,:/+@' ()-]{0,120}")


def to_copy(text: str, otherwise: str) -> str:
    """A stranger's text as one word of a command to copy, in quotation marks where it needs them; `otherwise` where a shell (of
    Windows or another) could take any of it for a command, or invite for an option.
    """
    if _PLAIN_WORD.fullmatch(text):
        return text
    return f'"{text}"' if _QUOTABLE.fullmatch(text) else otherwise


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


def because_words(because: str) -> str:
    """Why somebody is not written to, in the coordinator's words; a resend's reason as it was given."""
    words: dict[str, str] = {
        Because.SENT: _("has been reached"),
        Because.WRITTEN: _("lies in the outbox already"),
        Because.UNCLEAR: _("unclear: an earlier letter may have gone"),
        Because.FAILED: _("refused or came back; needs another address"),
        Because.NO_ADDRESS: _("no address"),
        Because.QUESTION: _("an open question: who is this?"),
        Because.FLAW: _("something is wrong with their row"),
        Because.UNWANTED: _("not to be invited (a sheet or you said so)"),
        Because.GONE: _("on no sheet any more"),
        Because.FILTERED: _("outside the filters"),
        Because.LIMIT: _("over the limit of this run"),
        Because.TAKEN: _("another sender has this letter"),
        Because.STOPPED: _("asked to be left alone"),
        Because.AUDIENCE: _("not one of those it is for"),
        Because.REGISTERED: _("has registered"),
        Because.DECLINED: _("does not come"),
        Because.UNINVITED: _("has not been reached by an invitation"),
        Because.INVITATION_FIRST: _("gets the invitation first"),
        Because.TOO_EARLY: _("its day has not come yet"),
        Because.TOO_LATE: _("its last day is over"),
    }
    return words.get(because, because)


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
    """That nothing could be made of these files and sheets, so that nobody takes the counts for everybody."""
    names = ", ".join(shown(name) for name in unread)
    return _("Not read: {names}. Whoever stands there alone is missing here: invite people --flaws.").format(names=names)
