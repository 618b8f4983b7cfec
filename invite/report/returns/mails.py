"""What came back, on the screen: what the mails just read say, what waits for the coordinator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from invite.campaign.returns.matching import FoundAnswer
from invite.campaign.returns.outcomes import MailOutcome, Returns
from invite.ledger.letters.reports import WriteResult
from invite.ledger.letters.returned_mail import ReturnedMail
from invite.report.base.picture import Document, Line, Picture, words
from invite.report.returns.return_words import answer_words, of_address
from invite.report.returns.waiting import lines as waiting_lines
from invite.returned.model import Absence, LetterVerdict, MailKind
from invite.safe_text import shown
from invite.words import _, ngettext

MOST = 25  # mails named of each sort
EMPTY: Line = ()


def screen(found: Returns) -> Picture:
    """Where returned mail stands."""
    parts: list[Line] = []
    if found.mailbox:
        parts.append(words(shown(found.mailbox), "dim"))
    if found.mails:
        parts += [words(_counts(found.mails), "bold"), EMPTY]
    elif found.mailbox:
        parts.append(words(_("Nothing new.")))
    if found.moved:
        n = found.moved
        parts.append(words(ngettext("{n} message moved.", "{n} messages moved.", n).format(n=n)))
    if found.alarm:
        parts += [*_alarm(found), EMPTY]
    for title, style, verdict in _SORTS:
        parts += _section(
            found, title(), style, [one for one in found.mails if _news(one, verdict)]
        )
    parts += _away(found)
    for one in found.taken:
        said = answer_words(one.answer) if one.answer else _("has not arrived")
        parts.append(
            words(_("Accepted: {name}: {said}").format(name=_name(found, one.person), said=said))
        )
    parts += waiting_lines(found)
    if any(_news(one, LetterVerdict.FAILED) for one in found.mails) and not found.alarm:
        parts += [
            words(_("To those who have another address, send the letter there:")),
            words("      invite resend --bounced", "cyan"),
        ]
    while parts and parts[-1] == EMPTY:
        parts.pop()
    return Picture(tuple(parts) or (words(_("Nothing came back.")),))


_SORTS: tuple[tuple[Callable[[], str], str, LetterVerdict], ...] = (
    (lambda: _("Came back"), "bold red", LetterVerdict.FAILED),
    (
        lambda: _("Not delivered yet: their server is still being tried"),
        "yellow",
        LetterVerdict.DELAYED,
    ),
    (lambda: _("Delivered"), "green", LetterVerdict.DELIVERED),
)


def _counts(mails: Sequence[MailOutcome]) -> str:
    """How many mails of what sort."""
    sorts = Counter(one.mail.kind for one in mails if not one.mail.unreadable)
    told = {
        MailKind.BOUNCE: _("returned"),
        MailKind.DELAY: _("delayed"),
        MailKind.DELIVERY_REPORT: _("delivery reports"),
        MailKind.AUTO_REPLY: _("automatic answers"),
        MailKind.COMPLAINT: _("complaints"),
        MailKind.CALENDAR_REPLY: _("answers from calendars"),
        MailKind.REPLY: _("written by people"),
        MailKind.OTHER: _("other"),
    }
    counts = [f"{label} {sorts[kind]}" for kind, label in told.items() if sorts[kind]]
    if unreadable := len(mails) - sorts.total():
        counts.append(_("not readable {n}").format(n=unreadable))
    parts = ", ".join(counts)
    n = len(mails)
    return ngettext("{n} message read: {parts}", "{n} messages read: {parts}", n).format(
        n=n, parts=parts
    )


def _news(one: MailOutcome, verdict: LetterVerdict) -> bool:
    return one.letter is verdict and one.taken is WriteResult.NEW


def _section(
    found: Returns, title: str, style: str, mails: Sequence[MailOutcome]
) -> Iterator[Line]:
    if not mails:
        return
    yield words(f"{title}: {len(mails)}", style)
    for one in mails[:MOST]:
        recipient = one.recipient
        address = recipient.address if recipient else ""
        cause = recipient.cause.value if recipient and recipient.cause else ""
        reply = (recipient.reply if recipient else "") or one.mail.words
        yield words(f"  {_name(found, one.person)}  {of_address(address, cause, reply)}")
    if (rest := len(mails) - MOST) > 0:
        yield words("  " + _("… and {n} more").format(n=rest))
    yield EMPTY


def _away(found: Returns) -> Iterator[Line]:
    """Automatic answers of people we wrote to, who say until when they are away."""
    away = [one for one in found.mails if one.mail.kind is MailKind.AUTO_REPLY and one.person]
    if not away:
        return
    yield words(_("Automatic answers: {n}").format(n=len(away)), "bold")
    for one in away[:MOST]:
        until = _until(one.mail.absence) or shown(one.mail.words)[:100]
        yield words(f"  {_name(found, one.person)}  {until}")
    if (rest := len(away) - MOST) > 0:
        yield words("  " + _("… and {n} more").format(n=rest))
    yield EMPTY


def _until(absence: Absence | None) -> str:
    if absence is None:
        return ""
    if absence.back:
        day = absence.back
        return _("back on {day}.{month}.").format(day=day.day, month=day.month)
    if absence.last_day:
        day = absence.last_day
        return _("away until {day}.{month}.").format(day=day.day, month=day.month)
    return ""


def _alarm(found: Returns) -> Iterator[Line]:
    n = found.refusing_us
    told = ngettext(
        "The servers of {n} person refuse us: the sender or what is in the letter, not the"
        " address.",
        "The servers of {n} people refuse us: the sender or what is in the letter, not the"
        " addresses.",
        n,
    )
    yield words(told.format(n=n), "bold red")
    yield words(
        _("Show what they say to IT, and send nothing more until it is settled."), "bold red"
    )


def _name(found: Returns, person: str | None) -> str:
    known = {str(id_): one for id_, one in found.people.items()}
    if person and person in known:
        return shown(known[person].name.full)
    return person or _("somebody unknown")


Local = Callable[[datetime], datetime]


def to_document(found: Returns) -> Document:
    """Where returned mail stands. `mails`: those just read; `waiting`: what the coordinator is to
    look at, each with the number that `--take` takes.
    """
    return {
        "mailbox": found.mailbox or None,
        "mails": [_mail(one, found.local) for one in found.mails],
        "answers": [_answer(one, answer) for one in found.mails for answer in one.answers],
        "waiting": [_waiting(one, found.local) for one in found.waiting],
        "taken": [one.number for one in found.taken],
        "moved": found.moved,
        "refusing_us": found.refusing_us,
        "alarm": found.alarm,
    }


def _mail(one: MailOutcome, local: Local) -> Document:
    recipient, absence = one.recipient, one.mail.absence
    verdict = recipient.verdict if recipient else None
    words = recipient.in_words if recipient else ""
    return {
        "source": one.source,
        "kind": one.mail.kind.value,
        "recipients": [each.address for each in one.mail.recipients],
        "address": verdict.value if verdict else None,
        "letter": one.letter.value if one.letter else None,
        "person": one.person,
        "message_id": one.message_id or None,
        "words": one.mail.words,
        "plain": words or None,
        "applied": one.applied,
        "new": one.taken is not None and one.taken.value == "new",
        "at": _iso(one.mail.at, local),
        "away_until": absence.last_day.isoformat() if absence and absence.last_day else None,
        "back_on": absence.back.isoformat() if absence and absence.back else None,
    }


def _answer(one: MailOutcome, found: FoundAnswer) -> Document:
    return {
        "person": found.person,
        "answer": found.answer.kind.value,
        "source": one.source,
        "how": found.answer.source.value,
        "can_be_taken": found.can_be_taken,
    }


def _waiting(one: ReturnedMail, local: Local) -> Document:
    return {
        "mail": one.number,
        "why": one.why.value,
        "source": one.source,
        "kind": one.kind,
        "person": one.person,
        "address": one.address or None,
        "letter": one.fact or None,
        "answer": one.answer or None,
        "words": one.words,
        "at": _iso(one.at, local),
    }


def _iso(at: datetime | None, local: Local) -> str | None:
    return local(at).isoformat(timespec="seconds") if at else None
