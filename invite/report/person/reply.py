"""A reply to paste, for somebody who asks what has become of their invitation: in their language,
and true to what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from invite.campaign.status.person import Story
from invite.campaign.status.verdict import MailingVerdict, VerdictCase
from invite.errors import MustMend
from invite.language import Language
from invite.language.texts import texts
from invite.mailing.reply import Reply
from invite.people.model import Person
from invite.plan import Because
from invite.reasons import because_words
from invite.records import replace
from invite.report.base.picture import Document
from invite.safe_text import shown
from invite.words import _

NOW = timedelta(hours=1)  # so long ago is "now" to somebody who gets the reply

# What is not said of a doubt is said as of a question.
ALIKE = dict.fromkeys((Because.HELD.value, Because.ANSWER.value), Because.QUESTION.value)


def screen(found: Story) -> str:
    """`invite who --answer`. Raises MustMend where only a human can answer."""
    return _answer(found)[1].rstrip("\n")


def to_document(found: Story) -> Document:
    """`invite who --answer --json`."""
    verdict, text = _answer(found)
    return {
        "person": found.person.id,
        "language": found.person.language or found.event.language,
        "verdict": verdict.case.value,
        "answer": text,
    }


def _answer(found: Story) -> tuple[MailingVerdict, str]:
    """What became of the mailing asked about (the first, if none was), and the reply to paste."""
    verdicts, person, event = found.verdicts, found.person, found.event
    verdict = next((one for one in verdicts if one.mailing == found.mailing), verdicts[0])
    language = person.language or event.language
    text = answer(
        localised(verdict, found.local),
        person,
        language,
        event.contact.name if event.contact else found.sender.in_language(language).name,
        found.now,
        reply=found.heard.reply if found.heard else None,
    )
    if text is None or found.stopped:
        # Whoever asked for no more letters is not offered another one.
        because = Because.STOPPED if found.stopped else verdict.because
        why = because_words(because) if because else _("this mailing is not for them")
        raise MustMend(
            _("There is no ready answer for {name}: {why}.").format(name=person.name.full, why=why),
            hint=_("To see all that is known: invite who {id}").format(id=person.id),
        )
    return verdict, text


def localised(found: MailingVerdict, local: Callable[[datetime], datetime]) -> MailingVerdict:
    """The verdict with its instants in the event's time zone."""
    return replace(
        found, at=found.at and local(found.at), first_at=found.first_at and local(found.first_at)
    )


def answer(
    found: MailingVerdict,
    person: Person,
    language: Language,
    sender: str,
    now: datetime,
    *,
    reply: Reply | None = None,
) -> str | None:
    """The reply as text, or None where nothing can be said without a human (they are left out on
    purpose).

    found: its instants, and now, in the event's time zone. language: the person's. sender: who
    signs. reply: what they answered.
    """
    replied = texts(language).replies.replied.get(reply.value) if reply else None
    sentence = replied or _sentence(found, language, now)
    if sentence is None:
        return None
    words = texts(language).replies
    hello = words.hello.format(name=shown(person.name.first or person.name.full))
    return "\n\n".join((hello, sentence, words.greeting.format(name=shown(sender)))) + "\n"


def _sentence(found: MailingVerdict, language: Language, now: datetime) -> str | None:
    key = (
        ALIKE.get(found.because, found.because)
        if found.case is VerdictCase.SKIPPED
        else found.case.value
    )
    replies = texts(language).replies
    known = replies.sentences.get(key)
    if known is None:
        return None
    say = texts(language).dates.short
    at, first_at = (say(moment) if moment else "" for moment in (found.at, found.first_at))
    first_to, to = shown(found.first_to), shown(found.to)
    just_now = found.at is None or now - found.at < NOW
    again = replies.again[just_now, first_to == to].format(at=at, to=to)
    words = {"at": at, "to": to, "first_at": first_at, "first_to": first_to, "again": again}
    return " ".join(known.format(**words, **_forms(found.mailing, language)).split())


def _forms(mailing: str, language: Language) -> Mapping[str, str]:
    called = texts(language).replies.called
    found = called.get(mailing, called[""])
    return {
        **found,
        **{name.capitalize(): words[:1].upper() + words[1:] for name, words in found.items()},
    }
