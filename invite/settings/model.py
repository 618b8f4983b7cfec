"""The frozen settings of a project, and its folder: the one with invite.toml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from invite.access.mail_account import ImapAccount
from invite.access.plain_files import is_no_file
from invite.delivery.model import Delivery
from invite.errors import MustMend, Problem
from invite.event import Event, Sender
from invite.language import Language
from invite.mailing import Mailing
from invite.people.model import Source
from invite.sources.caps import CAPS, Caps
from invite.words import _

SETTINGS_FILE = "invite.toml"


class ReturnsMailbox(Struct, frozen=True, kw_only=True):
    """Where returned mail arrives. address: whose mailbox. imap: how it is read; None where it is
    read as letters leave, by Graph, or where nobody has said how.
    """

    address: str
    imap: ImapAccount | None = None


class Settings(Struct, frozen=True, kw_only=True):
    """What `invite.toml` says, checked.

    mailings: the first is the default one. role_words: by role kind, then language, a template of
    the role in words. retain: seconds after the event for which people's details are kept. forms:
    by word, then grammatical case, the form to use. caps: how large a spreadsheet may be. ignore:
    files in the folder that are no sources. warnings: what may be meant so, but is better looked
    at.
    """

    folder: Path
    event: Event
    sender: Sender
    sources: tuple[Source, ...]
    mailings: tuple[Mailing, ...]
    delivery: Delivery
    returns: ReturnsMailbox
    ledger_url: str
    retain: float | None
    role_words: Mapping[str, Mapping[Language, str]]
    forms: Mapping[str, Mapping[str, str]]
    caps: Caps = CAPS
    ignore: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def me(self) -> str:
        """Where a coordinator's samples go to, for a command that works when it is copied: the
        contact's address, or the sender's.
        """
        contact, sender = self.event.contact, self.sender
        return contact.email if contact else sender.reply_to or sender.address


def find_project(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `invite.toml`, as git looks for its own.

    Raises MustMend where there is none.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        file = folder / SETTINGS_FILE
        if file.is_file() or is_no_file(file):  # which reading it says
            return folder
    if here.is_dir():
        what = _("There is no {file} in {folder} or in any folder above it.").format(
            file=SETTINGS_FILE, folder=here
        )
    else:
        what = _("There is no folder {folder}.").format(folder=here)
    raise MustMend(
        what,
        hint=misnamed(here)
        or _("Go to the project folder, name it with --project DIR, or make one with: invite init"),
    )


def misnamed(folder: Path) -> str | None:
    """What to do where Notepad has saved the settings as invite.toml.txt, whose end Windows does
    not show; None where it has not.
    """
    name = f"{SETTINGS_FILE}.txt"
    if not (folder / name).is_file():
        return None
    return _(
        "Rename {name} to {file}. Explorer shows file name extensions by:"
        " View, Show, File name extensions."
    ).format(name=name, file=SETTINGS_FILE)
