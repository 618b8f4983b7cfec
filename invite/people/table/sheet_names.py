"""The names of sheets and files that name no group: what a program, a copy or a list is called in
Finnish, Swedish and English.
"""

from __future__ import annotations

import re

from invite.language.spelling import ascii_key
from invite.people.table.parts import heads_people

# As they stand in ascii_key. What a list is, whoever is on it.
_LISTS = (
    r"taul(?:u|ukko)?|sheet|blad|tab|table|valilehti|flik|sivu|sida|page|lista|listaus|luettelo"
    r"|listat|lists?|rekisteri\w*|register|jasen\w*|medlem\w*|members?|osallistuj\w*"
    r"|deltaga\w*|participants?|henkilo\w*|personer|people|persons?|yhtey\w*|kontakt\w*|contacts?"
    r"|tiimi(?:t|en)|teams|hank(?:keet|keiden)|projekti(?:t|en)|projekten\w*|projects"
    r"|ryhm(?:at|ien)|\w*grupper\w*|groups|ansvar\w*|vastuu\w*|responsible|vieras\w*|vieraat"
    r"|kutsu(?:ttu|tut|ttavat|lista|t)?|gast\w*|guests?|invite\w*|inbjud\w*|alue\w*|maakun\w*"
    r"|landskap\w*|regions?"
    r"|kaikki|alla|all|everyone|suunnitteluryhm\w*|ohjausryhm\w*|johtoryhm\w*|rahoit\w*"
    r"|kehittaja\w*|sr|nim(?:i|et)|nimilista|nam(?:n|es?)|postitus\w*|mailing|sahkopost\w*"
    r"|s?posti\w*|e ?mails?|e ?post\w*|osoit\w*|address\w*|adress\w*|puhelin\w*|phones?"
    r"|verkosto\w{0,2}|natverk\w*|networks?|sidosryhm\w*|stakeholders?|kumppani\w*|partners?"
    r"|yhteistyo\w*|jakelu\w*|distribution|edustajat?|\w*lista"
)
# What may be a name with a number (`Tiimi 1`) over the people of one, and is none of a sheet.
_KINDS = r"tiimi|team(?:et)?|hanke|projekti?|project|ryhma\w{0,2}|\w*grupp(?:en)?|group|lab\w*"
# What became of one group, and is no part of its name; `Silta (syksy)` is another than `Silta`.
_OF_GROUP = r"paattynyt|lopetettu|kaynnissa|closed|ended|avslutad|vanha|old|gammal"
# What became of a list, or what it is for.
_STATES = (
    r"data|raakadata|raw|export\w*|vienti|koonti\w*|koottu|yhteenveto|yhteensa|summary|total"
    r"|sammanfattning|kopio|kopia|copy|of|av|uu(?:si|det|den|sin|simmat)|new(?:est)?|ny|nya|nyaste"
    r"|viimei(?:sin|nen|simmat)|latest|last|senaste|final|lopulli(?:nen|set)|slutlig|valmi(?:s|it)"
    r"|korja(?:ttu|tut|us|ukset|ttava)|rattad|corrected|paivit(?:etty|etyt|ys|ykset)|updated?"
    r"|uppdaterad|muokat(?:tu|ut)|muutokset|changes|andringar|tarkist(?:ettu|etut|us)|checked"
    rf"|{_OF_GROUP}|vanhat|gamla|entiset|nykyi(?:nen|set)|poist(?:o|ot|uneet|etut|ettu)"
    r"|removed|arkisto|archived?|arkiv|lisa(?:a|ys|ykset|tty|tyt|ttavat)?|additions?|additional"
    r"|added|tillagg|muut?|others?|ovriga|sekalai(?:nen|set)|misc|loput|vastau(?:s|kset)|forms?"
    r"|responses|answers|svar|ilmoittautu\w+|anmal(?:ningar|da)|registrations?|registered"
    r"|pohja|malli|templates?|mall|esimerk(?:ki|it)|examples?|exempel|testi?|testaus|kokeilu"
    r"|vahvist(?:etut|aneet)|alustavat|bekraftade|confirmed|tmp|temp|valiaikai(?:nen|set)"
    r"|tilapai(?:nen|set)|luonno(?:s|kset)|draft|utkast"
    r"|keskenerai(?:nen|set)|tyo|tyoversio|versio\w*|versions?|v|suodatet(?:tu|ut)|filtered"
    r"|jarjestet(?:ty|yt)|sorted|info|ohje|ohjeet|readme|tie(?:to|dot)|perustiedot|uppgifter"
    r"|excel\w{0,2}|xlsx?|xlsm|ods|csv|pdf|docx?|word|taulukko\w*|tiedosto\w*|workbook"
    r"|spreadsheet|files?|fil(?:en)?|hankkeen|projektin|tiimin|ryhman"
    r"|details|muistiinpanot|notes|anteckningar|huom|huomiot|tilanne|aktiivi(?:t|set)"
    r"|passiivi(?:t|set)|varalla|jono|osa|part|del|tilaisuus|event|evenemang|asd|xx?x?|import"
    r"|\w+kuu|januari|january|februari|february|march|april|june|juni|july|juli|augusti?|september"
    r"|october|oktober|november|december|kevat|kesa|syksy|talvi|var|host|spring|autumn|summer"
    r"|winter|sommar|vinter|vuosi|vuonna|ja|och|and|the|for|til|till"
)
# Whom people come from, over those of one group: `Oppilaitokset`, `Julkinen sektori`.
_SECTORS = re.compile(
    r"(?:(?:oppilaitokset|(?:ammatti)?korkeakoulut|yliopistot|koulut|lukiot|yritykset|kunnat"
    r"|kaupungit|jarjestot|yhdistykset|viranomaiset|virastot|tyonantajat|tyontekijat|yrittajat"
    r"|liitot|organisaatiot|ministeriot|elinkeinoelama|valtio|paattajat|virkahenkilot"
    r"|(?:julkinen|yksityinen|kolmas) sektori|tyoelama|koulutus"
    r"|skolor|laroanstalter|hogskolor|universitet|foretag|kommuner|stader|organisationer"
    r"|foreningar|myndigheter|arbetsgivare|foretagare|(?:offentliga|privata|tredje) sektorn"
    r"|naringslivet|schools|colleges|universities|companies|businesses|municipalities"
    r"|cities|organi[sz]ations|associations|authorities|employers|entrepreneurs|ngos|ministries"
    r"|enterprises|(?:public|private|third) sector|ja|och|and)(?: |$))+"
)
_STATE = re.compile(_OF_GROUP)
_NUMBERED = re.compile(rf"(?:{_KINDS}) ?\d+")
_NO_GROUP = re.compile(rf"(?:(?:{_LISTS}|{_KINDS}|{_STATES}|\d+)(?: |$))+")
# Round a name: `Kopio - Kohtaamo`, `Jakelulista Kohtaamo`, `Kohtaamo v2`, `Kohtaamo (2)`. A year
# from 2030 on is a goal, and part of the name: `Silta 2030`.
_BEFORE = re.compile(
    r"^(?:kopio|copy of|kopia av|kopia|yhteystiedot(?!\w)"
    r"|(?:jakelu|(?:sähkö)?posti(?:tus)?|osoite|jäsen|nimi)lista(?!\w))\s*[-–:_]?\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[\s_–-]*(?:\(\d+\)|[\s_–-](?:v\d+|versio ?\d*|version ?\d*|uu(?:si|sin)|päivitetty"
    r"|korjattu|lopullinen|final|new|kopio|copy|kopia|uppdaterad|updated|19\d\d|20[0-2]\d"
    r"|excel|xlsx?|\d{6}|20\d{6}|\d{4}-\d\d-\d\d)))+\s*$",
    re.IGNORECASE,
)
# A list of whom it names: `Kohtaamo jäsenet`. `Kohtaamon jäsenet` and `Kaikkien yhteystiedot` do
# not say by themselves what the group is called.
_LISTED = re.compile(
    r"(?<!n)[\s_–-]+(?:(?:osallistuja|jäsen|nimi|jakelu)?lista|taulukko|luettelo|osallistujat|jäsenet"
    r"|jäsenluettelo|yhteystiedot|deltagare|medlemmar|participants|members)\s*$",
    re.IGNORECASE,
)


