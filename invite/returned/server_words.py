"""What the words of servers say of an address, where no code does or where they contradict it; a
table, the first that fits.
"""

from __future__ import annotations

import re

from invite.returned.model import Cause

_WHO = (
    r"(?:users?(?:name|id)?|recipients?|mail ?box(?:es)?|accounts?|(?:e-?mail )?address(?:es)?"
    r"|addressees?|alias(?:es)?"
    r"|local[- ]?part|persons?|customers?|subscribers?|mail ?drop|login|userid|destinataire"
    r"|utilisateur|empf[aä]nger|adresse"
    r"|destinatario|usuario|vastaanottaja\w*|mottagare\w*|postilaatikko\w*|brevl[aå]da\w*"
    r"|osoite\w*)"
)
_NOT_THERE = (
    r"(?:unknown|not (?:found|known|exist\w*|listed|local|valid|a valid|recogni[sz]ed|defined"
    r"|registered|present|here|ours?|on this)"
    r"|(?:does|do|did|could|can|was|is|has|have)(?: not|n[o'´’]?t) (?:be )?(?:exist\w*|found|known"
    r"|recogni[sz]ed|valid|match)"
    r"|no longer (?:exists?|valid|active|available|here|in use|on server|with|accepts?|work\w*"
    r"|employed|receiv\w+)"
    r"|non-?existent|invalid|undeliverable|unrout\w+|has moved|removed|deleted|closed|terminated"
    r"|cancell?ed"
    r"|inconnue?|inexistante?|unbekannt|nicht (?:gefunden|bekannt|vorhanden)|existiert nicht"
    r"|no existe|desconocido"
    r"|sconosciuto|inesistente|n[aã]o existe|nie istnieje|не (?:найден|существует)|ei (?:ole"
    r"|löy\w+)|tuntematon|ok[aä]nd\w*"
    r"|finns inte|hittades inte)"
)

