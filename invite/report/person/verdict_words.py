"""Did they get it, in one line: by whoever knows, the server, the mailbox or the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from invite.campaign.status.verdict import MailingVerdict, VerdictCase
from invite.lifecycle import KnownBy
from invite.plan import because_words
from invite.report.base.phrases import moment
from invite.safe_text import shown
from invite.words import _

Local = Callable[[datetime], datetime]


def verdict_line(one: MailingVerdict, local: Local) -> str:
    """Did they get it, in one line."""
    words: Mapping[VerdictCase, str] = {
        VerdictCase.SENT: _("{mailing}: yes. Accepted {at} for {to}; the server said: {words}"),
        VerdictCase.AGAIN: _(
            "{mailing}: yes, again. Accepted {at} for {to}, and before that {first_at} for"
            " {first_to}"
        ),
        VerdictCase.INSTEAD: _(
            "{mailing}: yes. Accepted {at} for {to}, after {first_to} had failed"
        ),
        VerdictCase.WRITTEN: _(
            "{mailing}: not yet. It lies in the outbox since {at}, for a mail program to send to"
            " {to}"
        ),
        VerdictCase.READY: _("{mailing}: not yet. It is still to be sent to {to}"),
        VerdictCase.WAITING: _(
            "{mailing}: not yet. Tried {at}; {to} was put off: {words}. The next invite send tries"
            " again"
        ),
        VerdictCase.UNCLEAR: _(
            "{mailing}: unclear. Begun {at} for {to}, and the answer was lost: it may or may not"
            " have gone"
        ),
        VerdictCase.REFUSED: _("{mailing}: no. Refused {at} for {to}: {words}"),
        VerdictCase.DELAYED: _(
            "{mailing}: on its way. Accepted {at} for {to}, whose server has not taken it yet:"
            " {words}"
        ),
        VerdictCase.BOUNCED: _("{mailing}: no. It went {at} to {to} and came back: {words}"),
        VerdictCase.SKIPPED: _("{mailing}: no, and it is not sent: {because}"),
        VerdictCase.OUTSIDE: _("{mailing}: no, it is not for them"),
    }
    line = (_not_by_server(one) or words[one.case]).format(
        mailing=one.mailing,
        at=moment(one.at and local(one.at)),
        to=shown(one.to),
        words=shown(one.words) or "–",
        because=because_words(one.because),
        first_at=moment(one.first_at and local(one.first_at)),
        first_to=shown(one.first_to),
    )
    return line.rstrip(".") + "."


def _not_by_server(one: MailingVerdict) -> str | None:
    """What became of it where not the server told so, but the coordinator or the mailbox."""
    if one.proof in (None, KnownBy.SERVER):
        return None
    you = one.proof is KnownBy.YOU
    match one.case:
        case VerdictCase.SENT:
            return (
                _("{mailing}: yes, you said so. It went {at} to {to}")
                if you
                else _("{mailing}: yes, the mailbox shows it. It went {at} to {to}")
            )
        case VerdictCase.AGAIN:
            return (
                _(
                    "{mailing}: yes, again, you said so. It went {at} to {to}, and before that"
                    " {first_at} to {first_to}"
                )
                if you
                else _(
                    "{mailing}: yes, again, the mailbox shows it. It went {at} to {to}, and before"
                    " that {first_at} to {first_to}"
                )
            )
        case VerdictCase.INSTEAD:
            return (
                _("{mailing}: yes, you said so. It went {at} to {to}, after {first_to} had failed")
                if you
                else _(
                    "{mailing}: yes, the mailbox shows it. It went {at} to {to}, after {first_to}"
                    " had failed"
                )
            )
    return None
