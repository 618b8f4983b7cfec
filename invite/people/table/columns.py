"""What a column is about, told by its heading in Finnish, Swedish or English, with the usual
variations and slips.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.table.headings import WORDS

# Words within a longer heading ("Jäsenen sähköpostiosoite (työ)"), the surest first; matched on
# ascii_key.
_WITHIN = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (
            "unwanted",
            r"\b(?:ei|ala|alka[ay]+) (?:saa )?(?:kutsu|lahet|posti|sahkoposti|s ?posti)"
            r"|\b(?:do not|don t) (?:allow )?(?:(?:bulk )?e ?mail|invite|contact|mail|send)"
            r"|\bopt(?:ed)? ?out\b|\bunsubscribed?\b|\b(?:e ?mail|posti\w*|viesti\w*)kielto"
            r"|\b(?:in)?bjud\w* (?:inte|ej)\b|\bskicka (?:inte|ej)\b",
        ),
        (
            "wanted",
            r"\bkutsutaan|\bto be invited|\b(?:do|shall|should|will|can|may) we invite"
            r"|\b(?:ska|skall|far) (?:vi )?(?:in)?bjud|\b(?:in)?bjuds\b(?! (?:inte|ej))"
            r"|\bsaako kutsua|\bsaa kutsua",
        ),
        ("genitive", r"\bgen[ei]ti(?:iv|v)"),
        (
            "link",
            r"(?:ilmoittautumis|rekisterointi|henkilokohtainen ).*linkki"
            r"|registration (?:link|url)|anmalningslank",
        ),
        ("email", r"sahkop|sahkposti|\bmeili|\be ?mail|\bs ?posti|\be ?post\b|\be ?post ?adress"),
        ("phone", r"\bpuh\b|puhelin|matkapuh|\bgsm\b|telefon|\bphone|\bmobil"),
        ("language", r"\w*kieli\b|sprak\b|\blanguage"),
        (
            "first_last",
            r"(?:etu|suku).*(?:suku|etu)nim|(?:for|efter).*(?:efter|for)\w*namn|(?:first|last).*(?:last|first)",
        ),
        ("first_name", r"\betunim|\bfornamn|first ?name|given name"),
        ("last_name", r"\bsukunim|\befternamn|last ?name|surname|family name"),
    )
)
# What the heading's last such word says, it is about: `Hankkeen vastuuhenkilö` is a person,
# `Jäsenen organisaatio` is none.
_HEADS = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (
            "organisation",
            r"organi[sz]a(?!\w*ssa\b)|tyopaik|tyonanta|\byrity|yhteiso|oppilaito|\btaust|\btaho|arbets(?:giv|plats)|foretag|employer"
            r"|company|toteuttaja|\bhakija",
        ),
        (
            "name",
            r"(?:henkilo|jasen|edusta|osallistu|kutsut|kehitta|vieraan|asiantuntija|person|medlem|deltagar|kontakt|participant|guest"
            r"|invitee)\w*(?: s)? (?:nimi|namn|name)\b|henkilot?\b|kontaktperson"
            r"|\b(?:vara)?jasen(?:et)?\b|edustajat?\b|vetaja\b|paallikko\b|johtaja\b|vastaava\b"
            r"|sihteeri\b|koordinaattori\b|\bv?pj\b|\bsiht\b|\b(?:vice ?)?ordf(?:orande)?\b"
            r"|sekreterare\b|projektledare\b|\b(?:deputy |vice )?chair(?:person|man|woman)?\b"
            r"|\bsecretary\b|\b(?:project |team )(?:lead(?:er)?|manager|coordinator)\b",
        ),
        ("region", r"maakun|\balue\w?\b|landskap|\bregion"),
        (
            "group",
            r"\bhank(?:e|keen)\b|hanke\b|projekti?n?\b|tiimin?\b|ryhman?\b|\bproject|\bteam|\bgrupp|\bgroup",
        ),
        (
            "title",
            r"tehtava|\brooli|\basema\b|titteli|nimike|\brole\b|\btitle\b|\btitel\b|befattning"
            r"|\buppdrag\b|\broll\b|\bfunktion\b",
        ),
    )
)
_OTHERS = frozenset(
    (
        "osoite", "postiosoite", "katuosoite", "kotiosoite", "lahiosoite", "postitusosoite",
        "postinumero", "postitoimipaikka", "postadress", "gatuadress", "hemadress", "adress",
        "address", "kunta", "kotikunta", "asuinkunta", "paikkakunta", "kommun", "hemkommun",
    )
)  # fmt: skip
"""Headings of which we have no field, though some are one letter from another's."""
_CONSENT = re.compile(
    r"\blupa\b|\b(?:posti|sahkoposti|viesti|kutsu|markkinointi|yhteydenotto|kontakti)\w*lupa\b"
    r"|\bluvan\b|suostum\w*|\bsaa(?:ko)? (?:lahettaa|ottaa yhteytta|kontaktoida|postittaa|mailata)"
    r"|\bsaa(?:ko)? (?:yhteys|osoite)?tieto\w* (?:kayttaa|tallentaa|sailyttaa)"
    r"|\bgdpr\b|consent\w*|\bpermission\b|\bopt in\b|\bmay (?:we )?(?:contact|e ?mail|write|send)"
    r"|samtyck\w*|\btillstand\b|\bfar (?:vi )?(?:kontakta|skicka|mejla)"
    r"|\b(?:halua|toivo)\w* (?:\w+ ){0,2}kutsu(?:n|ja|t)?\b|\b(?:vill|onskar) (?:\w+ ){0,3}inbjud"
    r"|\bsaa(?:ko)? (?:\w+ ){1,2}(?:lahettaa|ottaa yhteytta)"
    r"|\b(?:like|want|wish) (?:\w+ ){0,4}invit"
)
_OF_OTHER_THINGS = re.compile(
    r"kuva\w*|video\w*|valoku|photo|picture|bild|foto|film|julkais|publi|nauhoi|record|inspel"
    r"|(?<!tietojen )(?<!tietojeni )tallen(?!taa)|\bkuvi|tallentaa (?:tilaisuu|tapahtum)"
    r"|pysak|parking|parker|\bajo|nimilist|osallistujalist|uutiskirj|newsletter|nyhetsbrev"
    r"|puhelimi|postitse|per post|by post|paperi|kalenter|puoliso|\bavec|kolleg|colleague|\bguest"
    r"|\bgast"
)
_REPLACED = re.compile(
    r"(?:korvaaja|korvaava (?:henkilo|jasen)|seuraaja|tilalle(?: \w+)?|uusi \w*(?:edustaja|jasen"
    r"|henkilo)|eftertradare|ny (?:medlem|representant|kontaktperson)|replaced by|replacement"
    r"|successor|new (?:member|representative|contact(?: person)?))\W*"
)
_LAST_DAYS = re.compile(
    r"(?P<whose>(?:jasen(?:yys|yyden|en)?|(?:toimi)?kau(?:si|den)|mandaat\w*|tehtava\w*|edustu\w+"
    r"|(?:tyo|virka|palvelus)suh\w+|tyosopimu\w+|mukanaolo\w*|pesti\w*|nimity\w+"
    r"|medlemskap\w*|uppdrag\w*|mandat\w*|anstallning\w*"
    r"|membership|term|appointment|employment|mandate) )?"
    r"(?:voimassa )?(?:paattyy|paattymis(?:aika|paiva\w*|pvm)?|paattyminen"
    r"|loppu(?:u|minen|aika|paiva\w*|pvm)?|lopetus(?:paiva\w*|pvm)?|asti|saakka|viimeinen paiva"
    r"|upphor\w*|slutar|slutdatum|till(?: och med)?|t ?o ?m"
    r"|end date|ends on|(?<= )ends?|expir(?:es|y)(?: date)?|(?:valid )?until)"
)
_REACHED = ("email", "phone")
OTHERS = "others"
_OTHERS_OF_THEIRS = re.compile(
    r"\b(?:(?:lahi)?esi(?:mie[sh]|henkil)\w*|assistent\w*|avustaja\w*|puoliso\w*|avec\w*"
    r"|(?:ilmoittaja|lisaaja|tayttaja|kirjaaja|paivittaja|tallentaja|muokkaaja|kutsuja|ehdottaja)n?"
    r"|(?:narmaste )?(?:chef|forman)(?:en)?s?|mak[ae]|line manager|supervisor\w*|assistants?"
    r"|spouse|(?:submitted|added|entered|nominated|invited|updated|ifyllt|tillagd|anmald) (?:by|av)"
    r")\b"
)
_WHO_FILLED_IN = re.compile(
    r"\b(?:ilmoittaja|tayttaja)n?\b|\b(?:submitted|ifyllt|anmald) (?:by|av)\b"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
LONGEST_HEADING = 60
MOST_WORDS = 7
_ALIKE = 86


@remembered(8192)
def heading_key(heading: str) -> str:
    """A heading for comparing: without case, accents, marks, spaces and what stands in brackets."""
    plain = re.sub(r"[*:?#]+$", " ", _ASIDE.sub(" ", heading))
    return re.sub(r"[^a-z0-9#]+", "", ascii_key(plain)) or re.sub(
        r"[^a-z0-9#]+", "", ascii_key(heading)
    )


_EXACT = {heading_key(word): field for field, words in WORDS.items() for word in words}


_LABEL = re.compile(
    r"\b(?:label|type|display name|\w*tyyppi|\w*tyypin|nimio|tunniste|nayttonimi|\w*typ|etikett"
    r"|visningsnamn)\b"
)
"""What an export of an address book says of an address or number in the column next to it."""


def _is_label(heading: str) -> bool:
    """Whether a column only says what kind an address or number is: `E-mail 1 - Type`,
    `Sähköpostin näyttönimi`.
    """
    key = re.sub(r"[^a-z0-9]+", " ", ascii_key(heading)).strip()
    return bool(_LABEL.search(key)) and any(p.search(key) for f, p in _WITHIN if f in _REACHED)


@lru_cache(maxsize=1024)
def asks_consent(heading: str) -> bool:
    """Whether a column says who may be written to, `Lupa yhteydenottoon`, `Consent to email`; not
    who may be photographed or park.
    """
    key = re.sub(r"[^a-z0-9]+", " ", ascii_key(heading))
    return bool(_CONSENT.search(key)) and not _OF_OTHER_THINGS.search(key)


@remembered(8192)
def recognise(heading: str) -> str | None:
    """The field that a column so headed holds, or None: told by the very word, a word within, or a
    word spelled nearly so. OTHERS: it is of somebody next to the person, `Esihenkilön sähköposti`.
    """
    if (
        not heading.strip()
        or len(heading) > LONGEST_HEADING
        or "@" in heading
        or len(heading.split()) > MOST_WORDS
    ):
        return None
    if heads_former_names(heading) or heads_last_days(heading, of_groups=True):
        return None
    if field := is_heading_word(heading):
        return field
    if _OTHERS_OF_THEIRS.search(re.sub(r"[^a-z0-9]+", " ", ascii_key(heading))):
        return OTHERS
    if heading_key(heading) in _OTHERS:
        return None
    if asks_consent(heading):
        return None
    if _is_label(heading):
        return "label"
    key = re.sub(r"[^a-z0-9]+", " ", ascii_key(heading)).strip()
    for field, pattern in _WITHIN:
        if pattern.search(key):
            return "name" if field == "first_last" else field
    return _by_head(heading) or _nearly(heading_key(heading))


_FORMER = re.compile(
    r"^(?:ent|entinen|aiempi|aikaisempi|edellinen|former|previous|maiden|tidigare|fore detta|f d)\b"
    r".*(?:nimi|name|namn)$|(?:nimi|name|namn) (?:ent|entinen|aiempi|ennen|before|forr|tidigare)$"
)


def heads_former_names(heading: str) -> bool:
    """Whether a column is of the names that people had before: `Entinen sukunimi`."""
    return bool(_FORMER.search(re.sub(r"[^a-z0-9]+", " ", ascii_key(heading)).strip()))


def heads_others(heading: str) -> bool:
    """Whether a column is of somebody next to the people, `Esihenkilön nimi`, who is hardly invited
    in their place; whoever filled in a form may well be.
    """
    return recognise(heading) == OTHERS and not _WHO_FILLED_IN.search(ascii_key(heading))


def heads_successors(heading: str) -> bool:
    """Whether a column names who came instead of the person of the row: `Korvaaja`."""
    return bool(_REPLACED.fullmatch(ascii_key(heading)))


@lru_cache(maxsize=1024)
def heads_last_days(heading: str, *, of_groups: bool) -> bool:
    """Whether a column says until when the people are there: `Jäsenyys päättyy`, `Asti`. of_groups:
    a bare `Päättyy` may be of a project.
    """
    found = _LAST_DAYS.fullmatch(re.sub(r"[^a-z0-9]+", " ", ascii_key(heading)).strip())
    return bool(found and (found["whose"] or not of_groups))


def _by_head(heading: str) -> str | None:
    """The field of the last word that tells one; what stands in brackets only where nothing else
    does.
    """
    for text in (_ASIDE.sub(" ", heading), heading):
        key = re.sub(r"[^a-z0-9]+", " ", ascii_key(text)).strip()
        found = [
            (match.end(), field) for field, pattern in _HEADS for match in pattern.finditer(key)
        ]
        if found:
            return max(found)[1]
    return None


@remembered(8192)
def is_heading_word(heading: str) -> str | None:
    """The field, if the heading is one of the words themselves, or made of such: `Yritys/yhteisö`,
    `Sukunimi, etunimi`.
    """
    if len(heading) > LONGEST_HEADING:
        return None
    if field := _EXACT.get(heading_key(heading)) or _EXACT.get(
        re.sub(r"[^a-z#]+", "", ascii_key(heading))
    ):
        return field
    pieces = re.split(r"[/,;+&\n]| (?:ja|och|and|tai|eller|or) ", heading)
    parts = [_EXACT.get(heading_key(part)) for part in pieces if part.strip()]
    if len(parts) < 2 or None in parts:
        return None
    return "name" if {"first_name", "last_name"} <= set(parts) or "name" in parts else parts[0]


def last_name_first(heading: str) -> bool | None:
    """Whether the heading says in which order the parts of a name stand: True for "sukunimi,
    etunimi"; None if it does not.
    """
    key = ascii_key(heading)
    last = re.search(r"suku|efter|last|surname|family", key)
    first = re.search(r"etu|\bfor|first|given", key)
    return last.start() < first.start() if last and first else None


def _nearly(key: str) -> str | None:
    """A slip (`Sähköpsti`, `Organisatio`): words of five letters or more, one or two letters
    off.
    """
    if len(key) < 5:
        return None
    words = [word for word in _EXACT if len(word) >= 5]
    found = process.extractOne(key, words, scorer=ratio, score_cutoff=_ALIKE)
    return _EXACT[found[0]] if found else None
