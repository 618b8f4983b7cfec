"""`invite ask-it`: what works already, and the letter that asks IT for the rest, all at once."""

from __future__ import annotations

import socket
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from textwrap import fill
from typing import Literal

from msgspec import Struct

from invite.campaign.delivery.account import granted
from invite.campaign.project import Project
from invite.campaign.status.output_files import Kind, OutputFile, check_files, save
from invite.delivery.couriers import check
from invite.errors import InviteError
from invite.language import Language
from invite.language.texts import texts
from invite.words import _


class ItRequest(Struct, frozen=True, kw_only=True):
    """The letter to the IT department. tried: what the settings say already, and whether it works.
    file: where it lies as a draft that Outlook opens; None where that was not asked for.
    """

    tried: tuple[Tried, ...]
    letter: ItLetter
    file: Path | None


def request(
    project: Project, language: Language | None, road: Road, *, eml: Path | None = None
) -> ItRequest:
    """Try, and write the letter. language: the event's where none is given. road: by which letters
    are to leave.

    Raises WrongUsage for a file that must not be written to.
    """

    def draft(found: ItLetter) -> bytes:
        return as_draft(project, found)

    file = OutputFile(path=eml, kind=Kind.MAIL, name="ask-it", content=draft)
    check_files(project, (file,))
    tried = try_all(project)
    letter = write(project, language, road)
    if eml is not None:
        save(eml, draft(letter))
    return ItRequest(tried=tried, letter=letter, file=eml)


class Tried(Struct, frozen=True, kw_only=True):
    """One thing that was tried. works: whether it does. words: what it comes to, or why not."""

    what: str
    works: bool
    words: str


def try_all(project: Project) -> tuple[Tried, ...]:
    """What works with the settings as they are; nothing where they write files only."""
    delivery, sender = project.settings.delivery, project.settings.sender.address
    if delivery.courier == "outbox":
        return ()
    host = delivery.imap.host if delivery.imap else delivery.host
    what = (
        _("sending from Microsoft 365 as {sender}")
        if delivery.at_graph
        else _("sending by {host} as {sender}")
    ).format(host=host, sender=sender)
    try:
        check(delivery, sender=sender)
    except InviteError as error:
        return (Tried(what=what, works=False, words=error.what),)
    tried = [Tried(what=what, works=True, words=_("works"))]
    if delivery.courier == "graph":
        proof = granted(project)
        tried.append(
            Tried(
                what=_("seeing in the mailbox what became of each letter"),
                works=proof,
                words=_("works") if proof else _("Mail.ReadWrite is not granted"),
            )
        )
    return tuple(tried)


Road = Literal["graph", "relay"]
WIDTH = 96
# An address of no computer (RFC 5737). To aim at it says by which of our own we would leave; UDP
# sends nothing by that.
NOWHERE = ("192.0.2.1", 587)


class ItLetter(Struct, frozen=True, kw_only=True):
    """The letter. language: of the letter. road: by which letters are to leave."""

    language: Language
    road: Road
    subject: str
    text: str


def write(project: Project, language: Language | None, road: Road) -> ItLetter:
    """The letter that asks for everything at once. language: the event's if None."""
    people = len(project.ledger.persons.recorded())
    project.ledger.log(f"ask-it: {road}")
    language = language or project.settings.event.language
    settings, words = project.settings, texts(language).request
    delivery, mailbox = settings.delivery, settings.sender.address
    contact = settings.event.contact
    account = delivery.sign_in_as or (contact.email if contact else mailbox)
    shared = account.casefold() != mailbox.casefold()
    end = ".Shared" if shared else ""
    parts = {
        "graph": (words.opening, words.graph, words.shared if shared else "", words.tell),
        "relay": (words.opening, words.relay),
    }[road]
    values = {
        "mailbox": mailbox,
        "account": account,
        "people": str(people or words.some),
        "title": settings.event.title,
        "client_id": delivery.client_id or "CLIENT_ID",
        "client_id_words": words.id_is_known if delivery.client_id else words.its_id,
        "tenant": delivery.tenant or "TENANT_ID",
        "send": f"Mail.Send{end}",
        "read_write": f"Mail.ReadWrite{end}",
        "computer": this_computer(),
        "name": contact.name if contact else settings.sender.name,
        "address": contact.email if contact else mailbox,
    }
    text = "\n".join(_wrapped(part.format(**values)) for part in (*parts, words.closing) if part)
    return ItLetter(language=language, road=road, subject=words.subject.format(**values), text=text)


def _wrapped(text: str) -> str:
    """The text with even lines, now that names and addresses stand in it. What is indented, or
    short for a reason, stays as it is.
    """
    blocks = text.rstrip("\n").split("\n\n")
    even = (
        fill(" ".join(block.split("\n")), WIDTH, break_long_words=False, break_on_hyphens=False)
        if "\n " not in block and max(map(len, block.split("\n"))) > WIDTH // 2
        else block
        for block in blocks
    )
    return "\n\n".join(even) + "\n"


def as_draft(project: Project, letter: ItLetter) -> bytes:
    """The letter as a mail that is still to be addressed: Outlook opens it to be sent."""
    contact = project.settings.event.contact
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["From"] = contact.email if contact else project.settings.sender.address
    message["Subject"] = letter.subject
    message.set_content(letter.text, cte="quoted-printable")
    return message.as_bytes()


def this_computer() -> str:
    """By what name and address this computer is seen in its own network."""
    name = socket.gethostname()
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as aimed:
            aimed.connect(NOWHERE)
            return f"{name}, {aimed.getsockname()[0]}"
    except OSError:
        return name
