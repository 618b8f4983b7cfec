"""What people are in a group (chair, deputy member, secretary), as cells and headings write it in
Finnish, Swedish and English.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.fields.names import looks_like_person


class PartPlayed(Struct, frozen=True):
    """One of them in one language. title: the Finnish word that the languages' own words for
    letters go by; "" for plain members, whom a letter calls what it calls everybody.

    names: as a cell writes it, the whole word first. several: how a heading over the people writes
    it besides; the names themselves head one person.
    """

    title: str
    names: tuple[str, ...]
    several: tuple[str, ...] = ()


PARTS = (
    PartPlayed(
        "puheenjohtaja", ("puheenjohtaja", "pj", "puh.joht", "puh. joht"), ("puheenjohtajat",)
    ),
    PartPlayed("puheenjohtaja", ("ordförande", "ordf")),
    PartPlayed(
        "puheenjohtaja",
        ("chair", "chairperson", "chairman", "chairwoman"),
        ("chairs", "chairpersons"),
    ),
    PartPlayed(
        "varapuheenjohtaja",
        ("varapuheenjohtaja", "varapj", "vara-pj", "vara pj", "vpj", "varapuh.joht"),
        ("varapuheenjohtajat",),
    ),
    PartPlayed("varapuheenjohtaja", ("vice ordförande", "viceordförande", "vice ordf", "viceordf")),
    PartPlayed(
        "varapuheenjohtaja",
        ("deputy chair", "vice chair", "vice-chair", "deputy chairperson", "vice chairperson"),
        ("deputy chairs", "vice chairs", "vice-chairs"),
    ),
    PartPlayed("vetäjä", ("vetäjä", "tiimin vetäjä", "tiiminvetäjä", "vet"), ("vetäjät",)),
    PartPlayed("vetäjä", ("ledare", "teamledare", "gruppledare")),
    PartPlayed("vetäjä", ("leader", "team leader", "team lead"), ("leaders", "team leaders")),
    PartPlayed("sihteeri", ("sihteeri", "siht"), ("sihteerit",)),
    PartPlayed("sihteeri", ("sekreterare",)),
    PartPlayed("sihteeri", ("secretary",), ("secretaries",)),
    PartPlayed(
        "koollekutsuja", ("koollekutsuja", "kokoonkutsuja"), ("koollekutsujat", "kokoonkutsujat")
    ),
    PartPlayed("koollekutsuja", ("sammankallare",)),
    PartPlayed("koollekutsuja", ("convener",), ("conveners",)),
    PartPlayed(
        "sihteeristön jäsen", ("sihteeristön jäsen",), ("sihteeristö", "sihteeristön jäsenet")
    ),
    PartPlayed("sihteeristön jäsen", ("sekretariatsmedlem",), ("sekretariat", "sekretariatet")),
    PartPlayed(
        "sihteeristön jäsen",
        ("member of the secretariat",),
        ("secretariat", "members of the secretariat"),
    ),
    PartPlayed("varajäsen", ("varajäsen",), ("varajäsenet",)),
    PartPlayed(
        "varajäsen",
        ("suppleant", "ersättare"),
        ("suppleanter", "suppleanterna", "ersättare", "ersättarna"),
    ),
    PartPlayed(
        "varajäsen",
        ("deputy member", "deputy", "substitute"),
        ("deputy members", "deputies", "substitutes", "substitute members"),
    ),
    PartPlayed("", ("jäsen",), ("jäsenet",)),
    PartPlayed("", ("medlem",), ("medlemmar", "medlemmarna")),
    PartPlayed("", ("member",), ("members",)),
)

# What else stands over people and names no group of them.
_PEOPLE = (
    r"(?:henkilo|yhteys|perus)tiedot|(?:kontakt|person)uppgifter|contact details|varsinaiset|muut"
    r"|pysyvat|uudet|vanhat|entiset|nykyiset|poistuneet|eronneet|taydentavat|henkilokohtaiset"
    r"|lisa(?:ykset)?|ordinarie|ovriga|nya|tillagg|other|others|former|new|permanent|additions"
    r"|ja|seka|och|and|jasenia|varajasenia|(?:vara|yhteys|vastuu)?henkilot?|(?:fore)?tradare"
    r"|(?:vara)?edustaja[tn]|(?:vara)?puheenjohtajisto|sihteeristo\w{1,2}|esittelija[t]?"
    r"|asiantuntija\w*|sakkunniga|experter|experts|osallistuj(?:at|ia|an)|deltagare|participants"
    r"|kutsutut|lasna|poissa|ohjaaja[t]?|mentori[t]?|mentorer|mentors|valmentaja[t]?|coaches"
    r"|fasilitaattorit|vetaja[t]?|tilaaja[t]?|(?:yhteistyo)?kumppanit|opiskelijat|opettajat|kehittajat"
)


_COUNT = re.compile(r"\s*\(\s*\d+[^()]*\)")  # `Varajäsenet (4 hlö)`


def heads_people(text: str) -> bool:
    """Whether a heading only says what part the people below play in the same group
    (`Varajäsenet`), and names no other.
    """
    return bool(_only_people().fullmatch(_COUNT.sub("", ascii_key(text)).strip(" :")))


_SEVERAL = re.compile(r"[,;/&+]|\s(?:ja|sekä|och|samt|and)\s", re.IGNORECASE)


# Next to a title: since when, which, of whom: `pj 1.1.2025 alkaen`, `2. vpj`, `vs. sihteeri`.
_ROUND_TITLE = re.compile(
    r"\([^()]*\)|\b(?:\d{1,2}\.)?(?:\d{1,2}[./])?(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d)?)?\b"
    r"|\b\d{1,2}\.\d{1,2}\.?|^\s*\d\.|\b(?:alkaen|lähtien|saakka|asti|från|sedan|since|from|until)\b"
    r"|\b(?:vt\.|vs\.|va\.|tf\.|t\.f\.|acting)|^\s*henkilökohtainen\b"
    r"|^\s*(?:puheenjohtajan|pj:n|jäsenen|sihteerin)\s+(?=vara)",
    re.IGNORECASE,
)


@remembered(8192)
def title_of(text: str) -> str:
    """The title that a cell says in any of the languages, of several (`jäsen, vpj`) the first that
    is more than a member's; "" for any other word, and for a deputy who is a member too.
    """
    if not text:
        return ""
    if found := _by_name().get(text.casefold().strip(" .")):
        return found
    said = _SEVERAL.split(_ROUND_TITLE.sub(" ", text))
    plain = [" ".join(one.casefold().split()).strip(" .:-–") for one in said]
    titles = [title for one in plain if (title := _by_name().get(one))]
    if set(titles) == {DEPUTY} and any(map(is_member, plain)):
        return ""
    return next(iter(titles), "")


def title_of_heading(text: str) -> tuple[str, bool]:
    """The title that a heading gives the people below it, in its own language, and whether it heads
    one person alone; "" where it names none, several, or plain members.

    `Varajäsenet:`, `Kainuun varajäsenet`, `Ordförande`; not `Jäsenet ja varajäsenet`.
    """
    found = {_by_heading()[match[0]] for match in _heading().finditer(ascii_key(text))}
    if len({part.title for part, _one in found}) != 1:
        return "", False
    part, one = found.pop()
    return (part.names[0], one) if part.title else ("", False)


MEMBER, DEPUTY = "jäsen", "varajäsen"
_MEMBERS = frozenset(
    (
        *(name for part in PARTS if not part.title for name in (*part.names, *part.several)),
        *("osallistuja", "osallistujat", "deltagare", "participant", "participants"),
    )
)


_LEADER = re.compile(
    r"^(?P<group>[^\n]*?\w)\s*(?:\s[-–—]\s|[,:(|]|\s{2,})\s*"
    r"(?:tiimin\s*|tiimi|ryhmän\s*|team\s*)?(?:vetäj|johtaj|puheenjohtaj|pj|sihteer|vastuuhenkilö|yhteyshenkilö"
    r"|koordinaattor|ledare|ordf|kontaktperson|lead|chair|coordinator|contact)[\wäö]*\.?\s*:?\s*(?P<who>[^\d]{3,}?)\)?$",
    re.IGNORECASE,
)


def leader_in_heading(text: str) -> tuple[str, str] | None:
    """The group of a heading that names who leads it, and that name: `Kohtaamo – vetäjä: Anna
    Lehto`; None for any other heading.
    """
    found = _LEADER.match(text)
    who = re.split(r"[,;(<]|\s\S*@", found["who"].strip(), maxsplit=1)[0].strip() if found else ""
    return (found["group"], who) if found and looks_like_person(who) else None


_LEADS = re.compile(
    r"vetaja|johtaja|paallikko|vastuuhenkilo|yhteyshenkilo|vastaava|koordinaattori|edustaja|hakija"
    r"|ansvarig|kontaktperson|ledare|projektchef|leader|\blead\b|manager|coordinator|contact|owner"
)


def heads_lead(heading: str) -> bool:
    """Whether a heading is over those in charge, `Vastuuhenkilö`, `Projektipäällikkö`."""
    return bool(_LEADS.search(ascii_key(heading)))


def is_member(text: str) -> bool:
    """Whether a cell or heading says that people are members or take part, and no more."""
    return text.casefold().strip(" .:") in _MEMBERS


@cache
def _by_name() -> dict[str, str]:
    return {name: part.title for part in PARTS for name in part.names}


@cache
def _by_heading() -> dict[str, tuple[PartPlayed, bool]]:
    """By ascii_key: a word that is also its own plural (`ersättare`) heads several."""
    one = {ascii_key(name): (part, True) for part in PARTS for name in part.names}
    several = {ascii_key(name): (part, False) for part in PARTS for name in part.several}
    return one | several


@cache
def _heading() -> re.Pattern[str]:
    names = sorted(_by_heading(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _only_people() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_heading().pattern}|(?<!\w)(?:{_PEOPLE})(?!\w)|\W)\s*)+")
