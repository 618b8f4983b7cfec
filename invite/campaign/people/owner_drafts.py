"""Writes for each source a draft to whoever keeps it, which asks them to mend what is wrong with
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from pathlib import Path

from invite.campaign.people.owner_request import Drafts, OwnerDraft, Request, request
from invite.delivery.outbox import safe_name
from invite.errors import MustMend
from invite.event import Event, Sender
from invite.letters.message.mime import as_draft
from invite.people.extraction.result import OfSource
from invite.words import _, system_words

_QUOTES = re.compile(r'["\\\x00-\x1f]')


def write(sources: Sequence[OfSource], folder: Path, event: Event, sender: Sender) -> Drafts:
    """Write the drafts into the folder, over nothing that is there. Raises MustMend where the
    folder cannot be written.
    """
    written: list[OwnerDraft] = []
    ownerless: list[str] = []
    for one in sources:
        found = request(one, one.source.owner or "", event, sender)
        if found is None:
            continue
        if not found.to:
            ownerless.append(one.source.file)
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path, new = _save(
                folder,
                safe_name(one.source.file.rpartition("/")[2]),
                _message(found, event, sender),
            )
        except OSError as error:
            raise MustMend(
                _("{folder} cannot be written to: {why}.").format(
                    folder=folder, why=system_words(error)
                ),
                hint=_("Make sure that you may write there, or name another folder."),
            ) from error
        written.append(OwnerDraft(one.source.file, found.to, path, found.lines, new))
    return Drafts(tuple(written), tuple(dict.fromkeys(ownerless)))


def _save(folder: Path, name: str, content: bytes) -> tuple[Path, bool]:
    """A file of that name, or with a number behind it where another letter has the name; whether it
    is new.

    What a coordinator has written into a draft is theirs, so an older one is never written over.
    """
    for number in count(1):
        path = folder / (f"{name}.eml" if number == 1 else f"{name} ({number}).eml")
        try:
            path.touch(0o600, exist_ok=False)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return path, False
            continue
        path.write_bytes(content)
        return path, True
    raise AssertionError  # count() never ends


def _message(found: Request, event: Event, sender: Sender) -> bytes:
    """The draft as Outlook opens it, ready to be looked at and sent."""
    name, address = (
        (event.contact.name, event.contact.email)
        if event.contact
        else (sender.name, sender.address)
    )
    message = EmailMessage(policy=SMTP if (address + found.to).isascii() else SMTP.clone(utf8=True))
    message["From"] = f'"{_QUOTES.sub(" ", name)}" <{address}>'
    message["To"] = found.to
    message["Subject"] = found.subject
    message.set_content(found.text, cte="quoted-printable")
    return as_draft(message.as_bytes())
