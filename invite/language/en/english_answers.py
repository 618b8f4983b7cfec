"""English words of people's answers and of registration systems: patterns on small letters
(`registrations.answers`).

YES, NO, CANCELLED, CAME: as they say. AWAY: had registered and stayed away. SILENT: has not
answered. WAITS: has answered, and whether they come is not settled. DONE, PARTIAL: a form was
filled in to its end, or not. SORRY: a no, unless a yes follows. NOT: turns what the clause says
round. AROUND: words next to it that say nothing more. ALONE, ALONE_NO: a yes and a no where
nothing else stands in the clause. AGAIN: what may undo a cancellation.
"""

from __future__ import annotations

WAITS = (
    r"wait\w*|process\w*|on hold|held|standby|stand by|reserve|pending\w*|await\w*"
    r"|(?:under|in) review"
    r"|to be \w+|tbc|tbd|maybe|perhaps|possibl\w*|probabl\w*|likely|unlikely|unsure|not sure"
    r"|dont know|unknown|undecided|tentativ\w*|interested|if|depend\w*|unpaid|not (?:yet )?"
    r"(?:paid|confirmed|approved|accepted)|payment (?:due|failed|required)|overdue"
    r"|partial(?:ly)? (?:refund\w*|paid|cancel\w*)|transferr?\w*|moved|rescheduled|requested"
    r"|appl(?:ied|icant|ication)|unconfirmed|unapproved|unregistered|hopefully|try|trying"
)
SILENT = (
    r"(?:has |have )?(?:not|no|havent|hasnt|didnt|did not|never) (?:yet )?"
    r"(?:answer|respon|repl|react|regist|rsvp|open|view)\w*(?: yet)?|not yet|unanswered|to invite"
    r"|(?:re ?)?invite[ds]?(?: sent)?|(?:invitation|email|e mail|mail) (?:sent|opened|delivered"
    r"|bounced|clicked)|sent|delivered|opened|clicked|viewed|bounced?|undeliver\w*|draft|expired?|lapsed"
    r"|abandoned|open|reacted none"
)
PARTIAL = (
    r"partial(?:ly)?(?: complete[d]?)?|in ?complete|in progress|started|not (?:finished"
    r"|complete[d]?|submitted)|unfinished|registration in progress"
)
DONE = r"complete[d]?|submitted|finished|done|responded|answered|replied"
CANCELLED = (
    r"cancel\w*|withdr\w+|refund\w*|charge ?back|deleted|removed|void\w*|revoked|de ?registered"
    r"|dropped(?: out)?"
)
AWAY = (
    r"no ?show\w*|not ?show(?:ed)? ?up|did ?n[o]?t (?:attend|show|join|come|arrive)\w*"
    r"|not (?:yet )?(?:attended|checked ?in|arrived|scanned|joined)|missed"
)
CAME = (
    r"attended|checked ?in|check ?in|showed ?up|present|was there|joined|arrived|scanned|admitted"
)
NO = (
    r"declin\w*|reject\w*|denied|deny|refuse[ds]?|absent|unable"
    r"|away|abroad|nope|nay|reacted no"
)
SORRY = r"sorry|unfortunately|regret\w*|apolog\w*"
NOT = r"not?|cant|cannot|wont|dont|never|isnt|arent"
AROUND = r"i|im|we|will|can|be|am|able|to|it|thanks|thank|you|this time|do|me"
YES = (
    r"yes|yep|yeah|sure|of course|certainly|definitely|gladly|absolutely|be there|register\w*"
    r"|confirm\w*|attend|attending|attends|attendance|accept\w*|approve[ds]?|coming"
    r"|come|going|join|joining|make it|participa\w*|paid|valid|active|booked|reserved|enrolled"
    r"|reacted yes"
)
ALONE = (
    r"attendees?|ok|okay|x|on|true|online|virtual(?:ly)?|in ?person|on ?site|remote(?:ly)?|hybrid"
    r"|i will|i am"
    r"|via teams|via zoom"
)
ALONE_NO = r"false|no (?:thank you|thanks|thank)|not this time"
AGAIN = r"again|re ?registered|re ?instated|back"
