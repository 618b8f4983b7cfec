"""Who is left alone, and what a purge takes, keeps and cannot reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.privacy.purge import Beyond, Prospect, Purged
from invite.campaign.privacy.stop import Action, LeftAlone
from invite.people.model import Person
from invite.report.base.phrases import moment
from invite.report.base.picture import Document
from invite.report.base.tables import table_of
from invite.report.person import own_files
from invite.safe_text import named, shown, to_copy
from invite.words import _, ngettext

MOST = 10  # lines of a file that are named


def screen(done: LeftAlone) -> RenderableType:
    """`invite stop`: what was done, or who is left alone."""
    n = len(done.people)
    whom = [*(person.name.full for person in done.people), *done.back]
    if done.action is Action.UNDO:
        whom += done.unknown
    names = f"  {named(whom)}"
    match done.action:
        case Action.LIST:
            return _listed(done)
        case Action.ERASE:
            words = ngettext(
                "{n} person erased. A keyed hash stays, so that no sheet brings them back"
                " unnoticed.",
                "{n} people erased. Keyed hashes stay, so that no sheet brings them back"
                " unnoticed.",
                n,
            )
            return Group(Text(words.format(n=n)), Text(names), *_beyond_person(done))
        case Action.STOP:
            words = ngettext(
                "{n} person gets no more letters. To undo it: {command}",
                "{n} people get no more letters. To undo it: {command}",
                n,
            )
            command = _undo(done.people)
            parts = [Text(words.format(n=n, command=command)), Text(names)] if n else []
            return Group(*parts, *_unknown(done), *_taken_back(done))
        case Action.UNDO:
            n += len(done.back) + len(done.unknown)
            words = ngettext(
                "{n} person may be written to again.", "{n} people may be written to again.", n
            )
            return Group(Text(words.format(n=n)), Text(names))
    assert_never(done.action)


def _undo(people: Sequence[Person]) -> str:
    """The command that lets these people be written to again, by id: two may have one name."""
    who = " ".join(person.id for person in people) if len(people) <= MOST else _("WHO")
    return f"invite stop {who} --undo"


def _unknown(done: LeftAlone) -> list[RenderableType]:
    """The addresses that nobody has, and the lines that name nobody for certain."""
    lines: list[str] = []
    n = len(done.unknown)
    if n == 1:
        words = _(
            "{address} is on no sheet yet. If it comes, no letter goes to it. Only a keyed hash of"
            " it is kept. To undo it: invite stop {address} --undo"
        )
        lines.append(words.format(address=to_copy(done.unknown[0], _("ADDRESS"))))
    elif n:
        words = _(
            "{n} addresses are on no sheet yet. If they come, no letter goes to them. Only keyed"
            " hashes of them are kept."
        )
        lines.append(words.format(n=n))
    if done.unsure:
        words = _("It is not certain who this is. Name them: invite stop WHO. {lines}")
        lines.append(words.format(lines="; ".join(map(shown, done.unsure[:MOST]))))
        if (rest := len(done.unsure) - MOST) > 0:
            lines.append(ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))
    return [Text(line) for line in lines]


def _listed(done: LeftAlone) -> RenderableType:
    """Who gets no more letters; of the erased no name is known."""
    parts: list[RenderableType] = []
    if done.stopped:
        table = table_of(_("No more letters"), _("since"), "")
        for id_, at in done.stopped.items():
            table.add_row(Text(shown(done.names.get(id_, id_))), moment(done.local(at)), id_)
        parts.append(table)
    else:
        parts.append(Text(_("Nobody has asked for no more letters.")))
    if n := done.addresses:
        words = ngettext(
            "{n} address was stopped before any sheet had it.",
            "{n} addresses were stopped before any sheet had them.",
            n,
        )
        parts.append(Text(words.format(n=n)))
    if n := done.erased:
        words = ngettext("{n} person was erased.", "{n} people were erased.", n)
        parts.append(Text(words.format(n=n)))
    return Group(*parts)


def to_document(done: LeftAlone) -> Document:
    """`invite stop --json`."""
    return {
        "stopped": [
            {
                "person": id_,
                "name": done.names.get(id_),
                "at": done.local(at).isoformat(timespec="seconds"),
            }
            for id_, at in done.stopped.items()
        ],
        "unknown": list(done.unknown),
        "unsure": list(done.unsure),
        "addresses": done.addresses,
        "erased": done.erased,
        "sheets": list(done.sheets),
        "open": list(done.open),
        "files": own_files.to_document(done.left),
    }


def would_be_erased(people: Sequence[Person]) -> str:
    """What is said yes to."""
    names = ", ".join(person.name.full for person in people)
    return _("Everything about {names} would be erased. This cannot be undone.").format(names=names)


def _taken_back(done: LeftAlone) -> list[RenderableType]:
    """What has become of the drafts of who is left alone."""
    drafts = done.drafts
    words = ngettext(
        "{n} draft was removed; once it is undone, the next send writes it again.",
        "{n} drafts were removed; once it is undone, the next send writes them again.",
        drafts,
    )
    lines = [words.format(n=drafts)] if drafts else []
    if done.stay:
        stays = _("A draft is still in your mailbox; delete it there: {names}.")
        lines.append(stays.format(names=", ".join(shown(name) for name in done.stay)))
    return [*map(Text, lines), *_open(done.open)]


def _beyond_person(done: LeftAlone) -> list[RenderableType]:
    """What is still about somebody elsewhere."""
    parts: list[RenderableType] = []
    if done.sheets:
        words = _("Remove them from the sheets yourself: {files}.")
        parts.append(Text(words.format(files=", ".join(map(shown, done.sheets)))))
    parts += map(Text, own_files.lines(done.left))
    parts.append(
        Text(_("Out of reach: Sent folders, reports given away, the registration system, backups."))
    )
    return [*parts, *_open(done.open)]


def _too_early(days: int) -> list[RenderableType]:
    """That the event is not over. days: until it is; not above zero when it is."""
    if days <= 0:
        return []
    words = ngettext(
        "The event is not over yet: it is in {n} day.",
        "The event is not over yet: it is in {n} days.",
        days,
    )
    return [Text(words.format(n=days), style="bold yellow")]


def would_be_deleted(found: Prospect) -> str:
    """What is said yes to."""
    return ngettext(
        "The details of {n} person would be deleted and the mailings closed for good.",
        "The details of {n} people would be deleted and the mailings closed for good.",
        found.people,
    ).format(n=found.people)


def before_purge(found: Prospect, *, short: bool) -> RenderableType:
    """What would go and what not. short: only that it is early, for whoever has said yes."""
    people, beyond = found.people, found.beyond
    parts = _too_early(found.days)
    if short:
        return Group(*parts)
    words = ngettext("{n} person is known here.", "{n} people are known here.", people)
    parts += [
        Text(words.format(n=people)),
        Text(
            _(
                "Deleted: names, addresses, texts, servers' answers, registration details, the"
                " outbox, previews, and unchanged files that --eml, --xlsx, --html and --export"
                " wrote."
            )
        ),
        Text(
            _(
                "Kept: how many were reached, registered and attended, by role,"
                " region and group; what was done when."
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
        "beyond": {
            "sheets": list(done.beyond.sheets),
            "exports": list(done.beyond.exports),
            "files": own_files.to_document(done.beyond.left),
            "server": done.beyond.server or None,
        },
    }


def _beyond(beyond: Beyond) -> list[RenderableType]:
    lines = [_("Out of reach, for you to delete:")]
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
    lines += [f"  {line}" for line in own_files.lines(beyond.left)]
    lines.append("  " + _("the Sent folders of the mail account, and letters sent from Outlook"))
    lines.append("  " + _("reports and letters that were saved elsewhere or given away"))
    lines.append("  " + _("backups and copies of this folder"))
    if beyond.server:
        words = _(
            "the backups, replicas and log (WAL) of the database {server}: ask whoever runs it when"
            " they are deleted, and to run VACUUM FULL in it now"
        )
        lines.append("  " + words.format(server=beyond.server))
    return [Text(line) for line in lines]


def _open(left: Sequence[str]) -> list[RenderableType]:
    if not left:
        return []
    words = _(
        "These are open in another program; close it, and the next command of"
        " invite deletes them: {files}"
    )
    return [Text(words.format(files=", ".join(map(shown, left))), style="yellow")]
