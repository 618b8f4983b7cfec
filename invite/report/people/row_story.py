"""What became of each row on which a name stands: for the screen and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rich.console import RenderableType
from rich.text import Text

from invite.campaign.people.row_story import Ending, NamedPerson, RowStories, RowStory
from invite.plan import Because
from invite.reasons import because_words
from invite.report.base.picture import Document
from invite.safe_text import cut, shown
from invite.words import N_, _

LONGEST = 200  # characters of a row
_KINDS = {
    "title": N_("a title"),
    "heading": N_("a heading between people"),
    "header": N_("the headings of the columns"),
    "total": N_("a total"),
    "note": N_("a note"),
    "blank": N_("an empty line"),
}


def screen(found: RowStories) -> Iterator[RenderableType]:
    """Row by row: what stands there, what became of it, and what can be done."""
    for one in found.rows:
        yield Text(shown(str(one.origin)), style="bold")
        yield Text(f"  {cut(one.text, LONGEST)}", style="dim")
        for person in one.people:
            yield Text(f"  {_person(person, one)}")
        # Why a row is left out, its flaw says in full.
        if not (one.people or (one.ending == "left-out" and one.flaws)):
            yield Text(f"  {ending_words(one)}", style="yellow")
        for flaw in one.flaws:
            value = f" ({cut(flaw.value, 60)})" if flaw.value else ""
            yield Text(f"  {shown(flaw.problem)}{value} {shown(flaw.hint)}".rstrip())
    if found.unread:
        yield Text(
            _("Not searched, because they cannot be read: {files}").format(
                files=", ".join(map(shown, found.unread))
            ),
            style="bold red",
        )


def _person(one: NamedPerson, row: RowStory) -> str:
    name = shown(one.person.name.full)
    match one.held:
        case None:
            words = _("{name} is among the people, and nothing holds them: invite who {id}")
            return words.format(name=name, id=one.person.id)
        case Because.HELD:
            holds = [hold for hold in one.person.holds if hold.origin == row.origin]
            said = ", ".join(shown(hold.words) for hold in holds or one.person.holds)
            words = _("{name} is among the people, and held: {words}. To decide: invite review")
            return words.format(name=name, words=said)
        case because:
            words = _("{name} is among the people, and gets no letter: {why}")
            return words.format(name=name, why=because_words(because))


def ending_words(one: RowStory) -> str:
    """What became of a row that is no person's."""
    file = shown(one.origin.file)
    ending: Ending = one.ending
    match ending:
        case "person" | "no-person":
            return _("No person came of this row.")
        case "left-out":
            return _("The row is hidden or struck through, and is left out.")
        case "other-line":
            return _("The row was read as something other than a person: {kind}.").format(
                kind=_(_KINDS.get(one.taken_for, one.taken_for))
            )
        case "no-source":
            return _("{file} is in no source. To add it: invite init --update").format(file=file)
        case "ignored":
            return _("{file} is left out on purpose: `ignore` in invite.toml names it.").format(
                file=file
            )
        case "no-sheet":
            return _("The source uses other sheets of {file}: see `sheets` in invite.toml.").format(
                file=file
            )
    assert_never(ending)


def to_document(found: RowStories) -> Document:
    """`invite who --why-not WHO --json`."""
    return {
        "who": found.who,
        "rows": [
            {
                "origin": str(one.origin),
                "text": one.text,
                "ending": one.ending,
                "people": [
                    {"id": named.person.id, "name": named.person.name.full, "held": named.held}
                    for named in one.people
                ],
                "flaws": [
                    {"problem": flaw.problem, "value": flaw.value, "hint": flaw.hint}
                    for flaw in one.flaws
                ],
            }
            for one in found.rows
        ],
        "unread": list(found.unread),
    }
