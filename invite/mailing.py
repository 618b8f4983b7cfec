"""Who gets which letter: one wave of letters, with its template and its audience."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One wave: `kutsu`, `muistutus`… template: the name of its template files, without language and ending.

    audience: whom it is for; "everyone" is all there is yet. attachments: paths inside the project folder.
    calendar: whether the letter carries the event as a calendar file.
    """

    name: str
    template: str
    audience: str = "everyone"
    attachments: tuple[str, ...] = ()
    calendar: bool = True
