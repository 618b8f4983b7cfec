"""A reply to paste, for somebody who asks what has become of their invitation: in their language,
and true to what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from invite.campaign.status.person import Story
from invite.campaign.status.verdict import MailingVerdict, VerdictCase
from invite.errors import MustMend
from invite.language import Language
from invite.mailing.reply import Reply
from invite.people.model import Person
from invite.plan import Because, because_words
from invite.report.base.picture import Document
from invite.safe_text import shown
from invite.words import _

_PLACE: Mapping[Language, int] = {"fi": 0, "sv": 1, "en": 2}
NOW = timedelta(hours=1)  # so long ago is "now" to somebody who gets the reply


@dataclass(frozen=True, slots=True)
class _Called:
    """What a mailing is called. fi: in the nominative, genitive and partitive; sv: in the definite
    form, with its pronoun.
    """

    fi: tuple[str, str, str]
    sv: tuple[str, str]
    en: str


_CALLED: Mapping[str, _Called] = {
    "kutsu": _Called(("kutsu", "kutsun", "kutsua"), ("inbjudan", "den"), "the invitation"),
    "muistutus": _Called(
        ("muistutus", "muistutuksen", "muistutusta"), ("påminnelsen", "den"), "the reminder"
    ),
    "ohjelma": _Called(("ohjelma", "ohjelman", "ohjelmaa"), ("programmet", "det"), "the programme"),
    "muutos": _Called(
        ("muutosilmoitus", "muutosilmoituksen", "muutosilmoitusta"),
        ("ändringsmeddelandet", "det"),
        "the notice of the change",
    ),
    "peruutus": _Called(
        ("peruutusilmoitus", "peruutusilmoituksen", "peruutusilmoitusta"),
        ("meddelandet om att evenemanget ställs in", "det"),
        "the notice of the cancellation",
    ),
    "kiitos": _Called(
        ("kiitosviesti", "kiitosviestin", "kiitosviestiä"),
        ("tackbrevet", "det"),
        "the letter of thanks",
    ),
}
_ANY = _Called(("viesti", "viestin", "viestiä"), ("meddelandet", "det"), "the message")

# By case: Finnish, Swedish, English. {nom} {gen} {part}: what the mailing is called; {Nom}, {Part}:
# beginning a sentence; {den}: the Swedish pronoun. {at}, {to}: of the letter that counts;
# {first_at}, {first_to}: of the one before it; {again}: see _AGAIN.
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    VerdictCase.SENT: (
        (
            "{Nom} lähti {at} osoitteeseen {to}, ja sähköpostipalvelin otti sen vastaan."
            " Katsoisitko vielä roskapostikansiosta? Jos sitä ei löydy, lähetän sen mielelläni"
            " uudelleen."
        ),
        (
            "{Nom} skickades {at} till adressen {to}, och e-postservern tog emot {den}. Kan du"
            " titta i skräppostmappen? Om {den} inte finns där skickar jag {den} gärna på nytt."
        ),
        (
            "{Nom} was sent to {to} on {at}, and the mail server took it. Could you have a look in"
            " your spam folder? If it is not there, I will gladly send it again."
        ),
    ),
    VerdictCase.AGAIN: (
        "{Nom} lähti {first_at} osoitteeseen {first_to}; lähetin sen {again}.",
        "{Nom} skickades {first_at} till adressen {first_to}; jag skickade {den} {again}.",
        "{Nom} was sent to {first_to} on {first_at}; I {again}.",
    ),
    VerdictCase.INSTEAD: (
        "{Nom} ei mennyt perille osoitteeseen {first_to}; lähetin sen {again}.",
        "{Nom} nådde inte fram till adressen {first_to}; jag skickade {den} {again}.",
        "{Nom} did not get through to {first_to}; I {again}.",
    ),
    VerdictCase.WRITTEN: (
        "{Nom} on valmisteltu lähetettäväksi osoitteeseen {to}. Tarkistan, onko se jo lähtenyt.",
        (
            "Jag har förberett {nom} till adressen {to}. Jag kontrollerar om {den} redan har gått"
            " iväg."
        ),
        "{Nom} has been prepared for {to}. I will check whether it has left already.",
    ),
    VerdictCase.READY: (
        "{Part} ei ole vielä lähetetty sinulle. Se on lähdössä osoitteeseen {to}.",
        "{Nom} har inte skickats till dig ännu. {Den} kommer att skickas till adressen {to}.",
        "{Nom} has not been sent to you yet. It will be sent to {to}.",
    ),
    VerdictCase.WAITING: (
        (
            "{Part} yritettiin lähettää osoitteeseen {to}, mutta postipalvelin pyysi yrittämään"
            " myöhemmin. Lähetystä yritetään uudelleen."
        ),
        (
            "Vi försökte skicka {nom} till adressen {to}, men e-postservern bad oss försöka senare."
            " Vi gör ett nytt försök."
        ),
        (
            "We tried to send {nom} to {to}, but the mail server asked us to try later. We will try"
            " again."
        ),
    ),
    VerdictCase.UNCLEAR: (
        (
            "Lähetin {gen} {at} osoitteeseen {to}, mutta yhteys katkesi, enkä tiedä, lähtikö se."
            " Löytyykö se saapuneista tai roskapostista? Jos ei löydy, lähetän sen uudelleen."
        ),
        (
            "Jag skickade {nom} {at} till adressen {to}, men förbindelsen bröts och jag vet inte om"
            " {den} gick iväg. Finns {den} i inkorgen eller bland skräpposten? Om inte skickar jag"
            " {den} på nytt."
        ),
        (
            "I sent {nom} to {to} on {at}, but the connection broke and I do not know whether it"
            " left. Is it in your inbox or your spam folder? If not, I will send it again."
        ),
    ),
    VerdictCase.REFUSED: (
        (
            "{Part} yritettiin lähettää {at} osoitteeseen {to}, mutta sitä ei otettu siellä"
            " vastaan. Mihin osoitteeseen voin lähettää sen?"
        ),
        (
            "Vi försökte skicka {nom} {at} till adressen {to}, men {den} togs inte emot där. "
            "Till vilken adress kan jag skicka {den}?"
        ),
        (
            "We tried to send {nom} to {to} on {at}, but it was not accepted there. Which address"
            " can I send it to?"
        ),
    ),
    VerdictCase.BOUNCED: (
        (
            "{Nom} lähti {at} osoitteeseen {to}, mutta se palautui. Mihin osoitteeseen voin"
            " lähettää sen?"
        ),
        (
            "{Nom} skickades {at} till adressen {to} men kom i retur. Till vilken adress kan jag"
            " skicka {den}?"
        ),
        "{Nom} was sent to {to} on {at}, but it came back. Which address can I send it to?",
    ),
    Because.NO_ADDRESS: (
        (
            "{Part} ei ole voitu lähettää, koska meillä ei ole toimivaa sähköpostiosoitettasi."
            " Mihin osoitteeseen voin lähettää sen?"
        ),
        (
            "{Nom} har inte kunnat skickas eftersom vi saknar en fungerande e-postadress till dig. "
            "Till vilken adress kan jag skicka {den}?"
        ),
        (
            "{Nom} could not be sent, because we have no working e-mail address of yours. Which"
            " address can I send it to?"
        ),
    ),
    Because.QUESTION: (
        "{Part} ei ole vielä lähetetty sinulle, sillä tarkistamme tietojasi. Palaan asiaan pian.",
        (
            "{Nom} har inte skickats till dig ännu, eftersom vi kontrollerar dina uppgifter. Jag"
            " återkommer inom kort."
        ),
        (
            "{Nom} has not been sent to you yet, because we are checking your details. I will come"
            " back to you soon."
        ),
    ),
}
_ALIKE = {Because.FLAW.value: Because.QUESTION.value}
_REPLIED: Mapping[Reply, tuple[str, str, str]] = {
    Reply.REGISTERED: (
        "Ilmoittautumisesi on tullut perille. Kiitos siitä!",
        "Din anmälan har kommit fram. Tack för den!",
        "Your registration has arrived. Thank you!",
    ),
    Reply.DECLINED: (
        "Tieto siitä, ettet pääse mukaan, on tullut perille. Kiitos siitä!",
        "Ditt besked om att du inte kan delta har kommit fram. Tack för det!",
        "Your message that you cannot come has arrived. Thank you!",
    ),
}
_HELLO = ("Hei {name}!", "Hej {name}!", "Dear {name},")
_GREETING = (
    "Ystävällisin terveisin\n{name}",
    "Med vänliga hälsningar\n{name}",
    "Kind regards,\n{name}",
)
# Where and when it was sent again: now, or some time ago; to the same address, or to another.
_AGAIN: Mapping[tuple[bool, bool], tuple[str, str, str]] = {
    (True, True): (
        "nyt uudelleen samaan osoitteeseen",
        "nu på nytt till samma adress",
        "have just sent it again to the same address",
    ),
    (True, False): (
        "nyt uudelleen osoitteeseen {to}",
        "nu på nytt till adressen {to}",
        "have just sent it again to {to}",
    ),
    (False, True): (
        "uudelleen samaan osoitteeseen {at}",
        "på nytt till samma adress {at}",
        "sent it again to the same address on {at}",
    ),
    (False, False): (
        "uudelleen osoitteeseen {to} {at}",
        "på nytt till adressen {to} {at}",
        "sent it again to {to} on {at}",
    ),
}


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
    text = answer(
        localised(verdict, found.local),
        person,
        person.language or event.language,
        event.contact.name if event.contact else found.sender.name,
        found.now,
        reply=found.heard.reply if found.heard else None,
    )
    if text is None:
        because = verdict.because
        why = because_words(because) if because else _("this mailing is not for them")
        raise MustMend(
            _("There is no ready answer for {name}: {why}.").format(name=person.name.full, why=why),
            hint=_("invite who {id} tells all that is known.").format(id=person.id),
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
    sentence = _replied(reply, language) or _sentence(found, language, now)
    if sentence is None:
        return None
    place = _PLACE[language]
    name = shown(person.name.first or person.name.full)
    return (
        "\n\n".join(
            (_HELLO[place].format(name=name), sentence, _GREETING[place].format(name=shown(sender)))
        )
        + "\n"
    )


def _replied(reply: Reply | None, language: Language) -> str | None:
    told = _REPLIED.get(reply) if reply else None
    return told[_PLACE[language]] if told else None


def _sentence(found: MailingVerdict, language: Language, now: datetime) -> str | None:
    key = (
        _ALIKE.get(found.because, found.because)
        if found.case is VerdictCase.SKIPPED
        else found.case.value
    )
    known = SENTENCES.get(key)
    if known is None:
        return None
    place = _PLACE[language]
    say = _SAY[language]
    at, first_at = (say(moment) if moment else "" for moment in (found.at, found.first_at))
    first_to, to = shown(found.first_to), shown(found.to)
    again = _AGAIN[found.at is None or now - found.at < NOW, first_to == to][place].format(
        at=at, to=to
    )
    words = {"at": at, "to": to, "first_at": first_at, "first_to": first_to, "again": again}
    return " ".join(known[place].format(**words, **_forms(found.mailing, language)).split())


def _forms(mailing: str, language: Language) -> Mapping[str, str]:
    called = _CALLED.get(mailing, _ANY)
    match language:
        case "fi":
            nom, gen, part = called.fi
            den = ""
        case "sv":
            (nom, den), gen, part = called.sv, "", ""
        case "en":
            nom, gen, part, den = called.en, "", "", ""
    found = {"nom": nom, "gen": gen, "part": part, "den": den}
    return {
        **found,
        **{name.capitalize(): words[:1].upper() + words[1:] for name, words in found.items()},
    }


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SAY: Mapping[Language, Callable[[datetime], str]] = {
    "fi": lambda at: f"{at.day}.{at.month}. klo {at.hour}.{at.minute:02}",
    "sv": lambda at: f"{at.day}.{at.month} kl. {at.hour}.{at.minute:02}",
    "en": lambda at: f"{at.day} {_MONTHS[at.month - 1]} at {at.hour}:{at.minute:02}",
}
