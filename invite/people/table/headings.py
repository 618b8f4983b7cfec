"""The words that head columns, by what stands below them, and what the settings call that."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "sähköposti", "sähköpostiosoite", "sähköpostit", "sposti", "s-posti", "spostiosoite",
        "s-postiosoite", "email", "e-mail", "mail", "meili", "maili", "emailaddress",
        "email address", "e-mail-osoite", "sähköpostiosoitteet", "säpo", "s.posti", "e-post",
        "epost", "e-postadress", "epostadress", "mejl", "mailadress", "e-posti", "email 2",
        "sähköposti 2", "varasähköposti", "toinen sähköposti", "työsähköposti", "sähköposti työ",
        "mailadresse",
    ),
    "phone": (
        "puhelin", "puh", "puhelinnumero", "puhnro", "puh nro", "gsm", "matkapuhelin", "kännykkä",
        "puhelinnro", "työpuhelin", "phone", "phone number", "telephone", "tel", "mobile", "cell",
        "telefon", "telefonnummer", "tfn", "mobil", "mobiltelefon", "mobilnummer", "numero puh",
        "p.",
    ),
    "unwanted": (
        "ei kutsuta", "älä kutsu", "ei kutsua", "ei saa kutsua", "ei lähetetä", "älä lähetä",
        "ei lähetetä kutsua", "kutsukielto", "postituskielto", "ei postitusta", "ei postia",
        "do not invite", "do not contact", "don't invite", "no invitation", "opt out", "bjuds inte",
        "bjud inte", "inbjuds inte", "inbjuds ej", "bjuds ej", "skicka inte", "unsubscribed",
    ),
    "wanted": (
        "kutsutaan", "kutsu lähetetään", "kutsu", "lähetetään kutsu", "invite", "to be invited",
        "bjuds", "bjuds in", "inbjuds",
    ),
    "genitive": (
        "genetiivi", "nimi genetiivissä", "genetiivimuoto", "omistusmuoto", "genitiv", "genitive",
        "nimen genetiivi", "taivutus", "taivutettu nimi",
    ),
    "link": (
        "linkki", "ilmoittautumislinkki", "henkilökohtainen linkki", "oma linkki",
        "rekisteröintilinkki", "link", "personal link", "registration link", "anmälningslänk",
        "länk", "personlig länk", "url",
    ),
    "language": (
        "kieli", "asiointikieli", "äidinkieli", "viestintäkieli", "kutsukieli", "kutsun kieli",
        "språk", "modersmål", "kontaktspråk", "language", "lang", "kieli/språk",
    ),
    "first_name": (
        "etunimi", "etunimet", "etunim", "förnamn", "first name", "firstname", "given name",
        "forename", "etu", "first", "given", "given names",
    ),
    "called": (
        "kutsumanimi", "puhuttelunimi", "tilltalsnamn", "preferred name", "known as", "called",
    ),
    "last_name": (
        "sukunimi", "sukunimet", "efternamn", "släktnamn", "last name", "lastname", "surname",
        "family name", "suku", "last", "family", "second name",
    ),
    "organisation": (
        "organisaatio", "taustaorganisaatio", "org", "yhteisö", "yritys", "työpaikka", "työnantaja",
        "taustayhteisö", "taho", "taustataho", "edustaa", "edustama taho", "edustaja taho",
        "toimija", "virasto", "laitos", "oppilaitos", "yhdistys", "kunta tai organisaatio",
        "yritys yhteisö", "organisation", "organization", "company", "employer", "affiliation",
        "workplace", "företag", "arbetsplats", "arbetsgivare", "instans", "bakgrundsorganisation",
        "firma", "institution", "samfund", "hakija", "hakijaorganisaatio", "toteuttaja",
        "päätoteuttaja", "taustaorg", "organisaatio tausta", "edustettu taho",
    ),
    "region": (
        "maakunta", "alue", "alueet", "maakunnat", "seutu", "landskap", "region", "område",
        "county", "area", "province", "alue maakunta", "maakunta alue", "toiminta-alue",
        "kohdealue", "hankealue",
    ),
    "group": (
        "ryhmä", "tiimi", "hanke", "projekti", "hankkeen nimi", "projektin nimi", "tiimin nimi",
        "ryhmän nimi", "lab", "lab-tiimi", "kehittäjätiimi", "lab-kehittäjätiimi", "työryhmä",
        "suunnitteluryhmä", "rahoitushanke", "rahoitettu hanke", "hankenimi", "toimielin", "group",
        "team", "project", "project name", "team name", "grupp", "projekt", "projektnamn",
        "arbetsgrupp", "planeringsgrupp", "teamets namn", "projektets namn",
    ),
    "title": (
        "tehtävä", "rooli", "asema", "tehtävänimike", "titteli", "nimike", "ammattinimike",
        "virka-asema", "toimi", "virka", "rooli ryhmässä", "tehtävä ryhmässä", "jäsenyys", "title",
        "role", "position", "job title", "duty", "roll", "uppgift", "titel", "befattning",
        "ställning", "jäsen varajäsen",
    ),
    "number": (
        "nro", "nr", "no", "numero", "järjestysnumero", "#", "id", "rivi", "jnro", "n:o", "num",
        "number", "nummer", "löpnummer",
    ),
    "name": (
        "nimi", "henkilö", "jäsen", "jäsenet", "henkilön nimi", "jäsenen nimi", "vastuuhenkilö",
        "vastuuhenkilöt", "yhteyshenkilö", "yhteyshenkilöt", "osallistuja", "osallistujat",
        "edustaja", "edustajat", "kehittäjä", "nimet", "koko nimi", "kokonimi",
        "vastuuhenkilön nimi", "yhteyshenkilön nimi", "hankevastaava", "projektipäällikkö",
        "hankepäällikkö", "varajäsen", "varavastuuhenkilö", "varahenkilö", "sijainen",
        "suppleant", "ersättare", "deputy", "alternate", "deputy member", "ordinarie",
        "ordinarie medlem", "vastaava",
        "etunimi sukunimi", "sukunimi etunimi", "etu- ja sukunimi", "suku- ja etunimi",
        "sukunimi ja etunimi", "etunimi ja sukunimi", "name", "full name", "person", "member",
        "members", "participant", "contact", "contact person", "namn", "medlem", "medlemmar",
        "deltagare", "kontaktperson", "ansvarsperson", "ansvarig", "ansvarig person",
        "för- och efternamn", "efternamn förnamn", "förnamn efternamn", "invitee", "kutsuttava",
        "kutsuttavat", "vieras", "nimi ja sähköposti", "nimi sähköposti", "yhteystiedot",
    ),
}  # fmt: skip
"""Headings by field. What a field is called in `[[source]] columns`, and in flaws, is its key."""


FIELDS = tuple(field for field in WORDS if field not in ("wanted", "number"))
"""The fields that the settings may name."""

_ALIASES = {
    "first": "first_name",
    "last": "last_name",
    "surname": "last_name",
    "organization": "organisation",
    "project": "group",
}


def field_named(name: str) -> str | None:
    """The field that the settings mean by a name, None where there is no such."""
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    key = _ALIASES.get(key, key)
    return key if key in WORDS else None
