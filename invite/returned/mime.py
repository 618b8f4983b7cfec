"""A mail's bytes taken apart: headers, leaf parts and their text, with a limit on everything that a
stranger can make large.
"""

from __future__ import annotations

import codecs
import email
import html
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from msgspec import Struct

from invite.safe_text import shown

MAX_SIZE = (
    4 << 20
)  # bytes; a report's own parts come first, what is cut is the end of the returned letter
MAX_PARTS = 60
MAX_MULTIPARTS = 30  # email's parser calls itself for each that stands in another
MAX_TEXT = 200_000  # characters of one part
MAX_HEADER = 4_000
MAX_HEADERS = 500
MAX_REPLY = 500

# A message in a message stays one leaf, to be read when it is asked for: the parser descends into
# none, however deep.
_MESSAGE = re.compile(
    rb"^(content-type[ \t]*:[ \t]*(?:\n[ \t]+)?)message/", re.IGNORECASE | re.MULTILINE
)
_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*\*?\s*=\s*(?:[\w-]*'')?\"?([\w.:+-]+)", re.IGNORECASE)
_METHOD = re.compile(r"method\s*=\s*\"?(\w+)", re.IGNORECASE)
# Text encodings only: idna and punycode take quadratic time, unicode_escape is no charset.
_TEXT_CODEC = re.compile(
    r"ascii|utf|iso|cp\d|windows|koi8|mac|euc|big5|gb|shift|hz$|tis|johab|latin|ptcp|kz"
)
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "cp-850": "cp850",
    "ansi_x3.4-1968": "ascii",
}

_BREAKS = re.compile(
    r"</?(?:br|p|div|tr|td|th|li|ul|table|h[1-6]|pre|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE
)
_UNSEEN = re.compile(r"<(style|script|head)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?![^\s<>@]+@[^\s<>@]+>)/?[a-z!?][^<>]{0,2000}>", re.IGNORECASE)


_HEADER = re.compile(r"[ \t]{0,8}([A-Za-z][A-Za-z0-9-]{1,40})[ \t]*:(?:[ \t]|\S|$)")
# Which headers show that a run of header lines is a letter's, not a report's own fields.
_LETTERS_OWN = frozenset(
    {"received", "return-path", "message-id", "dkim-signature", "mime-version", "delivered-to"}
)
_ADDRESSED = frozenset({"from", "to", "subject", "date"})
# `*+` and not `*`: no blank is tried in two places, or a line of them would take hours.
_COPY = re.compile(
    r"^[\s>*]*+(?:-{2,}|_{3,}|={3,})?\s*+(?:the |your )?(?:below this line|this is a copy"
    r"|(?:begin |start of )?(?:original|returned"
    r"|unsent|undelivered|undeliverable|message) (?:message|mail|text|header)s?\b|original message"
    r"|forwarded message|copy of|included is a copy"
    r"|unsent message|(?:the )?headers? of the|message (?:headers?|text|contents?) follow"
    r"|the (?:first|text|body|start|beginning|headers?) of"
    r"|alkuperäinen viesti|ursprungligt meddelande|urspr[uü]ngliche nachricht)",
    re.IGNORECASE,
)


class Part(Struct, frozen=True, kw_only=True):
    """One leaf of a mail. media_type: in lower case, `message/rfc822`. method: of `text/calendar`
    (RFC 5546).
    """

    media_type: str
    content: bytes
    charset: str = ""
    method: str = ""

    @property
    def text(self) -> str:
        """The content as text; HTML without its tags. Lines end with LF."""
        text = decode(self.content[: 4 * MAX_TEXT], self.charset)[:MAX_TEXT]
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        return plain_from_html(text) if self.media_type == "text/html" else text


class ParsedMessage(Struct, frozen=True, kw_only=True):
    """A message's headers, decoded and unfolded, names in lower case, and its leaf parts in
    order."""

    headers: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = ()
    cut: bool = False

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of the headers of these names, in their order."""
        return tuple(value for name, value in self.headers if name in names)

    def first(self, name: str) -> str:
        """The first header of the name; "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")


def parse(content: bytes) -> ParsedMessage:
    """A mail's bytes, taken apart. Never raises: what cannot be understood is text or is left out.
    CR, LF, CRLF are one.
    """
    cut = len(content) > MAX_SIZE
    content = content[:MAX_SIZE].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    content = content.removeprefix(codecs.BOM_UTF8).lstrip(b"\n")
    content = _MESSAGE.sub(rb"\1x-message/", content)
    many = [found.start() for found in _MULTIPART.finditer(content)][MAX_MULTIPARTS:]
    if many:
        content = content[: many[0]] + content[many[0] :].replace(b"multipart/", b"x-multipart/")
    message = email.message_from_bytes(content)
    return ParsedMessage(headers=_headers(message), parts=tuple(_leaves(message)), cut=cut)


def _headers(message: Message) -> tuple[tuple[str, str], ...]:
    items = list(message.raw_items())[:MAX_HEADERS]
    return tuple((name.strip().lower(), header_text(str(value))) for name, value in items)


