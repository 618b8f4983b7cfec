"""Reports in prose: whether a text says that a letter was not delivered, and to whom."""

from __future__ import annotations

import re

from msgspec import Struct

from invite.returned.addresses import (
    ADDRESS,
    address_of,
    addresses_in,
    cleaned,
    is_machine,
    key,
    unique,
)
from invite.returned.mime import ParsedMessage
from invite.returned.model import LetterVerdict

MAX_LINES = 2_000
MAX_LINE = 2_000  # characters
MAX_FOUND = 50

Where = dict[str, list[int]]  # an address's key → the numbers of lines

_FAILURE = re.compile(
    r"undeliver(?:able|ed)|non-?deliver|not (?:been |be )?deliver|(?:n't|cannot|unable to"
    r"|impossible to) (?:be )?(?:deliver|send|forward|process)"
    r"|(?:mail|message|e-?mail|deliver(?:y|ies)(?: status)?)\b.{0,60}(?:fail|problem|error|returned"
    r"|reject|bounce|refused|blocked|unsuccess)"
    r"|fail(?:ed|ure)\b.{0,40}(?:deliver|notice|notification|recipient|address)|failure notice"
    r"|returned (?:e-?)?mail|returning message"
    r"|returned to (?:the )?sender|mail system error|user unknown"
    r"|delivery (?:status )?(?:notification|report|has|to)|delayed|could not (?:be )?sent"
    r"|permanent(?:ly)? (?:fatal )?(?:error|fail)|fatal errors?|not able to deliver|there was (?:a"
    r"|an) (?:error|problem|trouble)|trouble delivering"
    r"|has been rejected|was (?:rejected|not sent)|still undelivered|could not send message"
    r"|delivery attempt|unzustellbar|nicht zugestellt"
    r"|non remis|non distribu|échec|no se (?:ha podido|pudo) entregar|mancata consegna|não entregue"
    r"|недостав|не (?:доставлен|может быть)"
    r"|perille|toimittami\w+|toimitettu|ei voitu toimittaa|olevererbar|kunde inte levereras"
    r"|gick inte att leverera|niet (?:worden )?(?:af|be)",
    re.IGNORECASE,
)
_FAILED_SUBJECT = re.compile(
    r"undeliver|non ?remis|delayed mail|delivery (?:status|failure|fail|has"
    r" failed|report|notification|problem"
    r"|incomplete|delayed|error)|failure notice"
    r"|returned (?:mail|e-?mail|to sender)|mail (?:delivery|system|could)|not delivered"
    r"|delivery failed|message (?:delivery|undeliver)|non-?delivery"
    r"|could(?: not|n't) be delivered|mail error|rejected|blocked by|warning: (?:could not|message)"
    r"|nondeliverable|toimittamatta|ei toimitettu"
    r"|olevererbart|leveransfel|unzustellbar|недоставлен|error sending your mail|failed mail"
    r"|mail failure|your message to .* (?:could|was)",
    re.IGNORECASE,
)
ANSWERED = re.compile(r"^\s*(?:re|vs|vast|sv|aw|antw|fw|fwd|vl|vb|wg)\s*:", re.IGNORECASE)
_SYSTEMS_WORDS = re.compile(
    r"(?:could not|cannot|can't|couldn't) be delivered to(?: the)? (?:following|one or more|these)"
    r"|not deliver(?:ed)? (?:your )?(?:message )?to"
    r" the following|delivery has failed to these|following (?:recipient|address)\S* (?:could not"
    r"|failed|cannot|has|have)|failed recipient",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"warning|delay(?:ed)?|still (?:undelivered|trying|in)|not (?:yet )?been delivered"
    r"|will (?:be )?(?:keep|retried|retry|continue|try)|no action"
    r"|(?:do not|don't) need to resend|deferred|could not send message for (?:the )?past"
    r"|being retried|attempts will|viivästy|försen|verzögert",
    re.IGNORECASE,
)
_DELAYED_SUBJECT = re.compile(
    r"delay|still being retried|not yet|warning: (?:could not send|message)|delivery warning"
    r"|viivästy|försen",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"given up|giving up|permanent(?:ly)?|could not be delivered|will be (?:deleted|removed) from"
    r"|returned|fail(?:ed|ure)\b|undeliverable"
    r"|cannot send message for|not be delivered",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"(?:has|have) been (?:successfully )?(?:delivered|relayed) to|success(?:ful"
    r"|fully)? (?:delivered|relayed|delivery)"
    r"|(?:message|mail) was (?:successfully )?(?:delivered|relayed) to|notification \(success"
    r"|delivery to these recipients or groups is complete",
    re.IGNORECASE,
)

