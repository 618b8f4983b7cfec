"""`invite people`: whichever look at the people was asked for, on the screen and for scripts."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from rich.console import RenderableType

from invite.campaign.people.explain import Explanation
from invite.campaign.people.listing import ChangesSinceSend, Listing
from invite.report.base.phrases import unnamed_words, written
from invite.report.base.picture import Document, Remark
from invite.report.people import changes, held, listing, owners, why

People = Listing | Explanation | ChangesSinceSend


class ListingPart(Struct, frozen=True, kw_only=True):
    """What of a listing was asked for; nothing: the people. sources: the flaws source by source."""

    sources: bool = False
    flaws: bool = False
    questions: bool = False


def screen(found: People, part: ListingPart) -> list[RenderableType | Remark]:
    """For the terminal. A workbook that was written is named, and takes the place of the list."""
    match found:
        case Explanation():
            return [why.screen(found)]
        case ChangesSinceSend():
            return [changes.screen(found)]
        case Listing():
            remark = unnamed_words(found.unnamed, found.ignore) if found.unnamed else ""
            remarks = [Remark(remark)] if remark else []
            return [*written(found.files), *_listing(found, part), *remarks]
    assert_never(found)


def _listing(found: Listing, part: ListingPart) -> list[RenderableType]:
    if part.sources or found.drafts:
        return owners.screen(found)
    if part.flaws:
        waiting = held.held(found.roster.people)
        return [
            *([waiting] if waiting else []),
            listing.flaws(found.roster.flaws, found.roster.people),
        ]
    if part.questions:
        return [listing.questions(found.roster.questions, found.everyone)]
    return [] if found.files else [listing.people(found.roster, found.held, found.unread)]


def to_document(found: People, part: ListingPart) -> Document:
    """`invite people --json`, with or without `--why`, `--changes`, `--by-source`, `--drafts`."""
    match found:
        case Explanation():
            return why.to_document(found)
        case ChangesSinceSend():
            return changes.to_document(found)
        case Listing() if part.sources or found.drafts:
            return owners.to_document(found)
        case Listing():
            return listing.to_document(found)
    assert_never(found)
