"""What speaks against somebody's letter going again: their letters, the address, the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.ledger.letters.letters import LetterStory
from invite.lifecycle import Fact, State
from invite.mailing import Mailing
from invite.people.model import Person, PersonId
from invite.plan import OUTSIDE, Because, Send
from invite.reasons import because_words
from invite.words import _, ngettext

FRESH = timedelta(hours=1)  # greylisting and scanning keep a good letter on its way for so long


def doubts(
    project: Project,
    wave: Mailing,
    steps: Iterable[Send],
    everybody: Iterable[Person],
    held: Mapping[PersonId, Because],
) -> tuple[tuple[Person, str], ...]:
    """What speaks against each of these letters, in words. held: why some cannot be written to, as
    the sheets were read.
    """
    dead = project.ledger.reports.bad_addresses()
    owners: dict[str, list[Person]] = {}
    for person in everybody:
        for address in person.addresses:
            owners.setdefault(address.key, []).append(person)
    found: list[tuple[Person, str]] = []
    for step in steps:
        others = [one for one in owners.get(step.to.key, ()) if one.id != step.person.id]
        words = (
            *_of_letters(project, wave, step),
            *_of_address(step, others, project.option(wave) if step.to.key in dead else None),
            *_of_person(project, wave, step.person, held),
        )
        found += [(step.person, word) for word in words]
    return tuple(found)


def _of_letters(project: Project, wave: Mailing, step: Send) -> Iterator[str]:
    """An earlier letter may have arrived, or has only just gone to the same address."""
    letters = [
        one for one in project.ledger.letters.letters_of(step.person.id) if one.mailing == wave.name
    ]
    for letter in letters:
        if letter.state is State.UNCLEAR:
            words = _(
                "Letter {number} is unclear: it may have gone. To settle it: invite settle {id}"
            )
            yield words.format(number=letter.number, id=step.person.id)
    last = max(letters, key=lambda one: one.number, default=None)
    if last is None or last.state is not State.SENT or last.to != step.to.written:
        return
    ago = project.now() - _accepted(last, project)
    if ago < FRESH:
        n = max(1, round(ago.total_seconds() / 60))
        words = ngettext(
            "The previous letter was accepted {n} minute ago; it may still be on its way.",
            "The previous letter was accepted {n} minutes ago; it may still be on its way.",
            n,
        )
        yield words.format(n=n)


def _accepted(letter: LetterStory, project: Project) -> datetime:
    return max(
        (event.at for event in letter.events if event.fact is Fact.ACCEPTED),
        default=project.now() - FRESH,
    )


def _of_address(step: Send, others: list[Person], dead: str | None) -> Iterator[str]:
    """dead: of an address from which mail came back, the option that names the mailing."""
    if dead is not None:
        words = _(
            "Mail to {address} was refused or came back. To another address: {command} --to ADDRESS"
        )
        command = f"invite resend {step.person.id}{dead}"
        yield words.format(address=step.to.written, command=command)
    for other in others:
        yield _("{address} is also the address of {name}.").format(
            address=step.to.written, name=other.name.full
        )


def _of_person(
    project: Project, wave: Mailing, person: Person, held: Mapping[PersonId, Because]
) -> Iterator[str]:
    reason = held.get(person.id)
    if reason in (Because.QUESTION, Because.ANSWER, Because.HELD):
        yield because_words(reason)
    outside = Waves(project, of=(person.id,)).aside(wave, (person,)).get(person.id)
    if outside in OUTSIDE:
        yield _("{mailing} is not for them: {why}.").format(
            mailing=wave.name, why=because_words(outside)
        )
