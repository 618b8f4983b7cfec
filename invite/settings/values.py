"""What a key is, and what its value must look like: a reader gives the good kind, or why it is
unfit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Generic, TypeVar, cast

from msgspec import Struct

from invite.delivery.model import Auth
from invite.delivery.providers import PROVIDERS
from invite.mailing.audience import Audience
from invite.mailing.language import NoAudience, read_audience
from invite.words import _

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# gettext's own name for what marks a sentence of a table for the catalogue; `_` finds it there when
# it is shown.
N_ = str


class Unfit(Struct, frozen=True):
    """Why a value will not do, and what to write instead."""

    what: str
    hint: str = ""


Reader = Callable[[object], T | Unfit]


class Key(Struct, Generic[T_co], frozen=True, eq=False):
    """One key. words: what it is for, in English, for `_`. example: a value as TOML spells it.

    default: what stands where the key is not given; a required key has none. translated: whether it
    takes one text in each language as well: { fi = "…", sv = "…" }.
    """

    name: str
    read: Callable[[object], T_co | Unfit]
    words: str
    example: str
    default: T_co | None = None
    required: bool = False
    translated: bool = False


class Section(Struct, frozen=True, eq=False):
    """A table of the file. many: written `[[name]]`, once for each; named: `[name.SOMETHING]`."""

    name: str
    words: str
    keys: tuple[Key[object], ...]
    required: bool = False
    many: bool = False
    named: bool = False


def text(raw: object) -> str | Unfit:
    """One line of text, without spaces around it."""
    if not isinstance(raw, str):
        return Unfit(_("This must be text."), _('Write it in straight quotes: "…"'))
    if any(ord(char) < 32 or ord(char) == 127 for char in raw):
        return Unfit(
            _(
                "A backslash in double quotes turned the next letter into a line"
                " break or another control character."
            ),
            _("In a path write / instead of \\; in other text leave \\ out."),
        )
    return raw.strip() or Unfit(_("This is empty."), _("Write the text between the quotes."))


def of_text(read: Callable[[str], T | Unfit]) -> Reader[T]:
    """A reader of what must be one line of text first."""

    @wraps(read)
    def from_raw(raw: object) -> T | Unfit:
        value = text(raw)
        return value if isinstance(value, Unfit) else read(value)

    return from_raw


def texts(raw: object) -> tuple[str, ...] | Unfit:
    """A list of texts; a single text is a list of one."""
    items = cast("list[object]", raw) if isinstance(raw, list) else [raw]
    good: list[str] = []
    for item in items:
        value = text(item)
        if isinstance(value, Unfit):
            return Unfit(value.what, _('Write a list of texts: ["…", "…"]'))
        good.append(value)
    return tuple(good)


@of_text
def path(value: str) -> str | Unfit:
    """A path inside the project folder, with `/`; patterns (`alueet/*.xlsx`) stay as they are."""
    value = value.replace("\\", "/").removeprefix("./")
    if value.startswith(("/", "~")) or re.match(r"[A-Za-z]:", value) or ".." in value.split("/"):
        name = value.rsplit("/", 1)[-1]
        return Unfit(
            _("{path} is outside the project folder.").format(path=value),
            _('Copy the file into the project folder and write only its name: "{name}"').format(
                name=name
            ),
        )
    return value


def paths(raw: object) -> tuple[str, ...] | Unfit:
    """A list of paths inside the project folder."""
    good: list[str] = []
    for item in cast("list[object]", raw) if isinstance(raw, list) else [raw]:
        value = path(item)
        if isinstance(value, Unfit):
            return value
        good.append(value)
    return tuple(good)


def table(raw: object) -> Mapping[str, object] | Unfit:
    """Keys with values of their own, in braces or under a heading in brackets."""
    if isinstance(raw, dict):
        return cast("Mapping[str, object]", raw)
    return Unfit(
        _("This must be keys with values, in braces."),
        _('Write it like this: { name = "…", email = "…" }'),
    )


def flag(raw: object) -> bool | Unfit:
    """true or false."""
    if isinstance(raw, bool):
        return raw
    return Unfit(
        _("This must be true or false."),
        _("Write true or false, in small letters and without quotes."),
    )


def whole(least: int, most: int = 10**9) -> Reader[int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(raw: object) -> int | Unfit:
        if isinstance(raw, int) and not isinstance(raw, bool) and least <= raw <= most:
            return raw
        if most == 10**9:
            return Unfit(
                _("This must be a whole number, at least {least}.").format(least=least),
                _("Write it without quotes."),
            )
        return Unfit(
            _("This must be a whole number from {least} to {most}.").format(least=least, most=most),
            _("Write it without quotes."),
        )

    return read


def one_of(*choices: T) -> Reader[T]:
    """A reader of one of a few fixed words."""

    def read(raw: object) -> T | Unfit:
        for choice in choices:
            if raw == choice or (isinstance(raw, str) and raw.strip().casefold() == choice):
                return choice
        listed = ", ".join(f'"{choice}"' for choice in choices)
        return Unfit(
            _("{value} is not an allowed value.").format(value=spelled(raw)),
            _("Write one of these: {choices}").format(choices=listed),
        )

    return read


def provider(raw: object) -> str | Unfit:
    """The name of a mail service whose host, pace and limits are known."""
    return one_of(*PROVIDERS)(raw)


@of_text
def word(value: str) -> str | Unfit:
    """A name that also names files: letters, digits, - and _."""
    if re.fullmatch(r"\w[\w-]{0,63}", value):
        return value
    return Unfit(
        _("{value} cannot be a file name.").format(value=spelled(value)),
        _("Use only letters, digits, - and _."),
    )


@of_text
def colour(value: str) -> str | Unfit:
    """A colour as `#rrggbb`, in small letters."""
    short = re.fullmatch(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", value.casefold())
    full = re.fullmatch(r"#?([0-9a-f]{6})", value.casefold())
    if full and value.startswith("#"):
        return value.casefold()
    example = "#" + (
        full[1] if full else "".join(digit * 2 for digit in short.groups()) if short else "0a3d62"
    )
    return Unfit(
        _("{value} is not a colour.").format(value=spelled(value)),
        _('Write "{example}"').format(example=example),
    )


def spelled(raw: object) -> str:
    """A value as the coordinator wrote it, shortened."""
    written = (
        f'"{raw}"'
        if isinstance(raw, str)
        else str(raw).lower()
        if isinstance(raw, bool)
        else str(raw)
    )
    return (
        written
        if len(written) <= 60
        else written[:57] + "…" + ('"' if isinstance(raw, str) else "")
    )


def audience(raw: object) -> Audience | Unfit:
    """Whom a mailing is for; see `mailing.language`."""
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    try:
        return read_audience(value)
    except NoAudience as wrong:
        where = _("{value}, at character {n}: {what}")
        return Unfit(
            where.format(value=spelled(value), n=wrong.at + 1, what=wrong.what), wrong.hint
        )


def auth(raw: object) -> Auth | Unfit:
    """How to sign in to a mail server. Google's own sign-in is none of ours: a sentence says so."""
    if raw == "google":
        return Unfit(
            _("Google takes an app password here; there is no other sign-in to it."),
            _(
                'Write auth = "password", make an app password at '
                "https://myaccount.google.com/apppasswords, then: invite login"
            ),
        )
    return cast("Auth | Unfit", one_of("password", "microsoft", "none")(raw))
