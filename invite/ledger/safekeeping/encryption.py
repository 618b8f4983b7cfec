"""A ledger encrypted for one computer by age (age-encryption.org/v1, X25519): that computer's key,
and what only it can open.
"""

from __future__ import annotations

import os
from pathlib import Path

from invite.access.extras import missing
from invite.errors import LedgerUnusable, WrongUsage
from invite.ledger.storage.user_folder import own_folder, unusable
from invite.words import _

try:
    import pyrage
except ImportError as error:
    raise missing(
        _("To hand a ledger over, a library is needed that is not installed: pyrage."), "pyrage"
    ) from error

KEY = "hand-over.key"  # in the user's own folder: who has it can open what was encrypted to us


def public_key() -> str:
    """This computer's public key, which anybody may know; made the first time it is asked for."""
    path = own_folder() / KEY
    if not path.exists():
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w", encoding="ascii") as file:
                file.write(f"{pyrage.x25519.Identity.generate()}\n")
        except FileExistsError:
            pass  # another program was faster
        except OSError as error:
            raise unusable(path, error) from error
    return str(_identity(path).to_public())


def encrypted(content: bytes, key: str) -> bytes:
    """What only the computer of that public key can open. Raises WrongUsage for no such key."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError as error:
        raise WrongUsage(
            _("{key} is no key of a computer.").format(key=key),
            hint=_("Your colleague runs: invite ledger take --request. It begins with age1."),
        ) from error
    return bytes(pyrage.encrypt(content, [recipient]))


def decrypted(content: bytes, file: Path) -> bytes:
    """What was encrypted to this computer. Raises WrongUsage for anything else."""
    path = own_folder() / KEY
    if path.exists():
        try:
            return bytes(pyrage.decrypt(content, [_identity(path)]))
        except pyrage.DecryptError:
            pass
    raise WrongUsage(
        _("{path} was not made for this computer, or it is damaged.").format(path=file),
        hint=_(
            "Give your colleague this computer's key (invite ledger take --request), and ask for a"
            " new file: invite ledger hand-over FILE --to KEY"
        ),
    )


def _identity(path: Path) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise unusable(path, error) from error
    except pyrage.IdentityError as error:
        raise LedgerUnusable(
            _("The key of this computer is damaged: {path}.").format(path=path),
            hint=_("Delete it, then run: invite ledger take --request"),
        ) from error
