"""Composing: every letter of a plan made and checked before the first one leaves."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.campaign.status.private_files import PrivateFiles
from invite.errors import MustMend, Problem
from invite.event import EventFacts
from invite.ledger.letters.event_versions import EventVersion
from invite.letters.compose import Composer, group_problems
from invite.letters.message.attachments import nothing_is_private
from invite.letters.model import Letter, LetterProblem, Stamp
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.plan import Send
from invite.words import _


def composer(
    project: Project, mailing: Mailing, sends: Sequence[Send], *, test: bool = False
) -> Composer:
    """The mailing's templates, compiled for the languages of these people.

    Raises MustMend with all that is wrong with them, and with what these people's own letters would
    lack besides.
    """
    try:
        return _composer(project, mailing, sends)
    except MustMend as stopped:
        besides = _besides(project, mailing, sends, stopped.problems, test=test)
        raise MustMend(
            stopped.what, hint=stopped.hint, problems=(*stopped.problems, *besides)
        ) from None


def _besides(
    project: Project,
    mailing: Mailing,
    sends: Sequence[Send],
    said: Iterable[Problem],
    *,
    test: bool,
) -> tuple[Problem, ...]:
    """What else is wrong with letters whose templates have these problems: one look at the list,
    one round of mending.
    """
    survey = _composer(project, mailing, sends, survey=True)
    told = EarlierLetters.of(project, mailing)
    # Another word on the same line would be about the same mistake; the key of the attachments
    # names several files.
    places = {problem.where for problem in said if not problem.where.endswith(".attachments")}
    faults: list[LetterProblem] = []
    for send in sends:
        if not {send.person.language, survey.language} & survey.ready.keys():
            continue  # no template of theirs can be read
        result = survey.compose(
            send.person, send.to, stamp(project, mailing, send, told, test=test)
        )
        if not isinstance(result, Letter):
            faults += [fault for fault in result if fault.where not in places]
    return group_problems(faults, {send.person.id: send.person.name.full for send in sends})


def _composer(
    project: Project, mailing: Mailing, sends: Sequence[Send], *, survey: bool = False
) -> Composer:
    settings = project.settings
    event = settings.event
    return Composer.prepare(
        event=event,
        sender=settings.sender,
        mailing=mailing,
        role_words=settings.role_words,
        forms=settings.forms,
        folder=settings.folder,
        languages=sorted({send.person.language or event.language for send in sends}),
        sources=settings.sources,
        uid_seed=project.ledger.keys.seed("calendar"),
        survey=survey,
        private=PrivateFiles.of(project) if mailing.attachments else nothing_is_private,
    )


class EarlierLetters(Struct, frozen=True):
    """What earlier letters have said, which these build on, and when these are made.

    version: of the event, that letters tell now. held: what each person was told of it last. first:
    the Message-ID of the first letter of another mailing to each person, which this one answers.
    """

    version: int
    held: Mapping[PersonId, EventVersion]
    first: Mapping[PersonId, str]
    now: datetime

    @classmethod
    def of(cls, project: Project, mailing: Mailing) -> EarlierLetters:
        """What the ledger remembers."""
        ledger = project.ledger
        version = ledger.events.number_for(facts(project, mailing))
        return cls(
            version, ledger.events.held(), ledger.letters.first_told(mailing.name), project.now()
        )


def facts(project: Project, mailing: Mailing) -> EventFacts:
    """What letters of this mailing tell of the event."""
    return project.settings.event.facts(cancelled=mailing.calls_off)


def letters(
    project: Project,
    mailing: Mailing,
    sends: Iterable[Send],
    *,
    made: Composer | None = None,
    test: bool = False,
    unsure: Container[PersonId] = (),
) -> Iterator[tuple[Send, Stamp, Letter]]:
    """Each person's letter, in order. Raises MustMend, after the last one, with everything that is
    wrong with any of them.

    made: the composer, where it is there already. test: a sample with a dead token, which leaves
    nothing on the person's own letters. unsure: who is held anyway, so that what is wrong with
    their letter stops nobody else's.
    """
    sends = tuple(sends)
    made = made or composer(project, mailing, sends, test=test)
    told = EarlierLetters.of(project, mailing)
    faults: list[LetterProblem] = []
    for send in sends:
        individual = stamp(project, mailing, send, told, test=test)
        result = made.compose(send.person, send.to, individual)
        if isinstance(result, Letter):
            yield send, individual, result
        elif send.person.id not in unsure:
            faults += result
    if faults:
        what = _("Some letters cannot be written like this; nothing has been sent.")
        raise MustMend(
            what,
            problems=group_problems(
                faults, {send.person.id: send.person.name.full for send in sends}
            ),
        )


def stamp(
    project: Project, mailing: Mailing, send: Send, told: EarlierLetters, *, test: bool = False
) -> Stamp:
    """What is individual to this sending."""
    keys, person = project.ledger.keys, send.person.id
    held, earlier = told.held.get(person), told.first.get(person)
    changed = held is not None and held.facts != facts(project, mailing) and not mailing.calls_off
    id_ = keys.letter_id(person, _sample(project, mailing) if test else mailing.name, send.number)
    domain = project.settings.sender.address.rpartition("@")[2]
    return Stamp(
        message_id=(not test and send.message_id) or f"<{id_}@{domain}>",
        letter_id=id_,
        token="TESTI" if test else keys.token(person),  # leads nowhere
        date=told.now,
        sequence=told.version - 1,
        test=test,
        preface=send.preface or None,
        first=earlier is None,
        in_reply_to=earlier if mailing.reply and not test else None,
        before=held.facts if held and changed else None,
    )


def _sample(project: Project, mailing: Mailing) -> str:
    # Many mail programs hide a letter whose Message-ID they have seen; the outbox writes over the
    # last test's file by it.
    return f"{mailing.name}/test/{secrets.token_hex(8) if project.reaches else ''}"


def drafts(
    project: Project,
    mailing: Mailing,
    sends: Iterable[Send],
    spool: Spool,
    *,
    test: bool = False,
    remark: Callable[[str], None] = lambda _remark: None,
) -> tuple[Draft, ...]:
    """All letters composed, checked and laid into the spool. Raises MustMend if any of them cannot
    be.

    remark: called with what is worth knowing of them all.
    """
    sends = tuple(sends)
    ours = composer(project, mailing, sends, test=test)
    for note in ours.notes if sends else ():
        remark(note)
    made, told = [], facts(project, mailing)
    for send, individual, letter in letters(project, mailing, sends, made=ours, test=test):
        offset, length = spool.put(letter.subject, letter.text_blocks, letter.content_blocks)
        made.append(
            Draft(
                send=send,
                mailing=mailing.name,
                id=individual.letter_id,
                message_id=individual.message_id,
                digest=letter.digest,
                frame=letter.frame,
                event=told,
                recipient=letter.recipient,
                smtputf8=letter.smtputf8,
                settled=letter.settled,
                offset=offset,
                length=length,
            )
        )
    return tuple(made)
