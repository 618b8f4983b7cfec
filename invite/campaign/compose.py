"""Composing: every letter of a plan made and checked before the first one leaves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Self

from invite.campaign.project import Project
from invite.errors import MustMend
from invite.ledger.letters import NewLetter
from invite.letters.compose import Composer, group_faults
from invite.letters.model import Fault, Letter, Stamp
from invite.mailing import Mailing
from invite.people.model import Person
from invite.plan import Send
from invite.words import _


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed letter that waits to leave: what will be written down about it, and where its bytes lie.

    recipient: the address of the envelope, its domain in ASCII. offset, length: of its bytes in the spool.
    """

    person: Person
    letter: NewLetter
    recipient: str
    smtputf8: bool
    offset: int
    length: int


class Spool:
    """Composed letters on disk, in a file that nobody else can open and that is gone with the run.

    The letters that were checked are the very bytes that leave, and 10,000 of them would not stay within 150 MB of memory.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - held for the life of the spool; see __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def put(self, content: bytes) -> tuple[int, int]:
        """Lay a letter in; returns where it lies and how long it is, in bytes."""
        offset = self._file.seek(0, 2)
        return offset, self._file.write(content)

    def take(self, draft: Draft) -> bytes:
        """The letter's bytes."""
        self._file.seek(draft.offset)
        return self._file.read(draft.length)


def composer(project: Project, mailing: Mailing, people: Iterable[Person]) -> Composer:
    """The mailing's templates, compiled for the languages of these people. Raises MustMend with all that is wrong."""
    settings = project.settings
    event = settings.event
    return Composer.prepare(
        event=event,
        sender=settings.sender,
        mailing=mailing,
        role_words=settings.role_words,
        forms=settings.forms,
        folder=settings.folder,
        languages=sorted({person.language or event.language for person in people}),
        uid_seed=project.ledger.keys.seed("calendar"),
    )


def letters(
    project: Project, mailing: Mailing, sends: Iterable[Send], *, preface: str | None = None, test: bool = False
) -> Iterator[tuple[Send, Stamp, Letter]]:
    """Each person's letter, in order. Raises MustMend, after the last one, with everything that is wrong with any of them.

    test: a sample with a dead token, which leaves nothing on the person's own letters.
    """
    sends = tuple(sends)
    made = composer(project, mailing, (send.person for send in sends))
    faults: list[Fault] = []
    for send in sends:
        individual = stamp(project, mailing, send, preface=preface, test=test)
        result = made.compose(send.person, send.to, individual)
        if isinstance(result, Letter):
            yield send, individual, result
        else:
            faults += result
    if faults:
        names = {send.person.id: send.person.name.full for send in sends}
        raise MustMend(
            _("Some letters cannot be written as they are; nothing has been sent."),
            problems=group_faults(faults, names),
        )


def stamp(project: Project, mailing: Mailing, send: Send, *, preface: str | None = None, test: bool = False) -> Stamp:
    """What is individual to this sending."""
    keys, person = project.ledger.keys, send.person.id
    id_ = keys.letter_id(person, f"{mailing.name}/test" if test else mailing.name, send.number)
    domain = project.settings.sender.address.rpartition("@")[2]
    return Stamp(
        message_id=(not test and send.message_id) or f"<{id_}@{domain}>",
        letter_id=id_,
        token="TESTI" if test else keys.token(person),  # leads nowhere
        date=project.now(),
        test=test,
        preface=preface,
    )


def drafts(
    project: Project,
    mailing: Mailing,
    sends: Iterable[Send],
    spool: Spool,
    *,
    because: str = "",
    preface: str | None = None,
    test: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> tuple[Draft, ...]:
    """All letters composed, checked and laid into the spool. Raises MustMend if any of them cannot be.

    because: why somebody resends. progress: called after each letter.
    """
    made = []
    for send, individual, letter in letters(project, mailing, sends, preface=preface, test=test):
        offset, length = spool.put(letter.content)
        new = NewLetter(
            person=send.person.id,
            mailing=mailing.name,
            number=send.number,
            message_id=individual.message_id,
            name=send.person.name.full,
            to=send.to,
            subject=letter.subject,
            text=letter.text,
            digest=letter.digest,
            frame=letter.frame,
            because=because,
        )
        made.append(Draft(send.person, new, letter.recipient, letter.smtputf8, offset, length))
        progress()
    return tuple(made)
