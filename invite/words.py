"""Words on the screen: every sentence goes through gettext, English being the source, and so do
days, times, numbers and what the system says of an error; and which word was meant.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from gettext import NullTranslations, translation

# Every start of the program asks, so not by importlib.resources, whose import takes longer than
# all that is done here.
LOCALE = f"{__file__.removesuffix('words.py')}locale"
ALIKE = 0.6  # of 1.0 (`difflib`): how alike two words are where one may be a slip of the other


@cache
def _catalogue() -> NullTranslations:
    """The catalogue of the language that the environment names; English where there is none.

    gettext reads LANGUAGE first, which `cli/screen_language` sets.
    """
    return translation("invite", localedir=LOCALE, fallback=True)


def _(text: str) -> str:
    """The sentence in the user's language. Fill placeholders afterwards: `_("{n}
    letters").format(n=n)`.
    """
    return _catalogue().gettext(text)


# gettext's own name for what marks a sentence of a table for the catalogue; `_` finds it there when
# it is shown.
N_ = str


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence in the form that n takes, in the user's language."""
    return _catalogue().ngettext(one, many, n)


WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def day(at: date) -> str:
    """A day, as the screen shows it in every language: this is a program for Finland."""
    return f"{at.day}.{at.month}.{at.year}"


def day_and_weekday(at: date) -> str:
    """A day with the name that a slip stands out of: `Thursday 11.2.2027`."""
    return f"{_(WEEKDAYS[at.weekday()])} {day(at)}"


def clock(at: time | datetime) -> str:
    """A time of day: `9:14`, `klo 9.14`."""
    return _("{hour}:{minute}").format(hour=at.hour, minute=f"{at.minute:02}")


def moment(at: datetime) -> str:
    """A day and the time: `12.1.2027 9:14`, `12.1.2027 klo 9.14`."""
    return f"{day(at)} {clock(at)}"


def hours(starts: datetime, ends: datetime) -> str:
    """From when to when on one day: `13:00–16:00`, `klo 13.00–16.00`."""
    return _("{hour}:{minute}–{to_hour}:{to_minute}").format(
        hour=starts.hour,
        minute=f"{starts.minute:02}",
        to_hour=ends.hour,
        to_minute=f"{ends.minute:02}",
    )


def figure(n: int) -> str:
    """How many there are: `1,234`, `1 234`."""
    if n < 1000:
        return str(n)
    thousands, rest = divmod(n, 1000)
    return _("{thousands},{rest}").format(thousands=figure(thousands), rest=f"{rest:03}")


def decimal(value: float) -> str:
    """A number with one decimal: `12.5`, `12,5`."""
    whole, tenths = f"{value:.1f}".split(".")
    return _("{whole}.{tenths}").format(whole=whole, tenths=tenths)


def system_words(error: object) -> str:
    """Why the system would not do something: in the user's language what happens often, in its own
    words what does not.
    """
    known = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("you may not do this there"),
        errno.EPERM: _("you may not do this there"),
        errno.EROFS: _("the disk or folder is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EEXIST: _("it is there already"),
        errno.ENOTDIR: _("this is no folder"),
        errno.EISDIR: _("this is a folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EFBIG: _("the file is too large"),
        errno.ECONNREFUSED: _("the connection was refused"),
        errno.ECONNRESET: _("the connection was cut off"),
        errno.EPIPE: _("the connection was cut off"),
        errno.ETIMEDOUT: _("no answer in time"),
        errno.EHOSTUNREACH: _("the computer cannot be reached"),
        errno.ENETUNREACH: _("there is no network"),
    }
    if type(error).__name__ == "gaierror":  # its numbers differ from system to system
        return _("no computer of this name is known")
    number = getattr(error, "errno", None) or 0
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return known.get(number, str(said))


def near(word: str, known: Iterable[str], *, alike: float = ALIKE) -> str | None:
    """The one of these words that was probably meant, for “Did you mean …?”; None: none is near.

    Capitals, diacritics, hyphens, underscores and spaces make no difference. alike: how alike they
    must be, of 1.0.
    """
    by_letters = {_letters(one): one for one in known}
    found = get_close_matches(_letters(word), by_letters, n=1, cutoff=alike)
    return by_letters[found[0]] if found else None


def _letters(word: str) -> str:
    small = unicodedata.normalize("NFKD", word.casefold()).replace("-", " ").replace("_", " ")
    return "".join(char for char in small if not unicodedata.combining(char))
