"""`invite add`: somebody who is on no sheet, kept whatever the sheets say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from invite.cli import context, options, terminal
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.language import Language
    from invite.ledger.people.corrections import ByHand
    from invite.people.model import Entry, Name, Origin, Person

List = Annotated[
    bool,
    typer.Option("--list", help=_("All that was added and corrected by hand, with its numbers.")),
]
Undo = Annotated[
    list[int] | None,
    typer.Option("--undo", metavar="N", help=_("Undo what was done under this number.")),
]
Spoken = Annotated[
    str | None,
    typer.Option("--language", metavar="fi|sv|en", help=_("The language of their letters.")),
]


def add(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("First name and surname."))
    ] = None,
    address: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", help=_("Where they are written to."))
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help=_("The part they played."))
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="NAME", help=_("The region of that part."))
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="NAME", help=_("The team, project or group."))
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help=_("Where they work."))
    ] = None,
    language: Spoken = None,
    listing: List = False,
    undo: Undo = None,
    json: options.Json = False,
) -> None:
    """Add somebody who is on no sheet; list what was done by hand, and undo it."""
    from invite.campaign.gather import gather
    from invite.people.model import Entry, Origin, Role

    with context.project(ctx) as project:
        if listing or undo:
            show_done(project, undo or (), json=json)
            return
        if name is None or address is None:
            raise WrongUsage(
                _("Say who, and where they are written to."),
                hint=_('invite add "Matti Meikäläinen" matti@example.org'),
            )
        to = context.address(project, address)
        entry = Entry(
            name=parsed_name(name, to.key.rpartition("@")[0]),
            addresses=(to,),
            role=Role(
                kind=_kind(project, kind),
                group=_trimmed(group),
                region=_region(region),
                origin=Origin(_("by hand")),
            ),
            organisation=_trimmed(organisation),
            language=parsed_language(language),
        )
        gather(project)  # what is wrong with a sheet is said before anything is kept
        number = keep(project, entry)
        gathered = gather(project)
        person = standing_on(gathered.roster.people, number)
        if json:
            from invite.report.base import document

            language_ = project.settings.event.language
            held = gathered.held.get(person.id)
            terminal.show_document(
                {
                    "number": number,
                    "person": document.person(person, language_),
                    "held": held.value if held else None,
                }
            )
        else:
            tell(
                gathered,
                (person,),
                _("Kept as {n}; undone by: invite add --undo {n}").format(n=number),
            )


def keep(project: Project, entry: Entry) -> int:
    """Keep somebody who is on no sheet; returns the number. Who was added just so before is not
    added twice.
    """
    from dataclasses import replace

    for done in project.ledger.hand.done():
        if done.what == replace(entry, role=replace(entry.role, origin=_origin(done.number))):
            return done.number
    number = project.ledger.hand.add(entry)
    project.ledger.log(f"add: {number}")
    return number


def _origin(number: int) -> Origin:
    from invite.ledger.people.corrections import BY_HAND
    from invite.people.model import Origin

    return Origin(BY_HAND, None, number)


def standing_on(people: Sequence[Person], number: int) -> Person:
    """The person whom the addition of this number describes."""
    origin = _origin(number)
    return next(person for person in people if origin in person.origins)


def tell(gathered: Gathered, people: tuple[Person, ...], kept: str) -> None:
    """Show some people as they now stand, what is known of them besides, and how to undo what was
    done.
    """
    from dataclasses import replace

    from invite.report.people import listing

    ids = {person.id for person in people}
    held = {id_: because for id_, because in gathered.held.items() if id_ in ids}
    questions = tuple(
        question for question in gathered.roster.questions if ids.intersection(question.people)
    )
    terminal.show(
        listing.people(replace(gathered.roster, people=people, flaws=(), questions=questions), held)
    )
    for person in people:
        if len(person.origins) > 1:
            words = _("{name} stands on several rows; why they are one: invite people --why {id}")
            terminal.show(words.format(name=person.name.full, id=person.id))
    terminal.show(kept)


def show_done(project: Project, undo: Sequence[int], *, json: bool) -> None:
    """Undo what was done under these numbers, then show all that was done by hand and still holds.

    Raises WrongUsage, before undoing anything, for a number that there is not.
    """
    from invite.campaign.gather import gather
    from invite.report.people import corrections

    known = {done.number for done in project.ledger.hand.done()}
    for number in undo:
        if number not in known:
            raise WrongUsage(
                _("Nothing was done under the number {n}.").format(n=number),
                hint=_("invite correct --list lists it all."),
            )
    for number in dict.fromkeys(undo):
        project.ledger.hand.undo(number)
        project.ledger.log(f"undo: {number}")
    if undo:
        gather(project)
    done: tuple[ByHand, ...] = project.ledger.hand.done()
    if json:
        terminal.show_document(corrections.to_document(done, project.local))
    else:
        everyone = {one.person.id: one.person for one in project.ledger.persons.recorded()}
        terminal.show(corrections.screen(done, everyone, project.local))


def parsed_name(text: str, local: str = "") -> Name:
    """A name as typed: "First Last" or "Last, First". local: the address before the @, which tells
    the order where it can.
    """
    from invite.people.fields.name_order import as_name
    from invite.people.fields.names import read_name

    written = read_name(text)
    if written is None or "@" in text:
        raise WrongUsage(
            _("{name} is no name.").format(name=text), hint=_('Write it so: "Matti Meikäläinen".')
        )
    return as_name(written, False, local)


def parsed_language(text: str | None) -> Language | None:
    """One of the languages that letters are written in."""
    if text is None:
        return None
    found = text.strip().casefold()
    if found not in ("fi", "sv", "en"):
        raise WrongUsage(
            _("Letters are written in fi, sv or en, not in {language}.").format(language=text)
        )
    return cast("Language", found)


def _kind(project: Project, kind: str | None) -> str:
    """The part's kind: the one that the sources have where they have only one. Raises WrongUsage,
    naming those there are.
    """
    from invite.letters.roles import SHIPPED

    ours = tuple(dict.fromkeys(source.role for source in project.settings.sources))
    if kind is None and len(ours) == 1:
        return ours[0]
    known = tuple(dict.fromkeys((*ours, *project.settings.role_words, *SHIPPED)))
    hint = _("There is: {names}.").format(names=", ".join(known))
    if kind is None:
        raise WrongUsage(_("Say which part they played: --as KIND."), hint=hint)
    found = next((one for one in known if one.casefold() == kind.strip().casefold()), None)
    if found is None:
        raise WrongUsage(_("There is no part of the kind {kind}.").format(kind=kind), hint=hint)
    return found


def _region(text: str | None) -> str | None:
    from invite.language.places import REGIONS
    from invite.language.regions import find_region

    if _trimmed(text) is None:
        return None
    found = find_region(text or "")
    if found is None:
        hint = _("There is: {names}.").format(names=", ".join(REGIONS))
        raise WrongUsage(_("{region} is no region.").format(region=text), hint=hint)
    return found


def _trimmed(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
