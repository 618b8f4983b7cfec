"""`invite who`: one person's whole story, put together from the ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one
from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.campaign.status.output_files import OutputFile, check_files, save
from invite.campaign.status.overview import summary
from invite.campaign.status.verdict import MailingVerdict, verdict
from invite.event import Event, Sender
from invite.ledger.letters.letters import LetterStory
from invite.ledger.people.corrections import ByHand
from invite.ledger.people.decisions import StoredAnswer
from invite.ledger.people.merges import StoredMerge
from invite.ledger.people.persons import Recorded
from invite.ledger.people.subject_access import Rows
from invite.ledger.storage.store import closed
from invite.mailing.reply import Heard
from invite.people.lookup import find
from invite.people.model import Person
from invite.plan import Because
from invite.records import replace
from invite.summary import SKIPPED


class Story(Struct, frozen=True, kw_only=True):
    """All that is known of one person. verdicts: of each mailing that is for them or has a letter
    to them; at least one.

    held: why they cannot be written to. merges: why their rows are one. done: what was put right by
    hand. heard: their answer to the invitation. stopped: since when they get no
    more letters. tables: what the ledger holds on them, row by row,
    for them to see; None where it was not asked for. mailing: the one that was asked about.

    event, sender: for a reply in somebody's name. now: in the event's time zone; local: an instant
    in it.
    """

    person: Person
    held: Because | None
    verdicts: Sequence[MailingVerdict]
    letters: Sequence[LetterStory]
    merges: Sequence[StoredMerge]
    answers: Sequence[StoredAnswer]
    done: Sequence[ByHand]
    heard: Heard | None
    stopped: datetime | None
    mailing: str | None
    event: Event
    sender: Sender
    now: datetime
    local: Callable[[datetime], datetime]
    tables: Mapping[str, Rows] | None = None


def story(
    project: Project,
    who: str,
    *,
    choose: Choose,
    mailing: str | None = None,
    export: OutputFile[Story] | None = None,
) -> Story:
    """All that is known of whoever WHO means, as it stands now; nobody is, before the sheets have
    been read. mailing: the one that is asked
    about. export: where everything held on them is written, for them to see (GDPR, article 15).

    Raises WrongUsage where nobody or several are meant, and for a file that must not be written to.
    """
    check_files(project, (export,) if export else ())
    near = [each.person for each in _candidates(project, who)]
    if not find(near, who):  # not in the index: whoever was meant is among all of them
        near = list(everyone(project))
    meant = one(near, who, choose).id
    (recorded,) = project.ledger.persons.recorded(of=[meant])
    told = _story(project, recorded, project.mailing(mailing).name if mailing else None)
    if export and export.path:
        told = replace(told, tables=project.ledger.holding.everything(told.person.id))
        save(export.path, export.content(told))
        about = ((export.path, told.person.id),)
        project.ledger.written.note(project.settings.folder, about)
        project.ledger.log(f"export: {told.person.id}")
    return told


def _story(project: Project, recorded: Recorded, mailing: str | None) -> Story:
    ledger, person, settings = project.ledger, recorded.person, project.settings
    letters = ledger.letters.letters_of(person.id)
    ids = ledger.finding.ids(person.id)
    rows = {origin for origin in person.origins if origin.row is not None}
    waves = Waves(project, of=(person.id,))
    return Story(
        person=person,
        held=recorded.held,
        verdicts=tuple(_verdicts(project, recorded, letters, waves)),
        letters=letters,
        merges=ledger.merges.of(person.id),
        answers=ledger.answers.about(ids),
        done=ledger.hand.about(ids, rows),
        heard=waves.replies.get(person.id),
        stopped=ledger.stops.stopped().get(person.id),
        mailing=mailing,
        event=settings.event,
        sender=settings.sender,
        now=project.now(),
        local=project.local,
    )


def _verdicts(
    project: Project, recorded: Recorded, letters: Sequence[LetterStory], waves: Waves
) -> Iterator[MailingVerdict]:
    """Of the first mailing always; of the others where they have a letter, or are to get one."""
    written = {letter.mailing for letter in letters}
    for place, mailing in enumerate(project.settings.mailings):
        line = next(iter(summary(project, mailing, (recorded,), waves).lines), None)
        if place == 0 or mailing.name in written or (line and line.state != SKIPPED):
            yield verdict(mailing.name, line, letters)


def _candidates(project: Project, who: str) -> tuple[Recorded, ...]:
    """Everybody whom WHO may mean, and perhaps some more. After the purge
    nobody has a name: that is said, and who is asked for by their id is found still.
    """
    found = project.ledger.finding.candidates(who)
    if not found and project.closed:
        raise closed()
    return found
