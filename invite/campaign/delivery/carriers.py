"""What carries a project's letters, and how it is given one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from invite.campaign.delivery.spool import Draft
from invite.campaign.project import OUTBOX, Project
from invite.delivery.couriers import make_couriers, readable_mailbox
from invite.delivery.model import Courier, Parcel

if TYPE_CHECKING:
    from invite.delivery.graph.proof import Proof

Couriers = Callable[[], Courier]


def couriers_for(project: Project, show: Callable[[str], None] | None = None) -> Couriers:
    """Makes couriers as the settings say, where they name no outbox. show: to whoever sits there
    and may sign in again. Raises MustMend where their settings or their password are missing.
    """
    settings = project.settings
    return make_couriers(settings.delivery, sender=settings.sender.address, show=show)


def mailbox(project: Project, show: Callable[[str], None] | None = None) -> Proof | None:
    """The mailbox that letters leave from, where it may be read. show: as for `couriers_for`."""
    settings = project.settings
    if settings.delivery.courier != "graph":
        return None
    return readable_mailbox(settings.delivery, settings.sender.address, show)


def outbox(project: Project, mailing_name: str) -> Path:
    """The folder that the outbox courier writes a mailing's letters to."""
    return project.settings.folder / OUTBOX / mailing_name


def parcel(project: Project, draft: Draft, content: bytes) -> Parcel:
    """The letter as a courier carries it."""
    return Parcel(
        sender=project.settings.sender.address,
        recipient=draft.recipient,
        message_id=draft.message_id,
        content=content,
        label=draft.person.name.full,
        smtputf8=draft.smtputf8,
        settled=draft.settled,
    )
