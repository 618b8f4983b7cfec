"""The letter that asks whoever keeps a list to mend what is wrong with it, in Finnish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from invite.event import Event, Sender
from invite.people.extraction.result import OfSource
from invite.people.fields.addresses import parse_address, slip
from invite.people.model import Flaw, Severity
from invite.safe_text import shown

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
