"""The marks of our letter in a mail: plus-address, ids in headers, codes of personal links in the
returned text.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from typing import TypeVar

from invite.people.model import PersonId
from invite.returned.addresses import addresses_in
from invite.returned.mime import ParsedMessage
from invite.returned.model import LetterMarks

T = TypeVar("T")
FindPerson = Callable[[str], PersonId | None]
MAX_CODES = 200

# 24 characters of a-z and 2-7: what the ledger derives tokens and letter ids as.
CODE = re.compile(r"(?<![A-Za-z0-9])[a-z2-7]{24}(?![A-Za-z0-9])")
_ID = re.compile(r"<([^\s<>]{3,250})>")
_HEADER_LINES = re.compile(
    r"^[ \t>]*(message-id|x-invite-id)[ \t]*:[ \t]*<?([^\s<>]{3,250})>?",
    re.IGNORECASE | re.MULTILINE,
)
_BASE64 = re.compile(r"(?:^[A-Za-z0-9+/=]{40,80}\n){2,}", re.MULTILINE)
_ARRIVED_AT = ("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to")


def find_marks(
    message: ParsedMessage,
    letter: ParsedMessage | None,
    texts: Iterable[str],
    person_of: FindPerson,
    *,
    envelope_id: str = "",
    message_ids: Iterable[str] = (),
) -> LetterMarks:
    """All marks in a mail. letter: the returned one. texts: what else may hold the letter or its
    links. message_ids, envelope_id: of the report's fields.
    """
    parts = (
        [*texts, *(part.text for part in letter.parts if part.media_type.startswith("text/"))]
        if letter
        else [*texts]
    )
    loose = [found for text in parts for found in _HEADER_LINES.findall(text)[:20]]
    headers = letter or ParsedMessage(headers=())
    answered = message.all("in-reply-to", "references")
    ids = [
        *message_ids,
        *headers.all("message-id"),
        *(text for name, text in loose if name.lower() == "message-id"),
    ]
    return LetterMarks(
        plus=_once(_plus(message)),
        envelope_ids=_once([envelope_id, *headers.all("x-envelope-id")]),
        invite_ids=_once(
            [
                *headers.all("x-invite-id"),
                *(text for name, text in loose if name.lower() != "message-id"),
            ]
        ),
        message_ids=_once(
            [text.strip("<> ") for text in ids]
            + [i for value in answered for i in _ID.findall(value)]
        ),
        persons=_once(persons_in(parts, person_of)),
        subject=headers.first("subject"),
    )


def persons_in(texts: Iterable[str], person_of: FindPerson) -> list[PersonId]:
    """To whom the codes in some texts lead, whatever encoding the letter came back in."""
    codes: dict[str, None] = {}
    for text in texts:
        for reading in _readings(text):
            codes.update(dict.fromkeys(CODE.findall(reading)[:MAX_CODES]))
    found = (person_of(code) for code in list(codes)[:MAX_CODES])
    return [person for person in found if person is not None]


def _readings(text: str) -> Iterable[str]:
    """The text; without quoted-printable (RFC 2045) where there is some; its blocks of Base64
    decoded.
    """
    yield text
    if "=\n" in text or "=3D" in text:
        yield text.replace("=\n", "").replace("=3D", "=")
    for block in _BASE64.findall(text)[:10]:
        try:
            yield b64decode(block).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            continue


def _plus(message: ParsedMessage) -> list[str]:
    addresses = (address for value in message.all(*_ARRIVED_AT) for address in addresses_in(value))
    locals_ = (address.rpartition("@")[0] for address in addresses)
    return [local.partition("+")[2] for local in locals_ if "+" in local]


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
