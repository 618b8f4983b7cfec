"""What people's answers mean, in Finnish, Swedish and English: yes, no, cancelled, was there, has
not answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from invite.language.spelling import ascii_key
from invite.mailing.reply import Reply


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell says. reply: None for who has not answered."""

    reply: Reply | None
    cancelled: bool = False


_WHAT: tuple[tuple[Answer, str], ...] = (
    # Before a plain yes or no is looked for: "Ei vastannut" is no "Ei", "Ei saapunut" had said yes.
    (
        Answer(None),
        r"(ei|en) (ole )?(viela"
        r" )?(vastannut|vastausta|reagoinut|reagoi|ilmoittautunut|avannut|tiedossa|tieda)|ei viela"
        r"|(vasta )?kutsuttu|avoin|odottaa|vastaamatta|reagoimatta|keske\w*|aloitettu|ehka|not?"
        r" (yet )?(answer|respon"
        r"|reaction|regist|repl)\w*"
        r"|not (yet )?(answered|responded|registered|replied|reacted)|invited|to"
        r" invite|pending|open|in ?complete"
        r"|in progress|started"
        r"|registration in progress|maybe|inbjuden|(ej|inte|har inte|annu inte)"
        r" (svarat|anmal\w+|reagerat)|inget svar|obesvarad"
        r"|pa ?borjad|ofullstandig|kanske|reactednone|partial",
    ),
    (
        Answer(Reply.REGISTERED),
        r"(ei|en) (saapunut|paikalla|tullut|ollut paikalla|osallistunut)|no ?show|not ?showed"
        r" ?up|did not attend|not attended"
        r"|uteblev\w*|uteblivit|kom (inte|ej)|deltog (inte|ej)|ej narvarande",
    ),
    (
        Answer(Reply.DECLINED, cancelled=True),
        (
            r"(ilmoittautuminen |on )?per(u|uu)\w*|cancel\w*|avbok\w*|avanmal\w*|aterta\w*"
            r"|annuller\w*|withdr\w+|poistettu"
        ),
    ),
    (
        Answer(Reply.ATTENDED),
        r"osallistui|osallistunut|saapunut|saapui|paikalla|lasna|tuli|oli"
        r" (paikalla|lasna)|attended|checked? ?in"
        r"|showed ?up|present"
        r"|was there|narvarande|deltog|deltagit|incheckad|kom",
    ),
    (
        Answer(Reply.DECLINED),
        r"ei|en|valitettavasti|harmi\w*|ikava\w*|este|estyn\w*|esteesta|kieltayty\w*|hylat\w*|poissa|nej|tyvarr|no|nope|sorry"
        r"|unfortunately|regret\w*|decline[ds]?|reject\w*|absent|can ?not|cant|wont|will not|i"
        r" cant|i cannot|i can not"
        r"|i wont|i will not"
        r"|im not|i am not|not (attending|coming|participating|able|going)|unable|kan (tyvarr"
        r" )?(inte|ej)|jag (kan|deltar"
        r"|kommer) (tyvarr )?(inte|ej)"
        r"|deltar (inte|ej)|kommer (inte|ej)|avboj\w*|tacka\w* nej|forhindra\w*|reactedno|false|0",
    ),
    (
        Answer(Reply.REGISTERED),
        r"kylla|olen|joo|juu|juupa|toki|osallistu\w*|tulen|tulossa|tulee|mukana|paasen|paasee|ilmoittau\w*|vahvist\w*"
        r"|hyvaksy\w*|rekister\w*"
        r"|valmis|suoritettu|jono\w*|varasija\w*|yes|yep|sure|i will|ill|i"
        r" am|im|register\w*|confirm\w*|attend\w*"
        r"|accept\w*|approve[ds]?"
        r"|coming|going|participa\w*|reactedyes|complete[d]?|submitted|paid|maksettu|wait\w*|show|ja|javisst|jag|anmal\w*"
        r"|bekraft\w*"
        r"|deltar|deltagare|kommer|registrer\w*|godkan\w*|klar|kolista|reserv\w*|betald|on|x|ok|1|true|tosi|k|y|j",
    ),
)
_PATTERNS = tuple((answer, re.compile(rf"(?:{words})\b")) for answer, words in _WHAT)


def read_answer(text: str) -> Answer | None:
    """What the text says; None where it says nothing that is known."""
    plain = re.sub(r"[^a-z0-9 ]+", " ", ascii_key(text.replace("'", "").replace("’", "")))
    plain = " ".join(plain.split())
    return next((answer for answer, pattern in _PATTERNS if plain and pattern.match(plain)), None)
