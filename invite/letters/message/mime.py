"""A message's bytes: a frame prepared once a template and language, in which a letter fills what is
its own.
"""

from __future__ import annotations

import hashlib
from binascii import b2a_qp
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.header import Header
from email.message import MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from email.utils import quote as quoted
from functools import lru_cache
from urllib.parse import quote

from msgspec import Struct

from invite.event import Sender
from invite.language import Language
from invite.language.texts import texts
from invite.letters.message.attachments import File
from invite.letters.message.headers import in_ascii, mailbox, unstructured
from invite.letters.message.ics import Method
from invite.letters.message.pictures import PictureFile

# A template's own lines come with its first letters; those of persons need no place.
_KEPT = 1000


class QuotedPrintable(dict[bytes, bytes]):
    """UTF-8 as quoted-printable (RFC 2045 6.7): each line, or block of lines with LF between them,
    and its form, whose lines end with CRLF; kept for when it comes again: most of a letter is in
    all of them.

    dotted: whether a line of what was encoded begins with a dot; lines that do are not kept, so
    that each letter that has one says so.
    """

    dotted = False

    def __missing__(self, block: bytes) -> bytes:
        # Each line by itself: in several at once, a space at the end of a full one is another's.
        lines = [b2a_qp(line, istext=True) for line in block.split(b"\n")]
        encoded = b"\n".join([*lines, b""]).replace(b"\n", b"\r\n")
        if encoded.startswith(b".") or b"\n." in encoded:
            self.dotted = True
        elif len(self) < _KEPT:
            self[block] = encoded
        return encoded


class MessageFrame(Struct, frozen=True):
    """Everything of a message that all letters of one template and language share, as bytes."""

    start: bytes
    middle: bytes
    to_html: bytes
    after_html: bytes
    to_calendar: bytes
    to_file: bytes
    attached: bytes
    end: bytes
    smtputf8: bool
    quoted: QuotedPrintable

    @classmethod
    def prepare(
        cls,
        *,
        sender: Sender,
        language: Language,
        method: Method | None,
        pictures: Sequence[PictureFile],
        files: Sequence[File],
        more: bool = False,
    ) -> MessageFrame:
        """method: of the calendar file, or None without one. pictures: shown inside the HTML.
        files: attached to every letter.

        more: whether letters have files of their own as well. Raises ValueError where the sender's
        addresses are none.
        """
        address = in_ascii(sender.address)
        answers = in_ascii(sender.reply_to or sender.address)
        marks = hashlib.sha256(
            repr((sender, language, method, [f.digest for f in files])).encode()
        ).hexdigest()[:20]
        # "=_" cannot occur in quoted-printable
        mixed, both, related = (f"=_{kind}_{marks}" for kind in ("m", "a", "r"))
        stop = f"<mailto:{quote(answers, safe='@+')}?subject={quote(texts(language).letters.stop)}>"
        body = f'multipart/alternative;\r\n boundary="{both}"'
        several = method is not None or bool(files) or more
        top = f'multipart/mixed;\r\n boundary="{mixed}"' if several else body
        text = f'Content-Type: text/plain; charset="utf-8"\r\n{_encoded(language)}'
        to_html, after_html = _around_html(language, related, pictures)
        opening = f"--{mixed}\r\nContent-Type: {body}\r\n\r\n" if several else ""
        to_file = f"--{mixed}\r\n".encode()
        return cls(
            start=(
                f"From: {mailbox(sender.name, address)}\r\nReply-To: {answers}\r\nList-Unsubscribe:"
                f" {stop}\r\n".encode()
            ),
            middle=(
                f"MIME-Version: 1.0\r\nContent-Type: {top}\r\n\r\n"
                f"{opening}--{both}\r\n{text}".encode()
            ),
            to_html=f"--{both}\r\n{to_html}".encode(),
            after_html=after_html + f"--{both}--\r\n".encode() + b"\r\n" * several,
            to_calendar=_to_calendar(language, mixed, method) if method else b"",
            to_file=to_file,
            attached=b"".join(to_file + _attachment(f) + b"\r\n" for f in files),
            end=f"--{mixed}--\r\n".encode() if several else b"",
            smtputf8=not (address.isascii() and answers.isascii()),
            quoted=QuotedPrintable(),
        )

    def fill(
        self,
        *,
        name: str,
        to: str,
        subject: str,
        date: datetime,
        message_id: str,
        in_reply_to: str | None,
        letter_id: str,
        text: Sequence[bytes],
        html: Sequence[bytes],
        calendar: Sequence[bytes],
        files: Sequence[File],
    ) -> tuple[tuple[bytes, ...], bool]:
        """The whole message, in blocks of which those that letters share are the same objects in
        each; lines end with CRLF, no dots stuffed. And whether none begins with a dot: no line of
        ours does, nor of a header or an attachment.

        to: the address in ASCII but for its local part. text, html, calendar: in blocks, see
        `Gaps.fill`. files: attached to this letter alone.
        """
        self.quoted.dotted = False
        replied = (
            f"In-Reply-To: {in_reply_to}\r\nReferences: {in_reply_to}\r\n" if in_reply_to else ""
        )
        heads = (
            f"To: {mailbox(name, to)}\r\nSubject: {unstructured(subject)}\r\n"
            f"Date: {_date(date, date.utcoffset())}\r\nMessage-ID: {message_id}\r\n"
            f"{replied}X-Invite-Id: {letter_id}\r\n"
        )
        quoted = self.quoted.__getitem__
        blocks = (
            self.start,
            heads.encode(),
            self.middle,
            *map(quoted, text),
            self.to_html,
            *map(quoted, html),
            self.after_html,
            self.to_calendar,
            *map(quoted, calendar),
            self.attached,
            *(self.to_file + _attachment(file) + b"\r\n" for file in files),
            self.end,
        )
        return blocks, not self.quoted.dotted


