"""What has changed since the coordinator last looked at a mailing's letters: people, texts,
event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from invite.campaign.delivery.spool import Draft
from invite.campaign.filters import Filters
from invite.campaign.gathering.gather import Gathered
from invite.campaign.project import Project
from invite.campaign.sending.plan import plan_for
from invite.language import Language
from invite.ledger.approvals import Approval, How
from invite.mailing import Mailing
from invite.people.model import Person
from invite.records import replace


class SinceLook(Struct, frozen=True, kw_only=True):
    """What is otherwise than when the letters were last looked at. at: in the event's time zone;
    how: by preview or test.

    new, changed: who has come, who has another name, address, language or part; gone: how many
    would not be written to any more though no letter went to them. event: what changed of it, as
    (name, before, now). texts: whether the letters' texts have.
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


Frames = Mapping[Language, str]


def looked(
    project: Project, gathered: Gathered, mailing: Mailing, how: How, frames: Frames
) -> None:
    """Keep what the mailing is now, for everybody who would be written to, whatever filters the
    look had.

    frames: the digest of what letters share, by language.
    """
    digests = {person.id: _digest(project, person) for person in _going(project, gathered, mailing)}
    now = Approval(how=how, event=_event(project), frames=frames, people=digests)
    last = project.ledger.approvals.last(mailing.name)
    if last and last.how == "test" and replace(last, at=None, how=how) == now:
        return  # a preview of the very letters that were tested: the test still counts
    project.ledger.approvals.keep(mailing.name, now)


def seen_already(project: Project, mailing: Mailing, going: Iterable[Person]) -> How | None:
    """How the letters to these were looked at, if neither the event nor the people have changed
    since: who has tested has looked, too. Whether the texts have is known only where letters are
    composed.
    """
    last = project.ledger.approvals.last(mailing.name)
    if last is None or last.event != _event(project):
        return None
    same = all(last.people.get(person.id) == _digest(project, person) for person in going)
    return last.how if same else None


def since(
    project: Project, gathered: Gathered, mailing: Mailing, going: Iterable[Person], frames: Frames
) -> SinceLook | None:
    """What has changed since the last look; None where there was none. going: who is written to in
    this run.
    """
    last = project.ledger.approvals.last(mailing.name)
    if last is None or last.at is None:
        return None
    going = tuple(going)
    stay = {person.id for person in _going(project, gathered, mailing)} | set(
        project.ledger.letters.standings(mailing.name)
    )
    event = _event(project)
    changed = tuple(
        (name, last.event.get(name, ""), now)
        for name, now in event.items()
        if last.event.get(name, "") != now
    )
    # A language that nobody had then tells nothing of whether the text is otherwise. What letters
    # share holds the event too, so that it is otherwise whenever the event is.
    texts = not changed and any(
        last.frames.get(language, frame) != frame for language, frame in frames.items()
    )
    return SinceLook(
        at=project.local(last.at),
        how=last.how,
        new=tuple(person for person in going if person.id not in last.people),
        changed=tuple(
            person
            for person in going
            if person.id in last.people and last.people[person.id] != _digest(project, person)
        ),
        gone=sum(id_ not in stay for id_ in last.people),
        event=changed,
        texts=texts,
    )


def frames(project: Project, drafts: Iterable[Draft]) -> Frames:
    """What letters share, by the languages of the people."""
    language = project.settings.event.language
    return {draft.person.language or language: draft.frame for draft in drafts}


def _going(project: Project, gathered: Gathered, mailing: Mailing) -> tuple[Person, ...]:
    return tuple(send.person for send in plan_for(project, gathered, mailing, Filters()).sends)


def _event(project: Project) -> Mapping[str, str]:
    event = project.settings.event
    return {
        "title": event.title,
        "starts": event.starts.isoformat(timespec="minutes"),
        "ends": event.ends.isoformat(timespec="minutes"),
        "place": event.place or "",
        "reply_by": event.reply_by.isoformat() if event.reply_by else "",
        "registration_url": event.registration_url or "",
    }


def _digest(project: Project, person: Person) -> str:
    """What somebody's letter depends on, as a keyed digest: a plain one of a name and an address
    could be guessed.
    """
    roles = sorted(str((*role.part, role.title)) for role in person.roles)
    address = person.address.written if person.address else ""
    looks = repr((person.name, address, person.language, person.organisation, person.link, roles))
    return project.ledger.keys.mark("looked", hashlib.sha256(looks.encode()).hexdigest())[:12]