# cause, where the words are from, pattern. What is about the sender comes first: "sender address
# rejected: domain not found" is no dead domain. A full mailbox before an unknown one: Sendmail adds
# "user unknown" to whatever a server said.
PHRASES: tuple[tuple[Cause, str, str], ...] = (
    (
        Cause.REFUSES_US,
        "Postfix smtpd_*_restrictions; Sendmail check_mail; callout verification (Exim)",
        r"\b(?:sender|from|originator|envelope[- ]from)(?:'s)?(?: e-?mail)?(?: address| domain"
        r"| host)?(?: <?\S{0,100}>?)?:? ?"
        r"(?:is |was |are |has been )?(?:rejected|denied|refused|blocked|unknown|invalid"
        r"|not (?:allowed|exist|found|accept\w*|permitted)"
        r"|does not|verif\w+|banned|must)"
        r"|(?:unknown|invalid|bad|banned|blocked|unresolvable|unverified|unauthenticated"
        r"|unauthori[sz]ed) (?:outbound )?senders?"
        r"|domain of sender|(?:client|helo|ehlo)(?: host| command)? rejected|cannot (?:find"
        r"|resolve) your"
        r"|your (?:reverse|host ?name|ip|dns)\b|reverse (?:dns|lookup)|\b(?:ptr|rdns)\b"
        r"|mismatches client ip",
    ),
    (
        Cause.REFUSES_US,
        "rates and limits of the sender, lists of bad senders",
        r"black ?-?list\w*|block ?-?list\w*|\b(?:rbl|dnsbl|rhsbl)\b|spamhaus|spamcop|barracuda"
        r"|sorbs|senderscore|blocked using|"
        r"(?<!has )too many (?:\w+"
        r" ){0,3}(?:unknown|invalid|bad|recipients|connections|messages|mails|emails"
        r"|errors|requests|sessions)"
        r"|excessive|rate[- ]?limit|throttl|submission quota|(?:sending|daily|hourly|message"
        r"|outgoing"
        r"|user) (?:sending )?(?:quota|limit)"
        r"|(?:exceed\w*|reached)[^.;]{0,60}\b(?:rate|hourly|daily|per (?:hour|day|minute)|sending"
        r"|connections|this hour)",
    ),
    (
        Cause.FULL,
        "mailboxes that are full, as dozens of servers say it",
        rf"\b{_WHO}\b[^;]{{0,60}}?(?:\bfull\b|over(?: its| their| the)? (?:quota|storage|limit|size"
        rf"|allocat)|exceed\w* (?:\w+ ){{0,3}}"
        r"(?:quota|storage|size|limit|space|allocat\w+))"
        r"|(?:over|exceed\w*|out of|insufficient|not enough|above|beyond)[- ](?:\w+ ){0,3}(?:quota"
        r"|storage(?! system)|disk|space)\b"
        r"|\bquota\b[^.;]{0,30}(?:exceed\w*|full|violat\w*|reached)|reached (?:\w+ ){0,2}quota"
        r"|\bover ?quota|mailbox size limit|mail ?box (?:is )?full|mailfolder is full"
        r"|has too many (?:mails|messages)"
        r"|storage full|postfach[^.;]{0,30}voll|bo[iî]te[^.;]{0,30}pleine|buz[oó]n[^.;]{0,30}lleno"
        r"|laatikko[^.;]{0,30}täynnä"
        r"|brevlåda[^.;]{0,30}full|ящик[^.;]{0,30}переполнен",
    ),
    (
        Cause.NO_MAILBOX,
        "Exchange Online NDRs: 5.4.1 and 5.7.504 with these words (Directory Based Edge Blocking)",
        r"5\.(?:4\.1|7\.504)\b.{0,300}recipient address rejected",
    ),
    (
        Cause.NO_MAILBOX,
        "Exchange Online NDRs: 5.5.0 of outlook.com and hotmail.com",
        r"5\.5\.0 requested action not taken: mailbox unavailable.{0,200}(?:outlook|hotmail)\.com",
    ),
    (
        Cause.REFUSES_STRANGERS,
        "Facebook, Exchange, list servers: the recipient takes no letters from strangers",
        r"recipient(?:'s)? preferences|resolver\.rst(?!\.\w*sizelimit)|sender(?:s)? not"
        r" (?:authenticated|allowed|in)"
        r"|only accepts? (?:e-?mails?|messages) from"
        r"|not (?:allowed|permitted|authori[sz]ed) to (?:send|post|write)|permission to (?:send"
        r"|post)"
        r"|members? only|restricted to"
        r"|you are not (?:a member|subscribed)|do(?:es)?(?: not|n't) have permission",
    ),
    (
        Cause.REFUSES_US,
        "authentication of the sender and its domain (SPF, DKIM, DMARC), relaying",
        r"\b(?:spf|dkim|dmarc|arc)\b|sender policy framework|sender ?id\b|(?:not|without|fail\w*"
        r"|lack\w*|requires?|need\w*) "
        r"(?:\w+ ){0,3}authenticat\w+|authentication (?:required|failed|is)"
        r"|relay(?:ing)?[^.;]{0,20}(?:denied|not|prohibit|forbid|refus)"
        r"|(?:unable|not (?:allowed|permitted)|cannot|won't|do(?:es)? not) (?:to )?relay|open relay"
        r"|must issue a starttls",
    ),
    (
        Cause.NO_DOMAIN,
        "DNS: NXDOMAIN (RFC 8020), null MX (RFC 7505), 521 and 556 (RFC 7504)",
        r"nxdomain|non-?existent ?(?:domain|host)|no such (?:host|domain)|unknown (?:host|domain)"
        r"|host (?:name )?unknown"
        r"|host (?:or domain )?(?:name )?(?:\S{1,100} )?not found(?!.{0,60}try again)"
        r"|(?:destination"
        r"|recipient) domain [^.;]{0,40}not (?:found|exist)"
        r"|domain (?:name )?(?:\S{1,100} )?(?:is )?(?:not found|unknown|invalid|(?:does|do|could"
        r"|can)(?: not|n[o']?t) (?:be (?:found|resolved)|exist))"
        r"|null ?mx|indicated no smtp service|lookups failed"
        r" permanently|(?:host|domain|server|site|system) (?:\S{1,100} )?(?:does|do)(?: not"
        r"|n't) (?:accept|receive) (?:any )?e?-?mail|no mx (?:record|host)|mail receiving disabled"
        r"|unrout\w+ (?:mail )?domain"
        r"|(?:find|found) any (?:host|mail exchanger)|mx records? point\w* to non-existent"
        r"|bad destination (?:host|system)"
        r"|name or service not known|\b55\d\b.{0,120}domain is not reachable|name service error"
        r" for.{0,120}type=(?:mx|a"
        r"|aaaa): host not found(?!.{0,20}try again)",
    ),
    (
        Cause.DISABLED,
        "RFC 3463 X.2.1 in words",
        rf"\b{_WHO}\b[^.;]{{0,80}}?(?:disabled|inactive|suspended|locked|deactivated|de-activated"
        rf"|not active|frozen|blocked by admin)"
        rf"|(?:disabled|inactive|suspended|locked|deactivated) {_WHO}",
    ),
    (
        Cause.NO_MAILBOX,
        "unknown mailboxes, as hundreds of servers say it",
        rf"\b{_WHO}\b:?[^:;]{{0,80}}?\b{_NOT_THERE}"
        rf"|\b(?:unknown|no such|invalid|non-?existent|bad|illegal|unrout\w+|incorrect|unresolvable"
        rf"|undeliverable"
        rf"|not a (?:known|valid|local)|(?:no|any|cannot find"
        rf"|could not find) (?:\w+ ){{0,2}}(?:valid"
        rf"|such|existing|matching))"
        rf" (?:or \w+ )?(?:\w+ ){{0,3}}?(?:local |e-?mail |destination )*{_WHO}"
        r"|no (?:mail ?box|account|user|valid recipients?|one|such person)\b[^.;]{0,40}(?:name|here"
        r"|exist|found|address|available|currently)"
        r"|(?:does|do)(?: not|n't) have an? \S{1,60} account|recip(?:ient)?notfound|not our (?:user"
        r"|customer)|who(?:m)? does not exist"
        r"|(?:address|recipient|account|mailbox)[^.;]{0,60}(?:wasn't|couldn't be|was not"
        r"|could not be"
        r"|cannot be) (?:found|resolved)"
        r"|no longer (?:\w+ ){0,2}(?:works?|employed|uses? this|valid|on server|at this)|no mailbox"
        r"|not a known user|list unknown"
        r"|there is no one (?:here|at)|nosuchuser"
        r"|adresse[^.;]{0,60}invalide",
    ),
    (
        Cause.REFUSES_LETTER,
        "size, form and content of the letter",
        r"(?:message|mail|size|length|content|attachment)\b[^.;]{0,40}(?:too (?:large|big"
        r"|long(?! in))"
        r"|exceed\w*|over the)|size limit|too large|maximum size"
        r"|\bspam\w*|\bube\b|\bjunk\b|\bbulk\b|unsolicited|virus|malware|infected|phish"
        r"|content (?:reject|filter|denied|restrict)"
        r"|message (?:content )?(?:was |has been )?(?:rejected|refused|blocked|denied)"
        r"|rejected (?:due to |by |for )?content|attachment"
        r"|header error|bad header|line too long|smtputf8|multiple addresses|not (?:rfc|compliant)"
        r"|\brfc ?[25]?[38]22\b|loop|hop count",
    ),
    (
        Cause.UNREACHABLE,
        "the network, the queue, a server that is busy",
        r"timed? ?out|failing for a long time|long failure period|connection"
        r" (?:refused|reset|dropped|closed|lost)|unreachable|not reachable"
        r"|no route|expired|too long in the queue"
        r"|could not connect|unable to (?:connect|contact|reach)|not accept our requests"
        r"|socket error"
        r"|deferred|try(?:ing)? again|retr(?:y|ied)"
        r"|unexpected name server|malformed (?:dns|name) server|temporar(?:y|ily)|lookup"
        r" fail\w*|servfail|gr[ea]y-?\s?list\w*"
        r"|service (?:currently )?unavailable|busy|insufficient system"
        r"|system (?:is )?(?:full|not accepting)|lost connection|network|host (?:is )?down"
        r"|over ?load|not responding|didn't respond|did not respond",
    ),
    (
        Cause.REFUSES_US,
        "policies, and refusals without another reason",
        r"reputation|listed (?:at|in|on)|polic(?:y|ies)|access (?:is |was )?denied|not"
        r" authori[sz]ed|unauthori[sz]ed|blocked"
        r"|banned"
        r"|prohibited|forbidden|not allowed|not permitted"
        r"|\btls\b|no access|redundant",
    ),
)
# Words of refusal without a reason: a code says more than they do.
VAGUE = re.compile(r"refuse\w*|denied|reject\w*|declined", re.IGNORECASE)
_PHRASES = tuple(
    (cause, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for cause, _source, pattern in PHRASES
)

_URL = re.compile(r"\b(?:https?|mailto):\S+|\bwww\.\S+", re.IGNORECASE)
_MAX = 3_000

# What a server quotes from another server: Exchange ("Remote server returned", "->", LED), Postfix
# ("said:"), Gmail ("was:"), Cisco ("5.1.0 - Unknown address error 550-'5.7.1 …'").
_OPENERS = re.compile(
    r"->|responded with:?\s*[\"']?|(?:returned|reported|response|error|reply"
    r"|message)(?: \w+){0,4}?(?: was| is)?:?\s*[\"'<](?=\S{0,60}\s?#?\d\.?\d)"
    r"|\bsaid:|\bLED=|\bsmtp;\s*(?=\d)|\bwas:\s*(?=\d)|with the following error message:?"
    r"|\berror [45]\d\d-'",
    re.IGNORECASE,
)


def cause_in(text: str) -> Cause | None:
    """What the words say; None: nothing. Links in them are no words: they name policies of which
    the letter is not guilty.
    """
    plain = " ".join(_URL.sub(" ", text[:_MAX]).replace("_", " ").split())
    return next((cause for cause, pattern in _PHRASES if pattern.search(plain)), None)


def refuses(text: str) -> bool:
    """Whether a text refuses, and says no more."""
    return VAGUE.search(text[:_MAX]) is not None


def innermost(text: str) -> str:
    """The answer of the server farthest away, where one server quotes another; the text itself
    where none does.
    """
    text = text[:_MAX]
    last = max(_OPENERS.finditer(text), key=re.Match.end, default=None)
    return (
        text if last is None or len(text) - last.end() < 4 else text[last.end() :].strip(" \"'<>")
    )
