"""Words on the screen: every sentence goes through gettext, English being the source."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation


@cache
def _catalogue() -> NullTranslations:
    """The catalogue for the language of the user's system; English where there is none.

    gettext reads LANGUAGE, LC_ALL, LC_MESSAGES and LANG itself.
    """
    # Every start of the program asks, so not by importlib.resources, whose import takes longer than
    # all that is done here.
    return translation(
        "invite", localedir=f"{__file__.removesuffix('words.py')}locale", fallback=True
    )


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