# A day, or what was held on it: `Projektiryhmän kokous 12.3.`
_OCCASION = re.compile(
    r"\d{1,2}\.\d{1,2}\.|\b(?:kokou\w+|palaveri\w*|muistio\w*|poytakirja\w*|lasnaolo\w*"
    r"|mote(?:t)?|protokoll\w*|meetings?|minutes|attendance)\b"
)


def names_state(text: str) -> bool:
    """Whether a text says nothing but what became of a group: `päättynyt`."""
    return _STATE.fullmatch(_key(text)) is not None


def names_no_group(name: str) -> bool:
    """Whether a name says only what list this is, or what became of it: `Taul1 (2)`, `lisäykset`,
    `Verkosto`, `Jäsenet 2026`.
    """
    key = _key(name)
    if not key or _NO_GROUP.fullmatch(key) or _SECTORS.fullmatch(key):
        return True
    return bool(_OCCASION.search(ascii_key(name))) or heads_people(name) or names_those_gone(name)


def heads_no_group(text: str) -> bool:
    """Whether a line over people names none of theirs: `Kevät 2025`, `Lab-tiimien jäsenet`; unlike
    the name of a sheet, `Tiimi 1` does.
    """
    return names_no_group(text) and not _NUMBERED.fullmatch(_key(text))


