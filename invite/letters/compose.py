"""A mailing's templates, compiled once, become each person's letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from invite.event import Event, Sender
from invite.language import Language
from invite.letters.faults import group_faults
from invite.letters.model import Fault, Letter, Stamp
from invite.mailing import Mailing
from invite.people.model import Address, Person

__all__ = ["Composer", "group_faults"]


class Composer:
    """Compiled templates of one mailing. A first shape: others code against it while it grows."""

    @classmethod
    def prepare(
        cls,
        *,
        event: Event,
        sender: Sender,
        mailing: Mailing,
        role_words: Mapping[str, Mapping[Language, str]],
        forms: Mapping[str, Mapping[str, str]],
        folder: Path,
        languages: Iterable[Language],
        uid_seed: str | None = None,
    ) -> Composer:
        """Compile everything once; raises MustMend with all that is wrong with templates, attachments and logo."""
        raise NotImplementedError

    def compose(self, person: Person, to: Address, stamp: Stamp) -> Letter | tuple[Fault, ...]:
        """The person's letter, or everything that is wrong with it."""
        raise NotImplementedError


def as_draft(content: bytes) -> bytes:
    """The message as a draft that Outlook opens for editing and sending."""
    return b"X-Unsent: 1\r\n" + content