def _leaves(message: Message) -> list[Part]:
    found: list[Part] = []
    for part in message.walk():
        if len(found) == MAX_PARTS:
            break
        if isinstance(part.get_payload(), list):
            continue
        content = part.get_payload(decode=True)
        kind = _raw(part, "content-type")[:MAX_HEADER]
        charset, method = _CHARSET.search(kind), _METHOD.search(kind)
        found.append(
            Part(
                media_type=_leaf_type(part),
                content=content if isinstance(content, bytes) else b"",
                charset=charset[1] if charset else "",
                method=method[1].upper() if method else "",
            )
        )
    return found


def _leaf_type(part: Message) -> str:
    """A part's type; a multipart whose boundary is not there, or too many, is text."""
    kind = part.get_content_type().removeprefix("x-")
    return "text/plain" if kind.startswith("multipart/") else kind


def _raw(message: Message, name: str) -> str:
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def header_text(raw: str) -> str:
    """A header's value on one line, its encoded words (RFC 2047) and bare 8-bit bytes decoded."""
    raw = " ".join(raw[:MAX_HEADER].split())
    try:
        pieces = decode_header(raw) if "=?" in raw else [(raw, None)]
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    return "".join(
        decode(piece, charset or "") if isinstance(piece, bytes) else _repaired(piece)
        for piece, charset in pieces
    ).replace("\0", "")


def _repaired(text: str) -> str:
    """Text in which the parser kept bare bytes as surrogates."""
    return text if text.isascii() else decode(text.encode("utf-8", "surrogateescape"), "")


def decode(content: bytes, charset: str) -> str:
    """Bytes as text: as declared where that is a text encoding and fits, else UTF-8 if it fits,
    else Windows-1252.
    """
    name = charset.lower()
    for tried in (_ALIASES.get(name, name), "utf-8"):
        if not tried:
            continue
        try:
            known = codecs.lookup(tried).name
            if _TEXT_CODEC.match(known):
                return content.decode(known)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def plain_from_html(text: str) -> str:
    """HTML as lines of text: enough to find addresses and words in; an `<address@example.org>` that
    nobody escaped stays.
    """
    text = _BREAKS.sub("\n", _seen(text[:MAX_TEXT]))
    return html.unescape(_TAG.sub("", text)).replace("\u00a0", " ")


def _seen(text: str) -> str:
    lower, pieces, at = text.lower(), [], 0
    for opening in _UNSEEN.finditer(text):
        if opening.start() >= at:
            end = lower.find(f"</{opening[1].lower()}", opening.end())
            if end < 0:
                break
            pieces.append(text[at : opening.start()])
            at = end
    return "".join([*pieces, text[at:]])


class MailText(Struct, frozen=True, kw_only=True):
    """A report's own text, and the letter that it returns, if any. text: without the letter.
    letter: as far as it is there.
    """

    text: str
    letter: ParsedMessage | None


def split(message: ParsedMessage) -> MailText:
    """A mail's own text and the returned letter in it: a part of its own, or the rest of the text
    from its headers on.
    """
    texts: list[str] = []
    whole: ParsedMessage | None = None
    quoted: ParsedMessage | None = None
    for part in message.parts:
        if part.media_type in (
            "message/rfc822",
            "message/global",
            "text/rfc822-headers",
            "message/global-headers",
        ):
            whole = whole or parse(part.content)
        elif part.media_type.startswith("message/") or not part.media_type.startswith("text/"):
            continue
        elif part.media_type != "text/calendar":
            own, rest = _cut(part.text)
            texts.append(own)
            if rest:
                quoted = quoted or parse(rest.encode("utf-8", "replace"))
    return MailText(text="\n".join(texts), letter=whole or quoted)


def _cut(text: str) -> tuple[str, str]:
    """The text before the returned letter, and the letter."""
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if _HEADER.match(line) and _begins_letter(lines, n):
            return "\n".join(lines[:n]), "\n".join(
                line.lstrip() if _HEADER.match(line) else line for line in lines[n:]
            )
        if (
            _COPY.match(line)
            and line.lstrip()[:1] in ("-", "_", "=", "*", "B", "T", "O")
            and n
            and len(lines) - n > 2
        ):
            following = next(
                (m for m in range(n + 1, min(n + 6, len(lines))) if _HEADER.match(lines[m])), None
            )
            if following is not None or line.lstrip().startswith(("---", "Below")):
                return "\n".join(lines[:n]), "\n".join(lines[following or n + 1 :])
    return text, ""


def _begins_letter(lines: list[str], at: int) -> bool:
    """Whether a run of at least three headers begins here, some of which only a letter has."""
    names: list[str] = []
    for line in lines[at : at + 60]:
        found = _HEADER.match(line)
        if found:
            names.append(found[1].lower())
        elif not line[:1].isspace() or not line.strip():
            break
    own = _LETTERS_OWN.intersection(names)
    return (
        names[:1] != ["reporting-mta"]
        and len(names) >= 3
        and (
            len(own) >= 2
            or (bool(own) and len(_ADDRESSED.intersection(names)) >= 2)
            or names.count("received") > 1
        )
    )


def one_line(text: str) -> str:
    """A stranger's words on one line, without characters that move the cursor or turn the text, at
    most MAX_REPLY long.
    """
    text = shown(text[: 4 * MAX_REPLY])
    return text if len(text) <= MAX_REPLY else text[: MAX_REPLY - 1] + "…"
