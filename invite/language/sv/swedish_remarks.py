"""Swedish remarks next to a name or an address: patterns on `people.fields.remarks.remark_key`.

AGAINST: speaks against inviting. OLD, NEW: next to an address, that it is none any more, or the new
one. TODAY: who is there now. INSTEAD: that another address is to be used. ADDRESS: words for an
address. FORMER: what stands before a former surname. FORMER_IN_REMARKS: what does so in a remark or
heads a column of them.
GENERATION: what tells father from son. OFFICES: who answers at an office, and no person.
HONORIFICS: before a name. NOTHING: that a cell has no value. VACANT: that nobody has been named for
a place yet. NO_ORGANISATION: that somebody comes as themselves.
"""

from __future__ import annotations

AGAINST = (
    r"dod|dog|avliden|avled|avlidit|bortgangen|(?:har )?gatt bort|gick bort",
    r"(?:in)?bjuds? (?:ej|inte)|(?:ej|inte) (?:in)?bjud(?:as|en|s)?",
    r"(?:ska|skall|bor|far|vill|onskar) (?:ej|inte) (?:\w+ )?(?:(?:in)?bjudas|kontakta[sd]"
    r"|(?:in)?bjuden|bli (?:(?:in)?bjuden|kontaktad|uppringd)|ha|delta|komma|vara med)|(?:jobbar"
    r"|arbetar) (?:nu|numera) (?:hos|vid|i|for|inom|pa annat)\b",
    r"(?:skicka|kontakta|sand|mejla) (?:ej|inte)|(?:inga|ingen) (?:utskick|post|mejl|inbjuda\w+)",
    r"(?:(?:ta|tas|tagits|tagit|tog) bort|borttagen)(?: (?:fran|ur) (?:listan|gruppen|registret))?"
    r"|stryks?|strykas|raderas?",
    r"(?:har )?slutat|slutade|slutar",
    r"(?:ej|inte) (?:langre )?(?:med|medlem|anstalld|kvar|aktuell)(?: i| hos)?|inte langre"
    r"(?! forhindrad)|(?:medlem|med i (?:gruppen|teamet|projektet)) (?:tills?|t\. ?o\. ?m\.) "
    r"(?:\d{1,2} )?(?:[a-z]+ )?[\d. -]*\d{4}",
    r"pensionera(?:d|ts|des)|(?:gatt|gick|gar) i pension|pensionar (?:sedan|fran|nu)"
    r"|(?:blivit|numera|nu) pensionar|avgatt|avgick|sagt upp sig|uttratt"
    r"|(?:har )?lamnat (?:gruppen|projektet|teamet|oss|organisationen|uppdraget)|lamnade"
    r"|^pension$|bort (?:fran|ur) (?:listan|gruppen)",
    r"(?:kommer|deltar) (?:ej|inte)|avregistrerad|avbokat|tacka(?:t|de|r) nej"
    r"|utskicksforbud|avboj(?:t|de|er)|(?:ersatt|ersatts|eftertradd|eftertraddes) av"
    r"|^(?:eftertradare|ersattare) (?:ar )?\w+ \w+"
    r"|inaktiv|^passiv$|hoppat av|avhoppad"
    r"|^(?:avbokad|avslagen|avslaget|avbruten|avbrutet|utbytt|ersatt)$"
    r"|(?:bytt|bytte) (?:jobb|arbetsplats|arbete|arbetsgivare)"
    r"|(?:inget|ej|inte) (?:gett )?samtycke|fore detta medlem"
    r"|anstallningen (?:har )?upphor\w+|(?:har )?flyttat till \w+",
    r"redan (?:in)?bjuden|(?:in)?bjuden redan|(?:in)?bjuds? (?:in )?(?:separat|skilt|per brev)"
    r"|inbjudan (?:ar |har )?(?:redan )?(?:skickad|skickats|sand|gatt ut)|(?:har )?fatt inbjudan",
    r"(?<!langre\s)forhindrad|avanmald|kallas (?:ej|inte)"
    r"|^utgar$|utgar (?:ur|fran) (?:listan|gruppen|projektet)"
    r"|struken|uppsagd|(?:medlemskapet|mandatet|uppdraget) (?:har )?upphor\w+",
    r"dubblett(?:en)?|dubbelt|samma person som|se rad|testrad",
)
OLD = (
    r"gam(?:mal|la|malt)|tidigare|foraldrad|(?:anvands?|fungerar|galler|giltig) (?:ej|inte)"
    r"|(?:ej|inte) (?:langre )?(?:i bruk|giltig|aktuell|anvandas?)|ur bruk|(?:anvand|funkar)"
    r" (?:ej|inte)|studsar?|studsade|ogiltig|stangd|felaktig|fel|upphort"
    r"|t\.? ?o\.? ?m\.?|till och med|tills"
)
ADDRESS = r"\w*adress\w*|e-?post\w*|mejl\w*"
TODAY = (
    r"nu|numera|framover|(?:fr\.? ?o\.? ?m\.?|fran) \d[\d. -]*"
    r"|ny (?:kontaktperson|medlem|representant|ansvarig|projektledare)(?: ar)?"
)
NEW = r"ny|nya|nytt|numera|andra[dt]|bytt"
INSTEAD = r"anvand(?:s|as)?|skicka(?:s)?|gor det via|nas pa"
FORMER = r"fodd|f\.?|f\.? ?d\.?|tidigare|fore detta"
FORMER_IN_REMARKS = r"(?:tidigare|fore detta) (?:efter)?namn|efternamn (?:tidigare|forr)|flicknamn"
GENERATION = {"junior": r"d\. ?y\.?|den yngre", "senior": r"d\. ?a\.?|den aldre"}
OFFICES = (
    r"kundtjanst|kansli(?:et)?|vaxel|registratur(?:en)?|kontor(?:et)?|expedition(?:en)?"
    r"|kontaktperson|ansvarig|medlem|suppleant|ordforande|sekreterare|grupp|projekt"
    r"|verksamhetsledare|personal(?:en)?|ledning(?:en)?"
)
HONORIFICS = r"herr|fru|froken"
NOTHING = (
    r"(?:\w+ )?saknas|okand|okant|oklart?|vet (?:ej|inte)|inget|ingen(?: uppgift| e-?post"
    r"| adress| telefon| grupp| organisation)?|inga uppgifter|ej (?:kand|kant|angiven|angivet"
    r"|uppgiven|uppgivet|tillgangligt?|ifylld|aktuellt)|finns (?:ej|inte)|har (?:ej|inte)"
    r"|meddelas senare"
)
VACANT = (
    r"vakant|vakans(?:en)?|obesatt|ledig(?: plats)?|platsen? (?:ar )?(?:vakant|ledig|obesatt)"
    r"|(?:annu )?(?:ej|inte)(?: annu)? (?:utsedd|utsett|vald|tillsatt|besatt|namngiven)"
    r"|(?:\w+ ){0,2}(?:utses|valjs|tillsatts|namnges|meddelas)(?: (?:senare|snart|i \w+))?"
)
AS_ABOVE = ("samma", "samma som ovan", "som ovan", "se ovan", "dito", "d:o", "d.o")
NO_ORGANISATION = (
    r"privatperson|privat|pensionar|studerande|student|arbetslos|arbetssokande|frilans(?:are)?"
)
LABEL = (
    r"arbete\w*|arbets\w*|jobb\w*|hem\w*|privat\w*|eller|och|tel\w*|tfn|mobil\w*|kopia|aven|primar"
    r"|nuvarande"
)
NOT_THEIRS = r"kopia"
NO_ADDRESS = (
    r"saknas|okand|ingen|ingen ?(?:e-?post|adress)|finns ?(?:inte|ej)|fornamn ?efternamn|namn"
    r"|efternamn ?fornamn|e-?post(?:adress)?"
)
PLACEHOLDER = r"inte|ej|nagon"
MACHINE = r"svara[-_. ]?(?:inte|ej)|inget[-_. ]?svar"
HOUSEHOLD = r"familj|familjen|makarna|paret"
COMPANY = (
    r"(?:sin |hans |hennes )?(?:maka|make|fru|hustru|man|sambo|partner|familj|sallskap|gast|barn|en"
    r"|co)"
)
