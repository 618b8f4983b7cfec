"""What is otherwise than when a mailing's letters were last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from invite.ledger.approvals import How
from invite.people.model import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is otherwise than when the letters were last looked at. at: in the event's time zone; how: by preview or test.

    new, changed: who has come, who has another name, address, language or part; gone: how many would not be written to any more
    though no letter went to them. event: what changed of it, as (name, before, now). texts: whether the letters' texts have.
    """

    at: datetime
    how: How
    new: tuple[Person, ...]
    changed: tuple[Person, ...]
    gone: int
    event: tuple[tuple[str, str, str], ...]
    texts: bool

    @property
    def any(self) -> bool:
        """Whether anything is otherwise."""
        return bool(self.new or self.changed or self.gone or self.event or self.texts)
