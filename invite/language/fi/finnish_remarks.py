"""Finnish remarks next to a name or an address: patterns on `people.fields.remarks.remark_key`.

AGAINST: speaks against inviting. OLD, NEW: next to an address, that it is none any more, or the new
one. SINCE: from when somebody is there, which says nothing of an address. LEAVING: next to a
term, that more than its end is said. TODAY: who is there now.
INSTEAD: that another address is to be used. ADDRESS: words for an address. FORMER: what stands
before a former surname. FORMER_IN_REMARKS: what does so in a remark or heads a column of them.
GENERATION: what tells father from son. OFFICES: who answers at an office, and no person.
HONORIFICS: before a name. NOTHING: that a cell has no value. VACANT: that nobody has been named for
a place yet. NO_ORGANISATION: that somebody comes as themselves.
"""

from __future__ import annotations

AGAINST = (
    r"kuoll(?:ut|eet|een|eena)|kuoli|menehty(?:nyt|i)|edesm(?:ennyt|enneet|\.)|poisnukkunut"
    r"|(?:nukkunut|nukkui) pois|k\. ?(?:\d{1,2}\.\d{1,2}\.)?\d{4}",
    r"ei (?:(?:saa|tule|pida|enaa|siis|tarvitse|kannata) ){0,2}(?:kutsu(?:a|ta|taan)?|kutsuttava)"
    r"|kutsukielto",
    r"(?:ala|alkaa) (?:enaa )?(?:kutsu\w*|laheta\w*|ota yhteytta|kirjoita\w*|postita\w*)",
    r"ei (?:saa )?(?:laheteta|lahettaa|ottaa yhteytta)|ei yhteydenotto\w*\b(?! puhelim)"
    r"|ei (?:enaa )?(?:postia|postitusta|postituksia|viesteja)",
    r"ei (?:halua|toivo)\w* (?:\w+ ){0,2}(?:posti\w*|s-posti\w*|sahkoposti\w*|kutsu\w*|viesti\w*"
    r"|yhteydenot\w*|osallistua|tulla|mukaan)",
    r"kielta(?:nyt|a)|kielsi|kieltaytyi|kieltaytynyt|postituskielto|turvakielto"
    r"|markkinointikielto",
    r"ei (?:tule|osallistu|paase (?:mukaan|paikalle|tulemaan|tilaisuu\w+)|saavu|jatka"
    r"|lahde|kuulu (?:listalle|ryhmaan|joukkoon))",
    # Of addresses and numbers, tasks in the group and what somebody asks, it says nothing of going.
    r"ei (?!tarvi|muuta\b)(?:\w+ )?enaa(?! (?:kayt[oa]\w*|voimassa|jatku\w*|rahoit\w+|puh\w+|num\w+"
    r"|toimi\b(?! \w*(?:ryhma|tiimi|hank|jasen|tehtav))|pj|\w*puheenjoh\w+|vetaja\w*|sihteeri\w*"
    r"|aller\w+|\w*(?:muuto|kysy|lisa)\w+|\w*(?:vapaalla|lomalla)|karenssi\w*|este\w+|estynyt"
    r"|raskaana|tyotto\w+|opiskel\w+|vega\w+|kasvis\w+|keliaak\w+|(?:glut|lakt)\w+|tavoi\w+"
    r"|pida paik\w+|lue|vanha\w*|\w*osoi\w+|\w+ (?:vaan|mutta)))(?: \w+|$)|ei (?:ole )?mukana"
    r"|(?:jasenyys|(?:tyo|virka)suhde|pesti) ei (?:ole )?enaa",
    r"poista(?:kaa|a)?|poiste(?:ttava|taan|ttu)(?: (?:listal?ta|listasta|rekisterista|ryhmasta))?"
    r"|poistamaan|poisto(?:a|on)?|poistunut|otettava pois",
    r"(?:jai|jaa|jaanyt|jattaytyi|jattaytynyt|lahti|lahtenyt) (?:pois|ryhmasta|hankkeesta|tiimista"
    r"|talosta|toista|muualle|elakkeelle)|lahtenyt",
    r"(?:lopettanut|lopetti|lopettaa)(?: (?:tyot|tyossa\w*|ryhmassa))?|eronnut|erosi|eroaa"
    r"|irtisanoutu(?:nut|i)|irtisanottu",
    r"elakkeell[ae]|elakoity\w+|siirty(?:nyt|i) (?:toisi\w+|muihin|uusiin|muualle|pois"
    r"|toiseen)|(?:vaihta(?:nut|a)?|vaihtoi) (?:tyo(?:paikkaa|nantajaa)"
    r"|organisaatiota|taloa|tehtav\w+|alaa)|uusi tyo(?:paikka|nantaja)"
    r"|(?:uusissa|toisissa|muissa) tehtavissa|peru(?:nut|i|utti|uttanut)",
    r"^tilalle|tilalle (?:on )?(?:nimetty|valittu|nimetaan|valitaan|vaihdettu)|(?:hanen )?tilalleen"
    r"|(?:\w*(?:edustaja|jasen|henkilo)|tyo(?:paikka|nantaja)|tehtava|virka) (?:on )?"
    r"vaihtu(?:nut|i|massa)|^vaihtu(?:nut|i|massa)[\d. ]*$|(?:nykyisin|nyt|jo) elakelainen"
    r"|tilalle [^\W\d]+ [^\W\d]+$|vetayty(?:nyt|i)|ei (?:ole )?(?:enaa )?aktiivi\w*"
    r"|^passiivinen$|^(?:peruttu|peruutettu|hylatty|keskeyt(?:etty|ynyt)|rauennut)$",
    r"k\. ?\d{1,2} \d{4}|elak(?:k|oit)?\.|irtisan\.|irtisanou\w+"
    r"|siirty(?:nyt|i) (?:\w+ ){0,2}(?!vuo(?:teen|delle)|\w+kuu(?:hun|lle)|kevaa(?:seen|lle)"
    r"|kesa(?:an|lle)"
    r"|syksy(?:yn|lle)|talv(?:een|elle)|viiko|\w*kokouks)\w+(?:iin|aan|een|oon|uun|lle|han|hon"
    r"|hun|palvelukseen)"
    r"|(?:mukana|\w*jasen(?:ena)?|toissa|tehtavassa|ryhmassa) (?:\d{1,2}\. ?)?"
    r"(?:[a-z]+(?:n|seen|hun|kuuta) )?"
    r"(?:[\d. -]*\d{4}|\d{1,2}\. ?\d{1,2}\. ?\d\d)(?: loppuun)? (?:asti|saakka)"
    r"|jatt(?:anyt|i) (?:\w*ryhman|hankkeen|tiimin|tehtav(?:an|ansa)|paikkansa|jasenyytensa)"
    r"|poistu[ui] (?:ryhmasta|hankkeesta|tiimista|listalta|tehtavasta)|poissa (?:ryhmasta"
    r"|hankkeesta|tiimista|projektista)|vapaut(?:ettu|unut) (?:tehtav|jasenyyd)\w+"
    r"|^vaara henkilo|ei (?:ole )?oikea henkilo"
    r"|ei (?:ole )?kiinnostu\w+\b(?! \w+sta\b)",
    r"ei lupaa|ei (?:anna|antanut) lupaa|lupa (?:puuttuu|peruttu|evatty)"
    r"|pois (?:listal?ta|listasta|ryhmasta|rekisterista|postituksesta|vahvuudesta|hankkeesta"
    r"|projektista|tiimista)|(?:yhteys)?tiedot (?:ovat )?vanhentu\w+"
    r"|(?:(?:tyo|palvelus|virka)suhde|tyosopimus|maaraaikaisuus) (?:paattyi|paattynyt|paattyy)"
    r"|(?:ex[- ]|entinen |ent\. ?)jasen",
    r"^seuraaja(?:na|nsa|ksi)? \w+|^tilalla (?:\S*\d\S* \w+ )?[^\W\d]+ [^\W\d]+$|tilallaan \w+"
    r"|(?:hanen )?seuraajansa"
    r"|(?:hanet )?korva(?:ttu|taan)"
    r"|hanet korva(?:a|si)",
    r"(?:kutsu|kirje) (?:on )?(?:jo )?(?:lahetetty|lahti|lahtenyt|toimitettu|annettu)"
    r"|kutsuttu jo|(?:on )?jo (?:kutsuttu|saanut kutsun)|saanut (?:jo )?kutsun"
    r"|kutsu(?:taan|ttu)? (?:erikseen|paperilla|kirjeella|postitse|puhelimitse|henkilokohtaisesti)",
    r"(?<!\bei\sole\s)(?<!\benaa\s)estynyt|jatet(?:ty|aan) pois|^pois$"
    r"|luopu(?:nut|i)|^esim\. [^\W\d]+ [^\W\d]+$"
    r"|siirretty \w+ (?:ryhmaan|tiimiin|hankkeeseen)"
    r"|(?:jasenyys|(?:toimi)?kausi|pesti|mandaatti) (?:on )?(?:paattyi|paattynyt"
    r"|paattyy(?= [\d. ]*\d{4}))",
    r"tupla(?:na|rivi|merkinta)?|kaksoiskappale|duplikaatti|kahteen kertaan"
    r"|(?:ks|kts|katso)\.? rivi|sama (?:henkilo|ihminen) kuin|testi(?:rivi|henkilo|kayttaja)",
)
OLD = (
    r"vanha|vanhat|vanhentunut|entinen|ent|ei (?:ole )?(?:enaa )?(?:kaytossa|voimassa|toimi\w*)"
    r"|ei (?:saa )?kaytet[at]\w*|ei saa kayttaa|(?:ala|alkaa) kayt\w+|palautu\w+|kuollut"
    r"|poistunut|poistettu|suljettu|lakannut|virheellinen|vaara|asti|saakka"
)
ADDRESS = r"\w*osoit(?:e|te)\w*|(?:s-?)?posti\w*|sahkoposti\w*|(?:sahko)?meili\w*|maili\w*"
SINCE = (
    r"(?:mukana|\w*jasen(?:ena)?|(?:ryhma|tiimi|hankkee)ssa|v?pj|\w*puheenjohtaja(?:na)?"
    r"|\w*sihteeri(?:na)?|\w*vetaja(?:na)?) (?:\w+ )?[\d. -]*(?:alkaen|lahtien)"
    r"|^(?:\w+ )?\d[\d. -]*(?:alkaen|lahtien) (?:mukana|\w*jasen(?:ena)?"
    r"|(?:ryhma|tiimi|hankkee)ssa)"
)
LEAVING = r"korva(?:a|ava|amassa)\w*|sijaisena|tilalla|lahtee|lahdossa|muutti|muuttaa|oli"
TODAY = (
    r"nyt|nykyisin|nykyaan|jatkossa|tilalla(?: on)?|\d[\d. -]*(?:alkaen|lahtien)"
    r"|uusi (?:yhteyshenkilo|vastuuhenkilo|edustaja|jasen|vetaja|projektipaallikko)(?: on)?"
)
NEW = r"uusi|uuden|uudessa|vaihtu(?:nut|i)|muuttu(?:nut|i)|nykyinen|nykyisin|alkaen|lahtien"
INSTEAD = r"kayta|kaytetaan|kaytettava|laheta|lahetetaan|lahetettava|toimii"
FORMER = r"o\.? ?s\.?|os\.|omaa sukua|ent\.?|entinen|entiselta nimelta\w*|aiemmin|aikaisemmin|ex"
FORMER_IN_REMARKS = (
    r"(?:entinen |aiempi |aikaisempi |edellinen |ent\.? )(?:suku)?nimi(?: oli)?"
    r"|(?:sukunimi )?(?:ennen|aiemmin|aikaisemmin)|sukunimi oli(?: ennen)?|tyttonimi"
)
GENERATION = {"junior": r"nuor\.?|nuorempi", "senior": r"vanh\.?|vanhempi"}
OFFICES = (
    r"toimisto|asiakaspalvelu|vaihde|kirjaamo|neuvonta|palvelupiste|tiedotus|viestinta|hallinto"
    r"|puhelinvaihde|yhteyshenkilo|vastuuhenkilo|edustaja|johto|henkilosto|opintotoimisto|kanslia"
    r"|ryhman? jasen|jasen|varajasen|puheenjohtaja|sihteeri|tiimi|ryhma|hanke|projekti"
)
HONORIFICS = r"herra|hra|rouva|rva|neiti|nti"
NOTHING = (
    r"ei|ei (?:ole )?(?:viela )?(?:tiedossa|tietoa|tiedeta|tunneta|saatavilla|saatavissa|annettu"
    r"|ilmoitettu|maaritelty|nimetty|selvilla|loydy|osoitetta|s-?postia|sahkopostia|puhelinta"
    r"|numeroa|nimea|mitaan|organisaatiota|ryhmaa|tiimia|aluetta)|ei ole|en tieda|tyhja"
    r"|(?:\w+ )?puuttuu|puuttuva|tuntematon|(?:ei )?tiedossa myohemmin|selvitetaan|selvitettava"
    r"|tarkistetaan|ei koske|anonyymi"
)
VACANT = (
    r"avoin(?:na)?|auki|tyhja|vacat|vakanssi(?: \w+)?|tayttama(?:tta|ton)|nimeama(?:tta|ton)"
    r"|(?:paikka|virka|toimi|tehtava|vakanssi) (?:on )?(?:avoin|avoinna|auki|vapaa|vapaana"
    r"|tayttamatta|tyhja)|valitsematta|(?:nimi )?(?:myohemmin|avoinna|puuttuu)"
    r"|ei(?: ole| viela){0,2}(?: nimetty| valittu| taytetty| tiedossa| jasenta| edustajaa)?"
    r"|(?:\w+ ){0,2}(?:nimetaan|valitaan|taytetaan|tarkentuu|vahvistuu)"
    r"(?: (?:myohemmin|pian|\w+kuussa|keva\w+|syksy\w+))?"
)
AS_ABOVE = (
    *("sama", "samat", "samoin", "sama kuin yllä", "kuin yllä", "kuten yllä", "kuten edellä"),
    "ks. yllä",
)
NO_ORGANISATION = (
    r"yksityi(?:nen|s)(?: ?henkilo)?|yksityishenkilona|elakelainen|opiskelija|tyoton|tyonhakija"
    r"|kotiaiti|koti-isa|freelancer|vapaaehtoinen"
)
LABEL = (
    r"tyo\w*|koti\w*|henkilokohtainen|yksityinen|oma|virka\w*|ensisijainen|toissijainen|tai|ja|seka"
    r"|puh\w*|gsm|p|kopio|tiedoksi|myos|vara\w*|toinen|nykyinen"
)
NOT_THEIRS = r"kopio|tiedoksi"
NO_ADDRESS = (
    r"ei ?ole|ei|ei ?(?:ole ?)?(?:sahkopostia|s-?postia|osoitetta|tiedossa|tietoa)|eisahkopostia"
    r"|puuttuu|tuntematon|nimi|etunimi ?sukunimi|sukunimi ?etunimi|sahkoposti(?:osoite)?|osoite"
)
PLACEHOLDER = r"testi|ole|tiedossa|joku"
MACHINE = r"ei[-_. ]?vastausta|ala[-_. ]?vastaa|eivastata"
HOUSEHOLD = r"perhe|perheet|pariskunta|aviopari|\w+n perhe"
COMPANY = (
    r"(?:\w+ )?(?:avec|aveci\w*|puoliso\w*|vaimo\w*|mies|miehensa|miehineen|perhe\w*|kumppani\w*"
    r"|seuralainen|seuralaisensa|vieras|lapsi|lapset|lapsineen|co|yksi|kaksi)"
)
