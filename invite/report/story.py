"""One person's whole story: who they are, where the sheets name them, and what became of each of their letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.language import Language
from invite.ledger.letters import LetterStory
from invite.lifecycle import Fact
from invite.people.model import Person
from invite.plan import Because
from invite.report import document
from invite.report.phrases import because_words, moment, shown, state_words
from invite.words import _

Local = Callable[[datetime], datetime]


def screen(person: Person, held: Because | None, letters: Sequence[LetterStory], local: Local) -> RenderableType:
    """The story for the terminal. local: turns an instant into the event's time zone."""
    head = Table.grid(padding=(0, 2))
    for label, value in _facts_of(person, held):
        head.add_row(Text(label, style="dim"), Text(value))
    parts: list[RenderableType] = [Text(shown(person.name.full), style="bold"), head]
    if not letters:
        parts.append(Text(_("Nothing has been written to them yet.")))
    for letter in letters:
        title = _("{mailing}, letter {number}: {state}").format(
            mailing=letter.mailing, number=letter.number, state=state_words(letter.state)
        )
        because = f" ({shown(letter.because)})" if letter.because else ""
        parts += [Text(), Text(title + because, style="bold"), _events(letter, local)]
    return Group(*parts)


def _facts_of(person: Person, held: Because | None) -> list[tuple[str, str]]:
    facts = [
        (_("Id"), person.id),
        (_("Addresses"), "\n".join(shown(address.written) for address in person.addresses) or "–"),
        (_("Organisation"), shown(person.organisation or "–")),
    ]
    for role in person.roles:
        words = " · ".join(shown(part) for part in (role.kind, role.group, role.region, role.title) if part)
        facts.append((_("Part"), f"{words}  ({shown(str(role.origin))})"))
    facts.append((_("Rows"), shown(", ".join(str(origin) for origin in person.origins)) or "–"))
    if held:
        facts.append((_("Held"), because_words(held)))
    return facts


def _events(letter: LetterStory, local: Local) -> RenderableType:
    words = {
        Fact.STARTED: _("begun, to"),
        Fact.ACCEPTED: _("accepted by the server"),
        Fact.WRITTEN: _("written to the outbox"),
        Fact.DEFERRED: _("not now, said the server"),
        Fact.REFUSED: _("refused by the server"),
        Fact.BOUNCED: _("came back"),
        Fact.DELAYED: _("delayed on its way"),
        Fact.RELEASED: _("did not go after all"),
    }
    table = Table.grid(padding=(0, 2))
    for event in letter.events:
        table.add_row(Text(moment(local(event.at)), style="dim"), Text(words[event.fact]), Text(shown(event.words)))
    return table


def to_document(
    person: Person, held: Because | None, letters: Sequence[LetterStory], local: Local, language: Language
) -> document.Document:
    """The story for scripts."""
    return {
        "person": {**document.person(person, language), "held": held.value if held else None},
        "letters": [
            {
                "mailing": letter.mailing,
                "number": letter.number,
                "state": letter.state.value,
                "to": letter.to or None,
                "subject": letter.subject,
                "text": letter.text,
                "because": letter.because or None,
                "message_id": letter.message_id,
                "facts": [
                    {
                        "fact": event.fact.value,
                        "at": local(event.at).isoformat(timespec="seconds"),
                        "words": event.words or None,
                        "courier": event.courier,
                    }
                    for event in letter.events
                ],
            }
            for letter in letters
        ],
    }
