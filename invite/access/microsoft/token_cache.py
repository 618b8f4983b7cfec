"""Where a sign-in to Microsoft is kept: the system's own store, or a file that was opted into."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from functools import cache
from pathlib import Path

from msgspec import Struct
from platformdirs import user_data_path

from invite.access.microsoft.libraries import msal, msal_extensions
from invite.errors import MustMend
from invite.words import _

VARIABLE = "INVITE_TOKEN_CACHE"


class Cache(Struct, frozen=True):
    """tokens: msal's. kept: whether they outlive this program. where: in words, for the screen."""

    tokens: msal.SerializableTokenCache
    kept: bool
    where: str


def open_cache(client_id: str, authority: str) -> Cache:
    """The store for the sign-ins of one registered app.

    DPAPI on Windows, the keychain on macOS, libsecret on Linux, each by msal-extensions, which
    locks it among several processes. Without one the sign-in lives as long as the program, unless
    INVITE_TOKEN_CACHE names a file. Raises MustMend for a file that others may read.
    """
    if named := os.environ.get(VARIABLE):
        return _of_file(Path(named))
    name = hashlib.sha256(f"{authority} {client_id}".encode()).hexdigest()[:16]
    try:
        place = user_data_path("invite", appauthor=False, ensure_exists=True) / f"sign-in-{name}"
        store = msal_extensions.build_encrypted_persistence(str(place))
        tokens = msal_extensions.PersistedTokenCache(store)
        tokens.search(tokens.CredentialType.ACCOUNT)  # a store that cannot be opened says so now
    except Exception:  # a desktop without a keyring raises whatever its libraries raise
        return Cache(_in_memory(name), kept=False, where=_("in memory only"))
    return Cache(tokens, kept=True, where=_("in the system's own store for secrets"))


@cache
def _in_memory(_name: str) -> msal.SerializableTokenCache:
    """One for the whole program: who has signed in once is not asked again by its next part."""
    return msal.SerializableTokenCache()


def _of_file(path: Path) -> Cache:
    """A file that only its owner may read."""
    try:
        path.touch(mode=0o600)
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise MustMend(
            _("{name} names a file that cannot be written: {path}.").format(
                name=VARIABLE, path=path
            ),
            hint=_("Name a file in a folder of yours, or unset {name}.").format(name=VARIABLE),
        ) from error
    if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):  # bits mean nothing there
        raise MustMend(
            _("{name} names a file that others may read: {path}.").format(name=VARIABLE, path=path),
            hint=_("Stop that: chmod 600 {path}").format(path=path),
        )
    tokens = msal_extensions.PersistedTokenCache(_Unlisted(str(path)))
    try:
        tokens.search(tokens.CredentialType.ACCOUNT)
    except ValueError as error:
        raise MustMend(
            _("{name} names a file that holds no sign-ins: {path}.").format(
                name=VARIABLE, path=path
            ),
            hint=_("Name a file that does not exist yet, then sign in again: `invite login`."),
        ) from error
    return Cache(tokens, kept=True, where=_("in the file {path}").format(path=path))


class _Unlisted(msal_extensions.FilePersistence):  # type: ignore[misc]
    """A file; an empty one holds nothing yet."""

    def load(self) -> str:
        """What it holds."""
        return super().load() or "{}"
