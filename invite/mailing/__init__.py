"""Who gets which letter: one wave of letters, with its template and its audience."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from invite.mailing.audience import EVERYONE, Audience

# Whom the later waves that have a template of ours are for, if the settings do not say otherwise.
LATER_WAVES: Mapping[str, str] = {
    "muistutus": "not registered",
    "ohjelma": "registered",
    "muutos": "holds old facts and not declined",
    "peruutus": "reached and not declined",
    "kiitos": "attended",
}


class Mailing(Struct, frozen=True, kw_only=True):
    """One wave: `kutsu`, `muistutus`… template: the name of its template files, without language
    and ending.

    audience: whom it is for. attachments: paths inside the project folder. calendar: whether the
    letter carries the event as a calendar file. not_before, not_after: the first and the last day
    that it goes, in the event's time zone. reply: whether it stands in one thread with the first
    letter to each.
    """

    name: str
    template: str
    audience: Audience = EVERYONE
    attachments: tuple[str, ...] = ()
    calendar: bool = True
    not_before: date | None = None
    not_after: date | None = None
    reply: bool = True

    @property
    def calls_off(self) -> bool:
        """Whether its letters say that there is no event any more: it, or its template, is called
        `peruutus`.
        """
        return "peruutus" in (self.name, self.template)
