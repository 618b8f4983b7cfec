"""The machine-readable parts of reports: RFC 3464 (delivery), RFC 8098 (disposition), RFC 5965
(feedback), as blocks of fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from msgspec import Struct

from invite.returned.addresses import address_of, unique
from invite.returned.mime import ParsedMessage, header_text
from invite.returned.model import LetterVerdict

MAX_RECIPIENTS = 200

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:[ \t]*(.*)")
_DELIVERY = re.compile(r"^(?:final|original)-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_FEEDBACK = re.compile(r"^feedback-type[ \t]*:", re.IGNORECASE | re.MULTILINE)

_ACTIONS = {
    "failed": LetterVerdict.FAILED,
    "failure": LetterVerdict.FAILED,
    "delayed": LetterVerdict.DELAYED,
    # RFC 3464 2.3.3: relayed and expanded are successes so far as the reporting server knows.
    "delivered": LetterVerdict.DELIVERED,
    "relayed": LetterVerdict.DELIVERED,
    "expanded": LetterVerdict.DELIVERED,
}
# RFC 5965 7.3 and RFC 6430; `auth-failure` (RFC 6591) and `not-spam` are nobody's complaint.
COMPLAINTS = frozenset(
    {"abuse", "fraud", "virus", "opt-out", "opt-out-list", "other", "miscategorized"}
)

Fields = dict[str, str]


class RecipientFields(Struct, frozen=True, kw_only=True):
    """One recipient's fields of a delivery report, and of the whole report's what belongs to
    finding the letter.

    addresses: final, original and actual recipient, those that are addresses. status: as written.
    diagnostic: without type.
    """

    addresses: tuple[str, ...]
    action: LetterVerdict | None
    status: str
    diagnostic: str


class StatusReport(Struct, frozen=True, kw_only=True):
    """A delivery report. recipients: in its order. envelope_id: ENVID (RFC 3461). message_id: the
    letter's, if a field says.
    """

    recipients: tuple[RecipientFields, ...] = ()
    envelope_id: str = ""
    message_id: str = ""


class FeedbackReport(Struct, frozen=True, kw_only=True):
    """A complaint in the Abuse Reporting Format. kind: its Feedback-Type in lower case. recipients:
    to whom the letter went.
    """

    kind: str
    recipients: tuple[str, ...] = ()


def blocks_of(text: str) -> list[Fields]:
    """Blocks of `Name: value` lines between empty lines, unfolded; names in lower case, the first
    of a name counts.
    """
    blocks: list[Fields] = [{}]
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            if blocks[-1]:
                blocks.append({})
            last = ""
        elif line[0] in " \t" and last:
            blocks[-1][last] = f"{blocks[-1][last]} {line.strip()}"[:4000]
        elif found := _FIELD.match(line):
            last = found[1].lower()
            if last in blocks[-1]:
                # A second recipient without the empty line that RFC 3464 2.1 asks for.
                if last in ("final-recipient", "original-recipient"):
                    blocks.append({})
                else:
                    last = ""
                    continue
            blocks[-1][last] = found[2].strip()
        else:
            last = ""
        if len(blocks) > 2 * MAX_RECIPIENTS:
            break
    return [block for block in blocks if block]


def delivery_status(message: ParsedMessage, notice: str) -> StatusReport | None:
    """The delivery report in a mail; None where there is none.

    notice: the mail's own text, where the fields stand when the MIME structure is broken.
    """
    typed = [part.text for part in message.parts if part.media_type.endswith("/delivery-status")]
    if not typed and (told := ses_notification(notice)) is not None:
        return told
    texts = [text for text in typed if _DELIVERY.search(text)] or [notice]
    if not any(_DELIVERY.search(text) for text in texts):
        return StatusReport() if typed else None
    blocks = [block for text in texts for block in blocks_of(text)]
    whole = next((b for b in blocks if "reporting-mta" in b or "original-envelope-id" in b), {})
    return StatusReport(
        recipients=tuple(_recipients(blocks)),
        envelope_id=_xtext(
            _anywhere(blocks, "original-envelope-id") or whole.get("x-original-envelope-id", "")
        ),
        message_id=_anywhere(blocks, "x-original-message-id", "original-message-id").strip("<> "),
    )


def ses_notification(text: str) -> StatusReport | None:
    """A bounce as Amazon SES tells it by mail: JSON, with what a delivery report's fields would
    say.

    Source: "Amazon SNS notification contents for Amazon SES".
    """
    start = text.find('{"notificationType":"Bounce"')
    if start < 0:
        return None
    try:
        said, _end = json.JSONDecoder().raw_decode(text[start:].replace("!\n ", ""))
        found = [
            RecipientFields(
                addresses=unique([address_of(str(one["emailAddress"]))]),
                action=LetterVerdict.FAILED,
                status=str(one.get("status", "")),
                diagnostic=str(one.get("diagnosticCode", "")).removeprefix("smtp; "),
            )
            for one in said["bounce"]["bouncedRecipients"][:MAX_RECIPIENTS]
        ]
        message_id = str(said["mail"].get("commonHeaders", {}).get("messageId", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return StatusReport(recipients=tuple(found), message_id=message_id.strip("<> "))


def disposition(message: ParsedMessage) -> RecipientFields | None:
    """The recipient of a receipt (RFC 8098): whether read or deleted by its reader, the letter had
    come to the mailbox.

    What a machine deleted was not delivered: so do Sieve's `reject` (RFC 5429) and a full Dovecot
    mailbox say no.
    """
    for part in message.parts:
        if part.media_type.endswith("/disposition-notification"):
            for block in blocks_of(part.text):
                if addresses := _addresses(block):
                    said = block.get("disposition", "").lower()
                    refused = "automatic-action" in said and any(
                        word in said for word in ("deleted", "denied", "failed")
                    )
                    action = LetterVerdict.FAILED if refused else LetterVerdict.DELIVERED
                    return RecipientFields(
                        addresses=addresses, action=action, status="", diagnostic=""
                    )
    return None


def feedback(message: ParsedMessage) -> FeedbackReport | None:
    """The feedback report in a mail, if there is one."""
    typed = (part.text for part in message.parts if part.media_type.endswith("/feedback-report"))
    text = next((text for text in typed if _FEEDBACK.search(text)), None)
    if text is None:
        return None
    block = next(b for b in blocks_of(text) if "feedback-type" in b)
    said = [
        block.get(name, "")
        for name in ("original-rcpt-to", "removal-recipient", "redacted-address")
    ]
    return FeedbackReport(
        kind=block["feedback-type"].strip().lower(),
        recipients=unique(address_of(value) for value in said),
    )


def original_message_ids(message: ParsedMessage) -> tuple[str, ...]:
    """The Message-IDs that report fields name (RFC 8098 Original-Message-ID, Gmail's
    X-Original-Message-ID).
    """
    texts = [
        p.text
        for p in message.parts
        if p.media_type.startswith("message/") and p.media_type != "message/rfc822"
    ]
    blocks = [block for text in texts for block in blocks_of(text)]
    return unique(
        _anywhere([b], "original-message-id", "x-original-message-id").strip("<> ") for b in blocks
    )


def _recipients(blocks: Iterable[Fields]) -> list[RecipientFields]:
    found = []
    for block in blocks:
        if "final-recipient" not in block and "original-recipient" not in block:
            continue
        action = re.match(r"[a-z]+", block.get("action", "").strip().lower())
        kind, _sep, text = block.get("diagnostic-code", "").partition(";")
        said = text if _sep else kind
        comment = block.get("status", "").partition("(")[2].rstrip(") ")
        found.append(
            RecipientFields(
                addresses=_addresses(block),
                action=_ACTIONS.get(action[0]) if action else None,
                status=block.get("status", ""),
                diagnostic=header_text(said).strip() or comment,
            )
        )
    return found[:MAX_RECIPIENTS]


def _addresses(block: Fields) -> tuple[str, ...]:
    names = ("final-recipient", "original-recipient", "x-actual-recipient")
    return unique(address_of(block.get(name, "")) for name in names)


def _anywhere(blocks: Iterable[Fields], *names: str) -> str:
    return next((block[name] for block in blocks for name in names if name in block), "")


def _xtext(text: str) -> str:
    """RFC 3461 4: `+2B` is `+`."""
    return re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text.strip())
