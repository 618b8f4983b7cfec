"""The frozen settings of a project, as the other parts of the house read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from invite.delivery.model import Delivery
from invite.errors import Problem
from invite.event import Event, Sender
from invite.language import Language
from invite.mailing import Mailing
from invite.people.model import Source
from invite.sources.reading import CAPS, Caps


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `invite.toml` says, checked.

    mailings: the first is the default one. role_words: by role kind, then language, a template of the role in words.
    retain: seconds after the event for which people's details are kept. forms: by word, then grammatical case, the form to use.
    caps: how large a spreadsheet may be. warnings: what may be meant so, but had better be looked at.
    """

    folder: Path
    event: Event
    sender: Sender
    sources: tuple[Source, ...]
    mailings: tuple[Mailing, ...]
    delivery: Delivery
    ledger_url: str
    retain: float | None
    role_words: Mapping[str, Mapping[Language, str]]
    forms: Mapping[str, Mapping[str, str]]
    caps: Caps = CAPS
    warnings: tuple[Problem, ...] = ()
