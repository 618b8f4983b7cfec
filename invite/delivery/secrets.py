"""The password: kept by the system's keyring, or handed in where there is none; never in settings,
arguments or logs.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from invite.errors import MustMend
from invite.words import _, system_words

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

CREDENTIAL = "invite-password"  # its name in $CREDENTIALS_DIRECTORY (systemd.exec, LoadCredential=)
FILE_VARIABLE = "INVITE_PASSWORD_FILE"
VARIABLE = "INVITE_PASSWORD"
_MOST = 65_536  # bytes of a secret; tokens are long, files named by mistake are longer

# keyrings.alt keeps passwords in the open, and keyring picks it by itself where nothing better is;
# "fail" and "null" keep none.
_NOT_TRUSTED = ("keyrings.alt", "keyring.backends.fail", "keyring.backends.null")


def find_secret(host: str, username: str) -> str:
    """The password of a user of a mail server.

    Looked for in the keyring, $CREDENTIALS_DIRECTORY/invite-password, the file that
    INVITE_PASSWORD_FILE names (which nobody else may read), INVITE_PASSWORD. Raises MustMend,
    saying where it was looked for and why it was not found there.
    """
    tried: list[str] = []
    ways: tuple[tuple[str, Callable[[], str]], ...] = (
        (_("system keyring"), lambda: _from_keyring(host, username)),
        ("CREDENTIALS_DIRECTORY", _from_credentials),
        (FILE_VARIABLE, _from_named_file),
        (VARIABLE, _from_environment),
    )
    for where, look in ways:
        try:
            return look()
        except _NotThere as why:
            tried += [f"{where}: {why}"] if str(why) else []
    missing = _("There is no password for {username} at {host}.")
    raise MustMend(
        f"{missing.format(username=username, host=host)} ({'; '.join(tried)})",
        hint=_(
            "Give it once with `invite login`; if there is no keyring, put it in"
            " a file that only you may read, and name the file in {name}."
        ).format(name=FILE_VARIABLE),
    )


def kept_secret(host: str, username: str) -> str | None:
    """The password that the keyring keeps, and nothing else; None where it keeps none."""
    try:
        return _from_keyring(host, username)
    except _NotThere:
        return None


def can_keep() -> bool:
    """Whether this computer has a keyring that a password can be trusted to."""
    return any(True for _vault in _vaults())


def store_secret(host: str, username: str, secret: str) -> None:
    """Keep a password in the system's keyring. Raises MustMend where there is none that can be
    trusted.
    """
    why = _("there is no keyring that can be trusted")
    for vault in _vaults():
        try:
            vault.set_password(_service(host), username, secret)
        except Exception as error:  # keyrings are plug-ins and raise what they like
            why = _reason(error)
        else:
            return
    raise MustMend(
        _("The password cannot be kept on this computer: {why}.").format(why=why),
        hint=_(
            "Unlock the keyring, if it is locked, and run the command again. Or put the password in"
            " a file that only you may read and name that in {name}, or set {variable}."
        ).format(name=FILE_VARIABLE, variable=VARIABLE),
    )


def forget_secret(host: str, username: str) -> bool:
    """Take a password out of every keyring that has it; whether one had."""
    forgotten = False
    for vault in _vaults():
        try:
            if vault.get_password(_service(host), username) is not None:
                vault.delete_password(_service(host), username)
                forgotten = True
        except Exception as error:  # keyrings are plug-ins and raise what they like
            raise MustMend(
                _("The password cannot be removed from the system keyring: {why}.").format(
                    why=_reason(error)
                ),
                hint=_("Unlock it by the computer's password, then run the command again."),
            ) from None
    return forgotten


class _NotThere(Exception):  # one place where it is not; gathered, never shown alone
    """Why no secret was found in a place; "" where nobody has named it."""


def _service(host: str) -> str:
    """What the keyring files it under."""
    return f"invite:{host.casefold()}"


def _vaults() -> Iterator[KeyringBackend]:
    """The keyrings of this computer that can be trusted, the best first."""
    import keyring  # 140 ms, and only needed when a password is

    try:
        chosen = keyring.get_keyring()
    except Exception:  # PYTHON_KEYRING_BACKEND may name anything
        return
    for vault in getattr(chosen, "backends", (chosen,)):  # the chainer has several
        if not type(vault).__module__.startswith(_NOT_TRUSTED):
            yield vault


def _from_keyring(host: str, username: str) -> str:
    """From the first keyring that has it."""
    why = ""
    found = False
    for vault in _vaults():
        found = True
        try:
            secret = vault.get_password(_service(host), username)
        except Exception as error:  # keyrings are plug-ins and raise what they like
            why = _reason(error)
            continue
        if secret:
            return secret
    if why:
        raise _NotThere(_("cannot be opened: {why}").format(why=why))
    raise _NotThere(
        _("has no password for {username}").format(username=username)
        if found
        else _("this computer has none that can be trusted")
    )


def _from_credentials() -> str:
    """From systemd's credentials, which it guards itself."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise _NotThere
    return _read(Path(folder) / CREDENTIAL)


def _from_named_file() -> str:
    """From a file that nobody else may read."""
    name = os.environ.get(FILE_VARIABLE)
    if not name:
        raise _NotThere
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise _NotThere(
            _("{path} cannot be read: {why}").format(path=name, why=_reason(error))
        ) from None
    others = mode & (stat.S_IRWXG | stat.S_IRWXO)  # Windows says nothing with these bits
    if others and sys.platform != "win32" and not stat.S_ISDIR(mode):
        raise _NotThere(
            _("{path} can be read by others; to stop that: chmod 600 {path}").format(path=name)
        )
    return _read(path)


def _from_environment() -> str:
    """From the environment, which other programs of the same user can see: the last resort."""
    secret = os.environ.get(VARIABLE)
    if not secret:
        raise _NotThere
    return secret


def _read(path: Path) -> str:
    """A secret from a file: one line, Notepad's mark at its beginning and the line's end left
    out.
    """
    try:
        with path.open("rb") as file:
            secret = file.read(_MOST).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise _NotThere(
            _("{path} cannot be read: {why}").format(path=path, why=_reason(error))
        ) from None
    if not secret:
        raise _NotThere(_("{path} is empty").format(path=path))
    return secret


def _reason(error: Exception) -> str:
    """An error in a few words; never the words of a decoding error, which quote what they could not
    decode.
    """
    if isinstance(error, OSError) and error.strerror:
        return system_words(error)
    if isinstance(error, UnicodeDecodeError):
        return _("it is no text in UTF-8")
    if type(error).__name__ == "KeyringLocked":  # keyring.errors', slow to import
        return _("it is locked")
    return type(error).__name__
