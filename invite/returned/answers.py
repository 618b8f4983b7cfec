"""What people answer: a calendar's reply (RFC 5546), the person's code in a subject, or words,
which are only shown.
"""

from __future__ import annotations

import re

from icalendar.parser import Contentline, Contentlines

from invite.returned.addresses import address_of
from invite.returned.marks import FindPerson, persons_in
from invite.returned.mime import ParsedMessage
from invite.returned.model import AnswerKind, AnswerSource, PersonalAnswer

MAX_CALENDAR = 100_000
MAX_WORDS = 4_000

_PARTSTAT = {
    "ACCEPTED": AnswerKind.ACCEPTED,
    "TENTATIVE": AnswerKind.TENTATIVE,
    "DECLINED": AnswerKind.DECLINED,
}

# The first kind that fits decides: who asks to be removed also says that they do not come.
_WORDS: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.REMOVE_ME,
        r"poista(?:kaa|isitteko|isitko|ttehan|)?\b.{0,40}\b(?:minut|nimeni|osoitteeni"
        r"|yhteystieto\w*|tietoni|listal\w+|postituslist\w+)"
        r"|(?:älkää|älä|en halua|ei enää) (?:enää )?(?:lähet\w+|viestej\w+|post\w+|kutsu\w+)"
        r"|perukaa? (?:viestit|tilaus)|lopettakaa"
        r"|ta(?:g)? bort (?:mig|min)|avregistrera|avsluta (?:prenumeration|utskick)|(?:vill"
        r"|önskar) inte (?:ha|få|längre)|skicka inte"
        r"|remove (?:me|my)|take me off|unsubscribe|stop (?:sending|e-?mail|writing)|do(?: not"
        r"|n't) (?:e-?mail|contact|send|write)|opt[- ]?out",
    ),
    (
        AnswerKind.WRONG_PERSON,
        r"väärä\w* (?:henkilö\w*|osoit\w+|ihmi\w+|vastaanottaj\w+)|en ole (?:se|oikea|kyseinen)"
        r"|ei kuulu minulle|erehdyksessä|sama ?niminen"
        r"|en ole (?:ollut|koskaan ollut) (?:mukana|jäsen\w*)|fel (?:person|adress|mottagare)"
        r"|inte (?:rätt person|jag som)|av misstag"
        r"|wrong (?:person|address|recipient|e-?mail)|not the (?:right )?person|you (?:have"
        r"|'ve) the wrong|not me\b|by mistake|no idea why",
    ),
    (
        AnswerKind.DECLINED,
        r"\ben (?:valitettavasti |ikävä kyllä |kuitenkaan |nyt |millään )*(?:pääse|osallistu"
        r"|voi (?:osallistua|tulla)|ehdi|tule\b|ole tulossa)"
        r"|\bemme (?:valitettavasti )?(?:pääse|osallistu|tule\b)|joudun (?:perumaan|jättämään)"
        r"|perun (?:ilmoittautumiseni|osallistumiseni)|(?:olen|on) estynyt"
        r"|valitettavasti (?:en|olen (?:matkoilla|poissa|lomalla|estynyt))"
        r"|kan (?:tyvärr )?inte (?:komma|delta|medverka|närvara)|(?:har|är) förhind\w+"
        r"|kommer (?:tyvärr )?inte|deltar (?:tyvärr )?inte|tackar nej|can(?:no|')t (?:attend|come"
        r"|make it|join|participate)|cannot (?:attend|come|make)"
        r"|(?:unable|not able) to (?:attend|come|join|participate|make)|won't be (?:able|there"
        r"|attending|coming)|will not (?:be )?(?:attend|com|able)"
        r"|(?:must|have to|regretfully|sadly) decline|unfortunately,? (?:i|we) (?:can|am|will|won)",
    ),
    (
        AnswerKind.ACCEPTED,
        r"\b(?:tulen|osallistun|tulemme|olen (?:mukana|tulossa)|kiitos kutsusta,? tulen)\b"
        r"|ilmoittaudun|jag (?:kommer|deltar)\b(?! inte)"
        r"|(?:i|we)(?: will|'ll) (?:be there|attend|come|join)|(?:happy|glad|pleased) to (?:attend"
        r"|accept|come|join)|looking forward to (?:it|attend|the event)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _WORDS)

# Where the writer's own words end and what they answer begins: Outlook, Gmail, Apple Mail in three
# languages.
_QUOTED = re.compile(
    r"^\s*(?:>|_{8,}|-{2,}\s*(?:original message|alkuperäinen viesti|ursprungligt meddelande"
    r"|välitetty viesti|forwarded message)"
    r"|\*?(?:lähettäjä|från|from|sent|skickat|lähetetty)\*?\s*:\s"
    r"|(?:on|den|(?:ma|ti|ke|to|pe|la|su)\w* )\b.{5,200}(?:wrote|kirjoitti|skrev)\b.{0,100}:\s*$"
    r"|.{0,200}@.{0,200}(?:kirjoitti|skrev|wrote)\b.{0,60}:\s*$)",
    re.IGNORECASE,
)


def calendar_answers(message: ParsedMessage) -> tuple[PersonalAnswer, ...]:
    """The answers of a calendar's reply; none where a mail is none (METHOD other than REPLY) or
    says nothing yet.
    """
    for part in message.parts:
        if part.media_type == "text/calendar":
            return _replies(part.text[:MAX_CALENDAR], part.method)
    return ()


def _replies(text: str, method: str) -> tuple[PersonalAnswer, ...]:
    uid, said = "", []
    for line in _lines(text):
        try:
            name, params, value = line.parts()
        except (ValueError, KeyError, IndexError):
            continue
        match name.upper():
            case "METHOD":
                method = value.strip().upper()
            case "UID":
                uid = value.strip()[:300]
            case "ATTENDEE":
                said.append(
                    (
                        _PARTSTAT.get(str(params.get("PARTSTAT", "")).upper()),
                        address_of(value.partition(":")[2] or value),
                    )
                )
    if method != "REPLY":
        return ()
    return tuple(
        PersonalAnswer(kind=kind, source=AnswerSource.CALENDAR, address=address, uid=uid)
        for kind, address in said[:10]
        if kind is not None
    )


def _lines(text: str) -> list[Contentline]:
    try:
        lines = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]
        return [line for line in lines if line]
    except ValueError:
        return []


def code_answers(
    message: ParsedMessage, sender: str, person_of: FindPerson
) -> tuple[PersonalAnswer, ...]:
    """The answer of a mailto link: the person's code in the subject, with the word that the link
    put there.
    """
    subject = message.first("subject")
    kind = _kind(subject)
    if kind is None:
        return ()
    return tuple(
        PersonalAnswer(kind=kind, source=AnswerSource.CODE, address=sender, person=person)
        for person in persons_in([subject], person_of)[:1]
    )


def worded_answers(subject: str, text: str, sender: str) -> tuple[PersonalAnswer, ...]:
    """What somebody's own words seem to say; for showing."""
    kind = _kind(f"{subject}\n{own_words(text)}")
    return (
        ()
        if kind is None
        else (PersonalAnswer(kind=kind, source=AnswerSource.WORDS, address=sender),)
    )


def own_words(text: str) -> str:
    """What the writer wrote themselves: without what they quote."""
    own: list[str] = []
    for line in text[: 10 * MAX_WORDS].split("\n"):
        if _QUOTED.match(line[:500]):
            if line.lstrip().startswith(">"):
                continue
            break
        own.append(line)
    return "\n".join(own)[:MAX_WORDS]


def _kind(text: str) -> AnswerKind | None:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), None)
