"""Telling: one person's whole story, put together from the ledger alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invite.campaign.project import Project
from invite.campaign.sending.eligibility import Waves
from invite.campaign.sending.replies import replies
from invite.campaign.status.overview import summary
from invite.campaign.status.verdict import Verdict, verdict
from invite.ledger.letters.letters import LetterStory
from invite.ledger.people.corrections import ByHand
from invite.ledger.people.decisions import StoredAnswer
from invite.ledger.people.merges import StoredMerge
from invite.ledger.people.persons import Recorded
from invite.ledger.storage.store import closed
from invite.mailing.reply import Heard
from invite.people.known import Correction
from invite.people.model import Person
from invite.plan import Because
from invite.summary import SKIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is known of one person. verdicts: of each mailing that is for them or has a letter
    to them; at least one.

    held: why they cannot be written to. merges: why their rows are one. done: what was put right by
    hand. heard: their answer to the invitation.
    """

    person: Person
    held: Because | None
    verdicts: Sequence[Verdict]
    letters: Sequence[LetterStory]
    merges: Sequence[StoredMerge] = ()
    answers: Sequence[StoredAnswer] = ()
    done: Sequence[ByHand] = ()
    heard: Heard | None = None


def story(project: Project, one: Recorded) -> Story:
    """All that is known of this person, as it stands now."""
    ledger, person = project.ledger, one.person
    letters = ledger.letters.letters_of(person.id)
    ids = ledger.finding.ids(person.id)
    rows = {origin for origin in person.origins if origin.row is not None}
    return Story(
        person=person,
        held=one.held,
        verdicts=tuple(_verdicts(project, one, letters)),
        letters=letters,
        merges=ledger.merges.of(person.id),
        answers=tuple(
            given for given in ledger.answers.given() if ids.intersection(given.answer.people)
        ),
        done=tuple(
            done
            for done in ledger.hand.done()
            if (
                done.what.person in ids
                if isinstance(done.what, Correction)
                else done.what.origin in rows
            )
        ),
        heard=replies(project).get(person.id),
    )


def _verdicts(project: Project, one: Recorded, letters: Sequence[LetterStory]) -> Iterator[Verdict]:
    """Of the first mailing always; of the others where they have a letter, or are to get one."""
    waves = Waves(project, of=(one.person.id,))
    written = {letter.mailing for letter in letters}
    for place, mailing in enumerate(project.settings.mailings):
        line = next(iter(summary(project, mailing, (one,), waves).lines), None)
        if place == 0 or mailing.name in written or (line and line.state != SKIPPED):
            yield verdict(mailing.name, line, letters)


def find(project: Project, who: str) -> tuple[Recorded, ...]:
    """Everybody whom WHO may mean, and perhaps some more; the sheets are read where they never
    were. After the purge nobody has a name: that is said, and who is asked for by their id is found
    still.
    """
    if project.ledger.persons.last_reading()[0] is None:
        from invite.campaign.gather import gather

        gather(project)
    found = project.ledger.finding.candidates(who)
    if not found and project.ledger.letting_go.closed():
        raise closed()
    return found