@lru_cache(maxsize=8)  # letters that are made together have one date
def _date(moment: datetime, _offset: timedelta | None) -> str:
    """_offset: the moment's own; it equals the same moment in another zone."""
    return format_datetime(moment)


def _around_html(
    language: Language, boundary: str, pictures: Sequence[PictureFile]
) -> tuple[str, bytes]:
    """What comes before the HTML, and after it: the pictures that it shows."""
    html = f'Content-Type: text/html; charset="utf-8"\r\n{_encoded(language)}'
    if not pictures:
        return html, b""
    related = (
        'Content-Type: multipart/related; type="text/html";\r\n'
        f' boundary="{boundary}"\r\n\r\n--{boundary}\r\n{html}'
    )
    begin, end = f"--{boundary}\r\n".encode(), f"--{boundary}--\r\n\r\n".encode()
    return related, b"".join(begin + _picture(one) + b"\r\n" for one in pictures) + end


def _to_calendar(language: Language, boundary: str, method: Method) -> bytes:
    return (
        f'--{boundary}\r\nContent-Type: text/calendar; charset="utf-8";'
        f' method="{method}"\r\n{_encoded(language, end="")}Content-Disposition: attachment;'
        f' filename="{texts(language).letters.calendar_file}"\r\n\r\n'
    ).encode()


def _encoded(language: Language, end: str = "\r\n") -> str:
    return f"Content-Transfer-Encoding: quoted-printable\r\nContent-Language: {language}\r\n{end}"


def _attachment(file: File) -> bytes:
    part = MIMEPart(policy=SMTP)
    part.set_content(
        file.content, *file.kind.split("/"), disposition="attachment", filename=file.name
    )
    kind = f"Content-Type: {file.kind}"
    named = f'{kind};\r\n name="{_name_of_old(file.name)}"'
    return part.as_bytes(policy=SMTP).replace(kind.encode(), named.encode(), 1)


def _name_of_old(name: str) -> str:
    """A file's name for mail programs that do not know RFC 2231: in ASCII as it is, else in encoded
    words of RFC 2047, as Outlook and others write it in `name=` against that RFC.
    """
    if name.isascii() and name.isprintable():
        return quoted(name)
    return Header(name, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def _picture(picture: PictureFile) -> bytes:
    part, file = MIMEPart(policy=SMTP), picture.file
    part.set_content(
        file.content,
        *file.kind.split("/"),
        disposition="inline",
        filename=file.name,
        cid=f"<{picture.content_id}>",
    )
    return part.as_bytes(policy=SMTP)


def as_draft(content: bytes) -> bytes:
    """The message as a draft: Outlook opens it for editing and sending instead of as something
    received.
    """
    return content if content[:12].lower() == b"x-unsent: 1\r" else b"X-Unsent: 1\r\n" + content
