"""All that is known of one person, as `invite who` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invite.ledger.answers import Given
from invite.ledger.hand import Done
from invite.ledger.letters import LetterStory
from invite.ledger.merges import Kept
from invite.mailing.reply import Heard
from invite.people.model import Person
from invite.plan import Because
from invite.report.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is known of one person. verdicts: of each mailing that is for them or has a letter to them; at least one.

    held: why they cannot be written to. merges: why their rows are one. done: what was put right by hand.
    heard: their answer to the invitation.
    """

    person: Person
    held: Because | None
    verdicts: Sequence[Verdict]
    letters: Sequence[LetterStory]
    merges: Sequence[Kept] = ()
    answers: Sequence[Given] = ()
    done: Sequence[Done] = ()
    heard: Heard | None = None
