"""Telling: one person's whole story, put together from the ledger alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invite.campaign.audience import Waves
from invite.campaign.project import Project
from invite.campaign.replies import replies
from invite.campaign.summarise import summary
from invite.ledger.letters import LetterStory
from invite.ledger.persons import Recorded
from invite.ledger.store import closed
from invite.people.identity import Correction
from invite.report.known import Story
from invite.report.verdict import Verdict, verdict
from invite.summary import SKIPPED


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
        answers=tuple(given for given in ledger.answers.given() if ids.intersection(given.answer.people)),
        done=tuple(
            done
            for done in ledger.hand.done()
            if (done.what.person in ids if isinstance(done.what, Correction) else done.what.origin in rows)
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
    """Everybody whom WHO may mean, and perhaps some more; the sheets are read where they never were. After the purge nobody has a
    name: that is said, and who is asked for by their id is found still.
    """
    if project.ledger.persons.last_reading()[0] is None:
        from invite.campaign.gather import gather

        gather(project)
    found = project.ledger.finding.candidates(who)
    if not found and project.ledger.letting_go.closed():
        raise closed()
    return found