_REPLY_LINE = re.compile(r"\s*[45]\d\d[ -]")

_SYSTEM_NAME = re.compile(
    r"mailer[- ]?daemon|mail (?:delivery|administrator|system)|delivery (?:sub)?system|post-?master"
    r"|microsoft outlook|system administrator"
    r"|mail ?server|mail router|bounce|internet mail|delivery status",
    re.IGNORECASE,
)
_REPORT_TYPE = re.compile(r"report-type\s*=\s*\"?delivery-status", re.IGNORECASE)

# What stands before an address that is not the recipient's.
_OTHERS = re.compile(
    r"(?:\b(?:mail from|(?<!generated )from|sender|by|return-path|reply-to|contact(?:ing)?"
    r"|e-?mail(?: to)?|write to|(?:send|forward)\b.{0,30}\bto|assistance.{0,40}"
    r"|questions?.{0,40}|postmaster|at|message-id|in-reply-to|references|id|help|via|cc|behalf of"
    r"|notify|visit))\s*+[:=]?\s*+[<(\[\"']*+$",
    re.IGNORECASE,
)
# The letter's own headers, told over: `To: matti@example.org` there is who it was for, not who
# failed.
_TOLD = re.compile(r"\s*>?\s*(?:to|cc|an|vastaanottaja|till)\s*:", re.IGNORECASE)
# The recipient's other address, where one was made of another: Exim, Postfix, Sendmail, iPlanet.
_ALIAS = re.compile(
    r"(?:generated|expanded) from:?\s*[<(]*\s*$|original(?:ly)? (?:address"
    r"|addressed to):?\s*[<(]*$",
    re.IGNORECASE,
)
# What stands before the recipient's.
_RECIPIENTS = re.compile(
    r"(?:rcpt to|(?:recipient|address|user|mailbox|account|addressee|destinataire|vastaanottaja"
    r"|mottagare|empf[aä]nger)(?:\(?e?s\)?)?(?: was| is)?"
    r"|final-recipient|(?:deliver\w*|sent|message|mail|delivery) (?:of your message )?to|to|for"
    r"|rfc822;|smtp;|[45]\d\d(?:[ -][45]\.\d+\.\d+)?)"
    r"\s*+[:;=]*+\s*+[<(\[\"']*+$",
    re.IGNORECASE,
)


class Mention(Struct, frozen=True, kw_only=True):
    """A recipient that a text names, with the lines about it. also: of what other address it was
    made.
    """

    address: str
    lines: str
    also: tuple[str, ...] = ()


def is_from_system(message: ParsedMessage) -> bool:
    """Whether a mail system wrote it, as it says: by its name, or RFC 6522's type of a report."""
    sender = message.first("from")
    name = sender.partition("<")[0] if "<" in sender else sender
    address = address_of(sender)
    if _REPORT_TYPE.search(message.first("content-type")) or _SYSTEM_NAME.search(name):
        return True
    return bool(address) and is_machine(address)


def is_failure_subject(subject: str) -> bool:
    """Whether a subject is that of a report, not of an answer to one."""
    return bool(_FAILED_SUBJECT.search(subject)) and not ANSWERED.match(subject)


def says_failure(text: str) -> bool:
    """Whether a text says that a letter was not delivered, or not yet."""
    return _FAILURE.search(text) is not None


def names_failed_recipients(text: str) -> bool:
    """Whether a text says it in the words of a mail system, and an address follows."""
    found = _SYSTEMS_WORDS.search(text)
    return found is not None and ADDRESS.search(text, found.end(), found.end() + 300) is not None


def verdict(subject: str, text: str) -> LetterVerdict:
    """What a report in prose says of the letter: delayed only if nothing says that it was given
    up."""
    if _DELIVERED.search(subject) or (
        _DELIVERED.search(text[:1500])
        and not _FAILURE.search(subject)
        and not _GIVEN_UP.search(text)
    ):
        return LetterVerdict.DELIVERED
    if _DELAYED_SUBJECT.search(subject) and not _GIVEN_UP.search(subject):
        return LetterVerdict.DELAYED
    if _DELAY.search(text[:3000]) and not _GIVEN_UP.search(f"{subject}\n{text[:3000]}"):
        return LetterVerdict.DELAYED
    return LetterVerdict.FAILED


