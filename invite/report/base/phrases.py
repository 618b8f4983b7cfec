"""How states look and what they are called, and phrases that several pictures have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from invite.campaign.status.outdated import Outdated
from invite.errors import Problem
from invite.ledger.letters.facts import BY_HAND, MAILBOX
from invite.lifecycle import Fact, State
from invite.mailing.reply import Heard, Reply
from invite.people.model import Severity
from invite.safe_text import shown
from invite.settings import schema
from invite.settings.toml.template import toml
from invite.summary import SKIPPED, STATES
from invite.words import _, ngettext
from invite.words import moment as spoken_moment

MOST = 5  # people named where no mailing goes to them

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
        State.READY: _("ready to send"),
        State.WRITTEN: _("written as a draft"),
        State.WAITING: _("waiting: tried, will be tried again"),
        State.UNCLEAR: _("unclear: may or may not have gone"),
        State.SENT: _("sent"),
        State.FAILED: _("failed"),
        "skipped": _("no letter now"),
    }
    return words.get(state, state)


def fact_words(fact: Fact, by: str) -> str:
    """What happened to a letter, in words. by: the courier, or how it is known."""
    if fact is Fact.ACCEPTED and by == BY_HAND:
        return _("sent by hand: you said so")
    if fact is Fact.RELEASED and by == BY_HAND:
        return _("did not go: you said so")
    if fact is Fact.ACCEPTED and by == MAILBOX:
        return _("sent, as the mailbox shows")
    words = {
        Fact.STARTED: _("begun, to"),
        Fact.ACCEPTED: _("accepted by the server"),
        Fact.WRITTEN: _("written as a draft"),
        Fact.DEFERRED: _("the server said: not now"),
        Fact.REFUSED: _("refused by the server"),
        Fact.BOUNCED: _("came back"),
        Fact.DELAYED: _("delayed on its way"),
        Fact.DELIVERED: _("delivered"),
        Fact.RELEASED: _("did not go after all"),
    }
    return words[fact]


def reply_words(heard: Heard | None) -> str:
    """An answer in words."""
    if heard is None:
        return _("no answer")
    return _("cancelled") if heard.cancelled else answer_words(heard.reply)


def answer_words(reply: Reply) -> str:
    """What somebody answered, in words."""
    return {
        Reply.REGISTERED: _("registered"),
        Reply.DECLINED: _("declined"),
        Reply.ATTENDED: _("attended"),
        Reply.UNCLEAR: _("not clear"),
    }[reply]


def moment(at: datetime | None) -> str:
    """A moment as the screen's language writes it; empty for none."""
    return spoken_moment(at) if at else ""


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
        "Not read: {names}. Anybody who is only there is missing here: invite people --flaws."
    ).format(names=names)


def unnamed_words(files: Sequence[str], ignore: Sequence[str]) -> str:
    """That these files of the folder are in no source, and the line that leaves them out. ignore:
    what the settings leave out already.
    """
    names = ", ".join(shown(name) for name in files)
    line = f"{schema.IGNORE.name} = {toml((*ignore, *files))}"
    return _(
        "In the folder, but not in the settings: {names}. To add them: invite"
        " init --update. If they hold nobody to invite, write at the top of"
        " invite.toml: {line}"
    ).format(names=names, line=shown(line))


def written(files: Iterable[Path]) -> Iterator[str]:
    """That these files were written."""
    for file in files:
        yield _("Saved: {file}").format(file=file)


def setting_words(warnings: Iterable[Problem]) -> Iterator[str]:
    """What had better be changed in the settings."""
    for warning in warnings:
        yield f"{warning.where}: {warning.what} {warning.hint}".strip()


def outdated_words(one: Outdated) -> str:
    """The warning that people hold letters with another title, time or place than the settings have
    now, and how to tell them.
    """
    n = one.people
    if one.off:
        what = ngettext(
            "The event is called off: {n} person who was invited has not been told so.",
            "The event is called off: {n} people who were invited have not been told so.",
            n,
        ).format(n=n)
        return f"{what} {_unreached_words(one)}"
    what = ngettext(
        "The event has changed since letters were sent: {n} person has the"
        " old title, time or place.",
        "The event has changed since letters were sent: {n} people have the"
        " old title, time or place.",
        n,
    ).format(n=n)
    if one.gone:
        what = f"{what} {_unreached_words(one)}"
    if len(one.gone) == n:
        return what
    if one.mailing:
        return f"{what} " + _("To let them know: {command}").format(
            command=f"invite send --mailing {one.mailing}"
        )
    name = next(
        name
        for name in ("muutos", *(f"muutos-{n}" for n in range(2, 1000)))
        if name not in one.taken
    )
    lines = f'[mailing.{name}] template = "muutos" audience = "holds old facts and not declined"'
    return f"{what} " + _("To let them know, write in invite.toml: {lines}").format(lines=lines)


def _unreached_words(one: Outdated) -> str:
    """Who is on no sheet any more, and how they may hear of it all the same."""
    who = ", ".join(shown(person.name.full) for person in one.gone[:MOST])
    what = _("On no sheet any more, so no mailing goes to them: {who}.").format(
        who=who + (" …" if len(one.gone) > MOST else "")
    )
    if one.mailing is None:
        return what
    ids = " ".join(person.id for person in one.gone[:MOST])
    return f"{what} " + _("To tell these: {command}").format(
        command=f"invite resend {ids} --mailing {one.mailing}"
    )


def pieces(counts: Mapping[str, int], width: int) -> tuple[tuple[str, int], ...]:
    """Each state with its share of `width`, in the order of STATES. Whoever is there at all has at
    least 1 of it.

    width: at least as many as there are states.
    """
    there = [state for state in STATES if counts.get(state)]
    total = sum(counts[state] for state in there)
    if not total:
        return ()
    shares = {state: max(1, width * counts[state] // total) for state in there}
    # What rounding has left over goes to those who lost most by it; what it took too much of comes
    # off the longest.
    by_loss = sorted(there, key=lambda state: shares[state] - width * counts[state] / total)
    for state in (by_loss * width)[: max(0, width - sum(shares.values()))]:
        shares[state] += 1
    while sum(shares.values()) > width:
        shares[max(shares, key=lambda state: shares[state])] -= 1
    return tuple(shares.items())


def doubted_words(letters: int) -> str:
    """That so many letters have probably come back, and the coordinator is to say so."""
    words = ngettext(
        "{n} letter has probably not arrived: only the address points to it",
        "{n} letters have probably not arrived: only the address points to each",
        letters,
    )
    return words.format(n=letters)


def refusing_words() -> str:
    """That other servers refuse us, not our addresses."""
    return _("other mail servers refuse us: show IT what they say before you send more")
