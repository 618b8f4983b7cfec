"""Letters that come too late or too soon: they tell of an event that is called off or over, ask to
register when the last day for it is past, or remind of an invitation on the day on which it came.
"""

from __future__ import annotations

from datetime import datetime

from invite.campaign.status.today import Today
from invite.event import Event
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.words import _, day, moment, ngettext

BEFORE = frozenset(
    {"kutsu", "muistutus", "ohjelma", "muutos", "peruutus"}
)  # templates of letters that tell of what is to come
AFTER = frozenset({"kiitos"})  # and of those that thank for it
ASKING = frozenset({"kutsu", "muistutus"})  # templates that ask to register


def tells_before(mailing: Mailing, first: Mailing) -> bool:
    """Whether a mailing is for before the event: by its shipped template, by whom it is for, or for
    being the invitation.
    """
    early = _invites(mailing, first) or mailing.template in BEFORE
    return early or bool(words(mailing.audience) & {Word.NO_ANSWER, Word.OLD_FACTS})


def past(found: Today, mailing: Mailing) -> bool:
    """Whether no step is to send a mailing's letters: their time is past, or they call off an event
    of which nobody has been told yet that it does not take place.
    """
    if found.called_off or mailing.calls_off:
        return not (found.called_off and mailing.calls_off)
    return found.over and tells_before(mailing, found.mailings[0])


def _invites(mailing: Mailing, first: Mailing) -> bool:
    """Whether it is the invitation: the first mailing, unless it is one that thanks."""
    return (
        mailing.name == first.name
        and mailing.template not in AFTER
        and Word.ATTENDED not in words(mailing.audience)
    )


def asks_to_register(mailing: Mailing, first: Mailing) -> bool:
    """Whether its letters ask to register. first: of the settings."""
    return (
        _invites(mailing, first)
        or mailing.template in ASKING
        or Word.NO_ANSWER in words(mailing.audience)
    )


def reminds(mailing: Mailing, first: Mailing) -> bool:
    """Whether it asks again what the invitation asked."""
    return mailing.name != first.name and asks_to_register(mailing, first)


def haste(mailing: Mailing, first: Mailing, invited_today: int) -> str:
    """Why a reminder comes too soon, in words; "" where it does not. first: of the settings.
    invited_today: how many of those who would get it had the invitation today.
    """
    if not invited_today or not reminds(mailing, first):
        return ""
    words = ngettext(
        "{n} of these people was invited only today: is a reminder on the same day meant?",
        "{n} of these people were invited only today: is a reminder on the same day meant?",
        invited_today,
    )
    return words.format(n=invited_today)


def lateness(mailing: Mailing, first: Mailing, event: Event, now: datetime, off: int) -> str:
    """Why a mailing comes too late, in words; "" where it does not. first: of the settings. now: in
    the event's time zone. off: how many have been told that there is no event any more.
    """
    if off and not mailing.calls_off:
        words = ngettext(
            "The event is called off: {n} person has been told so. These letters do not say it.",
            "The event is called off: {n} people have been told so. These letters do not say it.",
            off,
        )
        return words.format(n=off)
    if now >= event.ends:
        over = _("The event is over: it ended {at}. These letters say that it is still to come.")
        return over.format(at=moment(event.ends)) if tells_before(mailing, first) else ""
    if asks_to_register(mailing, first) and event.reply_by and now.date() > event.reply_by:
        past = _(
            "The last day to register is past: it was {day}. These letters ask to register"
            " (`reply_by` in invite.toml)."
        )
        return past.format(day=day(event.reply_by))
    return ""