def mentions(notice: str, ours: tuple[str, ...], letter_to: tuple[str, ...]) -> tuple[Mention, ...]:
    """The recipients that a report in prose names.

    ours: addresses of the report's own headers, which are recipients only where no other is named.
    letter_to: to whom the returned letter went: decides where the text names nobody in a
    recipient's place.
    """
    lines = [line[:MAX_LINE] for line in notice.split("\n")[:MAX_LINES]]
    own, wanted = {key(address) for address in ours}, {key(address) for address in letter_to}
    placed, loose, aliases, spelled = _found(lines)
    for chosen in (
        [k for k in placed if k not in own and not is_machine(k)],
        [k for k in loose if k in wanted and k not in own],
        [k for k in loose if k not in own and not is_machine(k)],
        [k for k in aliases if k not in own],
        [k for k in placed if not is_machine(k)],
    ):
        if chosen:
            where = {**aliases, **loose, **placed}
            also = tuple(spelled[k] for k in aliases if k not in chosen) if len(chosen) == 1 else ()
            return tuple(
                Mention(address=spelled[k], lines=_about(lines, where, k, chosen), also=also)
                for k in chosen[:MAX_FOUND]
            )
    return (Mention(address=letter_to[0], lines=""),) if len(letter_to) == 1 else ()


def _found(lines: list[str]) -> tuple[Where, Where, Where, dict[str, str]]:
    """Addresses by the lines that name them: in a recipient's place; elsewhere; as what another was
    made of; their spelling.
    """
    placed: Where = {}
    loose: Where = {}
    aliases: Where = {}
    spelled: dict[str, str] = {}
    for n, line in enumerate(lines):
        for found in ADDRESS.finditer(line):
            address = cleaned(found[0])
            before = (
                line[: found.start()]
                if line[: found.start()].strip(" \t<(['\"*>-")
                else _last_words(lines, n)
            )
            before = before[-80:]
            if not address or (
                _OTHERS.search(before)
                and not _RECIPIENTS.search(before)
                and not _ALIAS.search(before)
            ):
                continue
            spelled.setdefault(key(address), address)
            where = (
                aliases
                if _ALIAS.search(before)
                else placed
                if _in_place(line, found, before)
                else loose
            )
            where.setdefault(key(address), []).append(n)
    return placed, loose, aliases, spelled


def _last_words(lines: list[str], n: int) -> str:
    """How the line before ends, for an address that begins its line in the middle of a sentence."""
    before = lines[n - 1].rstrip() if n else ""
    return before if before and not before.endswith((":", ".", "-")) else ""


def _in_place(line: str, found: re.Match[str], before: str) -> bool:
    """Whether an address stands where reports name recipients: alone, at a line's beginning, or
    after `to` and the like.
    """
    alone = not re.sub(r"[\s<>()\[\]'\"*:;,.•>-]|mailto", "", line[: found.start()])
    return not _TOLD.match(line) and (alone or _RECIPIENTS.search(before) is not None)


def _about(lines: list[str], where: Where, k: str, chosen: list[str]) -> str:
    """The lines about one recipient: its own and those after or, in a transcript, before."""
    others = {n for other in chosen if other != k for n in where[other]}
    mine: dict[int, None] = {}
    for start in where[k]:
        mine[start] = None
        if _REPLY_LINE.match(lines[start]):
            for n in range(
                start - 1, max(start - 6, -1), -1
            ):  # a transcript: the remote server's answer comes before
                if n in others or not re.match(r"\s*(?:<<<|>>>)", lines[n]):
                    break
                mine[n] = None
            continue
        for n in range(start + 1, min(start + 12, len(lines))):
            if n in others or not lines[n].strip():
                break
            mine[n] = None
    return "\n".join(lines[n] for n in sorted(mine))


def letter_recipients(letter: ParsedMessage | None) -> tuple[str, ...]:
    """To whom a returned letter went: its To and Cc, else what a Received header says (`for
    <address>`).
    """
    if letter is None:
        return ()
    said = unique(
        a
        for value in letter.all("to", "cc", "x-failed-recipients", "x-original-to")
        for a in addresses_in(value)
    )
    if said:
        return said
    traces = (
        re.search(r"\bfor <?([^\s<>;]+@[^\s<>;]+)", value) for value in letter.all("received")
    )
    return unique(cleaned(found[1]) for found in traces if found)
