"""Who is left alone, and what a purge takes, keeps and cannot reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.campaign.privacy.purge import Beyond, Purged
from invite.people.model import Person, PersonId
from invite.report.base.document import Document
from invite.report.base.phrases import moment
from invite.safe_text import shown
from invite.words import _, ngettext

Local = Callable[[datetime], datetime]


def stopped(
    stops: Mapping[PersonId, datetime], people: Mapping[PersonId, Person], erased: int, local: Local
) -> RenderableType:
    """Who gets no more letters. erased: how many were erased, of whom no name is known."""
    parts: list[RenderableType] = []
    if stops:
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for heading in (_("Left alone"), _("since"), ""):
            table.add_column(heading, overflow="fold")
        for id_, at in stops.items():
            table.add_row(
                Text(shown(people[id_].name.full) if id_ in people else id_), moment(local(at)), id_
            )
        parts.append(table)
    else:
        parts.append(Text(_("Nobody asked to be left alone.")))
    if erased:
        parts.append(
            Text(
                ngettext("{n} person was erased.", "{n} people were erased.", erased).format(
                    n=erased
                )
            )
        )
    return Group(*parts)


def stopped_document(
    stops: Mapping[PersonId, datetime],
    people: Mapping[PersonId, Person],
    erased: int,
    sheets: Sequence[str],
    left: Sequence[str],
    local: Local,
) -> Document:
    """`invite stop --json`."""
    return {
        "stopped": [
            {
                "person": id_,
                "name": people[id_].name.full if id_ in people else None,
                "at": local(at).isoformat(timespec="seconds"),
            }
            for id_, at in stops.items()
        ],
        "erased": erased,
        "sheets": list(sheets),
        "open": list(left),
    }


def taken_back(drafts: int, left: Sequence[str]) -> list[RenderableType]:
    """What has become of the drafts of who is left alone."""
    words = ngettext(
        "{n} draft was taken out of the outbox; after --undo the next send writes it anew.",
        "{n} drafts were taken out of the outbox; after --undo the next send writes them anew.",
        drafts,
    )
    return [*([Text(words.format(n=drafts))] if drafts else []), *_open(left)]


def beyond_person(sheets: Sequence[str], left: Sequence[str]) -> list[RenderableType]:
    """What is still about somebody elsewhere."""
    parts: list[RenderableType] = []
    if sheets:
        words = _("Take them off the sheets yourself: {files}.")
        parts.append(Text(words.format(files=", ".join(map(shown, sheets)))))
    parts.append(
        Text(_("Beyond reach: Sent folders, reports given away, the registration system, backups."))
    )
    return [*parts, *_open(left)]


def too_early(days: int) -> list[RenderableType]:
    """That the event is not over. days: until it is; not above zero when it is."""
    if days <= 0:
        return []
    words = ngettext(
        "The event is not over yet: it is in {n} day.",
        "The event is not over yet: it is in {n} days.",
        days,
    )
    return [Text(words.format(n=days), style="bold yellow")]


def before_purge(people: int, days: int, beyond: Beyond) -> RenderableType:
    """What would go and what not. days: until the event is over; not above zero when it is."""
    parts = too_early(days)
    words = ngettext("{n} person is known here.", "{n} people are known here.", people)
    parts += [
        Text(words.format(n=people)),
        Text(
            _(
                "Deleted: names, addresses, texts, answers of servers, registrations' details, the"
                " outbox, previews."
            )
        ),
        Text(
            _(
                "Kept: how many were reached, registered and came, by role, region and group; what"
                " was done when."
            )
        ),
        Text(_("After that nothing can be sent from here any more.")),
        *_beyond(beyond),
    ]
    return Group(*parts)


def purged(done: Purged) -> RenderableType:
    """What has been done, and what is left to the coordinator."""
    head = (
        _("This project was purged on {at}; nothing was left to do.")
        if done.already
        else _("Purged on {at}.")
    )
    kept = _("The counts are kept: invite status. The mailings are closed for good.")
    return Group(
        Text(head.format(at=moment(done.at)), style="bold"),
        Text(kept),
        *_beyond(done.beyond),
        *_open(done.open),
    )


def purge_document(done: Purged) -> Document:
    """`invite purge --json`."""
    return {
        "purged": done.at.isoformat(timespec="seconds"),
        "already": done.already,
        "open": list(done.open),
        "beyond": {"sheets": list(done.beyond.sheets), "exports": list(done.beyond.exports)},
    }


def _beyond(beyond: Beyond) -> list[RenderableType]:
    lines = [_("Beyond reach, and yours to delete:")]
    if beyond.sheets:
        lines.append(
            "  " + _("the sheets: {files}").format(files=", ".join(map(shown, beyond.sheets)))
        )
    if beyond.exports:
        lines.append(
            "  "
            + _("the registration system and its exports: {files}").format(
                files=", ".join(map(shown, beyond.exports))
            )
        )
    else:
        lines.append("  " + _("the registration system and its exports"))
    lines.append("  " + _("the Sent folders of the mail account, and letters sent from Outlook"))
    lines.append("  " + _("reports and letters that were saved elsewhere or given away"))
    lines.append("  " + _("backups and copies of this folder"))
    return [Text(line) for line in lines]


def _open(left: Sequence[str]) -> list[RenderableType]:
    if not left:
        return []
    words = _(
        "Another program has these open; close it, and any command of invite deletes them: {files}"
    )
    return [Text(words.format(files=", ".join(map(shown, left))), style="yellow")]
