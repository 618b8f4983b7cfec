"""Swedish words of people's answers and of registration systems: patterns on small letters
without accents (`registrations.answers`).

YES, NO, CANCELLED, CAME: as they say. AWAY: had registered and stayed away. SILENT: has not
answered. WAITS: has answered, and whether they come is not settled. DONE, PARTIAL: a form was
filled in to its end, or not. SORRY: a no, unless a yes follows. NOT: turns what the clause says
round. AROUND: words next to it that say nothing more. ALONE, ALONE_NO: a yes and a no where
nothing else stands in the clause. AGAIN: what may undo a cancellation.
"""

from __future__ import annotations

WAITS = (
    r"vant\w*|ko\w*lista\w*|koplats|(?:i|pa) ko(?:n)?|reserv|reserv(?:lista\w*|plats\w*)|kanske"
    r"|eventuellt|mojlig\w*|troligen|troligtvis|antagligen|formodligen|osaker\w*|vet (?:inte|ej)"
    r"|preliminar\w*|om|beror|obetal\w*|(?:ej|inte) (?:annu )?(?:betal|bekraft|godkan)\w*"
    r"|overfor\w*|overlat\w*|flyttad\w*|avvakta\w*|under behandling|behandlas|ansokt|ansokan"
    r"|obekraftad|intresserad|delvis|forsoker"
)
SILENT = (
    r"(?:har )?(?:ej|inte|annu inte) (?:annu )?(?:svarat|anmal\w*|reagerat|registrer\w*|oppnat)"
    r"|inget svar|utan svar|obesvarad|oanmald|inbjud\w*(?: (?:skickad|levererad|oppnad))?|utkast"
    r"|utgang\w*|forfallen|forfallit"
)
PARTIAL = r"pa ?borjad|ofullstandig|oavslutad|avbruten|(?:ej|inte) (?:klar|slutford|avslutad)"
DONE = r"klar|slutford|avslutad|besvarad|svarat|ifylld|inskickad"
CANCELLED = (
    r"avbok\w*|avanmal\w*|avregistrer\w*|aterta\w*|annuller\w*|makuler\w*|aterbetal\w*"
    r"|aterkalla\w*|raderad|borttagen|tagits bort"
)
AWAY = (
    r"uteblev\w*|uteblivit|kom (?:inte|ej)|deltog (?:inte|ej)"
    r"|(?:ej|inte) (?:narvarande|incheckad|deltagit|narvarat)"
)
CAME = r"narvarande|narvarade|narvarat|deltog|deltagit|incheckad|kom|var (?:dar|med)|anlant"
NO = (
    r"avboj\w*|tacka\w* nej|nekad\w*|nekat|avslag\w*|avvisad|forhindra\w*|forhinder"
    r"|franvar\w*|sjuk|bortrest|underkand"
)
SORRY = r"tyvarr|beklagar"
NOT = r"ej|inte|icke|nej"
AROUND = r"jag|vi|kan|har|mojlighet|att|tack|den har gangen|denna gang"
YES = (
    r"javisst|jajamen\w*|absolut|garna|sjalvklart|anmal\w*|bekraft\w*|deltar|delta"
    r"|deltagande|kommer|komma|registrer\w*|godkan\w*|accepter\w*|tacka\w* ja|ar med|vara med"
    r"|betald|betalat|bokad|reserverad|giltig|aktiv|medverka\w*|narvara|narvarar"
)
ALONE = r"ja|deltagare|ja tack|sant|pa plats|distans|pa distans|digitalt|fysiskt|via teams"
ALONE_NO = r"falskt|nej tack|inte (?:den har|denna) gangen"
AGAIN = r"igen|pa nytt|ater"
