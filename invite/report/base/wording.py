"""What a report says in the event's language: states, reasons, what to do, and headings, in
Finnish, Swedish and English.

The screen's words are the user's own language and go through gettext; a report is for others, so it
has a table as letters do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from invite.language import Language
from invite.language.places import REGIONS, place
from invite.lifecycle import State
from invite.plan import Because
from invite.summary import SKIPPED

Table = Mapping[str, tuple[str, str, str]]  # Finnish, Swedish, English

STATES: Table = {
    State.SENT: ("lähetetty", "skickat", "sent"),
    State.WRITTEN: ("odottaa lähtevien kansiossa", "väntar i utkorgen", "waiting in the outbox"),
    State.READY: ("lähettämättä", "inte skickat ännu", "not sent yet"),
    State.WAITING: (
        "odottaa uutta yritystä",
        "väntar på ett nytt försök",
        "waiting to be tried again",
    ),
    State.UNCLEAR: (
        "epäselvä: on voinut lähteä",
        "oklart: kan ha gått iväg",
        "unclear: may have gone",
    ),
    State.FAILED: ("ei mennyt perille", "nådde inte fram", "did not arrive"),
    SKIPPED: ("ei lähetetä toistaiseksi", "skickas inte tills vidare", "not sent for now"),
}
REASONS: Table = {
    Because.NO_ADDRESS: ("osoite puuttuu", "adressen saknas", "no address"),
    Because.QUESTION: (
        "avoin kysymys: kuka tämä on?",
        "öppen fråga: vem är detta?",
        "an open question: who is this?",
    ),
    Because.HELD: (
        "odottaa: jotakin ei ymmärretty varmasti",
        "väntar: något var inte säkert",
        "held: something was not certain",
    ),
    Because.UNWANTED: ("ei kutsuta", "ska inte bjudas in", "not to be invited"),
    Because.GONE: (
        "ei ole enää missään taulukossa",
        "finns inte längre i något kalkylblad",
        "on no sheet any more",
    ),
    Because.STOPPED: (
        "on pyytänyt, ettei viestejä lähetetä",
        "har bett att inte få meddelanden",
        "asked to be left alone",
    ),
    Because.INVITATION_FIRST: (
        "saa ensin kutsun",
        "får inbjudan först",
        "gets the invitation first",
    ),
    Because.TOO_EARLY: (
        "lähetyspäivä ei ole vielä tullut",
        "sändningsdagen är inte inne ännu",
        "its day has not come yet",
    ),
    Because.TOO_LATE: (
        "viimeinen lähetyspäivä on ohi",
        "sista sändningsdagen är förbi",
        "its last day is over",
    ),
    Because.REGISTERED: ("on ilmoittautunut", "har anmält sig", "has registered"),
    Because.DECLINED: ("ei osallistu", "deltar inte", "does not come"),
}
# By state, or by the reason of those who are skipped.
TO_DO: Table = {
    State.UNCLEAR: (
        "Kysy, tuliko kutsu perille, tai katso lähetettyjen viestien kansiosta.",
        "Fråga om inbjudan kom fram, eller titta i mappen för skickade meddelanden.",
        "Ask whether it arrived, or look in the folder of sent messages.",
    ),
    State.FAILED: (
        "Selvitä toimiva osoite ja lähetä uudelleen.",
        "Ta reda på en adress som fungerar och skicka på nytt.",
        "Find out an address that works, and send it again.",
    ),
    State.WAITING: ("Jatka lähettämistä.", "Fortsätt utskicket.", "Go on with the sending."),
    Because.NO_ADDRESS: ("Selvitä osoite.", "Ta reda på adressen.", "Find out the address."),
    Because.QUESTION: ("Vastaa kysymykseen.", "Svara på frågan.", "Answer the question."),
    Because.HELD: (
        "Katso läpi ja päätä.",
        "Gå igenom och avgör.",
        "Look and decide.",
    ),
}
KINDS: Table = {
    "planning-group": ("suunnitteluryhmä", "planeringsgrupp", "planning group"),
    "lab-team": ("Lab-kehittäjätiimi", "Lab-utvecklingsteam", "Lab development team"),
    "project-lead": ("rahoitushanke", "finansierat projekt", "funded project"),
}
MAILINGS: Table = {
    "kutsu": ("kutsu", "inbjudan", "invitation"),
    "muistutus": ("muistutus", "påminnelse", "reminder"),
    "ohjelma": ("ohjelma", "program", "programme"),
    "muutos": ("muutos", "ändring", "change"),
    "peruutus": ("peruutus", "inställt", "cancellation"),
    "kiitos": ("kiitos", "tack", "thanks"),
}
HEADINGS: Table = {
    "status": ("Kutsujen tilanne", "Inbjudningarnas läge", "How the invitations stand"),
    "made": ("Tilanne {at}", "Läget {at}", "As of {at}"),
    "reached_of": (
        "Tavoitettu {reached}/{people}",
        "Nådda {reached}/{people}",
        "Reached {reached}/{people}",
    ),
    "people": ("Henkilöt", "Personer", "People"),
    "totals": ("Yhteensä", "Sammanlagt", "Totals"),
    "to_do": ("Tehtävää", "Att göra", "To do"),
    "nothing_to_do": (
        "Mikään ei odota ratkaisua.",
        "Ingenting väntar på åtgärd.",
        "Nothing waits for anybody.",
    ),
    "all": ("Kaikki", "Alla", "All"),
    "reached": ("Tavoitettu", "Nådda", "Reached"),
    "role": ("Rooli", "Roll", "Role"),
    "region": ("Maakunta", "Landskap", "Region"),
    "group": ("Ryhmä", "Grupp", "Group"),
    "none": ("(muut)", "(övriga)", "(others)"),
    "several": (
        "Se, jolla on ollut useita rooleja, on laskettu mukaan jokaiseen.",
        "Den som har haft flera roller är räknad i var och en av dem.",
        "Somebody who had several roles is counted in each of them.",
    ),
    "unread": (
        "Lukematta jäi: {names}. Vain siellä olevat ihmiset puuttuvat näistä luvuista.",
        "Kunde inte läsas: {names}. De som bara finns där saknas i siffrorna.",
        "Not read: {names}. Whoever stands there alone is missing from these figures.",
    ),
    "name": ("Nimi", "Namn", "Name"),
    "first_name": ("Etunimi", "Förnamn", "First name"),
    "last_name": ("Sukunimi", "Efternamn", "Last name"),
    "address": ("Sähköposti", "E-post", "E-mail"),
    "addresses": ("Muut osoitteet", "Andra adresser", "Other addresses"),
    "organisation": ("Organisaatio", "Organisation", "Organisation"),
    "language": ("Kieli", "Språk", "Language"),
    "rows": ("Rivit", "Rader", "Rows"),
    "notes": ("Huomattavaa", "Att notera", "To note"),
    "mailing": ("Viesti", "Utskick", "Mailing"),
    "state": ("Tila", "Läge", "State"),
    "when": ("Aika", "Tid", "When"),
    "why": ("Syy", "Orsak", "Why"),
    "what": ("Mitä tehdä", "Vad som behöver göras", "What to do"),
    "command": ("Komento", "Kommando", "Command"),
    "count": ("Määrä", "Antal", "Number"),
}
LANGUAGE_NAMES: Table = {
    "fi": ("suomi", "finska", "Finnish"),
    "sv": ("ruotsi", "svenska", "Swedish"),
    "en": ("englanti", "engelska", "English"),
}
_PLACE: Mapping[Language, int] = {"fi": 0, "sv": 1, "en": 2}


def said(table: Table, key: str, language: Language) -> str:
    """The words for a key in a language; the key itself where there are none (a role or a mailing
    of the coordinator's own).
    """
    found = table.get(key)
    return found[_PLACE[language]] if found else key


def region(name: str, language: Language) -> str:
    """A region's name in the language."""
    known = place(name) if name in REGIONS else None
    return known.called(language) if known else name


def moment(at: datetime, language: Language) -> str:
    """`12.1.2027 klo 9.14`, `12.1.2027 kl. 9.14`, `2027-01-12 09:14`; figures alone would be read
    two ways in English.
    """
    if language == "en":
        return f"{at:%Y-%m-%d %H:%M}"
    return (
        f"{at.day}.{at.month}.{at.year} {'klo' if language == 'fi' else 'kl.'}"
        f" {at.hour}.{at.minute:02}"
    )
