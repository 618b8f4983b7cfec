"""Header fields that differ from letter to letter, written by RFC 5322, 2047 and 6532."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache

from invite.letters.templates.values import plain
from invite.people.model import Address

_LINE = 76  # with an encoded word in it (RFC 2047 2); an encoded word itself is at most 75
_FRAME = len("=?utf-8?b?" + "?=")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LOCAL = re.compile(
    r"""[^\s\x00-\x1f\x7f-\xa0()<>\[\]:;@\\,".]+(?:\.[^\s\x00-\x1f\x7f-\xa0()<>\[\]:;@\\,".]+)*"""
)
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")

# What may be itself in an encoded word, in a phrase too (RFC 2047 5); the rest is `=XX`, a
# space `_`.
_SELVES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"
_Q = {n: f"={n:02X}" for n in range(256)} | {ord(c): c for c in _SELVES} | {ord(" "): "_"}


def is_plain(text: str) -> bool:
    """Whether a header can hold the text as it is, and on one line."""
    return (
        text.isascii()
        and text.isprintable()
        and "=?" not in text
        and len(text) <= _LINE - len("Subject: ")
    )


def encoded_words(text: str, before: int) -> str:
    """The text as encoded words (RFC 2047), one a line, as few as will do; a character is never cut
    in two.

    before: so many characters are on the first line already.
    """
    quoted = [_q(character) for character in text]
    based = _b(text)
    letter, whole = ("q", "".join(quoted)) if sum(map(len, quoted)) <= len(based) else ("b", based)
    room = _LINE - before - _FRAME
    if len(whole) <= room:
        return f"=?utf-8?{letter}?{whole}?="
    words, start, used = [], 0, 0
    for n, character in enumerate(text):
        size = len(quoted[n]) if letter == "q" else len(character.encode("utf-8", "replace"))
        if used + size > (room if letter == "q" else room // 4 * 3):
            words.append(text[start:n])
            start, used, room = n, 0, _LINE - 1 - _FRAME
        used += size
    code = _q if letter == "q" else _b
    return "\r\n ".join(f"=?utf-8?{letter}?{code(word)}?=" for word in [*words, text[start:]])


@lru_cache(maxsize=512)  # of nearly all calls, one letter each
def _q(text: str) -> str:
    return "".join([_Q[byte] for byte in text.encode("utf-8", "replace")])


def _b(text: str) -> str:
    return b64encode(text.encode("utf-8", "replace")).decode("ascii")


@lru_cache(maxsize=256)  # most letters of a mailing have the same subject
def unstructured(text: str) -> str:
    """A subject: one line of text, encoded where it must be."""
    line = " ".join(plain(text).split())
    return line if is_plain(line) else encoded_words(line, len("Subject: "))


def mailbox(name: str, address: str) -> str:
    """One mailbox, `Matti Virtanen <matti@example.org>`; whatever the name holds, it stays one."""
    said = " ".join(plain(name).split())
    if not said:
        return address
    if not is_plain(said):
        shown = encoded_words(said, len("From: "))
    elif _ATOMS.fullmatch(said):
        shown = said
    else:
        shown = '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
    last = shown.rpartition("\n")[2]
    gap = " " if len(last) + len(address) + len("From:  <>") <= _LINE else "\r\n "
    return f"{shown}{gap}<{address}>"


def envelope(address: Address) -> str:
    """The address as SMTP and headers carry it: its domain in ASCII (RFC 5890), its local part as
    written.

    Raises ValueError for what is no address.
    """
    local = address.written.rpartition("@")[0]
    domain = address.key.rpartition("@")[2]
    text = f"{local}@{domain}"
    return checked(address.written if text == address.written else text)  # of many one string


def checked(address: str) -> str:
    """The address if it is one, a dot-atom before the @ (RFC 5322 3.4.1, RFC 6532); raises
    ValueError otherwise.
    """
    local, _at, domain = address.rpartition("@")
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise ValueError(address)
    return address


def in_ascii(address: str) -> str:
    """An address of the settings with its domain in ASCII."""
    local, _at, domain = address.rpartition("@")
    return checked(
        f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
    )
