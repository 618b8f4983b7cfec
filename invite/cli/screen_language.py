"""Which language the screen speaks: what the command or the environment says, else the system's."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable, MutableMapping, Sequence
from importlib import import_module
from typing import Any

from invite.errors import WrongUsage
from invite.words import LOCALE, _

LANGUAGES = ("en", "fi")  # English is in the code, the others are in invite/locale
OPTION, VARIABLE = "--language", "INVITE_LANGUAGE"
# Before the command, these are followed by a value.
_WITH_VALUE = frozenset({"--project", "-C", OPTION})
# Where POSIX systems say it, the first that is set (gettext, "Locale Environment Variables").
_SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def choose(
    argv: Sequence[str],
    environ: MutableMapping[str, str],
    *,
    of_windows: Callable[[], str] | None = None,
) -> None:
    """Choose the language before the first sentence is looked up, here and, by the environment, in
    the processes that this one starts. A document for scripts is English.

    argv: without the program's name. of_windows: asks Windows, where no variable says anything; by
    default only on Windows.
    """
    said = _option(argv) or environ.get(VARIABLE) or _of_system(environ, of_windows)
    known = (known for known in map(_code, said.split(":")) if known in LANGUAGES)
    # gettext looks nowhere else once this is set.
    environ["LANGUAGE"] = "en" if "--json" in argv else next(known, "en")
    # The words of typer's help go through the same catalogue.
    gettext.bindtextdomain("invite", LOCALE)
    gettext.textdomain("invite")


def check(said: str | None) -> None:
    """Raise WrongUsage where the language that was asked for is none of the screen's."""
    if said and _code(said) not in LANGUAGES:
        raise WrongUsage(
            _("The screen cannot speak {language}.").format(language=said),
            hint=_("There is: {names}.").format(names=", ".join(LANGUAGES)),
        )


def _option(argv: Sequence[str]) -> str:
    """The value of --language; after the command, that option says the language of a person."""
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE and not equals:
            value = next(words, "")
        if name == OPTION:
            return value
        if not word.startswith("-"):
            break
    return ""


def _of_system(environ: MutableMapping[str, str], of_windows: Callable[[], str] | None) -> str:
    said = next((environ[name] for name in _SYSTEM if environ.get(name)), "")
    if not said and (of_windows or sys.platform == "win32"):
        return (of_windows or _of_windows)()
    return said


def _of_windows() -> str:
    """The language of the user's Windows, as `fi_FI`; empty where Python does not know it."""
    # Any: loaded by name, since other systems need neither, and have no `windll`.
    kernel: Any = import_module("ctypes").windll.kernel32
    return str(import_module("locale").windows_locale.get(kernel.GetUserDefaultUILanguage(), ""))


def _code(said: str) -> str:
    """`fi` of `fi_FI.UTF-8`, `fi-FI` and `FI`."""
    return said.strip().replace("-", "_").partition("_")[0].partition(".")[0].casefold()
