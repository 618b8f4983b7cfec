"""An Outlook `.msg` as the mail that it was: headers, text, and for a report its recipients'
fields.

olefile reads the compound file (MS-CFB); of MS-OXMSG we need a dozen properties. extract-msg is GPL
and brings ten packages, python-oxmsg knows no recipients' properties.
"""

from __future__ import annotations

import io
import struct

import olefile

from invite.returned import mime
from invite.returned.mime import ParsedMessage, Part

MAX_ATTACHMENTS = 20
MAX_RECIPIENTS = 100

# MS-OXPROPS: property ids, as the names of streams write them.
_CLASS, _SUBJECT, _HEADERS, _BODY, _HTML, _REPORT_TEXT = (
    "001A",
    "0037",
    "007D",
    "1000",
    "1013",
    "1001",
)
_SENDER, _SENDER_SMTP, _MESSAGE_ID, _IN_REPLY_TO, _TO = "0C1F", "5D01", "1035", "1042", "0E04"
_SMTP, _EMAIL, _NAME, _SUPPLEMENTARY = "39FE", "3003", "3001", "0C1B"
_DATA, _MIME_TAG = "3701", "370E"
_STATUS = 0x0C20  # PidTagNonDeliveryReportStatusCode: 511 for 5.1.1

_ACTIONS = {".NDR": "failed", ".DR": "delivered", ".DELAYED": "delayed"}


def is_msg(content: bytes) -> bool:
    """Whether bytes are a compound file (MS-CFB 2.2), which a `.msg` is."""
    return content.startswith(olefile.MAGIC)


def parse(content: bytes) -> ParsedMessage:
    """A `.msg`, as `mime.parse` gives mails. What is broken gives what could still be read. Never
    raises.
    """
    cut = len(content) > mime.MAX_SIZE
    try:
        with olefile.OleFileIO(io.BytesIO(content[: mime.MAX_SIZE])) as file:
            return _read(_Storage(file), cut)
    # olefile raises what its bytes lead it to: OleFileError is an OSError; a broken table gives the
    # others.
    except (
        OSError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        struct.error,
        OverflowError,
        RecursionError,
    ):
        return ParsedMessage(headers=(), cut=cut)


class _Storage:
    """The streams of a compound file by their paths."""

    def __init__(self, file: olefile.OleFileIO) -> None:
        self._file = file
        self.paths = {
            "/".join(path).upper(): path
            for path in file.listdir(streams=True, storages=False)[:5_000]
        }

    def text(self, prefix: str, name: str) -> str:
        """A property of text: UTF-16 (001F), else 8-bit (001E)."""
        wide = self.content(prefix, name, "001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.content(prefix, name, "001E") or b""
        return mime.decode(narrow, "").rstrip("\0")

    def content(self, prefix: str, name: str, kind: str = "0102") -> bytes | None:
        """A property's bytes; None where there is none."""
        path = self.paths.get(f"{prefix}__SUBSTG1.0_{name}{kind}")
        return None if path is None else bytes(self._file.openstream(path).read(mime.MAX_SIZE))

    def number(self, prefix: str, name: int) -> int | None:
        """A property of 4 bytes, from the storage's table of fixed-length properties (MS-OXMSG
        2.4.2: 16 bytes each).
        """
        path = self.paths.get(f"{prefix}__PROPERTIES_VERSION1.0")
        if path is None:
            return None
        table = self._file.openstream(path).read(100_000)
        for at in range(8, len(table) - 15, 16):
            tag, _flags, value = struct.unpack_from("<IIi", table, at)
            if tag == (name << 16 | 0x0003):
                return int(value)
        return None

    def storages(self, name: str) -> list[str]:
        """The paths of recipients or attachments, each with its slash."""
        found = {path.partition("/")[0] + "/" for path in self.paths if path.startswith(name)}
        return sorted(found)


def _read(storage: _Storage, cut: bool) -> ParsedMessage:
    headers = mime.parse(storage.text("", _HEADERS).encode("utf-8", "replace") + b"\n\n").headers
    known = {name for name, _value in headers}
    made = {
        "subject": storage.text("", _SUBJECT),
        "from": storage.text("", _SENDER_SMTP) or storage.text("", _SENDER),
        "to": storage.text("", _TO),
        "message-id": storage.text("", _MESSAGE_ID),
        "in-reply-to": storage.text("", _IN_REPLY_TO),
    }
    headers += tuple(
        (name, " ".join(value.split()))
        for name, value in made.items()
        if value and name not in known
    )
    text = storage.text("", _BODY) or storage.text("", _REPORT_TEXT)
    parts = (
        [Part(media_type="text/plain", content=text.encode("utf-8", "replace"), charset="utf-8")]
        if text
        else []
    )
    if not text and (html := storage.content("", _HTML)):
        parts.append(Part(media_type="text/html", content=html))
    action = next(
        (a for end, a in _ACTIONS.items() if storage.text("", _CLASS).upper().endswith(end)), ""
    )
    if action:
        parts.append(Part(media_type="message/delivery-status", content=_fields(storage, action)))
    return ParsedMessage(headers=headers, parts=(*parts, *_attachments(storage)), cut=cut)


def _fields(storage: _Storage, action: str) -> bytes:
    """What a report's recipients say, in the form of RFC 3464."""
    blocks = []
    for recipient in storage.storages("__RECIP_VERSION1.0_")[:MAX_RECIPIENTS]:
        address = next(
            (a for name in (_SMTP, _EMAIL, _NAME) if "@" in (a := storage.text(recipient, name))),
            "",
        )
        code = storage.number(recipient, _STATUS) or 0
        status = ".".join(str(code)) if 400 <= code < 600 else ""
        said = " ".join(storage.text(recipient, _SUPPLEMENTARY).split())
        lines = (
            f"Final-Recipient: rfc822; {address}",
            f"Action: {action}",
            f"Status: {status}",
            f"Diagnostic-Code: smtp; {said}",
        )
        blocks.append("\n".join(line for line in lines if not line.endswith((": ", "; "))))
    return "\n\n".join(blocks).encode("utf-8", "replace")


def _attachments(storage: _Storage) -> list[Part]:
    """Attached parts that say what they are: a calendar's reply, a returned letter."""
    parts = []
    for place in storage.storages("__ATTACH_VERSION1.0_")[:MAX_ATTACHMENTS]:
        kind = storage.text(place, _MIME_TAG).lower()
        content = storage.content(place, _DATA)
        if content and kind.startswith(("text/", "message/")):
            parts.append(Part(media_type=kind, content=content))
    return parts
