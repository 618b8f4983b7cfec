"""The sentences of a reply to paste, in Finnish, Swedish and English: by what became of the mailing,
and what a mailing is called in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from invite.campaign.status.verdict import VerdictCase
from invite.language import Language
from invite.mailing.reply import Reply
from invite.plan import Because

PLACE: Mapping[Language, int] = {"fi": 0, "sv": 1, "en": 2}


@dataclass(frozen=True, slots=True)
class MailingName:
    """What a mailing is called. fi: in the nominative, genitive and partitive; sv: in the definite
    form, with its pronoun.
    """

    fi: tuple[str, str, str]
    sv: tuple[str, str]
    en: str


CALLED: Mapping[str, MailingName] = {
    "kutsu": MailingName(("kutsu", "kutsun", "kutsua"), ("inbjudan", "den"), "the invitation"),
    "muistutus": MailingName(
        ("muistutus", "muistutuksen", "muistutusta"), ("påminnelsen", "den"), "the reminder"
    ),
    "ohjelma": MailingName(
        ("ohjelma", "ohjelman", "ohjelmaa"), ("programmet", "det"), "the programme"
    ),
    "muutos": MailingName(
        ("muutosilmoitus", "muutosilmoituksen", "muutosilmoitusta"),
        ("ändringsmeddelandet", "det"),
        "the notice of the change",
    ),
    "peruutus": MailingName(
        ("peruutusilmoitus", "peruutusilmoituksen", "peruutusilmoitusta"),
        ("meddelandet om att evenemanget ställs in", "det"),
        "the notice of the cancellation",
    ),
    "kiitos": MailingName(
        ("kiitosviesti", "kiitosviestin", "kiitosviestiä"),
        ("tackbrevet", "det"),
        "the letter of thanks",
    ),
}
ANY = MailingName(("viesti", "viestin", "viestiä"), ("meddelandet", "det"), "the message")

# By case: Finnish, Swedish, English. {nom} {gen} {part}: what the mailing is called; {Nom}, {Part}:
# beginning a sentence; {den}: the Swedish pronoun. {at}, {to}: of the letter that counts;
# {first_at}, {first_to}: of the one before it; {again}: see AGAIN.
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
ALIKE = {Because.FLAW.value: Because.QUESTION.value}
REPLIED: Mapping[Reply, tuple[str, str, str]] = {
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
HELLO = ("Hei {name}!", "Hej {name}!", "Dear {name},")
GREETING = (
    "Ystävällisin terveisin\n{name}",
    "Med vänliga hälsningar\n{name}",
    "Kind regards,\n{name}",
)
# Where and when it was sent again: now, or some time ago; to the same address, or to another.
AGAIN: Mapping[tuple[bool, bool], tuple[str, str, str]] = {
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
SAY: Mapping[Language, Callable[[datetime], str]] = {
    "fi": lambda at: f"{at.day}.{at.month}. klo {at.hour}.{at.minute:02}",
    "sv": lambda at: f"{at.day}.{at.month} kl. {at.hour}.{at.minute:02}",
    "en": lambda at: f"{at.day} {_MONTHS[at.month - 1]} at {at.hour}:{at.minute:02}",
}
