"""The letter that asks whoever keeps a list to mend what is wrong with it, in Finnish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count, groupby
from pathlib import Path

from msgspec import Struct

from invite.delivery.outbox import safe_name
from invite.errors import MustMend
from invite.event import Event, Sender
from invite.letters.message.mime import as_draft
from invite.people.extraction.result import OfSource
from invite.people.fields.addresses import parse_address, slip
from invite.people.model import Flaw, Severity
from invite.safe_text import shown
from invite.words import _, system_words

MOST = 300
"""Lines in one letter; a list with more wrong in it wants another remedy than a letter."""

# The owners are Finnish regional hands whatever the coordinator's screen speaks, so these do not go
# through the catalogue.
ROW: Mapping[str, str] = {
    "name": "nimi puuttuu tai on epäselvä: {value}.",
    "row": (
        "rivi on piilotettu tai yliviivattu, joten se jätettiin pois: {value}. Kuuluuko henkilö"
        " silti mukaan?"
    ),
    "region": "alue {value} ei ole yksiselitteinen. Mikä maakunta on kyseessä?",
    "language": (
        "kieltä {value} ei tunnistettu. Kutsu voidaan lähettää suomeksi, ruotsiksi tai englanniksi."
    ),
    "link": "linkki {value} ei ole verkko-osoite (https://…).",
    "unwanted": "ei käy ilmi, kutsutaanko henkilö: {value}.",
}
WHOLE: Mapping[str, str] = {
    "email": "sähköpostiosoitteille ei löytynyt saraketta. Missä sarakkeessa ne ovat?",
    "region": "luettelosta ei käy ilmi, minkä maakunnan henkilöistä on kyse.",
}
UNREADABLE = (
    "tiedostoa ei saatu luettua. Tallentaisitko sen uudelleen .xlsx-muodossa ja ilman salasanaa?"
)
HIDDEN = (
    "välilehti on piilotettu, joten se jätettiin pois. Kuuluvatko sillä olevat henkilöt mukaan?"
)
OURS = frozenset({"columns", "group", "organisation", "language"})
"""What is wrong with a whole sheet in these fields is the settings' fault, which no owner can
mend.
"""

LETTER = """\
Hei,

kokoamme kutsuttavia tilaisuuteen ”{title}” ja käytämme siinä ylläpitämääsi luetteloa.
Pyytäisimme sinua ystävällisesti tarkistamaan siitä seuraavat kohdat:

{lines}

Korjaisitko tiedot luetteloon ja lähettäisitkö sen meille uudelleen? Jos jokin kohta on jo oikein, \
sekin on hyvä tietää.

Kiitos avustasi!

Ystävällisin terveisin
{signature}
"""


class OwnerDraft(Struct, frozen=True):
    """One draft. new: whether it was written now; the very same one stood there already where not.
    lines: things to mend.
    """

    source: str
    to: str
    path: Path
    lines: int
    new: bool


class Drafts(Struct, frozen=True):
    """All drafts, and the sources with something to mend that nobody is known to keep."""

    written: tuple[OwnerDraft, ...]
    without_owner: tuple[str, ...]


class Request(Struct, frozen=True):
    """The letter to a source's owner. lines: how many things it asks to mend."""

    to: str
    subject: str
    text: str
    lines: int


def request(one: OfSource, owner: str, event: Event, sender: Sender) -> Request | None:
    """The letter about one source, naming its own rows and nobody else's; None where its owner has
    nothing to mend.
    """
    flaws = [
        (flaw, f"{shown(name)}, {line}" if (name := one.names.get(flaw.origin)) else line)
        for flaw in one.flaws
        if (line := _line(flaw))
    ]
    if not flaws:
        return None
    files = tuple(dict.fromkeys(flaw.origin.file for flaw, _line in flaws))
    name = shown(files[0].rpartition("/")[2])
    contact = event.contact
    signature = (
        f"{contact.name}\n{contact.email}" if contact else f"{sender.name}\n{sender.address}"
    )
    return Request(
        to=owner,
        subject=(
            f"Pyyntö tarkistaa luettelo {name}"
            if len(files) == 1
            else f"Pyyntö tarkistaa luettelot ({len(files)} tiedostoa)"
        ),
        text=LETTER.format(title=shown(event.title), lines=_listed(flaws), signature=signature),
        lines=len(flaws),
    )


