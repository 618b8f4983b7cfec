"""Finnish words of people's answers and of registration systems: patterns on small letters without
accents (`registrations.answers`).

YES, NO, CANCELLED, CAME: as they say. AWAY: had registered and stayed away. SILENT: has not
answered. WAITS: has answered, and whether they come is not settled. DONE, PARTIAL: a form was
filled in to its end, or not. SORRY: a no, unless a yes follows. NOT: turns what the clause says
round. AROUND: words next to it that say nothing more. ALONE, ALONE_NO: a yes and a no where
nothing else stands in the clause. AGAIN: what may undo a cancellation.
"""

from __future__ import annotations

WAITS = (
    r"odot\w*|jono\w*|varasij\w*|varalla|varalista\w*|reservi\w*|ehka|mahdollisesti|kenties"
    r"|todennakoisesti|luultavasti|alustava\w*|alustavasti|varauksella|varauksin|epavarma\w*"
    r"|(?:ei|en) (?:ole )?(?:viela )?(?:varma\w*|tieda\w*|tiedossa|tietoa)|selvia\w*|kasittely\w*"
    r"|kasiteltav\w*|maksamatta|ei (?:ole )?(?:viela )?maksettu|(?:ei|en) (?:ole )?(?:viela )?"
    r"(?:vahvist|hyvaksy)\w*|vahvistamatta|hyvaksymatta|jos|mikali|siirre\w*|siirty\w*|ehdoll\w*"
    r"|hakemus|haettu|hakenut|osittain|puoliksi|harkit\w*|kiinnostunut|yrita\w*|riippu\w*"
)
SILENT = (
    r"(?:ei|en) (?:ole )?(?:viela )?(?:vastan\w*|vastaus\w*|vastattu|reagoi\w*|ilmoittautu\w*"
    r"|rekisteroity\w*|avannut|avattu|lukenut)(?: viela)?|ei viela|(?:vasta )?kutsuttu"
    r"|kutsu (?:on )?(?:lahetetty|toimitettu|avattu)|toimitettu|vastaamatta|reagoimatta"
    r"|ilmoittautumatta|avoin|ei mitaan|luonnos|vanhentu\w*|rauennut|umpeutu\w*"
)
PARTIAL = r"kesken|keskenera\w*|keskeytet\w*|keskeyty\w*|aloitettu|aloittanut"
DONE = r"valmis|suoritettu|suorittanut|vastannut|vastattu|taytetty"
CANCELLED = r"peru(?:n|u|i|nut|ttu|tettu|ut\w*|untu\w*|minen|misen)|mitatoi\w*|poistettu|hyvitet\w*"
AWAY = (
    r"(?:ei|en) (?:ole )?(?:viela )?(?:saapunut|tullut|ollut (?:paikalla|lasna|mukana)"
    r"|osallistunut|lasna|kirjautunut)|ei paikalla|ei ilmaantunut"
    r"|jai (?:pois|saapumatta|tulematta)|saapumatta"
)
CAME = (
    r"osallistui|osallistunut|saapunut|saapui|(?<!olen )(?:paikalla|lasna)|tuli|tullut|kavi"
    r"|oli (?:paikalla|lasna|mukana)|kirjautunut(?: sisaan)?|sisaankirja\w*"
)
NO = (
    r"osallistumatta|este|esteesta|esteita|estyn\w*|kieltayty\w*"
    r"|hylat\w*|hylka\w*|evatty|torjut\w*|poissa|muita menoja|matkoilla|sairaana|sairastu\w*"
    r"|lomalla|ulkomailla"
)
SORRY = r"valitettavasti|harmi\w*|ikava\w*|pahoittelu\w*|pahoittelen"
NOT = r"ei|en|emme|eivat|eika"
AROUND = r"voi|ole|olla|mahdollista|minulla|kiitos|talla kertaa|nyt|paikalle|mina|me"
YES = (
    r"olen (?:mukana|paikalla|lasna|tulossa)|kylla|joo|juu|juupa|jep|toki|tottakai"
    r"|osallistu(?!ja)\w*"
    r"|tulen|tulemme|tulee|tulossa|tulla|tule|mukana|mukaan|paasen|paasee|paasemme|paase|paasta"
    r"|ehdin|ehdi|kerkean|kerkea|onnistu\w*|sopii|sovi|saavun|saapuu|ilmoittau\w*"
    r"|ilmoitettu|vahvist\w*|hyvaksy\w*|rekister\w*|maksettu|maksanut|varattu|voimassa|aktiivinen"
    r"|lahiosallistu\w*|etaosallistu\w*"
)
ALONE = (
    r"tosi|osallistuja|(?:osallistun )?(?:paikan ?paalla|etana|etayhteydella|verkossa|teamsissa"
    r"|hybridi\w*"
    r"|livena|lahina|salissa|teamsilla|teamsin kautta)"
)
ALONE_NO = r"epatosi|ei kiitos|(?:ei|en) (?:valitettavasti|talla kertaa|nyt)"
AGAIN = r"uudelleen|uudestaan|takaisin|sittenkin"
