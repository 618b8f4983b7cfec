"""Previews kept as files: a page for the browser, and the letters themselves; none of it is
sending.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from invite.campaign.project import Project
from invite.delivery.model import Parcel
from invite.delivery.outbox import OutboxCourier, safe_name
from invite.errors import MustMend
from invite.letters.model import Letter
from invite.words import _


def preview_folder(project: Project) -> Path:
    """Where pages to look at lie; personal details, which `purge` takes away with the folder."""
    return project.settings.folder / "preview"


def keep_page(project: Project, mailing: str, page: str) -> Path:
    """Write the page where only its owner may read it (where that means anything), in place of the
    mailing's last one.

    Raises MustMend when it cannot be written.
    """
    folder = preview_folder(project)
    path = folder / f"{safe_name(mailing)}.html"
    draft = folder / f".{path.name}.tmp"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
            file.write(page.encode("utf-8", "replace"))
        draft.replace(path)
    except OSError as error:
        what = _("The page {path} cannot be written: {reason}.")
        raise MustMend(
            what.format(path=path, reason=error.strerror or type(error).__name__)
        ) from error
    return path


def keep_letters(
    folder: Path, letters: Iterable[tuple[str, str, Letter]], sender: str
) -> tuple[str, ...]:
    """Each letter as an .eml file, its bytes those that would go; returns where they lie.

    letters: a person's name, the Message-ID, the letter. They open as letters that came, not as
    drafts: `send` sends. No file is overwritten but the same letter's own. Raises MustMend when the
    folder cannot be written.
    """
    courier = OutboxCourier(folder, drafts=False)
    courier.open()
    return tuple(
        courier.carry(
            Parcel(
                sender=sender,
                recipient=letter.recipient,
                message_id=message_id,
                content=letter.content,
                label=name,
                smtputf8=letter.smtputf8,
            )
        ).path
        for name, message_id, letter in letters
    )
