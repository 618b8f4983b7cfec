"""English remarks next to a name or an address: patterns on `people.fields.remarks.remark_key`.

AGAINST: speaks against inviting. OLD, NEW: next to an address, that it is none any more, or the new
one. TODAY: who is there now. INSTEAD: that another address is to be used. ADDRESS: words for an
address. FORMER: what stands before a former surname. FORMER_IN_REMARKS: what does so in a remark or
heads a column of them.
GENERATION: what tells father from son. OFFICES: who answers at an office, and no person.
HONORIFICS: before a name. NOTHING: that a cell has no value. VACANT: that nobody has been named for
a place yet. AS_ABOVE: that a cell has the value of the one above. NO_ORGANISATION: that somebody
comes as themselves.
"""

from __future__ import annotations

AGAINST = (
    r"deceased|died|dead|passed away|passed on|the late|r\.?i\.?p\.?",
    r"(?:do not|don'?t|not to be|never|must not be) (?:invited?|contact(?:ed)?|e-?mail(?:ed)?"
    r"|mail(?:ed)?|send|write)|no (?:invitations?|invite|contact)",
    r"(?:please )?removed?(?: from (?:the |this )?(?:mailing )?list)?|deleted?"
    r"|take off (?:the )?list|(?:was )?taken off",
    r"(?:has |have )?left (?:the|our|us|in|this|group|team|project|job|for|already|company)"
    r"|(?:has|have) left|left(?: \d{4})?$|resigned|quit|retired|moved on|laid off",
    r"no longer (?!in use|valid|used?\b|chair|leads?\b|vege?t?a|on (?:\w+ )?leave|allergic|gluten"
    r"|needs?|unable|prevented)\w+"
    r"|not (?!in use|valid|work(?:ing)? any|used|needed|vega|allergic)(?:\w+ ){1,5}any ?more"
    r"|not with us",
    # `left Nokia in May`; not a message, nor a side.
    r"^left (?!an? (?!year|month|week|while|long)|\d+ (?:mess|note)|messages?|voicemail|word"
    r"|notes?|hand"
    r"|side|ear|eye|leg|arm|wing|knee|foot|shoulder|alliance|youth|forum|bank|part(?:y|ies)\b|open"
    r"|blank|empty|un\w+|over\b|behind)\w+"
    r"|(?:now|works?|working) (?:now )?(?:at|with|for) (?:another|a new|a different)"
    r"(?! (?:\w+ )?(?:name|surname|address|e ?mail|team|title))|removal",
    r"wants? no (?:\w+ )?(?:mail|e-?mail|letters?|contact|invitations?|post)"
    r"|does(?: not|n'?t) want (?:\w+ ){0,2}(?:mail|e-?mails?|letters?|invitations?|to)",
    r"unsubscribed?|opted[ -]out|opt[ -]out|(?:replaced|succeeded) by|^replaced$|not coming"
    r"|(?:ex[- ]|former )member|no consent|changed (?:jobs|employers?)|(?:has )?moved to \w+"
    r"|^(?:successor|replacement) (?:is )?(?!of|for|to)\w+"
    r"|withdrawn|withdrew|inactive|not (?:participating|attending|active)"
    r"|^(?:cancell?ed|rejected|discontinued|aborted|cleaned|bounced)$"
    r"|moved to (?:another|a new|other|a different)|changed (?:jobs?|employers?)"
    r"|won'?t (?:come|attend)|will not (?:come"
    r"|attend)|(?:cannot|can'?t|does not|doesn'?t) (?:come|attend)|declined",
    r"already invited|invited (?:already|separately|by (?:letter|phone|post))"
    r"|(?:has |already )?(?:received|got) (?:an |the |his |her |their )?(?:invitation|invite)"
    r"|(?:invitation|invite) (?:was |has been )?(?:already )?sent",
    r"(?<!longer\s)unable to (?:come|attend|participate|make it)|terminated|stepped down"
    r"|dropped out|excluded?|(?:wrong|not the right) person"
    r"|(?:member|in the (?:group|team|project)) until (?:\d{1,2} )?(?:[a-z]+ )?[\d. -]*\d{4}"
    r"|dnc|no (?:more )?e-?mails? please|no more e-?mails?"
    r"|(?:contract|membership|term|appointment) (?:has )?ended",
    r"duplicated?|dupe|same person as|same as (?:row|line|no|number)|see row"
    r"|test (?:row|person|user|entry)",
)
OLD = (
    r"old|former|previous|not in use|out of use|unused|no longer (?:in use|valid|used|works)"
    r"|(?:do not|don'?t|not to be) used?|bounc(?:es|ed|ing)|invalid|dead|expired|defunct|wrong"
    r"|(?:does not|doesn'?t|not) work(?:ing)?|closed|obsolete|until|valid to"
)
ADDRESS = r"address\w*|e-?mails?|mail"
TODAY = (
    r"now|from now on|(?:from|since|as of) \d[\d. -]*"
    r"|new (?:contact(?: person)?|member|representative|lead(?:er)?|manager)(?: is)?"
)
NEW = r"new|changed|now"
INSTEAD = r"use|send|write|reach(?:able)?"
FORMER = r"nee|formerly|born|maiden name|previously"
FORMER_IN_REMARKS = r"(?:maiden |(?:former|previous) (?:sur|last )?)name(?: was)?"
GENERATION = {
    "junior": r"jr\.?|junior|jun\.?",
    "senior": r"sr\.?|senior|sen\.?",
    "ii": r"ii",
    "iii": r"iii",
    "iv": r"iv",
}
OFFICES = (
    r"reception(?:ist)?|info|office|help ?desk|front desk|switchboard|customer service|contact"
    r"|contact person|member|team|group|project|staff|chair(?:man|person|woman)?|principal|manager"
    r"|director|head|secretary|support|admin(?:istration)?|registry|webmaster|board"
)
HONORIFICS = r"mr|mrs|ms|miss|dr|sir|madam|mx|lady|lord"
NOTHING = (
    r"not (?:yet )?(?:known|available|applicable|given|specified|provided|set|found|assigned"
    r"|stated|named)|unknown|anonymous|unspecified|undefined|missing|null|nil|none|nan|nothing"
    r"|empty|blank"
    r"|no (?:value|data|info|information|e-?mail|address|phone|name|team|group|organi[sz]ation)"
    r"|tba|tbc|tbd|to be (?:announced|confirmed|determined|named)|don'?t know|does not exist"
)
VACANT = (
    r"vacan(?:t|cy)|vacant (?:position|seat|post|place)|open(?: position| seat| post)?|unfilled"
    r"|(?:the )?(?:position|seat|post|place) (?:is )?(?:vacant|open|unfilled)|unassigned|n\.? ?n"
    r"|not (?:yet )?(?:named|known|appointed|elected|filled|assigned|chosen)|t\.?b\.?[acdn]"
    r"|to be (?:appointed|named|elected|chosen|confirmed|filled|announced|decided|determined)"
    r"(?: (?:later|soon))?|nomen nescio"
)
AS_ABOVE = ("same", "same as above", "as above", "see above", "ditto", "idem")
NO_ORGANISATION = (
    r"private(?: person| individual| citizen)?|individual|myself|self-?employed|freelancer?"
    r"|pensioner|student|unemployed|independent"
)
LABEL = (
    r"work|home|private|personal|office|business|primary|secondary|other|or|and|also|phone|tel"
    r"|mobile"
    r"|to|b?cc|current|alternative|backup"
)
NOT_THEIRS = r"b?cc"
NO_ADDRESS = (
    r"none|no ?e-?mail|no ?address|unknown|nobody|missing|first ?name ?last ?name"
    r"|firstname ?lastname"
    r"|your ?name|your ?e-?mail|not ?available|n ?/?a"
)
PLACEHOLDER = r"no|na|name|e-?mail|mail|test|tester|abc|asdf|qwerty|foo|bar|user|someone|domain"
MACHINE = (
    r"no[-_. ]?reply|do[-_. ]?not[-_. ]?reply|dont[-_. ]?reply|mailer[-_. ]?daemon|postmaster"
    r"|bounces?|auto[-_. ]?reply|automailer"
)
HOUSEHOLD = r"family|couple|household"
COMPANY = (
    r"(?:a |his |her |their )?(?:guests?|spouse|wife|husband|partner|family|companion|plus one|one"
    r"|children|co\.?)"
)
