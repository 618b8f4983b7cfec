"""Flaws by the source they stand in, and the drafts to its owner: on the screen and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.people.listing import Listing
from invite.campaign.people.owner_request import Drafts
from invite.people.extraction.result import OfSource
from invite.people.model import Flaw
from invite.report.base import document
from invite.report.base.picture import Document, Json
from invite.report.people import listing
from invite.safe_text import shown
from invite.words import _, ngettext


def screen(found: Listing) -> list[RenderableType]:
    """Where the drafts lie that were asked for; else every source with whoever keeps it and what is
    wrong with it, and after them what is wrong with none of them alone.
    """
    if found.drafts:
        return list(_drafts_screen(found.drafts))
    parts: list[RenderableType] = []
    people = found.roster.people
    for one in found.sources:
        owner = shown(one.source.owner) if one.source.owner else _("no owner in the settings")
        count = ngettext("{n} flaw", "{n} flaws", len(one.flaws)).format(n=len(one.flaws))
        parts.append(Text.assemble((shown(one.source.file), "bold"), f"  {owner} · {count}"))
        parts += [listing.flaws(one.flaws, people)] if one.flaws else []
        parts.append(Text())
    if others := _between(found.sources, found.roster.flaws):
        parts += [Text(_("Between the sources"), style="bold"), listing.flaws(others, people)]
    return [Group(*parts)]


def to_document(found: Listing) -> Document:
    """`invite people --by-source --json`, and with `--drafts`."""
    drafts = found.drafts
    return {
        **listing.to_document(found),
        "sources": _sources(found.sources),
        **(
            {"drafts": _drafts(drafts), "without_owner": list(drafts.without_owner)}
            if drafts
            else {}
        ),
    }


def _sources(sources: Sequence[OfSource]) -> list[Json]:
    return [
        {
            "file": one.source.file,
            "role": one.source.role,
            "owner": one.source.owner,
            "flaws": [document.flaw(flaw) for flaw in one.flaws],
        }
        for one in sources
    ]


def _between(sources: Sequence[OfSource], flaws: Sequence[Flaw]) -> tuple[Flaw, ...]:
    """Those of the flaws that no source has by itself, such as two sheets that contradict each
    other.
    """
    own = {id(flaw) for one in sources for flaw in one.flaws}
    return tuple(flaw for flaw in flaws if id(flaw) not in own)


def _drafts_screen(done: Drafts) -> Iterator[RenderableType]:
    """Where the drafts lie, to whom, and for which sources nobody is known who could get one."""
    for one in done.written:
        lines = ngettext("{n} thing to fix", "{n} things to fix", one.lines).format(n=one.lines)
        old = "" if one.new else " · " + _("was there already")
        yield f"{one.path} · {shown(one.to)} · {lines}{old}"
    for source in done.without_owner:
        yield _(
            "{file} has no owner in the settings: write owner = … under its [[source]]."
        ).format(file=shown(source))
    if done.written:
        yield _("Nothing has been sent. Open the drafts in Outlook, look at them, and send them.")
    elif not done.without_owner:
        yield _("There is nothing that an owner should fix.")


def _drafts(done: Drafts) -> list[Json]:
    return [
        {
            "source": one.source,
            "to": one.to,
            "file": str(one.path),
            "lines": one.lines,
            "new": one.new,
        }
        for one in done.written
    ]
