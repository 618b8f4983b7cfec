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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `invite.toml` says, checked.

    mailings: the first is the default one. role_words: by role kind, then language, a template of the role in words.
    forms: by word, then grammatical case, the form to use. warnings: what may be meant so, but had better be looked at.
    """

    folder: Path
    event: Event
    sender: Sender
    sources: tuple[Source, ...]
    mailings: tuple[Mailing, ...]
    delivery: Delivery
    ledger_url: str
    role_words: Mapping[str, Mapping[Language, str]]
    forms: Mapping[str, Mapping[str, str]]
    warnings: tuple[Problem, ...] = ()
