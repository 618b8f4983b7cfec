"""A letter as SMTP wants it: MAIL and RCPT with what the server offers, and the content with its
dots stuffed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from invite.delivery.model import Delivery, Parcel, Refused
from invite.errors import ServerRefusesUs
from invite.words import _

_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_NO_ADDRESS = re.compile(
    r"[\x00-\x20<>\x7f]"
)  # would end the command or the path; our addresses are parsed long before
_XTEXT = re.compile(r"[^!-~]|[+=]")  # what RFC 3461 4 wants written as a number
_LONGEST = 254  # RFC 5321 4.5.3.1.3, erratum 1690


class Envelope(Struct, frozen=True):
    """What goes over the wire for one letter. content: with stuffed dots and the final one."""

    mail: bytes
    rcpt: bytes
    content: bytes


def make_envelope(
    parcel: Parcel, extensions: Mapping[str, str], delivery: Delivery
) -> Envelope | Refused:
    """The letter for a server with these extensions; Refused, in our own words, where the address
    cannot be written to.

    Raises ServerRefusesUs where no letter of ours can go there: too large, or in need of what the
    server lacks.
    """
    content = parcel.content if parcel.settled else _with_crlf(parcel.content)
    utf8 = parcel.smtputf8 or not (parcel.sender.isascii() and parcel.recipient.isascii())
    no = _cannot_go(parcel, utf8, extensions)
    if no is not None:
        return no
    options = _options(parcel, content, utf8, extensions, delivery)
    return Envelope(
        f"MAIL FROM:<{parcel.sender}>{options}\r\n".encode(),
        f"RCPT TO:<{parcel.recipient}>\r\n".encode(),
        content + b".\r\n" if parcel.settled else stuffed(content),
    )


def stuffed(content: bytes) -> bytes:
    """The content with a dot before each line's first dot, its last line ended, and the dot that
    ends it (RFC 5321 4.5.2).
    """
    dotted = content.replace(b"\r\n.", b"\r\n..") if b"\r\n." in content else content
    if dotted.startswith(b"."):
        dotted = b"." + dotted
    return dotted + (b".\r\n" if dotted.endswith(b"\r\n") or not dotted else b"\r\n.\r\n")


def _with_crlf(content: bytes) -> bytes:
    """The content with every line ended by CRLF: a bare one could end the letter early at some
    servers (CVE-2023-51764).
    """
    if content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r"):
        return content
    return _LINE_ENDS.sub(b"\r\n", content)


def _cannot_go(parcel: Parcel, utf8: bool, extensions: Mapping[str, str]) -> Refused | None:
    """Why this address cannot be written to at this server, if it cannot."""
    if (
        _NO_ADDRESS.search(parcel.recipient)
        or not 3 <= len(parcel.recipient.encode("utf-8", "replace")) <= _LONGEST
    ):
        return Refused(_("A letter cannot be sent to this address."))
    if (
        utf8
        and parcel.sender.isascii()
        and not ("SMTPUTF8" in extensions and "8BITMIME" in extensions)
    ):  # RFC 6531 3.1
        return Refused(
            _(
                "The mail server cannot write to addresses with letters such as ä or ö (it lacks"
                " SMTPUTF8)."
            )
        )
    return None


def _options(
    parcel: Parcel, content: bytes, utf8: bool, extensions: Mapping[str, str], delivery: Delivery
) -> str:
    """The parameters of MAIL."""
    if _NO_ADDRESS.search(parcel.sender) or (utf8 and "SMTPUTF8" not in extensions):
        raise ServerRefusesUs(
            _("The mail server {host} cannot send as {sender}.").format(
                host=delivery.host, sender=parcel.sender
            ),
            hint=_("Set `[sender] address` to an address without letters such as ä or ö."),
        )
    options = ""
    if "SIZE" in extensions:  # RFC 1870: 0 or nothing means no fixed limit
        most = extensions["SIZE"].strip()
        if most.isascii() and most.isdigit() and 0 < int(most[:18]) < len(content):
            raise ServerRefusesUs(
                _(
                    "The letter is too large for {host}: {size} kB, and it takes at most {most} kB."
                ).format(
                    host=delivery.host, size=-(-len(content) // 1024), most=int(most[:18]) // 1024
                ),
                hint=_("Make the attachments or the logo smaller."),
            )
        options += f" SIZE={len(content)}"
    if not content.isascii():
        if "8BITMIME" not in extensions:
            raise ServerRefusesUs(
                _(
                    "The mail server {host} takes only letters in 7-bit form, and this one is not."
                ).format(host=delivery.host),
                hint=_(
                    "Report this to the makers of `invite`: letters should be encoded so"
                    " that every server takes them."
                ),
            )
        options += " BODY=8BITMIME"  # RFC 6152
    if utf8:
        options += " SMTPUTF8"  # RFC 6531
    if "DSN" in extensions:
        options += _dsn(parcel.message_id)
    return options


def _dsn(message_id: str) -> str:
    """What a report of non-delivery shall carry: our Message-ID, and of the letter its headers only
    (RFC 3461 4.3, 4.4).
    """
    plain = message_id.strip().strip("<>")
    coded = _XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", plain)
    return f" RET=HDRS ENVID={coded}" if plain.isascii() and 0 < len(coded) <= 100 else " RET=HDRS"
