"""The words of exports' headings that tell the answer, a cancellation, presence and times: patterns
on `registrations.columns.heading_key`.
"""

from __future__ import annotations

import re

ANSWER = re.compile(
    r"(?:osallistumis\w*|ilmoittautumis\w*|osallistujan|vastauksen|registration|attendance|participation|participant|response"
    r"|anmalnings?\w*|deltagar\w*|deltagande)?"
    r" ?(?:status|tila|tilanne|state|stat)|vastaus|vastasi|osallistuminen|osallistun|osallistuu"
    r"|ilmoittautuminen|ilmoittautunut|ilmoittautumistieto|osallistumistieto|reaktio|reagointi|reaction|response|reply|rsvp"
    r"|attending|attendance|participation|answer|registered|svar|deltagande|deltar|anmalan|anmald"
)
QUESTION = re.compile(
    r"\b(?:osallistu(?:t|tko|tteko|n|mi)\w*|osallistuuko|tulet(?:ko|teko)|tulen|paas(?:et|en)\w*|oletko"
    r" (?:mukana"
    r"|tulossa)|ilmoittaudu\w*"
    r"|saavutko"
    r"|will you (?:be )?(?:attend|join|com(?:e|ing)|participat|there)\w*|do you"
    r" (?:attend|participate)\w*|are you (?:coming"
    r"|attending|joining)"
    r"|i (?:will )?attend|attend(?:ing)?|can you (?:come|attend|join|make it)\w*|deltar du|kommer"
    r" du|kan du (?:delta|komma)"
    r"|jag deltar|deltar)\b"
)
# Questions of something else: who comes to lunch is asked of those who come.
OTHER = re.compile(
    r"lounas|lounaa|illal|iltaohj|iltatil|jatko|kahvi|ruoka|ruokai|allerg|kuljetus|bussi|majoit|hotel|tyopaja"
    r"|ryhmatyo|valokuv|lupa"
    r"|suostu|tietosuoja|lunch|dinner|middag|coffee|kaffe|food|mat\b|transport|buss|bus\b|accommodation|workshop"
    r"|photo|foto|consent"
    r"|samtycke|policy|ehdo|terms|villkor|vakuutus|insurance|mihin|missa|mita|millä|etana|verkossa|paikan"
    r" paalla|which|what|where|online"
    r"|vilk\w+|distans|seuralai|avec"
)
CANCELLED = re.compile(
    r"(?:on )?peru(?:ttu|utettu|nut|utus\w*)|cancel\w*|avbok\w*|avanmal\w*|annuller\w*"
)
ATTENDED = re.compile(
    r"osallistui|saapu(?:nut|i|minen|misaika)|paikalla|lasna(?:olo)?|tuli(?:"
    r" paikalle)?|attended|check(?:ed)? ?in\w*"
    r"|showed up|present"
    r"|(?:first )?join(?: time)?|(?:ensimmainen )?liittymi(?:nen|saika)|(?:forsta )?anslutning\w*"
    r"|narvar\w*|deltog|incheck\w*|ankom\w*"
)
# The later in the list the less: what was changed last counts, when the form was opened hardly.
TIMES = tuple(
    map(
        re.compile,
        (
            r"(?:viimeksi )?muok\w*|paivit\w*|last modif\w*|modified\w*|updated\w*|last"
            r" updat\w*|(?:senast )?(?:andrad"
            r"|uppdaterad)\w*",
            r"end ?(?:date|time)|recorded ?date|loppu\w*|slutdatum|valmistumis\w*"
            r"|paattymis\w*|completion\w*|completed\w*|slutforande\w*|sluttid|submi\w*|lahety?s?\w*"
            r"|vastaus(?:aika|paiva|pvm)\w*"
            r"|vastattu|reag\w*|react\w*|svars\w+|inskick\w*|response (?:time|date)|answered\w*",
            r"ilmoittautu\w*|rekisteroity?\w*|regist\w*|anmal\w*|ilmo\w*",
            r"aikaleima|timestamp|tidss?tampel|date|pvm|paiva|paivamaara|aika|datum|tid|time|creat\w*|luotu|luonti\w*"
            r"|skapad\w*",
            r"(?!start|alk|aloit|begin).*(?:\b(?:date|time|datum|tid|at)|paiva|paivamaara|aika|pvm|tidpunkt)",
            r"alkamis\w*|aloitus\w*|start\w*",
        ),
    )
)

# How it stands with somebody's registration; a heading may also say it of their diet.
STATUS = re.compile(
    r"status$|\b(?:osallist|ilmoit|vastau|kutsu|varau|tilau|rekister|hyvaksy)\w* ?(?:tila|tilanne)$"
    r"|\b(?:registration|attendee|order|booking|approval|rsvp|response|invitation|ticket|participant)"
    r" state$"
)
OF_THEM = re.compile(
    r"attend|approval|regist|rsvp|osallist|ilmoit|anmal|deltag|participa|respon|vastau|svars|booking"
)
PAID = re.compile(r"pay|maksu|betal|invoice|lasku|faktur")
OTHER_STATUS = re.compile(
    r"diet|ruoka|allerg|employ|tyo|anstall|civil|siviili|marital|member|jasen|medlem|visa\b|vaccin"
    r"|rokot|health|terve|student|opisk|e ?mail|sahkoposti|e ?post|delivery|consent|suostum|samtyck"
    r"|gdpr|newsletter|sync|crm|lead|account|tili|resident|citizen|relation|parking|travel|matka"
    r"|resa|hotel|majoi|room|tax|vero|lunch|lounas"
)
FINISHED = re.compile(
    r"finished|progress|completed?|completion status|valmis|valmistunut|edistyminen|slutford"
    r"|avslutad|fardig|klar|framsteg|suoritettu|submitted|lahetetty"
)
NAMELESS = re.compile(
    r"(?:q|question|kysymys|fraga|column|sarake|kolumn|kentta|field|vastaus|svar|answer)? ?[\d ]*"
)
OTHER_TIME = re.compile(
    r"birth|synty|fodel|event|tapahtum|tilaisuu|evenemang|arriv|saapu|depart|lahto|check|invite"
    r"|invitation|kutsu|inbjud|session|join|leave|expir|vanhen"
)
# What Qualtrics calls answers that nobody gave in earnest.
TRIAL = re.compile(
    r"survey (?:preview|test)|spam|kyselyn esikatselu|forhandsgransk\w*", re.IGNORECASE
)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp][Mm])?")
# Where a no says that they have not answered yet.
ANSWERED = re.compile(
    r"(?:has )?(?:registered|responded|answered)|(?:on )?(?:ilmoittautunut|rekisteroitynyt"
    r"|vastannut)|anmald|har (?:svarat|anmalt sig)"
)
REGISTERED_AT = re.compile(r"(?:ilmoittautu|rekisteroity|regist|anmal)\w*")
# Who ordered or pays, and may not come.
BUYER = re.compile(
    r"(?:buyer|purchaser|billing|payer|booker|ostaja|tilaaja|maksaja|laskutus|kopare|bestallare"
    r"|betalare|fakturering)\w*\b.*"
)