# Who is not there any more, or is not to come.
_GONE = re.compile(
    r"\b(?:poist(?:etut|uneet|ettu\w*|ettavat)|eronneet|kuolleet|edesmenneet|lahteneet|pois jaaneet"
    r"|ei (?:enaa )?(?:kutsuta|kutsuttav\w+|mukana|tule|osallistu)|ala kutsu|peruneet|peruutt\w+"
    r"|kieltaytyneet|entiset|vanhat(?: jasenet| edustajat)?$|passiiviset|elakkeell\w+|elakoityneet"
    r"|estyneet|lopettaneet|irtisanoutuneet|perutut|hylatyt|(?:esto|kielto) ?lista\w*|kiellot"
    r"|(?:posti|kutsu|markkinointi)\w*kiel(?:to|lot)|jo kutsutut|kutsu(?:tut)? (?:jo )?lahetetty"
    r"|(?:ei|ala) (?:saa )?(?:laheteta|postiteta|laheta)"
    r"|removed|former|deceased|left (?:us|members)|not invited|inactive|declined|resigned|retired"
    r"|cancell?ed|rejected|unsubscribed?|opt(?:ed)? outs?|(?:block|black) ?list"
    r"|suppress(?:ed|ion)\w*|(?:do not|don t) (?:invite|contact|e ?mail|mail|send)|already invited"
    r"|(?:cleaned|bounced) (?:members|contacts|subscribers)"
    r"|^(?:(?:vanhat?|vieraat|jasenet|\w*lista|medlemmar|members|guests) )?"
    r"(?:arkisto(?:t|itu|idut)?|arkiverad\w*|arkiv|archived?)(?: \d+)?$"
    r"|^ohje(?:et)?$|^instructions?$|^anvisning(?:ar)?$"
    r"|borttagna|avgangna|avlidna|tidigare|gamla(?: medlemmar)?$|(?:in)?bjuds (?:inte|ej)"
    r"|(?:ej|inte|redan) inbjudna|forhindrade|avanmalda|avregistrerade|avbokade|avhopp\w*"
    r"|sparrlista|sparrade|uppsagda)\b"
)


def names_those_gone(name: str) -> bool:
    """Whether a sheet or a heading says that its people are gone or not to come: `Poistetut`,
    `Ei kutsuta`, `Entiset jäsenet`.
    """
    return len(name) < 60 and bool(_GONE.search(_key(name)))


_OTHER_BODY = re.compile(
    r"\b(?:ohj(?:aus)?|johto|seuranta) ?ryhm\w*|\b(?:ohry|jory|hallitu(?:s|ksen)|johtokun(?:ta"
    r"|nan))\b"
    r"|\bstyrelse\w*|\b(?:styr|lednings) ?grupp\w*|\b(?:steering|management) (?:group|committee)\b"
)
# The planning group itself, or what the other body has said of it: `Hallitus hyväksynyt 12.3.`
_OF_PLANNING = re.compile(
    r"suunnittelu|planering|planning|nime(?:tty|nnyt|ama)|hyvaks|paat(?:os|ti|ett)|paivitetty"
    r"|kasitel|tiedoksi|kokou|godkan|utse|beslut|approved|appointed"
)


def names_other_body(name: str) -> bool:
    """Whether a sheet or a heading is of another body than a planning group: `Ohjausryhmä`, but not
    `Suunnittelu- ja ohjausryhmä`.
    """
    key = _key(name)
    return len(name) < 60 and not _OF_PLANNING.search(key) and bool(_OTHER_BODY.search(key))


def without_version(name: str) -> str:
    """A name without what says which copy of it this is."""
    cut = _LISTED.sub("", _BEHIND.sub("", _BEFORE.sub("", name)))
    return _BEHIND.sub("", cut) or name


def _key(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", ascii_key(name))
    return re.sub(r"(?<=[a-z])(?=\d)", " ", words).strip()