def _listed(flaws: Sequence[tuple[Flaw, str]]) -> str:
    """The lines under the file and sheet that they stand on."""
    parts = []
    for place, group in groupby(
        flaws[:MOST], key=lambda pair: (pair[0].origin.file, pair[0].origin.sheet)
    ):
        file, sheet = place
        heading = shown(file.rpartition("/")[2]) + (f", välilehti {shown(sheet)}" if sheet else "")
        parts.append("\n".join([f"{heading}:", *(f"– {line}" for _flaw, line in group)]))
    if len(flaws) > MOST:
        parts.append(f"… ja {len(flaws) - MOST} muuta kohtaa.")
    return "\n\n".join(parts)


def _line(flaw: Flaw) -> str:
    """What the owner is asked, in Finnish; "" where there is nothing that they can mend."""
    value = f"”{shown(flaw.value)[:120]}”"
    if flaw.severity is Severity.NOTE:
        return ""
    if flaw.origin.row is not None:
        words = (
            _of_address(flaw.value)
            if flaw.field == "email"
            else ROW.get(flaw.field, "tarkistathan kohdan {value}.")
        )
        return f"rivi {flaw.origin.row}: " + words.format(value=value)
    if flaw.field == "file" and flaw.severity is Severity.ERROR:
        return UNREADABLE
    if flaw.field == "file" and flaw.origin.sheet is not None:
        return HIDDEN
    return (
        ""
        if flaw.field in OURS
        else WHOLE.get(flaw.field, "tarkistathan, että tiedosto on kunnossa.")
    )


def _of_address(value: str) -> str:
    if not value:
        return "sähköpostiosoite puuttuu."
    address = parse_address(value)
    if isinstance(address, str):
        return "sähköpostiosoite {value} ei ole kelvollinen."
    local, _at, domain = address.written.rpartition("@")
    if meant := slip(domain.casefold()):
        right = f"{local}@{meant}".replace("{", "").replace("}", "")
        return (
            "sähköpostiosoitteessa {value} on luultavasti kirjoitusvirhe. Pitäisikö sen olla "
            + f"{right}?"
        )
    return "onko sähköpostiosoite {value} oikein?"


_QUOTES = re.compile(r'["\\\x00-\x1f]')


def write(sources: Sequence[OfSource], folder: Path, event: Event, sender: Sender) -> Drafts:
    """Write the drafts into the folder, over nothing that is there. Raises MustMend where the
    folder cannot be written.
    """
    written: list[OwnerDraft] = []
    ownerless: list[str] = []
    for one in sources:
        found = request(one, one.source.owner or "", event, sender)
        if found is None:
            continue
        if not found.to:
            ownerless.append(one.source.file)
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path, new = _save(
                folder,
                safe_name(one.source.file.rpartition("/")[2]),
                _message(found, event, sender),
            )
        except OSError as error:
            raise MustMend(
                _("{folder} cannot be written to: {why}.").format(
                    folder=folder, why=system_words(error)
                ),
                hint=_("Make sure that you may write there, or name another folder."),
            ) from error
        written.append(OwnerDraft(one.source.file, found.to, path, found.lines, new))
    return Drafts(tuple(written), tuple(dict.fromkeys(ownerless)))


def _save(folder: Path, name: str, content: bytes) -> tuple[Path, bool]:
    """A file of that name, or with a number behind it where another letter has the name; whether it
    is new.

    What a coordinator has written into a draft is theirs, so an older one is never written over.
    """
    for number in count(1):
        path = folder / (f"{name}.eml" if number == 1 else f"{name} ({number}).eml")
        try:
            path.touch(0o600, exist_ok=False)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return path, False
            continue
        path.write_bytes(content)
        return path, True
    raise AssertionError  # count() never ends


def _message(found: Request, event: Event, sender: Sender) -> bytes:
    """The draft as Outlook opens it, ready to be looked at and sent."""
    name, address = (
        (event.contact.name, event.contact.email)
        if event.contact
        else (sender.name, sender.address)
    )
    message = EmailMessage(policy=SMTP if (address + found.to).isascii() else SMTP.clone(utf8=True))
    message["From"] = f'"{_QUOTES.sub(" ", name)}" <{address}>'
    message["To"] = found.to
    message["Subject"] = found.subject
    message.set_content(found.text, cte="quoted-printable")
    return as_draft(message.as_bytes())
