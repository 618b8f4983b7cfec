"""How `invite init` says what it has found, what it has written and what has changed: on the screen
and for scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from invite.report.people.changes import changes_document
from invite.safe_text import shown
from invite.settings.spoken_keys import kind_called
from invite.settings.values import N_
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from invite.campaign.setup.discover import FolderContents, LeftOut, Proposal
    from invite.campaign.setup.update import SinceReading
    from invite.people.extraction.result import Understanding
    from invite.people.model import Person
    from invite.people.resolution.diff import Aspect
    from invite.report.base.document import Document

FILE_STATES = {"new": N_("new"), "replaced": N_("replaced"), "gone": N_("gone")}
ASPECTS: Mapping[Aspect, str] = {
    "name": N_("name"),
    "email": N_("address"),
    "emails": N_("addresses"),
    "roles": N_("roles"),
    "language": N_("language"),
    "unwanted": N_("not to be invited"),
    "one": N_("is the same person as"),
}


def found(looked: FolderContents) -> Iterator[RenderableType]:
    """Each source that is proposed, sheet by sheet; after them the files that are left out."""
    for one in looked.proposals:
        yield from _proposal(one)
    if looked.left_out:
        yield Text(_("Left out:"), style="bold")
    for out in looked.left_out:
        yield Text(f"  {shown(out.file)}: {shown(out.why)} {shown(out.hint)}".rstrip())


def _proposal(one: Proposal) -> Iterator[RenderableType]:
    people = ngettext("{n} person", "{n} people", one.people).format(n=one.people)
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=one.rows)
    files = (
        ngettext("{n} file", "{n} files", len(one.files)).format(n=len(one.files))
        if len(one.files) > 1
        else ""
    )
    role = kind_called(one.source.role) or _("role not clear")
    yield Text(shown(one.source.file), style="bold")
    yield Text(
        "  "
        + " · ".join(
            part for part in (shown(role), files, rows, people, _regions(one.regions)) if part
        )
    )
    for sheet in one.understandings if len(one.understandings) > 1 else ():
        yield Text("    " + _sheet(sheet), style="dim")


def _sheet(one: Understanding) -> str:
    name = " : ".join(shown(part) for part in (one.file, one.sheet) if part)
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=one.rows)
    people = ngettext("{n} person", "{n} people", len(one.entries)).format(n=len(one.entries))
    group = _("group: {name}").format(name=one.group) if one.group else ""
    return " · ".join(shown(part) for part in (name, one.region, group, rows, people) if part)


def _regions(regions: tuple[str, ...]) -> str:
    if len(regions) < 2:
        return "".join(regions)
    return ngettext("{n} region", "{n} regions", len(regions)).format(n=len(regions))


def change(since: SinceReading) -> Iterator[RenderableType]:
    """Which files are others now, and whom that adds, changes and takes away."""
    for path, state in since.files:
        yield Text(f"{shown(path)}: {_(FILE_STATES[state])}")
    changes = since.people
    if not (changes.new or changes.changed or changes.gone):
        yield _("Nobody is new, changed or gone since the sheets were last read.")
    for title, people in ((_("New:"), changes.new), (_("Gone:"), changes.gone)):
        if people:
            yield Text(title, style="bold")
        yield from (Text("  " + shown(_named(person))) for person in people)
    if changes.changed:
        yield Text(_("Changed:"), style="bold")
    for one in changes.changed:
        yield Text("  " + shown(one.person.name.full))
        for each in one.differences:
            before, now = (", ".join(side) or "–" for side in (each.before, each.now))
            yield Text("    " + shown(f"{_(ASPECTS[each.what])}: {before} → {now}"))


def _named(person: Person) -> str:
    return f"{person.name.full} <{person.address}>" if person.address else person.name.full


def source_documents(proposals: Iterable[Proposal]) -> list[Document]:
    """The proposed sources, for scripts."""
    return [
        {
            "file": one.source.file,
            "role": one.source.role or None,
            "only_sheets": list(one.source.sheets) if one.source.sheets else None,
            "files": list(one.files),
            "regions": list(one.regions),
            "rows": one.rows,
            "people": one.people,
            "sheets": [
                {
                    "file": each.file,
                    "sheet": each.sheet,
                    "region": each.region,
                    "rows": each.rows,
                    "people": len(each.entries),
                }
                for each in one.understandings
            ],
        }
        for one in proposals
    ]


def left_out_documents(left_out: Iterable[LeftOut]) -> list[Document]:
    """The files left out, for scripts."""
    return [{"file": out.file, "why": out.why, "hint": out.hint or None} for out in left_out]


def change_document(since: SinceReading | None) -> Document | None:
    """What has changed, for scripts; None where the sheets have never been read."""
    if since is None:
        return None
    files = [{"file": path, "state": state} for path, state in since.files]
    return {"files": files, **changes_document(since.people, since.at, since.language)}
